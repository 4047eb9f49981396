//! Workflow commands of GitHub Actions, which become annotations beside the lines.
//!
//! Characters that end a property or a command are escaped as GitHub's toolkit does it.

use std::io::{self, Write};

use claimlint_rules::Severity;
use claimlint_workspace::report::{FileReport, Report};

use super::in_order::in_order;
use super::untrusted::harmless;
use super::wording::with_help;

/// Writes a command for each finding and each file that failed.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    in_order(report, out, |file, out| write_file(file, out))
}

fn write_file(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let path = property(file.path_from_root());
    for error in &file.errors {
        let place = error.position.map_or(String::new(), |at| format!(",line={},col={}", at.line, at.column));
        writeln!(out, "::error file={path}{place},title=claimlint::{}", data(&error.message))?;
    }
    let Some(source) = &file.source else { return Ok(()) };
    for diagnostic in &file.diagnostics {
        let (start, end) = (source.position(diagnostic.span.start()), source.position(diagnostic.span.end()));
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        // GitHub allows columns only for findings on a single line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        let title = property(&diagnostic.rule.id);
        let message = data(&with_help(file, diagnostic));
        let (first, last) = (start.line, end.line);
        writeln!(
            out,
            "::{command} file={path},line={first},endLine={last}{columns},title={title}::{message}"
        )?;
    }
    Ok(())
}

/// Text after the second `::`.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    harmless(&text).into_owned()
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
