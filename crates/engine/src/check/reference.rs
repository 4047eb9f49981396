//! Rules of kind `reference`: faults of the citations themselves.
//!
//! `faults` holds what each fault looks like, `entries` those of lists of references; here findings are made of them. One
//! needs more than the citations: [`unsourced`] looks at what was found in the document.

use std::sync::Arc;

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_rules::{Category, CitationFault, Rule, RuleKind, RuleSet};
use claimlint_text::BlockId;

use super::merge::merged_into;
use super::silence::{Place, Reason, Trace};
use super::{Finding, MOST_FINDINGS, Subject, quote, sentence_of};
use crate::diagnostic::{Diagnostic, Edit, Fingerprint, Fix, Label};

mod dated;
mod entries;
mod faults;

/// A document with fewer claims than this may do without a source.
const FEW_CLAIMS: usize = 2;
/// A text of fewer sentences is a label or a teaser, and no article.
const SHORTEST_ARTICLE: usize = 8;

/// A fault of a citation. All spans are bytes of the folded text.
#[derive(Debug)]
struct Fault {
    span: Span,
    /// What stands for `{found}` and `{missing}` in the rule's message.
    found: String,
    missing: String,
    grade: Option<Grade>,
    /// What belongs in the place of the span.
    right: Option<String>,
    /// Another place that shows the fault.
    label: Option<(Span, &'static str)>,
    /// The marker that is at fault, by its index in the document: the span is empty then.
    marker: Option<usize>,
}

impl Fault {
    fn at(span: Span) -> Fault {
        let (found, missing) = (String::new(), String::new());
        Fault { span, found, missing, grade: None, right: None, label: None, marker: None }
    }
}

/// The faults of a document's citations, each with the block it stands in, in the order of the blocks.
pub fn find(subject: &Subject<'_>, rules: &RuleSet) -> Vec<(BlockId, Finding)> {
    let mut findings = Vec::new();
    for (index, rule) in rules.selected().filter(|(_, rule)| rule.kind == RuleKind::Reference) {
        let Some(fault) = rule.fault else { continue };
        for fault in faults::find(subject, fault).into_iter().take(MOST_FINDINGS + 1) {
            // A marker may stand at the very end of its block.
            if let Some(block) = subject.document.block_of(fault.span) {
                let diagnostic = diagnostic(subject, rule, block, &fault);
                let finding = Finding { rule: index, severity: rule.severity, span: fault.span, diagnostic };
                findings.push((block, finding));
            }
        }
    }
    findings.sort_by_key(|(block, finding)| (*block, finding.span.start(), finding.rule));
    findings
}

/// Drops misspelt journals where a misspelt word in them is reported: its fix mends both.
pub fn drop_known_slips(findings: &mut Vec<Finding>, trace: &mut Trace) {
    let is_journal = |one: &Finding| one.diagnostic.rule.fault == Some(CitationFault::Journal);
    if !findings.iter().any(is_journal) {
        return;
    }
    let is_slip = |one: &&Finding| one.diagnostic.rule.category == Category::Typo;
    let slips: Vec<(Span, Reason)> =
        findings.iter().filter(is_slip).map(|one| (one.span, merged_into(one))).collect();
    findings.retain(|one| {
        let slip = slips.iter().find(|(slip, _)| is_journal(one) && slip.overlaps(one.span));
        if let Some((_, reason)) = slip {
            trace.note_place(one.rule, || (Place::of_diagnostic(&one.diagnostic), reason.clone()));
        }
        slip.is_none()
    });
}

/// One note for a document that makes claims and names no source for any of them.
pub fn unsourced(subject: &Subject<'_>, rules: &RuleSet, findings: &[Finding]) -> Option<Diagnostic> {
    let rule = rules.selected().find(|(_, rule)| rule.fault == Some(CitationFault::Unsourced));
    let is_claim = |one: &&Diagnostic| one.rule.kind == RuleKind::Claim;
    let claims = || findings.iter().map(|finding| &finding.diagnostic).filter(is_claim);
    let leads = |grade: Grade| grade >= Grade::Named;
    let has_source = subject.citations.all.iter().any(|citation| leads(citation.grade))
        || !subject.citations.references.entries().is_empty();
    let (count, first) = (claims().count(), claims().min_by_key(|claim| claim.span.start())?);
    let is_article = subject.document.sentences().len() >= SHORTEST_ARTICLE;
    let (_, rule) = rule.filter(|_| is_article && count >= FEW_CLAIMS && !has_source)?;
    Some(Diagnostic {
        rule: rule.clone(),
        severity: rule.severity,
        message: rule.message.replace("{found}", &count.to_string()),
        span: first.span,
        text: first.text.clone(),
        grade: Some(Grade::None),
        labels: Vec::new(),
        fix: None,
        // There is one for a document, whatever its claims are.
        fingerprint: Fingerprint::of(rule, "", ""),
    })
}

fn diagnostic(subject: &Subject<'_>, rule: &Arc<Rule>, block: BlockId, fault: &Fault) -> Diagnostic {
    let document = subject.document;
    let marker = fault.marker.and_then(|index| document.markers().get(index));
    let words = marker.map_or_else(|| document.words_of(fault.span), |marker| &marker.label);
    let message = rule
        .message
        .replace("{match}", &quote(words))
        .replace("{found}", &fault.found)
        .replace("{missing}", &fault.missing);
    let label = fault
        .label
        .map(|(span, message)| Label { message: message.to_owned(), span: document.source_span(span) });
    let right = fault.right.as_ref().filter(|_| document.is_unbroken(fault.span));
    let span = marker.map_or_else(|| document.source_span(fault.span), |marker| marker.source);
    Diagnostic {
        rule: rule.clone(),
        severity: rule.severity,
        message,
        span,
        text: words.to_owned(),
        grade: fault.grade,
        labels: label.into_iter().collect(),
        fix: right.map(|right| Fix {
            title: format!("replace with \u{201C}{right}\u{201D}"),
            safety: rule.safety,
            edits: vec![Edit { span, text: right.clone() }],
        }),
        fingerprint: Fingerprint::of(rule, words, sentence_of(document, document.block(block), fault.span)),
    }
}
