//! Decides which matches in a sentence count: exceptions, masks and hedges.
//!
//! Masks are data (`rules/masks.toml`); here is only what their scopes mean.

use claimlint_base::span::Span;
use claimlint_rules::finder::{Finder, Target};
use claimlint_rules::tokens::{Token, TokenKind};
use claimlint_rules::{Hedge, MaskScope, Rule, RuleKind, RuleSet};
use claimlint_text::{BlockId, Document};

use super::Subject;
use super::silence::{Place, Reason, Trace};

/// Words that begin another clause.
const CONJUNCTIONS: &[&str] = &["but", "however", "yet", "although", "though", "whereas", "while", "because"];

/// A match of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The words meant, as bytes of the document's text.
    pub span: Span,
    /// The words matched, which may be more.
    pub whole: Span,
    /// The rule, by its index.
    pub rule: usize,
    /// The replacement, by its index, for rules of kind `replace`.
    pub replacement: Option<usize>,
    /// Whether it is what contradicts the promise of a rule of kind `conflict`, not the promise.
    pub against: bool,
}

/// What is looked for in a sentence.
#[derive(Debug, Clone, Copy)]
pub enum Sought {
    /// What rules report.
    Claims,
    /// What takes that back or lessens it.
    Context,
    /// What promises and contradictions are about.
    Topics,
}

impl Sought {
    /// How many there are.
    pub const COUNT: usize = Sought::Topics as usize + 1;

    /// What finds it.
    pub fn finder(self, rules: &RuleSet) -> &Finder {
        match self {
            Sought::Claims => rules.claims(),
            Sought::Context => rules.context(),
            Sought::Topics => rules.topics(),
        }
    }
}

/// A match in a sentence, before it is known whether it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// What it means.
    pub target: Target,
    /// The words meant, as bytes of the document's text.
    pub span: Span,
    /// The words matched, which may be more.
    pub whole: Span,
}

impl Match {
    /// The same match in the same sentence, which starts at another byte.
    pub fn moved(self, from: usize, to: usize) -> Match {
        Match { span: self.span.moved(from, to), whole: self.whole.moved(from, to), ..self }
    }
}

/// All matches in one sentence, by what they mean.
#[derive(Debug, Default)]
pub struct Context {
    /// Of rules.
    pub hits: Vec<Hit>,
    /// Of spellings of rules of kind `variants`: the rule, the spelling, the words.
    pub spelt: Vec<(usize, usize, Span)>,
    /// Of subjects of rules of kind `conflict`: the rule, the subject, the words.
    pub topics: Vec<(usize, usize, Span)>,
    except: Vec<(usize, Span)>,
    masks: Vec<(usize, Span)>,
    mask_except: Vec<(usize, Span)>,
    hedges: Vec<(usize, Span)>,
}

impl Context {
    /// Empties it for the next sentence.
    pub fn clear(&mut self) {
        self.hits.clear();
        self.spelt.clear();
        self.topics.clear();
        self.except.clear();
        self.masks.clear();
        self.mask_except.clear();
        self.hedges.clear();
    }

    /// Forgets matches of rules in some places, and tells of each: the rule and the words.
    pub fn forget(&mut self, is_there: impl Fn(Span) -> bool, mut forgotten: impl FnMut(usize, Span)) {
        let mut stays = |rule: usize, words: Span| {
            let goes = is_there(words);
            if goes {
                forgotten(rule, words);
            }
            !goes
        };
        self.hits.retain(|hit| stays(hit.rule, hit.span));
        self.spelt.retain(|(rule, _, words)| stays(*rule, *words));
    }

    /// Adds matches.
    pub fn extend(&mut self, matches: impl IntoIterator<Item = Match>) {
        matches.into_iter().for_each(|one| self.add(one));
    }

    fn add(&mut self, Match { target, span, whole }: Match) {
        match target {
            Target::Rule(rule) => {
                self.hits.push(Hit { span, whole, rule, replacement: None, against: false });
            }
            Target::Replace(rule, replacement) => {
                let replacement = Some(replacement);
                self.hits.push(Hit { span, whole, rule, replacement, against: false });
            }
            Target::Against(rule) => {
                self.hits.push(Hit { span, whole, rule, replacement: None, against: true });
            }
            Target::Variant(rule, spelling) => self.spelt.push((rule, spelling, span)),
            Target::Topic(rule, topic) => self.topics.push((rule, topic, span)),
            Target::RuleExcept(rule) => self.except.push((rule, whole)),
            Target::Mask(mask) => self.masks.push((mask, span)),
            Target::MaskExcept(mask) => self.mask_except.push((mask, whole)),
            Target::Hedge(hedge) => self.hedges.push((hedge, whole)),
        }
    }

    /// The masks of scope `section` that this sentence raises, with the words that raise them.
    pub fn section_masks<'m>(&'m self, rules: &'m RuleSet) -> impl Iterator<Item = (usize, Span)> + 'm {
        self.raised(rules).filter(|(mask, _)| rules.masks()[*mask].scope == MaskScope::Section)
    }

    /// The masks that something raises and no exception takes back. An exception to a mask of words must stand where
    /// they do; one to a wider mask, anywhere in the sentence.
    fn raised<'m>(&'m self, rules: &'m RuleSet) -> impl Iterator<Item = (usize, Span)> + 'm {
        let is_narrow =
            |mask: usize| matches!(rules.masks()[mask].scope, MaskScope::Words | MaskScope::After);
        let excepted = move |mask: usize, span: Span| {
            self.mask_except
                .iter()
                .any(|(other, except)| *other == mask && (!is_narrow(mask) || except.overlaps(span)))
        };
        self.masks.iter().copied().filter(move |(mask, span)| !excepted(*mask, *span))
    }

