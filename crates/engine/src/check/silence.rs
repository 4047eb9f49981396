//! Why words that a rule looks for are not reported.
//!
//! Wherever a check drops a match or a finding, it tells a `Trace` why. A trace that is off forgets it at once; one that
//! is on keeps it for `claimlint check --explain-silence`. So the answer is the check's own, and not a second reading of
//! the text that could disagree with it. What concerns one line of a file is for the crate
//! `claimlint-workspace`, how it is put into words for the program.

use std::cmp::Reverse;
use std::sync::Arc;

use claimlint_base::day::Day;
use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_rules::selection::Off;
use claimlint_rules::{Hedge, Mask, MaskScope, Rule, RuleSet};
use claimlint_text::{BlockId, BlockKind, Document};

use super::context::Hit;
use super::{Checker, Finding, MOST_AT_A_PLACE, Scratch, Subject};
use crate::diagnostic::Diagnostic;

/// Some words of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The words, as folded.
    pub text: String,
    /// Where, in bytes of the source's text.
    pub span: Span,
}

impl Place {
    /// The place of some bytes of the folded text.
    pub fn of(document: &Document, words: Span) -> Place {
        Place { text: document.words_of(words).to_owned(), span: document.source_span(words) }
    }

    /// The place of a finding.
    pub fn of_diagnostic(diagnostic: &Diagnostic) -> Place {
        Place { text: diagnostic.text.clone(), span: diagnostic.span }
    }
}

/// What kept words from being reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// They stand in the list of references.
    References,
    /// They stand in a footnote.
    Note,
    /// They stand in code, an address or markup.
    Unread,
    /// They stand in a title, description or text of a picture that says what these words say.
    SaidAgain(Place),
    /// They are part of a key of the bibliography.
    Key,
    /// The rule excepts these words.
    Excepted(Place),
    /// A mask takes them for no claim.
    Masked {
        /// The mask's name.
        mask: String,
        /// How far it reaches.
        scope: MaskScope,
        /// Why such a context is no claim.
        why: String,
        /// What raised it; for a quotation, the quotation.
        words: Place,
        /// The heading in which they stand, for a mask that holds for what is under a heading.
        heading: Option<Box<Place>>,
    },
    /// A citation satisfies the rule.
    Cited {
        /// The citation: its words, or the label of its marker. `None` where the rule asks for none.
        words: Option<Place>,
        /// What it points at, as far as that is known.
        source: Option<String>,
        /// Its grade.
        grade: Grade,
        /// The grade that the rule asks for.
        needs: Grade,
    },
    /// The house has substantiated the wording elsewhere.
    Accepted {
        /// The wording as it stands here.
        words: Place,
        /// What substantiates it.
        reference: String,
        /// The last day on which that holds.
        until: Day,
    },
    /// Another finding speaks of them.
    Merged {
        /// Its rule.
        rule: String,
        /// Its words.
        words: Place,
    },
    /// The configuration accepts the word.
    UsersWord,
    /// The rule allows the word.
    Allowed,
    /// They are right as they stand.
    Right,
    /// They may be the beginning of a possessive, which the right word must not become.
    Possessive,
    /// No right form of these words is known.
    Formless,
    /// Their capital may belong there: in a title, a name, or at the beginning of a sentence.
    Capital,
    /// No word of the dictionary is near enough to say that it was meant.
    NothingNear,
    /// They may be a name, or a part of one.
    Name,
    /// The document uses the word so often that it is taken for a term.
    Term,
    /// They may be of another language.
    Foreign,
    /// They are part of an address, a path, a measure or a code.
    Code,
    /// They stand in a quotation, whose spelling is somebody else's.
    Quoted,
    /// They stand in brackets behind their synonym.
    Mentioned,
    /// The user's spelling of English does not have the word, which is judged as misspelt.
    OtherEnglish,
    /// The spelling is the one that holds in the document.
    Usual,
    /// The document says nothing that contradicts the promise.
    Uncontradicted,
    /// The document makes no promise that this would contradict.
    Unpromised,
    /// What would contradict it, or is promised, is about something else.
    OtherSubject(Place),
    /// The document has too many such promises to compare all.
    Crowded,
    /// A comment in the text takes the finding back.
    TakenBack {
        /// What the comment says.
        comment: Place,
    },
    /// The baseline knows the finding.
    Known,
    /// The rule is off.
    Off(Off),
}

