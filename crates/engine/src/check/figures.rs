//! Where a figure begins that a phrase knows by its last part: "Eighty-seven percent", "90–95%", "-40%".
//!
//! A phrase looks for a number. What makes one number of two, or gives it a sign, is before it.

use claimlint_base::source::end_of;
use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_text::Document;

/// A figure has at most this many bytes before its last number.
const LONGEST: usize = 40;

/// The words of a finding with all of the figure that they begin with.
pub fn with_whole_figure(document: &Document, sentence: Span, words: Span) -> Span {
    let before = &document.text()[sentence.start()..words.start()];
    let before = end_of(before, LONGEST);
    let first = document.words_of(words).chars().next();
    let missing = match first {
        Some('0'..='9' | '.') => length_of_first_number(before),
        Some(letter) if letter.is_alphabetic() => length_of_tens(before),
        _ => 0,
    };
    Span::of(words.start() - missing..words.end())
}

/// The length of "90-", "90 to " or "-" at the end of a text.
fn length_of_first_number(before: &str) -> usize {
    let Some(bare) = ["-", " to ", " - ", "\u{2014}"].iter().find_map(|sign| before.strip_suffix(sign))
    else {
        return 0;
    };
    let number = bare.trim_end_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '%'));
    let has_number = bare[number.len()..].contains(|sign: char| sign.is_ascii_digit());
    let stands_alone = number.is_empty() || number.ends_with([' ', '(', '"']);
    if has_number && stands_alone {
        // A currency before it is another figure.
        before.len() - number.len()
    } else if before.ends_with('-') && (bare.is_empty() || bare.ends_with([' ', '('])) {
        1
    } else {
        0
    }
}

/// The length of "eighty-" at the end of a text.
fn length_of_tens(before: &str) -> usize {
    let Some(bare) = before.strip_suffix('-') else { return 0 };
    let start = bare.rfind(|sign: char| !sign.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    let word = bare[start..].to_ascii_lowercase();
    if english::TENS.contains(word.as_str()) { before.len() - start } else { 0 }
}
