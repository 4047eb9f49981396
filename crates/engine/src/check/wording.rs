//! Fills in a rule's message.

use claimlint_rules::Rule;

/// Longer words in a message are cut, in characters.
const LONGEST_QUOTE: usize = 80;

/// A rule's message about some words, which take the place of `{match}`.
pub fn message(rule: &Rule, words: &str) -> String {
    let words = quote(words);
    match memchr::memmem::find(rule.message.as_bytes(), b"{match}") {
        Some(at) => [&rule.message[..at], &words, &rule.message[at + "{match}".len()..]].concat(),
        None => rule.message.clone(),
    }
}

/// Words for a message: long ones cut at a word.
pub fn quote(words: &str) -> String {
    if words.len() <= LONGEST_QUOTE || words.chars().count() <= LONGEST_QUOTE {
        return words.to_owned();
    }
    let cut: String = words.chars().take(LONGEST_QUOTE).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}\u{2026}", &cut[..end])
}
