//! Words that the lists lack and that English makes of those they have: "actioned", "unbolded", "liveness".
//!
//! A form counts only where it is spelt as English spells it: "stoped" and "hopeing" are none of "stop" and "hope".

use claimlint_data::words::{endings, english};
use claimlint_rules::dictionary::{Dictionary, Entry};

/// A word that others are made of has at least this many letters.
const SHORTEST_STEM: usize = 4;

/// One after a prefix, at least this many: "untill" is not made of "till".
const SHORTEST_AFTER_PREFIX: usize = 5;

/// It is no rarer than this.
const RAREST_STEM: u8 = 50;

/// A stem this long may be as rare as it likes: nobody comes upon it by a slip.
const LONG_STEM: usize = 7;

/// A stem that the sciences put before another has at least this many letters.
const SHORTEST_FORM: usize = 5;

/// Whether a word in small letters is made of one that the lists have, as English makes words.
pub fn is_derived(dictionary: &Dictionary, small: &str) -> bool {
    Lists { dictionary }.derive(small)
}

/// What the lists have.
struct Lists<'d> {
    dictionary: &'d Dictionary,
}

impl Lists<'_> {
    fn derive(&self, small: &str) -> bool {
        if !small.is_ascii() || small.len() <= SHORTEST_STEM {
            return false;
        }
        let of_stem = self.is_plural(small)
            || endings::VOWEL_ENDINGS.iter().any(|ending| self.is_with_vowel_ending(small, ending))
            || endings::CONSONANT_ENDINGS.iter().any(|ending| self.is_with_consonant_ending(small, ending))
            || self.is_of_science(small)
            || self.has_ending_of_science(small)
            || self.is_british(small);
        of_stem
            || endings::PREFIXES.iter().filter_map(|prefix| small.strip_prefix(prefix)).any(|rest| {
                rest.len() >= SHORTEST_AFTER_PREFIX && (self.is_stem(rest) || self.is_plural(rest))
            })
    }

    fn is_stem(&self, stem: &str) -> bool {
        stem.len() >= SHORTEST_STEM
            && self
                .dictionary
                .entry(stem)
                .is_some_and(|entry| entry.has(Entry::WORD) && entry.level() <= RAREST_STEM)
    }

    fn is_any_word(&self, word: &str) -> bool {
        self.dictionary.entry(word).is_some_and(|entry| entry.has(Entry::WORD))
    }

    /// "schemas", "negotiables"; of what is never counted, English has no plural.
    fn is_plural(&self, small: &str) -> bool {
        let of_y = small.strip_suffix("ies").map(|base| format!("{base}y"));
        let with_es = small.strip_suffix("es").filter(|stem| takes_es(stem));
        let with_s =
            small.strip_suffix('s').filter(|stem| !takes_es(stem) && !ends_with_consonant_and_y(stem));
        [of_y.as_deref(), with_es, with_s].into_iter().flatten().any(|stem| {
            let is_stem = self.is_stem(stem) || stem.len() > LONG_STEM && self.is_word_or_term(stem);
            stem.len() > SHORTEST_STEM && is_stem && !english::NEVER_COUNTED.contains(stem)
        })
    }

    fn is_word_or_term(&self, word: &str) -> bool {
        self.dictionary.entry(word).is_some_and(|entry| entry.has(Entry::WORD | Entry::TERM))
    }

    /// "oligomeric" of "oligomer", "hyperuricemic" of "hyperuricemia".
    fn is_of_science(&self, small: &str) -> bool {
        let Some(stem) = small.strip_suffix("ic").filter(|stem| stem.len() >= LONG_STEM) else {
            return false;
        };
        self.is_word_or_term(stem) || self.is_word_or_term(&format!("{stem}ia"))
    }

    /// "flowmetry" of "flow", "acnegenesis" of "acne", "adipolytic" of "adipose".
    fn has_ending_of_science(&self, small: &str) -> bool {
        let is_form = |stem: &str| {
            let without_vowel = stem.strip_suffix('o').filter(|_| stem.len() >= SHORTEST_FORM);
            stem.len() >= SHORTEST_STEM && self.is_word_or_term(stem)
                || without_vowel.is_some_and(|base| {
                    base.len() >= SHORTEST_STEM
                        && endings::OF_FULL_STEMS
                            .iter()
                            .any(|ending| self.is_word_or_term(&format!("{base}{ending}")))
                })
        };
        endings::OF_SCIENCES.iter().filter_map(|ending| small.strip_suffix(ending)).any(is_form)
    }

    /// "hyponatraemia", where the lists have "hyponatremia": the spelling of Britain.
    fn is_british(&self, small: &str) -> bool {
        let is_at = |at: usize| {
            let mut american = small.to_owned();
            american.remove(at);
            self.is_word_or_term(&american)
        };
        let pairs = ["ae", "oe"].into_iter().flat_map(|pair| small.match_indices(pair));
        small.len() > LONG_STEM && pairs.into_iter().any(|(at, _)| is_at(at))
    }

    fn is_with_vowel_ending(&self, small: &str, ending: &str) -> bool {
        let Some(base) = small.strip_suffix(ending) else { return false };
        let with_e = format!("{base}e");
        let with_y = base.strip_suffix('i').map(|base| format!("{base}y"));
        let undoubled = undoubled(base);
        let stems = [Some(base), Some(with_e.as_str()), with_y.as_deref(), undoubled];
        // "sclerotherapist" has lost its y.
        let without_y = format!("{base}y");
        if ending.starts_with("is") && self.is_stem(&without_y) {
            return true;
        }
        stems.into_iter().flatten().any(|stem| {
            self.is_stem(stem)
                && with_vowel_ending(stem, ending) == small
                && !self.has_other_form(stem, ending, small)
                && !(ending == "ed" && self.is_any_word(&with_vowel_ending(stem, "ing")))
        })
    }

    fn is_with_consonant_ending(&self, small: &str, ending: &str) -> bool {
        let Some(base) = small.strip_suffix(ending) else { return false };
        let with_y = base.strip_suffix('i').map(|base| format!("{base}y"));
        let changes = ends_with_consonant_and_y(base) || ending == "ly" && base.ends_with("ic");
        let is_own = !changes;
        let stems =
            [Some(base).filter(|_| is_own), with_y.as_deref().filter(|stem| ends_with_consonant_and_y(stem))];
        // "Throughly" and "thinkness" are slips: these endings come after adjectives.
        let is_adjective = |stem: &str| endings::OF_ADJECTIVES.iter().any(|ending| stem.ends_with(ending));
        stems.into_iter().flatten().any(|stem| is_adjective(stem) && self.is_stem(stem))
    }

    /// Whether the lists spell the same form otherwise: "beginning" for "begining".
    fn has_other_form(&self, stem: &str, ending: &str, small: &str) -> bool {
        let last = stem.chars().next_back().unwrap_or_default();
        let doubled = format!("{stem}{last}{ending}");
        let plain = format!("{stem}{ending}");
        [doubled, plain].iter().any(|other| other != small && self.is_any_word(other))
    }
}

