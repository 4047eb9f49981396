//! If claimlint fails on one file, or memory is too small for it, the user must not lose the others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use claimlint_base::source::Source;
use thiserror::Error;

use crate::memory::{TooLittleMemory, room_for};
use crate::report::FileError;

/// Why work on a file was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Undone {
    /// The work panicked.
    #[error("claimlint itself failed on this file; please report it with the file")]
    OurFault,
    /// There may be too little memory, so the work was not begun.
    #[error(transparent)]
    Memory(#[from] TooLittleMemory),
}

impl From<Undone> for FileError {
    fn from(undone: Undone) -> FileError {
        FileError::of_file(undone.to_string())
    }
}

/// Runs work on a source when there is room for it in memory. It must not run other such work, which might wait for it.
///
/// # Errors
/// It panicked, or was not begun.
pub fn guarded<T>(source: &Source, work: impl FnOnce() -> T) -> Result<T, Undone> {
    let _room = room_for(source.text())?;
    caught(|| {
        fail_on_purpose(source);
        work()
    })
}

/// Runs work on a file before its text is known.
///
/// # Errors
/// It panicked.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Undone> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Undone::OurFault)
}

/// Panics on a page with these words, so that tests can see what the whole program makes of a fault of ours. A release
/// build does not contain this.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "it is what the tests are about")]
fn fail_on_purpose(source: &Source) {
    if source.text().contains("claimlint, fail on purpose") {
        panic!("on purpose, with \u{1b}[31m and \u{202e}");
    }
}

#[cfg(not(debug_assertions))]
fn fail_on_purpose(_: &Source) {}
