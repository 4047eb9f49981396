//! A noun that is always counted and has no article: `It suits hair on body`, `choose therapist and book`.
//!
//! A group of words before it and what follows show that the noun is alone. What stands in pairs, after "per" or in the name of a sort has no
//! article, and neither do labels and headings, which are no sentences.

use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;

use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;

/// A sentence has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 7;

/// A group before its noun has at most this many words.
const LONGEST_GROUP: usize = 5;

/// The same noun so near is one of a pair: "from client to client".
const NEAR: usize = 4;

/// Finds the nouns of a sentence that lack an article.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE || !line.is_whole_sentence() {
        return;
    }
    for at in 1..line.tokens.len() {
        let roles = line.roles(at);
        if roles.can_be(Kind::Count) && is_alone(line, at, roles) {
            let first = group_before(line, at);
            if is_noun(line, first, at, roles) && lacks_article(line, first, at, roles) {
                let span = line.span(first).join(line.span(at));
                found.push(FoundSlip::new(Slip::BareNoun, span, ""));
            }
        }
    }
}

/// Whether a counted noun ends its group, and neither its kind nor what is around it lets it stand bare.
fn is_alone(line: &Line<'_>, at: usize, roles: Roles) -> bool {
    let next = at + 1;
    let ends = match line.word(next) {
        "" | "." | ";" | "!" | "?" => true,
        "," => roles.is_only(Kind::Count),
        _ => line.roles(next).has(Roles::ENDS_GROUP) && line.has_space_after(at),
    };
    let is_joined = matches!(line.small(next), "and" | "or" | "to");
    let is_near = |other: &usize| *other != at && line.small(*other) == line.small(at);
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(line.tokens.len());
    ends && !is_joined
        && !roles.has(Roles::OFTEN_BARE)
        && line.is_known_small(at)
        && !near.clone().any(|other| is_near(&other))
        && !line.is_address(at)
}

/// Whether a word that can be a counted noun is one here. What qualifies it, and a verb or a stop after it, leave no other reading.
fn is_noun(line: &Line<'_>, first: usize, at: usize, roles: Roles) -> bool {
    let small = line.small(at + 1);
    let is_before_end = !line.is_word(at + 1) && line.word(at + 1) != ","
        || line.roles(at + 1).has(Roles::AUXILIARY)
        || matches!(small, "which" | "that" | "because" | "when" | "if");
    // "have helped pioneer" is a verb.
    let is_perfect = line.roles(first).can_be(Kind::Participle)
        && first.checked_sub(1).is_some_and(|before| matches!(line.small(before), "have" | "has" | "having"));
    let is_qualified = first < at && is_before_end && !roles.can_be(Kind::Adjective) && !is_perfect;
    roles.is_only(Kind::Count) || english::COUNTED_PARTS.contains(line.small(at)) || is_qualified
}

/// Where the group begins that a noun ends, without an article or what replaces one.
pub fn group_before(line: &Line<'_>, at: usize) -> usize {
    let qualifies = |before: &usize| {
        let roles = line.roles(*before);
        line.is_known_small(*before) && roles.qualifies() && !roles.has(Roles::TAKES_OBJECT)
    };
    (at.saturating_sub(LONGEST_GROUP)..at).rev().take_while(qualifies).last().unwrap_or(at)
}

/// Whether what is before a group asks for a noun with an article.
fn lacks_article(line: &Line<'_>, first: usize, at: usize, roles: Roles) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    // "leave-on solution", "stress-reducing room": the words before and after a hyphen belong together.
    let is_apart =
        |word: usize| line.span(word).end() == line.span(word + 1).start() || line.has_space_after(word);
    let is_joined =
        (before.saturating_sub(1)..at).any(|word| !is_apart(word)) || is_after_hyphen(line, before);
    if is_joined || !line.has_space_after(before) || !line.is_known(before) {
        return false;
    }
    let (small, leads) = (line.small(before), line.roles(before));
    let last = before.checked_sub(1);
    let last_small = last.map_or("", |last| line.small(last));
    let is_qualified = first < at;
    if leads.has(Roles::TAKES_OBJECT) {
        // "the used towel", "our wash", "a widely used method": the verb belongs to a group itself.
        let is_noun_or_trait = last.is_some_and(|last| {
            let roles = line.roles(last);
            let is_trait =
                roles.can_be(Kind::Adjective) || roles.can_be(Kind::Adverb) && leads.can_be(Kind::Participle);
            roles.has(Roles::DETERMINER)
                || is_trait
                || line.word(last).ends_with("'s")
                || line.word(last) == "-"
        });
        let may_be_noun =
            leads.can_be(Kind::Singular) && last.is_none_or(|last| !line.roles(last).has(Roles::FUNCTION));
        let is_part = english::COUNTED_PARTS.contains(line.small(at)) && leads.can_be(Kind::Ing);
        return (roles.is_only(Kind::Count) || is_part || is_qualified)
            && !is_noun_or_trait
            && !may_be_noun
            && before > 0;
    }
    if !leads.has(Roles::PREPOSITION) || english::BEFORE_BARE_NOUNS.contains(small) {
        return false;
    }
    match small {
        // "to comb", "to firm skin"
        // "moderate to heavy drinker"
        "to" => {
            let is_range = last.is_some_and(|last| line.roles(last).can_be(Kind::Adjective)) && is_qualified;
            roles.is_only(Kind::Count) && !line.roles(first).can_be(Kind::Base) && !is_range
        }
        "of" => !english::BEFORE_OF_SORT.contains(last_small),
        "by" | "for" => is_qualified || small == "for" && roles.can_be(Kind::Person),
        "from" => !(at + 1..(at + 6).min(line.tokens.len())).any(|next| line.small(next) == "to"),
        _ => true,
    }
}

/// Whether a hyphen joins a word to the one before it.
fn is_after_hyphen(line: &Line<'_>, word: usize) -> bool {
    line.document.text()[..line.span(word).start()].ends_with('-')
}
