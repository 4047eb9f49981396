//! The words that phrases and lexicons hold, in small letters, by number.
//!
//! Every token of every text is looked up here.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::packed::Map;

/// The number of a word in a [`Vocabulary`].
pub type WordId = u32;

/// A word that no phrase and no lexicon holds.
pub const UNKNOWN: WordId = WordId::MAX;

/// The word that every number in digits counts as.
pub(crate) const ANY_NUMBER: WordId = 0;

/// Its spelling in the vocabulary, which no text can have.
pub(crate) const ANY_NUMBER_SPELLING: &str = "<number>";

/// The words. Those of up to 7 and of up to 15 bytes, which are most, are their own keys: to compare them, nothing else
/// need be read.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    short: Map<8, 12>,
    middle: Map<16, 20>,
    /// The others, in order.
    long: Vec<(String, WordId)>,
    count: u32,
    /// Numbers from this one on are shared by words between which no phrase makes a difference.
    shared: u32,
}

/// Takes words in.
#[derive(Debug)]
pub(crate) struct VocabularyBuilder {
    ids: FxHashMap<String, WordId>,
    /// Words that share a number, each with it.
    sharing: Vec<(String, WordId)>,
    /// How many numbers are shared.
    shared: u32,
    numbers: Vec<WordId>,
}

impl VocabularyBuilder {
    /// A builder that has the one word [`ANY_NUMBER`].
    pub fn new() -> VocabularyBuilder {
        let (ids, sharing, shared, numbers) = Default::default();
        let mut builder = VocabularyBuilder { ids, sharing, shared, numbers };
        builder.intern(ANY_NUMBER_SPELLING, false);
        builder
    }

    /// The number of a word in small letters, given to it now if it had none. `is_number` says whether it is a number in
    /// digits.
    pub fn intern(&mut self, word: &str, is_number: bool) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        debug_assert!(self.shared == 0, "words with numbers of their own come first");
        let id = self.ids.len() as WordId;
        self.ids.insert(word.to_owned(), id);
        if is_number {
            self.numbers.push(id);
        }
        id
    }

    /// The number that a word has already.
    pub fn known(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// A new number for several words. From now on no word can have one of its own.
    pub fn share(&mut self) -> WordId {
        self.shared += 1;
        self.ids.len() as WordId + self.shared - 1
    }

    /// Gives a word that has none yet a shared number.
    pub fn join(&mut self, word: &str, id: WordId) {
        self.sharing.push((word.to_owned(), id));
    }

    /// The words that are numbers in digits.
    pub fn numbers(&self) -> &[WordId] {
        &self.numbers
    }

    /// The words taken in.
    pub fn finish(self) -> Vocabulary {
        let (mut short, mut middle, mut long) = (Vec::new(), Vec::new(), Vec::new());
        let shared = self.ids.len() as u32;
        let count = shared + self.shared;
        let mut own: Vec<(String, WordId)> = self.ids.into_iter().collect();
        own.sort_unstable_by_key(|(_, id)| *id);
        for (word, id) in own.into_iter().chain(self.sharing) {
            match word.len() {
                0..8 => short.push((short_key(word.as_bytes(), word.len()), id)),
                8..16 => middle.push((middle_key(word.as_bytes(), word.len()), id)),
                _ => long.push((word, id)),
            }
        }
        long.sort();
        let (short, middle) = (short.into_iter().collect(), middle.into_iter().collect());
        Vocabulary { short, middle, long, count, shared }
    }
}

/// The key of a word of up to 7 bytes: the bytes, and in the last one how many they are. What follows the word in its
/// text is given as well, so that eight bytes can be read at once and the rest cut off.
fn short_key(text: &[u8], length: usize) -> [u8; 8] {
    let all = match text.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte)),
    };
    ((all & ((1 << (8 * length)) - 1)) | ((length as u64) << 56)).to_le_bytes()
}

/// The same for a word of up to 15 bytes.
fn middle_key(text: &[u8], length: usize) -> [u8; 16] {
    let all = match text.first_chunk::<16>() {
        Some(bytes) => u128::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |all, byte| (all << 8) | u128::from(*byte)),
    };
    ((all & ((1 << (8 * length)) - 1)) | ((length as u128) << 120)).to_le_bytes()
}

impl Vocabulary {
    /// The number of a word in small letters, or [`UNKNOWN`].
    pub(crate) fn id(&self, word: &str) -> WordId {
        self.find(word, word.len())
    }

    /// The numbers below this one are each that of one word alone.
    pub fn first_shared(&self) -> WordId {
        self.shared
    }

    /// The numbers of all words are below this one.
    pub(crate) fn count(&self) -> usize {
        self.count as usize
    }

    /// The number of the word in small letters at the front of a text, which is this many bytes long, or [`UNKNOWN`].
    pub(crate) fn find(&self, text: &str, length: usize) -> WordId {
        let found = match length {
            0..8 => self.short.get(&short_key(text.as_bytes(), length)),
            8..16 => self.middle.get(&middle_key(text.as_bytes(), length)),
            _ => {
                let word = &text[..length];
                let at = self.long.binary_search_by(|(other, _)| other.as_str().cmp(word));
                at.ok().map(|at| self.long[at].1)
            }
        };
        found.unwrap_or(UNKNOWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_have_numbers_and_others_have_none() {
        let words = ["a", "skin", "rosacea", "moisturi", "moisturisers!", "hyperpigmentation", "cr\u{E8}me"];
        let mut builder = VocabularyBuilder::new();
        let ids: Vec<WordId> = words.iter().map(|word| builder.intern(word, false)).collect();
        assert_eq!(builder.intern("skin", false), ids[1]);
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
