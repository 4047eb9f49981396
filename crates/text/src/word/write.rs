//! Writes comments and proposed changes into documents of word processors, and takes out those that claimlint wrote before.
//!
//! Bytes go in and bytes come out. All that is not ours stays as it is: in the parts that change, text is put in, and what was
//! ours taken out. `docx` and `odt` know the markup, `edits` changes the text of a part, `package` packs the file again.

mod docx;
mod edits;
mod notes;
mod odt;
mod package;

use claimlint_base::source::Source;

pub use self::notes::{Change, Note};
use super::changes::Changes;
use super::container::Container;
use super::fault::WordFault;
use super::odt::is_text;
use super::open::open;

/// A document without what claimlint wrote into it.
#[derive(Debug)]
pub struct Cleaned {
    /// Its bytes; those that came where nothing was ours.
    pub bytes: Vec<u8>,
    /// Whether something was taken out.
    pub is_changed: bool,
    /// How many comments it can still hold.
    pub room: usize,
}

/// What was written into a document.
#[derive(Debug)]
pub struct Annotated {
    /// The bytes of the document.
    pub bytes: Vec<u8>,
    /// How many comments of ours are in it, with those that were kept because somebody answered or settled them.
    pub comments: usize,
    /// How many changes were proposed in it.
    pub changes: usize,
}

/// Takes out of a document what claimlint wrote: comments that nobody answered or settled, and changes that nobody accepted or
/// changed.
///
/// # Errors
/// It is no document that is read, or one that is not written.
pub fn cleaned(bytes: Vec<u8>) -> Result<Cleaned, WordFault> {
    let mut container = Container::open(bytes)?;
    let is_odt = is_text(&mut container)?;
    package::refuse_signed(&container)?;
    let (changed, room) = match is_odt {
        true => odt::clean(&mut container)?,
        false => docx::clean(&mut container)?,
    };
    let is_changed = !changed.is_empty();
    let bytes = package::packed(container, &changed)?;
    Ok(Cleaned { bytes, is_changed, room })
}

/// Writes notes into a document that was [`cleaned`], from which the source was taken.
///
/// # Errors
/// It is no document that is written, or would not read as before.
pub fn annotated(bytes: Vec<u8>, source: &Source, notes: &[Note]) -> Result<Annotated, WordFault> {
    let mut container = Container::open(bytes)?;
    let is_odt = is_text(&mut container)?;
    package::refuse_signed(&container)?;
    let written = match is_odt {
        true => odt::annotate(&mut container, source, notes)?,
        false => docx::annotate(&mut container, source, notes)?,
    };
    let bytes = package::packed(container, &written.parts)?;
    // A wrong document would be worse than none.
    if !written.parts.is_empty() && !says_the_same(&bytes, source, written.changes > 0) {
        return Err(WordFault::Unlike);
    }
    Ok(Annotated { bytes, comments: written.comments, changes: written.changes })
}

/// Whether a document reads as the source does; where changes were proposed in it, without them.
fn says_the_same(bytes: &[u8], source: &Source, has_changes: bool) -> bool {
    let bytes = match has_changes {
        true => cleaned(bytes.to_vec()).map(|cleaned| cleaned.bytes),
        false => Ok(bytes.to_vec()),
    };
    let Ok(bytes) = bytes else { return false };
    [Changes::Accepted, Changes::Rejected]
        .into_iter()
        .any(|changes| open(bytes.clone(), changes).is_ok_and(|again| again.text() == source.text()))
}
