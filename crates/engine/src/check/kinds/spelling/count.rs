//! A noun that does not agree in number with the word that counts it: `an informed patients`, `thousands of incision`, `one of the best
//! remedy in town`.

use claimlint_data::words::{english, grammar};
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;
use claimlint_rules::tokens::TokenKind;

use super::found_slip::FoundSlip;
use super::group::{LONGEST_GROUP, ends_group, group_before};
use super::line::Line;
use super::roles::Roles;

/// A sentence has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 5;

/// A figure before a noun has at most this many digits.
const LONGEST_FIGURE: usize = 7;

/// Finds nouns that end a group and are not of the number that its first word asks for.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE || !line.is_prose() {
        return;
    }
    for at in 1..line.tokens.len() {
        let roles = line.roles(at);
        let is_trait = roles.can_be(Kind::Adjective)
            || roles.can_be(Kind::Superlative)
            || roles.can_be(Kind::Comparative);
        let is_many = roles.can_be(Kind::Plural) && !roles.can_be(Kind::Singular) && !is_trait;
        let is_one = roles.can_be(Kind::Singular) && !roles.can_be(Kind::Plural) && !is_trait;
        if !is_one && !is_many || roles.has(Roles::CROWD) || !is_counted(line, at) {
            continue;
        }
        let ends = ends_group(line, at) || follows_counter(line, at) && is_before_verb(line, at);
        if !ends || !line.is_known_small(at) {
            continue;
        }
        let first = group_before(line, at);
        let Some(counter) = first.checked_sub(1) else { continue };
        if !line.has_space_after(counter) || line.is_address(at) || !is_plain_group(line, first, at) {
            continue;
        }
        let disagrees = match is_one {
            true => is_one_of(line, counter, first, at) || asks_for_several(line, counter, first, roles),
            // "a question patients have": behind another noun, the plural begins a clause; "a little melts": what may be a verb is one,
            // unless it follows the article itself.
            false
                if !roles.is_only(Kind::Plural)
                    && (counter + 1 < at || !matches!(line.small(counter), "a" | "an" | "this")) =>
            {
                false
            }
            false => {
                asks_for_one(line, counter, roles)
                    && !(first..at).any(|word| line.roles(word).can_be(Kind::Singular))
            }
        };
        if disagrees && !is_one_of_several(line, at, is_one) {
            // "thousands of incision", "one of the best remedy": all that counts.
            let from = counter - usize::from(line.small(counter) == "of");
            found.push(FoundSlip::new(Slip::NounCount, line.span(from).join(line.span(at)), ""));
        }
    }
}

/// So many tokens after a noun is the one that it qualifies together with others.
const TO_COMMON_NOUN: usize = 7;

/// Whether what looks like the noun of a group is no more than one of the words before it: "several lifestyle and other factors", "our spa,
/// hair and nail services", "a products and training arm". Or it is a verb, as before an article: "this sizes the room", or the "ways" of "a
/// ways to go".
fn is_one_of_several(line: &Line<'_>, at: usize, is_one: bool) -> bool {
    let kind = if is_one { Kind::Plural } else { Kind::Singular };
    let is_joined = matches!(line.small(at + 1), "and" | "or" | "," | "&");
    let has_noun = |next: usize| line.is_word(next) && line.roles(next).can_be(kind);
    // "many therapist, and many creams": what counts again, or a verb, begins anew.
    let is_group = |next: &usize| {
        let roles = line.roles(*next);
        matches!(line.small(*next), "and" | "or" | "," | "&" | "other")
            || line.is_word(*next)
                && !roles.has(Roles::DETERMINER | Roles::PREPOSITION | Roles::AUXILIARY | Roles::PRONOUN)
    };
    let group = (at + 1..(at + TO_COMMON_NOUN).min(line.tokens.len())).take_while(is_group);
    let is_verb = !is_one
        && line.small(at - 1) == "this"
        && matches!(line.small(at + 1), "the" | "a" | "an" | "your" | "our");
    is_joined && group.last().is_some_and(has_noun) || is_verb || line.small(at) == "ways"
}

/// Whether a word that may count a noun is as near to it as one is that does.
fn is_counted(line: &Line<'_>, at: usize) -> bool {
    // "one of the best remedies": the determiner is between.
    let first = at.saturating_sub(LONGEST_GROUP + 2);
    (first..at)
        .any(|before| line.roles(before).has(Roles::COUNTS) || line.tokens[before].kind == TokenKind::Number)
}

/// A word that counts is at most this many before its noun where a verb follows.
const NEAR: usize = 3;

/// Whether a word that counts is right before a noun, or with a word or two between.
fn follows_counter(line: &Line<'_>, at: usize) -> bool {
    (at.saturating_sub(NEAR)..at).any(|before| grammar::COUNTERS_BEFORE_VERBS.contains(line.small(before)))
}

