//! `claimlint check`: checks files and folders, and prints what was found.
//!
//! `arguments` says what is asked for; `once` is a run, which `watch` repeats; `explain` answers in place of a run.

use claimlint_workspace::report::ExitStatus;

use super::failure::Failure;
use super::interrupt;

mod add_ignores;
mod arguments;
mod distrust;
mod explain;
mod new_findings;
mod once;
mod output;
mod print;
mod records;
mod watch;

pub use arguments::{CheckArguments, fail_on, min_severity};

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<ExitStatus, Failure> {
    // Said before anything waits or is written.
    arguments.distrusts()?;
    if let Some(path) = &arguments.records {
        return records::run(path, arguments);
    }
    if arguments.watch {
        return watch::run(arguments);
    }
    if let Some(question) = &arguments.explain_silence {
        return explain::run(question, arguments);
    }
    if arguments.writes_files() {
        interrupt::leave_nothing();
    }
    let finished = once::run(arguments, None)?;
    let status = finished.status;
    // The process ends here: freeing a large report and all rules would only keep the user waiting.
    std::mem::forget(finished);
    Ok(status)
}
