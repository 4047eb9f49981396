//! The list of references at the end, and the notes: which numbers and labels have an entry.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::identifiers;
use crate::document::{Block, BlockKind, Document};

/// What a list of references is headed by, in small letters.
const HEADINGS: &[&str] = &[
    "references",
    "reference",
    "reference list",
    "sources",
    "bibliography",
    "further reading",
    "citations",
    "notes",
    "footnotes",
    "endnotes",
    "works cited",
    "literature",
    "literature cited",
    "scientific references",
    "studies cited",
    "research",
    "sources and references",
    "references and sources",
    "sources & references",
    "references & sources",
    "studies",
    "article sources",
    "selected references",
];

/// The entries that markers in the text point at.
#[derive(Debug, Default)]
pub struct References {
    /// The blocks of lists of references, as ranges of indexes.
    lists: Vec<Range<usize>>,
    /// Numbers with an entry.
    numbers: FxHashSet<u64>,
    /// Labels of footnotes, and signs such as `*` that open a note, with whether the note leads anywhere.
    labels: FxHashMap<String, bool>,
    /// The texts of all entries, in small letters, to find an author and year in.
    entries: Vec<Entry>,
}

/// An entry of a list of references, or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its block, by its index in [`Document::blocks`].
    pub block: usize,
    /// Its number in a numbered list.
    pub number: Option<u64>,
    /// Its text in small letters.
    small: String,
}

impl Entry {
    /// Whether an author stands in it.
    pub fn has_author(&self, author: &str) -> bool {
        self.small.contains(&author.to_lowercase())
    }
}

impl References {
    /// Finds the lists and notes of a document.
    pub fn read(document: &Document) -> References {
        let mut references = References::default();
        let mut list: Option<usize> = None;
        for (index, block) in document.blocks().iter().enumerate() {
            let text = document.words_of(block.span);
            if is_list_heading(block, text) {
                references.close(list.replace(index), index);
                continue;
            }
            let ends_list = block.kind == BlockKind::Heading && !is_entry(text);
            if list.is_some() && ends_list {
                references.close(list.take(), index);
            }
            if list.is_some() || block.kind == BlockKind::Note {
                references.add(index, block, text);
            } else if let Some(number) = bracketed_number(text).or_else(|| rounded_number(text)) {
                // An entry without a heading above it still is one.
                references.numbers.insert(number);
                references.entries.push(Entry {
                    block: index,
                    number: Some(number),
                    small: text.to_lowercase(),
                });
            } else if let Some(sign) = opening_sign(text) {
                references.labels.insert(sign.to_string(), leads_somewhere(text));
            }
        }
        references.close(list, document.blocks().len());
        references
    }

    fn close(&mut self, start: Option<usize>, end: usize) {
        self.lists.extend(start.map(|start| start..end));
    }

    fn add(&mut self, index: usize, block: &Block, text: &str) {
        if let Some(label) = &block.label {
            self.labels.insert(label.clone(), true);
        }
        let number = bracketed_number(text).or(block.number).or_else(|| leading_number(text));
        self.numbers.extend(number);
        self.entries.push(Entry { block: index, number, small: text.to_lowercase() });
    }

    /// The entries, in the order of the text.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether the block with this index is part of a list of references, its heading included.
    pub fn holds(&self, index: usize) -> bool {
        self.lists.iter().any(|list| list.contains(&index))
    }

    /// Whether a number has an entry.
    pub fn has_number(&self, number: u64) -> bool {
        self.numbers.contains(&number)
    }

    /// Whether a label or sign has a note, and whether that note leads a reader to a source.
    pub fn note(&self, label: &str) -> Option<bool> {
        self.labels.get(label).copied()
    }

    /// Whether there is a note that a sign such as `*` opens.
    pub fn has_signs(&self) -> bool {
        self.labels.keys().any(|label| opening_sign(label).is_some())
    }

    /// Whether an entry names this author and this year.
    pub fn has_author_year(&self, author: &str, year: u16) -> bool {
        let (author, year) = (author.to_lowercase(), year.to_string());
        self.entries.iter().any(|entry| entry.small.contains(&author) && entry.small.contains(&year))
    }
}

fn is_list_heading(block: &Block, text: &str) -> bool {
    let text = text.trim_end_matches(':').trim();
    text.len() <= 40
        && !block.kind.is_metadata()
        && HEADINGS.contains(&text.to_lowercase().as_str())
        && (block.kind.is_heading() || text.starts_with(char::is_uppercase))
}

/// Whether a short line in a list of references is an entry rather than the next heading.
fn is_entry(text: &str) -> bool {
    bracketed_number(text).is_some() || leads_somewhere(text) || leading_number(text).is_some()
}

/// `[12] …`
fn bracketed_number(text: &str) -> Option<u64> {
    text.strip_prefix('[')?.split_once(']')?.0.parse().ok()
}

/// `(12) …`, where the rest leads somewhere: such numbers open items of lists as well.
fn rounded_number(text: &str) -> Option<u64> {
    let (number, rest) = text.strip_prefix('(')?.split_once(')')?;
    number.parse().ok().filter(|_| leads_somewhere(rest))
}

/// `12. …` or `12 Author …`
fn leading_number(text: &str) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text[digits..].chars().next()?;
    (digits <= 3 && matches!(behind, '.' | ')' | ' ')).then(|| text[..digits].parse().ok()).flatten()
}

/// `* …`, `† …`: the sign that opens a note.
fn opening_sign(text: &str) -> Option<char> {
    text.chars().next().filter(|sign| matches!(sign, '*' | '\u{2020}' | '\u{2021}' | '\u{00A7}'))
}

/// Whether a note gives a reader something to look up: an identifier, an address or the year of a paper.
fn leads_somewhere(text: &str) -> bool {
    !identifiers::find(text, &text.to_ascii_lowercase()).is_empty()
        || text.split(|sign: char| !sign.is_ascii_digit()).any(is_year)
}

/// Whether digits are a year that a paper can be from.
pub fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
