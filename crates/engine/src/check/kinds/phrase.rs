//! Rules of kind `phrase`: words that should not be used, whatever backs them.

use std::sync::Arc;

use claimlint_rules::Rule;
use claimlint_text::SentenceId;

use crate::check::matches::Hit;
use crate::check::subject::Subject;
use crate::check::wording::message;
use crate::diagnostic::{Diagnostic, Fingerprint};

/// The finding for a match.
pub fn finding(subject: &Subject<'_>, rule: &Arc<Rule>, hit: &Hit, sentence: SentenceId) -> Diagnostic {
    let document = subject.document;
    let words = document.words_of(hit.span);
    Diagnostic {
        rule: rule.clone(),
        severity: rule.severity,
        message: message(rule, words),
        span: document.source_span(hit.span),
        text: words.to_owned(),
        grade: None,
        labels: Vec::new(),
        fix: None,
        suggestions: Vec::new(),
        also: Vec::new(),
        fingerprint: Fingerprint::of(rule, words, document.words_of(document.sentence(sentence))),
    }
}
