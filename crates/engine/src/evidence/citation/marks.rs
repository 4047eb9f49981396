//! What is at the beginning of an entry or a note, by which the text points at it: a number, a label or a sign.

use super::labels::{is_sign_of_note, raised_figure};

/// Numbers of more digits are not numbers of entries.
const LONGEST_NUMBER: usize = 4;

/// The mark at the beginning of a block.
#[derive(Debug, Default)]
pub struct Mark {
    pub number: Option<u64>,
    pub label: Option<String>,
    /// Whether other texts begin with it as well, so that only what leads to a source is an entry.
    pub is_common: bool,
}

impl Mark {
    /// The mark in `[12] …`, `(12) …`, `¹ …`, `[^label]: …`, `* …`
    pub fn of_text(text: &str) -> Option<Mark> {
        if let Some(number) = number_in_square_brackets(text) {
            return Some(Mark { number: Some(number), ..Mark::default() });
        }
        if let Some(number) = number_in_brackets(text, '(', ')').or_else(|| raised_number(text)) {
            return Some(Mark { number: Some(number), label: None, is_common: true });
        }
        let label = footnote_label(text).map(str::to_owned);
        let label = label.or_else(|| opening_sign(text).map(String::from))?;
        Some(Mark { label: Some(label), ..Mark::default() })
    }

    /// The mark in a superscript at the beginning of a block.
    pub fn of_superscript(label: &str) -> Option<Mark> {
        let label = label.trim_matches(['[', ']', '(', ')', ' ']);
        match label.parse() {
            Ok(number) => Some(Mark { number: Some(number), is_common: true, label: None }),
            Err(_) => Some(Mark { label: Some(opening_sign(label)?.to_string()), ..Mark::default() }),
        }
    }
}

/// The number in `[12] …`
pub fn number_in_square_brackets(text: &str) -> Option<u64> {
    number_in_brackets(text, '[', ']')
}

/// A number in brackets with something after it.
fn number_in_brackets(text: &str, open: char, close: char) -> Option<u64> {
    let inside = text.strip_prefix(open)?;
    let digits = inside.bytes().take(LONGEST_NUMBER).take_while(u8::is_ascii_digit).count();
    let rest = inside[digits..].strip_prefix(close)?;
    (!rest.trim().is_empty()).then(|| inside[..digits].parse().ok()).flatten()
}

/// The number in `12. …` or `12 Author …`
pub fn leading_number(text: &str) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text[digits..].chars().next()?;
    (digits <= 3 && matches!(after, '.' | ')' | ' ')).then(|| text[..digits].parse().ok()).flatten()
}

/// The number in `[12]`, `12.` or `12`, where nothing follows: the entry is in the next cell or block.
pub fn number_alone(text: &str) -> Option<u64> {
    let number = text.trim_matches(['[', ']', '(', ')', '.', ' ']);
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.parse().ok()).flatten()
}

/// The number in `¹² …`
fn raised_number(text: &str) -> Option<u64> {
    let figures: String = text.chars().map_while(raised_figure).collect();
    figures.parse().ok()
}

/// The label in `[^label]: …`, which only Markdown reads as a footnote.
fn footnote_label(text: &str) -> Option<&str> {
    let (label, rest) = text.strip_prefix("[^")?.split_once(']')?;
    rest.starts_with(':').then_some(label)
}

/// The sign that opens a note: `* …`, `† …`
pub fn opening_sign(text: &str) -> Option<char> {
    text.chars().next().filter(|sign| is_sign_of_note(*sign))
}
