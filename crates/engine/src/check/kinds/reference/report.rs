//! Makes findings of the faults of citations.

use std::sync::Arc;

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_rules::{Body, Category, CitationFault, Rule, RuleKind, RuleSet};
use claimlint_text::{Block, BlockId, BlockKind, Document, OBJECT};

use super::citation_fault::FaultyCitation;
use super::faults;
use crate::check::candidate::{Candidate, MOST_FINDINGS};
use crate::check::subject::{Subject, sentence_of};
use crate::check::wording::quote;
use crate::diagnostic::{Diagnostic, Edit, Fingerprint, Fix, Label};

/// A document whose claims weigh less than this, taken together, may do without a source.
const LEAST_WEIGHT: usize = 3;
/// A block of no more words may be a label, or what is left of code.
const SHORTEST_PROSE: usize = 8;
/// A text of fewer sentences is a teaser or a part of a page, not an article; of fewer words, a sentence is a label.
const SHORTEST_ARTICLE: usize = 7;
const SHORTEST_SENTENCE: usize = 4;

/// The faults of a document's citations, each with the block it is in, in the order of the blocks.
pub fn find(subject: &Subject<'_>, rules: &RuleSet) -> Vec<(BlockId, Candidate)> {
    let mut findings = Vec::new();
    for (index, rule) in rules.selected() {
        let Body::Reference { fault, .. } = rule.body else { continue };
        let is_of_markers = fault == CitationFault::Dangling;
        for fault in faults::find(subject, fault).into_iter().take(MOST_FINDINGS + 1) {
            // A marker may be at the very end of its block.
            let block = subject.document.block_of(fault.span);
            // "[0]" in a program is no marker.
            let is_read = |block: &BlockId| !(is_of_markers && subject.document.block(*block).is_foreign);
            if let Some(block) = block.filter(is_read) {
                let diagnostic = diagnostic(subject, rule, block, &fault);
                let finding =
                    Candidate { rule: index, severity: rule.severity, span: fault.span, diagnostic };
                findings.push((block, finding));
            }
        }
    }
    findings.sort_by_key(|(block, finding)| (*block, finding.span.start(), finding.rule));
    findings
}

/// One note for a document that makes claims and names no source for any of them. One of them must speak of evidence: praise
/// and promises alone ask for no paper.
pub fn unsourced(subject: &Subject<'_>, rules: &RuleSet, findings: &[Candidate]) -> Option<Candidate> {
    let rule = rules.selected().find(|(_, rule)| rule.reports(CitationFault::Unsourced));
    // What a market forbids may be a claim of a general rule as well.
    let is_claim = |one: &&Diagnostic| one.rules().any(|rule| rule.kind() == RuleKind::Claim);
    let claims = || findings.iter().map(|finding| &finding.diagnostic).filter(is_claim);
    let leads = |grade: Grade| grade >= Grade::Named;
    let has_source = subject.citations.all.iter().any(|citation| leads(citation.grade))
        || !subject.citations.references.entries().is_empty();
    let first = claims()
        .filter(|claim| speaks_of_evidence(claim.rule.category))
        .min_by_key(|claim| claim.span.start())?;
    let weight: usize = claims().map(|claim| weight(claim.rule.category)).sum();
    let is_long = |sentence: &&Span| words_in(subject.document, **sentence).count() >= SHORTEST_SENTENCE;
    let sentences = subject.document.sentences().iter().filter(is_long);
    let is_article = sentences.take(SHORTEST_ARTICLE).count() == SHORTEST_ARTICLE;
    let (id, rule) = rule.filter(|_| is_article && weight >= LEAST_WEIGHT && !has_source)?;
    let message = rule.message.replace("{found}", &claims().count().to_string());
    let (span, words) = match place_of_its_own(subject.document, findings) {
        Some(words) => (subject.document.source_span(words), subject.document.words_of(words)),
        None => (first.span, first.text.as_str()),
    };
    let diagnostic = Diagnostic {
        grade: Some(Grade::None),
        // There is one for a document, whatever its claims are.
        fingerprint: Fingerprint::of(rule, "", ""),
        ..Diagnostic::new(rule, message, span, words, "")
    };
    Some(Candidate::of_document(id, diagnostic))
}

/// Where a note on the whole page stands: at its first heading or, if it has none or another finding is there, at the first word
/// of its prose that is free. At the words of a claim it would read as a second note on that claim.
fn place_of_its_own(document: &Document, findings: &[Candidate]) -> Option<Span> {
    let is_free = |words: &Span| {
        let source = document.source_span(*words);
        !findings.iter().any(|finding| finding.diagnostic.span.overlaps(source))
    };
    let is_read =
        |block: &&Block| !block.kind.is_metadata() && block.furniture.is_none() && !block.is_foreign;
    let blocks = || document.blocks().iter().filter(is_read);
    // What code puts into a heading is not known here.
    let is_whole = |words: &Span| !document.words_of(*words).contains(OBJECT);
    let heading = blocks().find(|block| block.kind == BlockKind::Heading).map(|block| block.span);
    let is_prose = |block: &&Block| words_in(document, block.span).nth(SHORTEST_PROSE).is_some();
    let words = || blocks().filter(is_prose).flat_map(|block| words_in(document, block.span));
    heading.filter(is_whole).filter(is_free).or_else(|| words().find(is_free))
}

/// The words of a stretch, without what stands around them.
fn words_in(document: &Document, stretch: Span) -> impl Iterator<Item = Span> {
    let text = document.words_of(stretch);
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter_map(move |word| {
        let start = stretch.start() + (word.as_ptr() as usize - text.as_ptr() as usize);
        Span::new(start, start + word.len())
    })
}

/// Whether a claim is one that somebody must have measured, observed or said.
fn speaks_of_evidence(category: Category) -> bool {
    matches!(category, Category::Study | Category::Statistic | Category::Authority | Category::Medical)
}

/// How much a claim asks for a source: one that speaks of evidence twice as much as a promise or praise.
fn weight(category: Category) -> usize {
    match category {
        Category::Study | Category::Statistic | Category::Authority => 2,
        _ => 1,
    }
}

fn diagnostic(subject: &Subject<'_>, rule: &Arc<Rule>, block: BlockId, fault: &FaultyCitation) -> Diagnostic {
    let document = subject.document;
    let marker = fault.marker.and_then(|index| document.markers().get(index));
    let link = fault.link.and_then(|index| document.links().get(index));
    let words = match (marker, link) {
        (Some(marker), _) => &marker.label,
        (None, Some(link)) => &link.target,
        (None, None) => document.words_of(fault.span),
    };
    let message = rule
        .message
        .replace("{match}", &quote(words))
        .replace("{found}", &fault.found)
        .replace("{missing}", &fault.missing);
    let label = fault
        .label
        .map(|(span, message)| Label { message: message.to_owned(), span: document.source_span(span) });
    let address = link.and_then(|link| link.address);
    let is_one_piece = || link.is_none() && document.is_unbroken(fault.span);
    let right = fault.right.as_ref().filter(|_| address.is_some() || is_one_piece());
    let own = marker.map(|marker| marker.source).or(address);
    let span = own.unwrap_or_else(|| document.source_span(fault.span));
    let sentence = sentence_of(document, document.block(block), fault.span);
    Diagnostic {
        grade: fault.grade,
        labels: label.into_iter().collect(),
        fix: right.zip(rule.safety()).map(|(right, safety)| Fix {
            title: format!("replace with \u{201C}{right}\u{201D}"),
            safety,
            edits: vec![Edit { span, text: right.clone() }],
        }),
        ..Diagnostic::new(rule, message, span, words, sentence)
    }
}
