//! Sentences that a thread has seen before, and what stands in them.
//!
//! Sites say the same on every page: how to book, what to bring, who is behind the shop. What a sentence holds depends on its
//! words alone, so each thread looks it through once and knows it again by its words. What comes of that where it
//! stands is decided each time, except where nothing can come of it.

use std::sync::{Arc, OnceLock};

use claimlint_base::span::Span;
use claimlint_rules::tokens::Token;
use claimlint_text::{BlockId, Document};
use rustc_hash::FxHashMap;

use super::context::{Match, Sought};

/// A thread remembers no more sentences than this.
const MOST: usize = 1 << 15;

/// Longer sentences are seldom said twice, in bytes.
const LONGEST: usize = 400;

/// The sentences that a thread has seen.
#[derive(Debug, Default)]
pub struct Seen {
    sentences: FxHashMap<Box<str>, Known>,
    checker: u64,
}

/// What is known of a sentence.
#[derive(Debug, Clone)]
pub struct Known {
    /// There is nothing to say of it, wherever it [`stands_alone`].
    pub is_clean: bool,
    /// What stands in it, where that was of use.
    pub content: Option<Arc<Content>>,
}

/// What stands in a sentence, in bytes from its start.
#[derive(Debug)]
pub struct Content {
    tokens: Box<[Token]>,
    /// By what is sought; looked for where it is wanted.
    matches: [OnceLock<Box<[Match]>>; Sought::COUNT],
    /// No slip is found in it, wherever it [`stands_alone`].
    is_plain: bool,
}

impl Seen {
    /// Forgets what another checker found.
    pub fn belongs_to(&mut self, checker: u64) {
        if self.checker != checker {
            *self = Seen { checker, ..Seen::default() };
        }
    }

    /// What is known of a sentence.
    pub fn get(&self, words: &str) -> Option<Known> {
        if words.len() <= LONGEST { self.sentences.get(words).cloned() } else { None }
    }

    /// Whether a sentence that is not known can be remembered.
    pub fn has_room_for(&self, words: &str) -> bool {
        words.len() <= LONGEST && self.sentences.len() < MOST
    }

    /// Remembers a sentence.
    pub fn add(&mut self, words: &str, known: Known) {
        self.sentences.insert(words.into(), known);
    }
}

impl Content {
    /// What stands in a sentence that starts at a byte of its document; matches are still to come.
    pub fn of(start: usize, tokens: &[Token], is_plain: bool) -> Content {
        let tokens = tokens.iter().map(|token| token.moved(start, 0)).collect();
        Content { tokens, matches: Default::default(), is_plain }
    }

    /// Whether no slip is found in it, wherever it [`stands_alone`].
    pub fn is_plain(&self) -> bool {
        self.is_plain
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

    /// Remembers the matches of what is sought.
    pub fn remember(&self, sought: Sought, start: usize, matches: &[Match]) {
        self.matches[sought as usize].get_or_init(|| matches.iter().map(|one| one.moved(start, 0)).collect());
    }
}

/// Whether what is found in a sentence of a block depends on its words alone. It does not in a heading, which may mask
/// what stands under it, behind a stop without a blank, or where a small letter follows a stop.
pub fn stands_alone(document: &Document, block: BlockId, sentence: Span) -> bool {
    let block = document.block(block);
    let text = document.text().as_bytes();
    let is_first = sentence.start() == block.span.start();
    let follows_blank = is_first || text[sentence.start() - 1] == b' ';
    !block.kind.is_heading() && follows_blank && !text[sentence.start()].is_ascii_lowercase()
}
