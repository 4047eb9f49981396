//! Letters of other alphabets in English words: "s\u{435}rum" with a Cyrillic e.
//!
//! Nobody sees them, but searches and rules do not find such a word. The reader has made them Latin and kept their places.

use claimlint_base::span::Span;
use claimlint_rules::Slip;
use claimlint_text::{Block, Document};

use super::found_slip::FoundSlip;

/// Finds the words of a block that have such letters.
pub fn find(document: &Document, block: &Block, found: &mut Vec<FoundSlip>) {
    let text = document.text();
    let mut done = block.span.start();
    for at in document.look_alikes_in(block.span) {
        if *at < done {
            continue;
        }
        let is_gap = |sign: char| !sign.is_alphabetic();
        let start = text[block.span.start()..*at].rfind(is_gap).map_or(block.span.start(), |gap| {
            let gap = block.span.start() + gap;
            gap + text[gap..].chars().next().map_or(0, char::len_utf8)
        });
        let end = text[*at..block.span.end()].find(is_gap).map_or(block.span.end(), |gap| at + gap);
        done = end;
        let word = Span::of(start..end);
        found.push(FoundSlip::new(Slip::ForeignLetter, word, document.words_of(word)));
    }
}
