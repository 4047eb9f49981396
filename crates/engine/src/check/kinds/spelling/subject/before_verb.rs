//! The subject that stands before a verb: one thing before "are", "which" behind one thing or several, and what "and" joins to the plural.

use claimlint_data::words::grammar;
use claimlint_rules::classes::class::Kind;

use super::parts::{
    LONGEST_SUBJECT, has_object_after, is_adverb_between, is_plain, is_singular_verb, may_be_plural,
};
use crate::check::kinds::spelling::line::Line;
use crate::check::kinds::spelling::roles::Roles;

/// Whether the clause before "are" speaks of one thing alone: "The scent of the cream are".
pub fn has_single_subject(line: &Line<'_>, verb: usize) -> bool {
    let Some(mut last) = verb.checked_sub(1) else { return false };
    // "the price listed are"
    while last > 0 && line.roles(last).can_be(Kind::Participle) && !line.roles(last).can_be(Kind::Singular) {
        last -= 1;
    }
    let roles = line.roles(last);
    // "Logistics", "specs": more than one, whatever the table says. "Boy are they tired": the subject follows.
    let is_inverted = line.roles(verb + 1).has(Roles::PRONOUN);
    if may_be_plural(line.small(last))
        || is_inverted
        || !roles.is_only(Kind::Singular)
        || roles.has(Roles::CROWD)
        || !is_plain(line, last)
    {
        return false;
    }
    let first = clause_before(line, verb);
    // What a comma or a bracket ends may have its subject before it.
    let is_inserted = first > 0 && !line.is_word(first - 1) && line.word(first - 1) != ".";
    let clause = first..verb;
    let speaks_of_one = |at: usize| {
        let roles = line.roles(at);
        let is_known_word =
            roles.has_class() || roles.has(Roles::FUNCTION | Roles::DETERMINER | Roles::PREPOSITION);
        is_plain(line, at)
            && is_known_word
            && !roles.has(Roles::SEVERAL | Roles::AUXILIARY)
            && !roles.can_be(Kind::Plural)
            && !roles.can_be(Kind::Third)
            && (at > last || !(roles.is_only(Kind::Base) || roles.is_only(Kind::Past)))
    };
    !is_inserted
        && clause.len() <= LONGEST_SUBJECT
        && clause.clone().all(|at| line.has_space_after(at))
        && clause.clone().all(speaks_of_one)
}

/// Where the clause begins that a word is in.
fn clause_before(line: &Line<'_>, at: usize) -> usize {
    let opens = |before: &usize| {
        !line.is_word(*before)
            || grammar::CLAUSE_OPENERS.contains(line.small(*before))
            || line.small(*before) == "but"
    };
    (0..at).rev().find(opens).map_or(0, |before| before + 1)
}

/// Whether "which" refers to one thing, and nothing near it is several: "injection which are".
pub fn refers_to_one(line: &Line<'_>, relative: usize) -> bool {
    let Some(before) = relative.checked_sub(1) else { return false };
    let roles = line.roles(before);
    let is_several = |at: usize| {
        let roles = line.roles(at);
        !line.is_word(at)
            || roles.can_be(Kind::Plural)
            || roles.has(Roles::SEVERAL | Roles::PREPOSITION | Roles::CROWD)
    };
    roles.is_only(Kind::Singular)
        && !roles.can_be(Kind::Mass)
        && !roles.has(Roles::CROWD)
        && is_plain(line, before)
        && !(before.saturating_sub(5)..before).any(is_several)
}

/// The verb with -s of what "that" or "which" refers to, where that is several things: "oils that keeps skin soft".
pub fn verb_of_several(line: &Line<'_>, relative: usize) -> Option<usize> {
    let before = relative.checked_sub(1)?;
    let verb = relative + 1 + usize::from(is_adverb_between(line.small(relative + 1)));
    // "which helps to", where "helps" might be a noun elsewhere.
    let is_third = line.roles(verb).can_be(Kind::Third) && has_object_after(line, verb);
    if !line.roles(before).is_only(Kind::Plural)
        || !is_plain(line, before)
        || !(is_third || is_singular_verb(line, verb))
        || verb + 1 >= line.tokens.len()
    {
        return None;
    }
    // What is before may be a part of another group, to which the verb belongs: "a blend of oils that keeps".
    let refers_elsewhere = |at: usize| {
        let small = line.small(at);
        let is_lot = small == "of" && at > 0 && matches!(line.small(at - 1), "lot" | "lots");
        line.roles(at).has(Roles::PREPOSITION) && !is_lot
            || grammar::REFER_ELSEWHERE.contains(small)
            || matches!(small, "," | "-")
            || small == "a" && line.small(at + 1) != "lot"
            || !line.is_word(at)
    };
    (!(before.saturating_sub(5)..before).any(refers_elsewhere)).then_some(verb)
}

/// Whether a verb with -s is joined by "and" to one of several, with no singular subject before it: "They are soft and keeps the skin calm".
pub fn is_joined_to_plural(line: &Line<'_>, verb: usize) -> bool {
    let joint = verb - 1 - usize::from(is_adverb_between(line.small(verb - 1)));
    if line.small(joint) != "and"
        || verb + 1 >= line.tokens.len()
        || !is_plain(line, verb)
        || !line.is_word(verb + 1)
    {
        return false;
    }
    let is_singular = |at: usize| {
        grammar::SINGLE_SUBJECTS.contains(line.small(at))
            || matches!(line.small(at), ":" | "-" | ";" | ".")
            || line.roles(at).can_be(Kind::Third)
    };
    let before = 0..joint;
    let governs = |at: usize| matches!(line.small(at), "are" | "were" | "they" | "we" | "you" | "i");
    before.clone().any(governs)
        && !before.clone().any(is_singular)
        && before.clone().all(|at| !line.word(at).starts_with(['(', '"']))
}
