//! The steps of all nodes of the trie, laid out so that a token which leads nowhere is turned away at a glance.
//!
//! Nearly every token leads nowhere: a node keeps bits for the words and the lexicons it steps on, and its steps are
//! searched only where the token's are among them. What is looked at for each token is kept small, because the time goes
//! into fetching it.

use std::sync::Arc;

use super::words::{Words, lexicon_bit};
use super::{Node, PhraseId};
use crate::rule::lexicon::LexiconId;
use crate::rule::tokens::{Token, TokenKind, UNKNOWN, WordId};

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

/// The steps of every node, and the phrases that end there.
#[derive(Debug)]
pub struct Steps {
    /// One for each node, and one behind the last.
    entries: Vec<Entry>,
    /// The word or lexicon stepped on and the node reached: of each node first the words, then the lexicons, then what
    /// any word leads to, each in order.
    steps: Vec<(u32, Node)>,
    outputs: Vec<PhraseId>,
    /// The bits of nodes that step on many words, [`WIDE`] numbers for each.
    bits: Vec<u64>,
    words: Arc<Words>,
}

impl Steps {
    /// The steps of all nodes, given in order.
    pub fn new(nodes: Vec<Closed>, words: Arc<Words>) -> Steps {
        let mut all =
            Steps { entries: Vec::new(), steps: Vec::new(), outputs: Vec::new(), bits: Vec::new(), words };
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
        let from = self.steps.len();
        let mut entry =
            Entry { first_output: self.outputs.len() as u32, wide_bits: NO_WIDE_BITS, ..Entry::default() };
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
            self.steps.push((wanted, to));
        }
        entry.first_word = from as u32;
        entry.first_lexicon = (from + words) as u32;
        entry.first_any = (from + words + lexicons) as u32;
        if words > FEW_WORDS {
            entry.wide_bits = self.bits.len() as u32;
            self.bits.resize(self.bits.len() + WIDE, 0);
            for (word, _) in &self.steps[from..from + words] {
                let (number, bit) = wide_bit(*word);
                self.bits[entry.wide_bits as usize + number] |= bit;
            }
        }
        self.outputs.extend(outputs);
        self.entries.push(entry);
    }

    /// The phrases that end at a node.
    pub fn outputs(&self, node: Node) -> &[PhraseId] {
        let (own, next) = self.entry(node);
        &self.outputs[own.first_output as usize..next.first_output as usize]
    }

    /// Whether there is anything to do at a node when this token is next: a phrase ends there, or a step may fit.
    pub fn is_worth_reaching(&self, node: Node, token: Option<&Token>) -> bool {
        let (own, next) = self.entry(node);
        own.first_output < next.first_output || token.is_some_and(|token| self.may_step(own, next, token))
    }

    fn may_step(&self, own: &Entry, next: &Entry, token: &Token) -> bool {
        let by_any = own.first_any < next.first_word && token.kind != TokenKind::Mark;
        by_any
            || token.word != UNKNOWN
                && (self.may_step_on(own, token.word)
                    || own.lexicons & self.words.lexicon_bits(token.word) != 0)
    }

    /// Calls `reach` with each node that the token leads to.
    pub fn follow(&self, node: Node, token: &Token, mut reach: impl FnMut(Node)) {
        let (own, next) = self.entry(node);
        if token.word != UNKNOWN {
            if self.may_step_on(own, token.word) {
                let words = &self.steps[own.first_word as usize..own.first_lexicon as usize];
                those_with(words, token.word).for_each(&mut reach);
            }
            if own.lexicons & self.words.lexicon_bits(token.word) != 0 {
                let lexicons = &self.steps[own.first_lexicon as usize..own.first_any as usize];
                for &held in self.words.lexicons_of(token.word) {
                    if own.lexicons & lexicon_bit(held) != 0 {
                        those_with(lexicons, held).for_each(&mut reach);
                    }
                }
            }
        }
        if token.kind != TokenKind::Mark {
            let any = &self.steps[own.first_any as usize..next.first_word as usize];
            any.iter().for_each(|&(_, to)| reach(to));
        }
    }

    /// Whether a node may have a step over a word.
    fn may_step_on(&self, own: &Entry, word: WordId) -> bool {
        if own.wide_bits == NO_WIDE_BITS {
            own.words & word_bit(word) != 0
        } else {
            let (number, bit) = wide_bit(word);
            self.bits[own.wide_bits as usize + number] & bit != 0
        }
    }

    fn entry(&self, node: Node) -> (&Entry, &Entry) {
        let node = node as usize;
        (&self.entries[node], &self.entries[node + 1])
    }
}

/// Where the steps over one word or lexicon lead.
fn those_with(steps: &[(u32, Node)], wanted: u32) -> impl Iterator<Item = Node> + '_ {
    let from = steps.partition_point(|(other, _)| *other < wanted);
    steps[from..].iter().take_while(move |(other, _)| *other == wanted).map(|(_, to)| *to)
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
