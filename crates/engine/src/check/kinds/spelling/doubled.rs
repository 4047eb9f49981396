//! A word written twice: "the the".

use claimlint_base::span::Span;
use claimlint_data::words::{english, grammar};
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

/// Checks whether two small words repeat the two before them: `one of the of the oils`.
pub fn find_pair(line: &Line<'_>, last: usize, found: &mut Vec<FoundSlip>) {
    let is_small = |at: usize| {
        let word = line.small(at);
        let is_listed = english::SMALL_WORDS.contains(word) || english::JOINED_SHORT.contains(word);
        is_listed && !grammar::BETWEEN_SAME.contains(word)
    };
    let (first, second) = (last - 3, last - 1);
    let is_pair = line.small(first) == line.word(second) && line.word(first + 1) == line.word(last);
    let are_apart = (first..last).all(|at| line.has_space_after(at));
    if !is_pair || !is_small(first) || !is_small(last) || !are_apart {
        return;
    }
    let whole = line.span(first).join(line.span(last));
    if !line.touch(whole) && !line.document.is_unbroken(whole) {
        return;
    }
    let right = format!("{} {}", line.word(first), line.word(last));
    let rest = Span::of(line.span(first + 1).end()..line.span(last).end());
    found.push(FoundSlip::new(Slip::DoubledWord, whole, right).with_edit(rest, "").doubted_where(true));
}
