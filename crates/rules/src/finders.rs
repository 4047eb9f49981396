//! What finds all that some rules look for: what they report, what decides whether that counts, and what is asked about words
//! that were found. A sentence is searched for each of the three only where it is needed.

use serde::{Deserialize, Serialize};

use super::definitions::{HedgeDefinition, MaskDefinition, Sought};
use super::finder::{Finder, Target, Wanted};
use super::lexicon::Lexicons;
use super::matcher::Words;
use super::phrase::Part;
use super::rule::RuleId;

/// Finds what some rules look for.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Finders {
    /// Finds what rules are about.
    pub claims: Finder,
    /// Finds what decides whether a match of a rule counts: exceptions, masks and hedges. Most sentences have no match of a
    /// rule, and need not be searched for these.
    pub context: Finder,
    /// Finds what is asked about words that were found: what a promise and its contradiction are about, what companions ask
    /// for, what can be rewritten.
    pub topics: Finder,
}

impl Finders {
    /// As many of them, at most, find what a run looks for.
    pub const MOST: usize = 2;

    /// Compiles what is wanted. `words` holds the words of all the phrases.
    pub(crate) fn new(wanted: &WantedByAll<'_>, lexicons: &Lexicons, words: &Words) -> Finders {
        let finder = |wanted| Finder::new(wanted, lexicons, words);
        let (claims, (context, topics)) =
            rayon::join(|| finder(&wanted.claims), || (finder(&wanted.context), finder(&wanted.topics)));
        Finders { claims, context, topics }
    }
}

/// What some rules, masks and hedges look for.
#[derive(Debug, Default)]
pub(crate) struct WantedByAll<'d> {
    claims: Wanted<'d>,
    context: Wanted<'d>,
    topics: Wanted<'d>,
}

impl<'d> WantedByAll<'d> {
    /// Adds what a rule looks for.
    pub fn add_rule(&mut self, rule: RuleId, sought: &'d Sought) {
        let WantedByAll { claims, context, topics } = self;
        claims.add(&sought.phrases, &sought.patterns, Target::Rule(rule));
        claims.add_each(&sought.wrong, |at| Target::Replace(rule, at));
        claims.add_each(&sought.spellings, |at| Target::Variant(rule, at));
        claims.add(&sought.against, &[], Target::Against(rule));
        context.add(&sought.except, &[], Target::RuleExcept(rule));
        topics.add_each(&sought.topics, |at| Target::Topic(rule, at));
        topics.add(&sought.asks, &[], Target::Ask(rule));
        if !sought.asks.is_empty() {
            topics.add(&sought.except, &[], Target::RuleExcept(rule));
        }
        topics.add_each(&sought.rewritten, |at| Target::Rewrite(rule, at));
    }

    /// Adds what raises a mask, and what does not after all.
    pub fn add_mask(&mut self, index: usize, mask: &'d MaskDefinition) {
        self.context.add(&mask.phrases, &mask.patterns, Target::Mask(index));
        self.context.add(&mask.except, &[], Target::MaskExcept(index));
    }

    /// Adds what raises a hedge.
    pub fn add_hedge(&mut self, index: usize, hedge: &'d HedgeDefinition) {
        self.context.add(&hedge.phrases, &[], Target::Hedge(index));
    }

    /// All phrases.
    pub fn phrases(&self) -> impl Iterator<Item = &'d [Part]> {
        let all = [&self.claims, &self.context, &self.topics].into_iter();
        all.flat_map(|wanted| wanted.phrases.iter().map(|(parts, _)| *parts))
    }
}
