//! `claimlint check --trust none`: says for each finding what in the repository would have hidden it.

use std::path::{Path, PathBuf};

use claimlint_workspace::baseline::{self, Baseline};
use claimlint_workspace::report::FileReport;
use claimlint_workspace::runner::{Linters, Run};
use claimlint_workspace::session::Session;
use claimlint_workspace::trust::{self, Repository};

use super::arguments::CheckArguments;
use crate::commands::failure::Failure;

/// What the repository says about its pages; `None` where the user names a configuration, which takes its place and is
/// trusted.
///
/// # Errors
/// The repository's configuration has faults, and so its own checks would fail.
pub fn repository(arguments: &CheckArguments, start: Option<&Path>) -> Result<Option<Session>, Failure> {
    match arguments.session.names_configuration() {
        true => Ok(None),
        false => arguments.session.open_with_answers(start).map(Some),
    }
}

/// A session that also reads the pages to which the repository gives a format, such as templates.
pub fn with_their_pages(mut session: Session, theirs: &Session) -> Session {
    session.config.add_formats(&theirs.config);
    session
}

/// Marks what the repository would have hidden of what a session found that does not trust it.
///
/// # Errors
/// The repository's baseline has faults, and so its own checks would fail.
pub fn mark(
    files: &mut [FileReport],
    run: Run<'_>,
    arguments: &CheckArguments,
    session: &Session,
    theirs: Option<&Session>,
) -> Result<(), Failure> {
    if run.staged.is_none() {
        trust::mark_ignored(files, session, &arguments.paths);
    }
    let Some(theirs) = theirs else { return Ok(()) };
    let pages: Vec<PathBuf> = files.iter().map(|file| PathBuf::from(&file.path)).collect();
    let linters =
        Linters::for_files(theirs, pages.iter().map(PathBuf::as_path), |all| arguments.choice.narrow(all));
    let baseline = match arguments.known.may_use_found_baseline() {
        true => found_baseline(theirs)?,
        false => None,
    };
    let repository = Repository { session: theirs, linters: &linters, baseline: baseline.as_ref() };
    trust::mark(files, run, &repository);
    Ok(())
}

/// The baseline beside the repository's configuration.
fn found_baseline(session: &Session) -> Result<Option<Baseline>, Failure> {
    let path = session.folder().unwrap_or(Path::new(".")).join(baseline::FILE_NAME);
    if path.is_file()
        && let Err(error) = session.check_found(&path)
    {
        return Err(Failure::Message(format!("the baseline {}: {error}", path.display())));
    }
    Baseline::read(&path).map_err(|error| Failure::Message(error.to_string()))
}
