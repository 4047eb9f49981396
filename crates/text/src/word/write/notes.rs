//! What is to be written about some words of a document, and what comes of it.

use claimlint_base::place::Place;
use claimlint_base::source::Source;
use claimlint_base::span::Span;

/// Who our comments and changes are from.
pub const AUTHOR: &str = "claimlint";

/// The same, where there is room for little.
pub const INITIALS: &str = "cl";

/// What becomes of the parts of a document.
pub struct Written {
    /// The parts that change or are new, with their texts, in order.
    pub parts: Vec<(String, String)>,
    /// How many comments of ours are in it.
    pub comments: usize,
    /// How many changes are proposed in it.
    pub changes: usize,
}

/// Something to say about some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The words, in bytes of the text that was taken out of the document; empty where it is about the document as a whole.
    pub span: Span,
    /// The paragraphs of the comment.
    pub paragraphs: Vec<String>,
    /// Changes to propose: all of them or none are written.
    pub changes: Vec<Change>,
}

/// A change to propose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words to take out.
    pub span: Span,
    /// The words to put in.
    pub text: String,
}

/// The longest quotation in a comment, in characters.
const LONGEST_QUOTATION: usize = 300;

/// The paragraphs of a comment that cannot stand on its words: what it is about is said first.
pub fn elsewhere(note: &Note, source: &Source) -> Vec<String> {
    let words = source.text().get(note.span.range()).unwrap_or_default().trim();
    let mut paragraphs = note.paragraphs.clone();
    let Some(place) = Place::of(source, note.span.start()).filter(|_| !words.is_empty()) else {
        return paragraphs;
    };
    let mut quoted: String = words.chars().take(LONGEST_QUOTATION).collect();
    if quoted.len() < words.len() {
        quoted.push('\u{2026}');
    }
    let place = place.to_string();
    let mut letters = place.chars();
    let place: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    paragraphs.insert(0, format!("{place}: \u{201C}{quoted}\u{201D}"));
    paragraphs
}

/// Text as XML has it, without signs that it cannot have.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            sign => escaped.push(sign),
        }
    }
    escaped
}
