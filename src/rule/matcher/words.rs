//! The words that phrases and lexicons hold, and which lexicons hold each.

use crate::rule::lexicon::{LexiconId, Lexicons, NUMBER};
use crate::rule::phrase::Part;
use crate::rule::tokens::{Vocabulary, WordId};

/// Words by number. Matchers that look through the same tokens share one.
#[derive(Debug)]
pub struct Words {
    vocabulary: Vocabulary,
    /// For each word, the lexicons that hold it as an entry of one word: ends in `held`, one behind the other.
    ends: Vec<u32>,
    held: Vec<LexiconId>,
    /// For each word, a bit for each of those lexicons.
    bits: Vec<u128>,
}

impl Words {
    /// The words of all lexicons and of these phrases.
    pub fn of<'p>(lexicons: &Lexicons, phrases: impl Iterator<Item = &'p [Part]>) -> Words {
        let mut vocabulary = Vocabulary::default();
        phrases.for_each(|parts| intern(&mut vocabulary, parts));
        for entry in lexicons.entries() {
            for word in entry {
                vocabulary.intern(word);
            }
        }
        let mut lexicons_of: Vec<Vec<LexiconId>> = Vec::new();
        for (id, word) in lexicons.short_entries() {
            let word = vocabulary.intern(word) as usize;
            if lexicons_of.len() <= word {
                lexicons_of.resize(word + 1, Vec::new());
            }
            lexicons_of[word].push(id);
        }
        lexicons_of.resize(vocabulary.count(), Vec::new());
        // A number that some phrase spells out is still a number to the others.
        if let Some(number) = lexicons.id(NUMBER) {
            vocabulary.numbers().iter().for_each(|&word| lexicons_of[word as usize].push(number));
        }
        let mut words = Words { vocabulary, ends: Vec::new(), held: Vec::new(), bits: Vec::new() };
        for held in lexicons_of {
            words.bits.push(held.iter().fold(0, |bits, &id| bits | lexicon_bit(id)));
            words.held.extend(held);
            words.ends.push(words.held.len() as u32);
        }
        words
    }

    /// The words themselves, to cut texts with.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The lexicons that hold a word as an entry of one word.
    pub fn lexicons_of(&self, word: WordId) -> &[LexiconId] {
        let word = word as usize;
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.held[start as usize..self.ends[word] as usize]
    }

    /// A bit for each lexicon that holds a word.
    pub fn lexicon_bits(&self, word: WordId) -> u128 {
        self.bits[word as usize]
    }
}

/// The bit of a lexicon. More than 128 lexicons share bits, which costs a search now and then.
pub fn lexicon_bit(lexicon: LexiconId) -> u128 {
    1 << (lexicon % 128)
}

fn intern(vocabulary: &mut Vocabulary, parts: &[Part]) {
    for part in parts {
        match part {
            Part::Word(word) => {
                vocabulary.intern(word);
            }
            Part::Either(ways) => ways.iter().for_each(|way| intern(vocabulary, way)),
            Part::Maybe(way) | Part::Marked(way) => intern(vocabulary, way),
            Part::Lexicon(_) | Part::Gap(..) => {}
        }
    }
}
