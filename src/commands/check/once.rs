//! One run of `claimlint check`: opens the session, checks what is asked for, and prints what was found.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::PathBuf;

use claimlint_workspace::config::FailLevels;
use claimlint_workspace::from_root::name_from_root;
use claimlint_workspace::kinds_of_files::refusal;
use claimlint_workspace::pages::LARGEST_PAGE;
use claimlint_workspace::report::{ExitStatus, FileReport, Report};
use claimlint_workspace::runner::{
    Comments, Fixing, Keeps, Linters, Page, Run, check_files, check_page, fix_page,
};
use claimlint_workspace::session::Session;

use super::arguments::{CheckArguments, Trust};
use super::distrust;
use super::new_findings::NewFindings;
use super::output::{Outputs, ReportFormat};
use super::print;
use crate::commands::failure::{Failure, warn};
use crate::commands::nothing_read::{self, ALLOWED};
use crate::commands::pager;
use crate::commands::progress::progress;
use crate::commands::rule_choice::NO_RULE;
use crate::commands::terminal::{self, look_err, look_out};

/// What a run ends with.
pub struct Finished {
    /// How it ends.
    pub status: ExitStatus,
    /// What was found.
    pub report: Report,
    /// What it was found with.
    pub session: Session,
    /// Kept with the report, to be freed or forgotten together with it.
    _linters: Linters,
}

/// What was checked, before it is printed.
struct Checked {
    report: Report,
    linters: Linters,
    /// The text of standard input with its fixes, where it is to be printed.
    fixed_text: Option<Vec<u8>>,
    /// How the run ends where findings only became known, and nothing more is printed.
    ending: Option<ExitStatus>,
}

/// Checks once, and prints what was found; where some files are given, only these of the files that the arguments name,
/// by their full paths.
pub fn run(arguments: &CheckArguments, only: Option<&BTreeSet<PathBuf>>) -> Result<Finished, Failure> {
    if arguments.statistics && !arguments.format.is_for_people() {
        return Err(Failure::Message("--statistics is for people; leave out --format".into()));
    }
    let takes_stdin = arguments.takes_stdin()?;
    let named = arguments.paths.first().map(PathBuf::as_path);
    let start = arguments.stdin_filename.as_deref().or(named);
    let distrusts = arguments.distrusts()?;
    let session = match distrusts {
        true => arguments.session.distrustful().open_with_answers(start)?,
        false => arguments.session.open_with_answers(start)?,
    };
    let theirs = if distrusts { distrust::repository(arguments, start)? } else { None };
    let session = match &theirs {
        Some(theirs) => distrust::with_their_pages(session, theirs),
        None => session,
    };
    arguments.choice.check_names(&session.library)?;
    let known = NewFindings::read(&arguments.known, &session)?;
    if takes_stdin && (!known.can_be_of_one_text() || arguments.known.adds_ignores()) {
        let message = "standard input is not a file: --diff-base, --staged, --write-baseline and --add-ignores work on files";
        return Err(Failure::Message(message.into()));
    }
    let outputs = Outputs::open(&arguments.output_file, arguments.format)?;
    let checked = match takes_stdin {
        true => check_stdin(arguments, &session, known)?,
        false => check_paths(arguments, &session, theirs.as_ref(), known, &outputs, only)?,
    };
    let Checked { mut report, linters, fixed_text, ending } = checked;
    let unread: Vec<_> = report.skipped.iter().filter(|file| file.may_hold_copy()).cloned().collect();
    if arguments.fail_on_skipped && !unread.is_empty() {
        nothing_read::fail_on_skipped(&unread);
        report.has_failed = true;
    }
    if let Some(status) = ending {
        let (status, report) = (session.ending(status), Report::default());
        return Ok(Finished { status, report, session, _linters: linters });
    }
    if let Some(fail_on) = arguments.fail_on {
        report.files.iter_mut().for_each(|file| file.fail_on = FailLevels::from(fail_on));
    }
    let status = if arguments.diff { report.exit_status_of_diff() } else { report.exit_status() };
    if let Some(least) = arguments.min_severity {
        report.show_only(least);
    }
    name_from_root(&mut report.files);
    outputs.write(&report)?;
    if arguments.diff {
        print::diff(&report, arguments.quiet)?;
    } else if let Some(text) = fixed_text {
        // Standard output is for the fixed text alone.
        terminal::print(&text)?;
        print::report(arguments, &report, look_err(), &mut std::io::stderr().lock())?;
    } else {
        let is_paged = arguments.format.is_for_people() && !arguments.watch && !arguments.no_pager;
        let printed = pager::page(is_paged, |out| print::report(arguments, &report, look_out(), out));
        match printed {
            // Whoever read the report has seen enough; what was found is the same.
            Err(failure) if failure.is_closed_pipe() && !arguments.watch => {}
            printed => printed?,
        }
    }
    Ok(Finished { status: session.ending(status), report, session, _linters: linters })
}

