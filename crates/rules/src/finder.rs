//! Phrases and patterns that are looked for together, and what each means where it is found.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::lexicon::Lexicons;
use super::mark::MarkedPhrases;
use super::matcher::{Inputs, Matcher, MatcherBuilder, Paths, PhraseId, PhraseMatch, Words};
use super::packed::{Packed, Table, number_at, row_of};
use super::pattern::Patterns;
use super::phrase::Part;
use super::rule::RuleId;
use super::vocabulary::WordId;

/// What a match means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A match of a rule.
    Rule(RuleId),
    /// A place where a rule stays silent.
    RuleExcept(RuleId),
    /// The wrong words of a replacement, by its index in the rule.
    Replace(RuleId, usize),
    /// A spelling, by its index in the rule's [`crate::variants::Variants::spellings`].
    Variant(RuleId, usize),
    /// What contradicts the promise of a rule.
    Against(RuleId),
    /// A subject, by its index in the rule.
    Topic(RuleId, usize),
    /// What the words of a rule ask for.
    Ask(RuleId),
    /// Words to be rewritten, by the index of the rewrite in the rule.
    Rewrite(RuleId, usize),
    /// What raises a mask, by its index.
    Mask(usize),
    /// What does not raise a mask after all.
    MaskExcept(usize),
    /// What raises a hedge, by its index.
    Hedge(usize),
}

/// How many bytes a target has in its table: what it is, and its two indexes.
const TARGET: usize = 12;

impl Packed<TARGET> for Target {
    fn pack(&self) -> [u8; TARGET] {
        let numbers = match *self {
            Target::Rule(rule) => [0, rule.index(), 0],
            Target::RuleExcept(rule) => [1, rule.index(), 0],
            Target::Replace(rule, replacement) => [2, rule.index(), replacement],
            Target::Variant(rule, spelling) => [3, rule.index(), spelling],
            Target::Against(rule) => [4, rule.index(), 0],
            Target::Topic(rule, topic) => [5, rule.index(), topic],
            Target::Mask(mask) => [6, mask, 0],
            Target::MaskExcept(mask) => [7, mask, 0],
            Target::Hedge(hedge) => [8, hedge, 0],
            Target::Ask(rule) => [9, rule.index(), 0],
            Target::Rewrite(rule, rewrite) => [10, rule.index(), rewrite],
        };
        row_of(&numbers.map(|number| number as u32))
    }

    fn unpack(row: &[u8; TARGET]) -> Target {
        let (one, other) = (number_at(row, 4) as usize, number_at(row, 8) as usize);
        let rule = RuleId::of(one);
        match number_at(row, 0) {
            0 => Target::Rule(rule),
            1 => Target::RuleExcept(rule),
            2 => Target::Replace(rule, other),
            3 => Target::Variant(rule, other),
            4 => Target::Against(rule),
            5 => Target::Topic(rule, other),
            6 => Target::Mask(one),
            7 => Target::MaskExcept(one),
            9 => Target::Ask(rule),
            10 => Target::Rewrite(rule, other),
            _ => Target::Hedge(one),
        }
    }
}

impl Target {
    /// The rule that looks for it; `None` for what concerns all rules.
    pub fn rule(self) -> Option<RuleId> {
        match self {
            Target::Rule(rule)
            | Target::RuleExcept(rule)
            | Target::Replace(rule, _)
            | Target::Variant(rule, _)
            | Target::Against(rule)
            | Target::Topic(rule, _)
            | Target::Ask(rule)
            | Target::Rewrite(rule, _) => Some(rule),
            Target::Mask(_) | Target::MaskExcept(_) | Target::Hedge(_) => None,
        }
    }
}

