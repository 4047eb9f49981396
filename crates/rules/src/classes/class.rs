//! The names of classes, and of their sets in what is packed.

use serde::{Deserialize, Serialize};

/// What stands before the name of a class for the words that can be nothing else.
pub const ONLY: &str = "only:";

/// Stands for a noun with its determiner, adjectives, participles and nouns before it, if there are any. Phrases are read
/// with all of that in its place.
pub const NOUN_PHRASE: &str = "noun-phrase";

/// What a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A noun that stands for one.
    Singular,
    /// A noun that stands for several.
    Plural,
    /// A verb as it is after "to".
    Base,
    /// A verb after "it".
    Third,
    /// A verb in -ing.
    Ing,
    /// A verb that tells what was.
    Past,
    /// A verb after "has".
    Participle,
    /// An adjective that compares nothing.
    Adjective,
    /// An adjective before "than".
    Comparative,
    /// An adjective after "the" that leaves all others behind.
    Superlative,
    /// An adverb.
    Adverb,
    /// A singular noun for a person.
    Person,
    /// A plural noun for persons.
    Persons,
    /// A singular noun that always takes an article.
    Count,
    /// A singular noun that takes no number.
    Mass,
}

use Kind::{
    Adjective, Adverb, Base, Comparative, Count, Ing, Mass, Participle, Past, Person, Persons, Plural,
    Singular, Superlative, Third,
};

/// All kinds with the names of their classes, in the order of their bits.
pub const KINDS: [(Kind, &str); 15] = [
    (Singular, "noun:singular"),
    (Plural, "noun:plural"),
    (Base, "verb:base"),
    (Third, "verb:third"),
    (Ing, "verb:ing"),
    (Past, "verb:past"),
    (Participle, "participle"),
    (Adjective, "adjective"),
    (Comparative, "adjective:comparative"),
    (Superlative, "adjective:superlative"),
    (Adverb, "adverb"),
    (Person, "person"),
    (Persons, "person:plural"),
    (Count, "count-noun"),
    (Mass, "mass-noun"),
];

impl Kind {
    /// Its bit in a set.
    pub fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The kinds of which a set has a class.
    pub(crate) fn in_set(set: u32) -> impl Iterator<Item = Kind> {
        let kinds = KINDS.iter().map(|(kind, _)| *kind);
        kinds.filter(move |kind| set & (kind.bit() | kind.bit() << KINDS.len()) != 0)
    }

    /// The part of speech and the column of the table that its words stand in.
    pub(crate) fn column(self) -> (PartOfSpeech, usize) {
        match self {
            Singular | Person | Count | Mass => (PartOfSpeech::Noun, 0),
            Plural | Persons => (PartOfSpeech::Noun, 1),
            Base => (PartOfSpeech::Verb, 0),
            Third => (PartOfSpeech::Verb, 1),
            Ing => (PartOfSpeech::Verb, 2),
            Past => (PartOfSpeech::Verb, 3),
            Participle => (PartOfSpeech::Verb, 4),
            Adjective => (PartOfSpeech::Adjective, 0),
            Comparative => (PartOfSpeech::Adjective, 1),
            Superlative => (PartOfSpeech::Adjective, 2),
            Adverb => (PartOfSpeech::Adverb, 0),
        }
    }
}

/// The name of the class of a kind.
pub fn name_of(kind: Kind) -> &'static str {
    KINDS[kind as usize].1
}

/// A part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartOfSpeech {
    /// Its forms: singular, plural.
    Noun,
    /// Its forms: base, third person, -ing, past, participle.
    Verb,
    /// Its forms: plain, comparative, superlative.
    Adjective,
    /// It has one form.
    Adverb,
}

/// A class: the words that can be of a kind, or those that can be nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// What its words are.
    pub kind: Kind,
    /// Whether they can be nothing else.
    pub only: bool,
}

impl Class {
    /// The class of a name, without its brackets.
    pub fn named(name: &str) -> Option<Class> {
        let (only, name) = match name.strip_prefix(ONLY) {
            Some(rest) => (true, rest),
            None => (false, name),
        };
        let (kind, _) = KINDS.iter().find(|(_, known)| *known == name)?;
        Some(Class { kind: *kind, only })
    }

    /// Its bit in the set of what a word is.
    pub fn bit(self) -> u32 {
        if self.only { self.kind.bit() << KINDS.len() } else { self.kind.bit() }
    }

    /// All classes with their names.
    pub fn all() -> impl Iterator<Item = (String, Class)> {
        [false, true].into_iter().flat_map(|only| {
            KINDS.iter().map(move |&(kind, name)| {
                let name = if only { format!("{ONLY}{name}") } else { name.to_owned() };
                (name, Class { kind, only })
            })
        })
    }
}
