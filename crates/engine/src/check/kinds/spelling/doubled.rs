//! A word written twice: "the the".

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;

use super::found_slip::FoundSlip;
use super::line::Line;

/// Checks whether a token repeats the one before it. What may be repeated ("that that", "ylang ylang") is for
/// the rule to allow.
pub fn find(line: &Line<'_>, second: usize, found: &mut Vec<FoundSlip>) {
    let first = second - 1;
    let (one, other) = (line.span(first), line.span(second));
    let (before, after) = (line.word(first), line.word(second));
    // A second capital is a name or a new line: "Walla Walla", "Cream Cream of the year". What nobody knows is a name too, and a
    // slip in it is for the rule of spelling.
    let same = before == after || (first == 0 && after == line.small(first));
    let is_name = after.starts_with(char::is_uppercase);
    let is_short = after.len() < 2 && after != "a";
    // Other scripts write words without spaces, and a page may say a thing twice for two sizes of screens.
    let is_latin = after.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if !same || is_name || is_short || !is_latin || !line.is_known(second) || line.is_address(second) {
        return;
    }
    // "Hair" and "hair tools" are two links side by side.
    line.looks_around();
    let mut links = line.document.links_touching(one);
    if links.any(|link| !link.span.overlaps(other)) && line.document.links_touching(other).next().is_some() {
        return;
    }
    let text = line.document.text();
    // The hyphen of a compound stands before, after or between.
    let is_compound = text[..one.start()].ends_with('-') || text[other.end()..].starts_with('-');
    if text[one.end()..other.start()] == *" " && !is_compound {
        // "in in vitro" is right.
        let begins_latin =
            english::AFTER_LATIN_IN.contains(line.small(second + 1)) && line.small(second) == "in";
        if begins_latin {
            return;
        }
        // "Sign up up to two weeks ahead": the first belongs to the verb, the second to what follows.
        let is_particle = english::PARTICLES.contains(line.small(second)) && first > 0;
        let rest = Span::of(one.end()..other.end());
        let slip = FoundSlip::new(Slip::DoubledWord, one.join(other), before).with_edit(rest, "");
        found.push(slip.doubted_where(is_particle));
    }
}
