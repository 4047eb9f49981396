//! Which words everybody knows: a slip is told by what a common word was meant to be, and not by a rare one.

use claimlint_rules::dictionary::{Dictionary, Entry};

/// A common word is no rarer than this.
pub const COMMON: u8 = 35;

/// The entry of a word that is common in English, and no name.
pub fn common_word(dictionary: &Dictionary, small: &str) -> Option<Entry> {
    let entry = dictionary.entry(small)?;
    let is_common = entry.has(Entry::WORD) && !entry.has(Entry::NAME) && entry.level() <= COMMON;
    is_common.then_some(entry)
}

/// Whether a word is one that English has in small letters, and no name or term of the trade.
pub fn is_common_word(dictionary: &Dictionary, small: &str) -> bool {
    common_word(dictionary, small).is_some_and(|entry| !entry.has(Entry::TERM))
}
