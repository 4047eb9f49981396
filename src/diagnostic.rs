//! What a check says about one place: the rule, the place, the words, what would fix it.
//!
//! Places are bytes of the source's text; [`crate::report`] gives them lines and columns.

use std::sync::Arc;

use crate::grade::Grade;
use crate::rule::{Rule, Safety, Severity};
use crate::span::Span;

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: Arc<Rule>,
    /// Its weight here, which a hedge lowers.
    pub severity: Severity,
    /// What is wrong, with the words filled in.
    pub message: String,
    /// Where, in bytes of the source's text.
    pub span: Span,
    /// The words found, as folded.
    pub text: String,
    /// How well a claim is sourced; `None` for what is no claim.
    pub grade: Option<Grade>,
    /// Other places that help to see it.
    pub labels: Vec<Label>,
    /// What would mend it.
    pub fix: Option<Fix>,
    /// A number for the same finding in a later version of the file, wherever it moved.
    pub fingerprint: u64,
}

/// A second place, and what it has to do with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What to see there.
    pub message: String,
    /// Where, in bytes of the source's text.
    pub span: Span,
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu.
    pub title: String,
    /// How far it may be trusted.
    pub safety: Safety,
    /// The changes, in order and apart.
    pub edits: Vec<Edit>,
}

/// A stretch of the source's text and what replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// The fingerprint of a finding: 64-bit FNV-1a over the rule, the folded words and the folded sentence, in small
/// letters. The function is fixed here because baselines keep its results.
pub fn fingerprint(rule: &str, text: &str, sentence: &str) -> u64 {
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    for part in [rule, text, sentence] {
        if part.is_ascii() {
            part.bytes().for_each(|byte| add(byte.to_ascii_lowercase()));
        } else {
            part.to_lowercase().bytes().for_each(&mut add);
        }
        // A zero byte, which no text has, parts the parts.
        add(0);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_never_changes_and_ignores_case() {
        let one = fingerprint("unsupported-superlative", "the best", "It is the best.");
        assert_eq!(one, fingerprint("unsupported-superlative", "The Best", "it is the best."));
        assert_ne!(one, fingerprint("unsupported-superlative", "the best", "It is the best one."));
        assert_eq!(format!("{one:016x}"), "65738ee3c41b271a");
    }
}
