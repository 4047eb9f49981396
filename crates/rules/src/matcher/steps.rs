//! The steps of all nodes of the trie, laid out so that a token which leads nowhere is turned away at a glance.
//!
//! Nearly every token leads nowhere: a node keeps bits for the words and the lexicons it steps on, and its steps are
//! searched only where the token's are among them. What is looked at for each token is kept small, because the time goes
//! into fetching it.

use serde::{Deserialize, Serialize};

use super::node::{Node, PhraseId};
use super::words::{Words, lexicon_bit};
use crate::lexicon::LexiconId;
use crate::packed::{Packed, Table, number_at, row_of};
use crate::tokens::{Token, TokenKind};
use crate::vocabulary::{UNKNOWN, WordId};

/// What a token must be for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// This word.
    Word(WordId),
    /// An entry of this lexicon.
    Lexicon(LexiconId),
    /// Anything but a mark.
    Any,
}

/// The steps and phrases of a node and of all that are reached from it without a word.
#[derive(Debug, Default)]
pub struct Closed {
    pub steps: Vec<(Step, Node)>,
    pub outputs: Vec<PhraseId>,
}

/// An entry of several words that was found in a text.
#[derive(Debug, Clone, Copy)]
pub struct LongMatch {
    /// The number of its first token.
    pub at: u32,
    /// How many words it has.
    pub length: u32,
    /// Its lexicon.
    pub lexicon: LexiconId,
}

/// What is next in a text: a token, and the entries of several words that begin with it.
#[derive(Debug, Clone, Copy)]
pub struct Next<'t> {
    /// The token; none after the last.
    pub token: Option<&'t Token>,
    /// The entries.
    pub long: &'t [LongMatch],
}

impl Next<'_> {
    fn is_on_lexicons(&self, bits: u128) -> bool {
        self.long.iter().any(|found| bits & lexicon_bit(found.lexicon) != 0)
    }
}

/// A node that steps on more words than this has a wide set of bits for them, the others a narrow one of 64 bits. Several
/// words share a bit in both.
const FEW_WORDS: usize = 8;

/// How many numbers of 64 bits a wide set has. After the words that begin many phrases come one or two hundred others,
/// and there are 1,024 bits for them.
const WIDE: usize = 16;

/// Says that a node has no wide set.
const NO_WIDE_BITS: u32 = u32::MAX;

/// What a node steps on, and where its steps and outputs begin. They end where those of the next node begin.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    /// The narrow set of the words.
    words: u64,
    /// The bits of the lexicons.
    lexicons: u128,
    /// The first number of the wide set.
    wide_bits: u32,
    first_word: u32,
    first_lexicon: u32,
    first_any: u32,
    first_output: u32,
}

/// How many bytes an entry has in its table.
const ENTRY: usize = 44;

impl Packed<ENTRY> for Entry {
    fn pack(&self) -> [u8; ENTRY] {
        let numbers: [u32; 5] =
            [self.wide_bits, self.first_word, self.first_lexicon, self.first_any, self.first_output];
        let mut row = [0; ENTRY];
        row[..8].copy_from_slice(&self.words.to_le_bytes());
        row[8..24].copy_from_slice(&self.lexicons.to_le_bytes());
        row[24..].copy_from_slice(&row_of::<20>(&numbers));
        row
    }

    fn unpack(row: &[u8; ENTRY]) -> Entry {
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

/// A step as it lies in its table.
#[derive(Debug, PartialEq, Eq)]
struct Way {
    /// The word or lexicon; for [`Step::Any`] nothing.
    over: u32,
    /// The node that it leads to.
    to: Node,
}

impl Packed<8> for Way {
    fn pack(&self) -> [u8; 8] {
        row_of(&[self.over, self.to])
    }

    fn unpack(row: &[u8; 8]) -> Way {
        Way { over: number_at(row, 0), to: number_at(row, 4) }
    }
}

/// The steps of every node, and the phrases that end there.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Steps {
    /// One for each node, and one after the last.
    entries: Table<Entry, ENTRY>,
    /// The steps of each node: first those over words, then those over lexicons, then those over any word, each in order.
    steps: Table<Way, 8>,
    outputs: Table<PhraseId, 4>,
    /// The wide sets, [`WIDE`] numbers for each.
    bits: Table<u64, 8>,
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
            let over = match step {
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
            self.steps.push(&Way { over, to });
        }
        entry.first_word = from as u32;
        entry.first_lexicon = (from + words) as u32;
        entry.first_any = (from + words + lexicons) as u32;
        if words > FEW_WORDS {
            entry.wide_bits = self.bits.count() as u32;
            let mut bits = [0; WIDE];
            for step in from..from + words {
                let (number, bit) = wide_bit(self.steps.get(step).over);
                bits[number] |= bit;
            }
            bits.iter().for_each(|number| self.bits.push(number));
        }
        outputs.iter().for_each(|phrase| self.outputs.push(phrase));
        self.entries.push(&entry);
    }

