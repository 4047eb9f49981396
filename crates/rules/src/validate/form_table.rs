//! A table of word forms: its columns are word lists, and the words of a row belong together.

use std::collections::BTreeMap;

use crate::tokens::spellings;

/// A table as a file has it, its words in small letters.
#[derive(Debug)]
pub(super) struct FormTable {
    pub columns: Vec<String>,
    /// As many words in each as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl FormTable {
    /// The words of one column, each with the word of the same row in another. A word that is there twice keeps the first.
    /// `None` where the table lacks one of the columns.
    pub fn forms(&self, from: &str, to: &str) -> Option<BTreeMap<String, String>> {
        let (from, to) = (self.column(from)?, self.column(to)?);
        Some(self.rows.iter().rev().map(|row| (as_found(&row[from]), row[to].clone())).collect())
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// A word as the words of a text are given: where it has a hyphen, two words.
fn as_found(word: &str) -> String {
    let words: Vec<String> = spellings(word).into_iter().map(|(word, _)| word).collect();
    words.join(" ")
}
