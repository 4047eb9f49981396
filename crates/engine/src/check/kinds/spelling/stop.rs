//! A sentence that begins inside another, because the full stop between them is missing: `It softens skin The salts are pink`.
//!
//! Spaces around stops that are there are left to `spacing`, capitals that mark no beginning to `capital`.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;

use super::found_slip::FoundSlip;
use super::line::Line;

/// The sentence before has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 5;

/// A shorter word hardly ends a sentence, in bytes.
const SHORTEST_END: usize = 4;

/// Finds a word that begins sentences, with its capital, between two words in small letters. A line or an element that ends before it
/// is a stop of its own kind.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let Some(before) = at.checked_sub(1).filter(|_| at >= SHORTEST_SENTENCE) else { return };
    let whole = line.span(before).join(line.span(at));
    let begins = english::BEGIN_SENTENCES.contains(line.small(at)) && line.is_word(at);
    if !line.is_prose()
        || !begins
        || line.word(at).chars().skip(1).any(char::is_uppercase)
        || !line.is_known_small(before)
        || line.span(before).len() < SHORTEST_END
        || line.is_address(before)
        || english::BEFORE_TITLES.contains(line.small(before))
        || !line.has_space_after(before)
        || !line.is_known_small(at + 1)
        || !line.has_space_after(at)
        || !line.is_known_small(at + 2)
        || !line.document.is_unbroken(whole)
        || line.document.source_span(whole).len() != whole.len()
    {
        return;
    }
    let end = line.span(before).end();
    let right = format!("{}. {}", line.word(before), line.word(at));
    found.push(FoundSlip::new(Slip::MissingStop, whole, right).with_edit(Span::at(end), "."));
}
