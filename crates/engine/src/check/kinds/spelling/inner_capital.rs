//! A capital on a word that is no name, between words in small letters: `which will Erase the lines`, `our expert Doctors`.
//!
//! Small words are left to `stray_capital`, which has lists of them.

use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;
use claimlint_rules::dictionary::Entry;

use super::common::common_word;
use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;
use super::shape::is_capital_and_small;

/// A sentence has at least this many tokens: fewer may be a title.
const SHORTEST_SENTENCE: usize = 8;

/// Up to one word in this many with a capital is no style of its own.
const PLAIN_SHARE: usize = 6;

/// Finds a verb, an adverb or a plural with a capital inside a sentence.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let word = line.word(at);
    if at < 2
        || line.tokens.len() < SHORTEST_SENTENCE
        || word.len() < 3
        || !is_capital_and_small(word)
        || !line.is_running_text()
    {
        return;
    }
    let (before, next) = (at - 1, at + 1);
    let roles = line.roles(at);
    let is_noun = roles.can_be(Kind::Singular) || roles.can_be(Kind::Plural);
    let is_function = roles.has(Roles::FUNCTION | Roles::AUXILIARY);
    let is_no_name = is_function || roles.has_class() && !is_noun && !roles.can_be(Kind::Adjective);
    let names_something =
        english::BEFORE_TITLES.contains(line.small(before)) && !line.roles(next).has(Roles::AUXILIARY);
    let is_between = line.is_known_small(before)
        && line.has_space_after(before)
        && (is_function
            || is_no_name && matches!(line.small(before), "to" | "and" | "or" | "is" | "are")
            || !names_something)
        && !english::BEFORE_LABELS.contains(line.small(before));
    let goes_on = line.is_known_small(next) && line.has_space_after(at);
    let ends = matches!(line.word(next), "," | "." | ";") && line.span(next).start() == line.span(at).end();
    if !is_between || !goes_on && !ends || line.is_address(at) || has_many_capitals(line) {
        return;
    }
    if is_lone(line, at, is_no_name) {
        let right = word.to_lowercase();
        return found.push(FoundSlip::new(Slip::StrayCapital, line.span(at), right).doubted_where(true));
    }
    if names_something {
        return;
    }
    let is_plural = roles.is_only(Kind::Plural) && !english::CAPITALS_OF_LAW.contains(line.small(at));
    let is_action = word.len() > 3
        && roles.has_class()
        && !is_noun
        && goes_on
        && (roles.is_third()
            || roles.is_only(Kind::Base)
            || roles.is_only(Kind::Past)
            || roles.is_only(Kind::Adverb)
            || roles.is_only(Kind::Adjective));
    if !is_plural && !is_action || roles.has(Roles::FUNCTION) {
        return;
    }
    let is_name = line
        .dictionary
        .entry(line.small(at))
        .is_none_or(|entry| entry.has(Entry::NAME) || !entry.has(Entry::WORD));
    let document = line.document;
    let whole = line.span(before).join(line.span(next.min(line.tokens.len() - 1)));
    if is_name || !document.is_unbroken(whole) || document.source_span(whole).len() != whole.len() {
        return;
    }
    line.looks_around();
    let (capital, small) = uses(document.text(), word, line.small(at));
    // Written so again, it is a name or the writer's style; an adjective begins many a name.
    let wants_small = roles.can_be(Kind::Adjective);
    if capital <= 1 && (small > 0 || !wants_small) {
        let right = word.to_lowercase();
        found.push(FoundSlip::new(Slip::InnerCapital, line.span(at), right).doubted_where(true));
    }
}

/// A sentence in which a capital is the only one has at least this many tokens.
const TOKENS_OF_SENTENCE: usize = 9;

/// A word that is in small letters this often more on the page has its capital by a slip.
const SMALL_USES: usize = 2;

/// Whether a common word is the only one of a whole sentence that has a capital, where the page writes it in small letters, or no name has
/// it: "one procedure That has gained fame".
fn is_lone(line: &Line<'_>, at: usize, is_no_name: bool) -> bool {
    let is_common = common_word(line.dictionary, line.small(at)).is_some_and(|entry| !entry.has(Entry::NAME));
    let has_others = (1..line.tokens.len()).any(|other| {
        other != at && line.word(other).starts_with(char::is_uppercase) && line.word(other) != "I"
    });
    if !is_common
        || has_others
        || line.tokens.len() < TOKENS_OF_SENTENCE
        || !line.is_whole_sentence()
        || !is_capital_and_small(line.word(0))
        // A sentence begins there, and its stop is missing.
        || english::BEGIN_PARAGRAPHS.contains(line.small(at))
        || line.small(at) == "the" && line.roles(at - 1).has_class()
    {
        return false;
    }
    let document = line.document;
    let whole = line.span(at - 1).join(line.span((at + 1).min(line.tokens.len() - 1)));
    if !document.is_unbroken(whole) || document.source_span(whole).len() != whole.len() {
        return false;
    }
    line.looks_around();
    let (capital, small) = uses(document.text(), line.word(at), line.small(at));
    capital <= 1 && (is_no_name || small >= SMALL_USES)
}

/// Whether so many words have a capital that it says nothing.
fn has_many_capitals(line: &Line<'_>) -> bool {
    let words = line.tokens.len();
    let capitals = (1..words).filter(|at| line.word(*at).starts_with(char::is_uppercase)).count();
    capitals > (words / PLAIN_SHARE).max(1)
}

/// How often a text has a word with its capital behind a small letter, and how often in small letters.
pub fn uses(text: &str, word: &str, small: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let is_part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let is_whole = |at: &usize, len: usize| {
        !is_part(at.checked_sub(1).and_then(|before| bytes.get(before))) && !is_part(bytes.get(at + len))
    };
    let is_inside = |at: &usize| {
        *at > 1 && bytes[at - 1] == b' ' && (bytes[at - 2].is_ascii_lowercase() || bytes[at - 2] == b',')
    };
    let capital =
        memchr::memmem::find_iter(bytes, word).filter(|at| is_whole(at, word.len()) && is_inside(at));
    let small = memchr::memmem::find_iter(bytes, small).filter(|at| is_whole(at, small.len()));
    (capital.count(), small.count())
}
