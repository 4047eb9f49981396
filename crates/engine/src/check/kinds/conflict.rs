//! Rules of kind `conflict`: a promise that the same document contradicts.
//!
//! Promises and what contradicts them are gathered sentence by sentence, after masks. Only where a document has both is
//! it asked whether they are about the same treatment: an article on peels may well mention that laser hurts.

use std::cell::OnceCell;
use std::ops::Range;

use claimlint_rules::{RuleId, RuleSet};
use claimlint_text::{BlockId, BlockKind, Document, SentenceId};

use crate::check::candidate::Candidate;
use crate::check::gathered::Side;
use crate::check::labels::labels_of_others;
use crate::check::matches::{Named, Sought};
use crate::check::matching::look_again;
use crate::check::reason::{Passage, Plain, Reason};
use crate::check::scratch::Scratch;
use crate::check::subject::Subject;
use crate::check::tally::tally;
use crate::check::trace::Trace;
use crate::check::wording::quote;
use crate::diagnostic::{Diagnostic, Label};

/// At most this many places where the promise is made again are shown.
const MOST_REPEATS: usize = 4;

/// If one rule has more promises, or more that contradicts them, the rest says nothing new.
const MOST_PLACES: usize = 500;

/// A document that names no treatment is about one thing if it has at most this many sentences.
const SHORT: usize = 20;

/// Where nothing names the subject, sentences of one section that are further apart may be about two things.
const NEAR: usize = 8;

/// What one of so many sentences before named is still its subject.
const JUST_BEFORE: usize = 3;

/// What a section was about this many sentences ago is no longer its subject.
const LONGEST_SECTION: usize = 200;

/// A document as a whole is about a treatment if it names it this often, and more often than all others together.
const FEWEST_NAMINGS: usize = 3;

/// A side with what it is about.
#[derive(Clone, Copy)]
struct Placed<'s> {
    side: &'s Side,
    about: About,
}

/// What a place is about.
#[derive(Clone, Copy)]
struct About {
    /// The subject, by its index in the rule, as far as one is named.
    topic: Option<usize>,
    /// Whether the sentence of the place names it itself.
    is_named_there: bool,
    /// Whether nothing near names it, and the document, which is mostly about it, names others as well.
    is_of_document: bool,
    /// Whether what is near names several subjects, so that the place may be about any of them.
    is_open: bool,
}

/// A promise with what contradicts it.
struct Contradiction<'s> {
    promise: &'s Side,
    against: &'s Side,
}

/// Adds the findings of a document.
pub fn find(subject: &Subject<'_>, rules: &RuleSet, scratch: &mut Scratch, findings: &mut Vec<Candidate>) {
    let document = subject.document;
    let mut promises = std::mem::take(&mut scratch.gathered.promises);
    let mut against = std::mem::take(&mut scratch.gathered.against);
    promises.sort_by_key(Side::order);
    against.sort_by_key(Side::order);
    // What a customer felt, or another page says, is not the writer's promise.
    let is_quoted = |one: &Side| subject.quotations.speech(document, one.block, one.span).next().is_some();
    for side in [&mut promises, &mut against] {
        for one in side.extract_if(.., |one| is_quoted(one)) {
            scratch.trace.note(document, one.rule, one.span, || Plain::Quoted);
        }
    }
    if scratch.trace.is_on() {
        for one in against.iter().filter(|one| !has_rule(&promises, one.rule)) {
            scratch.trace.note(document, one.rule, one.span, || Plain::Unpromised);
        }
    }
    promises.retain(|promise| {
        let has_other_side = has_rule(&against, promise.rule);
        if !has_other_side {
            scratch.trace.note(document, promise.rule, promise.span, || Plain::Uncontradicted);
        }
        has_other_side
    });
    if promises.is_empty() {
        return;
    }
    let topics = Topics::of_document(document, rules, &promises, scratch);
    for promises in promises.chunk_by(|one, other| one.rule == other.rule) {
        let rule = promises[0].rule;
        let against: Vec<&Side> = against.iter().filter(|other| other.rule == rule).collect();
        let compared: Vec<Placed<'_>> =
            against.iter().take(MOST_PLACES).map(|side| topics.placed(side)).collect();
        let contradicted: Vec<Contradiction<'_>> = promises
            .iter()
            .take(MOST_PLACES)
            .filter_map(|promise| topics.contradiction(promise, &compared))
            .collect();
        let diagnostic = diagnostic(subject, rules, &contradicted);
        if scratch.trace.is_on() {
            let promises: Vec<&Side> = promises.iter().collect();
            let told = Told { topics: &topics, contradicted: &contradicted, diagnostic: diagnostic.as_ref() };
            told.note_silent(&promises, &against, &mut scratch.trace);
            told.note_silent(&against, &promises, &mut scratch.trace);
        }
        findings.extend(diagnostic.map(|diagnostic| Candidate::of_document(rule, diagnostic)));
    }
}

