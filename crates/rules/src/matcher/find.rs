//! Finds phrases in the tokens of a sentence.

use serde::{Deserialize, Serialize};

use super::node::{Node, PhraseId, ROOT};
use super::steps::{LongMatch, Next, Steps};
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
        let long = long_in(words, tokens);
        let next_at = |at: usize| Next { token: tokens.get(at), long: beginning_at(&long, at) };
        for (first, token) in tokens.iter().enumerate() {
            if token.word == UNKNOWN {
                continue;
            }
            reached.clear();
            let start = self.starts.get(token.word as usize);
            if start != ROOT && self.steps.is_worth_reaching(words, start, next_at(first + 1)) {
                reached.push((start, first as u32 + 1));
            }
            self.steps.follow_long(ROOT, beginning_at(&long, first), |to, length| {
                let after = first as u32 + length;
                if self.steps.is_worth_reaching(words, to, next_at(after as usize)) {
                    reached.push((to, after));
                }
            });
            let mut next = 0;
            while let Some(&(node, at)) = reached.get(next) {
                next += 1;
                let end = at as usize;
                found.extend(self.steps.outputs(node).map(|phrase| PhraseMatch { phrase, first, end }));
                let Some(token) = tokens.get(end) else { continue };
                let mut reach = |to, after: u32| {
                    let is_new = !reached[next..].contains(&(to, after));
                    if is_new && self.steps.is_worth_reaching(words, to, next_at(after as usize)) {
                        reached.push((to, after));
                    }
                };
                self.steps.follow(words, node, token, |to| reach(to, at + 1));
                self.steps.follow_long(node, beginning_at(&long, end), |to, length| reach(to, at + length));
            }
        }
    }
}

/// The entries of several words in some tokens, in the order of their first tokens.
fn long_in(words: &Words, tokens: &[Token]) -> Vec<LongMatch> {
    let mut long = Vec::new();
    for at in 0..tokens.len() {
        let word_at = |index: usize| tokens.get(at + index).map_or(UNKNOWN, |token| token.word);
        long.extend(words.long_at(word_at).map(|(lexicon, length)| LongMatch {
            at: at as u32,
            length: length as u32,
            lexicon,
        }));
    }
    long
}

/// Those of them that begin with a token.
fn beginning_at(long: &[LongMatch], at: usize) -> &[LongMatch] {
    if long.is_empty() {
        return long;
    }
    let start = long.partition_point(|found| (found.at as usize) < at);
    let own = long[start..].iter().take_while(|found| found.at as usize == at).count();
    &long[start..start + own]
}
