//! What is said about an unknown word in its place: a slip with what is right, or why it is none.
//!
//! Whether it is two words is asked first, then whether it is a name (`names`), then which word it was meant to be (`meant`).

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::dictionary::suggest::Suggestion;
use claimlint_text::BlockKind;

use super::found_slip::FoundSlip;
use super::joined_article::{article_joined, with_article, with_pronoun};
use super::layout::goes_on_in_prose;
use super::line::Line;
use super::meant::{USES_OF_A_TERM, begins_sentence, meant, uses};
use super::names;
use super::parted::{is_drawn_apart, parted_by_markup, with_neighbour};
use super::shape::{INNER_CAPITALS, SHORTEST, Shape};
use super::unknown::Unknown;
use crate::check::kinds::replace::{in_case_of, with_capital};
use crate::check::reason::Plain;

/// A sentence has at least this many tokens.
pub const TOKENS_OF_SENTENCE: usize = 5;

/// So many letters of a second word are those of an ending.
const SHORTEST_SECOND: usize = 2;

/// What to say about an unknown word in its place, or why nothing.
pub fn verdict(line: &Line<'_>, index: usize, word: &Unknown) -> Result<FoundSlip, Plain> {
    if let Some(parted) = parted_by_markup(line, index, word) {
        return Ok(parted);
    }
    if is_drawn_apart(line, index) {
        return Err(Plain::Right);
    }
    let joined = with_pronoun(line, index, word)
        .or_else(|| with_neighbour(line, index, word))
        .or_else(|| article_joined(line, index, word));
    if let Some(joined) = joined {
        return Ok(joined);
    }
    if let Some(reason) = names::reason(line, index, word) {
        return Err(reason);
    }
    match meant(line, index, word) {
        Ok(meant) => Ok(with_article(line, index, word, &meant.word)
            .unwrap_or_else(|| misspelt(line, index, word, meant))),
        Err(reason) => joined_words(line, index, word).ok_or(reason),
    }
}

/// A misspelt word, with what is right where that is clear. What is not clear is not guessed at; the word is wrong all the same.
fn misspelt(line: &Line<'_>, index: usize, word: &Unknown, meant: &Suggestion) -> FoundSlip {
    let is_small_word = word.small.len() < SHORTEST && english::SMALL_WORDS.contains(meant.word.as_str());
    let is_clear = word.rejected
        || word.name
        || is_small_word
        || word.small.len() >= SHORTEST && line.dictionary.is_clear(&word.small, meant);
    let right = if is_clear { in_shape(word, line.word(index), &meant.word) } else { String::new() };
    FoundSlip::new(Slip::UnknownWord, line.span(index), right)
}

/// The right word with the capitals of the wrong one.
fn in_shape(word: &Unknown, wrong: &str, right: &str) -> String {
    let end = wrong.find('\'').filter(|_| !right.contains('\'')).unwrap_or(wrong.len());
    let (stem, ending) = wrong.split_at(end);
    let own = INNER_CAPITALS.iter().find(|name| name.eq_ignore_ascii_case(right));
    let right = match own {
        Some(own) => (*own).to_owned(),
        None if word.name => with_capital(right),
        None => in_case_of(stem, right),
    };
    right + ending
}

/// Two words without the space between them, where nothing suggests that they are a name.
fn joined_words(line: &Line<'_>, index: usize, word: &Unknown) -> Option<FoundSlip> {
    let span = line.span(index);
    let is_handle = is_handle(line, index, word);
    let joint = word.joint.filter(|_| !is_handle && !is_name_inside(line, index, word))?;
    // Where markup separates the words, a style may draw something between them.
    let is_whole = line.document.is_unbroken(span);
    if !is_whole || uses(line, word) >= USES_OF_A_TERM || names::is_species(line, index) {
        return None;
    }
    let may_be_joined = match word.shape {
        Shape::Mixed => is_in_prose(line, index, joint),
        Shape::Capital => !ends_like_name(word, joint) || goes_on_in_prose(line, index),
        Shape::Small | Shape::Capitals => true,
    };
    let (first, second) = line.word(index).split_at_checked(joint).filter(|_| may_be_joined)?;
    let place = Span::of(span.start()..span.start() + first.len());
    let slip = FoundSlip::new(Slip::JoinedWords, span, format!("{first} {second}"));
    Some(slip.with_edit(place, format!("{first} ")))
}

/// Whether a word is a handle or a term: alone in the cell of a table, behind a slash, behind the letter of an alphabet.
fn is_handle(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let is_alone =
        line.tokens.len() == 1 && word.shape == Shape::Small && line.block.kind == BlockKind::TableCell;
    let is_handle = is_alone
        || line.document.text()[..line.span(index).start()].ends_with('/')
        || index > 0
            && line.is_behind_hyphen(index)
            && english::GREEK_LETTERS.contains(line.small(index - 1));
    if is_handle {
        line.looks_around();
    }
    is_handle
}

/// Whether a word has a capital inside a sentence: "your Glowhouseand" is a name.
fn is_name_inside(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    word.shape == Shape::Capital
        && index > 0
        && line.is_known_small(index - 1)
        && !begins_sentence(line, index)
}

/// Whether the second of two words is so short that a name may end with it: "Cellis Derma".
fn ends_like_name(word: &Unknown, joint: usize) -> bool {
    let second = word.small.get(joint..).unwrap_or_default();
    second.len() <= SHORTEST_SECOND && !english::JOINED_AFTER_NAMES.contains(second)
}

/// Whether two words that only a capital parts are among words of a sentence: elsewhere, "fontSize" is a name that a program knows.
fn is_in_prose(line: &Line<'_>, index: usize, joint: usize) -> bool {
    let is_led_by_small_word =
        line.word(index).get(..joint).is_some_and(|first| english::JOINED_BEFORE_CAPITALS.contains(first));
    let is_beside_words = line.tokens.len() >= TOKENS_OF_SENTENCE
        && (index == 0 || line.is_known(index - 1))
        && (line.is_known_small(index + 1) || index > 0 && line.is_known_small(index - 1));
    is_led_by_small_word || is_beside_words
}
