//! What a word can be in a sentence: its classes, and which of the small words that hold a sentence together it is.

use claimlint_data::words::{english, grammar};
use claimlint_rules::classes::class::{KINDS, Kind};

/// What a word can be, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u64);

impl Roles {
    /// It takes the place of an article, or counts.
    pub const DETERMINER: u64 = 1 << 32;
    /// A group of words follows it.
    pub const PREPOSITION: u64 = 1 << 33;
    /// No group of words goes on with it.
    pub const ENDS_GROUP: u64 = 1 << 34;
    /// A verb that has a subject and is no full verb.
    pub const AUXILIARY: u64 = 1 << 35;
    /// A noun that copy uses without an article, though the table counts it.
    pub const OFTEN_BARE: u64 = 1 << 36;
    /// A verb before its object.
    pub const TAKES_OBJECT: u64 = 1 << 37;
    /// It shows that several are spoken of.
    pub const SEVERAL: u64 = 1 << 38;
    /// A clause that begins with it is none by itself.
    pub const SUBORDINATES: u64 = 1 << 39;
    /// One that stands for several: "team".
    pub const CROWD: u64 = 1 << 40;
    /// It stands for a noun.
    pub const PRONOUN: u64 = 1 << 41;
    /// A small word that names have no part in.
    pub const FUNCTION: u64 = 1 << 42;
    /// It may say of what follows how many there are.
    pub const COUNTS: u64 = 1 << 43;
    /// It is the verb of several.
    pub const PLURAL_VERB: u64 = 1 << 44;
    /// It refers to what is before it.
    pub const RELATIVE: u64 = 1 << 45;
    /// A clause with a subject of its own follows it.
    pub const OPENS_CLAUSE: u64 = 1 << 46;

    /// What a word in small letters can be.
    pub fn of(small: &str) -> Roles {
        let lists = [
            (Roles::DETERMINER, english::DETERMINERS),
            (Roles::PREPOSITION, english::PREPOSITIONS),
            (Roles::ENDS_GROUP, english::GROUP_ENDS),
            (Roles::AUXILIARY, english::AUXILIARIES),
            (Roles::OFTEN_BARE, english::OFTEN_BARE),
            (Roles::TAKES_OBJECT, english::VERBS_BEFORE_OBJECTS),
            (Roles::SEVERAL, english::SHOWS_SEVERAL),
            (Roles::SUBORDINATES, english::SUBORDINATORS),
            (Roles::CROWD, english::CROWDS),
            (Roles::PRONOUN, english::PRONOUNS),
            (Roles::FUNCTION, english::FUNCTION_WORDS),
            (Roles::COUNTS, grammar::COUNTERS),
            (Roles::OPENS_CLAUSE, grammar::CLAUSE_OPENERS),
        ];
        let listed = lists.iter().filter(|(_, list)| list.contains(small)).fold(0, |all, (bit, _)| all | bit);
        let named = match small {
            "are" | "were" => Roles::COUNTS | Roles::PLURAL_VERB,
            "have" => Roles::PLURAL_VERB,
            "that" | "which" | "who" => Roles::RELATIVE,
            "where" => Roles::OPENS_CLAUSE,
            _ => 0,
        };
        Roles(u64::from(claimlint_builtin::classes().set(small)) | listed | named)
    }

    /// Whether it has any of these bits.
    pub fn has(self, bits: u64) -> bool {
        self.0 & bits != 0
    }

    /// Whether it can be of a kind.
    pub fn can_be(self, kind: Kind) -> bool {
        self.has(u64::from(kind.bit()))
    }

    /// Whether it can be of a kind and of no other.
    pub fn is_only(self, kind: Kind) -> bool {
        self.has(u64::from(kind.bit()) << KINDS.len())
    }

    /// Whether the table of word forms has it.
    pub fn has_class(self) -> bool {
        self.0 & ((1 << 32) - 1) != 0
    }

    /// Whether it can stand before a noun in one group with it, being no determiner.
    pub fn qualifies(self) -> bool {
        let kinds = [
            Kind::Adjective,
            Kind::Participle,
            Kind::Ing,
            Kind::Singular,
            Kind::Superlative,
            Kind::Comparative,
        ];
        !self.has(
            Roles::DETERMINER | Roles::PREPOSITION | Roles::ENDS_GROUP | Roles::AUXILIARY | Roles::PRONOUN,
        ) && kinds.iter().any(|kind| self.can_be(*kind))
    }

    /// Whether it is a verb that has a singular subject, and nothing else.
    pub fn is_third(self) -> bool {
        self.is_only(Kind::Third)
    }
}
