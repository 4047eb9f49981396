//! A sentence that begins inside another, because the full stop between them is missing: `It softens skin The salts are pink`.
//!
//! Spaces around stops that are there are left to `spacing`, capitals that mark no beginning to `stray_capital`.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;
use claimlint_rules::dictionary::Entry;

use super::common::common_word;
use super::found_slip::FoundSlip;
use super::inner_capital::uses;
use super::line::Line;
use super::roles::Roles;

/// The sentence before has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 5;

/// A shorter word hardly ends a sentence, in bytes.
const SHORTEST_END: usize = 4;

/// Finds a word that begins sentences, with its capital, between two words in small letters. A line or an element that ends before it
/// is a stop of its own kind.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let Some(before) = at.checked_sub(1).filter(|_| at >= SHORTEST_SENTENCE) else { return };
    let whole = line.span(before).join(line.span(at));
    let begins =
        (english::BEGIN_SENTENCES.contains(line.small(at)) || begins_clause(line, at)) && line.is_word(at);
    if !line.is_prose()
        || !begins
        || line.word(at).chars().skip(1).any(char::is_uppercase)
        || !line.is_known_small(before)
        || line.span(before).len() < SHORTEST_END && !english::SHORT_ENDS.contains(line.small(before))
        || english::LEAD_ON.contains(line.small(before))
        || line.is_address(before)
        || english::BEFORE_TITLES.contains(line.small(before))
        || !line.has_space_after(before)
        || !line.is_known_small(at + 1)
        || !line.has_space_after(at)
        || !line.is_known_small(at + 2)
        || !line.document.is_unbroken(whole)
        || may_be_object(line, at)
    {
        return;
    }
    // A line that ends there is a stop as well: the items of a list, the lines of a song.
    if !line.document.is_verbatim(whole) {
        return line.looks_around();
    }
    let end = line.span(before).end();
    let right = format!("{}. {}", line.word(before), line.word(at));
    found.push(FoundSlip::new(Slip::MissingStop, whole, right).with_edit(Span::at(end), "."));
}

/// Whether a word that can be a verb is before what may be its object, so that no sentence ends there: "press Search", "I praise You".
fn may_be_object(line: &Line<'_>, at: usize) -> bool {
    let roles = line.roles(at - 1);
    roles.can_be(Kind::Base) && !roles.can_be(Kind::Plural) && (at < 2 || !line.roles(at - 2).qualifies())
}

/// Whether a word with a capital is one that clauses begin with, or any common word that the page has in small letters elsewhere, behind
/// what ends a clause.
fn begins_clause(line: &Line<'_>, at: usize) -> bool {
    let (roles, before) = (line.roles(at), line.roles(at - 1));
    let ends = !before.has(Roles::DETERMINER | Roles::PREPOSITION | Roles::AUXILIARY | Roles::TAKES_OBJECT)
        && (before.can_be(Kind::Singular)
            || before.can_be(Kind::Plural)
            || before.is_only(Kind::Adverb)
            || before.has(Roles::PRONOUN));
    let is_small_word = roles
        .has(Roles::DETERMINER | Roles::PREPOSITION | Roles::PRONOUN | Roles::SUBORDINATES)
        || roles.is_only(Kind::Adverb);
    let is_plain = common_word(line.dictionary, line.small(at)).is_some_and(|entry| !entry.has(Entry::TERM));
    ends && is_plain && line.is_known_small(at - 2) && (is_small_word || is_small_elsewhere(line, at))
}

/// Whether the page has a verb or a plural with this capital inside a sentence here alone, and in small letters elsewhere: it is no name.
fn is_small_elsewhere(line: &Line<'_>, at: usize) -> bool {
    let roles = line.roles(at);
    let may_begin = roles.can_be(Kind::Base) || roles.can_be(Kind::Ing) || roles.can_be(Kind::Plural);
    if !may_begin
        || (1..line.tokens.len()).filter(|other| line.word(*other).starts_with(char::is_uppercase)).count()
            > 1
    {
        return false;
    }
    line.looks_around();
    let (capital, small) = uses(line.document.text(), line.word(at), line.small(at));
    capital <= 1 && small > 0
}
