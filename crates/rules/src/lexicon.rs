//! Named word lists that phrases refer to as `<name>`.
//!
//! An entry is one word or several, of which `erase:verb` stands for all forms of that verb and `line:noun` for both forms of that
//! noun; an entry `<other>` takes in another lexicon whole. Every class of words is a lexicon too;
//! its words stay where they are packed until the phrases that name it are compiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_text::fold;

use super::classes::class::PartOfSpeech;
use super::classes::{Class, Classes};
use super::tokens::spellings;
use super::vocabulary::ANY_NUMBER_SPELLING;

/// The number of a lexicon.
pub(crate) type LexiconId = u32;

/// The lexicon that holds every number, in digits or words; rule files need not define it.
pub(crate) const NUMBER: &str = "number";

const NUMBER_WORDS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
];

/// At most this many entries are taken in from other lexicons, all together.
const MOST_ENTRIES: usize = 1_000_000;

/// How deep lexicons may be taken in by lexicons that are taken in.
const DEEPEST: usize = 32;

/// All lexicons. Their entries are in small letters.
#[derive(Debug, Default)]
pub struct Lexicons {
    ids: BTreeMap<String, LexiconId>,
    entries: Vec<Vec<Vec<String>>>,
    /// For each lexicon, the bits of the classes whose words it has besides.
    sets: Vec<u32>,
    classes: Arc<Classes>,
}

/// An entry that names another lexicon, or the forms of a word, and cannot be replaced by these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LexiconFault {
    /// The lexicon that has the entry.
    pub lexicon: String,
    /// The entry.
    pub entry: String,
    /// Why.
    pub what: LexiconProblem,
}

/// What is wrong with an entry that stands for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LexiconProblem {
    /// There is none of that name, or it takes in the lexicon that names it.
    Unknown,
    /// With it, there are too many entries, or lexicons in lexicons.
    TooLarge,
    /// It asks for the forms of a word that the table of word forms does not have as that.
    Formless,
    /// It asks for the forms of a word as something else than a noun or a verb.
    NoPartOfSpeech,
}

impl Lexicons {
    /// The lexicons with these entries. Entries that name other lexicons are replaced by the entries of these, and
    /// `<number>` and the classes are added.
    pub(crate) fn new(
        raw: &BTreeMap<String, Vec<String>>,
        classes: &Arc<Classes>,
    ) -> (Lexicons, Vec<LexiconFault>) {
        let mut lexicons = Lexicons { classes: classes.clone(), ..Lexicons::default() };
        let (path, faults) = (Vec::new(), Vec::new());
        let mut resolver = Resolver { raw, classes, path, room: MOST_ENTRIES, set: 0, faults };
        for name in raw.keys() {
            let mut entries = Vec::new();
            resolver.path = vec![name];
            resolver.set = 0;
            resolver.resolve(name, &mut entries);
            entries.sort();
            entries.dedup();
            lexicons.push(name, entries, resolver.set);
        }
        let numbers = NUMBER_WORDS.iter().map(|word| vec![(*word).to_owned()]).collect();
        lexicons.push(NUMBER, numbers, 0);
        for (name, class) in Class::all() {
            lexicons.push(&name, Vec::new(), class.bit());
        }
        (lexicons, resolver.faults)
    }

    fn push(&mut self, name: &str, entries: Vec<Vec<String>>, set: u32) {
        self.sets.push(set);
        self.ids.insert(name.to_owned(), self.entries.len() as LexiconId);
        self.entries.push(entries);
    }

    /// The classes of words.
    pub(crate) fn classes(&self) -> &Arc<Classes> {
        &self.classes
    }

    /// The bits of the classes whose words a lexicon has.
    pub(crate) fn set_of(&self, id: LexiconId) -> u32 {
        self.sets.get(id as usize).copied().unwrap_or_default()
    }

    /// Whether there is a lexicon with this name.
    pub fn has(&self, name: &str) -> bool {
        self.ids.contains_key(name)
    }

    /// The number of the lexicon with this name.
    pub(crate) fn id(&self, name: &str) -> Option<LexiconId> {
        self.ids.get(name).copied()
    }

