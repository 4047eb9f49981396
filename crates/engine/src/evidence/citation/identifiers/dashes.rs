//! Identifiers before a dash. In a folded text a dash looks like the hyphens that identifiers have; in the file it does not.

use claimlint_base::span::Span;
use claimlint_text::Document;

use super::identifier::{Identifier, IdentifierKind};
use super::search::find;
use super::text::DASH;

/// The identifiers and bare addresses in a stretch of a document, as bytes of the stretch. A DOI ends before a dash with a
/// word after it.
pub fn find_in(document: &Document, stretch: Span) -> Vec<Identifier> {
    let (text, small) = (document.words_of(stretch), document.small_words_of(stretch));
    let found = find(text, small);
    let dois = found.iter().filter(|one| one.kind == IdentifierKind::Doi && one.fault.is_none());
    let places = dois.flat_map(|one| one.range.clone());
    let dashes: Vec<usize> = places.filter(|at| is_dash(document, stretch, *at)).collect();
    if dashes.is_empty() {
        return found;
    }
    let marked = |text: &str| -> String {
        let signs = text.char_indices();
        signs.map(|(at, sign)| if dashes.binary_search(&at).is_ok() { DASH } else { sign }).collect()
    };
    find(&marked(text), &marked(small))
}

/// Whether a byte of a stretch is a hyphen before a word that is written as another sign in the file.
fn is_dash(document: &Document, stretch: Span, at: usize) -> bool {
    let text = document.words_of(stretch);
    let place = Span::of(stretch.start() + at..stretch.start() + at + 1);
    text.as_bytes()[at] == b'-'
        && text[at + 1..].starts_with(char::is_alphabetic)
        && document.source_span(place).len() != 1
}
