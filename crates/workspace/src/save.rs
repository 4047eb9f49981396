//! Replaces the text of a user's file, in whole or not at all.
//!
//! The new bytes go to a file of their own beside the old one, which then takes its name. What the bytes are is for
//! [`crate::runner`] to say.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::atomic_file::TemporaryFile;
use crate::attributes::take_over;

/// Why a file was left as it was.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum SaveError {
    /// The file may not be written.
    #[error("it was left unchanged: the file is read-only; make it writable and run again")]
    ReadOnlyFile,
    /// No file may be made beside it.
    #[error(
        "it was left unchanged: its folder is read-only; make {} writable and \
         run again", .folder.display()
    )]
    ReadOnlyFolder { folder: PathBuf },
    /// It has other names, which would keep the old text.
    #[error(
        "it was left unchanged: it has other names (hard links), which would keep the old text; fix it with an editor, or \
         copy it to a file of its own first"
    )]
    OtherNames,
    /// What it has besides its bytes would be lost.
    #[error("it was left unchanged: {0}; fix it with an editor")]
    Attributes(io::Error),
    /// The disk holds no more.
    #[error("it was left unchanged: the disk is full; free some space and run again")]
    Full,
    /// Somebody else wrote the file since it was read.
    #[error("it was left unchanged: it changed on disk while it was being checked; run again")]
    Changed,
    /// A pipe or a device.
    #[error("it was left unchanged: it is not a regular file; give its text on standard input instead")]
    NoFile,
    /// Anything else the system says.
    #[error("it was left unchanged: it cannot be written: {0}")]
    Other(io::Error),
}

/// Puts `new` in place of `old`, which is what the file held when it was read. Its permissions, owner and
/// attributes stay; a link stays a link.
///
/// # Errors
/// Whatever kept the file from being written; it is unchanged.
pub fn save(path: &Path, old: &[u8], new: &[u8]) -> Result<(), SaveError> {
    // The link stays and what it leads to is replaced.
    let path = fs::canonicalize(path).map_err(SaveError::Other)?;
    let metadata = fs::metadata(&path).map_err(SaveError::Other)?;
    if !metadata.is_file() {
        return Err(SaveError::NoFile);
    }
    if names_of(&metadata) > 1 {
        return Err(SaveError::OtherNames);
    }
    // Replacing a file needs no more than the right to write to its folder; but a read-only file is meant to stay as it is.
    if metadata.permissions().readonly() {
        return Err(SaveError::ReadOnlyFile);
    }
    OpenOptions::new().write(true).open(&path).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SaveError::ReadOnlyFile,
        _ => SaveError::Other(error),
    })?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut beside = TemporaryFile::new(folder, false).map_err(|error| failure(error, folder))?;
    let written = beside
        .write_all(new)
        .map_err(|error| failure(error, folder))
        .and_then(|()| take_over(beside.file(), &path, &metadata).map_err(SaveError::Attributes))
        .and_then(|()| beside.file().sync_all().map_err(|error| failure(error, folder)));
    written?;
    if fs::read(&path).map_err(SaveError::Other)? != old {
        return Err(SaveError::Changed);
    }
    beside.take_place(&path).map_err(|error| failure(error, folder))
}

/// How many names a file has.
#[cfg(unix)]
fn names_of(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

/// How many names a file has; nobody says so here.
#[cfg(not(unix))]
fn names_of(_: &fs::Metadata) -> u64 {
    1
}

fn failure(error: io::Error, folder: &Path) -> SaveError {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            SaveError::ReadOnlyFolder { folder: folder.to_owned() }
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SaveError::Full,
        _ => SaveError::Other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_folder_that_may_not_be_written_are_told_apart() {
        let told = |kind: ErrorKind| failure(kind.into(), Path::new("drafts")).to_string();
        assert!(told(ErrorKind::StorageFull).contains("the disk is full; free some space"));
        assert!(told(ErrorKind::PermissionDenied).contains("make drafts writable"));
        assert!(told(ErrorKind::FileTooLarge).contains("cannot be written"));
    }
}
