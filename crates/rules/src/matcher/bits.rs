//! What the next steps of the automaton need, as bits: to look ahead, a few operations tell whether any of it comes.
//!
//! Several words and lexicons share a bit, so that a bit says only that a step may be possible.

use crate::vocabulary::{UNKNOWN, WordId};

/// Which of four numbers has the bit of a word, and the bit.
#[inline]
pub fn word_place(word: WordId) -> (usize, u64) {
    let place = word.wrapping_mul(0x9E37_79B1) >> 24;
    (place as usize / 64, 1 << (place % 64))
}

/// What a state steps on: bits that several words or lexicons share.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Bits {
    /// The lexicons.
    pub lexicons: u128,
    /// The words, each at its [`word_place`].
    pub words: [u64; 4],
}

impl Bits {
    /// Adds those of an input with this word.
    #[inline]
    pub fn add_input(&mut self, word: WordId, lexicons: u128) {
        self.lexicons |= lexicons;
        if word != UNKNOWN {
            self.add_word(word);
        }
    }

    /// Adds that of a word.
    pub fn add_word(&mut self, word: WordId) {
        let (number, bit) = word_place(word);
        self.words[number] |= bit;
    }

    /// Adds others.
    pub fn add(&mut self, other: &Bits) {
        self.lexicons |= other.lexicons;
        self.words.iter_mut().zip(other.words).for_each(|(own, other)| *own |= other);
    }

    /// Whether any of them is one of others.
    #[inline]
    pub fn meet(&self, other: &Bits) -> bool {
        let words = self.words.iter().zip(other.words).fold(0, |all, (own, other)| all | own & other);
        words != 0 || self.lexicons & other.lexicons != 0
    }
}
