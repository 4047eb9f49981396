//! Rules of kind `conflict`: a promise that the same document contradicts.
//!
//! Promises and what contradicts them are gathered sentence by sentence, after masks. Only where a document has both is
//! it asked whether they speak of the same treatment: an article on peels may well mention that laser hurts.

use std::cell::OnceCell;
use std::ops::Range;

use claimlint_base::span::Span;
use claimlint_rules::{RuleId, RuleSet, Severity};
use claimlint_text::{BlockId, Document, SentenceId};

use crate::check::candidate::Candidate;
use crate::check::matches::{Named, Sought};
use crate::check::matching::look_again;
use crate::check::reason::{Passage, Plain, Reason};
use crate::check::scratch::Scratch;
use crate::check::subject::Subject;
use crate::check::tally::tally;
use crate::check::trace::Trace;
use crate::check::wording::quote;
use crate::diagnostic::{Diagnostic, Fingerprint, Label};

/// No more places than this are shown where the promise is made again.
const MOST_REPEATS: usize = 4;

/// Of more promises of one rule, or of what contradicts them, the rest says nothing new.
const MOST_PLACES: usize = 500;

/// A document that names no treatment is about one thing where it has no more sentences than this.
const SHORT: usize = 20;

/// Where nobody says what is spoken of, sentences of one section that stand further apart may be about two things.
const NEAR: usize = 8;

/// What a section spoke of so many sentences ago is no more what it speaks of.
const LONGEST_SECTION: usize = 200;

/// A document is about a treatment as a whole where it names it so often, and oftener than all others together.
const FEWEST_NAMINGS: usize = 3;

/// A match of a rule of kind `conflict`: of the promise, or of what contradicts it.
#[derive(Debug, Clone, Copy)]
pub struct Side {
    /// The rule.
    pub rule: RuleId,
    /// The words.
    pub span: Span,
    /// The weight of the promise here.
    pub severity: Severity,
    /// The block.
    pub block: BlockId,
    /// The sentence.
    pub sentence: SentenceId,
}

/// Adds the findings of a document.
pub fn find(subject: &Subject<'_>, rules: &RuleSet, scratch: &mut Scratch, findings: &mut Vec<Candidate>) {
    let document = subject.document;
    let mut promises = std::mem::take(&mut scratch.gathered.promises);
    let mut against = std::mem::take(&mut scratch.gathered.against);
    let place = |one: &Side| (one.rule, one.span.start(), one.span.end());
    against.sort_by_key(place);
    if scratch.trace.is_on() {
        let is_alone = |one: &&Side| !promises.iter().any(|promise| promise.rule == one.rule);
        let alone = against.iter().filter(is_alone);
        alone.for_each(|one| scratch.trace.note(document, one.rule, one.span, || Plain::Unpromised));
    }
    promises.retain(|promise| {
        let has_other_side = against.iter().any(|other| other.rule == promise.rule);
        if !has_other_side {
            scratch.trace.note(document, promise.rule, promise.span, || Plain::Uncontradicted);
        }
        has_other_side
    });
    if promises.is_empty() {
        return;
    }
    promises.sort_by_key(place);
    let topics = Topics::of_document(document, rules, scratch);
    for promises in promises.chunk_by(|one, other| one.rule == other.rule) {
        let of_rule: Vec<&Side> = against.iter().filter(|other| other.rule == promises[0].rule).collect();
        let compared = of_rule.iter().take(MOST_PLACES);
        let against: Vec<(&Side, About)> = compared.map(|other| (*other, topics.of(other))).collect();
        let compared = promises.iter().take(MOST_PLACES);
        let contradicted: Vec<(&Side, &Side)> =
            compared.filter_map(|promise| Some((promise, topics.nearest(promise, &against)?))).collect();
        let diagnostic = diagnostic(document, rules, &contradicted);
        if scratch.trace.is_on() {
            note_silent(
                &topics,
                (promises, &of_rule),
                &contradicted,
                diagnostic.as_ref(),
                &mut scratch.trace,
            );
        }
        let rule = promises[0].rule;
        findings.extend(diagnostic.map(|diagnostic| Candidate::of_document(rule, diagnostic)));
    }
}

