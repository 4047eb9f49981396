//! What the comment in a document says about a finding: what is wrong, what would help, why it matters, and what it rests on.

use claimlint_engine::Diagnostic;
use claimlint_rules::Norm;
use claimlint_workspace::report::FileReport;

use super::norms::norm_words;
use super::untrusted::harmless;
use super::wording::count;

/// The longest quotation of another place, in characters.
const LONGEST_QUOTATION: usize = 120;

/// The paragraphs of a comment.
pub fn comment(file: &FileReport, one: &Diagnostic) -> Vec<String> {
    let rule = &one.rule;
    let mut paragraphs = vec![format!("{}: {}", capital(&one.severity.to_string()), sentence(&one.message))];
    for label in &one.labels {
        let words = file.source.as_ref().and_then(|source| source.text().get(label.span.range()));
        let words = words.map(shortened).filter(|words| !words.is_empty());
        paragraphs.extend(words.map(|words| format!("{}: \u{201C}{words}\u{201D}", capital(&label.message))));
    }
    // A comment is cut off where many stand side by side: what to do comes first.
    paragraphs.push(format!("What to do: {}", sentence(&rule.help)));
    if let Some(fix) = &one.fix {
        paragraphs.push(format!("Suggestion: {}", sentence(&fix.title)));
    }
    paragraphs.extend(one.suggestions.iter().map(|other| format!("Write, for example: {}", other.text)));
    paragraphs.push(format!("Why: {}", sentence(&rule.why)));
    if !rule.norms.is_empty() {
        let norms: Vec<String> = rule.norms.iter().map(norm).collect();
        paragraphs.push(format!("Rests on: {}.", norms.join("; ")));
    }
    paragraphs.push(format!("Rule: {}", rule.id));
    paragraphs.iter().map(|paragraph| harmless(paragraph).into_owned()).collect()
}

/// What stands in a document that can hold no more comments.
pub fn rest(findings: usize) -> String {
    format!(
        "{}: Word cannot open a file with more comments than this one has. Deal with these, then annotate the file again.",
        count(findings, "more finding", "more findings")
    )
}

fn norm(norm: &Norm) -> String {
    format!("{}, as read on {}", norm_words(norm), norm.checked)
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?', ':', '\u{2026}']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

fn shortened(words: &str) -> String {
    let words = words.trim();
    match words.char_indices().nth(LONGEST_QUOTATION) {
        Some((at, _)) => format!("{}\u{2026}", words[..at].trim_end()),
        None => words.to_owned(),
    }
}
