//! Keeps why a check drops matches and findings.
//!
//! Wherever a check drops one, it tells a `Trace` why. A trace that is off forgets it at once; one that is on keeps it for
//! whoever asks. So the answer is the check's own, and not a second reading of the text that could disagree with it. What
//! becomes of it is for `explain`.

use claimlint_base::span::Span;
use claimlint_rules::{Hedge, RuleId};
use claimlint_text::Document;

use super::reason::{Passage, Reason};

/// Keeps why matches and findings were dropped, where it is on.
#[derive(Debug, Default)]
pub struct Trace {
    kept: Option<Box<Kept>>,
}

/// What a trace has kept.
#[derive(Debug)]
pub struct Kept {
    /// What somebody asks about, in bytes of the source's text.
    pub stretch: Span,
    /// The words that rules were silent about, and why.
    pub silent: Vec<(RuleId, Passage, Reason)>,
    /// The words of rules that a hedge makes weigh less, and the words of the hedge.
    pub lowered: Vec<(RuleId, Passage, Hedge, Passage)>,
}

impl Trace {
    /// A trace that keeps what it is told about a stretch of the source's text.
    pub fn of(stretch: Span) -> Trace {
        Trace { kept: Some(Box::new(Kept { stretch, silent: Vec::new(), lowered: Vec::new() })) }
    }

    /// Whether it keeps anything.
    pub fn is_on(&self) -> bool {
        self.kept.is_some()
    }

    /// The stretch that somebody asks about, where it is on.
    pub fn stretch(&self) -> Option<Span> {
        self.kept.as_ref().map(|kept| kept.stretch)
    }

    /// What was kept.
    pub fn into_kept(self) -> Option<Kept> {
        self.kept.map(|kept| *kept)
    }

    /// A rule is silent about some words.
    pub fn note<R: Into<Reason>>(
        &mut self,
        document: &Document,
        rule: RuleId,
        words: Span,
        reason: impl FnOnce() -> R,
    ) {
        self.note_passage(rule, || (Passage::of(document, words), reason().into()));
    }

    /// The same, where the words are not plain bytes of the text.
    pub fn note_passage(&mut self, rule: RuleId, silent: impl FnOnce() -> (Passage, Reason)) {
        if let Some(kept) = &mut self.kept {
            let (words, reason) = silent();
            if touches(kept.stretch, words.span) {
                kept.silent.push((rule, words, reason));
            }
        }
    }

    /// A hedge makes the words of a rule weigh less.
    pub fn note_lowered(&mut self, document: &Document, rule: RuleId, words: Span, hedge: &Hedge, by: Span) {
        if let Some(kept) = &mut self.kept {
            let (words, by) = (Passage::of(document, words), Passage::of(document, by));
            if touches(kept.stretch, words.span) {
                kept.lowered.push((rule, words, hedge.clone(), by));
            }
        }
    }
}

/// Whether words are in a stretch; all in bytes of the source's text. Where either is empty, it is enough that they meet: a
/// cursor touches what it is in, before or after.
pub fn touches(stretch: Span, words: Span) -> bool {
    if stretch.is_empty() || words.is_empty() {
        return words.start() <= stretch.end() && stretch.start() <= words.end();
    }
    stretch.overlaps(words)
}
