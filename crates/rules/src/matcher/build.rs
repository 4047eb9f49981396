//! Lays phrases into the trie of a [`Matcher`].

use rustc_hash::FxHashMap;

use super::find::Matcher;
use super::node::{Node, PhraseId, ROOT};
use super::steps::{Closed, Step, Steps};
use super::words::Words;
use crate::lexicon::{LexiconId, Lexicons};
use crate::phrase::Part;
use crate::vocabulary::WordId;

/// Collects phrases. [`MatcherBuilder::finish`] makes the matcher.
///
/// Phrases that begin alike share their nodes: the node after a part depends on nothing but the node before it and the
/// part. A choice or an optional part ends in a node of its own, which its ways reach without a step.
pub struct MatcherBuilder<'l> {
    lexicons: &'l Lexicons,
    words: &'l Words,
    nodes: Vec<BuilderNode>,
    /// The node after a part that was added already.
    after: FxHashMap<(Node, PartKey), Node>,
    /// Choices and optional parts, which are told apart by all they hold.
    compound: FxHashMap<Part, u32>,
}

/// Names a part, so that one that comes again is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum PartKey {
    Word(WordId),
    Lexicon(LexiconId),
    Gap(u8, u8),
    Compound(u32),
}

#[derive(Debug, Default)]
struct BuilderNode {
    steps: Vec<(Step, Node)>,
    /// Nodes that are reached from this one without a word.
    free: Vec<Node>,
    outputs: Vec<PhraseId>,
}

impl<'l> MatcherBuilder<'l> {
    /// A builder for phrases that name these lexicons and have these words.
    pub fn new(lexicons: &'l Lexicons, words: &'l Words) -> MatcherBuilder<'l> {
        let (after, compound) = (FxHashMap::default(), FxHashMap::default());
        MatcherBuilder { lexicons, words, nodes: vec![BuilderNode::default()], after, compound }
    }

    /// Adds a phrase whose lexicons are all known.
    pub fn add(&mut self, parts: &[Part], phrase: PhraseId) {
        let end = self.lay_all(ROOT, parts);
        self.nodes[end as usize].outputs.push(phrase);
    }

    fn lay_all(&mut self, from: Node, parts: &[Part]) -> Node {
        parts.iter().fold(from, |node, part| self.lay(node, part))
    }

    /// The node after a part, which is added if it does not exist yet.
    fn lay(&mut self, from: Node, part: &Part) -> Node {
        let key = (from, self.key(part));
        if let Some(&end) = self.after.get(&key) {
            return end;
        }
        let end = match part {
            // Whether a match begins there is asked once it is found.
            Part::Start => from,
            Part::Word(word) => {
                let word = self.words.vocabulary().id(word);
                self.step(from, Step::Word(word))
            }
            Part::Lexicon(name) => self.lexicon(from, name),
            Part::Either(ways) => {
                let end = self.new_node();
                for way in ways {
                    let last = self.lay_all(from, way);
                    self.nodes[last as usize].free.push(end);
                }
                end
            }
            Part::Maybe(way) => {
                let end = self.new_node();
                let last = self.lay_all(from, way);
                self.nodes[last as usize].free.push(end);
                self.nodes[from as usize].free.push(end);
                end
            }
            Part::Marked(way) => self.lay_all(from, way),
            Part::Gap(low, high) => {
                let end = self.new_node();
                let mut at = from;
                for width in 0..=*high {
                    if width >= *low {
                        self.nodes[at as usize].free.push(end);
                    }
                    if width < *high {
                        at = self.step(at, Step::Any);
                    }
                }
                end
            }
        };
        self.after.insert(key, end);
        end
    }

    fn key(&mut self, part: &Part) -> PartKey {
        match part {
            Part::Word(word) => PartKey::Word(self.words.vocabulary().id(word)),
            Part::Lexicon(name) => PartKey::Lexicon(self.lexicons.id(name).unwrap_or(LexiconId::MAX)),
            Part::Gap(low, high) => PartKey::Gap(*low, *high),
            Part::Start | Part::Either(_) | Part::Maybe(_) | Part::Marked(_) => {
                let next = self.compound.len() as u32;
                PartKey::Compound(match self.compound.get(part) {
                    Some(&known) => known,
                    None => *self.compound.entry(part.clone()).or_insert(next),
                })
            }
        }
    }

    fn new_node(&mut self) -> Node {
        self.nodes.push(BuilderNode::default());
        (self.nodes.len() - 1) as Node
    }

    fn step(&mut self, from: Node, step: Step) -> Node {
        let to = self.new_node();
        self.nodes[from as usize].steps.push((step, to));
        to
    }

    /// The node after any entry of a lexicon. Entries of several words are one step as well: they are looked up in the text.
    fn lexicon(&mut self, from: Node, name: &str) -> Node {
        match self.lexicons.id(name) {
            Some(id) => self.step(from, Step::Lexicon(id)),
            None => self.new_node(),
        }
    }

    /// The matcher of all phrases added.
    pub fn finish(self) -> Matcher {
        let mut nodes: Vec<Closed> = (0..self.nodes.len() as Node).map(|node| self.closed(node)).collect();
        let starts = starts(&mut nodes, self.words).into_iter().collect();
        Matcher::new(starts, Steps::new(nodes))
    }

    /// The steps and phrases of a node and of all that are reached from it without a word.
    fn closed(&self, node: Node) -> Closed {
        let mut reached = vec![node];
        let mut next = 0;
        while let Some(&at) = reached.get(next) {
            for &free in &self.nodes[at as usize].free {
                if !reached.contains(&free) {
                    reached.push(free);
                }
            }
            next += 1;
        }
        let mut closed = Closed::default();
        for at in reached {
            closed.steps.extend(&self.nodes[at as usize].steps);
            closed.outputs.extend(&self.nodes[at as usize].outputs);
        }
        closed
    }
}

/// For each word, the node that the first step of a phrase leads to with it. Where there are several, one more node is
/// made that does what they do together: nearly every token of a text is looked at here, and few further on.
fn starts(nodes: &mut Vec<Closed>, words: &Words) -> Vec<Node> {
    let mut by_lexicon: FxHashMap<LexiconId, Vec<Node>> = FxHashMap::default();
    let mut by_word: Vec<Vec<Node>> = vec![Vec::new(); words.vocabulary().count()];
    for &(step, to) in &nodes[ROOT as usize].steps {
        match step {
            Step::Word(word) => by_word[word as usize].push(to),
            Step::Lexicon(id) => by_lexicon.entry(id).or_default().push(to),
            Step::Any => {}
        }
    }
    let mut together: FxHashMap<Vec<Node>, Node> = FxHashMap::default();
    let mut starts = Vec::with_capacity(by_word.len());
    for (word, mut own) in by_word.into_iter().enumerate() {
        own.extend(words.lexicons_of(word as WordId).filter_map(|id| by_lexicon.get(&id)).flatten());
        own.sort_unstable();
        own.dedup();
        starts.push(match own.as_slice() {
            [] => ROOT,
            [only] => *only,
            several => *together.entry(own.clone()).or_insert_with(|| {
                let mut closed = Closed::default();
                for &node in several {
                    closed.steps.extend(&nodes[node as usize].steps);
                    closed.outputs.extend(&nodes[node as usize].outputs);
                }
                nodes.push(closed);
                (nodes.len() - 1) as Node
            }),
        });
    }
    starts
}
