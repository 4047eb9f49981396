//! The journals of the trade: which of them a misspelt name means, and which names are doubtful.

use std::sync::LazyLock;

use claimlint_data::words::citations;
use claimlint_rules::journals::{Known, plain};

/// All journals that are known, in the order of their plain forms.
static KNOWN: LazyLock<Vec<Known<'static>>> = LazyLock::new(claimlint_builtin::journals);

/// The number of words of the longest name.
static MOST_WORDS: LazyLock<usize> =
    LazyLock::new(|| KNOWN.iter().map(|known| known.words).max().unwrap_or_default());

/// Shorter names, in characters, are too near to others.
const SHORTEST: usize = 10;
/// If more letters differ, it is another journal.
const FURTHEST: usize = 2;

/// The journal that a misspelt name means, in its right spelling; `None` if the name is right, or near to no known journal.
pub fn meant_by(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches('.');
    // This is also asked about pieces of lists of references, most of which are not names.
    if name.chars().count() < SHORTEST || name.split(' ').count() > *MOST_WORDS {
        return None;
    }
    let own = plain(name);
    if is_in_list(&own) {
        return None;
    }
    let words: Vec<&str> = own.split(' ').collect();
    let may_be_meant = KNOWN.iter().filter(|known| {
        known.words == words.len() && known.plain.len().abs_diff(own.len()) <= FURTHEST * words.len()
    });
    let mut meant = may_be_meant.filter(|known| is_near(&known.plain, &words));
    let first = meant.next()?;
    meant.next().is_none().then_some(&first.name)
}

/// Whether a name begins as made-up journals do, and is not in the list.
pub fn is_doubtful(name: &str) -> bool {
    let plain = plain(name.trim_end_matches('.'));
    let mut beginnings = citations::DOUBTFUL_JOURNALS.iter().filter_map(|words| plain.strip_prefix(words));
    beginnings.any(|rest| rest.starts_with(' ')) && !is_in_list(&plain)
}

fn is_in_list(plain: &str) -> bool {
    KNOWN.binary_search_by(|known| known.plain.as_ref().cmp(plain)).is_ok()
}

/// Whether the words of a name are those of another with as many words, except for slips. A letter or two in a word is
/// a slip; another word is another journal.
fn is_near(known: &str, own: &[&str]) -> bool {
    known.split(' ').zip(own).all(|(word, own)| is_near_word(word, own))
}

fn is_near_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let is_long = one.len() > 4 && one.len().abs_diff(other.len()) <= FURTHEST;
    // To compare letters first is quick, and turns away nearly all words.
    is_long && other_letters(one, other) <= FURTHEST && strsim::damerau_levenshtein(one, other) <= FURTHEST
}

/// How many ASCII letters only one of two words has: of the two numbers, the greater. A slip changes it by one at most.
fn other_letters(one: &str, other: &str) -> usize {
    let (one, other) = (set_of_letters(one), set_of_letters(other));
    (one & !other).count_ones().max((other & !one).count_ones()) as usize
}

/// The small ASCII letters of a word, one bit for each.
fn set_of_letters(word: &str) -> u32 {
    let letters = word.bytes().filter(u8::is_ascii_lowercase);
    letters.fold(0, |set, letter| set | 1 << (letter - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_journal_is_known_and_another_is_left_alone() {
        assert_eq!(meant_by("Dermatolgic Surgery"), Some("Dermatologic Surgery"));
        assert_eq!(meant_by("Jounal of Cosmetic Dermatology"), Some("Journal of Cosmetic Dermatology"));
        assert_eq!(meant_by("Contact Dermatits"), Some("Contact Dermatitis"));
        for right in
            ["Dermatologic Surgery", "J. Cosmet. Dermatol.", "J Cosmet Dermatol", "Plastic Surgery Today"]
        {
            assert_eq!(meant_by(right), None, "{right}");
        }
        assert_eq!(meant_by("Cosmetic Dermatology"), None);
    }
}
