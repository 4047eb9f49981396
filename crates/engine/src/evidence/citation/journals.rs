//! The journals of the trade, which of them a misspelt name means, and which names are doubtful.

use std::sync::LazyLock;

use claimlint_data::words::citations;
use claimlint_rules::journals::{Known, plain};

/// In the order of their plain forms.
static KNOWN: LazyLock<Vec<Known<'static>>> = LazyLock::new(claimlint_builtin::journals);

/// The longest of them has as many words.
static MOST_WORDS: LazyLock<usize> =
    LazyLock::new(|| KNOWN.iter().map(|known| known.words).max().unwrap_or_default());

/// Shorter names are near to too many others.
const SHORTEST: usize = 10;
/// A name that is further off, in letters, is another journal's.
const FURTHEST: usize = 2;

/// The journal that a name means that is nearly one of ours, as it is spelt; `None` where the name is right, or of a
/// journal that we do not know.
pub fn meant_by(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches('.');
    // Pieces of a list of references are asked for too, and most of them are no names.
    if name.chars().count() < SHORTEST || name.split(' ').count() > *MOST_WORDS {
        return None;
    }
    let own = plain(name);
    if is_in_list(&own) {
        return None;
    }
    let words: Vec<&str> = own.split(' ').collect();
    let is_alike = |known: &&Known<'_>| {
        known.words == words.len() && known.plain.len().abs_diff(own.len()) <= FURTHEST * words.len()
    };
    let mut meant = KNOWN.iter().filter(is_alike).filter(|known| is_near(&known.plain, &words));
    let first = meant.next()?;
    meant.next().is_none().then_some(&first.name)
}

/// Whether a name is of the sort that made-up journals have, and is not in the list.
pub fn is_doubtful(name: &str) -> bool {
    let plain = plain(name.trim_end_matches('.'));
    let begins_with = |words: &&str| plain.strip_prefix(*words).is_some_and(|rest| rest.starts_with(' '));
    citations::DOUBTFUL_JOURNALS.iter().any(begins_with) && !is_in_list(&plain)
}

fn is_in_list(plain: &str) -> bool {
    KNOWN.binary_search_by(|known| known.plain.as_ref().cmp(plain)).is_ok()
}

/// Whether the words of a name are those of another, which has as many, but for a slip: a letter of one word is a slip,
/// another word is another journal.
fn is_near(known: &str, own: &[&str]) -> bool {
    let is_near = |one: &str, other: &str| {
        let is_long = one.len() > 4 && one.len().abs_diff(other.len()) <= FURTHEST;
        // Comparing letters is quick, and turns nearly all words away.
        let may_be_near = || other_letters(one, other) <= FURTHEST;
        one == other || is_long && may_be_near() && strsim::damerau_levenshtein(one, other) <= FURTHEST
    };
    known.split(' ').zip(own).all(|(word, own)| is_near(word, own))
}

/// How many letters of ASCII one word has and the other has not, or the other way round, whichever is more. A slip changes
/// it by one at most.
fn other_letters(one: &str, other: &str) -> usize {
    let letters = |word: &str| {
        let letters = word.bytes().filter(u8::is_ascii_lowercase);
        letters.fold(0_u32, |set, letter| set | 1 << (letter - b'a'))
    };
    let (one, other) = (letters(one), letters(other));
    (one & !other).count_ones().max((other & !one).count_ones()) as usize
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
