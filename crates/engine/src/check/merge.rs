//! One diagnostic per claim, not per cue: findings of a block that overlap and are about one thing become one.
//!
//! What a market's law says of some words is more than what is said of them everywhere: its finding takes the general one in,
//! whatever that weighs, and names the norms of both.

use std::sync::Arc;

use claimlint_rules::{Category, CitationFault, Norm, Rule, RuleKind, RuleSet};
use claimlint_text::{Block, Document};

use super::candidate::{Candidate, MOST_AT_A_PLACE};
use super::reason::{Passage, Reason};
use super::subject::sentence_of;
use super::trace::Trace;
use super::wording::quote;
use crate::diagnostic::Fingerprint;

/// Whether two findings that share words are about one claim. "Scientists have found" is a study and an authority at
/// once, and a reader has to do one thing about it.
fn is_one_claim(one: Category, other: Category) -> bool {
    use Category::{Absolute, Authority, Statistic, Study, Superlative};
    let puffs = |category| matches!(category, Superlative | Absolute);
    let vouches = |category| matches!(category, Study | Authority | Statistic);
    // "A 100% success rate" is a promise and its figure: with a source for the figure, both are answered.
    let is_figure_promised = matches!((one, other), (Absolute, Statistic) | (Statistic, Absolute));
    one == other || (puffs(one) && puffs(other)) || (vouches(one) && vouches(other)) || is_figure_promised
}

/// Whether a finding of a market's rule says what a general one says of words that they share. "Eliminates wrinkles" promises
/// too much anywhere, and in some markets is the promise of a drug.
fn is_of_same_fault(of_market: &Candidate, general: &Candidate) -> bool {
    use Category::{Absolute, Authority, Disclosure, Medical, Statistic, Superlative};
    let holds_it = of_market.span.contains(general.span);
    match (of_market.diagnostic.rule.category, general.diagnostic.rule.category) {
        (Medical, Absolute) => true,
        // Nobody named stands behind a crowd of customers and behind their praise; a share of them needs its number and its source.
        (Disclosure, Absolute | Authority | Statistic) => true,
        // "The most effective cure" lacks its comparison beside being one; "better than an injection" is one fault.
        (Medical | Disclosure, Superlative) => holds_it,
        (one, other) => is_one_claim(one, other),
    }
}

/// How two findings become one.
pub struct Merging<'r> {
    rules: &'r RuleSet,
    /// Whether all claims are asked for, which then stand beside what is no claim.
    takes_all_claims: bool,
}