/// Whether the word after a noun can be nothing but its verb or an adverb: "many person start" and "this products quickly".
fn is_before_verb(line: &Line<'_>, at: usize) -> bool {
    let next = line.roles(at + 1);
    let is_noun = next.can_be(Kind::Singular) || next.can_be(Kind::Plural);
    let is_trait = next.can_be(Kind::Adjective) || next.can_be(Kind::Participle) || next.can_be(Kind::Ing);
    let is_verb = next.can_be(Kind::Base) || next.can_be(Kind::Third) || next.is_only(Kind::Adverb);
    line.is_known_small(at + 1) && line.has_space_after(at) && is_verb && !is_noun && !is_trait
}

/// Whether what qualifies a noun can be nothing but that: no verb, and no word that is joined by a hyphen.
fn is_plain_group(line: &Line<'_>, first: usize, at: usize) -> bool {
    (first..at).all(|word| {
        let roles = line.roles(word);
        let is_trait = roles.can_be(Kind::Adjective) || roles.can_be(Kind::Superlative);
        let may_be_verb =
            roles.can_be(Kind::Ing) || (roles.can_be(Kind::Base) || roles.can_be(Kind::Third)) && !is_trait;
        line.has_space_after(word) && !may_be_verb
    })
}

/// Whether a word stands before one thing alone.
fn asks_for_one(line: &Line<'_>, counter: usize, roles: Roles) -> bool {
    let before = counter.checked_sub(1).map_or("", |before| line.small(before));
    let is_letter = grammar::BEFORE_LETTERS_OF_NAMES.contains(before) || before == "&";
    match line.word(counter) {
        "a" | "an" => !is_letter && (counter == 0 || line.has_space_after(counter - 1)),
        // "Band A treatments": a letter of its own.
        "A" | "An" => counter == 0,
        "every" | "another" | "Every" | "Another" => before != "one",
        // "each contains", "this helps": behind these, what may be a verb is one.
        "each" | "this" | "This" => {
            (roles.is_only(Kind::Plural)
                || is_after_preposition(line, counter) && line.small(counter) == "this")
                && before != "one"
        }
        _ => false,
    }
}

/// Whether a preposition is right before a word, as it is before a noun with "this".
fn is_after_preposition(line: &Line<'_>, counter: usize) -> bool {
    counter.checked_sub(1).is_some_and(|before| {
        let small = line.small(before);
        grammar::BEFORE_THIS.contains(small) && line.has_space_after(before)
    })
}

/// Whether a word or a figure stands before several things.
fn asks_for_several(line: &Line<'_>, counter: usize, first: usize, roles: Roles) -> bool {
    let before = counter.checked_sub(1);
    let last = before.map_or("", |before| line.small(before));
    let small = line.small(counter);
    let is_apart = before.is_none_or(|before| line.has_space_after(before));
    let is_counted = roles.is_only(Kind::Count);
    match small {
        "of" if matches!(last, "hundreds" | "thousands" | "millions" | "dozens") => {
            roles.is_only(Kind::Singular) && !roles.can_be(Kind::Mass)
        }
        // "in these post,": behind a preposition it is no verb.
        "these"
            if !roles.can_be(Kind::Ing)
                && is_after_preposition(line, counter)
                && line.roles(counter + 1).can_be(Kind::Singular) =>
        {
            !roles.can_be(Kind::Mass) && roles.can_be(Kind::Singular) && counter + 1 == first.max(counter + 1)
        }
        _ if !is_counted => false,
        "these" => is_apart,
        _ if grammar::COUNTERS_OF_SEVERAL.contains(small) => {
            is_apart && !grammar::BEFORE_OTHER_NUMBERS.contains(last)
        }
        "are" | "were" => last == "there" && first > counter,
        _ if line.tokens[counter].kind == TokenKind::Number => {
            let figure = line.word(counter);
            let is_several = figure.len() <= LONGEST_FIGURE
                && figure.bytes().all(|byte| byte.is_ascii_digit())
                && !matches!(figure, "0" | "1");
            let leads = grammar::BEFORE_COUNTING_FIGURES.contains(last);
            is_several && is_apart && leads
        }
        _ => false,
    }
}

/// Whether a group with its noun comes after "one of", so that it should be of several.
fn is_one_of(line: &Line<'_>, counter: usize, first: usize, at: usize) -> bool {
    let is_determiner = matches!(line.small(counter), "the" | "our" | "your" | "these" | "my" | "their");
    let is_counted = counter > 1
        && line.small(counter - 1) == "of"
        && grammar::BEFORE_OF_THE.contains(line.small(counter - 2));
    let some = counter > 1 && line.small(counter - 2) != "one";
    let group = first..at;
    let is_of_one = !group.clone().any(|word| line.roles(word).can_be(Kind::Plural));
    let is_counted_noun =
        line.roles(at).is_only(Kind::Count) || english::COUNTED_AFTER_ONE_OF.contains(line.small(at));
    is_determiner
        && is_counted
        && is_of_one
        && (!some && (is_counted_noun || first < at)
            || some && is_counted_noun && line.small(counter - 2) != "some")
}
