//! What the surname of an author looks like, and how two ways to write one are compared.

use claimlint_data::words::names;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::cursor::{SplitText, has_capital};

/// Whether a word may be a surname. Months and some other words come before years in brackets, too.
pub fn is_surname(word: &str) -> bool {
    let small = word.to_lowercase();
    let own = small.strip_suffix("'s").unwrap_or(&small);
    is_name_word(word)
        && word.chars().nth(1).is_some()
        && !names::MONTHS.contains(own)
        && !names::NO_SURNAMES.contains(own)
        && !names::PLACES.contains(own)
}

/// Whether a word is written as a name is: with a capital, or with one after a prefix, as in "al-Niaimi".
pub fn is_name_word(word: &str) -> bool {
    let is_plain =
        || word.chars().all(|character| character.is_alphabetic() || matches!(character, '\'' | '-' | '.'));
    (has_capital(word) || behind_prefix(word).is_some_and(has_capital)) && is_plain()
}

/// The name after a prefix such as "al-" and "d'".
fn behind_prefix(word: &str) -> Option<&str> {
    let (prefix, name) = word.split_once(['-', '\''])?;
    names::PREFIXES_OF_NAMES.contains(prefix).then_some(name)
}

/// Whether a word is a small one before a surname: "van", "de la".
pub fn is_particle(words: &SplitText<'_>, word: usize) -> bool {
    let small = words.small(word);
    names::INSIDE_AUTHORS.contains(small) && !matches!(small, "and" | "et" | "al")
}

/// A name as it is compared: in small letters, without accents and without the ending of a possessive.
pub fn folded(name: &str) -> String {
    let name = name.strip_suffix("'s").unwrap_or(name);
    name.nfd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase).collect()
}