/// Checks standard input. With `--fix`, the text that is to be printed comes beside the report.
fn check_stdin(
    arguments: &CheckArguments,
    session: &Session,
    known: NewFindings,
) -> Result<Checked, Failure> {
    let path = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(LARGEST_PAGE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Message(format!("cannot read standard input: {error}")))?;
    let fixing = arguments.fixing();
    let prints_text = matches!(fixing, Fixing::Written(_));
    let mut report = Report { safety: arguments.safety(), ..Report::default() };
    let linters =
        Linters::for_files(session, [path.as_path()].into_iter(), |all| arguments.choice.narrow(all));
    let linter = linters.of(&session.config, &path);
    let is_excluded = arguments.force_exclude && session.config.excludes(&path);
    refuse_idleness(&linters, arguments, session)?;
    if let Some(message) =
        refusal(&path).filter(|_| session.config.format_of(&path).is_none() && !is_excluded)
    {
        report.files.push(FileReport::failed(&path, message));
        let fixed_text = prints_text.then_some(bytes);
        return Ok(Checked { report, linters, fixed_text, ending: None });
    }
    let Some(linter) = linter.filter(|_| !is_excluded) else {
        let fixed_text = prints_text.then_some(bytes);
        return Ok(Checked { report, linters, fixed_text, ending: None });
    };
    let keeps = keeps(arguments);
    let mut file = match (Page::of(&path, &session.config, true, keeps), fixing) {
        (Err(error), _) => FileReport::failed(&path, error.message),
        (Ok(page), Fixing::Off) => check_page(&page, bytes.clone(), linter, comments(arguments)),
        (Ok(page), Fixing::Shown(safety) | Fixing::Written(safety)) => {
            fix_page(&page, bytes.clone(), linter, safety)
        }
    };
    let fixed_text = prints_text.then(|| file.change.as_ref().map_or(bytes, |change| change.after.clone()));
    file.fail_on = session.config.fail_on(&path);
    report.files.push(file);
    let ending = known.settle(&arguments.known, &arguments.paths, &mut report, &linters, session)?;
    Ok(Checked { report, linters, fixed_text, ending })
}

/// What becomes of comments in pages.
fn comments(arguments: &CheckArguments) -> Comments {
    match arguments.trust {
        Trust::All => Comments::Obeyed,
        Trust::None => Comments::Reported,
    }
}

/// What is kept of pages: all that a report shows which is asked for.
fn keeps(arguments: &CheckArguments) -> Keeps {
    let formats = arguments.output_file.iter().filter_map(|target| target.format_beside(arguments.format));
    match formats.chain([arguments.format]).any(ReportFormat::shows_pages) {
        true => Keeps::Pages,
        false => Keeps::Findings,
    }
}

/// Refuses a run in which no rule is left to look for, or only notes it where that is allowed.
fn refuse_idleness(linters: &Linters, arguments: &CheckArguments, session: &Session) -> Result<(), Failure> {
    if linters.look_for_any(&session.library) {
        return Ok(());
    }
    if !arguments.allow_empty {
        return Err(Failure::Message(format!("{NO_RULE}{ALLOWED}")));
    }
    arguments.say_or_complain(NO_RULE)?;
    Ok(())
}

/// Checks files and folders; `theirs` is what a repository says about them that is not trusted.
fn check_paths(
    arguments: &CheckArguments,
    session: &Session,
    theirs: Option<&Session>,
    mut known: NewFindings,
    outputs: &Outputs,
    only: Option<&BTreeSet<PathBuf>>,
) -> Result<Checked, Failure> {
    let mut found = known.files(&arguments.paths, arguments.force_exclude, session);
    let is_nothing = found.is_nothing() && !known.is_of_changes();
    if is_nothing {
        arguments.say_or_complain(&nothing_read::nothing_read(&found.skipped))?;
    } else if found.is_nothing() && found.skipped.is_empty() && !arguments.quiet {
        let changed = if known.staged().is_some() { "is staged" } else { "has changed" };
        writeln!(anstream::stderr(), "nothing to check: no page {changed}")?;
    }
    if !arguments.quiet && only.is_none() {
        found.warnings.iter().for_each(|warning| warn(warning));
    }
    let skipped = std::mem::take(&mut found.skipped);
    if let Some(only) = only {
        found.files.retain(|path| std::fs::canonicalize(path).is_ok_and(|path| only.contains(&path)));
    }
    outputs.take_the_place_of_none(&found.files)?;
    let paths = found.files.iter().map(PathBuf::as_path);
    let linters = Linters::for_files(session, paths, |all| arguments.choice.narrow(all));
    if !found.files.is_empty() {
        refuse_idleness(&linters, arguments, session)?;
    }
    let progress = progress(found.files.len(), "files", arguments.quiet);
    let (staged, comments) = (known.staged(), comments(arguments));
    let run = Run {
        linters: &linters,
        config: &session.config,
        fixing: arguments.fixing(),
        staged,
        comments,
        // Where nothing is trusted, no page can say that it is not copy.
        takes_all: comments == Comments::Reported,
        keeps: keeps(arguments),
    };
    let mut files = check_files(found, run, &|| progress.inc(1));
    progress.finish_and_clear();
    if comments == Comments::Reported {
        distrust::mark(&mut files, run, arguments, session, theirs)?;
    }
    let mut report = Report { files, safety: arguments.safety(), ..Report::default() }.with_skipped(skipped);
    report.has_failed = is_nothing && !arguments.allow_empty;
    let ending = known.settle(&arguments.known, &arguments.paths, &mut report, &linters, session)?;
    Ok(Checked { report, linters, fixed_text: None, ending })
}