    /// The phrases that end at a node.
    pub fn outputs(&self, node: Node) -> impl Iterator<Item = PhraseId> + '_ {
        let (own, next) = self.entry(node);
        let rows = &self.outputs.rows()[own.first_output as usize..next.first_output as usize];
        rows.iter().map(PhraseId::unpack)
    }

    /// Whether there is anything to do at a node before a token: a phrase ends there, or a step may fit.
    pub fn is_worth_reaching(&self, words: &Words, node: Node, next_token: Next<'_>) -> bool {
        let (own, next) = self.entry(node);
        own.first_output < next.first_output
            || next_token.token.is_some_and(|token| {
                self.may_step(words, &own, &next, token) || next_token.is_on_lexicons(own.lexicons)
            })
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
                those_over(on_words, token.word).for_each(&mut reach);
            }
            if own.lexicons & words.lexicon_bits(token.word) != 0 {
                let lexicons = &steps[own.first_lexicon as usize..own.first_any as usize];
                for held in words.lexicons_of(token.word) {
                    if own.lexicons & lexicon_bit(held) != 0 {
                        those_over(lexicons, held).for_each(&mut reach);
                    }
                }
            }
        }
        if token.kind != TokenKind::Mark {
            let any = &steps[own.first_any as usize..next.first_word as usize];
            any.iter().for_each(|row| reach(Way::unpack(row).to));
        }
    }

    /// Calls `reach` with each node that an entry of several words leads to from a node, and the number of its words.
    pub fn follow_long(&self, node: Node, long: &[LongMatch], mut reach: impl FnMut(Node, u32)) {
        let (own, _) = self.entry(node);
        let lexicons = &self.steps.rows()[own.first_lexicon as usize..own.first_any as usize];
        for found in long.iter().filter(|found| own.lexicons & lexicon_bit(found.lexicon) != 0) {
            those_over(lexicons, found.lexicon).for_each(|to| reach(to, found.length));
        }
    }

    /// Whether a node may have a step over a word.
    fn may_step_on(&self, own: &Entry, word: WordId) -> bool {
        if own.wide_bits == NO_WIDE_BITS {
            own.words & word_bit(word) != 0
        } else {
            let (number, bit) = wide_bit(word);
            self.bits.get(own.wide_bits as usize + number) & bit != 0
        }
    }

    /// The entry of a node and that of the next one.
    fn entry(&self, node: Node) -> (Entry, Entry) {
        let entries = &self.entries.rows()[node as usize..][..2];
        (Entry::unpack(&entries[0]), Entry::unpack(&entries[1]))
    }
}

/// Where the steps over one word or lexicon lead.
fn those_over(steps: &[[u8; 8]], wanted: u32) -> impl Iterator<Item = Node> + '_ {
    let from = steps.partition_point(|row| Way::unpack(row).over < wanted);
    let fitting = steps[from..].iter().map(Way::unpack).take_while(move |way| way.over == wanted);
    fitting.map(|way| way.to)
}

/// Which number of a wide set has the bit of a word, and the bit.
fn wide_bit(word: WordId) -> (usize, u64) {
    let place = word.wrapping_mul(0x9E37_79B1) >> 22;
    (place as usize / 64, 1 << (place % 64))
}

/// The bit of a word in a narrow set. Words whose numbers follow on each other have bits far apart.
fn word_bit(word: WordId) -> u64 {
    1 << (word.wrapping_mul(0x9E37_79B1) >> 26)
}
