//! A noun that is always counted and has no article: `It suits hair on body`, `choose therapist and book`.
//!
//! A group of words before it and what follows show that the noun is alone. What stands in pairs, after "per" or in the name of a sort has no
//! article, and neither do labels and headings, which are no sentences.

use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;
use claimlint_rules::dictionary::Entry;

use super::found_slip::FoundSlip;
use super::group::{ends_group, group_before};
use super::line::Line;
use super::roles::Roles;

/// A sentence has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 7;

/// "From" has its "to" at most this many tokens after it.
const RANGE: usize = 8;

/// The same noun so near is one of a pair: "from client to client".
const NEAR: usize = 4;

/// Finds the nouns of a sentence that lack an article.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE || !line.is_whole_sentence() {
        return;
    }
    for at in 0..line.tokens.len() {
        let roles = line.roles(at);
        if roles.can_be(Kind::Count) && is_alone(line, at, roles) {
            let first = group_before(line, at);
            let is_bare = is_subject(line, first, at) || lacks_article(line, first, at, roles);
            if is_noun(line, first, at, roles) && is_bare {
                let span = line.span(first).join(line.span(at));
                found.push(FoundSlip::new(Slip::BareNoun, span, ""));
            }
        }
    }
}

/// Whether a counted noun ends its group, and neither its kind nor what is around it lets it stand bare.
fn is_alone(line: &Line<'_>, at: usize, roles: Roles) -> bool {
    let next = at + 1;
    let ends = ends_group(line, at) && (line.word(next) != "," || roles.is_only(Kind::Count));
    let is_joined = matches!(line.small(next), "and" | "or" | "to");
    let is_near = |other: &usize| *other != at && line.small(*other) == line.small(at);
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(line.tokens.len());
    ends && !is_joined
        && !roles.has(Roles::OFTEN_BARE)
        && (line.is_known_small(at) || at == 0 && line.is_known(at))
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

/// Words that open a clause whose subject follows.
const OPENERS: [&str; 6] = ["because", "if", "when", "until", "while", "although"];

/// Whether a group is the subject of a clause: "Face pack will soften it", "because therapist is away".
fn is_subject(line: &Line<'_>, first: usize, at: usize) -> bool {
    let begins = first == 0 || OPENERS.contains(&line.small(first - 1)) && line.has_space_after(first - 1);
    let verb = line.roles(at + 1);
    let opening = line.roles(first);
    let is_name = first == 0
        && line.dictionary.entry(line.small(0)).is_none_or(|entry| entry.has(Entry::NAME))
        || line.memory.borrow_mut().is_name_in(line.document, line.small(first));
    // "Massage session is", "Washing face is": what may be a command or a deed is left alone.
    let is_other =
        opening.can_be(Kind::Ing) || opening.can_be(Kind::Adverb) || opening.can_be(Kind::Base) && first < at;
    let is_plain = (first..at).all(|word| line.has_space_after(word));
    let is_verb = verb.has(Roles::AUXILIARY) && !matches!(line.small(at + 1), "are" | "were" | "have" | "do");
    begins
        && is_plain
        && !is_name
        && !is_other
        && is_verb
        && line.has_space_after(at)
        && (line.roles(at).is_only(Kind::Count) || first < at)
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
            let is_range = (before.saturating_sub(RANGE)..before).any(|word| line.small(word) == "from")
                || last.is_some_and(|last| line.roles(last).can_be(Kind::Adjective)) && is_qualified;
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
