//! Which word was meant by one that is not in the dictionary.
//!
//! Near words come from a walk of the automaton that keeps the distance of Damerau and Levenshtein (letters left out, put
//! in, changed, or changed places) and turns back where it is too great. They are ranked by what fingers and memory do:
//! keys beside each other, doubled letters, vowels taken for one another, common words and the words of the trade.

use fst::automaton::Automaton;
use fst::{IntoStreamer, Streamer};

use super::{Dictionary, Entry, TERMS, WORDS, Words};

/// Words of this many letters may be two letters off; shorter ones would be near to everything.
const LONG: usize = 7;

/// A word of the trade of this many letters may be two off wherever it stands.
const VERY_LONG: usize = 10;

/// Longer words, in bytes, are not looked for: nobody misspells a word that is one.
const LONGEST: usize = 47;

/// No word is looked for that is more letters off.
const FURTHEST: usize = 2;

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
        let mut suggestions = self.within(&WORDS, small, 1);
        if suggestions.is_empty() && small.len() >= LONG {
            suggestions = self.within(&WORDS, small, 2);
        }
        suggestions.sort_by(|one, other| (one.cost, &one.word).cmp(&(other.cost, &other.word)));
        suggestions
    }

    /// The word of the trade that is one letter off, or two where the word is very long.
    pub fn near_term(&self, small: &str) -> Option<Suggestion> {
        let limit = if small.len() >= VERY_LONG { 2 } else { 1 };
        let is_name = |one: &Suggestion| !one.entry.has(Entry::WORD);
        let near = self.within(&TERMS, small, limit).into_iter();
        let near =
            near.filter(|one| !is_name(one) || (one.distance == 1 && one.is_likely && small.len() > LONG));
        near.min_by(|one, other| (one.cost, &one.word).cmp(&(other.cost, &other.word)))
    }

    /// The word of the trade of which a long word is the beginning, with a letter or a few cut off, where only one is so
    /// long: "methylbenzylid".
    pub fn cut_off_term(&self, small: &str) -> Option<Suggestion> {
        let terms = TERMS.as_ref().filter(|_| small.len() > VERY_LONG)?;
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
        let near = Near { word: small.as_bytes(), limit };
        let mut found = words.search_with_state(&near).into_stream();
        let mut suggestions = Vec::new();
        while let Some((word, value, state)) = found.next() {
            let entry = Entry(value);
            let Some(distance) = state.and_then(|rows| rows.distance(small.len())) else { continue };
            let Ok(word) = std::str::from_utf8(word) else { continue };
            // A word of one letter or an abbreviation is near to everything; a name is written with its capital.
            let meant = entry.has(Entry::WORD | Entry::TERM) && entry.has(self.locale.flags());
            if meant && distance > 0 && word.len() > 2 && !self.rejects(word) {
                let slip = slip(small, word);
                let is_likely = slip < STRANGE && small.as_bytes()[0] == word.as_bytes()[0];
                let cost = cost(slip, distance, entry);
                let distance = distance.into();
                suggestions.push(Suggestion { word: word.to_owned(), distance, entry, is_likely, cost });
            }
        }
        suggestions
    }
}

/// How unlikely a word of so many letters off is to be the one that was meant.
fn cost(slip: u32, distance: u8, entry: Entry) -> u32 {
    let of_the_trade = if entry.has(Entry::TERM) { 0 } else { 25 };
    u32::from(distance) * 100 + slip + of_the_trade + u32::from(entry.level())
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

/// An automaton that takes the words within a distance of one. `fst` has one of its own, which is built before it is
/// used: 20 ms for a long word and a distance of two, against less than one for this walk.
struct Near<'w> {
    word: &'w [u8],
    limit: usize,
}

/// A distance that is too great, with room to count on.
const FAR: u8 = 100;

/// Further from the diagonal of the table every distance is too great.
const BAND: usize = 2 * FURTHEST + 1;

/// What of the last two rows of the table of distances lies near its diagonal, and the letter that the last one was made
/// for. It is small, because the walk makes and drops thousands of them for one word.
#[derive(Clone, Copy)]
struct Rows {
    /// The column that is as far along as the row stands in the middle.
    row: [u8; BAND],
    before: [u8; BAND],
    letter: u8,
    /// How many letters were read.
    depth: usize,
}