/// Notes the places of one rule that no finding begins with: those that its finding speaks of as well, and those that are
/// about something else than the other side.
fn note_silent(
    topics: &Topics<'_>,
    (promises, against): (&[Side], &[&Side]),
    contradicted: &[(&Side, &Side)],
    diagnostic: Option<&Diagnostic>,
    trace: &mut Trace,
) {
    // Of more places that contradict a promise, the finding shows the nearest.
    let is_told = |one: &Side| {
        let tells = |(promise, other): &(&Side, &Side)| {
            let same = || topics.is_same((promise, topics.of(promise)), (one, topics.of(one)));
            promise.span == one.span || other.span == one.span || same()
        };
        contradicted.iter().any(tells)
    };
    let sides: [(Vec<&Side>, Vec<&Side>); 2] =
        [(promises.iter().collect(), against.to_vec()), (against.to_vec(), promises.iter().collect())];
    for (side, others) in sides {
        for (at, one) in side.iter().enumerate() {
            let apart = |other: &&&Side| one.span.start().abs_diff(other.span.start());
            let merged = diagnostic.filter(|_| is_told(one)).map(Reason::merged);
            let other = others.iter().filter(|other| !other.span.overlaps(one.span)).min_by_key(apart);
            let reason = match (merged, other) {
                (Some(merged), _) => merged,
                (None, _) if at >= MOST_PLACES => Plain::Crowded.into(),
                (None, Some(other)) => Reason::OtherSubject(Passage::of(topics.document, other.span)),
                (None, None) => Plain::Uncontradicted.into(),
            };
            trace.note(topics.document, one.rule, one.span, || reason);
        }
    }
}

/// The subject of a place, as far as one is named, and whether its sentence itself names it.
type About = (Option<usize>, bool);

/// What the sentences of a document are about.
struct Topics<'d> {
    document: &'d Document,
    /// What sentences name, in the order of the sentences.
    named: Vec<Named>,
    /// For each block the one that opens its section: the heading above it, or the first block.
    sections: Vec<BlockId>,
    /// What the document as a whole is about, for each rule.
    mains: Vec<OnceCell<Option<usize>>>,
}

impl<'d> Topics<'d> {
    fn of_document(document: &'d Document, rules: &RuleSet, scratch: &mut Scratch) -> Topics<'d> {
        let mut named = Vec::new();
        for sentence in document.sentences() {
            look_again(rules, Sought::Topics, document, *sentence, scratch);
            named.extend_from_slice(&scratch.matches.topics);
        }
        let mains = vec![OnceCell::new(); rules.all().count()];
        let mut section = BlockId::default();
        let sections = document.block_ids().map(|block| {
            section = if document.block(block).kind.is_heading() { block } else { section };
            section
        });
        let sections = sections.collect();
        Topics { document, named, sections, mains }
    }

    /// The block that opens the section of a place.
    fn section_of(&self, place: &Side) -> BlockId {
        self.sections[place.block.index()]
    }

    /// The subjects that some sentences name.
    fn named(&self, sentences: Range<SentenceId>) -> &[Named] {
        let sentences = self.document.sentences_in(sentences);
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return &[] };
        let from = self.named.partition_point(|one| one.span.start() < first.start());
        let to = self.named.partition_point(|one| one.span.start() < last.end());
        &self.named[from..to]
    }

