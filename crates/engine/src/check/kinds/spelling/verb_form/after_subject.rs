//! The form of a verb behind its subject: "they applies", "because it contain oil", "this are", "what is the advantages".

use claimlint_data::words::{english, grammar};
use claimlint_rules::classes::class::Kind;

use super::frame::{has_object_after, is_noun_at, verb_after};
use crate::check::kinds::spelling::line::Line;
use crate::check::kinds::spelling::roles::Roles;

/// "They applies it", "we is", "she have": these are subjects and nothing else.
pub fn after_person(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let (roles, small) = (line.roles(verb), line.small(verb));
    let is_one = matches!(line.small(at), "he" | "she");
    let is_wrong = if is_one {
        matches!(small, "have" | "are" | "were" | "do" | "don't")
    } else {
        grammar::VERBS_OF_ONE.contains(small) || roles.can_be(Kind::Third) && !roles.can_be(Kind::Base)
    };
    let before = at.checked_sub(1).map_or("", |before| line.small(before));
    // "What does he have?", "if she were", "asks that he have"
    let is_open = !is_one || !grammar::BEFORE_ASKED_OR_WISHED.contains(before);
    let is_plain = at == 0 || line.has_space_after(at - 1) || !line.is_word(at - 1);
    let is_wrong = is_wrong && !(line.word(at) == "I" && matches!(small, "was" | "wasn't"))
        || line.word(at) == "I"
            && matches!(small, "are" | "were" | "aren't")
            && !grammar::BEFORE_I_OF_SEVERAL.contains(before);
    (is_wrong && is_open && is_plain && !is_noun_at(line, at)).then_some(verb)
}

/// Whether "I" is a number or a letter: "type I is".
pub fn is_numeral(line: &Line<'_>, at: usize) -> bool {
    at > 0
        && (english::BEFORE_NUMERALS.contains(line.small(at - 1))
            || line.word(at - 1).starts_with(char::is_uppercase))
}

/// "If you applies it", "because it contain oil".
pub fn after_subject(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let before = at.checked_sub(1).map_or("", |before| line.small(before));
    let is_led_in = line.small(at) == "it" && (grammar::LEAD_IN_IT.contains(before) || before == ",");
    let is_open =
        at == 0 || (grammar::BEFORE_SUBJECTS.contains(before) || is_led_in) && line.has_space_after(at - 1);
    let (roles, small) = (line.roles(verb), line.small(verb));
    let is_wrong = if line.small(at) == "you" {
        grammar::VERBS_OF_ONE.contains(small)
            || roles.can_be(Kind::Third)
                && !roles.can_be(Kind::Base)
                && (roles.is_third() || has_object_after(line, verb))
    } else {
        // "so that it remain", "before it become": only a wish has these forms.
        !grammar::BEFORE_WISHES.contains(before)
            && (matches!(small, "have" | "are" | "don't" | "do")
                || roles.is_only(Kind::Base)
                || is_led_in && roles.can_be(Kind::Base) && has_object_after(line, verb))
            && !(matches!(before, "," | "and") && lets(line, at))
    };
    (is_open && is_wrong).then_some(verb)
}

/// Whether somebody lets something happen before a place, wishes it, or asks: "let it rest and it dry", "should it", "you and it have".
fn lets(line: &Line<'_>, at: usize) -> bool {
    (0..at).any(|before| grammar::LET_OR_WISH.contains(line.small(before)))
        || at > 1
            && line.small(at - 1) == "and"
            && !(0..at - 1).any(|before| line.roles(before).has(Roles::AUXILIARY))
}

/// "This are the oils", "these is best": at the beginning of a sentence or a clause they are subjects.
pub fn after_demonstrative(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let before = at.checked_sub(1).map_or("", |before| line.small(before));
    let is_open = at == 0 || grammar::BEFORE_DEMONSTRATIVES.contains(before);
    let small = line.small(verb);
    let is_wrong = match line.small(at) {
        "this" => matches!(small, "are" | "were" | "have" | "don't"),
        _ => matches!(small, "is" | "was" | "has" | "does" | "doesn't"),
    };
    // "If this were"
    let is_wish = small == "were" && before == "if";
    (is_open && is_wrong && !is_wish && line.is_word(verb + 1)).then_some(verb)
}

/// A question is about a noun at most this many tokens behind its verb.
const LONGEST_QUESTION: usize = 5;

/// "What is the advantages of it?": the noun behind the verb is several.
pub fn after_question(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = at + 1;
    let is_one = matches!(line.small(verb), "is" | "was" | "does") && line.has_space_after(at);
    let leads = matches!(line.small(verb + 1), "the" | "your" | "our" | "their" | "these" | "those" | "some");
    if !is_one || !leads {
        return None;
    }
    let noun = (verb + 2..verb + 2 + LONGEST_QUESTION).find(|noun| {
        let roles = line.roles(*noun);
        !roles.qualifies() || roles.can_be(Kind::Plural)
    })?;
    let is_several = line.roles(noun).is_only(Kind::Plural)
        && !line.roles(noun).has(Roles::CROWD)
        && !matches!(
            line.small(noun),
            "news" | "means" | "series" | "headquarters" | "basics" | "whereabouts"
        );
    let ends = matches!(line.small(noun + 1), "of" | "for" | "in" | "to" | "?" | "after" | "before" | "with");
    (is_several && ends && (verb..=noun).all(|word| line.is_known(word))).then_some(verb)
}