impl Rows {
    /// The distance in the last column of a word of so many letters.
    fn distance(&self, length: usize) -> Option<u8> {
        self.row.get((length + FURTHEST).checked_sub(self.depth)?).copied()
    }
}

impl Automaton for &Near<'_> {
    /// `None` where nothing that begins so is near.
    type State = Option<Rows>;

    fn start(&self) -> Self::State {
        let mut row = [FAR; BAND];
        row[FURTHEST..]
            .iter_mut()
            .take(self.limit + 1)
            .zip(0..)
            .for_each(|(distance, column)| *distance = column);
        Some(Rows { row, before: [FAR; BAND], letter: 0, depth: 0 })
    }

    fn is_match(&self, state: &Self::State) -> bool {
        let distance = state.as_ref().and_then(|rows| rows.distance(self.word.len()));
        distance.is_some_and(|distance| usize::from(distance) <= self.limit)
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state.is_some()
    }

    fn accept(&self, state: &Self::State, letter: u8) -> Self::State {
        let rows = state.as_ref()?;
        // The first letter is seldom wrong where two are, and without this the walk would see the whole dictionary.
        if self.limit > 1 && rows.depth == 0 && self.word.first() != Some(&letter) {
            return None;
        }
        let depth = rows.depth + 1;
        let mut row = [FAR; BAND];
        let mut is_near = false;
        for at in FURTHEST - self.limit..=FURTHEST + self.limit {
            let Some(column) = (depth + at).checked_sub(FURTHEST).filter(|column| *column <= self.word.len())
            else {
                continue;
            };
            let mut least = depth as u8;
            if column > 0 {
                let own = self.word[column - 1];
                let changed = rows.row[at] + u8::from(own != letter);
                let put_in = rows.row.get(at + 1).map_or(FAR, |above| above + 1);
                let left_out = at.checked_sub(1).map_or(FAR, |before| row[before] + 1);
                least = changed.min(put_in).min(left_out);
                if column > 1 && depth > 1 && own == rows.letter && self.word[column - 2] == letter {
                    least = least.min(rows.before[at] + 1);
                }
            }
            row[at] = least.min(FAR);
            is_near |= usize::from(least) <= self.limit;
        }
        is_near.then_some(Rows { row, before: rows.row, letter, depth })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(wrong: &str) -> Option<String> {
        Dictionary::default().suggest(wrong).into_iter().next().map(|one| one.word)
    }

    #[test]
    fn the_word_that_was_meant_comes_first() {
        for (wrong, right) in [
            ("benfits", "benefits"),
            ("signficant", "significant"),
            ("appliation", "application"),
            ("delicous", "delicious"),
            ("avacado", "avocado"),
            ("recieve", "receive"),
            ("inflamation", "inflammation"),
            ("dont", "don't"),
            ("teh", "the"),
        ] {
            assert_eq!(first(wrong).as_deref(), Some(right), "{wrong}");
        }
    }

    #[test]
    fn the_walk_finds_every_word_that_is_near() {
        let words = WORDS.as_ref().unwrap();
        for (wrong, limit) in
            [("benfits", 1), ("teh", 1), ("inflamation", 2), ("hte", 1), ("moisturser", 2), ("skiin", 2)]
        {
            let near = Near { word: wrong.as_bytes(), limit };
            let (mut found, mut walk) = (Vec::new(), words.search(&near).into_stream());
            while let Some((word, _)) = walk.next() {
                found.push(String::from_utf8_lossy(word).into_owned());
            }
            let (mut all, mut stream) = (Vec::new(), words.stream());
            while let Some((word, _)) = stream.next() {
                let word = String::from_utf8_lossy(word).into_owned();
                let begins = limit == 1 || word.starts_with(&wrong[..1]);
                if begins && word.is_ascii() && strsim::osa_distance(wrong, &word) <= limit {
                    all.push(word);
                }
            }
            found.retain(|word| word.is_ascii());
            assert_eq!(found, all, "{wrong}");
            assert!(!all.is_empty(), "{wrong}");
        }
    }

    #[test]
    fn short_words_are_not_bent_into_others() {
        assert_eq!(first("xqz"), None);
        assert_eq!(first("zzzzzz"), None);
    }
}
