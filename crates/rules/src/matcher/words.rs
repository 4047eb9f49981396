//! The words that phrases and lexicons hold, and which lexicons hold each.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::lexicon::{LexiconId, Lexicons, NUMBER};
use crate::packed::{Packed, Table, number_at, row_of};
use crate::phrase::Part;
use crate::tokens::is_number;
use crate::vocabulary::{UNKNOWN, Vocabulary, VocabularyBuilder, WordId};

/// Words by number. Matchers that look through the same tokens share them.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Words {
    vocabulary: Vocabulary,
    /// For each word, where the lexicons that hold it end in `held`. They begin where those of the word before end.
    ends: Table<u32, 4>,
    /// The lexicons that hold each word as an entry of one word.
    held: Table<LexiconId, 4>,
    /// For each word, a bit for each of those lexicons.
    bits: Table<u128, 16>,
    /// For each word, the first one that the same lexicons hold.
    alike: Table<WordId, 4>,
    /// For each word, where the entries of several words end that begin with it. They begin where those of the word before end.
    long_ends: Table<u32, 4>,
    /// Entries of several words, in order, and one after the last.
    long: Table<Long, 8>,
    /// The words of those entries, one entry after the other.
    long_words: Table<WordId, 4>,
}

/// An entry of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Long {
    lexicon: LexiconId,
    /// Where its words begin. They end where those of the next entry begin.
    words: u32,
}

impl Packed<8> for Long {
    fn pack(&self) -> [u8; 8] {
        row_of(&[self.lexicon, self.words])
    }

    fn unpack(row: &[u8; 8]) -> Long {
        Long { lexicon: number_at(row, 0), words: number_at(row, 4) }
    }
}

impl Words {
    /// The words of all lexicons and of these phrases.
    pub(crate) fn of<'p>(lexicons: &Lexicons, phrases: impl Iterator<Item = &'p [Part]>) -> Words {
        let mut vocabulary = VocabularyBuilder::new();
        let mut named = BTreeSet::new();
        phrases.for_each(|parts| intern(&mut vocabulary, parts, lexicons, &mut named));
        let mut long = Vec::new();
        for (id, entry) in lexicons.entries() {
            let entry: Vec<WordId> =
                entry.iter().map(|word| vocabulary.intern(word, is_number(word))).collect();
            if entry.len() > 1 {
                long.push((entry, id));
            }
        }
        long.sort_unstable();
        let mut lexicons_of: Vec<Vec<LexiconId>> = Vec::new();
        for (id, word) in lexicons.short_entries() {
            let word = vocabulary.intern(word, is_number(word)) as usize;
            if lexicons_of.len() <= word {
                lexicons_of.resize(word + 1, Vec::new());
            }
            lexicons_of[word].push(id);
        }
        let numbers = vocabulary.numbers().to_vec();
        let shared = of_classes(lexicons, &named, &mut vocabulary, &mut lexicons_of);
        let vocabulary = vocabulary.finish();
        lexicons_of.resize(vocabulary.count() - shared.len(), Vec::new());
        lexicons_of.extend(shared);
        // A number that one phrase has as it is written is still a number to the others.
        if let Some(id) = lexicons.id(NUMBER) {
            numbers.iter().for_each(|&word| lexicons_of[word as usize].push(id));
        }
        let (mut held, mut ends, mut bits) = (Table::default(), Table::default(), Table::default());
        let (mut alike, mut first) = (Table::default(), FxHashMap::default());
        for (word, own) in lexicons_of.into_iter().enumerate() {
            alike.push(first.entry(own.clone()).or_insert(word as WordId));
            bits.push(&own.iter().fold(0, |bits, &id| bits | lexicon_bit(id)));
            own.iter().for_each(|id| held.push(id));
            ends.push(&(held.count() as u32));
        }
        let count = vocabulary.count();
        let mut words = Words { vocabulary, ends, held, bits, alike, ..Words::default() };
        words.add_long(&long, count);
        words
    }

    /// Adds the entries of several words, in order. There are `count` words in all.
    fn add_long(&mut self, long: &[(Vec<WordId>, LexiconId)], count: usize) {
        for (entry, lexicon) in long {
            self.long.push(&Long { lexicon: *lexicon, words: self.long_words.count() as u32 });
            entry.iter().for_each(|word| self.long_words.push(word));
        }
        self.long.push(&Long { lexicon: LexiconId::MAX, words: self.long_words.count() as u32 });
        let mut at = 0;
        for word in 0..count as WordId {
            at += long[at..].iter().take_while(|(entry, _)| entry[0] == word).count();
            self.long_ends.push(&(at as u32));
        }
    }

    /// The words themselves, to cut texts with.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The lexicons that hold a word as an entry of one word.
    pub(crate) fn lexicons_of(&self, word: WordId) -> impl Iterator<Item = LexiconId> + '_ {
        self.held.rows()[range_of(&self.ends, word)].iter().map(LexiconId::unpack)
    }

    /// A bit for each lexicon that holds a word.
    pub(crate) fn lexicon_bits(&self, word: WordId) -> u128 {
        self.bits.get(word as usize)
    }

    /// The first word that the same lexicons hold as hold this one.
    pub(super) fn alike(&self, word: WordId) -> WordId {
        self.alike.get(word as usize)
    }

    /// The entries of several words that some tokens begin with: the lexicon and the number of words of each.
    pub(crate) fn long_at<'w>(
        &'w self,
        word_at: impl Fn(usize) -> WordId + 'w,
    ) -> impl Iterator<Item = (LexiconId, usize)> + 'w {
        let first = word_at(0);
        let own = if first == UNKNOWN { 0..0 } else { range_of(&self.long_ends, first) };
        // The entries are in order, so that those with one second word stand together.
        let second = if own.is_empty() { UNKNOWN } else { word_at(1) };
        let second_of = |at: usize| self.long_words.get(self.long.get(at).words as usize + 1);
        let from = first_where(own.clone(), |at| second_of(at) >= second);
        let with_second = (from..own.end).take_while(move |at| second_of(*at) == second);
        with_second.filter_map(move |at| {
            let (entry, next) = (self.long.get(at), self.long.get(at + 1));
            let words = &self.long_words.rows()[entry.words as usize..next.words as usize];
            let mut rest = words.iter().enumerate().skip(2);
            let fits = rest.all(|(index, word)| WordId::unpack(word) == word_at(index));
            fits.then_some((entry.lexicon, words.len()))
        })
    }

    /// How many tokens each entry of a lexicon has that some tokens begin with.
    pub(crate) fn lengths_in<'w>(
        &'w self,
        lexicon: LexiconId,
        tokens: &'w [WordId],
    ) -> impl Iterator<Item = usize> + 'w {
        let first = tokens.first().copied().filter(|word| *word != UNKNOWN);
        let is_short = first.is_some_and(|word| self.lexicons_of(word).any(|id| id == lexicon));
        let long = self.long_at(|index| tokens.get(index).copied().unwrap_or(UNKNOWN));
        let long = long.filter(move |(id, _)| *id == lexicon).map(|(_, length)| length);
        is_short.then_some(1).into_iter().chain(long)
    }
}

