//! Words of another language among English ones, which the dictionary does not have either.

use std::sync::Arc;

use claimlint_data::words::english;

use super::line::Line;
use super::shape::Shape;
use super::unknown::{SHORTEST_NAME, Unknown};

/// This many unknown words, in a sentence or in a row, are of another language.
pub const FOREIGN: usize = 3;

/// A label has no more words.
const MOST_OF_A_LABEL: usize = 6;

/// A sentence of Hindi has at least this many of its small words.
const WORDS_OF_HINDI: usize = 3;

/// Whether a sentence is Hindi or Urdu in Latin letters, which borrows many English words: "Roz oil lagana skin ke liye achha hai".
pub fn has_words_of_hindi(line: &Line<'_>) -> bool {
    let small = (0..line.tokens.len()).map(|at| line.small(at));
    let hindi = small.filter(|small| english::SMALL_WORDS_OF_HINDI.contains(small));
    hindi.take(WORDS_OF_HINDI).count() == WORDS_OF_HINDI
}

/// Whether a sentence of so many words is short, and the dictionary has fewer than half of them.
pub fn is_strange_label(line: &Line<'_>, words: usize) -> bool {
    let is_strange = |at: &usize| line.is_word(*at) && !line.is_known(*at);
    let strange = || (0..line.tokens.len()).filter(is_strange).count();
    (2..=MOST_OF_A_LABEL).contains(&words) && strange() * 2 > words
}

/// Whether an unknown word may be of another language: it is no name, and near to no term.
pub fn may_be_foreign(word: &Unknown) -> bool {
    word.shape == Shape::Small && word.term.is_none()
}

/// Whether a short word stands alone between brackets or quotation marks, as one of another language does that is named: "the
/// centre (hara)".
pub fn is_gloss(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let around = (index.checked_sub(1).map_or("", |before| line.word(before)), line.word(index + 1));
    let is_alone = match around {
        ("(", ")") | ("\"", "\"") => true,
        ("\"", "," | ".") => line.word(index + 2) == "\"",
        _ => false,
    };
    is_alone && word.shape == Shape::Small && !word.name && word.small.len() < SHORTEST_NAME
}

/// The places of small unknown words of which so many stand in a row that they are no slips, whatever is near to each: "Amar hair
/// fall niye onek chinta chilo".
pub fn rows_of_small(unknown: &[(usize, Arc<Unknown>)]) -> Vec<usize> {
    let places: Vec<usize> =
        unknown.iter().filter(|(_, word)| may_be_foreign(word)).map(|(index, _)| *index).collect();
    let rows = places.chunk_by(|one, next| one + 1 == *next).filter(|row| row.len() >= FOREIGN);
    rows.flatten().copied().collect()
}
