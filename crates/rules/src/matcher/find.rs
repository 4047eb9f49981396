//! Finds phrases in the tokens of a sentence.

use serde::{Deserialize, Serialize};

use super::inputs::Inputs;
use super::node::{Node, PhraseId};
use super::paths::{NOWHERE, Paths, Trie};
use super::steps::Steps;
use super::words::Words;
use crate::packed::Table;
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

    /// Finds every phrase in the inputs of a sentence, read with `words`: by their first tokens, then by their last ones. `found`
    /// is cleared first. `paths` remembers for this matcher where phrases led, and decides nothing.
    pub fn find(&self, words: &Words, inputs: &Inputs, paths: &mut Paths, found: &mut Vec<PhraseMatch>) {
        found.clear();
        paths.make_room(words.vocabulary().count());
        let trie = Trie { words, steps: &self.steps, inputs };
        let of_sentence = inputs.of_sentence();
        for (first, input) in of_sentence.iter().enumerate() {
            if input.word == UNKNOWN {
                continue;
            }
            let mut state = paths.first(trie, input, |word| self.starts.get(word as usize));
            let mut end = first + 1;
            while state != NOWHERE {
                for &phrase in paths.outputs(state) {
                    found.push(PhraseMatch { phrase, first, end });
                }
                let Some(input) = of_sentence.get(end) else { break };
                if !paths.goes_on(state, inputs.in_sight(end)) {
                    break;
                }
                state = paths.next(trie, state, input);
                end += 1;
            }
        }
    }
}
