//! Which word was meant by one that is not in the dictionary.
//!
//! The words that are near (module `near`) are ranked by how people slip: to the key beside the right one, to a letter
//! too many or too few of two, to another vowel. Common words and the words of the trade come first.

use fst::{IntoStreamer, Streamer};

use super::english::Words;
use super::entry::Entry;
use super::known::Dictionary;
use super::near::near;

/// Words of this many letters may be two letters off; shorter ones would be near to everything.
const LONG: usize = 7;

/// A word of the trade of this many letters may be two off wherever it is.
const VERY_LONG: usize = 10;

/// Longer words, in bytes, are not looked for: nobody misspells a word that is one.
const LONGEST: usize = 47;

/// At most this many letters are cut off the end of a word by mistake.
const MOST_CUT_OFF: usize = 4;

/// The rows of letters on English keyboards.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// One of these is easily taken for another.
const VOWELS: &[u8] = b"aeiouy";

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The word, in small letters.
    pub word: String,
    /// How many letters it is off.
    pub distance: usize,
    /// What is noted about it.
    pub entry: Entry,
    /// Whether people often make such a slip: a letter is doubled, left out or put in, changes places with the next, or
    /// is another that sounds like it or has the key beside it.
    pub is_likely: bool,
    /// How unlikely it is, by which suggestions are sorted.
    cost: u32,
}

impl Suggestion {
    /// Whether it is likelier than another that it was meant.
    pub fn is_likelier_than(&self, other: &Suggestion) -> bool {
        self.cost < other.cost
    }

    /// A word that was meant, where that is known without a search.
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

    /// Whether a word is another with a letter doubled, left out of two, or in the place of the next.
    pub fn is_plain_slip(small: &str, meant: &Suggestion) -> bool {
        meant.distance == 1 && slip(small, &meant.word) <= PLAIN
    }

    /// Whether one of the words that may have been meant is so much likelier than all others that it may be named. A wrong guess is worse
    /// than none: "convience" is rather "convenience" than "convince".
    pub fn is_clear(&self, small: &str, meant: &Suggestion) -> bool {
        let is_plain = Dictionary::is_plain_slip(small, meant);
        let limit = meant.cost + if is_plain { CLOSE_TO_PLAIN } else { CLOSE };
        let others = self.within(&self.english.words, small, 1);
        // A rarer word is none: "untl" is "until", and not "unto".
        let is_rival = |other: &Suggestion| {
            // "deliver" and "delivered" are forms of one word. "smoothr" is "smoother" as well as "smooth".
            let is_form = other.word.starts_with(&meant.word) || meant.word.starts_with(&other.word);
            if is_form && !is_plain && meant.word.len() < small.len() && other.word.len() > small.len() {
                return other.is_likely && other.entry.level() <= FORM;
            }
            // A letter is left out sooner than put in: "lingrs" is "lingers", and not "lings".
            let is_put_in = meant.word.len() > small.len()
                && other.word.len() <= small.len()
                && other.word.as_bytes()[0] == small.as_bytes()[0];
            !is_form && !is_put_in && other.cost <= limit && other.entry.level() <= meant.entry.level()
        };
        if others.iter().any(is_rival) {
            return false;
        }
        // What lost two letters in a row is two off, and none of its letters is wrong.
        if is_plain || small.len() < LONG || meant.distance > 1 {
            return true;
        }
        let far = self.within(&self.english.words, small, 2);
        !far.iter().any(|other| {
            other.word.len() == small.len() + 2
                && is_rival_in_whole(small, &other.word)
                && other.cost <= limit + TWO_OFF
        })
    }

    /// The word of the trade that is one letter off, or two where the word is very long.
    pub fn near_term(&self, small: &str) -> Option<Suggestion> {
        let limit = if small.len() >= VERY_LONG { 2 } else { 1 };
        let near = self.within(&self.english.terms, small, limit).into_iter();
        let meant = near.filter(|one| {
            let is_name = !one.entry.has(Entry::WORD);
            !is_name || (one.distance == 1 && one.is_likely && small.len() > LONG)
        });
        meant.min_by(|one, other| (one.cost, &one.word).cmp(&(other.cost, &other.word)))
    }

