//! How often each rule found something, and the closing line of a run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use claimlint_rules::{Category, PageKind, Safety};
use claimlint_workspace::report::{GoneFinding, Report, Summary};

use super::untrusted::harmless;
use super::wording::{count, skipped_kinds, thousands};

/// Writes a line for each rule that found something, the most frequent first.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut by_rule: BTreeMap<&str, (usize, &'static str)> = BTreeMap::new();
    for diagnostic in report.files.iter().flat_map(|file| &file.diagnostics) {
        let entry = by_rule.entry(&diagnostic.rule.id).or_insert((0, diagnostic.rule.category.name()));
        entry.0 += 1;
    }
    let mut rows: Vec<(&str, usize, &str)> =
        by_rule.into_iter().map(|(rule, (count, category))| (rule, count, category)).collect();
    rows.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let digits = rows.iter().map(|row| thousands(row.1).len()).max().unwrap_or(0);
    let longest = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
    for (rule, count, category) in rows {
        writeln!(out, "{:>digits$}  {rule:<longest$}  {category}", thousands(count))?;
    }
    Ok(())
}

/// The closing line for people: files, words, findings by category, what failed.
pub fn closing_line(report: &Report) -> String {
    let summary = report.summary();
    let mut by_category: BTreeMap<Category, usize> = BTreeMap::new();
    for diagnostic in report.files.iter().flat_map(|file| &file.diagnostics) {
        *by_category.entry(diagnostic.rule.category).or_default() += 1;
    }
    let mut categories: Vec<(Category, usize)> = by_category.into_iter().collect();
    categories.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let parts: Vec<String> =
        categories.iter().map(|(category, count)| format!("{} {category}", thousands(*count))).collect();
    let parts = parts.join(", ");
    let fixed =
        format!("{} fixed in {}", thousands(summary.fixed), count(summary.fixed_files, "file", "files"));
    let found = match (summary.fixed, summary.findings()) {
        (0, 0) if summary.words == 0 && summary.failed + summary.skipped > 0 => "nothing checked".to_owned(),
        (0, 0) => "nothing found".to_owned(),
        (0, findings) => format!("{} ({parts})", count(findings, "finding", "findings")),
        (_, 0) => format!("{fixed}, nothing left"),
        (_, findings) => format!("{fixed}, {} left ({parts})", thousands(findings)),
    };
    let unchecked = unless_zero(summary.failed.saturating_sub(summary.unfixed), |files| {
        format!("; {} could not be checked in full", count(files, "file", "files"))
    });
    let unfixed = unless_zero(summary.unfixed, |files| {
        format!("; {} could not be fixed", count(files, "file", "files"))
    });
    let files = count(summary.files, "file", "files");
    let fixes = [offer(&summary, report.safety), left_out(&summary)].concat();
    let unshown = unless_zero(summary.unshown, |number| {
        format!("; {} below --min-severity not shown", thousands(number))
    });
    let known = unshown + &known(&summary) + &hidden(&summary);
    let skipped = match report.skipped.as_slice() {
        [] => String::new(),
        skipped => format!("; {}", skipped_kinds(skipped)),
    };
    let words = count(summary.words, "word", "words");
    let kinds = kinds_of_pages(report);
    format!("{files}, {words}: {found}{known}{unchecked}{unfixed}{fixes}{skipped}{kinds}")
}

/// As what kinds of page the files were read, where the law of a market counts and their own words had to decide.
fn kinds_of_pages(report: &Report) -> String {
    let assumed = report.files.iter().filter_map(|file| file.page).filter(|page| page.is_assumed);
    let mut kinds: BTreeMap<Option<PageKind>, usize> = BTreeMap::new();
    assumed.for_each(|page| *kinds.entry(page.kind).or_default() += 1);
    let known =
        kinds.iter().filter_map(|(kind, number)| Some(format!("{} {}", thousands(*number), (*kind)?)));
    let parts: Vec<String> = known.collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("; kinds of page guessed: {} ([[pages]] in claimlint.toml sets them)", parts.join(", "))
    }
}

/// What was found and is not reported.
fn known(summary: &Summary) -> String {
    let parts = [
        (summary.suppressed - summary.known, "suppressed by comments"),
        (summary.known, "in the baseline"),
        (summary.gone, "in the baseline but no longer found (--write-baseline removes them)"),
    ];
    let parts =
        parts.map(|(number, what)| unless_zero(number, |number| format!("; {} {what}", thousands(number))));
    parts.concat()
}

/// What the repository would have hidden, in a run that does not trust it.
fn hidden(summary: &Summary) -> String {
    unless_zero(summary.hidden, |number| {
        format!("; {} of them would be hidden if the repository were trusted", thousands(number))
    })
}

fn unless_zero(number: usize, words: impl Fn(usize) -> String) -> String {
    if number == 0 { String::new() } else { words(number) }
}

/// At most this many findings that are gone have a line of their own.
const MOST_GONE: usize = 20;

/// Writes a line for each finding that the baseline has and the files no longer do.
///
/// # Errors
/// The writer's own.
pub fn write_gone(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for GoneFinding { path, rule, text, count } in report.gone.iter().take(MOST_GONE) {
        let times = if *count == 1 { String::new() } else { format!(", {} times", thousands(*count)) };
        let (path, text) = (harmless(path), harmless(text));
        writeln!(out, "gone: {path}: {} \u{201C}{text}\u{201D}{times}", harmless(rule))?;
    }
    match report.gone.len().saturating_sub(MOST_GONE) {
        0 => Ok(()),
        more => writeln!(out, "gone: {} more", thousands(more)),
    }
}

/// The closing line of a run that only shows what fixes would change.
pub fn diff_line(report: &Report) -> String {
    let summary = report.summary();
    let fixed = match summary.fixed {
        0 => "nothing to fix".to_owned(),
        fixes => {
            let files = count(summary.fixed_files, "file", "files");
            format!("{} would be fixed in {files}", thousands(fixes))
        }
    };
    let more = unless_zero(summary.fixable_unsafely, |more| {
        format!("; {} more with --unsafe-fixes", thousands(more))
    });
    [fixed, more, left_out(&summary)].concat()
}

/// Which fixes were not applied, and how to apply them.
fn offer(summary: &Summary, safety: Safety) -> String {
    let (safe, more) = (summary.fixable, summary.fixable_unsafely);
    match (safe, more, safety) {
        (0, 0, _) => String::new(),
        (0, more, _) => format!("; {} can be fixed with --fix --unsafe-fixes", thousands(more)),
        (all, _, Safety::Unsafe) => format!("; {} can be fixed with --fix --unsafe-fixes", thousands(all)),
        (safe, 0, _) => format!("; {} can be fixed with --fix", thousands(safe)),
        (safe, more, _) => {
            let (safe, more) = (thousands(safe), thousands(more));
            format!("; {safe} can be fixed with --fix, {more} more with --unsafe-fixes")
        }
    }
}

fn left_out(summary: &Summary) -> String {
    unless_zero(summary.fixes_left_out, |fixes| {
        format!("; {} not applied, to avoid a new finding", count(fixes, "fix", "fixes"))
    })
}
