//! Whether a word that the dictionary does not have is two words that were joined, and where the second begins.
//!
//! A rare word is a name or a term more often than a slip, so that the parts must be common, and the more common the shorter
//! they are. How common and how long is in the tables here. The levels are those of the dictionary: 10 for the commonest
//! words of English, 70 for the rarest.

use claimlint_data::words::{endings, english};
use claimlint_rules::dictionary::{Dictionary, Entry};

use super::common::common_word;
use super::shape::{SHORTEST, Shape};

/// How long a part must be, in bytes, and the rarest level at which it is common enough.
struct Common {
    shortest: usize,
    rarest: u8,
}

/// What a small word may have been joined to.
const BESIDE_SMALL_WORDS: &[(&[&str], Common)] = &[
    (english::JOINED.listed(), Common { shortest: 3, rarest: 40 }),
    (&["the"], Common { shortest: 5, rarest: 60 }),
    (english::JOINED_SHORT.listed(), Common { shortest: 4, rarest: 10 }),
    (english::JOINED_SHORT.listed(), Common { shortest: 5, rarest: 20 }),
    (english::JOINED_SHORT.listed(), Common { shortest: 7, rarest: 40 }),
];

/// A word with an inflection that another was joined to.
const INFLECTED: Common = Common { shortest: 5, rarest: 35 };

/// What may follow one.
const AFTER_INFLECTED: &[Common] = &[Common { shortest: 3, rarest: 20 }, Common { shortest: 6, rarest: 35 }];

/// Two other words, by the length of the whole in bytes.
const LONG_WORDS: &[(usize, Common)] =
    &[(13, Common { shortest: SHORTEST, rarest: 35 }), (16, Common { shortest: SHORTEST + 1, rarest: 40 })];

/// A word that another with a capital was joined to, and that other.
const BEFORE_CAPITAL: Common = Common { shortest: SHORTEST, rarest: 50 };
const WITH_CAPITAL: Common = Common { shortest: 3, rarest: 50 };

/// Shorter words, in bytes, have no two in them.
const SHORTEST_WHOLE: usize = 5;

/// Two small words that were joined have more bytes than this: fewer are an abbreviation.
const SHORTEST_SMALL_PAIR: usize = 4;

/// A part has at least this many bytes.
const SHORTEST_PART: usize = 2;

/// A word of the trade that everybody in it uses is no rarer than this. The rare ones are chemistry, which joins what it
/// likes.
const RAREST_TERM: u8 = 49;

/// Of two words of the trade in small letters, the second has at least this many bytes; the first has [`SHORTEST`].
const SHORTEST_SECOND_TERM: usize = 5;

/// A word of the trade after a small word with a capital has at least this many bytes.
const SHORTEST_AFTER_CAPITAL: usize = 6;

/// A word of the trade with a capital before a small word has at least this many bytes.
const SHORTEST_BEFORE_SMALL: usize = 5;

/// Where the second of two known words begins that were joined, in bytes of the word.
pub fn joint(dictionary: &Dictionary, word: &str, shape: Shape) -> Option<usize> {
    if !word.is_ascii() || word.len() < SHORTEST_WHOLE || word.contains('\'') {
        return None;
    }
    let small = word.to_lowercase();
    let parts = Parts { dictionary };
    let joints = (SHORTEST_PART..=word.len() - SHORTEST_PART).filter(|&at| {
        let (first, second) = small.split_at(at);
        // "recoverability" is one word, whatever its ending is by itself.
        // "methylsynephrine": chemistry joins what it likes.
        let is_chemistry = endings::FIRST_OF_SUBSTANCES.contains(first);
        if is_chemistry || endings::THAT_ARE_WORDS.contains(second) || second == "hip" && first.ends_with('s')
        {
            return false;
        }
        match shape {
            Shape::Small => parts.are_small(first, second),
            Shape::Capital => parts.begin_with_capital(first, second),
            Shape::Mixed => parts.are_split_by_capital(word, at),
            Shape::Capitals => false,
        }
    });
    // "treatmentswill" is rather "treatments will" than "treatment swill".
    let level = |part: &str| parts.entry(part).map_or(u8::MAX, Entry::level);
    joints.min_by_key(|&at| {
        let (first, second) = small.split_at(at);
        level(first).max(level(second))
    })
}

/// Judges two parts of a word.
struct Parts<'d> {
    dictionary: &'d Dictionary,
}

