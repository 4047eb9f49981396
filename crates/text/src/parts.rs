//! The parts that a document is put together from: what `builder` knows about what is not complete yet.

use std::ops::Range;

use crate::block::{BlockKind, Furniture};
use crate::inline::LinkTarget;

/// What a block is, before its text is complete.
pub struct BlockHead {
    /// What kind of block it is.
    pub kind: BlockKind,
    /// The number of an item in a numbered list.
    pub number: Option<u32>,
    /// What it is for, where it belongs to the site.
    pub furniture: Option<Furniture>,
    /// Whether it is among the notes or references of the page.
    pub is_among_notes: bool,
    /// The label of a footnote.
    pub label: Option<Box<str>>,
}

impl BlockHead {
    /// One about which nothing more is known.
    pub fn of(kind: BlockKind) -> BlockHead {
        BlockHead { kind, number: None, furniture: None, is_among_notes: false, label: None }
    }
}

pub struct OpenLink {
    /// Where its text starts.
    pub start: Checkpoint,
    /// Where it leads.
    pub target: LinkTarget,
}

/// A stretch of text.
pub enum Piece {
    /// The source has it as it is.
    Source(Range<usize>),
    /// The source writes it otherwise.
    Decoded(String, Range<usize>),
}

/// A text that becomes a block after the open one.
pub struct Aside {
    /// What kind of block it is.
    pub kind: BlockKind,
    /// What it is for, where it belongs to the site.
    pub furniture: Option<Furniture>,
    /// The comments right before it.
    pub comments: Vec<Range<usize>>,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// A place in a document under construction.
pub struct Checkpoint {
    /// How much text there is.
    pub text: usize,
    /// How many segments of the offset map there are.
    pub segments: usize,
    /// How many blocks are complete.
    pub blocks: usize,
    /// The white space that waits for text.
    pub space: Option<Range<usize>>,
}
