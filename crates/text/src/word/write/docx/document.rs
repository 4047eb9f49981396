//! The parts of a Word document that is written into.

use crate::word::container::{Container, Part};
use crate::word::docx::{Relationships, main_part};
use crate::word::fault::WordFault;

/// Word opens no file with more comments (MS-OI29500, 2.1.315).
pub const MOST_COMMENTS: usize = 32_767;

/// A document that is written into.
pub struct Document {
    /// The part with the body.
    pub main: Part,
    /// Where it leads.
    pub links: Relationships,
}

impl Document {
    /// Opens the parts of a document.
    ///
    /// # Errors
    /// It cannot be unpacked, or is none.
    pub fn open(container: &mut Container) -> Result<Document, WordFault> {
        let name = main_part(container)?.ok_or(WordFault::NoDocument)?;
        let main = container.part(&name)?.ok_or(WordFault::NoDocument)?;
        let links = Relationships::of(container, &name)?;
        Ok(Document { main, links })
    }
}
