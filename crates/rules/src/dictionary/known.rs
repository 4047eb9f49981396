//! Which words a run knows: those of its spelling of English, and the user's.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::english::English;
use super::entry::Entry;
use super::locale::Locale;

/// What follows a prefix has at least this many letters.
const SHORTEST_STEM: usize = 4;

/// A word after a prefix is no rarer than this.
const RAREST_STEM: u8 = 55;

/// A user's word as it is compared: in small letters, its apostrophes straight.
pub fn small(word: &str) -> String {
    word.replace('\u{2019}', "'").to_lowercase()
}

/// The words of a run.
#[derive(Debug)]
pub struct Dictionary {
    pub(super) english: &'static English,
    pub(super) locale: Locale,
    accepted: FxHashSet<String>,
    rejected: FxHashSet<String>,
}

impl Dictionary {
    /// The dictionary of all spellings, without words of a user.
    pub fn plain(english: &'static English) -> Dictionary {
        Dictionary::new(english, Locale::Auto, [], [])
    }

    /// The dictionary of a spelling, with the words that the user accepts and those that the user rejects.
    pub fn new(
        english: &'static English,
        locale: Locale,
        accepted: impl IntoIterator<Item = String>,
        rejected: impl IntoIterator<Item = String>,
    ) -> Dictionary {
        let accepted = accepted.into_iter().map(|word| small(&word)).collect();
        let rejected = rejected.into_iter().map(|word| small(&word)).collect();
        Dictionary { english, locale, accepted, rejected }
    }

    /// What is noted about a word in small letters; `None` where the lists or the spelling of the run do not have it just
    /// so.
    pub fn entry(&self, small: &str) -> Option<Entry> {
        let entry = self.english.words.as_ref()?.get(small).map(Entry)?;
        entry.has(self.locale.flags()).then_some(entry)
    }

    /// Whether a word in small letters is one in another spelling of English than that of the run.
    pub fn has_elsewhere(&self, small: &str) -> bool {
        if self.locale == Locale::Auto {
            return false;
        }
        let entry = self.english.words.as_ref().and_then(|words| words.get(small)).map(Entry);
        entry.is_some_and(|entry| entry.has(Entry::WORD) && !entry.has(self.locale.flags()))
    }

    /// Whether a word of a text, with its capitals and with straight apostrophes, is one. A known word with an ending such as
    /// `'s` or a prefix such as `micro` is known as well.
    pub fn knows(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        if is_in(&self.rejected, &small) {
            return false;
        }
        if matches!(word, "a" | "A" | "I") {
            return true;
        }
        let has_capital = word.chars().next().is_some_and(char::is_uppercase);
        self.knows_form(&small, has_capital)
            || (!small.is_ascii() && self.knows_form(&without_accents(&small), has_capital))
    }

    /// Whether the user has said that a word is right.
    pub fn accepts(&self, word: &str) -> bool {
        is_in(&self.accepted, &word.to_lowercase())
    }

    /// Whether a word is right because the user has said so, and for no other reason.
    pub fn owes_to_user(&self, word: &str) -> bool {
        self.accepts(word)
            && !Dictionary { locale: self.locale, ..Dictionary::plain(self.english) }.knows(word)
    }

    /// Whether words that anybody else would take as right may be wrong for this user.
    pub fn has_own_view(&self) -> bool {
        !self.rejected.is_empty() || self.locale != Locale::Auto
    }

    /// Whether the user has said that a word is wrong.
    pub fn rejects(&self, word: &str) -> bool {
        is_in(&self.rejected, &word.to_lowercase())
    }

    fn knows_form(&self, small: &str, has_capital: bool) -> bool {
        if is_in(&self.accepted, small) || self.is_word(small, has_capital) {
            return true;
        }
        let stem = without_ending(small);
        (stem.len() < small.len() && self.is_word(stem, has_capital))
            || self.is_plural_of_term(stem)
            || self.has_prefix(stem)
    }

    /// Whether it is in the lists. A name needs its capital, unless it is one of the trade.
    fn is_word(&self, small: &str, has_capital: bool) -> bool {
        self.entry(small).is_some_and(|entry| has_capital || entry.has(Entry::WORD | Entry::TERM))
    }

    /// The lists hold the usual plurals of English; those of the trade's own words are regular.
    fn is_plural_of_term(&self, small: &str) -> bool {
        let stem = small.strip_suffix('s').filter(|stem| stem.len() >= SHORTEST_STEM);
        stem.and_then(|stem| self.entry(stem)).is_some_and(|entry| entry.has(Entry::TERM))
    }

    fn has_prefix(&self, small: &str) -> bool {
        let stems = self.english.prefixes.iter().filter_map(|prefix| small.strip_prefix(prefix));
        stems.filter(|stem| stem.len() >= SHORTEST_STEM).any(|stem| self.may_follow_prefix(stem))
    }

    fn may_follow_prefix(&self, stem: &str) -> bool {
        let is_usual =
            |entry: Entry| entry.has(Entry::TERM) || (entry.has(Entry::WORD) && entry.level() <= RAREST_STEM);
        self.entry(stem).is_some_and(is_usual) || self.is_plural_of_term(stem)
    }
}

/// Whether a user's list has a word in small letters, as it is or without its ending.
fn is_in(list: &FxHashSet<String>, small: &str) -> bool {
    !list.is_empty() && (list.contains(small) || list.contains(without_ending(small)))
}

/// A word without an ending that begins with an apostrophe.
fn without_ending(small: &str) -> &str {
    const ENDINGS: &[&str] = &["'s", "'ll", "'d", "'ve", "'re", "'"];
    ENDINGS.iter().find_map(|ending| small.strip_suffix(ending)).unwrap_or(small)
}

fn without_accents(small: &str) -> String {
    small.nfd().filter(|letter| !is_combining_mark(*letter)).collect()
}
