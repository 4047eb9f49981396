//! Finds phrases in the tokens of a sentence.

use serde::{Deserialize, Serialize};

use super::node::{Node, PhraseId, ROOT};
use super::steps::Steps;
use super::words::Words;
use crate::packed::Table;
use crate::tokens::Token;
use crate::vocabulary::UNKNOWN;

/// A phrase found: which, and the tokens it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseMatch {
    /// The phrase.
    pub phrase: PhraseId,
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
}

/// Matches every phrase at once.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Matcher {
    /// For each word, the node that phrases starting with it reach; the root where there are none.
    starts: Table<Node, 4>,
    steps: Steps,
}

impl Matcher {
    pub(super) fn new(starts: Table<Node, 4>, steps: Steps) -> Matcher {
        Matcher { starts, steps }
    }

    /// Finds every phrase in the tokens of a sentence, cut with the vocabulary of `words`. `found` is cleared first;
    /// `reached` is working space: the nodes reached from one token, each with the number of the next token.
    pub fn find(
        &self,
        words: &Words,
        tokens: &[Token],
        reached: &mut Vec<(u32, u32)>,
        found: &mut Vec<PhraseMatch>,
    ) {
        found.clear();
        for (first, token) in tokens.iter().enumerate() {
            if token.word == UNKNOWN {
                continue;
            }
            let start = self.starts.get(token.word as usize);
            if start == ROOT || !self.steps.is_worth_reaching(words, start, tokens.get(first + 1)) {
                continue;
            }
            reached.clear();
            reached.push((start, first as u32 + 1));
            let mut next = 0;
            while let Some(&(node, at)) = reached.get(next) {
                next += 1;
                let end = at as usize;
                found.extend(self.steps.outputs(node).map(|phrase| PhraseMatch { phrase, first, end }));
                let Some(token) = tokens.get(end) else { continue };
                let after = tokens.get(end + 1);
                self.steps.follow(words, node, token, |to| {
                    let is_new = !reached[next..].contains(&(to, at + 1));
                    if is_new && self.steps.is_worth_reaching(words, to, after) {
                        reached.push((to, at + 1));
                    }
                });
            }
        }
    }
}
