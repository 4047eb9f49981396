//! The steps of all nodes of the trie, laid out so that a token which leads nowhere is turned away at a glance.
//!
//! Nearly every token leads nowhere: a node keeps bits for the words and the lexicons it steps on, and its steps are
//! searched only where the token's are among them. What is looked at for each token is kept small, because the time goes
//! into fetching it.

use serde::{Deserialize, Serialize};

use super::words::{Words, lexicon_bit};
use super::{Node, PhraseId};
use crate::lexicon::LexiconId;
use crate::table::{Table, number_at};
use crate::tokens::{Token, TokenKind, UNKNOWN, WordId};

/// What a step needs of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Word(WordId),
    Lexicon(LexiconId),
    Any,
}

/// The steps and phrases of a node and of all that are reached from it without a word.
#[derive(Debug, Default)]
pub struct Closed {
    pub steps: Vec<(Step, Node)>,
    pub outputs: Vec<PhraseId>,
}

/// A node that steps on more words has theirs in as many numbers as `WIDE` says; others in one. Words share bits in both.
const FEW_WORDS: usize = 8;
/// Sixteen numbers are 1024 bits: what begins many phrases is followed by a hundred words or two.
const WIDE: usize = 16;
/// No wide bits.
const NO_WIDE_BITS: u32 = u32::MAX;

/// What a node steps on, and where its steps begin. They end where those of the next node begin.
#[derive(Debug, Default)]
struct Entry {
    words: u64,
    lexicons: u128,
    wide_bits: u32,
    first_word: u32,
    first_lexicon: u32,
    first_any: u32,
    first_output: u32,
}

/// How many bytes an entry has in its table.
const ENTRY: usize = 44;

impl Entry {
    fn row(&self) -> [u8; ENTRY] {
        let mut row = [0; ENTRY];
        row[..8].copy_from_slice(&self.words.to_le_bytes());
        row[8..24].copy_from_slice(&self.lexicons.to_le_bytes());
        let numbers =
            [self.wide_bits, self.first_word, self.first_lexicon, self.first_any, self.first_output];
        for (place, number) in row[24..].as_chunks_mut().0.iter_mut().zip(numbers) {
            *place = number.to_le_bytes();
        }
        row
    }

    fn of_row(row: &[u8; ENTRY]) -> Entry {
        let long = |at| u64::from(number_at(row, at)) | u64::from(number_at(row, at + 4)) << 32;
        Entry {
            words: long(0),
            lexicons: u128::from(long(8)) | u128::from(long(16)) << 64,
            wide_bits: number_at(row, 24),
            first_word: number_at(row, 28),
            first_lexicon: number_at(row, 32),
            first_any: number_at(row, 36),
            first_output: number_at(row, 40),
        }
    }
}

/// The steps of every node, and the phrases that end there.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Steps {
    /// One for each node, and one behind the last.
    entries: Table<ENTRY>,
    /// The word or lexicon stepped on and the node reached: of each node first the words, then the lexicons, then what
    /// any word leads to, each in order.
    steps: Table<8>,
    outputs: Table<4>,
    /// The bits of nodes that step on many words, [`WIDE`] numbers for each.
    bits: Table<8>,
}

impl Steps {
    /// The steps of all nodes, given in order.
    pub fn new(nodes: Vec<Closed>) -> Steps {
        let mut all = Steps::default();
        for mut node in nodes {
            node.steps.sort_unstable();
            node.steps.dedup();
            node.outputs.sort_unstable();
            node.outputs.dedup();
            all.add(&node.steps, &node.outputs);
        }
        all.add(&[], &[]);
        all
    }

