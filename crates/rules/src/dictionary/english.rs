//! The words of English and of the trade, as they were packed.

use claimlint_base::word_list::entries;

/// A list of words, each with what is noted about it as the number of an [`super::Entry`].
pub(super) type Words = fst::Map<&'static [u8]>;

/// The words of English and of the trade, as they were packed.
#[derive(Debug)]
pub struct English {
    pub(super) words: Option<Words>,
    /// The words of the trade among them: few, so that a word near to one is found at once.
    pub(super) terms: Option<Words>,
    /// Prefixes, which make another word of the one that follows.
    pub(super) prefixes: Vec<&'static str>,
}

impl English {
    /// The words in two packed automata, all and those of the trade, and a list of prefixes. What is not an automaton
    /// has no words.
    pub fn new(words: &'static [u8], terms: &'static [u8], prefixes: &'static str) -> English {
        let prefixes = entries(prefixes).map(|(_, prefix)| prefix).collect();
        English { words: fst::Map::new(words).ok(), terms: fst::Map::new(terms).ok(), prefixes }
    }
}
