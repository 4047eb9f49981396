//! A short list of words that nearly every word of a text is asked of, and that has hardly any of them.

use std::ops::Deref;

/// How many sorts of words a list tells apart by their first bytes.
pub(crate) const FIRST: usize = 64;

/// Words in small letters, made while compiling. It is a slice of them in the order of its file.
#[derive(Debug)]
pub struct WordList {
    /// The words as they are listed.
    pub(crate) listed: &'static [&'static str],
    /// The same by their first bytes, without the higher bits of these.
    pub(crate) sorted: &'static [&'static str],
    /// For each first byte, where its words end in `sorted`.
    pub(crate) ends: [u16; FIRST],
    /// For each first byte, a bit for each length of its words.
    pub(crate) lengths: [u32; FIRST],
    /// The same for their last bytes, without the higher bits of these.
    pub(crate) lasts: [u32; FIRST],
}

impl WordList {
    /// The words in the order of their file, for constants, which cannot take the slice otherwise.
    pub const fn listed(&self) -> &'static [&'static str] {
        self.listed
    }

    /// Whether it has a word. Most words are turned away by their first and last letters and their length.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let first = bytes.first().map_or(0, |byte| usize::from(*byte) % FIRST);
        let last = bytes.last().map_or(0, |byte| *byte % 32);
        self.lengths[first] & (1 << word.len().min(31)) != 0
            && self.lasts[first] & (1 << last) != 0
            && self.has(word, first)
    }

    fn has(&self, word: &str, first: usize) -> bool {
        let start = first.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.sorted[usize::from(start)..usize::from(self.ends[first])].contains(&word)
    }
}

impl Deref for WordList {
    type Target = [&'static str];

    fn deref(&self) -> &[&'static str] {
        self.listed
    }
}

#[cfg(test)]
mod tests {
    use crate::words::english;

    #[test]
    fn a_list_has_each_of_its_words_and_no_other() {
        assert!(english::SMALL_WORDS.iter().all(|word| english::SMALL_WORDS.contains(word)));
        for word in ["", "th", "thee", "serum", "\u{E9}"] {
            assert!(!english::SMALL_WORDS.contains(word), "{word}");
        }
    }
}
