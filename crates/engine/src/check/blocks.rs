//! Goes through blocks of a document, one after the other.

use std::collections::VecDeque;
use std::ops::Range;

use claimlint_base::span::Span;
use claimlint_text::{BlockId, BlockKind, SentenceId};

use super::candidate::{Candidate, MOST_FINDINGS};
use super::merge::Merging;
use super::reason::{Passage, Plain, Reason};
use super::scratch::Scratch;
use super::section::Section;
use super::sentence::SentenceCheck;
use super::subject::Place;
use super::trace::Trace;

/// Until a block ends, all that its rows find is held, and a dozen rows may find the same words. This bounds the memory they take.
const MOST_HELD: usize = 8 * MOST_FINDINGS;

/// What is found in some blocks.
pub struct Blocks<'c> {
    pub(super) check: SentenceCheck<'c>,
    /// What the headings before raise.
    pub(super) section: Section,
    /// The faults of citations in these blocks, in their order.
    pub(super) faults: VecDeque<(BlockId, Candidate)>,
    /// What was found so far.
    pub(super) findings: Vec<Candidate>,
    /// The blocks with findings, and how many there were after each.
    pub(super) ends: Vec<(BlockId, usize)>,
    /// Whether some findings were not looked for.
    pub(super) is_cut: bool,
}

impl<'c> Blocks<'c> {
    /// Nothing is found yet. The blocks before have raised these masks.
    pub fn new(
        check: SentenceCheck<'c>,
        section: Section,
        faults: impl IntoIterator<Item = (BlockId, Candidate)>,
    ) -> Blocks<'c> {
        let (findings, ends) = (Vec::new(), Vec::new());
        Blocks { check, section, faults: faults.into_iter().collect(), findings, ends, is_cut: false }
    }

    /// Goes through these blocks, which come after those before.
    pub fn check_all(&mut self, blocks: Range<BlockId>, scratch: &mut Scratch) {
        let subject = self.check.subject;
        for id in BlockId::each(blocks) {
            let block = subject.document.block(id);
            if self.findings.len() > MOST_FINDINGS {
                self.is_cut = true;
                break;
            }
            let mut findings = Vec::new();
            while self.faults.front().is_some_and(|(block, _)| *block <= id) {
                findings.extend(self.faults.pop_front().map(|(_, finding)| finding));
            }
            if self.check.is_copy(id) {
                self.check_block(id, scratch, &mut findings);
            } else {
                self.note_no_copy(id, scratch);
            }
            if !findings.is_empty() {
                let merging = Merging::new(&self.check.checker.rules, self.check.takes_all_claims);
                let place = (subject.document, block);
                merging.add_block(place, findings, &mut self.findings, &mut scratch.trace);
                self.ends.push((id, self.findings.len()));
            }
        }
    }

    /// Adds the findings of the sentences of a block.
    fn check_block(&mut self, id: BlockId, scratch: &mut Scratch, findings: &mut Vec<Candidate>) {
        let block = self.check.subject.document.block(id);
        let is_heading = block.kind.is_heading();
        if is_heading {
            self.section.begin_heading();
        }
        let mut places = findings.len();
        for sentence in SentenceId::each(block.sentences.clone()) {
            if places > MOST_FINDINGS || findings.len() > MOST_HELD {
                self.is_cut = true;
                break;
            }
            let place = Place { block: id, sentence, section: self.section.raised() };
            let first = findings.len();
            self.check.check(place, scratch, findings);
            places += number_of_places(&findings[first..]);
            if is_heading {
                self.section.add(&block.kind, &scratch.matches, &self.check.checker.rules);
            }
        }
        if is_heading {
            self.section.end_heading();
        }
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
            let place = Place { block: id, sentence, section: self.section.raised() };
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

/// At how many places findings are. What several rows find in the same words becomes one finding when the block ends.
fn number_of_places(findings: &[Candidate]) -> usize {
    let mut spans: Vec<Span> = findings.iter().map(|finding| finding.span).collect();
    spans.sort_unstable_by_key(|span| (span.start(), span.end()));
    let mut end = 0;
    let begins_place = |span: &&Span| {
        let begins = span.start() >= end;
        end = end.max(span.end());
        begins
    };
    spans.iter().filter(begins_place).count()
}
