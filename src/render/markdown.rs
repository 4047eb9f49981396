//! A summary for the comment of a pull request or of a job: what was found, file by file, heaviest first in the counts.
//!
//! Copy is untrusted: its characters never become markup.

use std::io::{self, Write};

use claimlint_workspace::report::{FileReport, Report};

use super::in_order::in_order_with;
use super::place::{place, quotation, quoted};
use super::told::{Plan, Told};
use super::untrusted::harmless;
use super::wording::{count, hidden, skipped_kinds};

/// Writes the counts, and a table for each file with findings.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let summary = report.summary();
    let found = match summary.findings() {
        0 => "No findings".to_owned(),
        all => {
            let each = [(summary.error, "error"), (summary.warning, "warning"), (summary.note, "note")];
            let each = each.into_iter().filter(|(number, _)| *number > 0);
            let each: Vec<String> =
                each.map(|(number, what)| count(number, what, &format!("{what}s"))).collect();
            format!("**{}**: {}", count(all, "finding", "findings"), each.join(", "))
        }
    };
    let files = count(summary.files, "file", "files");
    writeln!(out, "## claimlint\n\n{found} in {files}, {}.", count(summary.words, "word", "words"))?;
    if !report.skipped.is_empty() {
        writeln!(out, "\n{}.", escaped(&skipped_kinds(&report.skipped)))?;
    }
    if summary.gone > 0 {
        writeln!(
            out,
            "\n{} in the baseline but no longer found.",
            count(summary.gone, "finding", "findings")
        )?;
    }
    let plan = Plan::of(report);
    in_order_with(report, out, |file, (), out| write_file(file, &plan.told(file), out))
}

fn write_file(file: &FileReport, told: &[Told<'_>], out: &mut dyn Write) -> io::Result<()> {
    if file.errors.is_empty() && told.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### {}\n", escaped(&file.path))?;
    for error in &file.errors {
        writeln!(out, "- could not be checked: {}", escaped(&error.to_string()))?;
    }
    let Some(source) = file.source.as_ref().filter(|_| !told.is_empty()) else { return Ok(()) };
    writeln!(out, "| place | | rule | finding |\n|---|---|---|---|")?;
    for Told { diagnostic, others, .. } in told {
        let others = others.as_ref().map_or(String::new(), |others| format!(" ({others})"));
        let message = escaped(&format!("{}{}{others}", diagnostic.message, hidden(file, diagnostic)));
        let help = escaped(&diagnostic.rule.help);
        let (severity, rule) = (diagnostic.severity, &diagnostic.rule.id);
        let quotation = quotation(source, diagnostic.span);
        let words = quotation
            .map_or(String::new(), |one| format!("<br>{}", escaped(&quoted(&one, source, diagnostic.span))));
        let record = file.record_of(diagnostic);
        let record = record.map_or(String::new(), |record| format!("<br>{}", escaped(&record.to_string())));
        let place = format!("{}{record}", escaped(&place(source, diagnostic.span)));
        writeln!(out, "| {place} | {severity} | `{rule}` | {message}{words}<br>{help} |")?;
    }
    Ok(())
}

/// A space without width, which breaks up what would become a link.
const NO_SPACE: &str = "&#8203;";

/// Whether a text ends with one of some words, in capitals or not.
fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let end = text.len().checked_sub(word.len()).and_then(|at| text.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    })
}

/// Text for a cell of a table or a line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = harmless(text);
    for (at, sign) in text.char_indices() {
        let rest = &text[at + sign.len_utf8()..];
        let goes_on = rest.starts_with(char::is_alphanumeric);
        match sign {
            '\n' => escaped.push(' '),
            '&' => escaped.push_str("&amp;"),
            // Hosts make links of addresses and mentions of names after they have read the Markdown, so that a backslash
            // does not help. A space without width does: not `@name`, `#12`, `https://` or `mailto:`.
            '@' | '#' | '!' | '%' | '$' | '^' if goes_on => {
                escaped.push(sign);
                escaped.push_str(NO_SPACE);
            }
            ':' if rest.starts_with("//") || goes_on && ends_with_any(&escaped, &["mailto", "xmpp"]) => {
                escaped.push(sign);
                escaped.push_str(NO_SPACE);
            }
            '.' if ends_with_any(&escaped, &["www"]) => {
                escaped.push_str(NO_SPACE);
                escaped.push(sign);
            }
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' => escaped.extend(['\\', sign]),
            _ => escaped.push(sign),
        }
    }
    escaped
}
