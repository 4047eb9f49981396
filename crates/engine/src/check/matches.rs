//! What is looked for in a sentence, and what was found there, sorted by what it means.

use claimlint_base::span::Span;
use claimlint_rules::finder::{Finder, Target};
use claimlint_rules::{Finders, RuleId};

/// A match of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The words meant, as bytes of the document's text.
    pub span: Span,
    /// The words matched, which may be more.
    pub whole: Span,
    /// The rule.
    pub rule: RuleId,
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
    /// What cancels or weakens that.
    Context,
    /// What is asked about words that were found: what promises and contradictions are about, what companions ask for, what
    /// can be rewritten.
    Topics,
}

impl Sought {
    /// How many there are.
    pub const COUNT: usize = Sought::Topics as usize + 1;

    /// What of the finders finds it.
    pub fn finder(self, finders: &Finders) -> &Finder {
        match self {
            Sought::Claims => &finders.claims,
            Sought::Context => &finders.context,
            Sought::Topics => &finders.topics,
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

/// A spelling that a rule of kind `variants` knows.
#[derive(Debug, Clone, Copy)]
pub struct Spelled {
    /// The rule.
    pub rule: RuleId,
    /// The spelling, by its index in the rule.
    pub spelling: usize,
    /// The words.
    pub span: Span,
}

/// A subject that a rule of kind `conflict` knows.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The rule.
    pub rule: RuleId,
    /// The subject, by its index in the rule.
    pub topic: usize,
    /// The words that name it.
    pub span: Span,
}

/// Words for which a rule knows others.
#[derive(Debug, Clone, Copy)]
pub struct Rewritten {
    /// The rule.
    pub rule: RuleId,
    /// The rewrite, by its index in the rule.
    pub rewrite: usize,
    /// The words that go.
    pub span: Span,
    /// These, with the words beside them that the rewrite asks for.
    pub whole: Span,
}

/// A place where a rule stays silent, or where what it asks for is.
#[derive(Debug, Clone, Copy)]
pub struct Exception {
    /// The rule.
    pub rule: RuleId,
    /// The words.
    pub span: Span,
}

/// Words, and the mask or hedge that they concern, by its index.
#[derive(Debug, Clone, Copy)]
pub struct Concern {
    /// The mask or hedge.
    pub of: usize,
    /// The words.
    pub span: Span,
}

/// All matches in one sentence, by what they mean.
#[derive(Debug, Default)]
pub struct Matches {
    /// Of rules.
    pub hits: Vec<Hit>,
    /// Of spellings.
    pub spelled: Vec<Spelled>,
    /// Of subjects.
    pub topics: Vec<Named>,
    /// Where rules stay silent.
    pub exceptions: Vec<Exception>,
    /// What raises masks.
    pub masks: Vec<Concern>,
    /// What raises no mask after all.
    pub mask_exceptions: Vec<Concern>,
    /// What limits claims.
    pub hedges: Vec<Concern>,
    /// What words of rules of kind `companion` ask for.
    pub asked: Vec<Exception>,
    /// What is to be rewritten.
    pub rewritten: Vec<Rewritten>,
}

impl Matches {
    /// Empties it for the next sentence.
    pub fn clear(&mut self) {
        self.hits.clear();
        self.spelled.clear();
        self.topics.clear();
        self.exceptions.clear();
        self.masks.clear();
        self.mask_exceptions.clear();
        self.hedges.clear();
        self.asked.clear();
        self.rewritten.clear();
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
            Target::Variant(rule, spelling) => self.spelled.push(Spelled { rule, spelling, span }),
            Target::Topic(rule, topic) => self.topics.push(Named { rule, topic, span }),
            Target::RuleExcept(rule) => self.exceptions.push(Exception { rule, span: whole }),
            Target::Mask(mask) => self.masks.push(Concern { of: mask, span }),
            Target::MaskExcept(mask) => self.mask_exceptions.push(Concern { of: mask, span: whole }),
            Target::Ask(rule) => self.asked.push(Exception { rule, span }),
            Target::Rewrite(rule, rewrite) => {
                self.rewritten.push(Rewritten { rule, rewrite, span, whole });
            }
            Target::Hedge(hedge) => self.hedges.push(Concern { of: hedge, span: whole }),
        }
    }

    /// The places where a rule stays silent that overlap some words.
    pub fn exceptions_at(&self, rule: RuleId, words: Span) -> impl Iterator<Item = Span> + '_ {
        let own = self.exceptions.iter().filter(move |one| one.rule == rule && one.span.overlaps(words));
        own.map(|one| one.span)
    }
}
