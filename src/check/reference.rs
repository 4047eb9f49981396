//! Rules of kind `reference`: faults in a citation itself.

use std::sync::Arc;

use super::{Finding, Subject, quote};
use crate::citation::{Citation, CitationKind, Part};
use crate::claim::backing;
use crate::diagnostic::{Diagnostic, fingerprint};
use crate::grade::{Grade, Reach};
use crate::rule::{CitationFault, Rule};

/// Adds the findings of a rule in one block.
pub fn find(
    subject: &Subject<'_>,
    rule: &Arc<Rule>,
    index: usize,
    block: usize,
    findings: &mut Vec<Finding>,
) {
    let document = subject.document;
    let own = &document.blocks()[block];
    for citation in subject.citations.within(own.span) {
        let found = match rule.fault {
            Some(CitationFault::Partial) => {
                citation.kind == CitationKind::Prose && citation.grade == Grade::Partial
            }
            None => false,
        };
        let sentence =
            own.sentences.clone().find(|sentence| document.sentences()[*sentence].overlaps(citation.span));
        let Some(sentence) = sentence.filter(|_| found) else { continue };
        // A better citation beside it makes up for what this one lacks.
        if backing(document, subject.citations, block, sentence, Reach::Study).grade > citation.grade {
            continue;
        }
        let diagnostic = diagnostic(subject, rule, citation, sentence);
        findings.push(Finding { rule: index, severity: rule.severity, span: citation.span, diagnostic });
    }
}

fn diagnostic(subject: &Subject<'_>, rule: &Arc<Rule>, citation: &Citation, sentence: usize) -> Diagnostic {
    let document = subject.document;
    let words = document.words_of(citation.span);
    let message = rule
        .message
        .replace("{match}", &quote(words))
        .replace("{found}", &list(&citation.found, "and"))
        .replace("{missing}", &list(&citation.missing(), "or"));
    Diagnostic {
        rule: rule.clone(),
        severity: rule.severity,
        message,
        span: document.source_span(citation.span),
        text: words.to_owned(),
        grade: Some(citation.grade),
        labels: Vec::new(),
        fix: None,
        fingerprint: fingerprint(&rule.id, words, document.words_of(document.sentences()[sentence])),
    }
}

/// "the journal and the year"
fn list(parts: &[Part], word: &str) -> String {
    let words: Vec<&str> = parts.iter().map(|part| part.words()).collect();
    match words.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
    }
}
