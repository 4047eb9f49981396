//! Looks through one sentence: its slips, what rules and masks look for in it, and which of that counts.
//!
//! What its words say is looked up where they were met before (`sentence_cache`), and what follows from it here is
//! decided each time; what a match becomes is in one file for each kind of rule.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::{Category, Markets, Rule, RuleId, RuleKind};
use claimlint_text::{BlockId, BlockKind};

use super::candidate::Candidate;
use super::checker::Checker;
use super::figures::with_whole_figure;
use super::gathered::{Postponed, Side};
use super::kinds::{claim, phrase, replace, spelling, style, variants};
use super::masking::{self, Own, Sentence};
use super::matches::{Hit, Sought};
use super::matching::{cut, look, look_for_exceptions};
use super::reason::{Plain, Reason};
use super::scratch::Scratch;
use super::sentence_cache::{Facts, Known, stands_alone};
use super::subject::{Place, Subject};
use crate::diagnostic::{Diagnostic, Label};

/// Looks through the sentences of a document.
#[derive(Clone, Copy)]
pub struct SentenceCheck<'c> {
    /// What is looked for.
    pub checker: &'c Checker,
    /// The document.
    pub subject: &'c Subject<'c>,
    /// Whether claims count that a citation satisfies.
    pub takes_all_claims: bool,
}