    /// The nearest contradiction that is about the same as the promise.
    fn nearest<'p>(&self, promise: &Side, against: &[(&'p Side, About)]) -> Option<&'p Side> {
        let apart = |other: &Side| promise.span.start().abs_diff(other.span.start());
        let about = self.of(promise);
        let fits = |(other, about_other): &&(&Side, About)| {
            !other.span.overlaps(promise.span) && self.is_same((promise, about), (other, *about_other))
        };
        against.iter().filter(fits).map(|(other, _)| *other).min_by_key(|other| apart(other))
    }

    fn is_same(
        &self,
        (promise, (one, one_says)): (&Side, About),
        (other, (two, two_says)): (&Side, About),
    ) -> bool {
        let same_section = self.section_of(promise) == self.section_of(other);
        let near = same_section && promise.sentence.index().abs_diff(other.sentence.index()) <= NEAR;
        if one.is_none() && two.is_none() {
            return near || self.document.sentences().len() <= SHORT;
        }
        // A clinic's page may describe two lasers under two headings, or without any.
        let plain = near || same_section && one_says && two_says;
        one == two && (plain || one == self.main(promise.rule))
    }

    /// The subject of a place: the one its sentence names last before it or first behind it, or else the one that its
    /// section has named most so far, or else the one that the document is about. True where the sentence itself says so.
    fn of(&self, place: &Side) -> About {
        // The words of the place itself name nothing: "no needles" is no needling.
        let own = |one: &&Named| one.rule == place.rule && !one.span.overlaps(place.span);
        let named = || self.named(place.sentence..place.sentence.next()).iter().filter(own);
        let before = named().filter(|one| one.span.end() <= place.span.start());
        let own = before.max_by_key(|one| one.span.end());
        let own = own.or_else(|| named().min_by_key(|one| one.span.start()));
        if let Some(one) = own {
            return (Some(one.topic), true);
        }
        let first = self.document.block(self.section_of(place)).sentences.start;
        let near = self.count(place.rule, first.max(place.sentence.back(LONGEST_SECTION))..place.sentence);
        let most = near.iter().rev().max_by_key(|(_, count)| *count).map(|(topic, _)| *topic);
        (most.or_else(|| self.main(place.rule)), false)
    }

    /// The subjects that some sentences name and how often, in the order of their first naming.
    fn count(&self, rule: RuleId, sentences: Range<SentenceId>) -> Vec<(usize, usize)> {
        let named = self.named(sentences).iter();
        tally(named.filter(|one| one.rule == rule).map(|one| one.topic))
    }

    /// What the document as a whole is about, as far as a rule can tell.
    fn main(&self, rule: RuleId) -> Option<usize> {
        let find = || {
            let counts = self.count(rule, self.document.all_sentences());
            let all: usize = counts.iter().map(|(_, count)| count).sum();
            let is_main = |count: usize| count >= FEWEST_NAMINGS && count * 2 > all;
            counts.into_iter().find(|(_, count)| is_main(*count)).map(|(topic, _)| topic)
        };
        *self.mains[rule.index()].get_or_init(find)
    }
}

/// One finding for a promise that is contradicted, wherever the document makes it again.
fn diagnostic(document: &Document, rules: &RuleSet, contradicted: &[(&Side, &Side)]) -> Option<Diagnostic> {
    let ((promise, against), repeats) = contradicted.split_first()?;
    let rule = &rules[promise.rule];
    let words = document.words_of(promise.span);
    let denial = document.words_of(against.span);
    let mut labels =
        vec![Label { message: "this contradicts it".to_owned(), span: document.source_span(against.span) }];
    let mut last = promise.span;
    for (repeat, _) in repeats {
        // Several phrases may match the same words.
        if !repeat.span.overlaps(last) && labels.len() <= MOST_REPEATS {
            let span = document.source_span(repeat.span);
            labels.push(Label { message: "promised here, too".to_owned(), span });
            last = repeat.span;
        }
    }
    Some(Diagnostic {
        rule: rule.clone(),
        severity: promise.severity,
        message: rule.message.replace("{match}", &quote(words)).replace("{against}", &quote(denial)),
        span: document.source_span(promise.span),
        text: words.to_owned(),
        grade: None,
        labels,
        fix: None,
        fingerprint: Fingerprint::of(rule, words, document.words_of(document.sentence(promise.sentence))),
    })
}
