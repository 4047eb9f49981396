//! Checks a document: its blocks, then what only the whole document shows.

use claimlint_base::span::Span;
use claimlint_rules::{CitationFault, PageKind, RuleKind};
use claimlint_text::{BlockId, Document};

use super::accepted;
use super::blocks::Blocks;
use super::candidate::Candidate;
use super::checker::Checker;
use super::explained::Explained;
use super::kinds::claim::Claim;
use super::kinds::{companion, conflict, reference, variants};
use super::merge::Merging;
use super::page_kind;
use super::quotations::Quotations;
use super::scratch::Scratch;
use super::section::Section;
use super::sentence::SentenceCheck;
use super::stretches::{self, Findings};
use super::subject::Subject;
use super::suggest;
use super::trace::Trace;
use crate::diagnostic::Diagnostic;
use crate::evidence::citation::Citations;

/// What was found in a document.
#[derive(Debug, Default)]
pub struct Found<T> {
    /// All of it, in order of place and rule.
    pub all: Vec<T>,
    /// Whether there are more than are looked for in one document.
    pub is_cut: bool,
    /// What kind of page it is, as far as that is known; asked only where the law of a market counts.
    pub page: Option<PageKind>,
}

/// Everything the rules find in a document.
pub fn check(checker: &Checker, document: &Document, scratch: &mut Scratch) -> Found<Diagnostic> {
    let found = run(checker, document, false, scratch);
    let all = found.findings.into_iter().map(|finding| finding.diagnostic).collect();
    Found { all, is_cut: found.is_cut, page: found.page }
}

/// Every claim of a document, those that a citation satisfies among them.
pub fn claims(checker: &Checker, document: &Document, scratch: &mut Scratch) -> Found<Claim> {
    let found = run(checker, document, true, scratch);
    let claims = found.findings.into_iter().filter(|finding| {
        let rule = &finding.diagnostic.rule;
        // What is concluded from half a citation is a claim, even where no rule knows its words.
        rule.kind() == RuleKind::Claim || rule.reports(CitationFault::Partial)
    });
    let all = claims.map(|finding| Claim::of(document, &found.citations, &checker.house, finding)).collect();
    Found { all, is_cut: found.is_cut, page: found.page }
}

/// What the rules find in a document, as [`check`] does, and why they are silent about the other words that they look for;
/// of both, what touches a stretch of the source's text.
pub fn explain(checker: &Checker, document: &Document, stretch: Span) -> Explained {
    let mut scratch = Scratch::with_trace(Trace::of(stretch));
    let found = run(checker, document, false, &mut scratch);
    let diagnostics = found.findings.into_iter().map(|finding| finding.diagnostic).collect();
    Explained::of(std::mem::take(&mut scratch.trace), &checker.rules, diagnostics)
}

/// What a run over a document found.
struct Run {
    findings: Vec<Candidate>,
    citations: Citations,
    is_cut: bool,
    page: Option<PageKind>,
}

fn run(checker: &Checker, document: &Document, takes_all_claims: bool, scratch: &mut Scratch) -> Run {
    let (citations, judged) = checker.house.read(document);
    let quotations = Quotations::of_document(document);
    let asks_for_kind = !checker.rules.markets().is_empty();
    let page = checker.rules.page().filter(|_| asks_for_kind);
    let page = page.or_else(|| asks_for_kind.then(|| page_kind::of_document(document)).flatten());
    let subject = Subject {
        document,
        citations: &citations,
        house: &checker.house,
        judged: &judged,
        quotations: &quotations,
        page,
    };
    scratch.begin_document(checker.id);
    let check = SentenceCheck { checker, subject: &subject, takes_all_claims };
    let faults = reference::find(&subject, &checker.rules);
    // What somebody asks about is noted in the order of the text.
    let stretches = if scratch.trace.is_on() { Vec::new() } else { stretches::of_document(document) };
    let Findings { all: mut findings, is_cut } = if stretches.len() > 1 {
        stretches::check(check, stretches, faults, scratch)
    } else {
        let mut blocks = Blocks::new(check, Section::default(), faults);
        blocks.check_all(BlockId::default()..document.end_of_blocks(), scratch);
        Findings { all: blocks.findings, is_cut: blocks.is_cut }
    };
    accepted::settle(&subject, takes_all_claims, &mut findings, &mut scratch.trace);
    check.check_postponed(scratch);
    let mut of_document = Vec::new();
    variants::find(&subject, &checker.rules, &checker.dictionary, scratch, &mut of_document);
    conflict::find(&subject, &checker.rules, scratch, &mut of_document);
    let mut companions = Vec::new();
    companion::find(&subject, &checker.rules, scratch, &mut companions);
    of_document.extend(reference::unsourced(&subject, &checker.rules, &findings));
    let merging = Merging::new(&checker.rules, takes_all_claims);
    merging.add_companions(companions, &mut findings, &mut scratch.trace);
    merging.take_contradictions(&mut of_document, &mut findings, &mut scratch.trace);
    findings.extend(of_document);
    suggest::add(document, &checker.rules, scratch, &mut findings);
    findings.sort_by(|one, other| {
        let key = |one: &Candidate| (one.diagnostic.span.start(), one.diagnostic.span.end());
        key(one).cmp(&key(other)).then_with(|| one.diagnostic.rule.id.cmp(&other.diagnostic.rule.id))
    });
    Run { findings, citations, is_cut, page }
}
