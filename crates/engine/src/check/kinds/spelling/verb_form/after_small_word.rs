//! The form of a verb behind a small word that asks for one: "can increases", "to improves", "has improve", "are use", "for improve".

use claimlint_data::words::grammar;
use claimlint_rules::classes::class::Kind;

use super::frame::{has_object_after, is_noun_at, verb_after};
use crate::check::kinds::spelling::line::Line;
use crate::check::kinds::spelling::roles::Roles;

/// "It can increases redness", "it will helped".
pub fn after_modal(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let (roles, small) = (line.roles(verb), line.small(verb));
    let is_be_or_have = matches!(small, "is" | "are" | "was" | "has" | "been" | "being");
    let is_other_form = (roles.can_be(Kind::Third) || roles.is_only(Kind::Ing) || is_past(roles))
        && !roles.can_be(Kind::Base);
    // "Will results last?", "May treatments bring relief": a question or a wish has its subject there.
    let asks = at == 0 || !line.is_known(at - 1) || !line.has_space_after(at - 1);
    let is_month = line.small(at) == "may" && line.word(at) != "may";
    let is_joined = at > 0 && grammar::BEFORE_JOINED_MODALS.contains(line.small(at - 1));
    let goes_on = line.is_word(verb + 1) || is_be_or_have;
    let leads = at.checked_sub(1).map_or(Roles::default(), |before| line.roles(before));
    // "A spray can reduces waste"
    let is_thing = at > 0
        && (grammar::BEFORE_CANS.contains(line.small(at - 1))
            || !(leads.can_be(Kind::Singular) || leads.can_be(Kind::Plural) || leads.has(Roles::PRONOUN)));
    let is_noun = roles.can_be(Kind::Plural) && (is_thing && !has_object_after(line, verb) || is_joined);
    ((is_be_or_have && small != "are" || is_other_form && !is_noun && goes_on)
        && !asks
        && !is_month
        && !(is_joined && is_be_or_have)
        && !is_noun_at(line, at))
    .then_some(verb)
}

/// Whether a word can be nothing but a verb in the past.
fn is_past(roles: Roles) -> bool {
    roles.is_only(Kind::Past)
        || roles.can_be(Kind::Past)
            && !roles.can_be(Kind::Adjective)
            && !roles.can_be(Kind::Singular)
            && !roles.can_be(Kind::Adverb)
}

/// "Enable it to uses the shop", "easier to swallows".
pub fn after_to(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at).filter(|verb| *verb == at + 1)?;
    let roles = line.roles(verb);
    // "to improves hydration": a word that is nothing but a verb needs no object.
    let is_third = roles.can_be(Kind::Third)
        && !roles.can_be(Kind::Base)
        && (has_object_after(line, verb)
            || roles.is_third() && line.is_known_small(verb + 1)
            || line.roles(verb + 1).has(Roles::PREPOSITION)
                && at.checked_sub(1).is_some_and(|before| {
                    line.roles(before).is_only(Kind::Past)
                        && matches!(
                            line.small(before),
                            "trained" | "designed" | "formulated" | "used" | "learned"
                        )
                }));
    let leads = at.checked_sub(1).is_some_and(|before| line.is_known(before) && line.has_space_after(before));
    // "It leads to results the next day": a noun, unless what is before asks for a verb.
    let asks_for_verb = at.checked_sub(1).is_some_and(|before| {
        let roles = line.roles(before);
        roles.has(Roles::PRONOUN) || grammar::BEFORE_INFINITIVES.contains(line.small(before))
    });
    let may_be_noun = roles.can_be(Kind::Plural) && !asks_for_verb;
    (leads && is_third && !may_be_noun && line.small(verb) != "is").then_some(verb)
}

/// "It has improve", "they have receive".
pub fn after_have(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let roles = line.roles(verb);
    // "You have edit access": before a noun it is one of a kind.
    let next = line.roles(verb + 1);
    let is_base = roles.is_only(Kind::Base) && !next.can_be(Kind::Singular) && !next.can_be(Kind::Plural);
    let asks = at == 0;
    (is_base && !asks && !is_noun_at(line, at)).then_some(verb)
}

/// "They are use for", "it has been recommend".
pub fn after_be(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    (line.roles(verb).is_only(Kind::Base) && at > 0).then_some(verb)
}

/// "Before apply the cream", "for improve the skin".
pub fn after_preposition(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at).filter(|verb| *verb == at + 1)?;
    let leads = at == 0 || line.is_known(at - 1) || line.word(at - 1) == ",";
    (line.roles(verb).is_only(Kind::Base) && has_object_after(line, verb) && leads).then_some(verb)
}
