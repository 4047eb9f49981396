//! What is gathered from the sentences of a document and cannot be judged until all of it is read.

use claimlint_base::span::Span;
use claimlint_rules::{Markets, RuleId, Severity};
use claimlint_text::{BlockId, SentenceId};

use super::subject::Raised;

/// What cannot be judged until the whole document is read.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The spellings of rules of kind `variants`.
    pub spelt: Vec<Spelt>,
    /// The promises of rules of kind `conflict`.
    pub promises: Vec<Side>,
    /// What would contradict them.
    pub against: Vec<Side>,
    /// The words of rules of kind `companion`.
    pub companions: Vec<Side>,
    /// The sentences that have nothing but what would contradict a promise.
    pub postponed: Vec<Postponed>,
}

/// A sentence that contradicts a promise, if one is made, with the masks that the heading above it raises.
#[derive(Debug)]
pub struct Postponed {
    /// Its block, in the document.
    pub block: BlockId,
    /// The sentence, in the document.
    pub sentence: SentenceId,
    /// The masks.
    pub section: Vec<Raised>,
}

impl Gathered {
    /// Adds what was gathered further on in the document, in the blocks before this one.
    pub fn append(&mut self, later: Gathered, end: BlockId) {
        self.spelt.extend(later.spelt.into_iter().filter(|one| one.block < end));
        self.promises.extend(later.promises.into_iter().filter(|one| one.block < end));
        self.against.extend(later.against.into_iter().filter(|one| one.block < end));
        self.companions.extend(later.companions.into_iter().filter(|one| one.block < end));
        self.postponed.extend(later.postponed.into_iter().filter(|one| one.block < end));
    }

    /// The words gathered so far, with their rules.
    pub fn places(&self) -> impl Iterator<Item = (RuleId, Span)> + '_ {
        let sides =
            self.promises.iter().chain(&self.against).chain(&self.companions).map(|one| (one.rule, one.span));
        self.spelt.iter().map(|one| (one.rule, one.span)).chain(sides)
    }
}

/// A match of a rule of kind `conflict`: of the promise, or of what contradicts it. Or one of a rule of kind `companion`.
#[derive(Debug, Clone, Copy)]
pub struct Side {
    /// The rule.
    pub rule: RuleId,
    /// The words.
    pub span: Span,
    /// The severity of the promise here.
    pub severity: Severity,
    /// The markets that accept its wording.
    pub accepted: Markets,
    /// The block.
    pub block: BlockId,
    /// The sentence.
    pub sentence: SentenceId,
}

impl Side {
    /// Sorts by rule and place.
    pub fn order(&self) -> (RuleId, usize, usize) {
        (self.rule, self.span.start(), self.span.end())
    }

    /// How many bytes lie between the beginnings of this and another place.
    pub fn apart(&self, other: &Side) -> usize {
        self.span.start().abs_diff(other.span.start())
    }
}

/// A spelling in a document.
#[derive(Debug, Clone, Copy)]
pub struct Spelt {
    /// The rule.
    pub rule: RuleId,
    /// The spelling, by its index in the rule.
    pub spelling: usize,
    /// The words.
    pub span: Span,
    /// Their block, in the document.
    pub block: BlockId,
    /// Their sentence, in the document.
    pub sentence: SentenceId,
}