impl Reason {
    /// What a mask that words raised says.
    pub(super) fn masked(document: &Document, mask: &Mask, words: Span) -> Reason {
        let block = document.block_at(words.start()).map(|block| document.block(block));
        let heading = block.filter(|_| mask.scope == MaskScope::Section);
        let heading = heading.map(|heading| Box::new(Place::of(document, heading.span)));
        let (scope, words) = (mask.scope, Place::of(document, words));
        Reason::Masked { mask: mask.id.clone(), scope, why: mask.why.clone(), words, heading }
    }
}

/// Words that a rule looks for and does not report, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The words.
    pub words: Place,
    /// Why it is silent about them.
    pub reason: Reason,
}

/// A finding that weighs less than its rule, because of a hedge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The words of the finding.
    pub words: Place,
    /// The hedge's name.
    pub hedge: String,
    /// Why it limits a claim.
    pub why: String,
    /// The words that raise it.
    pub by: Place,
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

/// Keeps why matches and findings were dropped, where it is on.
#[derive(Debug, Default)]
pub(super) struct Trace {
    kept: Option<Box<Kept>>,
}

#[derive(Debug)]
struct Kept {
    /// What somebody asks about, in bytes of the source's text.
    stretch: Span,
    silent: Vec<(usize, Place, Reason)>,
    lowered: Vec<(usize, Place, Hedge, Place)>,
}

impl Trace {
    /// A trace that keeps what it is told of a stretch of the source's text.
    pub fn of(stretch: Span) -> Trace {
        Trace { kept: Some(Box::new(Kept { stretch, silent: Vec::new(), lowered: Vec::new() })) }
    }

    /// Whether it keeps anything.
    pub fn is_on(&self) -> bool {
        self.kept.is_some()
    }

    /// A rule, by its index, is silent about some words.
    pub fn note(&mut self, document: &Document, rule: usize, words: Span, reason: impl FnOnce() -> Reason) {
        self.note_place(rule, || (Place::of(document, words), reason()));
    }

    /// The same, where the words are not plain bytes of the text.
    pub fn note_place(&mut self, rule: usize, silent: impl FnOnce() -> (Place, Reason)) {
        if let Some(kept) = &mut self.kept {
            let (words, reason) = silent();
            if touches(kept.stretch, words.span) {
                kept.silent.push((rule, words, reason));
            }
        }
    }

    /// A match comes to nothing, which is what this gives.
    pub fn silent<T>(
        &mut self,
        document: &Document,
        hit: &Hit,
        reason: impl FnOnce() -> Reason,
    ) -> Option<T> {
        self.note(document, hit.rule, hit.span, reason);
        None
    }

    /// A hedge makes a match weigh less.
    pub fn note_lowered(&mut self, document: &Document, hit: &Hit, hedge: &Hedge, by: Span) {
        if let Some(kept) = &mut self.kept {
            let (words, by) = (Place::of(document, hit.span), Place::of(document, by));
            if touches(kept.stretch, words.span) {
                kept.lowered.push((hit.rule, words, hedge.clone(), by));
            }
        }
    }

    /// What was kept, in the words of the user: what is silent although the same rule reports it, and what is said twice,
    /// left out.
    fn told(self, rules: &RuleSet, mut diagnostics: Vec<Diagnostic>) -> Explained {
        let Some(kept) = self.kept else { return Explained { diagnostics, ..Explained::default() } };
        let Kept { stretch, silent, lowered } = *kept;
        diagnostics.retain(|one| touches(stretch, one.span));
        let is_reported = |rule: &Rule, words: &Place| {
            diagnostics.iter().any(|one| one.rule.id == rule.id && one.span.contains(words.span))
        };
        let silences = silent.into_iter().filter_map(|(rule, words, reason)| {
            let rule = rules.rules.get(rule)?.clone();
            (!is_reported(&rule, &words)).then_some(Silence { rule, words, reason })
        });
        let mut silences: Vec<Silence> = silences.collect();
        sort(&mut silences);
        let lowered = lowered.into_iter().filter_map(|(rule, words, hedge, by)| {
            let rule = rules.rules.get(rule)?.clone();
            let is_lower = |one: &&Diagnostic| {
                one.rule.id == rule.id && one.severity < rule.severity && one.span.contains(words.span)
            };
            let words = Place::of_diagnostic(diagnostics.iter().find(is_lower)?);
            Some(Lowered { rule, words, hedge: hedge.id, why: hedge.why, by })
        });
        let mut lowered: Vec<Lowered> = lowered.collect();
        lowered.dedup_by(|one, other| one.rule.id == other.rule.id && one.words == other.words);
        Explained { diagnostics, silences, lowered }
    }
}