impl<'r> Merging<'r> {
    /// By these rules.
    pub fn new(rules: &'r RuleSet, takes_all_claims: bool) -> Merging<'r> {
        Merging { rules, takes_all_claims }
    }

    fn is_of_market(&self, one: &Candidate) -> bool {
        self.rules.is_of_markets(one.rule)
    }

    /// Whether two findings are about one thing. They share words.
    fn is_one(&self, one: &Candidate, other: &Candidate) -> bool {
        let (first, second) = (one.diagnostic.rule.category, other.diagnostic.rule.category);
        match (self.is_of_market(one), self.is_of_market(other)) {
            _ if first == Category::Typo && second == Category::Typo => is_one_slip(one, other),
            (true, false) => !self.takes_all_claims && is_of_same_fault(one, other),
            (false, true) => !self.takes_all_claims && is_of_same_fault(other, one),
            _ => is_one_claim(first, second),
        }
    }

    /// What says more of the words. Of a figure that is promised, "a 100% success rate", the promise is what no source can mend.
    fn weight(&self, one: &Candidate) -> impl Ord + use<> {
        let is_promise = one.diagnostic.rule.category == Category::Absolute;
        (self.is_of_market(one), one.severity, is_promise, one.span.len(), std::cmp::Reverse(one.rule))
    }

    /// Takes a finding into another one, and returns the one of them that is not told by itself.
    fn join(&self, into: &mut Candidate, finding: Candidate) -> Candidate {
        let span = into.span.join(finding.span);
        let is_weightier = self.weight(&finding) > self.weight(into);
        let lesser = if is_weightier { std::mem::replace(into, finding) } else { finding };
        into.span = span;
        self.take_in(into, &lesser);
        lesser
    }

    /// Makes a finding speak for another one as well: what a market forbids weighs no less than what it takes in.
    fn take_in(&self, into: &mut Candidate, lesser: &Candidate) {
        if self.is_of_market(into) {
            into.severity = into.severity.max(lesser.severity);
            into.diagnostic.severity = into.severity;
        }
        add_norms(into, lesser);
    }

    /// Adds the findings of companions to those of the document. They take in what a general rule says of the same words.
    pub fn add_companions(
        &self,
        companions: Vec<Candidate>,
        findings: &mut Vec<Candidate>,
        trace: &mut Trace,
    ) {
        for mut companion in companions {
            let is_lesser = |one: &Candidate| {
                let is_general = self.is_of_market(&companion) && !self.is_of_market(one);
                is_general && one.span.overlaps(companion.span) && self.is_one(one, &companion)
            };
            let lesser: Vec<usize> = (0..findings.len()).filter(|at| is_lesser(&findings[*at])).collect();
            for at in lesser.into_iter().rev() {
                let lesser = findings.remove(at);
                self.take_in(&mut companion, &lesser);
                trace.note_passage(lesser.rule, || {
                    (Passage::of_diagnostic(&lesser.diagnostic), Reason::merged(&companion.diagnostic))
                });
            }
            findings.push(companion);
        }
    }

    /// Takes from what is found in a document as a whole the contradictions whose promise a market's rule finds as well. That
    /// finding shows then what contradicts it.
    pub fn take_contradictions(
        &self,
        of_document: &mut Vec<Candidate>,
        findings: &mut [Candidate],
        trace: &mut Trace,
    ) {
        of_document.retain(|one| {
            let is_contradiction = self.rules[one.rule].kind() == RuleKind::Conflict;
            if !is_contradiction || self.is_of_market(one) || self.takes_all_claims {
                return true;
            }
            let same = findings.iter_mut().find(|finding| {
                self.is_of_market(finding) && finding.diagnostic.span.contains(one.diagnostic.span)
            });
            let Some(into) = same else { return true };
            into.diagnostic.labels.extend(one.diagnostic.labels.iter().cloned());
            add_norms(into, one);
            trace.note_passage(one.rule, || {
                (Passage::of_diagnostic(&one.diagnostic), Reason::merged(&into.diagnostic))
            });
            false
        });
    }

    /// Adds the findings of a block to those of the document, as the weightiest of those that are about one thing, over all
    /// their words.
    pub fn add_block(
        &self,
        (document, block): (&Document, &Block),
        mut findings: Vec<Candidate>,
        all: &mut Vec<Candidate>,
        trace: &mut Trace,
    ) {
        findings.sort_by_key(|finding| (finding.span.start(), finding.span.end(), finding.rule));
        drop_corrected(&mut findings, trace);
        let mut merged: Vec<Candidate> = Vec::new();
        // What went into which of them, for whoever asks.
        let mut lesser_ones: Vec<(usize, Candidate)> = Vec::new();
        for finding in findings {
            let same = merged
                .iter_mut()
                .enumerate()
                .rev()
                .take(MOST_AT_A_PLACE)
                .find(|(_, other)| other.span.overlaps(finding.span) && self.is_one(other, &finding));
            match same {
                Some((at, other)) => {
                    let lesser = self.join(other, finding);
                    if trace.is_on() {
                        lesser_ones.push((at, lesser));
                    }
                }
                None => merged.push(finding),
            }
        }
        let first = all.len();
        for mut finding in merged {
            let source = document.source_span(finding.span);
            // A marker is not text: its finding already has the marker's place and words.
            if finding.diagnostic.span != source && !finding.span.is_empty() {
                let words = document.words_of(finding.span);
                finding.diagnostic.message =
                    finding.diagnostic.message.replace(&quote(&finding.diagnostic.text), &quote(words));
                finding.diagnostic.text = words.to_owned();
                finding.diagnostic.span = source;
                let sentence = sentence_of(document, block, finding.span);
                finding.diagnostic.fingerprint = Fingerprint::of(&finding.diagnostic.rule, words, sentence);
            }
            all.push(finding);
        }
        for (at, lesser) in lesser_ones {
            let Some(kept) = all.get(first + at).filter(|kept| kept.rule != lesser.rule) else { continue };
            trace.note_passage(lesser.rule, || {
                (Passage::of_diagnostic(&lesser.diagnostic), Reason::merged(&kept.diagnostic))
            });
        }
    }
}

/// Adds to a finding the norms of another one that it takes in, where the law of a market is among them, and what else it
/// then speaks for.
fn add_norms(into: &mut Candidate, lesser: &Candidate) {
    let (own, others) = (&into.diagnostic.rule.norms, &lesser.diagnostic.rule.norms);
    if !own.iter().chain(others).any(|norm| norm.market.is_some()) {
        return;
    }
    let is_known = |norm: &&Norm| own.iter().any(|one| one.covers(norm));
    // What they weigh is what their own rule says.
    let usual = |norm: &Norm| norm.market.and(norm.severity.or(Some(lesser.diagnostic.rule.severity)));
    let of_lesser = |norm: &Norm| Norm { severity: usual(norm), ..norm.clone() };
    let new: Vec<Norm> = others.iter().filter(|norm| !is_known(norm)).map(of_lesser).collect();
    if !new.is_empty() {
        let norms = own.iter().cloned().chain(new).collect();
        into.diagnostic.rule = Arc::new(Rule { norms, ..(*into.diagnostic.rule).clone() });
    }
    for rule in std::iter::once(&lesser.diagnostic.rule).chain(&lesser.diagnostic.also) {
        if into.diagnostic.rules().all(|own| own.id != rule.id) {
            into.diagnostic.also.push(rule.clone());
        }
    }
}

/// The category of findings whose fix corrects, in the same words, what a rule finds as well: that of a misspelt word
/// corrects the name of the journal that it is in.
fn corrected_by(rule: &Rule) -> Option<Category> {
    rule.reports(CitationFault::Journal).then_some(Category::Typo)
}

/// Drops what the fix of another finding fixes at once.
fn drop_corrected(findings: &mut Vec<Candidate>, trace: &mut Trace) {
    let mut corrected = Vec::new();
    for (at, one) in findings.iter().enumerate() {
        let Some(category) = corrected_by(&one.diagnostic.rule) else { continue };
        let mut others = findings.iter().filter(|other| other.diagnostic.rule.category == category);
        if let Some(other) = others.find(|other| other.span.overlaps(one.span)) {
            trace.note_passage(one.rule, || {
                (Passage::of_diagnostic(&one.diagnostic), Reason::merged(&other.diagnostic))
            });
            corrected.push(at);
        }
    }
    for at in corrected.into_iter().rev() {
        findings.remove(at);
    }
}

/// Whether two slips that share words are fixed at once: the same words, or some within words that are replaced.
/// A misspelt word that occurs twice is two things to fix.
fn is_one_slip(one: &Candidate, other: &Candidate) -> bool {
    let replaces = |whole: &Candidate, part: &Candidate| {
        whole.diagnostic.rule.kind() == RuleKind::Replace && whole.span.contains(part.span)
    };
    one.span == other.span || replaces(one, other) || replaces(other, one)
}