    /// The names of all lexicons, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// The words of every entry of every lexicon.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (LexiconId, &[String])> {
        let lexicons = self.entries.iter().enumerate();
        lexicons.flat_map(|(id, all)| all.iter().map(move |entry| (id as LexiconId, entry.as_slice())))
    }

    /// The entries of one lexicon, in words.
    pub(crate) fn entries_of(&self, name: &str) -> &[Vec<String>] {
        self.id(name).and_then(|id| self.entries.get(id as usize)).map_or(&[], Vec::as_slice)
    }

    /// Entries of one word, with their lexicon. Digits are an entry of `<number>`.
    pub(crate) fn short_entries(&self) -> impl Iterator<Item = (LexiconId, &str)> {
        let digits = self.id(NUMBER).map(|id| (id, ANY_NUMBER_SPELLING));
        let words = self.entries.iter().enumerate().flat_map(|(id, entries)| {
            entries
                .iter()
                .filter(|entry| entry.len() == 1)
                .map(move |entry| (id as LexiconId, entry[0].as_str()))
        });
        digits.into_iter().chain(words)
    }
}

/// Replaces entries that name lexicons by the entries of these.
struct Resolver<'r> {
    raw: &'r BTreeMap<String, Vec<String>>,
    classes: &'r Classes,
    /// The lexicons that are being resolved, each taken in by the one before it.
    path: Vec<&'r str>,
    /// How many entries may still be taken in.
    room: usize,
    /// The bits of the classes taken in.
    set: u32,
    faults: Vec<LexiconFault>,
}

impl Resolver<'_> {
    fn resolve(&mut self, name: &str, entries: &mut Vec<Vec<String>>) {
        for entry in self.raw.get(name).into_iter().flatten() {
            let Some(other) = entry.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
                match self.written_out(entry) {
                    Ok(ways) => entries.extend(ways),
                    Err(what) => {
                        self.faults.push(LexiconFault {
                            lexicon: name.to_owned(),
                            entry: entry.clone(),
                            what,
                        });
                    }
                }
                continue;
            };
            if let Some(class) = Class::named(other) {
                self.set |= class.bit();
                continue;
            }
            let what = match self.raw.get_key_value(other) {
                Some((other, _)) if !self.path.contains(&other.as_str()) => {
                    let coming = self.raw.get(other).map_or(0, Vec::len) + 1;
                    if self.path.len() < DEEPEST && coming <= self.room {
                        self.room -= coming;
                        self.path.push(other);
                        self.resolve(other, entries);
                        self.path.pop();
                        continue;
                    }
                    // Nothing more is taken in. Otherwise every other way into these lexicons would be tried.
                    self.room = 0;
                    LexiconProblem::TooLarge
                }
                _ => LexiconProblem::Unknown,
            };
            self.faults.push(LexiconFault { lexicon: name.to_owned(), entry: entry.clone(), what });
        }
    }

    /// The words of an entry, once for each form of the words whose forms it asks for.
    fn written_out(&mut self, entry: &str) -> Result<Vec<Vec<String>>, LexiconProblem> {
        let words_of = |text: &str| spellings(&fold(text)).into_iter().map(|(spelling, _)| spelling);
        let mut ways: Vec<Vec<String>> = vec![Vec::new()];
        for piece in entry.split_whitespace() {
            let Some((base, part)) = asked_forms(piece) else {
                ways.iter_mut().for_each(|way| way.extend(words_of(piece)));
                continue;
            };
            let part = match part {
                "noun" => PartOfSpeech::Noun,
                "verb" => PartOfSpeech::Verb,
                _ => return Err(LexiconProblem::NoPartOfSpeech),
            };
            let forms = self.classes.all_forms(&fold(base).to_lowercase(), part);
            if forms.is_empty() {
                return Err(LexiconProblem::Formless);
            }
            let coming = ways.len() * forms.len();
            self.room = self.room.checked_sub(coming).ok_or(LexiconProblem::TooLarge)?;
            let with = |way: &Vec<String>| {
                let longer = |form: &String| way.iter().cloned().chain(words_of(form)).collect();
                forms.iter().map(longer).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(with).collect();
        }
        Ok(ways)
    }
}

/// The word and the part of speech of `erase:verb`.
fn asked_forms(piece: &str) -> Option<(&str, &str)> {
    let (base, part) = piece.split_once(':')?;
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
    (is_word(base) && is_word(part)).then_some((base, part))
}
