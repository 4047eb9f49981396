//! Sentences in which nothing was found, whatever stands around them.
//!
//! Sites say the same on every page: how to book, what to bring, who is behind the shop. Such a sentence is looked at once
//! by each thread and known again by its words.

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::span::Span;

/// All remembered sentences together are no longer than this, in bytes.
const MOST: usize = 4 << 20;

/// Longer sentences are seldom said twice, in bytes.
const LONGEST: usize = 400;

/// The clean sentences that a thread has seen.
#[derive(Debug, Default)]
pub struct Clean {
    sentences: FxHashSet<Box<str>>,
    bytes: usize,
    checker: u64,
}

impl Clean {
    /// Forgets what another checker found clean.
    pub fn belongs_to(&mut self, checker: u64) {
        if self.checker != checker {
            *self = Clean { checker, ..Clean::default() };
        }
    }

    /// Whether a sentence is known to be clean.
    pub fn has(&self, words: &str) -> bool {
        words.len() <= LONGEST && self.sentences.contains(words)
    }

    /// Remembers a sentence, while there is room.
    pub fn add(&mut self, words: &str) {
        if words.len() <= LONGEST && self.bytes + words.len() <= MOST {
            self.bytes += words.len();
            self.sentences.insert(words.into());
        }
    }
}

/// Whether what is found in a sentence of a block depends on its words alone. It does not in a heading, which may mask
/// what stands under it, behind a stop without a blank, or where a small letter follows a stop.
pub fn stands_alone(document: &Document, block: usize, sentence: Span) -> bool {
    let block = &document.blocks()[block];
    let text = document.text().as_bytes();
    let is_first = sentence.start() == block.span.start();
    let follows_blank = is_first || text[sentence.start() - 1] == b' ';
    !block.kind.is_heading() && follows_blank && !text[sentence.start()].is_ascii_lowercase()
}
