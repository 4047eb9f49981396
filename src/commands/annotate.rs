//! `claimlint annotate`: writes what is found into Word and OpenDocument files, as comments on the words it is about.

use std::path::{Path, PathBuf};

use claimlint_rules::{Safety, Severity};
use claimlint_workspace::annotate::{Annotating, Draft, Outcome, Target, check_drafts, keep_documents};
use claimlint_workspace::baseline::{self, Baseline};
use claimlint_workspace::config::{FailLevels, FailOn};
use claimlint_workspace::report::{ExitStatus, FileReport, Report};
use claimlint_workspace::runner::{Linters, Run};
use claimlint_workspace::session::Session;
use clap::ValueEnum;

use super::check::{fail_on, min_severity};
use super::failure::{Failure, complain, warn};
use super::interrupt;
use super::nothing_read::ALLOWED;
use super::progress::progress;
use super::rule_choice::{NO_RULE, RuleChoice};
use super::session::SessionArguments;
use super::terminal::print;
use crate::render::{comment, count, harmless};

/// The arguments of `claimlint annotate`.
#[derive(Debug, clap::Args)]
pub struct AnnotateArguments {
    /// Word and OpenDocument files, and folders of them; by default, this folder. The annotated copy of `draft.docx` is
    /// `draft.reviewed.docx`, beside it
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Write the annotated document to this file
    #[arg(long, value_name = "FILE", conflicts_with = "in_place")]
    output: Option<PathBuf>,
    /// Write the comments into the files themselves
    #[arg(long)]
    in_place: bool,
    /// Replace existing annotated copies, including anything that people wrote in them
    #[arg(long, conflicts_with_all = ["in_place", "output"])]
    overwrite: bool,
    /// Propose fixes as tracked changes
    #[arg(long, value_name = "WHICH", default_value = "none", conflicts_with = "original")]
    fixes: Fixes,
    /// Comment only on findings of at least this severity: note, warning or error. The exit status stays the same
    #[arg(long, value_name = "SEVERITY", value_parser = min_severity)]
    min_severity: Option<Severity>,
    /// The lowest severity that fails the run: note, warning, error or never
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    choice: RuleChoice,
    /// File of known findings, which get no comment; by default, claimlint-baseline.json beside the configuration
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    baseline: Option<PathBuf>,
    /// Do not use a baseline
    #[arg(long)]
    no_baseline: bool,
    /// Skip excluded files even if they are named on the command line
    #[arg(long)]
    force_exclude: bool,
    /// Succeed even if there is nothing to annotate
    #[arg(long)]
    allow_empty: bool,
    /// Do not say what was written
    #[arg(long, short)]
    pub quiet: bool,
    #[command(flatten)]
    session: SessionArguments,
}

/// Which fixes are proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Fixes {
    /// Propose no fixes
    None,
    /// Propose fixes that no editor could object to
    Safe,
    /// Propose fixes that need review as well
    All,
}

