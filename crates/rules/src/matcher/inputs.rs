//! The tokens of a sentence as phrases step on them.
//!
//! What an input stands for is its word, the lexicons that hold it, and the entries of several words that begin with it. All
//! matchers that share their words read the same inputs, so that a sentence is prepared for all of them once.

use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::words::{Words, lexicon_bit};
use crate::lexicon::LexiconId;
use crate::tokens::{Token, TokenKind};
use crate::vocabulary::{UNKNOWN, WordId};

/// The number of what inputs stand for, as far as some state makes a difference between them.
pub type InputId = u32;

/// Set in the numbers of inputs that are marks.
const MARK: u32 = 1 << 31;

/// Set in the numbers of inputs with which entries of several words begin.
const LONG: u32 = 1 << 30;

/// Set in the numbers of inputs that are any word of the lexicons that hold a certain one.
const ANY_OF: u32 = 1 << 29;

/// The number of an input on which nothing steps. Where none of the bits above is set, it is else that of a word.
const NO_WORD: u32 = ANY_OF - 1;

/// A token of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// The word, or [`UNKNOWN`].
    pub word: WordId,
    /// Whether it is a mark, which no gap crosses.
    pub is_mark: bool,
    /// The bits of all lexicons of an entry that begins with it, be it one word or several.
    pub lexicons: u128,
    /// The number of the word with its entries of several words.
    own: InputId,
    /// The number of all words that the same lexicons hold.
    any_of: InputId,
}

impl Input {
    /// Whether entries of several words begin with it.
    pub fn is_long(&self) -> bool {
        self.own & LONG != 0
    }

    /// Its number where a state may step on the word itself.
    pub fn of_word(&self) -> InputId {
        self.own
    }

    /// Its number where a state steps on lexicons alone.
    pub fn of_lexicons(&self) -> InputId {
        if self.is_long() { self.own } else { self.any_of }
    }

    /// Its number where a state steps on nothing but any word.
    pub fn of_any(&self) -> InputId {
        NO_WORD | self.own & MARK
    }
}

/// The inputs of one sentence, and the entries of several words that were met. There are no more different ones of these than
/// the rules have.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Those of the sentence; none while it was not read.
    of_sentence: Vec<Input>,
    /// The bits of each and of those after it, as far as a gap leads: up to the next mark.
    in_sight: Vec<Bits>,
    /// The words with which entries of several words begin, each with the lexicon and the length of every entry.
    long: Vec<Box<[(u32, u16)]>>,
    /// Their places.
    places: FxHashMap<Box<[(u32, u16)]>, u32>,
    /// Working space.
    own: Vec<(u32, u16)>,
}

impl Inputs {
    /// Forgets the sentence that was read.
    pub fn forget_sentence(&mut self) {
        self.of_sentence.clear();
    }

    /// Reads the tokens of a sentence, which were cut with the vocabulary of `words`, where it was not read yet.
    pub fn read(&mut self, words: &Words, tokens: &[Token]) {
        if !self.of_sentence.is_empty() {
            return;
        }
        for (at, token) in tokens.iter().enumerate() {
            let is_mark = token.kind == TokenKind::Mark;
            let mark = if is_mark { MARK } else { 0 };
            let mut input =
                Input { word: token.word, is_mark, lexicons: 0, own: mark | NO_WORD, any_of: mark | NO_WORD };
            if token.word != UNKNOWN {
                input.own = mark | token.word;
                input.any_of = mark | ANY_OF | words.alike(token.word);
                input.lexicons = words.lexicon_bits(token.word);
                self.add_long(words, &tokens[at..], &mut input);
            }
            self.of_sentence.push(input);
        }
        self.look_ahead();
    }

    fn look_ahead(&mut self) {
        self.in_sight.clear();
        self.in_sight.resize(self.of_sentence.len(), Bits::default());
        let mut following = Bits::default();
        for (input, in_sight) in self.of_sentence.iter().zip(&mut self.in_sight).rev() {
            if input.is_mark {
                following = Bits::default();
            }
            following.add_input(input.word, input.lexicons);
            *in_sight = following;
        }
    }

    /// The bits of an input and of those after it that are in sight.
    pub(super) fn in_sight(&self, at: usize) -> &Bits {
        &self.in_sight[at]
    }

    /// Adds the entries of several words that some tokens begin with.
    fn add_long(&mut self, words: &Words, tokens: &[Token], input: &mut Input) {
        let word_at = |index: usize| tokens.get(index).map_or(UNKNOWN, |token| token.word);
        let mut long = words.long_at(word_at).map(|(lexicon, length)| (lexicon, length as u16)).peekable();
        if long.peek().is_none() {
            return;
        }
        self.own.clear();
        self.own.push((input.word, 0));
        self.own.extend(long);
        let all = self.own[1..].iter();
        input.lexicons |= all.fold(0, |bits, (lexicon, _)| bits | lexicon_bit(*lexicon));
        let place = self.places.get(self.own.as_slice()).copied().unwrap_or_else(|| {
            let next = self.long.len() as u32;
            self.long.push(self.own.as_slice().into());
            self.places.insert(self.own.as_slice().into(), next);
            next
        });
        input.own = input.own & MARK | LONG | place;
    }

    /// The inputs of the sentence.
    pub fn of_sentence(&self) -> &[Input] {
        &self.of_sentence
    }

    /// The lexicons of the entries of several words that begin with an input, and how many words each entry has.
    pub fn long(&self, input: &Input) -> &[(LexiconId, u16)] {
        let place = (input.own & !(MARK | LONG)) as usize;
        self.long.get(place).filter(|_| input.is_long()).map_or(&[], |all| &all[1..])
    }
}
