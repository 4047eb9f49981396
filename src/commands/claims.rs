//! `claimlint claims`: the evidence sheet, for whoever must substantiate what an article says.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use claimlint_workspace::claims::claims_of;
use claimlint_workspace::claims_since::{ChangedPage, claims_since};
use claimlint_workspace::git::Changes;
use claimlint_workspace::paths::full;
use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::runner::Linters;
use claimlint_workspace::session::Session;
use clap::ValueEnum;

use super::failure::{Failure, complain};
use super::nothing_read::PagesArguments;
use super::rule_choice::MarketChoice;
use super::session::SessionArguments;
use crate::render::{html, sheet, sheet_since};

/// The arguments of `claimlint claims`.
#[derive(Debug, clap::Args)]
pub struct ClaimsArguments {
    #[command(flatten)]
    pages: PagesArguments,
    /// The format of the sheet
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: SheetFormat,
    /// List only claims that are new, changed or dropped since this branch left REV, a git branch or commit; as a table,
    /// JSON or HTML
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    #[command(flatten)]
    markets: MarketChoice,
    #[command(flatten)]
    session: SessionArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SheetFormat {
    /// For people: a table for each article
    Table,
    /// For spreadsheets: one table of all claims
    Csv,
    /// For tools: one JSON document
    Json,
    /// For documents: a section for each article, with room for the evidence
    Markdown,
    /// For a browser: a page
    Html,
}

/// Runs the command.
pub fn run(arguments: &ClaimsArguments) -> Result<ExitStatus, Failure> {
    let start = arguments.pages.paths.first().map(PathBuf::as_path);
    let session = arguments.session.open_with_answers(start)?;
    if let Some(since) = &arguments.since {
        return run_since(arguments, &session, since);
    }
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
        SheetFormat::Html => html::write_claims(&sheets, &mut out)?,
    }
    out.flush()?;
    let is_read = sheets.iter().all(|sheet| sheet.errors.is_empty());
    Ok(session.ending(if is_read { ExitStatus::Clean } else { ExitStatus::Failed }))
}

/// Prints what became of the claims since a revision.
fn run_since(arguments: &ClaimsArguments, session: &Session, since: &str) -> Result<ExitStatus, Failure> {
    if matches!(arguments.format, SheetFormat::Csv | SheetFormat::Markdown) {
        let message = "--since prints a table, JSON or HTML; leave out --format, or name json or html";
        return Err(Failure::Message(message.into()));
    }
    let changes = Changes::since(since).map_err(|error| Failure::Message(error.to_string()))?;
    // All pages may be gone, and then that is what there is to say.
    let found = session.files(&arguments.pages.paths, false);
    let pages = claims_since(session, &changes, &found.files, &arguments.pages.paths);
    let failures = found.failures.iter().filter(|failure| !is_gone(&failure.path, &pages));
    let failures: Vec<String> =
        failures.map(|one| format!("{}: {}", one.path.display(), one.message)).collect();
    failures.iter().for_each(|failure| complain(failure));
    for page in &pages {
        page.errors.iter().for_each(|error| complain(&format!("{}: {error}", page.path)));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    match arguments.format {
        SheetFormat::Json => sheet_since::json(&pages, since, &mut out)?,
        SheetFormat::Html => html::write_since(&pages, since, &mut out)?,
        _ => sheet_since::list(&pages, since, &mut out)?,
    }
    out.flush()?;
    let is_read = failures.is_empty() && pages.iter().all(|page| page.errors.is_empty());
    Ok(session.ending(if is_read { ExitStatus::Clean } else { ExitStatus::Failed }))
}

/// Whether a path that is asked for was a page, or a folder of pages, that is gone.
fn is_gone(asked: &Path, pages: &[ChangedPage]) -> bool {
    pages.iter().any(|page| page.is_gone && full(Path::new(&page.path)).starts_with(full(asked)))
}
