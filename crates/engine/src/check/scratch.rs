//! The working space of one thread, kept from one document to the next.

use claimlint_base::span::Span;
use claimlint_rules::RuleId;
use claimlint_rules::matcher::PhraseMatch;
use claimlint_rules::tokens::Token;
use claimlint_text::{BlockId, SentenceId};

use super::kinds::conflict::Side;
use super::kinds::spelling::Memory;
use super::kinds::variants::Spelt;
use super::matches::{Match, Matches};
use super::sentence_cache::SentenceCache;
use super::subject::Raised;
use super::trace::Trace;

/// The working space of one thread, kept from one document to the next: room that need not be asked for again, and what
/// words and sentences say. Nothing in it changes what is found. It belongs to one checker.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) tokens: Vec<Token>,
    pub(super) lower: String,
    pub(super) stack: Vec<(u32, u32)>,
    pub(super) phrases: Vec<PhraseMatch>,
    pub(super) called: Vec<u32>,
    pub(super) found: Vec<Match>,
    pub(super) matches: Matches,
    pub(super) memory: Memory,
    pub(super) cache: SentenceCache,
    pub(super) gathered: Gathered,
    pub(super) trace: Trace,
    /// Which checker it was filled by; 0 is none.
    pub(super) checker: u64,
}

/// What cannot be judged before the whole document is read.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The spellings of rules of kind `variants`.
    pub spelt: Vec<Spelt>,
    /// The promises of rules of kind `conflict`.
    pub promises: Vec<Side>,
    /// What would contradict them.
    pub against: Vec<Side>,
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
    /// The words gathered so far, with their rules.
    pub fn places(&self) -> impl Iterator<Item = (RuleId, Span)> + '_ {
        let sides = self.promises.iter().chain(&self.against).map(|one| (one.rule, one.span));
        self.spelt.iter().map(|one| (one.rule, one.span)).chain(sides)
    }
}

impl Scratch {
    /// A working space for a check that tells a trace.
    pub fn with_trace(trace: Trace) -> Scratch {
        Scratch { trace, ..Scratch::default() }
    }

    /// Forgets what the document before said, and all that another checker found.
    pub(super) fn begin_document(&mut self, checker: u64) {
        if self.checker != checker {
            self.checker = checker;
            self.memory = Memory::default();
            self.cache = SentenceCache::default();
        }
        self.memory.begin_document();
        self.gathered = Gathered::default();
    }
}
