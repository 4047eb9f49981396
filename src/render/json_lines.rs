//! The findings of the JSON report as lines of their own, for tools that read as they go.

use std::io::{self, Write};

use claimlint_workspace::report::{FileReport, Report};
use serde_json::json;

use super::in_order::in_order;
use super::json;
use super::untrusted::write_json;

/// Writes a line for each finding and each file that failed, and one with the summary.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    in_order(report, out, write_file)?;
    for skipped in &report.skipped {
        let line = json!({ "path": skipped.path, "skipped": skipped.reason });
        write_json(out, &line)?;
        writeln!(out)?;
    }
    serde_json::to_writer(&mut *out, &json!({ "summary": report.summary() }))?;
    writeln!(out)
}

fn write_file(file: &FileReport, out: &mut Vec<u8>) -> io::Result<()> {
    for error in &file.errors {
        write_json(out, &json!({ "path": file.path, "error": error.to_string() }))?;
        writeln!(out)?;
    }
    let Some(source) = &file.source else { return Ok(()) };
    for diagnostic in &file.diagnostics {
        json::finding_line(file, diagnostic, source, out)?;
        writeln!(out)?;
    }
    Ok(())
}
