//! The working space of one thread, kept from one document to the next.

use claimlint_rules::Finders;
use claimlint_rules::matcher::{Inputs, Paths, PhraseMatch};
use claimlint_rules::tokens::Token;

use super::gathered::Gathered;
use super::kinds::spelling::Memory;
use super::matches::{Match, Matches, Sought};
use super::sentence_cache::SentenceCache;
use super::trace::Trace;

/// The working space of one thread, kept from one document to the next: room that need not be asked for again, and what
/// words and sentences say. Nothing in it changes what is found. It belongs to one checker.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) tokens: Vec<Token>,
    pub(super) lower: String,
    pub(super) inputs: Inputs,
    /// By the finders of the run, and by what is sought.
    pub(super) paths: [[Paths; Sought::COUNT]; Finders::MOST],
    pub(super) phrases: Vec<PhraseMatch>,
    pub(super) called: Vec<u32>,
    pub(super) found: Vec<Match>,
    pub(super) matches: Matches,
    pub(super) memory: Memory,
    pub(super) cache: SentenceCache,
    pub(super) gathered: Gathered,
    pub(super) trace: Trace,
    /// Whether what is suggested may be found again. Whoever tests rules wants to see it.
    pub(super) suggests_all: bool,
    /// Which checker it was filled by; 0 is none.
    pub(super) checker: u64,
}

impl Scratch {
    /// A working space for a check that tells a trace.
    pub fn with_trace(trace: Trace) -> Scratch {
        Scratch { trace, ..Scratch::default() }
    }

    /// A working space for a test of rules, to which they suggest all that they can, be it found again or not.
    pub fn with_all_suggestions() -> Scratch {
        Scratch { suggests_all: true, ..Scratch::default() }
    }

    /// Forgets what the document before said, and all that another checker found.
    pub(super) fn begin_document(&mut self, checker: u64) {
        if self.checker != checker {
            self.checker = checker;
            self.memory = Memory::default();
            self.inputs = Inputs::default();
            self.paths = Default::default();
            self.cache = SentenceCache::default();
        }
        self.memory.begin_document();
        self.gathered = Gathered::default();
    }
}
