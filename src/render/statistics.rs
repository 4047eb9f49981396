//! How often each rule found something, and the closing line of a run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{count, thousands};
use crate::report::Report;
use crate::rule::Category;

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
    let found = match summary.findings() {
        0 => "nothing found".to_owned(),
        findings => format!("{} ({})", count(findings, "finding", "findings"), parts.join(", ")),
    };
    let failed = match summary.failed {
        0 => String::new(),
        failed => format!("; {} could not be checked in full", count(failed, "file", "files")),
    };
    let files = count(summary.files, "file", "files");
    format!("{files}, {}: {found}{failed}", count(summary.words, "word", "words"))
}
