//! One line per finding, as compilers print it and editors jump to it.

use std::io::{self, Write};

use claimlint_workspace::report::{FileReport, Report};

use super::in_order::in_order_with;
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
        let at = source.position(diagnostic.span.start());
        let others = others.as_ref().map_or(String::new(), |others| format!(" ({others})"));
        let message = format!("{}{}{others}", diagnostic.message, hidden(file, diagnostic));
        let message = harmless(&message);
        writeln!(
            out,
            "{path}:{}:{}: {}[{}]: {message}",
            at.line, at.column, diagnostic.severity, diagnostic.rule.id
        )?;
    }
    Ok(())
}
