//! The classes of words as the program carries them: which sets each word is in, and how its forms are made.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::Streamer;
use serde::{Deserialize, Serialize};

use super::class::{Class, Kind, PartOfSpeech};
use super::inflections::Inflections;
use super::readings::sets;
use super::table::Table;

/// What is packed when the program is built.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    /// An automaton of all words, each with the number of its set.
    pub words: Cow<'static, [u8]>,
    /// An automaton of the words of the table, each with the number of its pattern.
    pub bases: Cow<'static, [u8]>,
    /// What these numbers stand for.
    pub numbers: Numbers,
}

/// What the numbers in the automata stand for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// The sets, one bit for each class.
    sets: Vec<u32>,
    /// The endings of each pattern.
    patterns: Vec<String>,
}

impl Packed {
    /// What is packed of a table.
    ///
    /// # Errors
    /// None for a table that was read; the automata report their own.
    pub fn of(table: &Table) -> Result<Packed, fst::Error> {
        let by_word = sets(table);
        let mut used: BTreeMap<u32, usize> = BTreeMap::new();
        by_word.values().for_each(|set| *used.entry(*set).or_default() += 1);
        // Small numbers for what most words are make a small automaton.
        let mut all: Vec<(usize, u32)> = used.into_iter().map(|(set, uses)| (uses, set)).collect();
        all.sort_by(|one, other| other.cmp(one));
        let numbers: BTreeMap<u32, u64> = (0..).zip(&all).map(|(number, (_, set))| (*set, number)).collect();
        let numbered = by_word.iter().filter_map(|(word, set)| Some((word, *numbers.get(set)?)));
        let words = fst::Map::from_iter(numbered)?.into_fst().into_inner();
        let (bases, patterns) = Inflections::pack(table)?;
        let sets = all.into_iter().map(|(_, set)| set).collect();
        Ok(Packed { words: words.into(), bases: bases.into(), numbers: Numbers { sets, patterns } })
    }
}

/// The classes of words.
#[derive(Debug, Default)]
pub struct Classes {
    words: Option<fst::Map<Cow<'static, [u8]>>>,
    sets: Vec<u32>,
    inflections: Inflections,
}

impl Classes {
    /// The classes as they were packed. What is no automaton has no words.
    pub fn new(packed: Packed) -> Classes {
        let Packed { words, bases, numbers: Numbers { sets, patterns } } = packed;
        Classes { words: fst::Map::new(words).ok(), sets, inflections: Inflections::new(bases, &patterns) }
    }

    /// Whether a class has any word.
    pub fn has_words(&self, class: Class) -> bool {
        self.sets.iter().any(|set| set & class.bit() != 0)
    }

    /// Whether a word in small letters is in a class.
    pub fn holds(&self, word: &str, class: Class) -> bool {
        self.set(word) & class.bit() != 0
    }

    /// All classes that a word in small letters is in, a bit for each (see [`Class::bit`]).
    pub fn set(&self, word: &str) -> u32 {
        let number = self.words.as_ref().and_then(|words| words.get(word));
        number.and_then(|number| self.sets.get(number as usize)).copied().unwrap_or_default()
    }

    /// Passes `each` every word that is in one of the classes of a set, with all of its classes.
    pub(crate) fn each_word(&self, wanted: u32, mut each: impl FnMut(&str, u32)) {
        let Some(words) = self.words.as_ref().filter(|_| wanted != 0) else { return };
        let mut stream = words.stream();
        while let Some((word, number)) = stream.next() {
            let set = self.sets.get(number as usize).copied().unwrap_or_default();
            if set & wanted != 0
                && let Ok(word) = str::from_utf8(word)
            {
                each(word, set);
            }
        }
    }

    /// All forms of a word in small letters as one part of speech. None for a word that is not in the table as that.
    pub(crate) fn all_forms(&self, base: &str, part: PartOfSpeech) -> Vec<String> {
        self.inflections.all_forms(base, part)
    }

    /// A word of one kind as another kind of the same part of speech: "improves" as the base of its verb. `None` for a word that
    /// is not of this kind, or has no such form.
    pub fn form(&self, word: &str, from: Kind, to: Kind) -> Option<String> {
        if !self.holds(word, Class { kind: from, only: false }) {
            return None;
        }
        if from == to { Some(word.to_owned()) } else { self.inflections.form(word, from, to) }
    }
}