    /// The word of the trade of which a long word is the beginning, with a letter or a few cut off, where only one is so
    /// long: "methylbenzylid".
    pub fn cut_off_term(&self, small: &str) -> Option<Suggestion> {
        let terms = self.english.terms.as_ref().filter(|_| small.len() > VERY_LONG)?;
        let mut following = terms.range().ge(small).into_stream();
        let (term, value) = following.next()?;
        let term = std::str::from_utf8(term).ok().filter(|term| term.starts_with(small))?;
        let suggestion = Suggestion::of(term.to_owned(), Entry(value));
        let is_near = term.len() <= small.len() + MOST_CUT_OFF;
        let is_only = following.next().is_none_or(|(next, _)| !next.starts_with(small.as_bytes()));
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
            // Short words and abbreviations are near to everything, and a name has a capital.
            let is_meant = entry.has(Entry::WORD | Entry::TERM) && entry.has(self.locale.flags());
            if is_meant && distance > 0 && word.len() > 2 && !self.rejects(&word) {
                let slip = slip(small, &word);
                let is_likely = slip < STRANGE && small.as_bytes()[0] == word.as_bytes()[0];
                let cost = cost(slip, distance, entry);
                suggestions.push(Suggestion { word, distance, entry, is_likely, cost });
            }
        }
        suggestions
    }
}

/// A term that is preferred is no rarer than this.
const RAREST_PREFERRED: u8 = 50;

/// How unlikely it is that a word was meant: by the slip itself, by how many letters it is off, and by how rare the word is.
fn cost(slip: u32, distance: usize, entry: Entry) -> u32 {
    // The rarest terms are no likelier than other words: "emal" is rather "email" than "emla".
    let outside_the_trade = if entry.has(Entry::TERM) && entry.level() <= RAREST_PREFERRED { 0 } else { 25 };
    distance as u32 * 100 + slip + outside_the_trade + u32::from(entry.level())
}

/// What a slip costs at most that people make most often.
const PLAIN: u32 = 10;

/// A word is not clearly meant where another costs no more than this beyond it.
const CLOSE: u32 = 22;

/// The same where the slip is one that people make most often.
const CLOSE_TO_PLAIN: u32 = 0;

/// A form of a word that may have been meant as well is no rarer than this.
const FORM: u8 = 40;

/// What two letters that were left out in a row may cost more than one wrong one.
const TWO_OFF: u32 = 120;

/// Whether a word has all letters of a shorter one, at its beginning and its end.
fn is_rival_in_whole(small: &str, whole: &str) -> bool {
    let begins = small.bytes().zip(whole.bytes()).take_while(|(one, other)| one == other).count();
    let ends = small.bytes().rev().zip(whole.bytes().rev()).take_while(|(one, other)| one == other).count();
    begins + ends >= small.len() && begins > 2 && ends > 2
}

/// What a slip costs that people seldom make.
const STRANGE: u32 = 40;

/// How unlikely it is that somebody who meant `right` slipped to `wrong`.
fn slip(wrong: &str, right: &str) -> u32 {
    let (wrong, right) = (wrong.as_bytes(), right.as_bytes());
    let start = wrong.iter().zip(right).take_while(|(one, other)| one == other).count();
    let most = wrong.len().min(right.len()) - start;
    let end =
        wrong.iter().rev().zip(right.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let (gone, come) = (&wrong[start..wrong.len() - end], &right[start..right.len() - end]);
    let slip = match (gone, come) {
        ([one, two], [three, four]) if one == four && two == three => 10,
        ([one], [other]) if VOWELS.contains(one) && VOWELS.contains(other) => 15,
        ([one], [other]) if are_neighbours(*one, *other) => 20,
        // A letter doubled, or one of two left out.
        ([one], []) | ([], [one]) if start > 0 && wrong[start - 1] == *one => 5,
        ([], [b'\'']) => 5,
        ([], [_]) => 20,
        // A letter is left out sooner than put in: "treatmens" is "treatments", and not "treatment".
        ([_], []) => 26,
        _ => STRANGE,
    };
    slip + if start == 0 { STRANGE } else { 0 }
}

/// Whether the keys of two letters touch.
fn are_neighbours(one: u8, other: u8) -> bool {
    let (Some((row, column)), Some((other_row, other_column))) = (key(one), key(other)) else { return false };
    row.abs_diff(other_row) <= 1 && column.abs_diff(other_column) <= 1
}

/// The row and the column of a letter's key.
fn key(letter: u8) -> Option<(usize, usize)> {
    let mut rows = ROWS.iter().enumerate();
    rows.find_map(|(row, keys)| Some((row, keys.bytes().position(|other| other == letter)?)))
}
