//! A verb that does not agree with its subject, where the clause has one subject and it is plain: `Some creams contains water`, `The price of
//! the session are low`, `Tomatoes are rich in water and protects the skin`.
//!
//! `group` reads a clause from its subject on, `before_verb` looks back from the verb; what one word can be is asked of `parts`.

mod before_verb;
mod group;
mod parts;

use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;

use self::before_verb::{has_single_subject, is_joined_to_plural, refers_to_one, verb_of_several};
use self::group::{verb_after_one, verb_after_several};
use self::parts::LONGEST_SUBJECT;
use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;

/// A sentence has at least this many tokens: fewer may be a title.
const SHORTEST_SENTENCE: usize = 6;

/// Finds verbs that do not agree with their subjects.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE || !line.is_prose() {
        return;
    }
    for at in 0..line.tokens.len() {
        let roles = line.roles(at);
        let before = at.checked_sub(1).map(|before| line.roles(before));
        let report = |found: &mut Vec<FoundSlip>, at: usize| {
            // "auto-create", "if it were": one word with another, or a wish.
            if line.is_behind_hyphen(at) || line.small(at) == "were" && supposes(line, at) {
                return;
            }
            found.push(FoundSlip::new(Slip::SubjectVerb, line.span(at), ""));
        };
        let is_relative = before.is_some_and(|before| before.has(Roles::RELATIVE));
        let is_plural = roles.has(Roles::PLURAL_VERB)
            && (has_single_subject(line, at) || is_relative && refers_to_one(line, at - 1));
        let is_third = at > 3 && roles.is_third() && line.small(at).ends_with('s');
        if is_plural || is_third && is_joined_to_plural(line, at) {
            report(found, at);
        } else if roles.has(Roles::RELATIVE)
            && let Some(verb) = verb_of_several(line, at)
        {
            report(found, verb);
        }
        let begins =
            before.is_none_or(|before| before.has(Roles::OPENS_CLAUSE)) || is_after_opening(line, at);
        if begins && let Some(verb) = verb_after_several(line, at).or_else(|| verb_after_one(line, at)) {
            report(found, verb);
        }
    }
}

/// Whether a clause says what might be: "If sleep were", "as though the skin were".
fn supposes(line: &Line<'_>, verb: usize) -> bool {
    (verb.saturating_sub(LONGEST_SUBJECT)..verb)
        .any(|at| matches!(line.small(at), "if" | "though" | "wish" | "suppose" | "whether"))
}

/// Whether the first comma of a sentence, behind a group or a clause that opens it, is right before a token: "After a bath, the skin need".
fn is_after_opening(line: &Line<'_>, at: usize) -> bool {
    let Some(comma) = at.checked_sub(1).filter(|comma| *comma > 1 && line.word(*comma) == ",") else {
        return false;
    };
    let opens =
        line.roles(0).has(Roles::PREPOSITION | Roles::SUBORDINATES) || line.roles(0).is_only(Kind::Adverb);
    opens && line.has_space_after(comma) && (0..comma).all(|before| line.is_word(before))
}
