//! Which word was meant by one that is not in the dictionary.
//!
//! The words that are near (module `near`) are ranked by what fingers and memory do: keys beside each other, doubled
//! letters, vowels taken for one another, common words and the words of the trade.

use fst::{IntoStreamer, Streamer};

use super::near::near;
use super::{Dictionary, Entry, Words};

/// Words of this many letters may be two letters off; shorter ones would be near to everything.
const LONG: usize = 7;

/// A word of the trade of this many letters may be two off wherever it stands.
const VERY_LONG: usize = 10;

/// Longer words, in bytes, are not looked for: nobody misspells a word that is one.
const LONGEST: usize = 47;

/// No more letters than this are cut off the end of a word by mistake.
const MOST_CUT_OFF: usize = 4;

/// The neighbours of each key, by rows, on the keyboards of English.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The word, in small letters.
    pub word: String,
    /// How many letters it is off.
    pub distance: usize,
    /// What is noted about it.
    pub entry: Entry,
    /// Whether fingers or memory slip so: a letter doubled, left out, put in, swapped with the next, taken for one that
    /// sounds or lies like it.
    pub is_likely: bool,
    /// How unlikely it is, by which suggestions are sorted.
    cost: u32,
}

impl Suggestion {
    /// The word that was meant where no search is needed.
    pub fn of(word: String, entry: Entry) -> Suggestion {
        Suggestion { word, distance: 1, entry, is_likely: true, cost: 0 }
    }
}

impl Dictionary {
    /// The words that may have been meant by one in small letters, the likeliest first.
    pub fn suggest(&self, small: &str) -> Vec<Suggestion> {
        if !small.is_ascii() {
            return Vec::new();
        }
        let mut suggestions = self.within(&self.english.words, small, 1);
        if suggestions.is_empty() && small.len() >= LONG {
            suggestions = self.within(&self.english.words, small, 2);
        }
        suggestions.sort_by(|one, other| (one.cost, &one.word).cmp(&(other.cost, &other.word)));
        suggestions
    }

    /// The word of the trade that is one letter off, or two where the word is very long.
    pub fn near_term(&self, small: &str) -> Option<Suggestion> {
        let limit = if small.len() >= VERY_LONG { 2 } else { 1 };
        let is_name = |one: &Suggestion| !one.entry.has(Entry::WORD);
        let near = self.within(&self.english.terms, small, limit).into_iter();
        let near =
            near.filter(|one| !is_name(one) || (one.distance == 1 && one.is_likely && small.len() > LONG));
        near.min_by(|one, other| (one.cost, &one.word).cmp(&(other.cost, &other.word)))
    }

    /// The word of the trade of which a long word is the beginning, with a letter or a few cut off, where only one is so
    /// long: "methylbenzylid".
    pub fn cut_off_term(&self, small: &str) -> Option<Suggestion> {
        let terms = self.english.terms.as_ref().filter(|_| small.len() > VERY_LONG)?;
        let mut behind = terms.range().ge(small).into_stream();
        let (term, value) = behind.next()?;
        let term = std::str::from_utf8(term).ok().filter(|term| term.starts_with(small))?;
        let suggestion = Suggestion::of(term.to_owned(), Entry(value));
        let is_near = term.len() <= small.len() + MOST_CUT_OFF;
        let is_only = behind.next().is_none_or(|(next, _)| !next.starts_with(small.as_bytes()));
        (is_near && is_only).then_some(suggestion)
    }

    fn within(&self, words: &Option<Words>, small: &str, limit: usize) -> Vec<Suggestion> {
        let Some(words) = words else { return Vec::new() };
        if small.len() > LONGEST {
            return Vec::new();
        }
        let mut suggestions = Vec::new();
        for one in near(words, small, limit) {
            let (entry, distance) = (Entry(one.value), one.distance);
            let Ok(word) = String::from_utf8(one.word) else { continue };
            // A word of one letter or an abbreviation is near to everything; a name is written with its capital.
            let meant = entry.has(Entry::WORD | Entry::TERM) && entry.has(self.locale.flags());
            if meant && distance > 0 && word.len() > 2 && !self.rejects(&word) {
                let slip = slip(small, &word);
                let is_likely = slip < STRANGE && small.as_bytes()[0] == word.as_bytes()[0];
                let cost = cost(slip, distance, entry);
                suggestions.push(Suggestion { word, distance, entry, is_likely, cost });
            }
        }
        suggestions
    }
}

/// How unlikely a word of so many letters off is to be the one that was meant.
fn cost(slip: u32, distance: usize, entry: Entry) -> u32 {
    let of_the_trade = if entry.has(Entry::TERM) { 0 } else { 25 };
    distance as u32 * 100 + slip + of_the_trade + u32::from(entry.level())
}

/// What a slip costs that neither fingers nor memory make.
const STRANGE: u32 = 40;

/// How unlikely it is that somebody who meant `right` slipped to `wrong`.
fn slip(wrong: &str, right: &str) -> u32 {
    let (wrong, right) = (wrong.as_bytes(), right.as_bytes());
    let start = wrong.iter().zip(right).take_while(|(one, other)| one == other).count();
    let most = wrong.len().min(right.len()) - start;
    let end =
        wrong.iter().rev().zip(right.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let (gone, come) = (&wrong[start..wrong.len() - end], &right[start..right.len() - end]);
    let is_vowel = |letter: u8| b"aeiouy".contains(&letter);
    let slip = match (gone, come) {
        ([one, two], [three, four]) if one == four && two == three => 10,
        ([one], [other]) if is_vowel(*one) && is_vowel(*other) => 15,
        ([one], [other]) if are_neighbours(*one, *other) => 20,
        // A letter doubled, or one of two left out.
        ([one], []) | ([], [one]) if start > 0 && wrong[start - 1] == *one => 5,
        ([], [b'\'']) => 5,
        ([_], []) | ([], [_]) => 20,
        _ => STRANGE,
    };
    slip + if start == 0 { STRANGE } else { 0 }
}

fn are_neighbours(one: u8, other: u8) -> bool {
    let place = |key: u8| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| Some((row, keys.bytes().position(|other| other == key)?)))
    };
    match (place(one), place(other)) {
        (Some((row, column)), Some((other_row, other_column))) => {
            row.abs_diff(other_row) <= 1 && column.abs_diff(other_column) <= 1
        }
        _ => false,
    }
}
