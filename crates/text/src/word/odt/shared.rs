//! What the readers of all texts of a document share: the text so far, what it rests on, and the notes to come.

use std::ops::Range;

use claimlint_base::parts::Story;

use super::styles::Styles;
use super::tracked::Tracked;
use crate::word::changes::Changes;
use crate::word::draft::Draft;
use crate::word::notes::Notes;

/// What all texts of a document share.
pub struct Shared {
    /// The text so far.
    pub draft: Draft,
    /// The styles.
    pub styles: Styles,
    /// The labels of notes.
    pub notes: Notes,
    /// The notes that are read after the body.
    pub later: Vec<LaterNote>,
    /// The changes that are known.
    pub tracked: Tracked,
    /// What becomes of changes.
    pub changes: Changes,
}

/// A note that was met in the text.
pub struct LaterNote {
    /// Its label.
    pub label: String,
    /// What it is.
    pub story: Story,
    /// Its bytes in the part.
    pub inside: Range<usize>,
}
