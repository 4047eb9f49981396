//! What the readers of bibliographies share: what they give, and how a field is made plain.

use super::work::Work;

/// What a reader made of a file: entries and faults, each with the byte of the text it stands at.
#[derive(Debug, Default)]
pub struct ReadEntries {
    pub works: Vec<(usize, Work)>,
    pub faults: Vec<(usize, String)>,
}

/// The first year in a text, of four digits.
pub fn year(text: &str) -> Option<u16> {
    text.split(|sign: char| !sign.is_ascii_digit()).find(|digits| digits.len() == 4)?.parse().ok()
}

/// A text with single blanks.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
