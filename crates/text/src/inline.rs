//! What a text has besides its words: links, the markers of notes, and the places to which links can lead.

use std::ops::Range;

use claimlint_base::span::Span;

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The bytes of its text in [`Document::text`](crate::Document::text); empty for a link around a picture.
    pub span: Span,
    /// Where it leads, as written.
    pub target: String,
    /// The bytes of the target in the source's text, if the source has it there just as it is.
    pub address: Option<Span>,
}

/// A place with a name, to which a link on the page can lead: `id="ref1"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Its name.
    pub id: String,
    /// Where it is in [`Document::text`](crate::Document::text): right before this byte, or at the end of the block before.
    pub at: usize,
}

/// A marker in the text that is not one of its words: a footnote reference or a superscript number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Where it is in [`Document::text`](crate::Document::text): right before this byte.
    pub at: usize,
    /// What it says: a footnote's label, or the characters of the superscript.
    pub label: String,
    /// Where it leads, for a superscript that is a link or in one.
    pub target: Option<String>,
    /// Its own bytes in the source's text.
    pub source: Span,
}

/// Where a link leads.
pub(crate) struct LinkTarget {
    /// The address that is meant.
    pub address: String,
    /// The bytes that the source has for it.
    pub source: Option<Range<usize>>,
}

/// Whether the text of a link is a sign for the way back from a note to the text.
pub(crate) fn is_way_back(text: &str) -> bool {
    const SIGNS: [char; 9] =
        ['\u{21A9}', '\u{21AA}', '\u{2191}', '\u{21B5}', '\u{21E7}', '\u{2934}', '\u{23CE}', '\u{2B06}', '^'];
    let text = text.trim();
    !text.is_empty() && text.chars().all(|sign| SIGNS.contains(&sign))
}

/// How much code a page shows.
#[derive(Debug, Default, Clone, Copy)]
pub struct Code {
    /// Pieces in lines of text.
    pub pieces: usize,
    /// Blocks of it.
    pub blocks: usize,
}

/// A place where markup ends or begins that draws nothing between words.
#[derive(Debug, Clone, Copy)]
pub struct Join {
    /// Where it is in [`Document::text`](crate::Document::text): right before this byte.
    pub at: usize,
    /// Whether it begins there; otherwise it ends.
    pub begins: bool,
    /// Whether one element ends here and another begins.
    pub parts: bool,
}
