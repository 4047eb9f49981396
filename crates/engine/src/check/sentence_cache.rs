//! Sentences that were looked through before, and what their words say.
//!
//! Sites say the same on every page: how to book, what to bring, who is behind the shop. What is kept here depends on the words
//! of a sentence and on the rules alone, never on the page that they were first met on. What comes of it where a sentence is,
//! under which heading and in whose quotation, is decided each time anew.

use std::sync::{Arc, OnceLock};

use claimlint_base::span::Span;
use claimlint_rules::tokens::Token;
use claimlint_text::{BlockId, Document};
use rustc_hash::FxHashMap;

use super::masking::Own;
use super::matches::{Match, Sought};

/// No more sentences than this are kept.
const MOST: usize = 1 << 13;

/// Longer sentences are seldom said twice, in bytes.
const LONGEST: usize = 400;

/// The sentences that were looked through, by their words.
#[derive(Debug, Default)]
pub struct SentenceCache {
    sentences: FxHashMap<Box<str>, Known>,
}

/// What is known about a sentence.
#[derive(Debug, Clone)]
pub struct Known {
    /// Wherever it [`stands_alone`], its words say nothing that a rule looks for.
    pub says_nothing: bool,
    /// What its words say, where that was of use.
    pub facts: Option<Arc<Facts>>,
}

/// What the words of a sentence say. All places are bytes from the start of the sentence.
#[derive(Debug)]
pub struct Facts {
    tokens: Box<[Token]>,
    /// By what is sought; looked for where it is wanted.
    matches: [OnceLock<Box<[Match]>>; Sought::COUNT],
    /// What the words make of each match of a rule; decided where it is wanted.
    own: OnceLock<Box<[Own]>>,
    /// No slip is found in it, wherever it [`stands_alone`].
    has_no_slips: bool,
}

impl SentenceCache {
    /// What is known about a sentence.
    pub fn get(&self, words: &str) -> Option<Known> {
        if words.len() <= LONGEST { self.sentences.get(words).cloned() } else { None }
    }

    /// Whether a sentence can be kept.
    pub fn has_room_for(&self, words: &str) -> bool {
        words.len() <= LONGEST && self.sentences.len() < MOST
    }

    /// Keeps a sentence.
    pub fn add(&mut self, words: &str, known: Known) {
        self.sentences.insert(words.into(), known);
    }
}

impl Facts {
    /// What the words of a sentence say that starts at a byte of its document; matches are still to come.
    pub fn of(start: usize, tokens: &[Token], has_no_slips: bool) -> Facts {
        let tokens = tokens.iter().map(|token| token.moved(start, 0)).collect();
        Facts { tokens, matches: Default::default(), own: OnceLock::new(), has_no_slips }
    }

    /// Whether no slip is found in it, wherever it [`stands_alone`].
    pub fn has_no_slips(&self) -> bool {
        self.has_no_slips
    }

    /// Puts its tokens, where it starts at a byte, in the place of others.
    pub fn put_tokens(&self, start: usize, tokens: &mut Vec<Token>) {
        tokens.clear();
        tokens.extend(self.tokens.iter().map(|token| token.moved(0, start)));
    }

    /// The matches of what is sought, where it starts at a byte; `None` where nobody asked before.
    pub fn matches(&self, sought: Sought, start: usize) -> Option<impl Iterator<Item = Match> + '_> {
        let matches = self.matches[sought as usize].get()?;
        Some(matches.iter().map(move |one| one.moved(0, start)))
    }

    /// Whether the matches of what is sought are known.
    pub fn has(&self, sought: Sought) -> bool {
        self.matches[sought as usize].get().is_some()
    }

    /// Keeps the matches of what is sought, where it starts at a byte.
    pub fn keep_matches(&self, sought: Sought, start: usize, matches: &[Match]) {
        self.matches[sought as usize].get_or_init(|| matches.iter().map(|one| one.moved(start, 0)).collect());
    }

    /// What its words make of each match of a rule, where it starts at a byte; `None` where nobody asked before.
    pub fn own_verdicts(&self, start: usize) -> Option<Vec<Own>> {
        Some(self.own.get()?.iter().map(|one| one.moved(0, start)).collect())
    }

    /// Keeps what its words make of each match of a rule, where it starts at a byte.
    pub fn keep_own_verdicts(&self, start: usize, verdicts: &[Own]) {
        self.own.get_or_init(|| verdicts.iter().map(|one| one.moved(start, 0)).collect());
    }
}

/// Whether what is around a sentence has no part in what its words say. It has a part in a heading, which may mask what is
/// under it; where a small letter, a stop or a comma comes first; and where no space separates the sentence from those
/// beside it.
pub fn stands_alone(document: &Document, block: BlockId, sentence: Span) -> bool {
    let block = document.block(block);
    let text = document.text().as_bytes();
    let first = text[sentence.start()];
    let is_separate_before = sentence.start() == block.span.start() || text[sentence.start() - 1] == b' ';
    let is_separate_after = sentence.end() == block.span.end() || text[sentence.end()] == b' ';
    let begins_plainly = !first.is_ascii_lowercase() && !b".,;:!?".contains(&first);
    !block.kind.is_heading() && is_separate_before && is_separate_after && begins_plainly
}
