//! Unknown words that are names: of people, brands, sites, icons and species.
//!
//! Each reason is a small test of what stands around the word. Whether a word is one that the dictionary does not have, and what it
//! may have meant, is left to `unknown`; what is said about it to `verdict`.

use claimlint_data::words::{endings, names};
use claimlint_rules::dictionary::Entry;
use claimlint_rules::dictionary::suggest::Suggestion;
use claimlint_rules::tokens::TokenKind;
use claimlint_text::BlockKind;

use super::common::COMMON;
use super::line::Line;
use super::shape::{Shape, is_capital_and_small};
use super::unknown::{SHORTEST_NAME, Unknown};
use crate::check::reason::Plain;
use crate::evidence::citation::is_year;

/// The text of a picture has its name among its first words.
const MOST_WORDS_OF_LABEL: usize = 30;

/// Why an unknown word is a name where it stands, whatever is near to it; nothing where it may be a slip.
pub fn reason(line: &Line<'_>, index: usize, word: &Unknown) -> Option<Plain> {
    if is_alone(line, index, word) {
        line.looks_around();
        return Some(Plain::Name);
    }
    // "robert lee", "facebook": a style sheet may give all of it capitals, or the writer wants none.
    if word.name && !line.document.words_of(line.sentence).contains(char::is_uppercase) {
        return Some(Plain::SmallLetters);
    }
    let is_name = is_label(line, index, word)
        || is_person(line, index, word)
        || is_sound(line, index)
        || is_site(line, index, word)
        || is_author(line, index, word)
        || is_logo(line, word)
        || is_street(line, index, word)
        || is_surname(line, index)
        || is_brand(line, index)
        || is_house(line, index, word)
        || is_made_of(word)
        || is_product(line, word)
        || is_second_name(line, index, word)
        || has_capital_elsewhere(line, word);
    is_name.then_some(Plain::Name)
}

/// Whether an icon, a tag or a box to tick has this name and no more: "dribbble".
fn is_alone(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    line.is_prose()
        && word.shape == Shape::Small
        && word.term.is_none()
        && !word.name
        && !word.rejected
        && line.document.words_of(line.block.span).trim() == line.word(index)
}

/// Whether a name is in the text for a picture or in a menu, where it is more likely that of a file or an icon: "facebook".
fn is_label(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let is_label = line.block.kind == BlockKind::AltText || line.block.furniture.is_some();
    let meant = word.meant.as_ref();
    let is_own_name = word.shape == Shape::Capital
        || meant.is_some_and(|meant| meant.word.eq_ignore_ascii_case(line.word(index)));
    is_label && is_own_name
}

/// Whether a person is named with a title: "dr. smithi" without its capital, "Dr. Quan Lingling" with two names.
fn is_person(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let is_title = |at: usize| matches!(line.small(at), "dr" | "mr" | "mrs" | "ms" | "prof");
    let before = word_before(line, index);
    let given =
        before.filter(|at| word.shape == Shape::Capital && line.word(*at).starts_with(char::is_uppercase));
    let before_given = given.and_then(|at| word_before(line, at));
    [before, before_given].into_iter().flatten().any(is_title)
}

/// The place of the last word before a token.
fn word_before(line: &Line<'_>, index: usize) -> Option<usize> {
    line.tokens[..index].iter().rposition(|token| token.kind == TokenKind::Word)
}

/// Whether a word writes a sound: "Qi (pronounced chee)".
fn is_sound(line: &Line<'_>, index: usize) -> bool {
    word_before(line, index).is_some_and(|at| line.small(at) == "pronounced")
}

/// Whether a title ends with the name of its site: "Care of Hands | Glowelle".
fn is_site(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    word.shape == Shape::Capital && index + 1 == line.tokens.len() && index > 0 && line.word(index - 1) == "|"
}

/// Whether a year follows an author: "Wessels 2017".
fn is_author(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    word.shape == Shape::Capital && is_year(line.word(index + 1))
}

/// Whether a picture shows the sign of a brand: "Logo of Glowy".
fn is_logo(line: &Line<'_>, word: &Unknown) -> bool {
    line.block.kind == BlockKind::AltText
        && (0..line.tokens.len().min(MOST_WORDS_OF_LABEL)).any(|other| line.small(other) == "logo")
        && word.term.as_ref().is_none_or(|term| term.word.len() < SHORTEST_NAME)
}

/// Whether a street, a house or a part of a town is named, "Ventura Blvd", or a place of a Spanish name: "La Mirla, CA".
fn is_street(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let next = index + 1;
    let is_followed = next < line.tokens.len()
        && line.word(next).starts_with(char::is_uppercase)
        && names::STREETS.contains(line.small(next));
    let is_after_article = index > 0
        && is_capital_and_small(line.word(index - 1))
        && names::BEFORE_SPANISH_PLACES.contains(line.small(index - 1));
    word.shape == Shape::Capital && (is_followed || is_after_article)
}

/// Whether a heading is a given name and this word after it: "Lanie runions".
fn is_surname(line: &Line<'_>, index: usize) -> bool {
    let given = line.word(0);
    let is_name = given.starts_with(char::is_uppercase)
        && !given.chars().all(char::is_uppercase)
        && line.dictionary.entry(line.small(0)).is_none_or(|entry| !entry.has(Entry::WORD | Entry::TERM));
    line.block.kind.is_heading() && index == 1 && line.tokens.len() == 2 && line.is_word(0) && is_name
}

