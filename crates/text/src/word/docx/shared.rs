//! What the readers of all parts of a Word document share: the text so far, and what it rests on.

use super::fields::Works;
use super::numbering::Numbering;
use super::styles::Styles;
use crate::word::changes::Changes;
use crate::word::draft::Draft;
use crate::word::notes::Notes;

/// What all parts of a document share.
pub struct Shared {
    /// The text so far.
    pub draft: Draft,
    /// The styles.
    pub styles: Styles,
    /// The lists, and how far they are counted.
    pub numbering: Numbering,
    /// The works that Word keeps.
    pub works: Works,
    /// The labels of notes.
    pub notes: Notes,
    /// What becomes of changes.
    pub changes: Changes,
}
