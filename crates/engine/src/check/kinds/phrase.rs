//! Rules of kind `phrase`: words that should not be used, whatever backs them.

use std::sync::Arc;

use claimlint_rules::classes::class::Kind;
use claimlint_rules::{Category, Rule};
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

/// Whether a match of a slip has the apostrophe of an owner before what he owns, which no phrase sees: "the doctors' clinic". Before a
/// verb there is one too many: "clients' complain".
pub fn is_owned(subject: &Subject<'_>, rule: &Rule, hit: &Hit) -> bool {
    if rule.category != Category::Typo {
        return false;
    }
    let words = subject.document.small_words_of(hit.span);
    words.split_once("s' ").is_some_and(|(_, owned)| {
        let owned = owned.split(' ').next().unwrap_or(owned);
        claimlint_builtin::classes().set(owned) & Kind::Base.bit() == 0
    })
}
