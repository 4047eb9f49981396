//! A question that ends with a full stop: `Are you tired of dry skin.`

use claimlint_rules::Slip;

use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;

/// A question has at least this many tokens: fewer may be a command.
const SHORTEST: usize = 5;

/// Finds the full stop of a sentence that begins as questions do.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    let Some(last) = line.tokens.len().checked_sub(1) else { return };
    if last < SHORTEST
        || line.word(last) != "."
        || !line.is_prose()
        || !line.word(0).starts_with(char::is_uppercase)
    {
        return;
    }
    let (first, second, third) = (line.small(0), line.small(1), line.small(2));
    let is_person = |word: &str| matches!(word, "you" | "we" | "they" | "i");
    let asks = match first {
        // "Do it gently", "Should you have questions, call us": no questions.
        "do" | "are" | "did" | "does" | "can" | "will" | "have" => {
            is_person(second)
                || first != "do"
                    && first != "have"
                    && first != "will"
                    && matches!(second, "it" | "this" | "your" | "these" | "he" | "she")
        }
        "is" => matches!(second, "it" | "this" | "your" | "he" | "she" | "there"),
        "what" | "how" | "why" | "where" | "when" => {
            let is_auxiliary = matches!(second, "do" | "does" | "did" | "can" | "should" | "are" | "will");
            let has_subject =
                is_person(third) || matches!(third, "it" | "the" | "your" | "our" | "this" | "these" | "my");
            is_auxiliary && has_subject
        }
        _ => false,
    };
    if !asks || !line.roles(0).has(Roles::FUNCTION) {
        return;
    }
    // "What are the steps is told below."
    let may_tell = matches!(first, "what" | "how" | "why" | "where" | "when");
    let tells = may_tell && (3..last).any(|at| matches!(line.small(at), "is" | "are" | "was"));
    let is_quoted = line.document.words_of(line.sentence).contains(['"', '\u{2026}', ':']);
    if !tells && !is_quoted {
        // Where markup ends before the stop, the stop alone is replaced: what markup runs through has no fix.
        let (stop, whole) = (line.span(last), line.span(last - 1).join(line.span(last)));
        let is_whole = line.document.is_unbroken(whole);
        let (span, word) = if is_whole { (whole, line.word(last - 1)) } else { (stop, "") };
        // A line of plain text with nothing else in its block would become a heading, which no fix may make of it.
        let is_whole_block = line.sentence.len() >= line.block.span.len();
        let right = if is_whole_block { String::new() } else { format!("{word}?") };
        let slip = FoundSlip::new(Slip::QuestionMark, span, right);
        found.push(if is_whole_block { slip } else { slip.with_edit(stop, "?") });
    }
}