impl SentenceCheck<'_> {
    /// Whether a block is copy, and not of another language, a list of references or a note.
    pub fn is_copy(&self, id: BlockId) -> bool {
        let block = self.subject.document.block(id);
        !block.is_foreign && !self.subject.citations.references.holds(id) && block.kind != BlockKind::Note
    }

    /// Adds the findings of a sentence.
    pub fn check(&self, place: Place<'_>, scratch: &mut Scratch, findings: &mut Vec<Candidate>) {
        let SentenceCheck { checker, subject, .. } = *self;
        let document = subject.document;
        let span = document.sentence(place.sentence);
        if document.block(place.block).sentences.start == place.sentence {
            checker.slips.find_in_block(subject, place.block, &mut scratch.trace, findings);
        }
        let words = document.words_of(span);
        let is_alone = stands_alone(document, place.block, span);
        let known = scratch.cache.get(words);
        if is_alone && known.as_ref().is_some_and(|known| known.says_nothing) {
            return scratch.matches.clear();
        }
        // Whoever asks why nothing is reported wants each sentence looked at.
        let is_new = known.is_none() && !scratch.trace.is_on() && scratch.cache.has_room_for(words);
        let facts = known.and_then(|known| known.facts);
        cut(&checker.rules, document, span, facts.as_deref(), scratch);
        let before_slips = findings.len();
        let has_no_slips = facts.as_ref().is_some_and(|facts| is_alone && facts.has_no_slips())
            || checker.slips.find(subject, place, scratch, findings);
        let has_no_slips = has_no_slips && is_alone;
        if findings.len() > before_slips {
            // What a rule of slips excepts is none.
            look_for_exceptions(&checker.rules, document, span, facts.as_deref(), scratch);
            let mut slips = findings.split_off(before_slips);
            slips.retain(|slip| scratch.matches.exceptions_at(slip.rule, slip.span).next().is_none());
            findings.append(&mut slips);
        }
        scratch.matches.clear();
        look(&checker.rules, Sought::Claims, document, span, facts.as_deref(), scratch);
        let has_matches = !scratch.matches.hits.is_empty() || !scratch.matches.spelled.is_empty();
        let facts = facts.or_else(|| {
            (is_new && (has_matches || !has_no_slips)).then(|| {
                let facts = Facts::of(span.start(), &scratch.tokens, has_no_slips);
                facts.keep_matches(Sought::Claims, span.start(), &scratch.found);
                Arc::new(facts)
            })
        });
        self.gather_spellings(place, scratch);
        let says_nothing = self.weigh_or_postpone(place, facts.as_deref(), scratch, findings);
        if is_new {
            let says_nothing = says_nothing && has_no_slips && scratch.matches.spelled.is_empty();
            scratch.cache.add(words, Known { says_nothing, facts: facts.filter(|_| !says_nothing) });
        }
    }

    /// Looks again at the sentences that may contradict a promise.
    pub fn check_postponed(&self, scratch: &mut Scratch) {
        let postponed = std::mem::take(&mut scratch.gathered.postponed);
        if scratch.gathered.promises.is_empty() && !scratch.trace.is_on() {
            return;
        }
        let (document, rules) = (self.subject.document, &self.checker.rules);
        for Postponed { block, sentence, section } in postponed {
            let span = document.sentence(sentence);
            let known = scratch.cache.get(document.words_of(span));
            let facts = known.as_ref().and_then(|known| known.facts.as_deref());
            cut(rules, document, span, facts, scratch);
            scratch.matches.clear();
            look(rules, Sought::Claims, document, span, facts, scratch);
            let place = Place { block, sentence, section: &section };
            self.weigh(place, facts, scratch, &mut Vec::new());
        }
    }

    /// Gathers the spellings of rules of kind `variants`.
    fn gather_spellings(&self, place: Place<'_>, scratch: &mut Scratch) {
        let Scratch { matches, gathered, trace, .. } = scratch;
        for one in &matches.spelled {
            if self.subject.is_in_key(one.span) {
                trace.note(self.subject.document, one.rule, one.span, || Plain::Key);
            } else {
                gathered.spelt.extend(variants::spelt(self.subject, &self.checker.rules, one, place));
            }
        }
    }

    /// Weighs the matches of a sentence, or puts that off: what contradicts a promise matters only where one is made, and few
    /// documents make one. True where its words alone keep all of them from counting.
    fn weigh_or_postpone(
        &self,
        place: Place<'_>,
        facts: Option<&Facts>,
        scratch: &mut Scratch,
        findings: &mut Vec<Candidate>,
    ) -> bool {
        let is_heading = self.subject.document.block(place.block).kind.is_heading();
        let mut hits = scratch.matches.hits.iter().filter(|hit| !self.subject.is_in_key(hit.span));
        if is_heading || !hits.all(|hit| hit.against) {
            return self.weigh(place, facts, scratch, findings);
        }
        for hit in &scratch.matches.hits {
            if self.subject.is_in_key(hit.span) {
                scratch.trace.note(self.subject.document, hit.rule, hit.span, || Plain::Key);
            }
        }
        if scratch.matches.hits.is_empty() {
            return true;
        }
        let Place { block, sentence, section } = place;
        scratch.gathered.postponed.push(Postponed { block, sentence, section: section.to_vec() });
        false
    }

    /// Decides which matches in a sentence count, and adds the findings of those that do. True where its words alone keep all
    /// of them from counting.
    fn weigh(
        &self,
        place: Place<'_>,
        facts: Option<&Facts>,
        scratch: &mut Scratch,
        findings: &mut Vec<Candidate>,
    ) -> bool {
        let (document, rules) = (self.subject.document, &self.checker.rules);
        let span = document.sentence(place.sentence);
        // What raises a mask for all that is under a heading is looked for in every heading.
        look(rules, Sought::Context, document, span, facts, scratch);
        if scratch.matches.hits.is_empty() {
            return true;
        }
        let verdicts = self.own_verdicts(place, facts, scratch);
        let before = findings.len();
        let hits = std::mem::take(&mut scratch.matches.hits);
        for (hit, own) in hits.iter().zip(&verdicts) {
            self.weigh_one(place, hit, *own, scratch, findings);
        }
        scratch.matches.hits = hits;
        point_at_authority(&mut findings[before..]);
        verdicts.iter().all(|own| own.is_silent())
    }

    /// What the words of a sentence make of the matches of rules in it.
    fn own_verdicts(&self, place: Place<'_>, facts: Option<&Facts>, scratch: &Scratch) -> Vec<Own> {
        let start = self.subject.document.sentence(place.sentence).start();
        // A heading covers more than its words.
        let is_heading = self.subject.document.block(place.block).kind.is_heading();
        let facts = facts.filter(|_| !is_heading);
        if let Some(known) = facts.and_then(|facts| facts.own_verdicts(start)) {
            return known;
        }
        let sentence = Sentence::of(self.subject.document, place, &scratch.tokens);
        let verdicts = masking::own_verdicts(sentence, &self.checker.rules, &scratch.matches);
        if let Some(facts) = facts {
            facts.keep_own_verdicts(start, &verdicts);
        }
        verdicts
    }

    /// Adds the finding of a match, where it counts.
    fn weigh_one(
        &self,
        place: Place<'_>,
        hit: &Hit,
        own: Own,
        scratch: &mut Scratch,
        findings: &mut Vec<Candidate>,
    ) {
        let (document, rules) = (self.subject.document, &self.checker.rules);
        let acceptance = match masking::judged(self.subject, rules, place, hit, own) {
            Ok(acceptance) => acceptance,
            Err(silenced) => {
                return scratch.trace.note(document, hit.rule, hit.span, || silenced.reason(document, rules));
            }
        };
        let accepted = acceptance.map_or_else(Markets::default, |one| one.markets);
        let Some(rule) = &self.applied(hit.rule, accepted) else {
            let reason = || match acceptance {
                Some(one) => Reason::masked(document, &rules.masks()[one.mask], one.cue),
                None => Plain::OtherKindOfPage.into(),
            };
            return scratch.trace.note(document, hit.rule, hit.span, reason);
        };
        let span = match rule.judged_as(hit.against) {
            Category::Statistic => with_whole_figure(document, document.sentence(place.sentence), hit.span),
            _ => hit.span,
        };
        let hit = &Hit { span, ..hit.clone() };
        let sentence = Sentence::of(document, place, &scratch.tokens);
        let hedge = masking::hedge(sentence, rules, &scratch.matches, rule, hit.span);
        let severity = hedge.map_or(rule.severity, |_| rule.severity.lowered());
        if let Some(hedge) = hedge {
            let of_rule = &rules.hedges()[hedge.of];
            scratch.trace.note_lowered(document, hit.rule, hit.span, of_rule, hedge.span);
        }
        if matches!(rule.kind(), RuleKind::Conflict | RuleKind::Companion) {
            let Place { block, sentence, .. } = place;
            let side = Side { rule: hit.rule, span: hit.span, severity, accepted, block, sentence };
            let gathered = &mut scratch.gathered;
            let sides = match rule.kind() {
                RuleKind::Companion => &mut gathered.companions,
                _ if hit.against => &mut gathered.against,
                _ => &mut gathered.promises,
            };
            return sides.push(side);
        }
        if let Some(mut diagnostic) = self.diagnostic(rule, place, hit, scratch) {
            diagnostic.severity = severity;
            findings.push(Candidate { rule: hit.rule, severity, span: hit.span, diagnostic });
        }
    }

    /// A rule as it applies on this page to wording that some markets accept; `None` where it does not.
    fn applied(&self, rule: RuleId, accepted: Markets) -> Option<Arc<Rule>> {
        let rules = &self.checker.rules;
        if !accepted.is_empty() && !rules.is_for_markets(rule) && rules.is_accepted_everywhere(accepted) {
            return None;
        }
        rules.applied(rule, self.subject.page, accepted)
    }

    /// What is said about a match that counts, by the kind of its rule.
    fn diagnostic(
        &self,
        rule: &Arc<Rule>,
        place: Place<'_>,
        hit: &Hit,
        scratch: &mut Scratch,
    ) -> Option<Diagnostic> {
        let SentenceCheck { checker, subject, takes_all_claims } = *self;
        let Scratch { trace, memory, .. } = scratch;
        if matches!(rule.kind(), RuleKind::Phrase | RuleKind::Replace) {
            let knows = |word: &str| memory.judge(&checker.dictionary, word).is_none();
            if let Some(why) = style::reason(subject.document, rule, hit, place.sentence, knows) {
                trace.note(subject.document, hit.rule, hit.span, || why);
                return None;
            }
        }
        match rule.kind() {
            RuleKind::Claim => claim::finding(subject, rule, hit, place, takes_all_claims, trace),
            RuleKind::Phrase if phrase::is_owned(subject, rule, hit) => {
                trace.note(subject.document, hit.rule, hit.span, || Plain::Right);
                None
            }
            RuleKind::Phrase => Some(phrase::finding(subject, rule, hit, place.sentence)),
            RuleKind::Replace if checker.dictionary.accepts(subject.document.words_of(hit.span)) => {
                trace.note(subject.document, hit.rule, hit.span, || Plain::UsersWord);
                None
            }
            RuleKind::Replace => replace::finding(subject, rule, hit, place.sentence, trace),
            RuleKind::Spelling => spelling::stray_capital(subject, rule, hit, place.sentence, trace),
            RuleKind::Conflict
            | RuleKind::Companion
            | RuleKind::Reference
            | RuleKind::Variants
            | RuleKind::Suppression => None,
        }
    }
}

/// A claim that a sentence attributes to somebody unnamed shows who is said to say it.
fn point_at_authority(findings: &mut [Candidate]) {
    let is_authority = |finding: &Candidate| finding.diagnostic.rule.category == Category::Authority;
    let Some(authority) = findings.iter().find(|finding| is_authority(finding)) else { return };
    let (place, span): (Span, Span) = (authority.span, authority.diagnostic.span);
    for finding in findings {
        let follows = place.end() <= finding.span.start();
        let is_claim = finding.diagnostic.grade.is_some() && !is_authority(finding);
        if is_claim && follows && finding.diagnostic.labels.is_empty() {
            finding.diagnostic.labels.push(Label { message: "said by someone unnamed".to_owned(), span });
        }
    }
}
