//! Prints what a run of `claimlint check` found: the report in its format, or the diff of what fixes would change.

use std::io::{BufWriter, IsTerminal, Write};

use claimlint_workspace::report::Report;

use super::arguments::CheckArguments;
use super::output::{ReportFormat, Target};
use crate::commands::failure::Failure;
use crate::commands::terminal::{look_err, look_out};
use crate::render::diff::{self, DiffReader};
use crate::render::{Look, by_page, fixed, pretty, statistics, whole_words};

/// Prints the report to one of the two streams, unless it goes to a file instead.
pub fn report(
    arguments: &CheckArguments,
    report: &Report,
    look: Look,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if arguments.output_file.iter().any(Target::replaces_output) {
        return Ok(());
    }
    let mut out = BufWriter::new(out);
    let is_whole = arguments.format.is_for_people() && !arguments.quiet;
    if is_whole {
        fixed::write(report, &mut out)?;
    }
    if is_whole && arguments.format == ReportFormat::Pretty && !arguments.statistics {
        by_page::write(report, look, &mut out)?;
    }
    match arguments.format {
        _ if arguments.statistics => statistics::write(report, &mut out)?,
        format => format.write(report, look, &mut out)?,
    }
    if is_whole && !report.files.is_empty() {
        statistics::write_gone(report, &mut out)?;
        let line = statistics::closing_line(report);
        match arguments.format {
            // Options have hyphens in them, and are kept whole.
            ReportFormat::Pretty => writeln!(out, "{}", textwrap::fill(&line, whole_words(look.width)))?,
            _ => writeln!(out, "{line}")?,
        }
    }
    out.flush()?;
    Ok(())
}

/// Prints the diff; faults and the closing line go to standard error, where no patch reads them.
pub fn diff(report: &Report, is_quiet: bool) -> Result<(), Failure> {
    let reader = if std::io::stdout().is_terminal() { DiffReader::Terminal } else { DiffReader::Program };
    let mut out = BufWriter::new(std::io::stdout().lock());
    diff::write(report, look_out(), reader, &mut out)?;
    out.flush()?;
    let mut err = std::io::stderr().lock();
    pretty::write_failures(report, look_err(), &mut err)?;
    if !is_quiet {
        writeln!(err, "{}", statistics::diff_line(report))?;
    }
    Ok(())
}
