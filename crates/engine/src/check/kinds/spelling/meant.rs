//! Which word an unknown one was meant to be, as far as its letters and its place tell a slip from a name or a term.
//!
//! `unknown` knows what is near to it, whatever is around. What is said about it is left to `verdict`.

use claimlint_rules::dictionary::suggest::Suggestion;
use claimlint_rules::dictionary::{Dictionary, Entry};
use claimlint_rules::tokens::TokenKind;
use claimlint_text::BlockKind;

use super::common::COMMON;
use super::layout::{goes_on_in_prose, is_in_title_of_words};
use super::line::Line;
use super::names;
use super::shape::{SHORTEST, Shape};
use super::unknown::{SHORTEST_NAME, Unknown};
use crate::check::reason::Plain;

/// A word used this often is a name or a term.
pub const USES_OF_A_TERM: usize = 3;

/// What a long word with a capital meant is no rarer than this.
const RARE_ENOUGH: u8 = 50;

/// How often the document uses a word.
pub fn uses(line: &Line<'_>, word: &Unknown) -> usize {
    line.memory.borrow_mut().uses(line.document, &word.small)
}

/// The word that was meant, or why the unknown one may be right.
pub fn meant<'w>(line: &Line<'_>, index: usize, word: &'w Unknown) -> Result<&'w Suggestion, Plain> {
    if word.rejected {
        return word.meant.as_ref().ok_or(Plain::NothingNear);
    }
    match word.shape {
        Shape::Small => by_small_letters(line, index, word),
        Shape::Mixed if word.joint.is_some() => Err(Plain::Term),
        Shape::Mixed => word.meant.as_ref().ok_or(Plain::Name),
        Shape::Capital => by_word_with_capital(line, index, word),
        Shape::Capitals => by_capitals(line, word).ok_or(Plain::Name),
    }
}

/// What a word in small letters was meant to be.
fn by_small_letters<'w>(line: &Line<'_>, index: usize, word: &'w Unknown) -> Result<&'w Suggestion, Plain> {
    if word.joint.is_some() {
        return Err(Plain::Term);
    }
    if names::is_species(line, index) && names::is_latin_form(&word.small) {
        return Err(Plain::Name);
    }
    if names::is_substance(word) {
        return Err(Plain::Term);
    }
    if let Some(term) = &word.term {
        return Ok(term);
    }
    let meant = word.meant.as_ref().ok_or(Plain::NothingNear)?;
    let is_meant = lacks_capital(line, index, word) || uses(line, word) < USES_OF_A_TERM;
    is_meant.then_some(meant).ok_or(Plain::Term)
}

/// Whether a name that the page has with its capital elsewhere lacks it here, however often it is written.
fn lacks_capital(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    word.name
        && !line.document.text()[..line.span(index).start()].ends_with('-')
        && line.memory.borrow_mut().is_name_in(line.document, &word.small)
}

/// "TRIPHALA" is a slip; a brand in capitals comes again and again.
fn by_capitals<'w>(line: &Line<'_>, word: &'w Unknown) -> Option<&'w Suggestion> {
    let term = word.term.as_ref().filter(|_| word.small.len() >= SHORTEST_NAME);
    term.filter(|_| uses(line, word) < USES_OF_A_TERM)
}

/// What a word with a capital was meant to be. It is rather a name, unless its place or its length says otherwise.
fn by_word_with_capital<'w>(
    line: &Line<'_>,
    index: usize,
    word: &'w Unknown,
) -> Result<&'w Suggestion, Plain> {
    let length = word.small.len();
    if length >= SHORTEST && word.joint.is_some() {
        return Err(Plain::Term);
    }
    if length >= SHORTEST_NAME
        && let Some(term) = &word.term
    {
        return is_term_meant(line, word, term).then_some(term).ok_or(Plain::Name);
    }
    let meant = word.meant.as_ref().ok_or(Plain::Name)?;
    let is_meant = if length < SHORTEST {
        true
    } else if length >= SHORTEST_NAME && begins_prose(line, index) {
        meant.distance == 1 && goes_on_small(line, index)
    } else if length >= SHORTEST_NAME && is_in_title_of_words(line, index) {
        is_plainly_meant(word, meant)
    } else if length > SHORTEST_NAME && is_long_slip(line, word) {
        // "Fractioanl": so long a name is no common word with two letters in each other's place.
        true
    } else {
        may_be_short_slip(line, index, word) && is_plainly_meant(word, meant)
    };
    // What is written twice is a name.
    (is_meant && uses(line, word) < 2).then_some(meant).ok_or(Plain::Name)
}

