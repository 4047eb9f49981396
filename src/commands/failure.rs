//! What goes wrong in a command, and how it is said.

use std::io::{self, Write};
use std::process::ExitCode;

use claimlint_workspace::report::ExitStatus;

use crate::render::harmless;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// What is wrong has been printed.
    Reported,
    /// What is wrong, to print.
    Message(String),
    /// Output could not be written.
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Io(error)
    }
}

impl Failure {
    /// Whether nobody reads the output any more.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Failure::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Says what is wrong, and returns how the process ends.
    pub fn tell(self) -> ExitCode {
        match self {
            Failure::Reported => {}
            // Whoever read the output has seen enough.
            failure if failure.is_closed_pipe() => return ExitCode::SUCCESS,
            Failure::Io(error) => complain(&format!("cannot write the output: {error}")),
            Failure::Message(message) => complain(&message),
        }
        ExitCode::from(ExitStatus::Failed as u8)
    }
}

/// Says on standard error that something is odd.
pub fn warn(message: &str) {
    // Where that cannot be said, the run goes on as well.
    let _ = writeln!(anstream::stderr(), "warning: {}", harmless(message));
}

/// Says on standard error that something went wrong, whether or not the run goes on.
pub fn complain(message: &str) {
    let shown = harmless(message);
    // Where even that cannot be said, the exit status says it.
    let _ = writeln!(anstream::stderr(), "error: {shown}");
}
