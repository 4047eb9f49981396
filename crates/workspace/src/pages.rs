//! Reads pages: the files that are checked. What is read besides them is for `bounded_read`.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use claimlint_base::source::{Source, reason};
use claimlint_text::{Format, open_document};

use crate::bounded_read;
use crate::guard::caught;
use crate::report::FileError;

/// No page has more bytes: checking one takes many times its size of memory, and one page must not cost a run the others.
pub const LARGEST_PAGE: usize = 64 << 20;

/// No file of data has more bytes: its places are kept in 32 bits, and its text in memory.
pub(crate) const LARGEST_DATA: usize = 1 << 30;

/// Reads a page and decodes it.
///
/// # Errors
/// It cannot be read, or is not text, or no document that can be read.
pub fn source_of(path: &Path, format: Format) -> Result<Source, FileError> {
    decoded(bytes_of(path)?, format)
}

/// Decodes the bytes of a page.
///
/// # Errors
/// They are not text, or no document that can be read.
pub(crate) fn decoded(bytes: Vec<u8>, format: Format) -> Result<Source, FileError> {
    if bytes.len() > LARGEST_PAGE {
        let most = LARGEST_PAGE >> 20;
        return Err(FileError::of_file(format!(
            "it has more than {most} MiB; split it, and check it in parts"
        )));
    }
    if let Format::Word(changes) = format {
        return caught(|| open_document(bytes, changes))?
            .map_err(|error| FileError::of_file(error.to_string()));
    }
    Source::decode(bytes).map_err(|error| FileError::of_file(error.to_string()))
}

/// Reads a page.
///
/// # Errors
/// It cannot be read, or is larger than can be checked.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, FileError> {
    bytes_up_to(path, LARGEST_PAGE)
}

/// Reads a page, or a file of data.
///
/// # Errors
/// It cannot be read, or is larger than can be checked.
pub(crate) fn bytes_of_file(path: &Path, is_data: bool) -> Result<Vec<u8>, FileError> {
    bytes_up_to(path, largest(is_data))
}

/// No such file has more bytes.
pub(crate) fn largest(is_data: bool) -> usize {
    if is_data { LARGEST_DATA } else { LARGEST_PAGE }
}

fn bytes_up_to(path: &Path, most: usize) -> Result<Vec<u8>, FileError> {
    read_whole(path, most).map_err(|error| {
        let instead = match error.kind() {
            // A pipe or a device.
            ErrorKind::InvalidInput => "; give its text on standard input: `claimlint check - < FILE`",
            _ => "",
        };
        FileError::of_file(reason(&error) + instead)
    })
}

/// The bytes of a page; one more than it may have where it grew meanwhile, which `decoded` refuses.
fn read_whole(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let (file, length) = bounded_read::open(path)?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    // A larger file is refused unread, and one that is read may grow meanwhile.
    if length > most {
        let what = if most == LARGEST_PAGE { "a page" } else { "a file of data" };
        let message = format!(
            "it has {length} bytes, and {what} may have {} MiB; split it, or leave it out with `exclude`",
            most >> 20
        );
        return Err(io::Error::new(ErrorKind::FileTooLarge, message));
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length + 1)?;
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A path as the user knows it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
