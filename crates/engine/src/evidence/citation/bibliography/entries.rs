//! What the readers of bibliographies share: what they return, and how they clean a field.

use super::work::Work;

/// What a reader found in a file: entries and faults, each with its byte in the text.
#[derive(Debug, Default)]
pub struct ReadEntries {
    pub works: Vec<(usize, Work)>,
    pub faults: Vec<(usize, String)>,
}

/// The first year in a text, of four digits.
pub fn year(text: &str) -> Option<u16> {
    text.split(|sign: char| !sign.is_ascii_digit()).find(|digits| digits.len() == 4)?.parse().ok()
}

/// A text with single spaces.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
