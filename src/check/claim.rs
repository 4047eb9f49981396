//! Rules of kind `claim`: reported unless a citation within reach satisfies them.

use std::sync::Arc;

use super::context::Hit;
use super::{Subject, message};
use crate::claim::backing;
use crate::diagnostic::{Diagnostic, Label, fingerprint};
use crate::grade::Grade;
use crate::rule::Rule;

/// The finding for a match, or nothing where the claim is sourced.
pub fn finding(
    subject: &Subject<'_>,
    rule: &Arc<Rule>,
    hit: &Hit,
    block: usize,
    sentence: usize,
) -> Option<Diagnostic> {
    let document = subject.document;
    let backing = backing(document, subject.citations, block, sentence, rule.reach);
    if backing.grade >= rule.needs {
        return None;
    }
    let words = document.words_of(hit.span);
    let own_sentence = document.sentences()[sentence];
    // A citation that belongs to another sentence would only puzzle.
    let insufficient = backing.best.filter(|citation| {
        !citation.span.is_empty() && own_sentence.contains(citation.span) && !citation.span.overlaps(hit.span)
    });
    let labels = insufficient.map(|citation| Label {
        message: why_not(citation.grade).to_owned(),
        span: document.source_span(citation.span),
    });
    Some(Diagnostic {
        rule: rule.clone(),
        severity: rule.severity,
        message: message(rule, words),
        span: document.source_span(hit.span),
        text: words.to_owned(),
        grade: Some(backing.grade),
        labels: labels.into_iter().collect(),
        fix: None,
        fingerprint: fingerprint(&rule.id, words, document.words_of(own_sentence)),
    })
}

/// Why the nearest citation does not suffice.
fn why_not(grade: Grade) -> &'static str {
    match grade {
        Grade::Broken => "this marker has no entry",
        Grade::None => "this note names no source",
        Grade::Named => "named, but with nothing to look up",
        Grade::Partial => "not enough to find it",
        Grade::Weak | Grade::Traceable => "not enough here",
    }
}
