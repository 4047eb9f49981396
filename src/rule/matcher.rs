//! All phrases of all rules in one trie over words, matched in one pass.
//!
//! A step of the trie is a word, any entry of a lexicon, or any word at all (a gap). Lexicons are steps of their own
//! rather than spelt out, so a phrase of three lexicons of a hundred words costs three steps and not a million.

use super::lexicon::LexiconId;
use super::tokens::{Token, TokenKind, UNKNOWN, Vocabulary, WordId};

/// The number a phrase was added under.
pub type PhraseId = u32;

mod build;

pub use build::MatcherBuilder;

type Node = u32;
const ROOT: Node = 0;

/// So few steps are looked through faster than searched.
const FEW_STEPS: usize = 12;

/// What a step needs of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Step {
    Word(WordId),
    Lexicon(LexiconId),
    Any,
}

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
#[derive(Debug)]
pub struct Matcher {
    vocabulary: Vocabulary,
    /// For each word, the lexicons that hold it as an entry of one word.
    lexicons_of: Ranges<LexiconId>,
    /// For each word, the nodes that a phrase starting with it reaches.
    starts: Ranges<Node>,
    /// For each node, its steps in order.
    steps: Ranges<(Step, Node)>,
    /// For each node, the phrases that end there.
    outputs: Ranges<PhraseId>,
}

/// A list of lists in two allocations.
#[derive(Debug)]
struct Ranges<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Ranges<T> {
    fn of(lists: impl Iterator<Item = Vec<T>>) -> Ranges<T> {
        let mut ranges = Ranges { ends: Vec::new(), items: Vec::new() };
        for list in lists {
            ranges.items.extend(list);
            ranges.ends.push(ranges.items.len() as u32);
        }
        ranges
    }

    fn get(&self, index: u32) -> &[T] {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[index] as usize]
    }
}

impl Matcher {
    /// The words the matcher knows, to cut texts with.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Finds every phrase in the tokens of a sentence. `found` is cleared first; `reached` is working space: the nodes
    /// reached from one token, each with the number of the next token.
    pub fn find(&self, tokens: &[Token], reached: &mut Vec<(u32, u32)>, found: &mut Vec<PhraseMatch>) {
        found.clear();
        for (first, token) in tokens.iter().enumerate() {
            if token.word == UNKNOWN {
                continue;
            }
            reached.clear();
            reached.extend(self.starts.get(token.word).iter().map(|&node| (node, first as u32 + 1)));
            let mut next = 0;
            while let Some(&(node, at)) = reached.get(next) {
                next += 1;
                let end = at as usize;
                for &phrase in self.outputs.get(node) {
                    found.push(PhraseMatch { phrase, first, end });
                }
                if let Some(token) = tokens.get(end) {
                    self.follow(node, token, |to| {
                        if !reached[next..].contains(&(to, at + 1)) {
                            reached.push((to, at + 1));
                        }
                    });
                }
            }
        }
    }

    fn follow(&self, node: Node, token: &Token, mut reach: impl FnMut(Node)) {
        let steps = self.steps.get(node);
        let held = if token.word == UNKNOWN { &[][..] } else { self.lexicons_of.get(token.word) };
        if steps.len() <= FEW_STEPS {
            for &(step, to) in steps {
                let fits = match step {
                    Step::Word(word) => word == token.word,
                    Step::Lexicon(lexicon) => held.contains(&lexicon),
                    Step::Any => token.kind != TokenKind::Mark,
                };
                if fits {
                    reach(to);
                }
            }
            return;
        }
        let mut take = |step: Step| {
            let from = steps.partition_point(|(other, _)| *other < step);
            steps[from..].iter().take_while(|(other, _)| *other == step).for_each(|(_, to)| reach(*to));
        };
        take(Step::Word(token.word));
        held.iter().for_each(|&lexicon| take(Step::Lexicon(lexicon)));
        if token.kind != TokenKind::Mark {
            take(Step::Any);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::rule::lexicon::Lexicons;
    use crate::rule::phrase::parse;
    use crate::rule::tokens::tokens;
    use crate::span::Span;

    /// The words that each phrase covers in the text.
    fn find(phrases: &[&str], text: &str) -> Vec<(PhraseId, String)> {
        let mut raw = BTreeMap::new();
        raw.insert("praise".to_owned(), vec!["effective".to_owned(), "sought after".to_owned()]);
        let (lexicons, faults) = Lexicons::new(&raw);
        assert_eq!(faults, []);
        let mut builder = MatcherBuilder::new(&lexicons, Vocabulary::default());
        for (id, phrase) in phrases.iter().enumerate() {
            builder.add(&parse(phrase).unwrap().parts, id as PhraseId);
        }
        let matcher = builder.finish();
        let (mut lower, mut cut, mut stack, mut found) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        tokens(text, Span::of(0..text.len()), matcher.vocabulary(), &mut lower, &mut cut);
        matcher.find(&cut, &mut stack, &mut found);
        let mut all: Vec<_> = found
            .iter()
            .map(|found| {
                let span = cut[found.first].span().join(cut[found.end - 1].span());
                (found.phrase, text[span.range()].to_owned())
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn a_phrase_matches_whole_words_in_any_case_and_across_hyphens() {
        let found = find(&["clinically proven", "best"], "Clinically-proven, BEST, bestseller");
        assert_eq!(found, [(0, "Clinically-proven".into()), (1, "BEST".into())]);
    }

    #[test]
    fn lexicon_entries_of_one_and_of_several_words_match() {
        let found =
            find(&["the most <praise> peel"], "the most effective peel and the most sought-after peel");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_entry_of_several_words_does_not_leak_into_other_phrases() {
        assert_eq!(
            find(&["most <praise> peel", "most sought after thing"], "most sought after thing").len(),
            1
        );
        assert_eq!(find(&["most sought thing", "most <praise> peel"], "most sought peel").len(), 0);
    }

    #[test]
    fn gaps_span_words_but_no_comma() {
        assert_eq!(find(&["proven to *{0,2} lift"], "proven to lift, proven to really gently lift").len(), 2);
        assert_eq!(find(&["proven to *{0,2} lift"], "proven to, well, lift").len(), 0);
        assert_eq!(find(&["safe , [and] quick"], "safe, quick and safe, and quick").len(), 2);
    }

    #[test]
    fn choices_and_optional_words_do_not_leak_into_phrases_that_begin_alike() {
        let phrases = ["(big|small) [red] box", "big cat", "big [red] dog"];
        assert_eq!(find(&phrases, "big box, small red box").len(), 2);
        assert_eq!(find(&phrases, "small cat, big red cat, small dog"), []);
        assert_eq!(
            find(&phrases, "big red dog, big dog"),
            [(2, "big dog".into()), (2, "big red dog".into())]
        );
    }

    #[test]
    fn numbers_are_a_lexicon() {
        let phrases = ["<number> % of (women|users)", "4 times"];
        let found = find(&phrases, "90% of women, five of users, 1,000 % of users, 4% of women");
        assert_eq!(found.len(), 3);
    }
}
