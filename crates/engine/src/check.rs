//! Runs rules over a document: phrases and patterns sentence by sentence, then masks, citations and hedges.
//!
//! What a match becomes is in one file per rule kind; which matches count at all is in `context`. Rules of kind
//! `variants` and `conflict` weigh what was gathered once the whole document is read.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::matcher::PhraseMatch;
use claimlint_rules::tokens::Token;
use claimlint_rules::{CitationFault, Rule, RuleKind, RuleSet, Severity};
use claimlint_text::{Block, BlockId, BlockKind, Document, Format, SentenceId};

use crate::diagnostic::Diagnostic;
use crate::evidence::citation::Citations;
use crate::evidence::{House, Judged};

mod accepted;
mod claim;
mod conflict;
mod context;
mod guard;
mod look;
mod merge;
mod phrase;
mod quotations;
mod reference;
mod replace;
mod seen;
mod sentence;
pub mod silence;
mod slip;
mod tally;
mod variants;

pub use claim::Claim;
pub use slip::unknown_words;

use context::{Context, Match, Sought};
use look::look_again;
use merge::merge;
use quotations::Quotations;
use seen::Seen;
use silence::{Reason, Trace};
use slip::{Memory, Slips};

/// Of a file with more findings than this, the others are not looked for: nobody reads so many, and they take memory.
pub const MOST_FINDINGS: usize = 10_000;

/// No more findings than this are about the same words.
const MOST_AT_A_PLACE: usize = 64;

/// Longer words in a message are cut.
const LONGEST_QUOTE: usize = 80;

/// Checks documents against a set of rules. One is made for a run and shared by its threads.
#[derive(Debug)]
pub struct Checker {
    rules: RuleSet,
    slips: Slips,
    dictionary: Arc<Dictionary>,
    house: Arc<House>,
    /// What no other checker of the process has.
    id: u64,
}

/// Working space of one thread, kept from one document to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    lower: String,
    stack: Vec<(u32, u32)>,
    found: Vec<PhraseMatch>,
    called: Vec<u32>,
    matches: Vec<Match>,
    context: Context,
    memory: Memory,
    seen: Seen,
    gathered: Gathered,
    trace: Trace,
    /// Claims count that a citation satisfies.
    takes_all_claims: bool,
    /// The last document had more findings than are looked for.
    is_cut: bool,
}

/// What cannot be judged before the whole document is read.
#[derive(Debug, Default)]
struct Gathered {
    spelt: Vec<variants::Spelt>,
    promises: Vec<conflict::Place>,
    against: Vec<conflict::Place>,
    postponed: Vec<Postponed>,
}

impl Gathered {
    /// The words gathered so far, with their rules.
    fn places(&self) -> impl Iterator<Item = (usize, Span)> + '_ {
        let sides = self.promises.iter().chain(&self.against).map(|one| (one.rule, one.span));
        self.spelt.iter().map(variants::Spelt::place).chain(sides)
    }
}

/// A sentence that contradicts a promise, if one is made, with the masks that its heading raised and the words that raised
/// them.
#[derive(Debug)]
struct Postponed {
    block: BlockId,
    section: Vec<(usize, Span)>,
    sentence: SentenceId,
}

/// A document and what is known of it, while it is checked.
struct Subject<'d> {
    document: &'d Document,
    citations: &'d Citations,
    house: &'d House,
    /// What the registries speak against.
    judged: &'d [Judged],
    quotations: &'d Quotations,
}

impl Subject<'_> {
    /// Forgets what was found in keys of the bibliography: their words are no copy.
    fn forget_keys(&self, scratch: &mut Scratch) {
        if self.house.known.bibliography.is_some() {
            let Scratch { context, trace, .. } = scratch;
            context.forget(
                |words| self.citations.is_in_key(words),
                |rule, words| trace.note(self.document, rule, words, || Reason::Key),
            );
        }
    }
}

/// A finding whose claim may still merge with another.
struct Finding {
    rule: usize,
    severity: Severity,
    span: Span,
    diagnostic: Diagnostic,
}

impl Scratch {
    /// Whether the last document that was checked has more findings than [`MOST_FINDINGS`], so that some were not looked
    /// for.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }
}

impl Checker {
    /// A checker for a set of rules and the words of English.
    pub fn new(rules: RuleSet) -> Checker {
        Checker::of_house(rules, Arc::new(Dictionary::plain(claimlint_builtin::english())), Arc::default())
    }

    /// A checker for a set of rules, with the dictionary and the knowledge of a house.
    pub fn of_house(rules: RuleSet, dictionary: Arc<Dictionary>, house: Arc<House>) -> Checker {
        let slips = Slips::new(&rules, dictionary.clone());
        static CHECKERS: AtomicU64 = AtomicU64::new(1);
        let id = CHECKERS.fetch_add(1, Ordering::Relaxed);
        Checker { rules, slips, dictionary, house, id }
    }

    /// Reads a source as the house writes its files.
    pub fn read(&self, source: &Source, format: Format) -> Document {
        Document::read_with(source, format, &self.house.comments)
    }

    /// Reads a source as [`Document::read_with_repeats`] does, as the house writes its files.
    pub fn read_with_repeats(&self, source: &Source, format: Format) -> Document {
        Document::read_with_repeats(source, format, &self.house.comments)
    }

    /// All rules, and which of them it checks.
    pub fn rule_set(&self) -> &RuleSet {
        &self.rules
    }

