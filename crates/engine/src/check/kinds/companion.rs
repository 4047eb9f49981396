//! Rules of kind `companion`: words that ask for others in the same block, under the same heading, or anywhere on the page.
//!
//! The words are gathered sentence by sentence, after masks. Only where a document has them is it searched for what they ask
//! for. Of several places where that is missing, one is reported, and the others are shown with it.

use claimlint_base::span::Span;
use claimlint_rules::{Body, RuleId, RuleSet, Within};
use claimlint_text::{BlockId, Document};

use crate::check::candidate::Candidate;
use crate::check::gathered::Side;
use crate::check::labels::labels_of_others;
use crate::check::matches::{Exception, Sought};
use crate::check::matching::look_again;
use crate::check::reason::{Passage, Reason};
use crate::check::scratch::Scratch;
use crate::check::subject::Subject;
use crate::check::wording::message;
use crate::diagnostic::Diagnostic;

/// At most this many other places are shown.
const MOST_OTHERS: usize = 4;

/// Adds the findings of a document.
pub fn find(subject: &Subject<'_>, rules: &RuleSet, scratch: &mut Scratch, findings: &mut Vec<Candidate>) {
    let document = subject.document;
    let mut sides = std::mem::take(&mut scratch.gathered.companions);
    if sides.is_empty() {
        return;
    }
    sides.sort_by_key(Side::order);
    let mut asked: Vec<Exception> = Vec::new();
    for sentence in document.sentences() {
        look_again(rules, Sought::Topics, document, *sentence, scratch);
        let matches = &scratch.matches;
        let denied =
            |one: &Exception| matches.exceptions_at(one.rule, one.span).any(|words| words.contains(one.span));
        asked.extend(matches.asked.iter().filter(|one| !denied(one)));
    }
    for own in sides.chunk_by(|one, other| one.rule == other.rule) {
        let rule = own[0].rule;
        let Body::Companion { within } = rules[rule].body else { continue };
        let mut of_rule: Vec<Span> =
            asked.iter().filter(|one| one.rule == rule).map(|one| one.span).collect();
        of_rule.sort_by_key(|one| one.start());
        let mut alone: Vec<&Side> = Vec::new();
        // Those of one section, which may be long, have the same reach.
        let (mut reached, mut was_metadata) = (Span::at(0), false);
        for side in own {
            let is_metadata = document.block(side.block).kind.is_metadata();
            if within != Within::Section || is_metadata || was_metadata || !reached.contains(side.span) {
                reached = reach(document, within, side.block);
            }
            was_metadata = is_metadata;
            match answer(reached, side, &of_rule) {
                Some(words) => scratch
                    .trace
                    .note(document, rule, side.span, || Reason::Accompanied(Passage::of(document, words))),
                None => alone.push(side),
            }
        }
        let Some(diagnostic) = diagnostic(subject, rules, rule, &alone) else { continue };
        for other in &alone[1..] {
            scratch.trace.note(document, rule, other.span, || Reason::merged(&diagnostic));
        }
        // Its words merge with no others, since those have merged before.
        findings.push(Candidate { span: alone[0].span, ..Candidate::of_document(rule, diagnostic) });
    }
}

/// The words that answer what others ask for; `asked` is in order of place. What those say themselves is no answer: "risk-free"
/// names no risk. Nor is what an exception of the rule covers: neither does "no downtime".
fn answer(reach: Span, side: &Side, asked: &[Span]) -> Option<Span> {
    let first = asked.partition_point(|one| one.start() < reach.start());
    let near = asked[first..].iter().copied().take_while(|one| one.start() < reach.end());
    let mut answers = near.filter(|one| !one.overlaps(side.span));
    answers.find(|one| reach.contains(*one))
}

/// The bytes of the text in which an answer may be.
fn reach(document: &Document, within: Within, block: BlockId) -> Span {
    let is_heading = |id: BlockId| document.block(id).kind.is_heading();
    let (mut first, mut last) = (block, block);
    let end = document.end_of_blocks();
    match within {
        // A title or description has no room for more; the page it leads to has.
        _ if document.block(block).kind.is_metadata() => return Span::of(0..document.text().len()),
        Within::Document => return Span::of(0..document.text().len()),
        // A heading says nothing without what is under it.
        Within::Block if is_heading(block) && block.next() < end && !is_heading(block.next()) => {
            last = block.next();
        }
        Within::Block => {}
        Within::Section => {
            while !is_heading(first) && first > BlockId::default() {
                first = first.back(1);
            }
            while last.next() < end && !is_heading(last.next()) {
                last = last.next();
            }
        }
    }
    document.block(first).span.join(document.block(last).span)
}

/// One finding for the first of the places, with the others.
fn diagnostic(subject: &Subject<'_>, rules: &RuleSet, rule: RuleId, alone: &[&Side]) -> Option<Diagnostic> {
    let document = subject.document;
    let (first, others) = alone.split_first()?;
    let rule = rules.applied(rule, subject.page, first.accepted)?;
    let others = others.iter().map(|other| other.span);
    let labels = labels_of_others(document, first.span, others, "also here");
    let words = document.words_of(first.span);
    let own = document.words_of(document.sentence(first.sentence));
    let found = Diagnostic::new(&rule, message(&rule, words), document.source_span(first.span), words, own);
    Some(Diagnostic { severity: first.severity, labels: labels.take(MOST_OTHERS).collect(), ..found })
}
