//! A word written twice: "the the".

use super::{Found, Line};
use crate::rule::Slip;
use crate::span::Span;

/// Finds doubled words. `allowed` may stand twice: "that that", "ylang ylang".
pub fn find(line: &Line<'_>, allowed: &[String], found: &mut Vec<Found>) {
    for second in 1..line.tokens.len() {
        let first = second - 1;
        let (one, other) = (line.tokens[first], line.tokens[second]);
        if one.word != other.word || one.kind != other.kind || !line.is_word(second) {
            continue;
        }
        let (before, after) = (line.word(first), line.word(second));
        let between = Span::of(one.span().end()..other.span().start());
        // A second capital is a name or a new line: "Walla Walla", "Cream Cream of the year".
        let same = before == after || (first == 0 && after == line.small(first));
        let is_name = after.starts_with(char::is_uppercase);
        let small = line.small(second);
        if !same || is_name || line.document.words_of(between) != " " || small.len() < 2 && small != "a" {
            continue;
        }
        // "-": the hyphen of a compound stands before or behind.
        let around = [line.document.text()[..one.span().start()].ends_with('-'), {
            line.document.text()[other.span().end()..].starts_with('-')
        }];
        if !allowed.iter().any(|word| word == small) && around == [false, false] {
            let whole = one.span().join(other.span());
            let rest = Span::of(one.span().end()..other.span().end());
            found.push(Found::new(Slip::DoubledWord, whole, before).with_edit(rest, ""));
        }
    }
}