/// The first number of a range for which something holds that holds for all after it as well; its end where there is none.
fn first_where(range: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start.midpoint(end);
        if holds(middle) { end = middle } else { start = middle + 1 }
    }
    start
}

/// The rows that belong to a word, where `ends` says for each word where they end.
fn range_of(ends: &Table<u32, 4>, word: WordId) -> Range<usize> {
    let word = word as usize;
    let start = word.checked_sub(1).map_or(0, |before| ends.get(before));
    start as usize..ends.get(word) as usize
}

/// Takes in the words of the classes that phrases name. Those that are in no other list and no phrase share a number for each
/// set of lexicons; what is returned is these sets, in the order of the numbers.
fn of_classes(
    lexicons: &Lexicons,
    named: &BTreeSet<LexiconId>,
    vocabulary: &mut VocabularyBuilder,
    lexicons_of: &mut Vec<Vec<LexiconId>>,
) -> Vec<Vec<LexiconId>> {
    let named: Vec<(LexiconId, u32)> = named.iter().map(|id| (*id, lexicons.set_of(*id))).collect();
    let wanted = named.iter().fold(0, |all, (_, set)| all | set);
    let (mut shared, mut numbers) = (Vec::new(), FxHashMap::default());
    lexicons.classes().each_word(wanted, |word, set| match vocabulary.known(word) {
        Some(known) => {
            let known = known as usize;
            if lexicons_of.len() <= known {
                lexicons_of.resize(known + 1, Vec::new());
            }
            let own = &mut lexicons_of[known];
            let new = named.iter().filter(|(id, classes)| set & classes != 0 && !own.contains(id));
            let new: Vec<LexiconId> = new.map(|(id, _)| *id).collect();
            own.extend(new);
        }
        None => {
            let number = *numbers.entry(set & wanted).or_insert_with(|| {
                let holding = named.iter().filter(|(_, classes)| set & classes != 0);
                shared.push(holding.map(|(id, _)| *id).collect());
                vocabulary.share()
            });
            vocabulary.join(word, number);
        }
    });
    shared
}

/// The bit of a lexicon. There are more than 128 lexicons, so several share a bit, and a state may be asked for a step that it
/// does not have. With ten times as many lexicons the bits would turn away hardly any.
pub(super) fn lexicon_bit(lexicon: LexiconId) -> u128 {
    1 << (lexicon % 128)
}

/// Takes in the words of a phrase, and notes the lexicons that it names and that have words of classes.
fn intern(
    vocabulary: &mut VocabularyBuilder,
    parts: &[Part],
    lexicons: &Lexicons,
    named: &mut BTreeSet<LexiconId>,
) {
    for part in parts {
        match part {
            Part::Word(word) => {
                vocabulary.intern(word, is_number(word));
            }
            Part::Either(ways) => {
                ways.iter().for_each(|way| intern(vocabulary, way, lexicons, named));
            }
            Part::Maybe(way) | Part::Marked(way) => intern(vocabulary, way, lexicons, named),
            Part::Lexicon(name) => named.extend(lexicons.id(name).filter(|id| lexicons.set_of(*id) != 0)),
            Part::Start | Part::Gap(..) => {}
        }
    }
}