    /// Whether it would find what a rule finds. It finds all there is of a rule that does not exist.
    pub fn looks_for(&self, rule: &str) -> bool {
        let is_it = |one: &Arc<Rule>| one.id == rule || one.formerly.iter().any(|former| former == rule);
        self.rules.rules.iter().position(is_it).is_none_or(|index| self.rules.uses(index))
    }

    /// What the house knows.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// The rules it checks.
    pub fn rules(&self) -> impl Iterator<Item = &Arc<Rule>> {
        self.rules.selected().map(|(_, rule)| rule)
    }

    /// Everything the rules find in a document, in order of place and rule.
    pub fn check(&self, document: &Document, scratch: &mut Scratch) -> Vec<Diagnostic> {
        let (citations, judged) = self.house.read(document);
        let findings = self.findings(document, (&citations, &judged), scratch);
        findings.into_iter().map(|finding| finding.diagnostic).collect()
    }

    /// Every claim of a document, those that a citation satisfies among them, in order of place.
    pub fn claims(&self, document: &Document, scratch: &mut Scratch) -> Vec<Claim> {
        let (citations, judged) = self.house.read(document);
        scratch.takes_all_claims = true;
        let findings = self.findings(document, (&citations, &judged), scratch);
        scratch.takes_all_claims = false;
        let claims = findings.into_iter().filter(|finding| {
            let rule = &finding.diagnostic.rule;
            // What is told from half a citation is a claim, even where no rule knows its words.
            rule.kind == RuleKind::Claim || rule.fault == Some(CitationFault::Partial)
        });
        claims.map(|finding| Claim::of(document, &citations, &self.house, finding)).collect()
    }

    fn findings(
        &self,
        document: &Document,
        (citations, judged): (&Citations, &[Judged]),
        scratch: &mut Scratch,
    ) -> Vec<Finding> {
        let quotations = Quotations::of_document(document);
        let subject = Subject { document, citations, house: &self.house, judged, quotations: &quotations };
        let mut merged = Vec::new();
        let mut diagnostics = Vec::new();
        let mut faults = VecDeque::from(reference::find(&subject, &self.rules));
        let mut section: Vec<(usize, Span)> = Vec::new();
        scratch.gathered = Gathered::default();
        scratch.seen.belongs_to(self.id);
        scratch.memory.begin_document();
        scratch.is_cut = false;
        for id in document.block_ids() {
            let block = document.block(id);
            if merged.len() > MOST_FINDINGS {
                scratch.is_cut = true;
                break;
            }
            let mut findings = Vec::new();
            while faults.front().is_some_and(|(block, _)| *block <= id) {
                findings.extend(faults.pop_front().map(|(_, finding)| finding));
            }
            if citations.references.holds(id) || block.kind == BlockKind::Note {
                self.note_no_copy(&subject, (id, &section), scratch);
                merge(document, block, findings, &mut merged, &mut scratch.trace);
                continue;
            }
            if block.kind.is_heading() {
                section.clear();
            }
            for sentence in block.sentence_ids() {
                if findings.len() > MOST_FINDINGS {
                    scratch.is_cut = true;
                    break;
                }
                self.sentence(&subject, (id, &section), sentence, scratch, &mut findings);
                if block.kind.is_heading() {
                    section.extend(scratch.context.section_masks(&self.rules));
                }
            }
            merge(document, block, findings, &mut merged, &mut scratch.trace);
        }
        accepted::settle(document, &self.house, scratch.takes_all_claims, &mut merged, &mut scratch.trace);
        self.postponed(&subject, scratch);
        variants::find(&subject, &self.rules, &self.dictionary, scratch, &mut diagnostics);
        conflict::find(&subject, &self.rules, scratch, &mut diagnostics);
        diagnostics.extend(reference::unsourced(&subject, &self.rules, &merged));
        // These speak of the document, and no words of theirs merge with others'.
        let of_document = |diagnostic: Diagnostic| {
            let (severity, span) = (diagnostic.severity, Span::at(0));
            Finding { rule: usize::MAX, severity, span, diagnostic }
        };
        merged.extend(diagnostics.into_iter().map(of_document));
        merged.sort_by(|one, other| {
            let key = |one: &Finding| (one.diagnostic.span.start(), one.diagnostic.span.end());
            key(one).cmp(&key(other)).then_with(|| one.diagnostic.rule.id.cmp(&other.diagnostic.rule.id))
        });
        merged
    }
}

fn sentence_of<'d>(document: &'d Document, block: &Block, span: Span) -> &'d str {
    let sentence = document.sentence_in(block, span);
    sentence.map_or("", |sentence| document.words_of(document.sentence(sentence)))
}

/// A rule's message about some words, which stand for `{match}`.
fn message(rule: &Rule, words: &str) -> String {
    let words = quote(words);
    match memchr::memmem::find(rule.message.as_bytes(), b"{match}") {
        Some(at) => [&rule.message[..at], &words, &rule.message[at + "{match}".len()..]].concat(),
        None => rule.message.clone(),
    }
}

/// Words for a message: long ones cut at a word.
pub fn quote(words: &str) -> String {
    if words.len() <= LONGEST_QUOTE || words.chars().count() <= LONGEST_QUOTE {
        return words.to_owned();
    }
    let cut: String = words.chars().take(LONGEST_QUOTE).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}\u{2026}", &cut[..end])
}
