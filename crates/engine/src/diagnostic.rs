//! What a check says about one place: the rule, the place, the words, what would fix it.
//!
//! Places are bytes of the source's text; a report gives them lines and columns.

use std::fmt::{Formatter, LowerHex};
use std::sync::Arc;

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_rules::{Rule, Safety, Severity};

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: Arc<Rule>,
    /// Rules that found the same and are not told by themselves, because the law of a market counts: a comment that names one
    /// of them suppresses it too.
    pub also: Vec<Arc<Rule>>,
    /// Its severity here, which a hedge lowers.
    pub severity: Severity,
    /// What is wrong, with the words filled in.
    pub message: String,
    /// Where, in bytes of the source's text.
    pub span: Span,
    /// The words found, as folded.
    pub text: String,
    /// How well a claim is sourced; `None` for what is not a claim.
    pub grade: Option<Grade>,
    /// Other places that help to see it.
    pub labels: Vec<Label>,
    /// What would fix it.
    pub fix: Option<Fix>,
    /// What to write instead, where a person finds that it is true. None of it is ever applied without being asked for.
    pub suggestions: Vec<Suggestion>,
    /// A number for the same finding in a later version of the file, wherever it moved.
    pub fingerprint: Fingerprint,
}

impl Diagnostic {
    /// What a rule says about some words in a sentence, with nothing more to show or to change.
    pub(crate) fn new(
        rule: &Arc<Rule>,
        message: String,
        span: Span,
        words: &str,
        sentence: &str,
    ) -> Diagnostic {
        Diagnostic {
            rule: rule.clone(),
            severity: rule.severity,
            message,
            span,
            text: words.to_owned(),
            grade: None,
            labels: Vec::new(),
            fix: None,
            suggestions: Vec::new(),
            also: Vec::new(),
            fingerprint: Fingerprint::of(rule, words, sentence),
        }
    }

    /// The rules for which it speaks.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        std::iter::once(&self.rule).chain(&self.also).map(Arc::as_ref)
    }

    /// Whether it is about a document as a whole, and known by its rule alone.
    pub fn is_of_document(&self) -> bool {
        self.fingerprint == Fingerprint::of(&self.rule, "", "")
    }
}

/// A second place, and what it has to do with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What to see there.
    pub message: String,
    /// Where, in bytes of the source's text.
    pub span: Span,
}

/// A change that fixes a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu.
    pub title: String,
    /// How far it may be trusted.
    pub safety: Safety,
    /// The changes, in order and apart.
    pub edits: Vec<Edit>,
}

/// Words in the place of those that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it does, for a menu.
    pub title: String,
    /// The words.
    pub text: String,
    /// The changes, in order and apart; none where markup runs through the words.
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

/// A number for a finding, by which it is known again: 64-bit FNV-1a over the rule, the folded words and the folded
/// sentence, in small letters. The function is fixed here because baselines keep its results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    value: u64,
    /// What it was while the rule had other names.
    former: Vec<u64>,
}

impl Fingerprint {
    /// The fingerprint of what a rule found.
    pub fn of(rule: &Rule, text: &str, sentence: &str) -> Fingerprint {
        let of_name = |name: &String| fingerprint(name, text, sentence);
        Fingerprint { value: of_name(&rule.id), former: rule.formerly.iter().map(of_name).collect() }
    }

    /// The number itself.
    pub fn value(&self) -> u64 {
        self.value
    }

    /// All numbers under which a baseline may have it, the present one first.
    pub fn all(&self) -> impl Iterator<Item = u64> + '_ {
        std::iter::once(self.value).chain(self.former.iter().copied())
    }
}

impl LowerHex for Fingerprint {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        LowerHex::fmt(&self.value, formatter)
    }
}

fn fingerprint(rule: &str, text: &str, sentence: &str) -> u64 {
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    for part in [rule, text, sentence] {
        if part.is_ascii() {
            part.bytes().for_each(|byte| add(byte.to_ascii_lowercase()));
        } else {
            part.to_lowercase().bytes().for_each(&mut add);
        }
        // A zero byte, which no text has, separates the parts.
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