/// Whether a long word with a capital is a term with a slip. Brands are made of a word of the trade and a letter: "Organico".
fn is_term_meant(line: &Line<'_>, word: &Unknown, term: &Suggestion) -> bool {
    // With a letter too many, again and again, it is the name of the house: "Acneva" beside "acne".
    let is_name = || word.small.len() > term.word.len() && uses(line, word) >= USES_OF_A_TERM;
    !word.small.starts_with(&term.word) && (term.distance == 1 && !is_name() || uses(line, word) < 2)
}

/// Whether a word is the first of its sentence, or follows a colon or a stop inside it.
pub fn begins_sentence(line: &Line<'_>, index: usize) -> bool {
    line.tokens[..index].iter().all(|token| token.kind == TokenKind::Mark)
        || index > 0 && matches!(line.word(index - 1), ":" | ".") && line.has_space_after(index - 1)
}

/// Whether a word is the first of a sentence. A heading in which the next word has a small letter is one.
fn begins_prose(line: &Line<'_>, index: usize) -> bool {
    let is_title = line.block.kind.is_heading() || line.block.kind == BlockKind::TableCell;
    begins_sentence(line, index) && (!is_title || goes_on_in_prose(line, index))
}

/// Whether a short word with a capital stands where a slip is likelier than a name. "Hiar Removal", "Thier skin": of short words only those
/// are meant of which two letters changed places.
fn may_be_short_slip(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    // "Grillo A, et al."
    let is_author = matches!(line.word(index + 1).as_bytes(), [b'A'..=b'Z']);
    let is_in_title = || !word.is_short_slip() && is_in_title_of_words(line, index);
    let begins = || {
        (!word.is_short_slip() || line.is_running_text())
            && begins_sentence(line, index)
            && goes_on_in_prose(line, index)
    };
    // "Yuor GP referral": letters in each other's place
    let is_swapped = || {
        index == 0
            && line.is_running_text()
            && word.has_letters_swapped()
            && line.is_known(1)
            && line.has_space_after(0)
    };
    !is_author && (is_in_title() || begins() || is_swapped())
}

/// Whether a long word with a capital is a common one with a slip that people make most often, among other words that are known.
fn is_long_slip(line: &Line<'_>, word: &Unknown) -> bool {
    let known = line
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| token.kind == TokenKind::Word && line.is_known(*at));
    known.count() + 1 >= line.tokens.iter().filter(|token| token.kind == TokenKind::Word).count()
        && word.meant.as_ref().is_some_and(|meant| {
            Dictionary::is_plain_slip(&word.small, meant)
                && meant.entry.has(Entry::WORD)
                && meant.entry.level() <= RARE_ENOUGH
        })
}

/// Whether the next word has a small letter.
fn goes_on_small(line: &Line<'_>, index: usize) -> bool {
    let next = (index + 1..line.tokens.len()).find(|next| line.tokens[*next].kind != TokenKind::Mark);
    next.is_some_and(|next| line.word(next).starts_with(char::is_lowercase))
}

/// Whether a word is plainly another: a common one with a letter off. Brands are made of a word and a letter more: "Creama".
fn is_plainly_meant(word: &Unknown, meant: &Suggestion) -> bool {
    let added = word.small.strip_prefix(meant.word.as_str());
    let is_brand = added.is_some_and(|added| !meant.word.ends_with(added));
    meant.entry.level() <= COMMON && meant.distance == 1 && meant.is_likely && !is_brand
}
