//! A slip that was found, and what is said about it.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::{Rule, Safety, Slip};
use claimlint_text::Document;

use crate::check::wording::message;
use crate::diagnostic::{Diagnostic, Edit, Fix};

/// A slip: where, what belongs there, and the change that brings it there. All in bytes of the folded text.
pub struct FoundSlip {
    /// Which it is.
    pub slip: Slip,
    /// The words.
    pub span: Span,
    /// The words that should be there; empty where only a person can say.
    pub right: String,
    /// The change, where it is smaller than putting `right` for all of the span.
    pub edit: Option<(Span, String)>,
    /// Whether the change may be wrong where the rule's are right.
    pub is_doubtful: bool,
}

impl FoundSlip {
    /// A slip, and what belongs there.
    pub fn new(slip: Slip, span: Span, right: impl Into<String>) -> FoundSlip {
        FoundSlip { slip, span, right: right.into(), edit: None, is_doubtful: false }
    }

    /// A space that is too many, within the words that it parts.
    pub fn stray_space(document: &Document, whole: Span, space: Span) -> FoundSlip {
        let parts = [Span::of(whole.start()..space.start()), Span::of(space.end()..whole.end())];
        let right = parts.map(|part| document.words_of(part)).concat();
        FoundSlip::new(Slip::StraySpace, whole, right).with_edit(space, "")
    }

    /// The same slip, with the change that is enough to fix it.
    pub fn with_edit(self, span: Span, text: impl Into<String>) -> FoundSlip {
        FoundSlip { edit: Some((span, text.into())), ..self }
    }
}

impl FoundSlip {
    /// The same slip, whose change a person should look at where this is so.
    pub fn doubted_where(self, is_doubtful: bool) -> FoundSlip {
        FoundSlip { is_doubtful, ..self }
    }
}

/// Where a change goes: into the bytes that the words came from, or between two words.
fn place_in_source(document: &Document, place: Span) -> Span {
    match place.is_empty() {
        true => Span::at(document.insertion_at(place.start())),
        false => document.source_span(place),
    }
}

/// How the part of a message begins that suggests a word.
const GUESS: &str = "; did you mean";

/// The diagnostic of a slip in a sentence.
pub fn diagnostic(document: &Document, rule: &Arc<Rule>, found: &FoundSlip, sentence: &str) -> Diagnostic {
    let words = document.words_of(found.span);
    let (place, text) = match &found.edit {
        Some((place, text)) => (*place, text),
        None => (found.span, &found.right),
    };
    // What markup runs through is left to a person, and so is where the counterpart of a bracket belongs.
    let is_fixable = !found.right.is_empty() && (place.is_empty() || document.is_unbroken(found.span));
    let safety = if found.is_doubtful { Safety::Unsafe } else { Safety::Safe };
    let fix = rule.safety().filter(|_| is_fixable).map(|of_rule| of_rule.max(safety)).map(|safety| Fix {
        title: format!("replace with \u{201C}{}\u{201D}", found.right),
        safety,
        edits: vec![Edit { span: place_in_source(document, place), text: text.clone() }],
    });
    let mut message = message(rule, words);
    // Where nothing is suggested, nothing is asked.
    if found.right.is_empty()
        && let Some(asked) = message.find(GUESS)
    {
        message.truncate(asked);
    }
    let message = message.replace("{right}", &found.right);
    Diagnostic { fix, ..Diagnostic::new(rule, message, document.source_span(found.span), words, sentence) }
}
