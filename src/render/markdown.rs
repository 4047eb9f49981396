//! A summary for the comment of a pull request or of a job: what was found, file by file, heaviest first in the counts.
//!
//! Copy is untrusted: its characters never become markup.

use std::io::{self, Write};

use claimlint_workspace::report::{FileReport, Report};

use super::in_order::in_order;
use super::untrusted::harmless;
use super::wording::count;

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
    if summary.gone > 0 {
        writeln!(out, "\n{} of the baseline gone.", count(summary.gone, "finding", "findings"))?;
    }
    in_order(report, out, |file, out| write_file(file, out))
}

fn write_file(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    if file.errors.is_empty() && file.diagnostics.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### {}\n", escaped(&file.path))?;
    for error in &file.errors {
        writeln!(out, "- could not be checked: {}", escaped(&error.to_string()))?;
    }
    let Some(source) = file.source.as_ref().filter(|_| !file.diagnostics.is_empty()) else { return Ok(()) };
    writeln!(out, "| place | | rule | finding |\n|---|---|---|---|")?;
    for diagnostic in &file.diagnostics {
        let at = source.position(diagnostic.span.start());
        let message = escaped(&diagnostic.message);
        let help = escaped(&diagnostic.rule.help);
        let (severity, rule) = (diagnostic.severity, &diagnostic.rule.id);
        writeln!(out, "| {}:{} | {severity} | `{rule}` | {message}<br>{help} |", at.line, at.column)?;
    }
    Ok(())
}

/// Text for a cell of a table or a line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in harmless(text).chars() {
        if matches!(sign, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '@' | '~') {
            escaped.push('\\');
        }
        escaped.push(if sign == '\n' { ' ' } else { sign });
    }
    escaped
}
