//! A verb in a form that the word before it does not allow: `can increases`, `they applies`, `has improve`, `before apply the cream`.
//!
//! Only what a word can be is known, so that each frame begins with a word that leaves its verb no other reading: a subject (`after_subject`)
//! or a small word that asks for a form (`after_small_word`). What both ask of the words around is in `frame`.

mod after_small_word;
mod after_subject;
mod frame;

use claimlint_rules::Slip;

use self::after_small_word::{after_be, after_have, after_modal, after_preposition, after_to};
use self::after_subject::{after_demonstrative, after_person, after_question, after_subject, is_numeral};
use super::found_slip::FoundSlip;
use super::line::Line;

/// A sentence has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 5;

/// Finds the verbs of a sentence that are in the wrong form.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE
        || line.block.furniture.is_some()
        || line.block.kind.is_metadata()
    {
        return;
    }
    for at in 0..line.tokens.len() {
        // "well-being replace", "the 20-ounce can offers"
        let is_can_of = line.small(at) == "can" && at > 0 && line.is_behind_hyphen(at - 1);
        if is_can_of || line.is_behind_hyphen(at) {
            continue;
        }
        let frame = match line.small(at) {
            "can" | "will" | "may" | "could" | "would" | "should" | "might" | "must" => after_modal,
            "they" | "we" | "he" | "she" => after_person,
            "i" if line.word(at) == "I" && !is_numeral(line, at) => after_person,
            "you" | "it" => after_subject,
            "this" | "these" | "those" | "few" | "many" | "several" => after_demonstrative,
            "what" | "where" | "how" if at == 0 => after_question,
            "to" => after_to,
            "has" | "have" | "had" => after_have,
            "are" | "were" | "been" | "being" => after_be,
            "of" | "for" | "by" | "without" | "before" | "after" => after_preposition,
            _ => continue,
        };
        if let Some(verb) = frame(line, at) {
            found.push(FoundSlip::new(Slip::VerbForm, line.span(at).join(line.span(verb)), ""));
        }
    }
}
