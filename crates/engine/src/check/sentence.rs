//! Looks through one sentence: its slips, what rules and masks look for in it, and which of that counts.
//!
//! Sentences that were seen before are not looked through again (`seen`); what a match becomes is in one file per rule kind.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::{Category, RuleKind};
use claimlint_text::{BlockId, SentenceId};

use super::context::Sought;
use super::look::{cut, look};
use super::seen::{Content, Known, stands_alone};
use super::silence::Reason;
use super::{Checker, Finding, Postponed, Scratch, Subject};
use super::{claim, conflict, phrase, replace, slip, variants};
use crate::diagnostic::Label;

impl Checker {
    /// Adds the findings of a sentence, given by its block, the masks that hold there with the words that raised
    /// them, and itself.
    pub(super) fn sentence(
        &self,
        subject: &Subject<'_>,
        (block, section): (BlockId, &[(usize, Span)]),
        sentence: SentenceId,
        scratch: &mut Scratch,
        findings: &mut Vec<Finding>,
    ) {
        let document = subject.document;
        let span = document.sentence(sentence);
        let is_first = document.block(block).sentences.start == sentence;
        if is_first {
            self.slips.find_in_block(subject, block, &mut scratch.trace, findings);
        }
        let words = document.words_of(span);
        let stands_alone = stands_alone(document, block, span);
        let known = scratch.seen.get(words);
        // Whoever asks why nothing is reported wants each sentence looked at.
        let is_new = known.is_none() && !scratch.trace.is_on() && scratch.seen.has_room_for(words);
        if stands_alone && known.as_ref().is_some_and(|known| known.is_clean) {
            return scratch.context.clear();
        }
        let content = known.and_then(|known| known.content);
        cut(&self.rules, document, span, content.as_deref(), scratch);
        let is_plain = content.as_ref().is_some_and(|content| stands_alone && content.is_plain())
            || self.slips.find(subject, (block, sentence), scratch, findings);
        let is_plain = is_plain && stands_alone;
        scratch.context.clear();
        look(&self.rules, Sought::Claims, (document, span), content.as_deref(), scratch);
        let is_silent = scratch.context.hits.is_empty() && scratch.context.spelt.is_empty();
        let content = content.or_else(|| {
            let holds_something = is_new && !(is_plain && is_silent);
            holds_something.then(|| {
                let content = Content::of(span.start(), &scratch.tokens, is_plain);
                content.remember(Sought::Claims, span.start(), &scratch.matches);
                Arc::new(content)
            })
        });
        subject.forget_keys(scratch);
        let spelt = variants::spelt(document, &self.rules, &scratch.context, (block, sentence));
        scratch.gathered.spelt.extend(spelt);
        let is_spelt = !scratch.context.spelt.is_empty();
        let is_heading = document.block(block).kind.is_heading();
        let says_something = if !is_heading && scratch.context.hits.iter().all(|hit| hit.against) {
            // What contradicts a promise matters only where one is made, and few documents make one.
            let is_against = !scratch.context.hits.is_empty();
            if is_against {
                let section = section.to_vec();
                scratch.gathered.postponed.push(Postponed { block, section, sentence });
            }
            is_against
        } else {
            let place = (block, section, sentence);
            let counts = self.weigh(subject, place, content.as_deref(), scratch, findings);
            // What its own words took back is taken back everywhere, where no heading or quotation had a part in it.
            counts
                || !section.is_empty()
                || !subject.quotations.touching(document.block(block).span).is_empty()
        };
        if is_new {
            let is_clean = is_plain && !is_spelt && !says_something;
            scratch.seen.add(words, Known { is_clean, content: content.filter(|_| !is_clean) });
        }
    }

    /// Looks again at the sentences that may contradict a promise.
    pub(super) fn postponed(&self, subject: &Subject<'_>, scratch: &mut Scratch) {
        let postponed = std::mem::take(&mut scratch.gathered.postponed);
        if scratch.gathered.promises.is_empty() && !scratch.trace.is_on() {
            return;
        }
        for Postponed { block, section, sentence } in postponed {
            let span = subject.document.sentence(sentence);
            let known = scratch.seen.get(subject.document.words_of(span));
            let content = known.as_ref().and_then(|known| known.content.as_deref());
            cut(&self.rules, subject.document, span, content, scratch);
            scratch.context.clear();
            look(&self.rules, Sought::Claims, (subject.document, span), content, scratch);
            subject.forget_keys(scratch);
            self.weigh(subject, (block, &section, sentence), content, scratch, &mut Vec::new());
        }
    }

    /// Decides which matches in a sentence count, and adds the findings of those that do. False where none counts.
    fn weigh(
        &self,
        subject: &Subject<'_>,
        (block, section, sentence): (BlockId, &[(usize, Span)], SentenceId),
        content: Option<&Content>,
        scratch: &mut Scratch,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let document = subject.document;
        let span = document.sentence(sentence);
        // What raises a mask for all that stands under a heading is looked for in every heading.
        look(&self.rules, Sought::Context, (document, span), content, scratch);
        let Scratch { tokens: cut, context, gathered, trace, takes_all_claims, .. } = scratch;
        if context.hits.is_empty() {
            return false;
        }
        let before = findings.len();
        let hits = context.surviving(subject, &self.rules, cut, (block, section, span), trace);
        let counts = !hits.is_empty();
        for hit in hits {
            let rule = &self.rules.rules[hit.rule];
            let hedge = context.hedge(rule, self.rules.hedges(), cut, document, hit.span);
            let severity = hedge.map_or(rule.severity, |_| rule.severity.lowered());
            if let Some((hedge, by)) = hedge {
                trace.note_lowered(document, &hit, &self.rules.hedges()[hedge], by);
            }
            let finding = match rule.kind {
                RuleKind::Claim => {
                    claim::finding(subject, rule, &hit, (block, sentence), *takes_all_claims, trace)
                }
                RuleKind::Phrase => Some(phrase::finding(subject, rule, &hit, sentence)),
                RuleKind::Replace if self.dictionary.accepts(document.words_of(hit.span)) => {
                    trace.silent(document, &hit, || Reason::UsersWord)
                }
                RuleKind::Replace => replace::finding(subject, rule, &hit, sentence, trace),
                RuleKind::Spelling => slip::stray_capital(subject, rule, &hit, sentence, trace),
                RuleKind::Conflict => {
                    let of = if hit.against { &mut gathered.against } else { &mut gathered.promises };
                    of.push(conflict::Place { rule: hit.rule, span: hit.span, severity, block, sentence });
                    None
                }
                RuleKind::Reference | RuleKind::Variants | RuleKind::Suppression => None,
            };
            if let Some(mut diagnostic) = finding {
                diagnostic.severity = severity;
                findings.push(Finding { rule: hit.rule, severity, span: hit.span, diagnostic });
            }
        }
        point_at_authority(&mut findings[before..]);
        counts
    }
}

/// A claim that a sentence puts into the mouth of somebody unnamed shows who is said to say it.
fn point_at_authority(findings: &mut [Finding]) {
    let is_authority = |finding: &Finding| finding.diagnostic.rule.category == Category::Authority;
    let Some(authority) = findings.iter().find(|finding| is_authority(finding)) else { return };
    let (place, span) = (authority.span, authority.diagnostic.span);
    let claims = findings.iter_mut().filter(|finding| {
        finding.diagnostic.grade.is_some() && !is_authority(finding) && place.end() <= finding.span.start()
    });
    for claim in claims.filter(|claim| claim.diagnostic.labels.is_empty()) {
        claim.diagnostic.labels.push(Label { message: "nobody named says so".to_owned(), span });
    }
}
