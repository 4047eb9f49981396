//! The group of words that a clause begins with, and the verb that follows it: "Some creams for the face contains", "this cream contain a".

use claimlint_data::words::grammar;
use claimlint_rules::classes::class::Kind;

use super::parts::{
    LONGEST_SUBJECT, has_object_after, is_adverb_between, is_plain, is_singular_verb, may_be_plural,
};
use crate::check::kinds::spelling::line::Line;
use crate::check::kinds::spelling::roles::Roles;

/// What qualifies a noun has at most this many words.
const LONGEST_GROUP: usize = 4;

/// The verb with -s of several things that a clause begins with: "Some creams for the face contains".
pub fn verb_after_several(line: &Line<'_>, first: usize) -> Option<usize> {
    let mut at = first;
    if line.roles(at).has(Roles::DETERMINER) {
        if !grammar::BEFORE_SEVERAL.contains(line.small(at)) {
            return None;
        }
        at += 1;
    }
    // "Timing visits by the moon is": a deed.
    if line.small(at).ends_with("ing") {
        return None;
    }
    let start = at;
    while at - start < LONGEST_GROUP
        && is_plain(line, at)
        && line.roles(at).qualifies()
        && !line.roles(at).can_be(Kind::Plural)
        && !line.roles(at).can_be(Kind::Ing)
    {
        at += 1;
    }
    let head = line.roles(at);
    if !head.is_only(Kind::Plural) || !is_plain(line, at) || head.has(Roles::CROWD) || is_named(line, first) {
        return None;
    }
    at += 1;
    let head = at;
    // What belongs to the noun: "for the face", "of your skin".
    while at - head < LONGEST_SUBJECT && (is_plain(line, at) || at > head && line.is_known(at)) {
        let roles = line.roles(at);
        let opens = if at == head {
            roles.has(Roles::PREPOSITION) && !matches!(line.small(at), "like" | "as" | "than" | "per")
        } else {
            let is_in_group =
                roles.has(Roles::DETERMINER) || roles.qualifies() || roles.is_only(Kind::Plural);
            roles.has(Roles::PREPOSITION) || is_in_group && !roles.can_be(Kind::Third)
        };
        if !opens || matches!(line.small(at), "that" | "which" | "what" | "who" | "to") {
            break;
        }
        at += 1;
    }
    at += usize::from(is_adverb_between(line.small(at)));
    let is_third =
        line.roles(at).can_be(Kind::Third) && grammar::BEGIN_COMPLEMENTS.contains(line.small(at + 1));
    ((is_third || is_singular_verb(line, at))
        && is_plain(line, at)
        && at + 1 < line.tokens.len()
        && line.is_word(at + 1))
    .then_some(at)
}

/// The verb without -s of one thing that a clause begins with: "when dandruff get on", "this cream contain a".
pub fn verb_after_one(line: &Line<'_>, first: usize) -> Option<usize> {
    let has_determiner = line.roles(first).has(Roles::DETERMINER);
    let is_of_one = grammar::BEFORE_ONE.contains(line.small(first));
    let start = first + usize::from(has_determiner);
    // "Help skin become", "Let": the word may tell somebody to do something.
    if has_determiner && !is_of_one || !has_determiner && line.roles(first).can_be(Kind::Base) {
        return None;
    }
    let in_group = |at: &usize| {
        let roles = line.roles(*at);
        is_plain(line, *at) && roles.qualifies() && !roles.can_be(Kind::Plural) && !roles.can_be(Kind::Third)
    };
    let end = (start..start + LONGEST_GROUP).take_while(in_group).last()?;
    let is_verb = |at: usize| {
        line.roles(at).is_only(Kind::Base)
            || grammar::VERBS_OF_SEVERAL.contains(line.small(at))
            || line.roles(at).can_be(Kind::Base) && at > start && has_determiner && is_before_object(line, at)
            || at > start && has_determiner && is_before_trait(line, at)
    };
    // "The whole visit usually take"
    let behind = end + 1 + usize::from(is_adverb_between(line.small(end + 1)));
    let verb = (start + 1..=behind).find(|at| is_verb(*at))?;
    let head_at = if verb > end + 1 { end } else { verb - 1 };
    let head = line.roles(head_at);
    let goes_on = has_object_after(line, verb)
        || has_determiner && (is_before_object(line, verb) || is_before_trait(line, verb))
        // "The balm improve dull skin": behind the article, nothing but a verb can stand between two nouns.
        || has_determiner && line.roles(verb).is_only(Kind::Base) && line.is_known_small(verb + 1)
        || matches!(line.small(verb), "are" | "were" | "don't" | "have") && line.is_word(verb + 1);
    // Behind an adverb no other reading is left of the noun.
    let is_one = head.is_only(Kind::Singular)
        || verb > end + 1
            && head.can_be(Kind::Singular)
            && !head.can_be(Kind::Plural)
            && !head.can_be(Kind::Adjective);
    // "A night cleanse is", "the page render shows": a noun, as its verb follows.
    let next = line.roles(verb + 1);
    // "The treatment write-up still works"
    if line.document.text()[line.span(verb).end()..].starts_with('-') {
        return None;
    }
    let is_noun = line.roles(verb).is_only(Kind::Base) && (next.has(Roles::AUXILIARY) || next.is_third());
    let is_single = is_one
        && !may_be_plural(line.small(head_at))
        && !is_noun
        && !head.has(Roles::CROWD)
        && is_plain(line, head_at);
    (is_single && goes_on && is_plain(line, verb) && !is_named(line, first) && verb > first).then_some(verb)
}

/// Whether what follows a word can be nothing but the object of a verb. "The plan the doctor made" has none.
fn is_before_object(line: &Line<'_>, at: usize) -> bool {
    let next = line.small(at + 1);
    let is_object = matches!(next, "a" | "an" | "them" | "us")
        || line.small(at) == "help" && line.roles(at + 1).is_only(Kind::Base);
    is_object && line.has_space_after(at)
}

/// Whether "look" or the like has behind it what only such a verb has: "my skin look smooth".
fn is_before_trait(line: &Line<'_>, at: usize) -> bool {
    let next = line.roles(at + 1);
    let is_trait =
        next.is_only(Kind::Adjective) || matches!(line.small(at + 1), "so" | "very" | "great" | "really");
    matches!(line.small(at), "look" | "feel" | "stay" | "remain" | "taste" | "smell")
        && is_trait
        && line.has_space_after(at)
}

/// Whether the sentence begins with a name: "Glow Peptides is new".
fn is_named(line: &Line<'_>, first: usize) -> bool {
    first > 0 && !line.word(first).starts_with(char::is_lowercase)
        || (first..(first + 3).min(line.tokens.len()))
            .skip(1)
            .any(|at| line.word(at).starts_with(char::is_uppercase))
}
