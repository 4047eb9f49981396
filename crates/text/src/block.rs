//! The blocks that a document is made of.

use std::ops::Range;

use claimlint_base::span::Span;

use crate::ids::SentenceId;

/// What a block is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of a section.
    Heading,
    /// A paragraph, or any text that no other kind holds.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// A paragraph set off as a quotation.
    Quote,
    /// The caption of a picture or table.
    Caption,
    /// The text of a footnote.
    Note,
    /// The title of the page, which search results show.
    Title,
    /// The description of the page, which search results show.
    Description,
    /// The text that is read in place of a picture.
    AltText,
}

impl BlockKind {
    /// Whether the block names what follows rather than saying something itself.
    pub fn is_heading(self) -> bool {
        matches!(self, BlockKind::Heading | BlockKind::Title)
    }

    /// Whether the block is published with the page, but not on it.
    pub fn is_metadata(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Description | BlockKind::AltText)
    }
}

/// What a block is for that belongs to the site and not to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Furniture {
    /// It leads through the site: navigation, a menu, a button, a label.
    Navigation,
    /// It asks for consent to cookies.
    Consent,
}

/// One block of text. Blocks do not nest: the paragraphs of a list item or a quotation are blocks of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Its bytes in [`Document::text`](crate::Document::text).
    pub span: Span,
    /// Its sentences.
    pub sentences: Range<SentenceId>,
    /// The number of an item in a numbered list.
    pub number: Option<u32>,
    /// What it is for, where it belongs to the site.
    pub furniture: Option<Furniture>,
    /// Whether it is in an element that holds the notes or references of the page.
    pub is_among_notes: bool,
    /// Whether it is in another language than English.
    pub is_foreign: bool,
    /// The label of a footnote, for [`BlockKind::Note`].
    pub label: Option<Box<str>>,
}

impl Block {
    /// Its sentences, in order.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + ExactSizeIterator + Clone {
        SentenceId::each(self.sentences.clone())
    }
}
