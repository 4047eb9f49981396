//! A word written twice: "the the".

use claimlint_base::span::Span;
use claimlint_rules::Slip;

use super::found_slip::FoundSlip;
use super::line::Line;

/// Looks whether a token says again what the one before it says. What may stand twice ("that that", "ylang ylang") is for
/// the rule to allow.
pub fn find(line: &Line<'_>, second: usize, found: &mut Vec<FoundSlip>) {
    let first = second - 1;
    let (one, other) = (line.span(first), line.span(second));
    let (before, after) = (line.word(first), line.word(second));
    // A second capital is a name or a new line: "Walla Walla", "Cream Cream of the year".
    let same = before == after || (first == 0 && after == line.small(first));
    let is_name = after.starts_with(char::is_uppercase);
    let is_short = after.len() < 2 && after != "a";
    if !same || is_name || is_short || !line.is_word(second) {
        return;
    }
    let text = line.document.text();
    // The hyphen of a compound stands before, behind or between.
    let is_compound = text[..one.start()].ends_with('-') || text[other.end()..].starts_with('-');
    if text[one.end()..other.start()] == *" " && !is_compound {
        let rest = Span::of(one.end()..other.end());
        found.push(FoundSlip::new(Slip::DoubledWord, one.join(other), before).with_edit(rest, ""));
    }
}