/// Whether a rule has any of these places.
fn has_rule(sides: &[Side], rule: RuleId) -> bool {
    sides.iter().any(|side| side.rule == rule)
}

/// What is said about the places of one rule, for whoever asks why nothing is said about the others.
struct Told<'t> {
    topics: &'t Topics<'t>,
    contradicted: &'t [Contradiction<'t>],
    diagnostic: Option<&'t Diagnostic>,
}

impl Told<'_> {
    /// Notes the places on one side that no finding begins with: those that the finding of their rule covers as well,
    /// and those that are about something other than the other side.
    fn note_silent(&self, side: &[&Side], others: &[&Side], trace: &mut Trace) {
        let document = self.topics.document;
        for (at, one) in side.iter().enumerate() {
            let diagnostic = self.diagnostic.filter(|_| self.speaks_of(one));
            let elsewhere = others.iter().filter(|other| other.sentence != one.sentence);
            let nearest = elsewhere.min_by_key(|other| one.apart(other));
            let reason = match (diagnostic, nearest) {
                (Some(diagnostic), _) => Reason::merged(diagnostic),
                (None, _) if at >= MOST_PLACES => Plain::Crowded.into(),
                (None, Some(other)) => Reason::OtherSubject(Passage::of(document, other.span)),
                (None, None) => Plain::Uncontradicted.into(),
            };
            trace.note(document, one.rule, one.span, || reason);
        }
    }

    /// Whether the finding covers a place. Of more places that contradict a promise, it shows the nearest.
    fn speaks_of(&self, one: &Side) -> bool {
        self.contradicted.iter().any(|Contradiction { promise, against }| {
            promise.span == one.span
                || against.span == one.span
                || self.topics.is_same(self.topics.placed(promise), self.topics.placed(one))
        })
    }
}

/// What the sentences of a document are about.
struct Topics<'d> {
    document: &'d Document,
    /// What sentences name, in the order of the sentences.
    named: Vec<Named>,
    /// For each block the one that opens its section: the heading above it, or the first block.
    sections: Vec<BlockId>,
    /// The promises: "no needles" names no needling.
    promises: &'d [Side],
    /// What the document as a whole is about, for each rule.
    mains: Vec<OnceCell<Option<usize>>>,
}

impl<'d> Topics<'d> {
    fn of_document(
        document: &'d Document,
        rules: &RuleSet,
        promises: &'d [Side],
        scratch: &mut Scratch,
    ) -> Topics<'d> {
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
        Topics { document, named, sections, promises, mains }
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

