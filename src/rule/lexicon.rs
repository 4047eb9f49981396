//! Named word lists that phrases refer to as `<name>`.
//!
//! An entry is one word or several; an entry `<other>` takes in another lexicon whole.

use std::collections::BTreeMap;

use super::tokens::{ANY_NUMBER_SPELLING, spellings};
use crate::document::fold;

/// The number of a lexicon.
pub type LexiconId = u32;

/// The lexicon that holds every number, in digits or words; rule files need not define it.
pub const NUMBER: &str = "number";

const NUMBER_WORDS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
];

/// All lexicons, their entries in small letters.
#[derive(Debug, Default)]
pub struct Lexicons {
    ids: BTreeMap<String, LexiconId>,
    entries: Vec<Vec<Vec<String>>>,
}

impl Lexicons {
    /// The lexicons with these entries. Entries that name other lexicons are resolved; `<number>` is added.
    ///
    /// The faults are entries that name an unknown lexicon or, through others, their own: the name of the lexicon and
    /// the entry.
    pub fn new(raw: &BTreeMap<String, Vec<String>>) -> (Lexicons, Vec<(String, String)>) {
        let mut lexicons = Lexicons::default();
        let mut faults = Vec::new();
        for name in raw.keys() {
            let mut entries = Vec::new();
            resolve(name, raw, &mut vec![name], &mut entries, &mut faults);
            entries.sort();
            entries.dedup();
            lexicons.push(name, entries);
        }
        let numbers = NUMBER_WORDS.iter().map(|word| vec![(*word).to_owned()]).collect();
        lexicons.push(NUMBER, numbers);
        (lexicons, faults)
    }

    fn push(&mut self, name: &str, entries: Vec<Vec<String>>) {
        self.ids.insert(name.to_owned(), self.entries.len() as LexiconId);
        self.entries.push(entries);
    }

    /// The number of the lexicon with this name.
    pub fn id(&self, name: &str) -> Option<LexiconId> {
        self.ids.get(name).copied()
    }

    /// The names of all lexicons, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// The words of every entry of every lexicon.
    pub fn entries(&self) -> impl Iterator<Item = (LexiconId, &[String])> {
        let lexicons = self.entries.iter().enumerate();
        lexicons.flat_map(|(id, all)| all.iter().map(move |entry| (id as LexiconId, entry.as_slice())))
    }

    /// The entries of one lexicon, in words.
    pub fn entries_of(&self, name: &str) -> &[Vec<String>] {
        self.id(name).and_then(|id| self.entries.get(id as usize)).map_or(&[], Vec::as_slice)
    }

    /// Entries of one word, with their lexicon. Digits are an entry of `<number>`.
    pub fn short_entries(&self) -> impl Iterator<Item = (LexiconId, &str)> {
        let digits = self.id(NUMBER).map(|id| (id, ANY_NUMBER_SPELLING));
        let words = self.entries.iter().enumerate().flat_map(|(id, entries)| {
            entries
                .iter()
                .filter(|entry| entry.len() == 1)
                .map(move |entry| (id as LexiconId, entry[0].as_str()))
        });
        digits.into_iter().chain(words)
    }

    /// The entries of several words of one lexicon.
    pub fn long_entries(&self, id: LexiconId) -> impl Iterator<Item = &[String]> {
        let entries = self.entries.get(id as usize).map_or(&[][..], Vec::as_slice);
        entries.iter().filter(|entry| entry.len() > 1).map(Vec::as_slice)
    }
}

fn resolve<'r>(
    name: &str,
    raw: &'r BTreeMap<String, Vec<String>>,
    path: &mut Vec<&'r str>,
    entries: &mut Vec<Vec<String>>,
    faults: &mut Vec<(String, String)>,
) {
    for entry in raw.get(name).into_iter().flatten() {
        let Some(other) = entry.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
            entries.push(spellings(&fold(entry)).into_iter().map(|(spelling, _)| spelling).collect());
            continue;
        };
        match raw.get_key_value(other) {
            Some((other, _)) if !path.contains(&other.as_str()) => {
                path.push(other);
                resolve(other, raw, path, entries, faults);
                path.pop();
            }
            _ => faults.push((name.to_owned(), entry.clone())),
        }
    }
}