    fn add(&mut self, steps: &[(Step, Node)], outputs: &[PhraseId]) {
        let from = self.steps.count();
        let mut entry =
            Entry { first_output: self.outputs.count() as u32, wide_bits: NO_WIDE_BITS, ..Entry::default() };
        let (mut words, mut lexicons) = (0, 0);
        for &(step, to) in steps {
            let wanted = match step {
                Step::Word(word) => {
                    entry.words |= word_bit(word);
                    words += 1;
                    word
                }
                Step::Lexicon(lexicon) => {
                    entry.lexicons |= lexicon_bit(lexicon);
                    lexicons += 1;
                    lexicon
                }
                Step::Any => 0,
            };
            let mut row = [0; 8];
            row[..4].copy_from_slice(&wanted.to_le_bytes());
            row[4..].copy_from_slice(&to.to_le_bytes());
            self.steps.push(row);
        }
        entry.first_word = from as u32;
        entry.first_lexicon = (from + words) as u32;
        entry.first_any = (from + words + lexicons) as u32;
        if words > FEW_WORDS {
            entry.wide_bits = self.bits.count() as u32;
            let mut bits = [0; WIDE];
            for step in &self.steps.rows()[from..from + words] {
                let (number, bit) = wide_bit(number_at(step, 0));
                bits[number] |= bit;
            }
            bits.iter().for_each(|number: &u64| self.bits.push(number.to_le_bytes()));
        }
        outputs.iter().for_each(|phrase| self.outputs.push(phrase.to_le_bytes()));
        self.entries.push(entry.row());
    }

    /// The phrases that end at a node.
    pub fn outputs(&self, node: Node) -> impl Iterator<Item = PhraseId> + '_ {
        let (own, next) = self.entry(node);
        let rows = &self.outputs.rows()[own.first_output as usize..next.first_output as usize];
        rows.iter().map(|row| PhraseId::from_le_bytes(*row))
    }

    /// Whether there is anything to do at a node when this token is next: a phrase ends there, or a step may fit.
    pub fn is_worth_reaching(&self, words: &Words, node: Node, token: Option<&Token>) -> bool {
        let (own, next) = self.entry(node);
        own.first_output < next.first_output
            || token.is_some_and(|token| self.may_step(words, &own, &next, token))
    }

    fn may_step(&self, words: &Words, own: &Entry, next: &Entry, token: &Token) -> bool {
        let by_any = own.first_any < next.first_word && token.kind != TokenKind::Mark;
        by_any
            || token.word != UNKNOWN
                && (self.may_step_on(own, token.word) || own.lexicons & words.lexicon_bits(token.word) != 0)
    }

    /// Calls `reach` with each node that the token leads to.
    pub fn follow(&self, words: &Words, node: Node, token: &Token, mut reach: impl FnMut(Node)) {
        let (own, next) = self.entry(node);
        let steps = self.steps.rows();
        if token.word != UNKNOWN {
            if self.may_step_on(&own, token.word) {
                let on_words = &steps[own.first_word as usize..own.first_lexicon as usize];
                those_with(on_words, token.word).for_each(&mut reach);
            }
            if own.lexicons & words.lexicon_bits(token.word) != 0 {
                let lexicons = &steps[own.first_lexicon as usize..own.first_any as usize];
                for held in words.lexicons_of(token.word) {
                    if own.lexicons & lexicon_bit(held) != 0 {
                        those_with(lexicons, held).for_each(&mut reach);
                    }
                }
            }
        }
        if token.kind != TokenKind::Mark {
            let any = &steps[own.first_any as usize..next.first_word as usize];
            any.iter().for_each(|step| reach(number_at(step, 4)));
        }
    }

    /// Whether a node may have a step over a word.
    fn may_step_on(&self, own: &Entry, word: WordId) -> bool {
        if own.wide_bits == NO_WIDE_BITS {
            own.words & word_bit(word) != 0
        } else {
            let (number, bit) = wide_bit(word);
            u64::from_le_bytes(self.bits.rows()[own.wide_bits as usize + number]) & bit != 0
        }
    }

    fn entry(&self, node: Node) -> (Entry, Entry) {
        let entries = &self.entries.rows()[node as usize..][..2];
        (Entry::of_row(&entries[0]), Entry::of_row(&entries[1]))
    }
}

/// Where the steps over one word or lexicon lead.
fn those_with(steps: &[[u8; 8]], wanted: u32) -> impl Iterator<Item = Node> + '_ {
    let from = steps.partition_point(|step| number_at(step, 0) < wanted);
    let fitting = steps[from..].iter().take_while(move |step| number_at(step, 0) == wanted);
    fitting.map(|step| number_at(step, 4))
}

/// The number that holds the bit of a word where there are [`WIDE`], and the bit.
fn wide_bit(word: WordId) -> (usize, u64) {
    let place = word.wrapping_mul(0x9E37_79B1) >> 22;
    (place as usize / 64, 1 << (place % 64))
}

/// The bit of a word: words that come after each other get bits far apart.
fn word_bit(word: WordId) -> u64 {
    1 << (word.wrapping_mul(0x9E37_79B1) >> 26)
}
