//! Why git could not say what changed, in words for whoever runs a check.

use std::io;

use thiserror::Error;

/// Why git could not say what changed.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum ChangesError {
    /// The program is not there.
    #[error("cannot run git: {0}; install it, or leave out --diff-base, --staged and --since")]
    NoGit(io::Error),
    /// Not in a repository.
    #[error("this folder is not in a git repository; run claimlint in the one that the files are in ({0})")]
    NoRepository(String),
    /// A folder that is itself laid out as a bare repository, which may come from the pages.
    #[error(
        "this folder is laid out as a bare git repository, whose settings came with its files, \
         so it is not used; run claimlint in the folder of the repository that you cloned ({0})"
    )]
    BareRepository(String),
    /// A repository without a commit.
    #[error(
        "this repository has no commits yet, so nothing has changed since “{0}”; leave that revision out"
    )]
    NoCommits(String),
    /// There is no such revision.
    #[error("there is no git commit “{revision}”; name a branch, a tag or a commit that exists here{help}")]
    UnknownRevision { revision: String, help: &'static str },
    /// The two have no commit in common.
    #[error("“{revision}” and this branch have no commit in common{help}")]
    NothingInCommon { revision: String, help: &'static str },
    /// Anything else that git says.
    #[error("git {command} failed: {reason}")]
    Failed { command: String, reason: String },
}

impl ChangesError {
    /// A command of git that failed, and why.
    pub(super) fn of_command(command: &str, reason: String) -> ChangesError {
        ChangesError::Failed { command: command.to_owned(), reason }
    }
}
