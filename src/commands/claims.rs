//! `claimlint claims`: the evidence sheet, for whoever must substantiate what an article says.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use claimlint_workspace::claims::claims_of;
use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::runner::Linters;
use clap::ValueEnum;

use super::failure::{Failure, complain};
use super::nothing_read::PagesArguments;
use super::rule_choice::MarketChoice;
use super::session::SessionArguments;
use crate::render::sheet;

/// The arguments of `claimlint claims`.
#[derive(Debug, clap::Args)]
pub struct ClaimsArguments {
    #[command(flatten)]
    pages: PagesArguments,
    /// How to write the sheet
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: SheetFormat,
    #[command(flatten)]
    markets: MarketChoice,
    #[command(flatten)]
    session: SessionArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SheetFormat {
    /// A table for each article, for people
    Table,
    /// One table of all claims, for spreadsheets
    Csv,
    /// One JSON document, for tools
    Json,
    /// A section for each article, with room for the evidence
    Markdown,
}

/// Runs the command.
pub fn run(arguments: &ClaimsArguments) -> Result<ExitStatus, Failure> {
    let start = arguments.pages.paths.first().map(PathBuf::as_path);
    let session = arguments.session.open_with_answers(start)?;
    let found = arguments.pages.find(&session)?;
    let files = found.files.iter().map(PathBuf::as_path);
    let linters = Linters::for_files(&session, files, |all| arguments.markets.narrow(all));
    let sheets = claims_of(found, &linters, &session.config);
    for sheet in &sheets {
        for error in &sheet.errors {
            complain(&format!("{}: {error}", sheet.path));
        }
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    match arguments.format {
        SheetFormat::Table => sheet::table(&sheets, &mut out)?,
        SheetFormat::Csv => sheet::csv(&sheets, &mut out)?,
        SheetFormat::Json => sheet::json(&sheets, &mut out)?,
        SheetFormat::Markdown => sheet::markdown(&sheets, &mut out)?,
    }
    out.flush()?;
    let is_read = sheets.iter().all(|sheet| sheet.errors.is_empty());
    Ok(session.ending(if is_read { ExitStatus::Clean } else { ExitStatus::Failed }))
}
