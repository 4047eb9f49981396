//! `claimlint check --trust none`: says of each finding what of the repository would have hidden it.

use std::path::{Path, PathBuf};

use claimlint_workspace::baseline::{self, Baseline};
use claimlint_workspace::report::FileReport;
use claimlint_workspace::runner::{Linters, Run};
use claimlint_workspace::session::Session;
use claimlint_workspace::trust::{self, Repository};

use super::arguments::CheckArguments;
use crate::commands::failure::Failure;

/// Marks what the repository would have hidden of what a session found that does not trust it.
///
/// # Errors
/// The repository's configuration or baseline has faults, and so its own checks would fail.
pub fn mark(
    files: &mut [FileReport],
    run: Run<'_>,
    arguments: &CheckArguments,
    session: &Session,
) -> Result<(), Failure> {
    if run.staged.is_none() {
        trust::mark_ignored(files, session, &arguments.paths);
    }
    // A configuration that the user names takes the place of the repository's, and is trusted.
    if arguments.session.names_configuration() {
        return Ok(());
    }
    let named = arguments.paths.first().map(PathBuf::as_path);
    let theirs = arguments.session.open_with_answers(named)?;
    let pages: Vec<PathBuf> = files.iter().map(|file| PathBuf::from(&file.path)).collect();
    let linters =
        Linters::for_files(&theirs, pages.iter().map(PathBuf::as_path), |all| arguments.narrow(all));
    let baseline = match arguments.known.may_use_found_baseline() {
        true => found_baseline(&theirs)?,
        false => None,
    };
    let repository = Repository { session: &theirs, linters: &linters, baseline: baseline.as_ref() };
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
