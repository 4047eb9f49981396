//! `claimlint rules stats`: measures the rules on documents that the house has labelled.

use std::path::PathBuf;
use std::sync::Arc;

use claimlint_workspace::accuracy::{compare, without_labels};
use claimlint_workspace::labels;
use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::runner::{Comments, Fixing, Keeps, Linters, Run, check_files};
use claimlint_workspace::walk::FoundFiles;
use clap::ValueEnum;

use crate::commands::failure::{Failure, complain};
use crate::commands::progress::progress;
use crate::commands::rule_choice::{NO_RULE, RuleChoice};
use crate::commands::session::{SessionArguments, report_faults};
use crate::commands::terminal::print;
use crate::render::accuracy;

/// The arguments of `claimlint rules stats`.
#[derive(Debug, clap::Args)]
pub struct StatsArguments {
    /// The folder of the documents
    #[arg(value_name = "DOCS")]
    folder: PathBuf,
    /// What should be found in them: files with one label on each line, as JSON
    #[arg(value_name = "LABELS", required = true)]
    labels: Vec<PathBuf>,
    /// The format of the figures
    #[arg(long, value_name = "FORMAT", default_value = "tables")]
    format: StatsFormat,
    #[command(flatten)]
    choice: RuleChoice,
    #[command(flatten)]
    session: SessionArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatsFormat {
    /// For people: tables
    Tables,
    /// For tools: one JSON document
    Json,
}

/// Runs the command.
pub fn run(arguments: &StatsArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.session.open_with_answers(Some(&arguments.folder))?;
    arguments.choice.check_names(&session.library)?;
    let documents = labels::read(&arguments.folder, &arguments.labels)
        .map_err(|faults| report_faults(&faults, "in the labels; nothing was measured"))?;
    let mut found = FoundFiles::default();
    documents.iter().for_each(|document| found.add_named(&document.path, &session.config));
    found.put_in_order();
    let paths = found.files.iter().map(PathBuf::as_path);
    let linters = Linters::for_files(&session, paths, |all| arguments.choice.narrow(all));
    if !found.files.is_empty() && !linters.look_for_any(&session.library) {
        return Err(Failure::Message(NO_RULE.to_owned()));
    }
    let run = Run {
        linters: &linters,
        config: &session.config,
        fixing: Fixing::Off,
        staged: None,
        comments: Comments::Obeyed,
        keeps: Keeps::Findings,
        takes_all: true,
    };
    let progress = progress(found.files.len(), "documents", false);
    let files = check_files(found, run, &|| progress.inc(1));
    progress.finish_and_clear();
    let mut status = ExitStatus::Clean;
    for file in &files {
        for error in &file.errors {
            complain(&format!("{}: {error}", file.path));
            status = ExitStatus::Failed;
        }
    }
    let rules = session.library.rules.iter().map(Arc::as_ref);
    let mut measured = compare(&documents, &files, rules.filter(|rule| linters.look_for(&rule.id)));
    measured.unlabelled = without_labels(&session, &arguments.folder, &documents);
    let mut out = Vec::new();
    match arguments.format {
        StatsFormat::Tables => accuracy::tables(&measured, &mut out)?,
        StatsFormat::Json => accuracy::json(&measured, &mut out)?,
    }
    print(&out)?;
    Ok(session.ending(status))
}
