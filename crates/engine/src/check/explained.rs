//! What the rules look for in a stretch of a document: what is reported, what is not, and why.
//!
//! It is what a check tells its `Trace`, sorted for people. What a check never sees, such as rules that are off, is for the
//! linter.

use std::cmp::Reverse;
use std::sync::Arc;

use claimlint_rules::{Rule, RuleSet};

use super::candidate::MOST_AT_A_PLACE;
use super::reason::{Passage, Reason};
use super::trace::{Kept, Trace, touches};
use crate::diagnostic::Diagnostic;

/// Words that a rule looks for and does not report, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The words.
    pub words: Passage,
    /// Why it is silent about them.
    pub reason: Reason,
}

/// A finding that weighs less than its rule, because of a hedge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The words of the finding.
    pub words: Passage,
    /// The hedge's name.
    pub hedge: String,
    /// Why it limits a claim.
    pub why: String,
    /// The words that raise it.
    pub by: Passage,
}

/// What a stretch of a document has of the words that rules look for: what is reported, and what is not.
#[derive(Debug, Default)]
pub struct Explained {
    /// What is reported, in order of place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What is not, in order of place and rule.
    pub silences: Vec<Silence>,
    /// Of what is reported, what weighs less than its rule.
    pub lowered: Vec<Lowered>,
}

impl Explained {
    /// What a check told its trace, and what it reported. Words are left out that the same rule reports elsewhere, and so
    /// is what would be said twice.
    pub fn of(trace: Trace, rules: &RuleSet, mut diagnostics: Vec<Diagnostic>) -> Explained {
        let Some(Kept { stretch, silent, lowered }) = trace.into_kept() else {
            return Explained { diagnostics, ..Explained::default() };
        };
        diagnostics.retain(|one| touches(stretch, one.span));
        let mut silences = Vec::new();
        for (rule, words, reason) in silent {
            let rule = rules[rule].clone();
            if !diagnostics.iter().any(|one| one.rule.id == rule.id && one.span.contains(words.span)) {
                silences.push(Silence { rule, words, reason });
            }
        }
        sort(&mut silences);
        let mut of_hedges: Vec<Lowered> = Vec::new();
        for (rule, words, hedge, by) in lowered {
            let rule = rules[rule].clone();
            let finding = diagnostics.iter().find(|one| {
                one.rule.id == rule.id && one.severity < one.rule.severity && one.span.contains(words.span)
            });
            if let Some(finding) = finding {
                // As it applies there: the law of a market may make it weigh more.
                let (rule, words) = (finding.rule.clone(), Passage::of_diagnostic(finding));
                of_hedges.push(Lowered { rule, words, hedge: hedge.id, why: hedge.why, by });
            }
        }
        of_hedges.dedup_by(|one, other| one.rule.id == other.rule.id && one.words == other.words);
        Explained { diagnostics, silences, lowered: of_hedges }
    }
}

/// Puts silences in order of place and rule. Several phrases of a rule often match the same words; the longest match
/// covers those within it that the same reason keeps silent.
pub fn sort(silences: &mut Vec<Silence>) {
    silences.sort_by(|one, other| {
        let key = |one: &Silence| (one.words.span.start(), Reverse(one.words.span.end()));
        key(one).cmp(&key(other)).then_with(|| one.rule.id.cmp(&other.rule.id))
    });
    let mut kept: Vec<Silence> = Vec::new();
    for one in silences.drain(..) {
        let is_said = kept.iter().rev().take(MOST_AT_A_PLACE).any(|other| {
            other.rule.id == one.rule.id
                && other.words.span.contains(one.words.span)
                && other.reason == one.reason
        });
        if !is_said {
            kept.push(one);
        }
    }
    *silences = kept;
}
