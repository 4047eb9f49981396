//! The steps of all nodes of the trie, laid out so that the program reads them where they lie.
//!
//! What a state of nodes does with an input is found out here once (`paths`), so that the steps are laid out to be small: they
//! are searched, and nothing is kept beside them to say what is not there.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::bits::Bits;
use super::inputs::Input;
use super::node::{Node, PhraseId};
use super::words::{Words, lexicon_bit};
use crate::lexicon::LexiconId;
use crate::packed::{Packed, Table, number_at, row_of};
use crate::vocabulary::{UNKNOWN, WordId};

/// So many steps are gone through one by one; among more, those wanted are searched for.
const FEW_STEPS: usize = 32;

/// So many steps may lie between one that is wanted and where the search for it ends.
const FEW_BETWEEN: usize = 8;

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

/// Where the steps and outputs of a node begin. They end where those of the next node begin.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    words: u32,
    lexicons: u32,
    any: u32,
    outputs: u32,
}

impl Packed<16> for Entry {
    fn pack(&self) -> [u8; 16] {
        row_of(&[self.words, self.lexicons, self.any, self.outputs])
    }

    fn unpack(row: &[u8; 16]) -> Entry {
        let number = |at| number_at(row, at);
        Entry { words: number(0), lexicons: number(4), any: number(8), outputs: number(12) }
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
    entries: Table<Entry, 16>,
    /// The steps of each node: first those over words, then those over lexicons, then those over any word, each in order.
    steps: Table<Way, 8>,
    outputs: Table<PhraseId, 4>,
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
        let first = self.steps.count();
        let words = steps.partition_point(|(step, _)| matches!(step, Step::Word(_)));
        let lexicons = steps.partition_point(|(step, _)| !matches!(step, Step::Any));
        for &(step, to) in steps {
            let over = match step {
                Step::Word(over) | Step::Lexicon(over) => over,
                Step::Any => 0,
            };
            self.steps.push(&Way { over, to });
        }
        self.entries.push(&Entry {
            words: first as u32,
            lexicons: (first + words) as u32,
            any: (first + lexicons) as u32,
            outputs: self.outputs.count() as u32,
        });
        outputs.iter().for_each(|phrase| self.outputs.push(phrase));
    }

    /// The phrases that end at a node.
    pub fn outputs(&self, node: Node) -> impl Iterator<Item = PhraseId> + '_ {
        let (own, next) = self.entry(node);
        self.outputs.rows()[own.outputs as usize..next.outputs as usize].iter().map(PhraseId::unpack)
    }

    /// Adds the bits of what a node steps on. What is returned is whether it steps on any word.
    pub fn add_bits(&self, node: Node, bits: &mut Bits) -> bool {
        let (own, next) = self.entry(node);
        self.ways(own.words..own.lexicons).iter().for_each(|row| bits.add_word(Way::unpack(row).over));
        for way in self.ways(own.lexicons..own.any).iter().map(Way::unpack) {
            bits.lexicons |= lexicon_bit(way.over);
        }
        own.any < next.words
    }

    /// Adds the bits of what is stepped on first after one or more steps over any word. False where that does not tell what a phrase
    /// needs: where one ends after such steps, or goes on after more of them than `most`.
    pub fn add_bits_beyond(&self, node: Node, most: usize, bits: &mut Bits) -> bool {
        let (own, next) = self.entry(node);
        self.ways(own.any..next.words).iter().all(|row| {
            let beyond = Way::unpack(row).to;
            let ends = self.outputs(beyond).next().is_some();
            let goes_on = self.add_bits(beyond, bits);
            !ends && (!goes_on || most > 1 && self.add_bits_beyond(beyond, most - 1, bits))
        })
    }

    /// Calls `reach` with each node that the word of an input leads to.
    pub fn follow(&self, words: &Words, node: Node, input: &Input, mut reach: impl FnMut(Node)) {
        let (own, next) = self.entry(node);
        if input.word != UNKNOWN {
            those_over(self.ways(own.words..own.lexicons), input.word).for_each(&mut reach);
            follow_lexicons(words, self.ways(own.lexicons..own.any), input, &mut reach);
        }
        if !input.is_mark {
            self.ways(own.any..next.words).iter().for_each(|row| reach(Way::unpack(row).to));
        }
    }

    /// Calls `reach` with each node that an entry of several words leads to from a node, and the number of its words.
    pub fn follow_long(&self, node: Node, long: &[(LexiconId, u16)], mut reach: impl FnMut(Node, u16)) {
        if long.is_empty() {
            return;
        }
        let (own, _) = self.entry(node);
        let lexicons = self.ways(own.lexicons..own.any);
        for (lexicon, length) in long {
            those_over(lexicons, *lexicon).for_each(|to| reach(to, *length));
        }
    }

    fn ways(&self, range: Range<u32>) -> &[[u8; 8]] {
        &self.steps.rows()[range.start as usize..range.end as usize]
    }

    /// The entry of a node and that of the next one.
    fn entry(&self, node: Node) -> (Entry, Entry) {
        let entries = &self.entries.rows()[node as usize..][..2];
        (Entry::unpack(&entries[0]), Entry::unpack(&entries[1]))
    }
}

/// Calls `reach` with each node that steps over lexicons lead to with the word of an input. A common word is in dozens of
/// lexicons, and most nodes have a step or two: then it is quicker to ask for each step whether the word is held.
fn follow_lexicons(words: &Words, steps: &[[u8; 8]], input: &Input, mut reach: impl FnMut(Node)) {
    if steps.len() > FEW_STEPS {
        let held = words.lexicons_of(input.word);
        return held.for_each(|held| those_over(steps, held).for_each(&mut reach));
    }
    for way in steps.iter().map(Way::unpack) {
        let may_hold = input.lexicons >> (way.over % u128::BITS) & 1 != 0;
        if may_hold && words.lexicons_of(input.word).any(|held| held == way.over) {
            reach(way.to);
        }
    }
}

/// Where the steps over one word or lexicon lead.
fn those_over(steps: &[[u8; 8]], wanted: u32) -> impl Iterator<Item = Node> + '_ {
    let (mut from, mut end) = (0, steps.len());
    while end - from > FEW_BETWEEN {
        let middle = from.midpoint(end);
        if Way::unpack(&steps[middle]).over < wanted { from = middle } else { end = middle }
    }
    let rest = steps[from..].iter().map(Way::unpack).skip_while(move |way| way.over < wanted);
    rest.take_while(move |way| way.over == wanted).map(|way| way.to)
}
