//! Reads and writes `sources.lock`. What is in it is for [`claimlint_engine::evidence::registry::lock`].

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use claimlint_base::source::reason;
use claimlint_engine::evidence::registry::lock::{Lock, LockError};
use thiserror::Error;

use crate::atomic_file::AtomicFile;
use crate::bounded_read;
use crate::confine::stay_inside;
use crate::folder_lock::FolderLock;

/// Why a lock file was not used or not written.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum LockFileError {
    /// It may not be read.
    #[error("{}: {reason}", .path.display())]
    Unreadable { path: PathBuf, reason: String },
    /// What it holds cannot be used.
    #[error(transparent)]
    Unusable(#[from] LockError),
    /// It could not be written.
    #[error("{}: the answers could not be saved: {reason}; the file is unchanged", .path.display())]
    Unwritable { path: PathBuf, reason: String },
}

/// Reads a lock file that must not lead out of a folder; an empty one where there is none.
///
/// # Errors
/// The file may not be read, leads out of the folder, is not a lock file, or was written by a newer program.
pub fn read(path: &Path, folder: &Path) -> Result<Lock, LockFileError> {
    let bytes = bounded_read::bytes(path).and_then(|bytes| stay_inside(folder, path).map(|()| bytes));
    match bytes {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Lock::default()),
        Err(error) => Err(LockFileError::Unreadable { path: path.to_owned(), reason: reason(&error) }),
        Ok(bytes) => Ok(Lock::parse(bytes, path)?),
    }
}

/// Adds what a lock has to the file, in whole or not at all; of two answers, the newer stays. A lock without answers is not
/// written.
///
/// # Errors
/// Whatever kept the file from being written, as that it leads out of the folder; it is unchanged.
pub fn write(lock: &Lock, path: &Path, folder: &Path) -> Result<(), LockFileError> {
    if lock.is_empty() {
        return Ok(());
    }
    let unwritable = |reason: String| LockFileError::Unwritable { path: path.to_owned(), reason };
    stay_inside(folder, path).map_err(|error| unwritable(error.to_string()))?;
    // Others may have written answers of their own since the lock was read.
    let _others_wait = FolderLock::of_file(path);
    let mut all = read(path, folder)?;
    all.merge(lock);
    let text = all.text().map_err(|error| unwritable(error.to_string()))?;
    put(path, text.as_bytes()).map_err(|error| unwritable(error.to_string()))
}

/// Replaces what a file holds, unless it is the same.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if bounded_read::bytes(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    AtomicFile::put(path, bytes)
}
