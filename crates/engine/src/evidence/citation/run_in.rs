//! Entries that follow one another in one block, as small print has them: `References: 1. Example A. … 2. Sample B. …`,
//! `¹ Example A. … ² Sample B. …`.
//!
//! The block is one entry for `references`; here are the numbers of the others in it. Entries with blocks of their own are for
//! `references`.

use std::ops::Range;

use claimlint_base::span::Span;
use claimlint_text::Document;

use super::headings;
use super::labels::{is_sign_of_note, raised_figure};
use super::marks::{Mark, opening_sign};

/// An entry after the first one of its block.
#[derive(Debug, PartialEq, Eq)]
pub struct RunIn {
    /// Its number.
    pub number: u64,
    /// Its bytes in the block's text, its mark included.
    pub range: Range<usize>,
    /// Where the superscript is that is its mark, in bytes of the document's text.
    pub superscript: Option<usize>,
}

/// How many bytes a block has before its first entry: `References: ` in `References: 1. Example A. …`. None before others.
pub fn lead(text: &str) -> usize {
    let Some((heading, rest)) =
        text.split_once(": ").filter(|(heading, _)| headings::heads_references(heading))
    else {
        return 0;
    };
    let is_first = rest.starts_with("1. ") || rest.starts_with("1) ");
    let is_marked = is_first || Mark::of_text(rest).is_some_and(|mark| mark.number.is_some());
    if is_marked { heading.len() + 2 } else { 0 }
}

/// The entries of a block after the first, which has this number and begins at a byte of its text.
pub fn after(document: &Document, block: Span, first: u64, start: usize) -> Vec<RunIn> {
    let text = document.words_of(block);
    let starts = starts(document, block, first, start);
    let ends = starts.iter().skip(1).map(|(_, at, _)| *at).chain([text.len()]);
    let found = starts.iter().zip(ends);
    found.map(|(&(number, at, superscript), end)| RunIn { number, range: at..end, superscript }).collect()
}

/// The notes of a block that begins with a sign, after the first: `* Example A. … † Sample B. …`. Each with its sign and its bytes
/// in the text.
pub fn signs_after(text: &str) -> Vec<(char, Range<usize>)> {
    if opening_sign(text).is_none() {
        return Vec::new();
    }
    let signs = text.char_indices().skip(1).filter(|(_, sign)| is_sign_of_note(*sign));
    let starts = signs.filter(|(at, _)| text[..*at].ends_with(' ') && ends_entry(&text[..*at]));
    let starts: Vec<(usize, char)> = starts.collect();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    starts.iter().zip(ends).map(|(&(at, sign), end)| (sign, at..end)).collect()
}

/// The number of each entry after the first, the byte at which it begins, and the place of its superscript.
fn starts(document: &Document, block: Span, first: u64, start: usize) -> Vec<(u64, usize, Option<usize>)> {
    let text = document.words_of(block);
    let raised = superscripts(document, block);
    let is_raised = raised.first().is_some_and(|(at, number)| *at == start && *number == first);
    if is_raised {
        let next = raised.iter().skip(1).filter(|(at, _)| ends_entry(&text[..*at]));
        let next = next.zip(first + 1..).take_while(|((_, number), expected)| number == expected);
        return next.map(|((at, number), _)| (*number, *at, Some(block.start() + at))).collect();
    }
    // The number of an item in a list is not part of its text.
    let style = Style::of(&text[start..], first).unwrap_or(Style::Stop);
    let mut found = Vec::new();
    let mut rest = start;
    for number in first + 1.. {
        let mark = style.mark(number);
        let mut places = text[rest..].match_indices(&mark).map(|(at, _)| rest + at);
        let Some(next) = places.find(|&at| text[..at].ends_with(' ') && ends_entry(&text[..at])) else {
            break;
        };
        found.push((number, next, None));
        rest = next + mark.len();
    }
    found
}

/// The superscripts of a block that are numbers, with their bytes in its text.
fn superscripts(document: &Document, block: Span) -> Vec<(usize, u64)> {
    let markers = document.markers();
    let first = markers.partition_point(|marker| marker.at < block.start());
    let own = markers[first..].iter().take_while(|marker| marker.at <= block.end());
    own.filter_map(|marker| {
        let number = Mark::of_superscript(&marker.label)?.number?;
        Some((marker.at - block.start(), number))
    })
    .collect()
}

/// Whether an entry can end here: after a stop, a semicolon, a bracket, a figure or an address.
fn ends_entry(before: &str) -> bool {
    let before = before.trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    before.ends_with(['.', ';', ')', ']', '"'])
        || before.ends_with(|sign: char| sign.is_ascii_digit())
        || last.contains("://")
        || last.starts_with("www.")
}

/// How the numbers of entries are written.
#[derive(Debug, Clone, Copy)]
enum Style {
    /// `1. `
    Stop,
    /// `1) `
    Bracket,
    /// `(1)`
    Brackets,
    /// `[1]`
    SquareBrackets,
    /// `¹`
    Raised,
}

impl Style {
    /// How the number is written with which a text begins.
    fn of(text: &str, number: u64) -> Option<Style> {
        let all = [Style::Stop, Style::Bracket, Style::Brackets, Style::SquareBrackets, Style::Raised];
        all.into_iter().find(|style| text.starts_with(&style.mark(number)))
    }

    /// A number as it is written at the beginning of an entry.
    fn mark(self, number: u64) -> String {
        match self {
            Style::Stop => format!("{number}. "),
            Style::Bracket => format!("{number}) "),
            Style::Brackets => format!("({number})"),
            Style::SquareBrackets => format!("[{number}]"),
            Style::Raised => number.to_string().chars().map(raised).collect(),
        }
    }
}

/// A figure as a superscript.
fn raised(figure: char) -> char {
    "\u{2070}\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}"
        .chars()
        .find(|sign| raised_figure(*sign) == Some(figure))
        .unwrap_or(figure)
}
