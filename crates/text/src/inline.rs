//! What a text has besides its words: links and the markers of notes.

use claimlint_base::span::Span;

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The bytes of its text in [`Document::text`](crate::Document::text); empty for a link around a picture.
    pub span: Span,
    /// Where it leads, as written.
    pub target: String,
}

/// A marker in the text that is not one of its words: a footnote reference or a superscript number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Where it is in [`Document::text`](crate::Document::text): right before this byte.
    pub at: usize,
    /// What it says: a footnote's label, or the characters of the superscript.
    pub label: String,
    /// Where it leads, for a superscript that is a link.
    pub target: Option<String>,
    /// Its own bytes in the source's text.
    pub source: Span,
}
