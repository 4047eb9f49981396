//! What is known about words, kept by a thread from one document to the next, and how often a document uses them.
//!
//! What is known about a word depends on the dictionary alone, which is the checker's own.

use std::sync::Arc;

use claimlint_rules::dictionary::{Dictionary, Entry};
use claimlint_rules::vocabulary::WordId;
use claimlint_text::Document;
use rustc_hash::{FxHashMap, FxHashSet};

use super::roles::Roles;
use super::unknown::Unknown;

/// What is known about the words seen so far, kept from one document to the next by a thread.
#[derive(Debug, Default)]
pub struct Memory {
    /// Words of up to 15 bytes, which are most, are their own keys: nothing else need be fetched to compare them.
    short: FxHashMap<u128, Option<Arc<Unknown>>>,
    long: FxHashMap<Box<str>, Option<Arc<Unknown>>>,
    /// Of words of rules, by their number, what they are to the dictionary.
    standings: Vec<Option<Standing>>,
    /// What words can be in a sentence: of words that have a number of their own, by that, and of others.
    roles: Vec<Option<Roles>>,
    roles_of_others: FxHashMap<Box<str>, Roles>,
    uses: Uses,
    /// The words that the document writes as names, once somebody has asked.
    names: Option<FxHashSet<Box<str>>>,
}

/// How often a document uses the words that were asked for.
#[derive(Debug, Default)]
struct Uses {
    asked: FxHashMap<Box<str>, usize>,
    /// Whether all its words were counted.
    is_complete: bool,
}

/// Up to this many words are looked for one by one. If more are asked for, all are counted.
const MOST_ASKED: usize = 16;

/// What a word in small letters is to the dictionary.
#[derive(Debug, Clone, Copy)]
pub enum Standing {
    /// One of its words.
    Word,
    /// Right with a capital alone.
    Name,
    /// Nothing that it has.
    Nothing,
}

impl Uses {
    /// How often a word in small letters is in a text in small letters.
    fn of(&mut self, text: &str, word: &str) -> usize {
        if let Some(count) = self.asked.get(word) {
            return *count;
        }
        if self.is_complete {
            return 0;
        }
        if self.asked.len() < MOST_ASKED {
            let parts =
                |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
            let bytes = text.as_bytes();
            let is_whole = |at: &usize| {
                parts(at.checked_sub(1).and_then(|before| bytes.get(before)))
                    && parts(bytes.get(at + word.len()))
            };
            let count = memchr::memmem::find_iter(bytes, word).filter(is_whole).count();
            self.asked.insert(word.into(), count);
            return count;
        }
        self.asked.clear();
        for word in text.split(|sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric()) {
            match self.asked.get_mut(word) {
                Some(count) => *count += 1,
                None => _ = self.asked.insert(word.into(), 1),
            }
        }
        self.is_complete = true;
        self.asked.get(word).copied().unwrap_or(0)
    }
}

/// The words of a text, in small letters, that it writes with a capital where the sentence is in small letters before and after, as
/// names are: "a Glowora mask".
fn names_in(text: &str) -> FxHashSet<Box<str>> {
    let mut names = FxHashSet::default();
    let bytes = text.as_bytes();
    let parts = |byte: &u8| matches!(byte, b' ' | b'\n');
    let mut at = 0;
    // Only a word that may have a capital is looked at.
    while let Some(found) = bytes[at..].iter().position(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
    {
        let capital = at + found;
        let start = bytes[at..capital].iter().rposition(parts).map_or(at, |space| at + space + 1);
        let end = bytes[capital..].iter().position(parts).map_or(bytes.len(), |space| capital + space);
        at = end;
        let word = &text[start..end];
        let (own, rest) =
            word.split_at(word.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(word.len()));
        let is_name = own.contains(char::is_uppercase) && !own.chars().all(char::is_uppercase);
        if !is_name {
            continue;
        }
        let next = text[end..].strip_prefix(' ');
        let goes_on = match rest.chars().next() {
            None => next.is_some_and(|next| next.starts_with(char::is_lowercase)),
            Some(sign) => matches!(sign, ',' | '.' | '\''),
        };
        let before = text[..start].strip_suffix(' ').unwrap_or_default();
        let before = &before[before.as_bytes().iter().rposition(parts).map_or(0, |space| space + 1)..];
        let comes_small =
            !before.is_empty() && before.chars().all(|sign| sign.is_lowercase() || sign == '\'');
        if goes_on && comes_small {
            names.insert(own.to_ascii_lowercase().into());
        }
    }
    names
}

/// More different words are not remembered.
const MOST_WORDS: usize = 200_000;

impl Memory {
    /// Forgets what the document before said.
    pub fn begin_document(&mut self) {
        self.uses = Uses::default();
        self.names = None;
    }

    /// Whether a document writes a word, in small letters, as a name somewhere.
    pub fn is_name_in(&mut self, document: &Document, small: &str) -> bool {
        self.names.get_or_insert_with(|| names_in(document.text())).contains(small)
    }

    /// How often a document uses a word, in small letters.
    pub fn uses(&mut self, document: &Document, small: &str) -> usize {
        // What an apostrophe separates is counted separately.
        let longest = small.split('\'').max_by_key(|part| part.len()).unwrap_or(small);
        self.uses.of(document.small(), longest)
    }

    /// What a word of rules is to the dictionary.
    pub fn standing<'w>(
        &mut self,
        dictionary: &Dictionary,
        id: WordId,
        small: impl Fn() -> &'w str,
    ) -> Standing {
        let id = id as usize;
        if self.standings.len() <= id {
            self.standings.resize(id + 1, None);
        }
        let look_up = || match dictionary.entry(small()) {
            Some(entry) if entry.has(Entry::WORD | Entry::TERM) => Standing::Word,
            Some(_) => Standing::Name,
            None => Standing::Nothing,
        };
        *self.standings[id].get_or_insert_with(look_up)
    }

    /// What a word can be in a sentence. Numbers from `first_shared` on stand for more than one word.
    pub fn roles<'w>(&mut self, id: WordId, first_shared: WordId, small: impl Fn() -> &'w str) -> Roles {
        if id < first_shared {
            let id = id as usize;
            if self.roles.len() <= id {
                self.roles.resize(id + 1, None);
            }
            return *self.roles[id].get_or_insert_with(|| Roles::of(small()));
        }
        let small = small();
        if let Some(roles) = self.roles_of_others.get(small) {
            return *roles;
        }
        if self.roles_of_others.len() >= MOST_WORDS {
            self.roles_of_others.clear();
        }
        let roles = Roles::of(small);
        self.roles_of_others.insert(small.into(), roles);
        roles
    }

    /// What is known about a word; `None` where it is in the dictionary.
    pub fn judge(&mut self, dictionary: &Dictionary, word: &str) -> Option<Arc<Unknown>> {
        let key = key(word);
        let known = key.map_or_else(|| self.long.get(word), |key| self.short.get(&key));
        if let Some(known) = known {
            return known.clone();
        }
        if self.short.len() + self.long.len() >= MOST_WORDS {
            self.short.clear();
            self.long.clear();
        }
        let judged = (!dictionary.knows(word)).then(|| Arc::new(Unknown::of(dictionary, word)));
        match key {
            Some(key) => self.short.insert(key, judged.clone()),
            None => self.long.insert(word.into(), judged.clone()),
        };
        judged
    }
}

/// A short word as a number: its bytes, and how many they are.
fn key(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len()).filter(|own| own.len() < 16)?.copy_from_slice(word.as_bytes());
    bytes[15] = word.len() as u8;
    Some(u128::from_le_bytes(bytes))
}