/// Runs the command.
pub fn run(arguments: &AnnotateArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.session.open_with_answers(arguments.paths.first().map(PathBuf::as_path))?;
    arguments.choice.check_names(&session.library)?;
    let known = arguments.read_baseline(&session)?;
    let mut found = session.files(&arguments.paths, arguments.force_exclude);
    keep_documents(&mut found, |path| session.config.format_of(path));
    let is_nothing = found.is_nothing();
    if is_nothing {
        let message = "no Word or OpenDocument files (.docx, .odt) were found, or all are excluded";
        match arguments.allow_empty {
            true => warn(message),
            false => return Err(Failure::Message(format!("{message}{ALLOWED}"))),
        }
    }
    if arguments.output.is_some() && found.files.len() + found.failures.len() > 1 {
        let message = "--output names one file, but several would be annotated; leave it out, and each gets a copy beside it";
        return Err(Failure::Message(message.into()));
    }
    let paths = found.files.iter().map(PathBuf::as_path);
    let linters = Linters::for_files(&session, paths, |all| arguments.choice.narrow(all));
    if !found.files.is_empty() && !linters.look_for_any(&session.library) {
        return Err(Failure::Message(NO_RULE.to_owned()));
    }
    interrupt::leave_nothing();
    let run = Run::plain(&linters, &session.config);
    let bar = progress(found.files.len(), "files", arguments.quiet);
    let mut drafts = check_drafts(found, run, &|| bar.inc(1));
    bar.finish_and_clear();
    let mut report = Report::default();
    report.files.extend(drafts.iter_mut().map(Draft::take_report));
    if let Some(known) = known {
        let linter = |file: &FileReport| linters.of(&session.config, Path::new(&file.path));
        let was_checked = |file: &FileReport, rule: &str| linter(file).is_some_and(|one| one.looks_for(rule));
        known.apply(&mut report, &was_checked);
    }
    if let Some(fail_on) = arguments.fail_on {
        report.files.iter_mut().for_each(|file| file.fail_on = FailLevels::from(fail_on));
    }
    let status = report.exit_status();
    if let Some(least) = arguments.min_severity {
        report.show_only(least);
    }
    for (draft, file) in drafts.iter_mut().zip(report.files) {
        draft.report = file;
    }
    let is_whole = write_all(&drafts, arguments)?;
    Ok(if is_whole { session.ending(status) } else { ExitStatus::Failed })
}

/// Writes the documents, and says where; false where one could not be annotated.
fn write_all(drafts: &[Draft], arguments: &AnnotateArguments) -> Result<bool, Failure> {
    let target = match &arguments.output {
        Some(file) => Target::File(file.clone()),
        None if arguments.in_place => Target::Itself,
        None => Target::Beside(arguments.overwrite),
    };
    let fixes = match arguments.fixes {
        Fixes::None => None,
        Fixes::Safe => Some(Safety::Safe),
        Fixes::All => Some(Safety::Unsafe),
    };
    let how = Annotating { comment: &comment::comment, rest: &comment::rest, fixes, target };
    let mut is_whole = true;
    for draft in drafts {
        let path = &draft.report.path;
        draft.report.errors.iter().for_each(|error| complain(&format!("{path}: {error}")));
        if draft.was_refused() {
            is_whole = false;
            continue;
        }
        match draft.write(&how) {
            Ok(outcome) if arguments.quiet => drop(outcome),
            Ok(outcome) => print(format!("{}\n", harmless(&said(path, &outcome))).as_bytes())?,
            Err(error) => {
                is_whole = false;
                complain(&format!("{path}: {error}"));
            }
        }
    }
    Ok(is_whole)
}

/// What is said about a document.
fn said(path: &str, outcome: &Outcome) -> String {
    let comments = match outcome.comments {
        0 => "no comment".to_owned(),
        all => count(all, "comment", "comments"),
    };
    let changes = match outcome.changes {
        0 => String::new(),
        all => format!(" and {}", count(all, "proposed change", "proposed changes")),
    };
    match &outcome.path {
        Some(written) if Path::new(path) == written => format!("{path}: {comments}{changes}"),
        Some(written) => format!("{path}: {comments}{changes} in {}", written.display()),
        None if outcome.comments == 0 => format!("{path}: nothing to comment on; no file was written"),
        None => format!("{path}: {comments}{changes}; the file has them already"),
    }
}

impl AnnotateArguments {
    fn read_baseline(&self, session: &Session) -> Result<Option<Baseline>, Failure> {
        let path = match (&self.baseline, session.folder()) {
            _ if self.no_baseline => return Ok(None),
            (Some(path), _) => path.clone(),
            (None, None) => return Ok(None),
            (None, Some(folder)) => folder.join(baseline::FILE_NAME),
        };
        if self.baseline.is_none() && path.is_file() {
            session.check_found(&path).map_err(|error| {
                let path = path.display();
                Failure::Message(format!("the baseline {path}: {error}; name it with --baseline"))
            })?;
        }
        let known = Baseline::read(&path).map_err(|error| Failure::Message(error.to_string()))?;
        match (&known, &self.baseline) {
            (None, Some(path)) => Err(Failure::Message(format!("there is no baseline {}", path.display()))),
            _ => Ok(known),
        }
    }
}
