//! The words that phrases and lexicons hold, in small letters, by number.
//!
//! Every token of every text is looked up here, and nothing is built when the program starts: the words lie in tables
//! that are probed from the place their hash names.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::table::{Table, number_at};
use super::tokens::{ANY_NUMBER_SPELLING, TokenKind, UNKNOWN, word_length};

/// The number of a word in a [`Vocabulary`].
pub type WordId = u32;

/// A row of words of up to 7 bytes: the word as one number, then its number.
const SHORT: usize = 12;
/// The same for words of up to 15 bytes.
const MIDDLE: usize = 20;

/// The words. Words of up to 7 and of up to 15 bytes, which are most, are their own keys: nothing else need be read to
/// compare them.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    /// As many rows as a power of two, with [`UNKNOWN`] where there is no word.
    short: Table<SHORT>,
    middle: Table<MIDDLE>,
    /// In order.
    long: Vec<(String, WordId)>,
    count: u32,
}

/// Takes words in.
#[derive(Debug)]
pub struct VocabularyBuilder {
    ids: FxHashMap<String, WordId>,
    words: Vec<String>,
    numbers: Vec<WordId>,
}

impl Default for VocabularyBuilder {
    fn default() -> VocabularyBuilder {
        let (ids, words, numbers) = Default::default();
        let mut builder = VocabularyBuilder { ids, words, numbers };
        builder.intern(ANY_NUMBER_SPELLING);
        builder
    }
}

impl VocabularyBuilder {
    /// The number of a word in small letters, given to it now if it had none.
    pub fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.words.len() as WordId;
        self.ids.insert(word.to_owned(), id);
        self.words.push(word.to_owned());
        if word_length(word) == (word.len(), TokenKind::Number) {
            self.numbers.push(id);
        }
        id
    }

    /// The words that are numbers in digits.
    pub fn numbers(&self) -> &[WordId] {
        &self.numbers
    }

    /// The words taken in.
    pub fn finish(self) -> Vocabulary {
        let with = |lengths: std::ops::Range<usize>| {
            let all = self.words.iter().enumerate().map(|(id, word)| (word, id as WordId));
            all.filter(move |(word, _)| lengths.contains(&word.len()))
        };
        let short = with(0..8).map(|(word, id)| (hash(key(word.as_bytes(), word.len()).into()), word, id));
        let short = short.map(|(hash, word, id)| {
            let mut row = [0; SHORT];
            row[..8].copy_from_slice(&key(word.as_bytes(), word.len()).to_le_bytes());
            row[8..].copy_from_slice(&id.to_le_bytes());
            (hash, row)
        });
        let middle = with(8..16).map(|(word, id)| {
            let key = middle_key(word.as_bytes(), word.len());
            let mut row = [0; MIDDLE];
            row[..16].copy_from_slice(&key.to_le_bytes());
            row[16..].copy_from_slice(&id.to_le_bytes());
            (hash(key), row)
        });
        let mut long: Vec<(String, WordId)> =
            with(16..usize::MAX).map(|(word, id)| (word.clone(), id)).collect();
        long.sort();
        let count = self.words.len() as u32;
        Vocabulary { short: slots(short.collect()), middle: slots(middle.collect()), long, count }
    }
}

/// Puts rows where their hashes say, or in the next free place. At most half of the places are taken.
fn slots<const WIDTH: usize>(rows: Vec<(u64, [u8; WIDTH])>) -> Table<WIDTH> {
    let free = [u8::MAX; WIDTH];
    let mut slots = vec![free; (rows.len() * 2).next_power_of_two()];
    for (hash, row) in rows {
        let last = slots.len() - 1;
        let mut at = place(hash, last);
        while slots[at] != free {
            at = (at + 1) & last;
        }
        slots[at] = row;
    }
    slots.into_iter().collect()
}

/// Where a hash begins to be looked for in places up to the last, which is one less than a power of two.
fn place(hash: u64, last: usize) -> usize {
    (hash >> 32) as usize & last
}

fn hash(key: u128) -> u64 {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let (low, high) = (key as u64, (key >> 64) as u64);
    (low ^ high.wrapping_mul(MULTIPLIER).rotate_left(32)).wrapping_mul(MULTIPLIER)
}

/// The bytes of a word of up to 7 and their number as one number. What stands behind the word in its text is given as
/// well: eight bytes are read at a stroke and the rest cut off.
fn key(text: &[u8], length: usize) -> u64 {
    let all = match text.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte)),
    };
    (all & ((1 << (8 * length)) - 1)) | ((length as u64) << 56)
}

/// The same for a word of up to 15 bytes.
fn middle_key(text: &[u8], length: usize) -> u128 {
    let all = match text.first_chunk::<16>() {
        Some(bytes) => u128::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |all, byte| (all << 8) | u128::from(*byte)),
    };
    (all & ((1 << (8 * length)) - 1)) | ((length as u128) << 120)
}

impl Vocabulary {
    /// The number of a word in small letters, or [`UNKNOWN`].
    pub fn id(&self, word: &str) -> WordId {
        self.find(word, word.len())
    }

    /// How many words there are. Ids are below it.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// The number of the word in small letters that so many bytes at the front of a text are.
    pub fn find(&self, text: &str, length: usize) -> WordId {
        match length {
            0..8 => {
                let key = key(text.as_bytes(), length);
                probe(&self.short, hash(key.into()), &key.to_le_bytes())
            }
            8..16 => {
                let key = middle_key(text.as_bytes(), length);
                probe(&self.middle, hash(key), &key.to_le_bytes())
            }
            _ => {
                let word = &text[..length];
                let at = self.long.binary_search_by(|(other, _)| other.as_str().cmp(word));
                at.map_or(UNKNOWN, |at| self.long[at].1)
            }
        }
    }
}

/// The number in the row that begins with a key.
fn probe<const KEY: usize, const WIDTH: usize>(table: &Table<WIDTH>, hash: u64, key: &[u8; KEY]) -> WordId {
    let rows = table.rows();
    let Some(last) = rows.len().checked_sub(1) else { return UNKNOWN };
    let mut at = place(hash, last);
    loop {
        let row = &rows[at];
        let id = number_at(row, KEY);
        if id == UNKNOWN || row[..KEY] == *key {
            return id;
        }
        at = (at + 1) & last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_have_numbers_and_others_have_none() {
        let words = ["a", "skin", "rosacea", "moisturi", "moisturisers!", "hyperpigmentation", "cr\u{E8}me"];
        let mut builder = VocabularyBuilder::default();
        let ids: Vec<WordId> = words.iter().map(|word| builder.intern(word)).collect();
        assert_eq!(builder.intern("skin"), ids[1]);
        let vocabulary = builder.finish();
        assert_eq!(vocabulary.count(), words.len() + 1);
        assert_eq!(words.map(|word| vocabulary.id(word)).to_vec(), ids);
        assert_eq!(vocabulary.find("skin care", 4), ids[1]);
        for word in ["", "ski", "skins", "moisturis", "hyperpigmentations"] {
            assert_eq!(vocabulary.id(word), UNKNOWN, "{word}");
        }
        assert_eq!(Vocabulary::default().id("skin"), UNKNOWN);
    }
}