impl Parts<'_> {
    fn entry(&self, part: &str) -> Option<Entry> {
        let entry = self.dictionary.entry(part).or_else(|| {
            let one = self.dictionary.entry(part.strip_suffix('s').filter(|one| one.len() >= SHORTEST)?);
            one.filter(|one| one.has(Entry::TERM))
        });
        entry.filter(|entry| entry.has(Entry::WORD | Entry::TERM))
    }

    /// Whether a part is long and common enough. Words of the trade always are common enough.
    fn is_common(&self, part: &str, limit: &Common) -> bool {
        part.len() >= limit.shortest
            && self.entry(part).is_some_and(|entry| entry.level() <= limit.rarest || entry.has(Entry::TERM))
    }

    /// Whether a part is a word of the trade that everybody in it uses.
    fn is_term(&self, part: &str) -> bool {
        self.entry(part).is_some_and(|entry| entry.has(Entry::TERM) && entry.level() <= RAREST_TERM)
    }

    /// "asRetinol": the capital shows where the second word begins.
    fn are_split_by_capital(&self, word: &str, at: usize) -> bool {
        let (first, second) = word.split_at(at);
        english::JOINED_BEFORE_CAPITALS.contains(first)
            && Shape::of(second) == Shape::Capital
            && second.len() >= SHORTEST
            && self.dictionary.knows(second)
            || self.are_two_words(first, second)
    }

    /// "neededBlow", "softAnd": two words of which the second lost the space before it and kept its capital. Names of two words have
    /// a capital at their beginning as well, or a rare word in them: "SkinBloom", "miraSoft".
    fn are_two_words(&self, first: &str, second: &str) -> bool {
        let small = second.to_ascii_lowercase();
        let is_word = |part: &str, limit: &Common| {
            let entry = self.dictionary.entry(part).filter(|entry| entry.has(Entry::WORD));
            part.len() >= limit.shortest && entry.is_some_and(|entry| entry.level() <= limit.rarest)
        };
        let first_small = first.to_ascii_lowercase();
        let is_second_small = english::SMALL_WORDS.contains(small.as_str());
        Shape::of(second) == Shape::Capital
            && is_word(&first_small, &BEFORE_CAPITAL)
            && match Shape::of(first) {
                Shape::Small => is_second_small || is_word(&small, &WITH_CAPITAL),
                Shape::Capital => is_second_small,
                _ => false,
            }
    }

    /// "Retinoland": many a village and family ends in "by" or "in", so that one part is a word of the trade. Two of them make
    /// the name of a product: "Rootglow".
    fn begin_with_capital(&self, first: &str, second: &str) -> bool {
        let is_small = english::JOINED.contains(second) || english::JOINED_AFTER_NAMES.contains(second);
        let begins_small =
            english::JOINED.contains(first) && self.is_term(second) && second.len() >= SHORTEST_AFTER_CAPITAL;
        // "Skinand", "Readyfor", "Itemsof": the whole is in no list, and the first is a common word of English.
        let is_plain = first.len() >= SHORTEST
            && common_word(self.dictionary, first).is_some()
            && english::JOINED_AFTER_CAPITALS.contains(second);
        // "Isthe", "Areyou"
        let are_small = first.len() + second.len() > SHORTEST_SMALL_PAIR
            && [first, second].iter().all(|part| {
                *part != "or" && (english::JOINED.contains(part) || english::JOINED_SHORT.contains(part))
            });
        if is_plain || are_small {
            return true;
        }
        let is_any_term = self.entry(first).is_some_and(|entry| entry.has(Entry::TERM));
        begins_small || is_any_term && first.len() >= SHORTEST_BEFORE_SMALL && is_small
    }

    /// "skinand", "quicklyabsorbed", "retinolserum".
    fn are_small(&self, first: &str, second: &str) -> bool {
        let is_small = |part: &str| english::JOINED.contains(part) || english::JOINED_SHORT.contains(part);
        let both_small =
            is_small(first) && is_small(second) && first.len() + second.len() > SHORTEST_SMALL_PAIR;
        let both_terms = self.is_term(first)
            && self.is_term(second)
            && first.len() >= SHORTEST
            && second.len() >= SHORTEST_SECOND_TERM;
        both_small
            || self.is_beside_small_word(second, first)
            || self.is_beside_small_word(first, second)
            || self.follows_inflected(first, second)
            || both_terms
            || self.are_long(first, second)
    }

    /// Whether a part is a small word, and the other what it may have been joined to.
    fn is_beside_small_word(&self, small: &str, other: &str) -> bool {
        BESIDE_SMALL_WORDS.iter().any(|(words, limit)| words.contains(&small) && self.is_common(other, limit))
    }

    /// Whether the first part has an inflection, with which no compound begins, and the second is another word.
    fn follows_inflected(&self, first: &str, second: &str) -> bool {
        // "clearspace" is rather "clear space" than "clears pace".
        let is_moved = first.strip_suffix('s').is_some_and(|one| {
            let rest = format!("s{second}");
            common_word(self.dictionary, one).is_some() && common_word(self.dictionary, &rest).is_some()
        });
        let is_inflected = !is_moved
            && !first.ends_with("ss")
            && endings::BEFORE_NO_WORD.iter().any(|ending| first.ends_with(ending));
        is_inflected
            && self.is_common(first, &INFLECTED)
            && AFTER_INFLECTED.iter().any(|limit| self.is_common(second, limit))
    }

    /// Whether both parts are so long and common that no word is made of them.
    fn are_long(&self, first: &str, second: &str) -> bool {
        let whole = first.len() + second.len();
        LONG_WORDS.iter().any(|(shortest, limit)| {
            whole >= *shortest && self.is_common(first, limit) && self.is_common(second, limit)
        })
    }
}
