//! One line per finding, as compilers print it and editors jump to it.

use std::io::{self, Write};

use claimlint_workspace::report::{FileReport, Report};

use super::in_order::in_order_with;
use super::place::{place, quotation, quoted};
use super::told::{Plan, Told};
use super::untrusted::harmless;
use super::wording::hidden;

/// Writes the report, a line for each finding and each file that failed.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let plan = Plan::of(report);
    in_order_with(report, out, |file, (), out| write_file(file, &plan.told(file), out))
}

fn write_file(file: &FileReport, told: &[Told<'_>], out: &mut dyn Write) -> io::Result<()> {
    let path = harmless(&file.path);
    for error in &file.errors {
        let place = error.position.map_or(String::new(), |at| format!("{}:{}:", at.line, at.column));
        writeln!(out, "{path}:{place} error: {}", harmless(&error.message))?;
    }
    let Some(source) = &file.source else { return Ok(()) };
    for Told { diagnostic, others, .. } in told {
        let others = others.as_ref().map_or(String::new(), |others| format!(" ({others})"));
        let quotation = quotation(source, diagnostic.span);
        let words =
            quotation.map_or(String::new(), |one| format!("; in {}", quoted(&one, source, diagnostic.span)));
        let record = file.record_of(diagnostic).map_or(String::new(), |record| format!("; in {record}"));
        let message = format!("{}{}{words}{record}{others}", diagnostic.message, hidden(file, diagnostic));
        let message = harmless(&message);
        // A colon and a space before a place that no editor can jump to.
        let space = if source.parts().is_some() { " " } else { "" };
        let place = place(source, diagnostic.span);
        let place = harmless(&place);
        let (severity, rule) = (diagnostic.severity, &diagnostic.rule.id);
        writeln!(out, "{path}:{space}{place}: {severity}[{rule}]: {message}")?;
    }
    Ok(())
}
