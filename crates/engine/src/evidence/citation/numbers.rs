//! The numbers of entries in brackets, as people write them: `1, 4-6`, `1 and 2`, `1, p. 5; 3`, `ref. 1`, `see 1`.
//!
//! Whether there are such entries is for `resolve`.

use claimlint_data::words::citations;

/// Numbers of entries have no more figures.
const MOST_FIGURES: usize = 3;

/// The numbers in a pair of brackets.
#[derive(Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The numbers alone, with commas and hyphens between them.
    pub figures: String,
    /// What comes before them.
    pub lead: Lead,
}

/// What comes before the numbers in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    None,
    /// A word for an entry: "ref. 1".
    Named,
    /// Other words: "see 1".
    Other,
}

/// Reads what is in brackets; `None` if it is anything but numbers of entries.
pub fn read(inside: &str) -> Option<Numbers> {
    let small = inside.trim().to_ascii_lowercase();
    let (lead, rest) = without_lead(&small);
    let mut rest = rest.trim_start_matches('#');
    let mut figures = String::new();
    loop {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=MOST_FIGURES).contains(&length) {
            return None;
        }
        figures.push_str(&rest[..length]);
        rest = without_place(&rest[length..]);
        if rest.is_empty() {
            return Some(Numbers { figures, lead });
        }
        let (separator, next) = separator(rest)?;
        figures.push(separator);
        rest = next;
    }
}

/// A text without the words before its first number.
fn without_lead(text: &str) -> (Lead, &str) {
    let mut lead = Lead::None;
    let mut rest = text;
    while let Some(end) = rest.find([' ', '.', ',', ':', '#']).filter(|end| *end > 0) {
        let (word, following) = rest.split_at(end);
        let (word, following) = match word {
            // "e.g."
            "e" | "i" => rest.split_at(rest.find(' ').unwrap_or(rest.len())),
            _ => (word, following),
        };
        let is_entry = citations::WORDS_FOR_ENTRIES.contains(word);
        if !is_entry && !citations::BEFORE_CITATIONS.contains(word.trim_end_matches(['.', ','])) {
            break;
        }
        lead = if is_entry || lead == Lead::Named { Lead::Named } else { Lead::Other };
        rest = following.trim_start_matches(['.', ',', ':', '#', ' ']);
    }
    (lead, rest)
}

/// What follows the place in a paper after its number: `, p. 5`.
fn without_place(text: &str) -> &str {
    let inside = text.strip_prefix([',', ':']).unwrap_or(text);
    let inside = inside.trim_start();
    let letters = inside.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_known = inside.starts_with('\u{A7}') || citations::PLACES_IN_PAPERS.contains(&inside[..letters]);
    let is_place = is_known && inside.len() < text.len();
    let end = inside.find(';').unwrap_or(inside.len());
    let has_figure = inside[..end].contains(|sign: char| sign.is_ascii_digit());
    if is_place && has_figure { &inside[end..] } else { text }
}

/// The sign between two numbers, and what follows it.
fn separator(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix(' ').unwrap_or(text);
    let sign = rest.chars().next().filter(|sign| matches!(sign, ',' | ';' | '-'));
    let rest = sign.map_or(rest, |sign| &rest[sign.len_utf8()..]);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let joined = ["and ", "& ", "to "].into_iter().find_map(|word| Some((word, rest.strip_prefix(word)?)));
    match (sign, joined) {
        (_, Some(("to ", next))) if sign.is_none() => Some(('-', next)),
        (Some('-'), None) => Some(('-', rest)),
        (Some(_), None) => Some((',', rest)),
        (None | Some(',' | ';'), Some((_, next))) => Some((',', next)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (inside, figures) in [
            ("1", "1"),
            ("1,4-6", "1,4-6"),
            ("1, 2", "1,2"),
            ("1 - 3", "1-3"),
            ("1 and 2", "1,2"),
            ("1, 2, and 5", "1,2,5"),
            ("1 & 2", "1,2"),
            ("1, p. 5", "1"),
            ("1, pp. 5-7", "1"),
            ("1: p. 5; 3", "1,3"),
            ("2, Table 4", "2"),
            ("ref. 1", "1"),
            (" 1 ", "1"),
            ("#1", "1"),
            ("1, \u{A7}2", "1"),
            ("Refs 1-3", "1-3"),
            ("refs. 1, 2", "1,2"),
            ("Ref 4", "4"),
            ("reference 12", "12"),
            ("see 3", "3"),
            ("e.g., 3, 4", "3,4"),
            ("see also ref. 7", "7"),
            ("reviewed in 2", "2"),
        ] {
            assert_eq!(read(inside).map(|found| found.figures).as_deref(), Some(figures), "{inside}");
        }
        for inside in
            ["", "2019", "1 2", "1,", "and 1,", "sic", "1 week", "1, 2 weeks", "p. 5", "ref. a", "1-"]
        {
            assert_eq!(read(inside), None, "{inside}");
        }
    }
}
