//! Phrases and patterns that are looked for together, and what each means where it is found.

use serde::{Deserialize, Serialize};

use super::lexicon::Lexicons;
use super::mark::MarkedPhrases;
use super::matcher::{Matcher, MatcherBuilder, PhraseId, Words};
use super::packed::{Packed, Table, number_at, row_of};
use super::pattern::Patterns;
use super::phrase::Part;
use super::rule::RuleId;

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
    /// A match of the mask with this index.
    Mask(usize),
    /// A place that does not raise that mask.
    MaskExcept(usize),
    /// A match of the hedge with this index.
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
            _ => Target::Hedge(one),
        }
    }
}

impl Target {
    /// The rule that wants it; `None` for what concerns all rules.
    pub fn rule(self) -> Option<RuleId> {
        match self {
            Target::Rule(rule)
            | Target::RuleExcept(rule)
            | Target::Replace(rule, _)
            | Target::Variant(rule, _)
            | Target::Against(rule)
            | Target::Topic(rule, _) => Some(rule),
            Target::Mask(_) | Target::MaskExcept(_) | Target::Hedge(_) => None,
        }
    }
}

/// What is to be found: phrases and patterns with their meanings.
#[derive(Debug, Default)]
pub struct Wanted<'d> {
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
}

/// Finds phrases and patterns in sentences.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Finder {
    matcher: Matcher,
    patterns: Patterns,
    phrase_targets: Table<Target, TARGET>,
    pattern_targets: Table<Target, TARGET>,
    /// Phrases with a marked part, which is looked for again inside a match.
    marked: MarkedPhrases,
    /// Phrases that only the beginning of a sentence matches, in order.
    at_start: Table<PhraseId, 4>,
}

impl Finder {
    /// A finder of all that is wanted. `words` holds the words of all the phrases.
    pub fn new(wanted: &Wanted<'_>, lexicons: &Lexicons, words: &Words) -> Finder {
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

    /// The matcher of all phrases.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// All patterns.
    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// What a phrase that was found means.
    pub fn phrase_target(&self, phrase: PhraseId) -> Target {
        self.phrase_targets.get(phrase as usize)
    }

    /// What a pattern that was found means.
    pub fn pattern_target(&self, pattern: u32) -> Target {
        self.pattern_targets.get(pattern as usize)
    }

    /// Whether a phrase matches at the beginning of a sentence alone.
    pub fn is_at_start(&self, phrase: PhraseId) -> bool {
        self.at_start.rows().binary_search_by_key(&phrase, PhraseId::unpack).is_ok()
    }

    /// The phrases that mark a part of themselves.
    pub fn marked(&self) -> &MarkedPhrases {
        &self.marked
    }
}
