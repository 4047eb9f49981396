//! Checks a document: block by block and sentence by sentence, then what only the whole document shows.

use std::collections::VecDeque;

use claimlint_base::span::Span;
use claimlint_rules::{CitationFault, MaskScope, RuleKind};
use claimlint_text::{BlockId, BlockKind, Document, SentenceId};

use super::candidate::{Candidate, MOST_FINDINGS};
use super::checker::Checker;
use super::explained::Explained;
use super::kinds::claim::Claim;
use super::kinds::{conflict, reference, variants};
use super::masking::heading_masks;
use super::quotations::Quotations;
use super::reason::{Passage, Plain, Reason};
use super::scratch::Scratch;
use super::sentence::SentenceCheck;
use super::subject::{Place, Raised, Subject};
use super::trace::Trace;
use super::{accepted, merge};
use crate::diagnostic::Diagnostic;
use crate::evidence::citation::Citations;

/// What was found in a document.
#[derive(Debug, Default)]
pub struct Found<T> {
    /// All of it, in order of place and rule.
    pub all: Vec<T>,
    /// Whether there are more than [`MOST_FINDINGS`], so that some were not looked for.
    pub is_cut: bool,
}

/// Everything the rules find in a document.
pub fn check(checker: &Checker, document: &Document, scratch: &mut Scratch) -> Found<Diagnostic> {
    let found = run(checker, document, false, scratch);
    let all = found.findings.into_iter().map(|finding| finding.diagnostic).collect();
    Found { all, is_cut: found.is_cut }
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
    Found { all, is_cut: found.is_cut }
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
}

fn run(checker: &Checker, document: &Document, takes_all_claims: bool, scratch: &mut Scratch) -> Run {
    let (citations, judged) = checker.house.read(document);
    let quotations = Quotations::of_document(document);
    let subject = Subject {
        document,
        citations: &citations,
        house: &checker.house,
        judged: &judged,
        quotations: &quotations,
    };
    scratch.begin_document(checker.id);
    let mut blocks = Blocks {
        check: SentenceCheck { checker, subject: &subject, takes_all_claims },
        section: Vec::new(),
        of_page: 0,
        is_named: false,
        findings: Vec::new(),
        is_cut: false,
    };
    blocks.check_all(scratch);
    let Blocks { check, mut findings, is_cut, .. } = blocks;
    accepted::settle(&subject, takes_all_claims, &mut findings, &mut scratch.trace);
    check.check_postponed(scratch);
    let mut of_document = Vec::new();
    variants::find(&subject, &checker.rules, &checker.dictionary, scratch, &mut of_document);
    conflict::find(&subject, &checker.rules, scratch, &mut of_document);
    of_document.extend(reference::unsourced(&subject, &checker.rules, &findings));
    findings.extend(of_document);
    findings.sort_by(|one, other| {
        let key = |one: &Candidate| (one.diagnostic.span.start(), one.diagnostic.span.end());
        key(one).cmp(&key(other)).then_with(|| one.diagnostic.rule.id.cmp(&other.diagnostic.rule.id))
    });
    Run { findings, citations, is_cut }
}

/// Goes through the blocks of a document.
struct Blocks<'c> {
    check: SentenceCheck<'c>,
    /// The masks that the name of the page raises, and then those that the heading above raises.
    section: Vec<Raised>,
    /// How many of them hold for the whole page.
    of_page: usize,
    /// Whether a title or a heading has named the page.
    is_named: bool,
    findings: Vec<Candidate>,
    is_cut: bool,
}

impl Blocks<'_> {
    fn check_all(&mut self, scratch: &mut Scratch) {
        let subject = self.check.subject;
        let mut faults = VecDeque::from(reference::find(subject, &self.check.checker.rules));
        for id in subject.document.block_ids() {
            let block = subject.document.block(id);
            if self.findings.len() > MOST_FINDINGS {
                self.is_cut = true;
                break;
            }
            let mut findings = Vec::new();
            while faults.front().is_some_and(|(block, _)| *block <= id) {
                findings.extend(faults.pop_front().map(|(_, finding)| finding));
            }
            if block.is_foreign || subject.citations.references.holds(id) || block.kind == BlockKind::Note {
                self.note_no_copy(id, scratch);
            } else {
                self.check_block(id, scratch, &mut findings);
            }
            merge::merge(subject.document, block, findings, &mut self.findings, &mut scratch.trace);
        }
    }

    /// Adds the findings of the sentences of a block.
    fn check_block(&mut self, id: BlockId, scratch: &mut Scratch, findings: &mut Vec<Candidate>) {
        let block = self.check.subject.document.block(id);
        let is_heading = block.kind.is_heading();
        if is_heading {
            self.section.truncate(self.of_page);
        }
        for sentence in SentenceId::each(block.sentences.clone()) {
            if findings.len() > MOST_FINDINGS {
                self.is_cut = true;
                break;
            }
            let place = Place { block: id, sentence, section: &self.section };
            self.check.check(place, scratch, findings);
            if is_heading {
                let rules = &self.check.checker.rules;
                if block.kind == BlockKind::Title || !self.is_named {
                    let named = heading_masks(&scratch.matches, rules, MaskScope::Page);
                    let from = self.of_page;
                    self.of_page += named.len();
                    self.section.splice(from..from, named);
                }
                self.section.extend(heading_masks(&scratch.matches, rules, MaskScope::Section));
            }
        }
        self.is_named |= is_heading;
    }

    /// Notes what the rules look for and a block holds that is not copy. A trace that is off gets nothing.
    fn note_no_copy(&self, id: BlockId, scratch: &mut Scratch) {
        let Some(stretch) = scratch.trace.stretch() else { return };
        let document = self.check.subject.document;
        let block = document.block(id);
        // The check must know as little of this block as it does where nobody asks.
        let before = std::mem::replace(&mut scratch.trace, Trace::of(stretch));
        let gathered = std::mem::take(&mut scratch.gathered);
        let mut findings: Vec<Candidate> = Vec::new();
        for sentence in SentenceId::each(block.sentences.clone()) {
            let place = Place { block: id, sentence, section: &self.section };
            self.check.check(place, scratch, &mut findings);
        }
        let within = std::mem::replace(&mut scratch.trace, before);
        let held = std::mem::replace(&mut scratch.gathered, gathered);
        let why = match block.kind {
            _ if block.is_foreign => Plain::Foreign,
            BlockKind::Note => Plain::Note,
            _ => Plain::References,
        };
        let found = findings.iter().map(|one| (one.rule, Passage::of_diagnostic(&one.diagnostic)));
        let silent = within.into_kept().into_iter().flat_map(|kept| kept.silent);
        let silent = silent.map(|(rule, words, _)| (rule, words));
        let held = held.places().map(|(rule, words)| (rule, Passage::of(document, words)));
        for (rule, words) in found.chain(silent).chain(held) {
            scratch.trace.note_passage(rule, || (words, Reason::Plain(why)));
        }
    }
}
