//! Opens a document of a word processor: which of them it is, and its text.

use claimlint_base::source::Source;

use super::changes::Changes;
use super::container::Container;
use super::fault::WordFault;
use super::{docx, odt};

/// Takes the text out of the bytes of a file.
///
/// # Errors
/// It is no document that is read: protected, broken, or made to do harm.
pub fn open(bytes: Vec<u8>, changes: Changes) -> Result<Source, WordFault> {
    let mut container = Container::open(bytes)?;
    if odt::is_text(&mut container)? {
        return odt::read(&mut container, changes);
    }
    let main = docx::main_part(&mut container)?.ok_or(WordFault::NoDocument)?;
    docx::read(&mut container, &main, changes)
}
