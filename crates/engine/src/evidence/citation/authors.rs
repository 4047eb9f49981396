//! The entries of a list by the names of their first authors and their dates, as citations by author and year name them.

use rustc_hash::FxHashMap;

use super::cursor::{SplitText, has_capital, is_initials};
use super::dates::PaperDate;
use super::entry::EntryParts;
use super::surnames::{folded, is_name_word};

/// If an entry does not begin with names, its author is looked for among this many words.
const MOST_NAMES: usize = 40;
/// The short form of a body's name has no more letters.
const LONGEST_SHORT_FORM: usize = 8;

/// An entry under a name.
#[derive(Debug, Clone, Copy)]
struct Listed {
    entry: usize,
    date: PaperDate,
}

/// The entries by name.
#[derive(Debug, Default)]
pub struct Authors {
    names: FxHashMap<String, Vec<Listed>>,
}

impl Authors {
    /// Adds an entry under all names by which it may be cited; `small` is its text with its ASCII capitals made small.
    pub fn add(&mut self, entry: usize, text: &str, small: &str, parts: &EntryParts) {
        let Some(date) = parts.date else { return };
        for name in names(text, small, parts) {
            self.names.entry(name).or_default().push(Listed { entry, date });
        }
    }

    /// The entries for a paper with this first author and date: several, if a citation without a letter may mean each.
    pub fn find(&self, author: &str, date: PaperDate) -> Vec<usize> {
        let Some(all) = author.split(' ').find_map(|name| self.names.get(&folded(name))) else {
            return Vec::new();
        };
        let own = all.iter().filter(|one| one.date.year == date.year);
        let exact: Vec<usize> =
            own.clone().filter(|one| one.date.letter == date.letter).map(|one| one.entry).collect();
        if !exact.is_empty() {
            return exact;
        }
        // Either the list does not use letters, or the text does not.
        let is_free = |one: &&Listed| one.date.letter.is_none() || date.letter.is_none();
        own.filter(is_free).map(|one| one.entry).collect()
    }

    /// The dates of the entries of an author.
    pub fn dates(&self, author: &str) -> Vec<PaperDate> {
        let all = author.split(' ').find_map(|name| self.names.get(&folded(name)));
        all.into_iter().flatten().map(|one| one.date).collect()
    }
}

/// The names by which an entry is looked up: those of its first author or, if no authors are known, all words with capitals.
fn names(text: &str, small: &str, parts: &EntryParts) -> Vec<String> {
    let range = parts.authors.clone().unwrap_or(0..text.len());
    let words = SplitText::of(&text[range.clone()], &small[range]);
    let count = match parts.authors {
        Some(_) => {
            let mut all = 0..words.count();
            let last = all.find(|&word| !words.is_joined(word) || is_initials(words.text(word + 1)));
            last.unwrap_or(0) + 1
        }
        None => words.count().min(MOST_NAMES),
    };
    let all = (0..count).map(|word| words.text(word));
    let all: Vec<&str> = all.filter(|word| is_name_word(word) && word.chars().nth(1).is_some()).collect();
    let mut names: Vec<String> = all.iter().map(|name| folded(name)).collect();
    if parts.authors.is_some() && !parts.has_initials {
        names.extend(short_forms(&all));
    }
    names
}

/// What a body may be called in short: "who" for the World Health Organization, "fda" for the U.S. Food and Drug Administration.
fn short_forms(names: &[&str]) -> Vec<String> {
    let first_letter = |name: &&str| name.chars().next().filter(|_| has_capital(name));
    let letters: String = names.iter().filter_map(first_letter).flat_map(char::to_lowercase).collect();
    let starts = letters.char_indices().map(|(at, _)| &letters[at..]);
    starts
        .filter(|short| (2..=LONGEST_SHORT_FORM).contains(&short.chars().count()))
        .map(str::to_owned)
        .collect()
}
