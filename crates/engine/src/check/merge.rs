//! One diagnostic per claim, not per cue: findings of a block that overlap and are about one thing become one.

use claimlint_rules::{Category, CitationFault, Rule, RuleKind};
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

/// Adds the findings of a block to those of the document, as the weightiest of those that are about one thing, over all
/// their words.
pub fn merge(
    document: &Document,
    block: &Block,
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
        let category = finding.diagnostic.rule.category;
        let same = merged.iter_mut().enumerate().rev().take(MOST_AT_A_PLACE).find(|(_, other)| {
            let one_place = other.span.overlaps(finding.span)
                && (category != Category::Typo || is_one_slip(other, &finding));
            one_place && is_one_claim(other.diagnostic.rule.category, category)
        });
        match same {
            Some((at, other)) => {
                let span = other.span.join(finding.span);
                let weight = |one: &Candidate| (one.severity, one.span.len(), std::cmp::Reverse(one.rule));
                let is_weightier = weight(&finding) > weight(other);
                let lesser = if is_weightier { std::mem::replace(other, finding) } else { finding };
                other.span = span;
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