/// What is to be found: phrases and patterns with their meanings.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'d> {
    /// The phrases.
    pub phrases: Vec<(&'d [Part], Target)>,
    /// The patterns.
    pub patterns: Vec<(&'d str, Target)>,
}

impl<'d> Wanted<'d> {
    /// Adds phrases and patterns of one meaning.
    pub fn add(&mut self, phrases: &'d [Vec<Part>], patterns: &'d [String], target: Target) {
        self.phrases.extend(phrases.iter().map(|parts| (parts.as_slice(), target)));
        self.patterns.extend(patterns.iter().map(|pattern| (pattern.as_str(), target)));
    }

    /// Adds phrases, each with a meaning of its own by its place among them.
    pub fn add_each(&mut self, phrases: &'d [Vec<Part>], target: impl Fn(usize) -> Target) {
        self.phrases.extend(phrases.iter().enumerate().map(|(at, parts)| (parts.as_slice(), target(at))));
    }
}

/// Finds phrases and patterns in sentences.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Finder {
    matcher: Matcher,
    patterns: Patterns,
    phrase_targets: Table<Target, TARGET>,
    pattern_targets: Table<Target, TARGET>,
    /// The phrases with a marked part.
    marked: MarkedPhrases,
    /// Phrases that only the beginning of a sentence matches, in order.
    at_start: Table<PhraseId, 4>,
}

impl Finder {
    /// A finder of all that is wanted. `words` holds the words of all the phrases.
    pub(crate) fn new(wanted: &Wanted<'_>, lexicons: &Lexicons, words: &Words) -> Finder {
        let mut matcher = MatcherBuilder::new(lexicons, words);
        let mut marked = MarkedPhrases::default();
        let mut at_start = Table::default();
        for (phrase, (parts, _)) in wanted.phrases.iter().enumerate() {
            let phrase = phrase as PhraseId;
            matcher.add(parts, phrase);
            marked.add(phrase, parts, lexicons, words);
            if parts.first() == Some(&Part::Start) {
                at_start.push(&phrase);
            }
        }
        Finder {
            matcher: matcher.finish(),
            patterns: Patterns::of(wanted.patterns.iter().map(|(pattern, _)| *pattern)),
            phrase_targets: wanted.phrases.iter().map(|(_, target)| *target).collect(),
            pattern_targets: wanted.patterns.iter().map(|(_, target)| *target).collect(),
            marked,
            at_start,
        }
    }

    /// Finds every phrase in the inputs of a sentence, which were read with `words`. `found` is cleared first. `paths`
    /// remembers for this finder where phrases led.
    pub fn find_phrases(
        &self,
        words: &Words,
        inputs: &Inputs,
        paths: &mut Paths,
        found: &mut Vec<PhraseMatch>,
    ) {
        self.matcher.find(words, inputs, paths, found);
    }

    /// Finds every match of a pattern that is wanted in a sentence, and passes `found` what it means and the bytes of the sentence
    /// that it covers. `small` is the sentence with its capitals of ASCII made small, `called` working space.
    pub fn find_patterns(
        &self,
        sentence: &str,
        small: &str,
        called: &mut Vec<u32>,
        wants: impl Fn(Target) -> bool,
        mut found: impl FnMut(Target, Range<usize>),
    ) {
        let target = |pattern: u32| self.pattern_targets.get(pattern as usize);
        let is_wanted = |pattern| wants(target(pattern));
        self.patterns
            .find(sentence, small, called, is_wanted, |pattern, range| found(target(pattern), range));
    }

    /// What a phrase that was found means.
    pub fn phrase_target(&self, phrase: PhraseId) -> Target {
        self.phrase_targets.get(phrase as usize)
    }

    /// Whether a phrase matches at the beginning of a sentence alone.
    pub fn is_at_start(&self, phrase: PhraseId) -> bool {
        self.at_start.rows().binary_search_by_key(&phrase, PhraseId::unpack).is_ok()
    }

    /// Which words of a match the mark of its phrase is about: the first and one past the last. `None` where the whole
    /// match is meant. `found` is all words of the match.
    pub fn marked_part(
        &self,
        phrase: PhraseId,
        words: &Words,
        found: impl Iterator<Item = WordId>,
    ) -> Option<(usize, usize)> {
        self.marked.marked_part(phrase, words, found)
    }
}