/// Puts silences in order of place and rule. Several phrases of a rule often match the same words; the longest match
/// speaks for those within it that the same reason keeps silent.
pub fn sort(silences: &mut Vec<Silence>) {
    silences.sort_by(|one, other| {
        let key = |one: &Silence| (one.words.span.start(), Reverse(one.words.span.end()));
        key(one).cmp(&key(other)).then_with(|| one.rule.id.cmp(&other.rule.id))
    });
    let mut kept: Vec<Silence> = Vec::new();
    for one in silences.drain(..) {
        let says_it = |other: &Silence| {
            other.rule.id == one.rule.id
                && other.words.span.contains(one.words.span)
                && other.reason == one.reason
        };
        if !kept.iter().rev().take(MOST_AT_A_PLACE).any(says_it) {
            kept.push(one);
        }
    }
    *silences = kept;
}

/// Whether words stand in a stretch; all in bytes of the source's text. Where either is empty, it is enough that they
/// meet: a cursor touches what it stands in, before or behind.
pub fn touches(stretch: Span, words: Span) -> bool {
    if stretch.is_empty() || words.is_empty() {
        return words.start() <= stretch.end() && stretch.start() <= words.end();
    }
    stretch.overlaps(words)
}

impl Checker {
    /// What the rules find in a document, as [`Checker::check`] does, and why they are silent about the other words that
    /// they look for; of both, what touches a stretch of the source's text.
    pub fn explain(&self, document: &Document, stretch: Span) -> Explained {
        let (citations, judged) = self.house.read(document);
        let mut scratch = Scratch { trace: Trace::of(stretch), ..Scratch::default() };
        let findings = self.findings(document, (&citations, &judged), &mut scratch);
        let diagnostics = findings.into_iter().map(|finding| finding.diagnostic).collect();
        std::mem::take(&mut scratch.trace).told(&self.rules, diagnostics)
    }

    /// Notes what the rules look for and a block holds that is no copy. A trace that is off is not told.
    pub(super) fn note_no_copy(
        &self,
        subject: &Subject<'_>,
        (block, section): (BlockId, &[(usize, Span)]),
        scratch: &mut Scratch,
    ) {
        let Some(stretch) = scratch.trace.kept.as_ref().map(|kept| kept.stretch) else { return };
        let document = subject.document;
        let own = document.block(block);
        // The check is to know as little of this block as it does where nobody asks.
        let before = std::mem::replace(&mut scratch.trace, Trace::of(stretch));
        let gathered = std::mem::take(&mut scratch.gathered);
        let mut findings: Vec<Finding> = Vec::new();
        for sentence in own.sentence_ids() {
            self.sentence(subject, (block, section), sentence, scratch, &mut findings);
        }
        let within = std::mem::replace(&mut scratch.trace, before);
        let held = std::mem::replace(&mut scratch.gathered, gathered);
        let reason = || if own.kind == BlockKind::Note { Reason::Note } else { Reason::References };
        let found = findings.iter().map(|one| (one.rule, Place::of_diagnostic(&one.diagnostic)));
        let silent = within.kept.into_iter().flat_map(|kept| kept.silent);
        let silent = silent.map(|(rule, words, _)| (rule, words));
        let held = held.places().map(|(rule, words)| (rule, Place::of(document, words)));
        for (rule, words) in found.chain(silent).chain(held) {
            scratch.trace.note_place(rule, || (words, reason()));
        }
    }
}