    /// The matches of rules in a sentence that no exception and no mask takes back. `section` holds the masks that the
    /// heading above raised, with the words that raised them.
    pub fn surviving(
        &self,
        subject: &Subject<'_>,
        rules: &RuleSet,
        tokens: &[Token],
        (block, section, sentence): (BlockId, &[(usize, Span)], Span),
        trace: &mut Trace,
    ) -> Vec<Hit> {
        let document = subject.document;
        // Each mask with what it covers and what raised it.
        let mut masked: Vec<(usize, Span, Span)> =
            section.iter().map(|(mask, cue)| (*mask, sentence, *cue)).collect();
        for (mask, span) in self.raised(rules) {
            let covered = match rules.masks()[mask].scope {
                MaskScope::Words => Some(span),
                MaskScope::After => after(document, tokens, span, rules.masks()[mask].reach),
                MaskScope::Clause => Some(clause(document, tokens, span, sentence)),
                MaskScope::Sentence => Some(sentence),
                MaskScope::Block => Some(document.block(block).span),
                // What stands under the heading is covered block by block, by whoever goes through the blocks.
                MaskScope::Section => {
                    let block = document.block(block);
                    block.kind.is_heading().then_some(block.span)
                }
                MaskScope::Quotation => None,
            };
            masked.extend(covered.map(|covered| (mask, covered, span)));
        }
        for (index, mask) in rules.masks().iter().enumerate() {
            if mask.scope == MaskScope::Quotation {
                let speech = subject.quotations.speech(document, block, sentence);
                masked.extend(speech.map(|span| (index, span, span)));
            }
        }
        let silenced = |hit: &Hit| {
            let category = rules.rules[hit.rule].judged_as(hit.against);
            masked.iter().find(|(mask, span, _)| {
                let mask = &rules.masks()[*mask];
                // "No downtime" is a claim although "no" stands in it: what a cue takes back begins behind it.
                let begins_inside = mask.scope != MaskScope::After || span.start() <= hit.span.start();
                mask.silences.contains(&category) && span.overlaps(hit.span) && begins_inside
            })
        };
        // "No needles" is a promise, though "no needles" takes back what would contradict another one.
        let is_promise = |hit: &Hit| !hit.against && rules.rules[hit.rule].kind == RuleKind::Conflict;
        let excepted = |hit: &Hit| match is_promise(hit) {
            true => self.exceptions(hit.rule, hit.span).find(|span| !hit.whole.contains(*span)),
            false => self.exceptions(hit.rule, hit.span).next(),
        };
        let mut counts = |hit: &&Hit| {
            if let Some(words) = excepted(hit) {
                let reason = || Reason::Excepted(Place::of(document, words));
                trace.note(document, hit.rule, hit.span, reason);
                false
            } else if let Some((mask, _, cue)) = silenced(hit) {
                let reason = || Reason::masked(document, &rules.masks()[*mask], *cue);
                trace.note(document, hit.rule, hit.span, reason);
                false
            } else {
                true
            }
        };
        self.hits.iter().filter(|hit| counts(hit)).cloned().collect()
    }

    /// The places where a rule stays silent that overlap some words.
    pub fn exceptions(&self, rule: usize, words: Span) -> impl Iterator<Item = Span> + '_ {
        let own = self.except.iter().filter(move |(other, span)| *other == rule && span.overlaps(words));
        own.map(|(_, span)| *span)
    }

    /// The hedge in the clause of a match, by its index, and its words: the match weighs one step less.
    pub fn hedge(
        &self,
        rule: &Rule,
        hedges: &[Hedge],
        tokens: &[Token],
        document: &Document,
        span: Span,
    ) -> Option<(usize, Span)> {
        if self.hedges.is_empty() {
            return None;
        }
        let whole = Span::of(
            tokens.first().map_or(0, |token| token.span().start())
                ..tokens.last().map_or(0, |token| token.span().end()),
        );
        let reach = clause(document, tokens, span, whole);
        let limits = |(hedge, place): &&(usize, Span)| {
            hedges[*hedge].lowers.contains(&rule.judged_as(false))
                && reach.contains(*place)
                && !span.contains(*place)
        };
        self.hedges.iter().find(limits).copied()
    }
}

/// Whether a token begins another clause.
fn parts_clauses(document: &Document, token: &Token) -> bool {
    let word = document.small_words_of(token.span());
    match token.kind {
        TokenKind::Mark => matches!(word, "," | ";" | ":" | "\u{2014}" | "-" | "(" | ")" | "." | "!" | "?"),
        TokenKind::Word => CONJUNCTIONS.contains(&word),
        TokenKind::Number | TokenKind::Symbol => false,
    }
}

/// The stretch behind a cue, up to so many words and not past the end of the clause.
fn after(document: &Document, tokens: &[Token], cue: Span, reach: usize) -> Option<Span> {
    let behind = tokens.iter().skip_while(|token| token.span().start() < cue.end());
    let mut covered: Option<Span> = None;
    for token in behind.take_while(|token| !parts_clauses(document, token)).take(reach) {
        covered = Some(covered.map_or(token.span(), |covered| covered.join(token.span())));
    }
    covered
}

/// The clause around a stretch of a sentence.
fn clause(document: &Document, tokens: &[Token], span: Span, sentence: Span) -> Span {
    let mut start = sentence.start();
    let mut end = sentence.end();
    for token in tokens.iter().filter(|token| !token.span().overlaps(span)) {
        if !parts_clauses(document, token) {
            continue;
        }
        if token.span().end() <= span.start() {
            start = token.span().end();
        } else {
            end = token.span().start();
            break;
        }
    }
    Span::of(start..end)
}