    /// A side with what it is about.
    fn placed<'s>(&self, side: &'s Side) -> Placed<'s> {
        Placed { side, about: self.of(side) }
    }

    /// A promise with the nearest place that contradicts it and is about the same.
    fn contradiction<'s>(&self, promise: &'s Side, against: &[Placed<'s>]) -> Option<Contradiction<'s>> {
        let placed = self.placed(promise);
        // Whoever says both in one breath does not hide it: "painless for most, though some feel a mild sting".
        let elsewhere = against.iter().filter(|other| other.side.sentence != promise.sentence);
        let fitting = elsewhere.filter(|other| self.is_same(placed, **other));
        let nearest = fitting.map(|other| other.side).min_by_key(|other| promise.apart(other))?;
        Some(Contradiction { promise, against: nearest })
    }

    /// Whether a promise and another place are about the same.
    fn is_same(&self, promise: Placed<'_>, other: Placed<'_>) -> bool {
        // A table has a treatment in each row.
        let is_compared = |place: &Side| self.document.block(place.block).kind == BlockKind::TableCell;
        if is_compared(promise.side) || is_compared(other.side) {
            return false;
        }
        let (one, two) = (promise.about, other.about);
        if one.is_open || two.is_open {
            return false;
        }
        let same_section = self.section_of(promise.side) == self.section_of(other.side);
        let sentences = promise.side.sentence.index().abs_diff(other.side.sentence.index());
        let is_near = same_section && sentences <= NEAR;
        if one.topic.is_none() && two.topic.is_none() {
            return is_near || self.document.sentences().len() <= SHORT;
        }
        // A file of data has the treatments of a house one after the other, and no heading.
        if same_section
            && one.topic == two.topic
            && self.is_another_between(promise.side, other.side, one.topic)
        {
            return false;
        }
        // A clinic's page may describe two lasers under two headings, or without any.
        let both_name_it = same_section && one.is_named_there && two.is_named_there;
        let is_plain = is_near || both_name_it;
        let is_about_it = !one.is_of_document && !two.is_of_document;
        one.topic == two.topic && (is_plain || is_about_it && one.topic == self.main(promise.side.rule))
    }

    /// The subject of a place: the one its sentence names last before it or first after it, or else the one that its
    /// sentences just before name, or else the one that its section has named most so far, or else the one that the
    /// document is about.
    fn of(&self, place: &Side) -> About {
        // The words of the place itself name nothing: "no needles" is no needling.
        let own = |one: &&Named| one.rule == place.rule && !one.span.overlaps(place.span);
        let named = || self.named(place.sentence..place.sentence.next()).iter().filter(own);
        let before = named().filter(|one| one.span.end() <= place.span.start());
        let own = before.max_by_key(|one| one.span.end());
        let own = own.or_else(|| named().min_by_key(|one| one.span.start()));
        if let Some(one) = own {
            // Which of two treatments it is said of, only a reader can tell: "the peel or the painless facial".
            let is_open = named().any(|other| other.topic != one.topic);
            return About { topic: Some(one.topic), is_named_there: true, is_of_document: false, is_open };
        }
        let first = self.document.block(self.section_of(place)).sentences.start;
        if let Some(about) = self.last_named(place, first) {
            return about;
        }
        let near = self.count(place.rule, first.max(place.sentence.back(LONGEST_SECTION))..place.sentence);
        let most = near.iter().rev().max_by_key(|(_, count)| *count).map(|(topic, _)| *topic);
        let topic = most.or_else(|| self.main(place.rule));
        let is_of_document = most.is_none() && !self.is_about_one(place.rule);
        About { topic, is_named_there: false, is_of_document, is_open: false }
    }

    /// What the nearest of the last sentences that names anything is about. If it names several subjects, the place may
    /// be about any of them: "A filler can do without surgery what others need surgery for. It is painless."
    fn last_named(&self, place: &Side, first: SentenceId) -> Option<About> {
        let is_promise = |named: &Named| {
            let promises = self.promises.iter().take(MOST_PLACES);
            promises.filter(|side| side.rule == named.rule).any(|side| side.span.overlaps(named.span))
        };
        let earliest = first.max(place.sentence.back(JUST_BEFORE));
        let named = self.named(earliest..place.sentence).iter();
        let named: Vec<&Named> = named.filter(|one| one.rule == place.rule && !is_promise(one)).collect();
        let last = named.last()?;
        let sentence = self.document.sentence_at(last.span)?.1;
        let in_sentence = |one: &&&Named| self.document.sentence(sentence).overlaps(one.span);
        let is_open = named.iter().filter(in_sentence).any(|one| one.topic != last.topic);
        Some(About { topic: Some(last.topic), is_named_there: false, is_of_document: false, is_open })
    }

    /// Whether another subject is named in the sentences between two places.
    fn is_another_between(&self, one: &Side, other: &Side, topic: Option<usize>) -> bool {
        let (from, to) = (one.sentence.min(other.sentence), one.sentence.max(other.sentence));
        if from >= to {
            return false;
        }
        let between = self.named(from.next()..to).iter();
        between.filter(|named| named.rule == one.rule).any(|named| Some(named.topic) != topic)
    }

    /// The subjects that some sentences name and how often, in the order of their first naming.
    fn count(&self, rule: RuleId, sentences: Range<SentenceId>) -> Vec<(usize, usize)> {
        let named = self.named(sentences).iter();
        tally(named.filter(|one| one.rule == rule).map(|one| one.topic))
    }

    /// Whether the document hardly names any other subject than its own.
    fn is_about_one(&self, rule: RuleId) -> bool {
        let counts = self.count(rule, self.document.all_sentences());
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        counts.iter().any(|(_, count)| count * 5 >= all * 4)
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
fn diagnostic(
    subject: &Subject<'_>,
    rules: &RuleSet,
    contradicted: &[Contradiction<'_>],
) -> Option<Diagnostic> {
    let document = subject.document;
    let (Contradiction { promise, against }, repeats) = contradicted.split_first()?;
    let rule = &rules.applied(promise.rule, subject.page, promise.accepted)?;
    let words = document.words_of(promise.span);
    let denial = document.words_of(against.span);
    let mut labels =
        vec![Label { message: "this contradicts it".to_owned(), span: document.source_span(against.span) }];
    let repeats = repeats.iter().map(|one| one.promise.span);
    labels.extend(labels_of_others(document, promise.span, repeats, "also promised here").take(MOST_REPEATS));
    let message = rule.message.replace("{match}", &quote(words)).replace("{against}", &quote(denial));
    let own = document.words_of(document.sentence(promise.sentence));
    let found = Diagnostic::new(rule, message, document.source_span(promise.span), words, own);
    Some(Diagnostic { severity: promise.severity, labels, ..found })
}
