//! Reads the files that a run needs besides its pages: configuration, rules, words, papers, baselines, lock files.
//!
//! Their names may come from a repository that nobody has reviewed, so a pipe or a device, which may never end, is not
//! opened. How much of a page is read is for [`crate::pages`].

use std::fs::{self, File};
use std::io::{self, Error, ErrorKind, Read};
use std::path::Path;

/// No such file has more bytes, and none larger is written. Ours have less than a hundredth of it.
pub(crate) const LARGEST: u64 = 64 << 20;

/// The bytes of a file.
///
/// # Errors
/// What the system says; a pipe or a device, which may never end; a file of more than 64 MiB.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let (file, _) = open(path)?;
    let mut bytes = Vec::new();
    // A file may grow while it is read.
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("it is larger than {} MiB, the limit for such a file", LARGEST >> 20);
        return Err(Error::new(ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// So many bytes of the beginning of a file as text, what is no UTF-8 in it replaced.
///
/// # Errors
/// Those of [`open`], and what the system says.
pub fn head(path: &Path, bytes: u64) -> io::Result<String> {
    let (file, _) = open(path)?;
    let mut head = Vec::new();
    file.take(bytes).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// A file that ends, and its length in bytes.
///
/// # Errors
/// What the system says; [`ErrorKind::InvalidInput`] for a pipe or a device, which may never end.
pub fn open(path: &Path) -> io::Result<(File, u64)> {
    // Even opening a pipe would wait until somebody writes to it.
    let there = fs::metadata(path).map_err(|error| {
        // What does not exist is not needed; a link that leads nowhere was meant to be something.
        let is_link = error.kind() == ErrorKind::NotFound && path.is_symlink();
        if is_link { Error::new(ErrorKind::InvalidInput, "it is a broken link") } else { error }
    })?;
    if !there.is_file() && !there.is_dir() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
    }
    Ok((File::open(path)?, there.len()))
}

/// The text of a file.
///
/// # Errors
/// Those of [`bytes`], and [`ErrorKind::InvalidData`] for what is not UTF-8.
pub fn text(path: &Path) -> io::Result<String> {
    String::from_utf8(bytes(path)?).map_err(|error| Error::new(ErrorKind::InvalidData, error))
}
