//! Rules of kind `phrase`: words that should not be used, whatever backs them.

use std::sync::Arc;

use claimlint_rules::Rule;
use claimlint_text::SentenceId;

use crate::check::matches::Hit;
use crate::check::subject::Subject;
use crate::check::wording::message;
use crate::diagnostic::Diagnostic;

/// The finding for a match.
pub fn finding(subject: &Subject<'_>, rule: &Arc<Rule>, hit: &Hit, sentence: SentenceId) -> Diagnostic {
    let document = subject.document;
    let words = document.words_of(hit.span);
    let own = document.words_of(document.sentence(sentence));
    Diagnostic::new(rule, message(rule, words), document.source_span(hit.span), words, own)
}
