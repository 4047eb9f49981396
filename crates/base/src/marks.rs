//! What is marked in the text of a file that is made of several parts: links, notes, pictures.

/// Something at a byte of the text, which is not one of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it is in the text, in bytes.
    pub at: u32,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// A link begins, which leads here.
    LinkStart(String),
    /// The innermost link ends.
    LinkEnd,
    /// A name, so that links can lead to the place.
    Anchor(String),
    /// The reference to a note: its label, and how many bytes of the text show it.
    Note {
        /// The label of the note.
        label: String,
        /// The length in bytes.
        length: u32,
    },
    /// Something that is not words, such as a picture; so many bytes of the text stand for it.
    Object(u32),
    /// A superscript begins.
    SuperscriptStart,
    /// A superscript ends.
    SuperscriptEnd,
    /// The line is broken here; one space stands for it.
    Break,
}
