//! What labels look like: numbers in brackets, superscripts, the labels of footnotes and the signs of notes.
//!
//! Whether there is an entry for them is for `resolve`.

use std::ops::Range;

use super::numbers::{self, Lead};

/// Longer labels, in bytes, are not labels of footnotes: they have a space in them, or no end.
const LONGEST_LABEL: usize = 40;
/// Nobody names more entries in one pair of brackets than fit into this many bytes.
const LONGEST_NUMBERS: usize = 80;
/// A note that is written where it belongs is at most this long, in bytes.
const LONGEST_NOTE: usize = 600;

/// A pair of brackets with numbers of entries in it.
pub struct NumbersInBrackets {
    /// Its bytes.
    pub range: Range<usize>,
    /// What comes before the numbers.
    pub lead: Lead,
}

/// `[3]`, `[1,4-6]` and `[ref. 1, p. 5]`, or the same in other brackets.
pub fn numbers_in_brackets(
    text: &str,
    open: u8,
    close: u8,
) -> impl Iterator<Item = NumbersInBrackets> + use<'_> {
    memchr::memchr_iter(open, text.as_bytes()).filter_map(move |at| {
        let far = text.len().min(at + 2 + LONGEST_NUMBERS);
        let inside = &text.as_bytes()[at + 1..far];
        let length = memchr::memchr2(open, close, inside).filter(|end| inside[*end] == close)?;
        // No list has an entry 0: it is the first of something in a program.
        let label = Some(&text[at + 1..at + 1 + length]).filter(|label| *label != "0")?;
        let numbers = numbers::read(label)?;
        let lead = if is_amount(&numbers.figures) { Lead::Other } else { numbers.lead };
        Some(NumbersInBrackets { range: at..at + length + 2, lead })
    })
}

/// Nobody cites so many entries in a row: "[40-50]" is an amount that somebody has to fill in.
const LONGEST_RUN: u32 = 9;

/// Whether figures are one long run: "40-50".
fn is_amount(figures: &str) -> bool {
    let run = figures
        .split_once('-')
        .and_then(|(from, to)| Some((from.parse::<u32>().ok()?, to.parse::<u32>().ok()?)));
    run.is_some_and(|(from, to)| to.saturating_sub(from) > LONGEST_RUN)
}

/// `[^label]`, which stays in the text only if it has no definition.
pub fn footnotes(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memmem::find_iter(text.as_bytes(), "[^").filter_map(|open| {
        let inside = text.as_bytes()[open + 2..].iter().take(LONGEST_LABEL + 1);
        let length = inside.take_while(|byte| !matches!(byte, b']' | b'[' | b'^' | b' ')).count();
        let close = open + 2 + length;
        let is_closed = text.as_bytes().get(close) == Some(&b']');
        // "[^\w\s-]" is a pattern of a program.
        let is_pattern = text[open + 2..close].contains('\\');
        (!is_pattern && (1..=LONGEST_LABEL).contains(&length) && is_closed).then_some(open..close + 1)
    })
}

/// At most this many signs in a row may point at a note: `***` is the third.
const MOST_SIGNS: usize = 4;

/// The signs of notes after words: `*`, `†`, `‡`, `§`.
pub fn signs(text: &str) -> impl Iterator<Item = Range<usize>> {
    // These are their first bytes.
    memchr::memchr3_iter(b'*', 0xC2, 0xE2, text.as_bytes()).filter(|at| *at > 0).filter_map(|at| {
        let sign = text[at..].chars().next()?;
        // More of them in a row are an ornament, and a page of nothing else would be a page of notes.
        let before = text[..at].chars().rev().take(MOST_SIGNS).filter(|one| *one == sign).count();
        (is_sign_of_note(sign) && before < MOST_SIGNS).then_some(at..at + sign.len_utf8())
    })
}

/// Whether a character is a sign that points at a note: `*`, `†`, `‡`, `§`.
pub fn is_sign_of_note(sign: char) -> bool {
    matches!(sign, '*' | '\u{2020}' | '\u{2021}' | '\u{00A7}')
}

/// Notes that are written where they belong, as in Pandoc's Markdown: `^[Example A. Skin Letters. 2019.]`
pub fn notes_in_place(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("^[").filter_map(|(start, _)| {
        let far = text.len().min(start + LONGEST_NOTE);
        let close = memchr::memchr(b']', &text.as_bytes()[start..far])?;
        Some(start..start + close + 1)
    })
}

/// Superscript figures as characters: `study¹`, `skin²³`.
pub fn superscripts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        // Each of them begins with one of two bytes, and so do few other characters.
        let mut starts = memchr::memchr2_iter(0xC2, 0xE2, &text.as_bytes()[from..]).map(|at| from + at);
        let start = starts.find(|at| text[*at..].starts_with(is_raised_figure))?;
        let rest = &text[start..];
        let end = start + rest.find(|sign| !is_raised_figure(sign)).unwrap_or(rest.len());
        from = end;
        Some(start..end)
    })
}

fn is_raised_figure(character: char) -> bool {
    raised_figure(character).is_some()
}

/// The figure that a superscript character means.
pub fn raised_figure(character: char) -> Option<char> {
    match character {
        '\u{00B9}' => Some('1'),
        '\u{00B2}' => Some('2'),
        '\u{00B3}' => Some('3'),
        '\u{2070}' | '\u{2074}'..='\u{2079}' => char::from_digit(character as u32 - 0x2070, 10),
        _ => None,
    }
}

/// Whether four figures in a row may be a year from 1900 to 2099. They may be part of a longer number.
pub fn may_have_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut starts = memchr::memchr2_iter(b'1', b'2', bytes).filter_map(|at| bytes.get(at..at + 4));
    starts.any(|four| {
        matches!(four, [b'1', b'9', ..] | [b'2', b'0', ..]) && four.iter().all(u8::is_ascii_digit)
    })
}