/// Whether a word with a capital comes after another that nobody knows, and no common word is near: "Velmora Moistorium".
fn is_second_name(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let Some(before) = index.checked_sub(1).filter(|before| line.is_word(*before)) else { return false };
    let first = line.word(before);
    let small = line.small(before);
    let is_name = first.starts_with(char::is_uppercase)
        && first.contains(char::is_lowercase)
        && line.dictionary.entry(small.strip_suffix("'s").unwrap_or(small)).is_none();
    let is_plain = |meant: &Suggestion| meant.distance == 1 && meant.entry.level() <= COMMON;
    word.shape == Shape::Capital
        && is_name
        && !word.term.as_ref().or(word.meant.as_ref()).is_some_and(is_plain)
        && line.has_space_after(before)
}

/// Whether a foundation or another house has this name, or somebody owns what follows: "Manthora Foundation", "Mirly's Hour".
fn is_house(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let next = line.small(index + 1);
    let is_house = line.word(index + 1).starts_with(char::is_uppercase)
        && (names::LEARNED_BODIES.contains(next) || matches!(next, "trust" | "award"));
    word.shape == Shape::Capital && (is_house || word.small.ends_with("'s") && word.term.is_none())
}

/// Whether a name is made of what it was taken for, with its end cut off: "Cosmeceutic". Of one letter less, only a plural has more:
/// "Mesotherapie".
fn is_made_of(word: &Unknown) -> bool {
    let near = word.term.as_ref().or(word.meant.as_ref());
    let added = near.and_then(|near| near.word.strip_prefix(word.small.as_str()));
    word.shape == Shape::Capital && added.is_some_and(|added| added.len() == 2 || added == "s")
}

/// A substance shares at least so many letters with what it is named for.
const SHARED_WITH_SOURCE: usize = 6;

/// Whether a word is a substance that is named for what the word was taken for: "tinosporin" of tinospora.
pub fn is_substance(word: &Unknown) -> bool {
    let Some(near) = word.term.as_ref().or(word.meant.as_ref()) else { return false };
    let (small, near) = (word.small.as_str(), near.word.as_str());
    let shared = small.bytes().zip(near.bytes()).take_while(|(one, other)| one == other).count();
    let is_own = endings::OF_SUBSTANCES.iter().any(|end| small.ends_with(end) && !near.ends_with(end));
    word.shape == Shape::Small
        && shared >= SHARED_WITH_SOURCE
        && shared + 2 >= small.len()
        && shared < near.len().min(small.len())
        && is_own
}

/// Whether the same page writes a word of small letters as a name elsewhere: "the glowora mask" beside "a Glowora mask for home".
fn has_capital_elsewhere(line: &Line<'_>, word: &Unknown) -> bool {
    if word.shape != Shape::Small || word.name || word.rejected {
        return false;
    }
    line.looks_around();
    line.memory.borrow_mut().is_name_in(line.document, &word.small)
}

/// The name of a product has at most this many words.
const MOST_WORDS_OF_PRODUCT: usize = 4;

/// Whether a heading of few words, all in small letters, has a short word that nobody knows: the name of a product or of what is in
/// it, "gano coffee".
fn is_product(line: &Line<'_>, word: &Unknown) -> bool {
    let words = line.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    line.block.kind == BlockKind::Heading
        && words <= MOST_WORDS_OF_PRODUCT
        && word.shape == Shape::Small
        && !word.name
        && !word.rejected
        && word.small.len() < SHORTEST_NAME
        && !line.document.words_of(line.sentence).contains(char::is_uppercase)
}

/// Whether a word with a capital has a hyphen and another capital beside it, as the names of clinics have: "Glowi-Derm".
fn is_brand(line: &Line<'_>, index: usize) -> bool {
    let is_capital = |at: usize| is_capital_and_small(line.word(at));
    let text = line.document.text();
    let is_joined = |first: usize, second: usize| {
        line.is_word(first)
            && line.is_word(second)
            && text.get(line.span(first).end()..line.span(second).start()) == Some("-")
    };
    let before = index > 0 && is_joined(index - 1, index) && is_capital(index - 1);
    is_capital(index) && (before || is_joined(index, index + 1) && is_capital(index + 1))
}

/// Whether a word is the second of the name of a species: "Bifidobacterium adolescentis".
pub fn is_species(line: &Line<'_>, index: usize) -> bool {
    let before = |count: usize| index.checked_sub(count).map_or("", |before| line.word(before));
    let is_genus = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (!line.knows(word) || endings::LATIN.iter().any(|ending| word.ends_with(ending)))
    };
    // "B. adolescentis", "Canis lupus familiaris".
    let is_short = before(1) == "." && before(2).len() == 1 && is_genus_letter(before(2));
    is_genus(before(1)) || is_short || is_genus(before(2)) && before(1).ends_with(['s', 'm', 'a', 'i'])
}

fn is_genus_letter(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// Whether a word has an ending that Latin gives to the second name of a species: "oryzae", "vaginalis".
pub fn is_latin_form(small: &str) -> bool {
    endings::OF_SPECIES.iter().any(|ending| small.ends_with(ending))
}
