//! One line per finding, as compilers print it and editors jump to it.

use std::io::{self, Write};

use claimlint_workspace::report::{FileReport, Report};

use super::in_order::in_order;
use super::untrusted::harmless;
use super::wording::hidden;

/// Writes the report, a line for each finding and each file that failed.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    in_order(report, out, |file, out| write_file(file, out))
}

fn write_file(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let path = harmless(&file.path);
    for error in &file.errors {
        let place = error.position.map_or(String::new(), |at| format!("{}:{}:", at.line, at.column));
        writeln!(out, "{path}:{place} error: {}", harmless(&error.message))?;
    }
    let Some(source) = &file.source else { return Ok(()) };
    for diagnostic in &file.diagnostics {
        let at = source.position(diagnostic.span.start());
        let message = format!("{}{}", diagnostic.message, hidden(file, diagnostic));
        let message = harmless(&message);
        writeln!(
            out,
            "{path}:{}:{}: {}[{}]: {message}",
            at.line, at.column, diagnostic.severity, diagnostic.rule.id
        )?;
    }
    Ok(())
}