/// Whether the plural of a word has "es".
fn takes_es(stem: &str) -> bool {
    stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch") || stem.ends_with("sh")
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn ends_with_consonant_and_y(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    stem.ends_with('y') && bytes.len() > 1 && !is_vowel(bytes[bytes.len() - 2])
}

/// "stopp" is "stop" before an ending.
fn undoubled(base: &str) -> Option<&str> {
    let bytes = base.as_bytes();
    let [.., before, last] = bytes else { return None };
    (before == last).then(|| &base[..base.len() - 1])
}

/// A stem with an ending that begins with a vowel, as English spells it.
fn with_vowel_ending(stem: &str, ending: &str) -> String {
    let bytes = stem.as_bytes();
    let base =
        if stem.ends_with('e') && !stem.ends_with("ee") && !stem.ends_with("oe") && !stem.ends_with("ye") {
            // "changeable" keeps it, for the sound of the g.
            let is_kept = ending.starts_with('a') && (stem.ends_with("ce") || stem.ends_with("ge"));
            stem[..stem.len() - usize::from(!is_kept)].to_owned()
        } else if ends_with_consonant_and_y(stem) && !ending.starts_with('i') {
            format!("{}i", &stem[..stem.len() - 1])
        } else if doubles(bytes) {
            format!("{stem}{}", &stem[stem.len() - 1..])
        } else {
            stem.to_owned()
        };
    base + ending
}

/// Whether the last consonant of a stem is doubled: one of one syllable that ends in one vowel and one consonant.
fn doubles(stem: &[u8]) -> bool {
    let [.., before, vowel, last] = stem else { return false };
    let syllables = stem.windows(2).filter(|pair| is_vowel(pair[0]) && !is_vowel(pair[1])).count();
    !is_vowel(*last)
        && !matches!(last, b'w' | b'x' | b'y')
        && is_vowel(*vowel)
        && !is_vowel(*before)
        && syllables == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_changes_before_an_ending_as_english_spells_it() {
        for (stem, ending, word) in [
            ("hope", "ing", "hoping"),
            ("stop", "ed", "stopped"),
            ("carry", "ed", "carried"),
            ("carry", "ing", "carrying"),
            ("agree", "ing", "agreeing"),
            ("template", "ed", "templated"),
            ("bold", "ed", "bolded"),
            ("complex", "ing", "complexing"),
            ("recover", "ability", "recoverability"),
            ("challenge", "able", "challengeable"),
            ("trade", "able", "tradable"),
        ] {
            assert_eq!(with_vowel_ending(stem, ending), word);
        }
    }
}
