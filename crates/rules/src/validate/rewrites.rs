//! Checks rewrites: what they make of the words of a finding, and that the rule finds these words.

use std::ops::Range;
use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_base::toml_fault::Fault;
use toml::Spanned;

use super::validator::Validator;
use crate::file::RuleEntry;
use crate::kinds::{RuleKind, Safety};
use crate::phrase::Part;
use crate::replacement::Replace;
use crate::rows::RowFinder;
use crate::samples::samples;

/// The rewrites of a rule, as far as they were read.
#[derive(Default)]
pub(super) struct Rewrites {
    /// The words to be rewritten, one phrase for each rewrite.
    pub phrases: Vec<Vec<Part>>,
    /// The same as they are written.
    pub texts: Vec<String>,
    /// What to write in their place.
    pub right: Option<Arc<Replace>>,
}

impl Validator {
    /// The rewrites of a rule.
    pub(super) fn rewrites(&mut self, entry: &RuleEntry, kind: RuleKind) -> Rewrites {
        if entry.rewrites.is_empty() {
            return Rewrites::default();
        }
        let read = self.replacements_of(&entry.rewrites);
        if matches!(kind, RuleKind::Claim | RuleKind::Phrase | RuleKind::Companion) {
            self.check_rewritten(entry);
        }
        let (replacements, forms) = (read.replacements, read.forms);
        let right = Replace { replacements, forms, safety: Safety::Unsafe };
        let texts = entry.rewrites.keys().map(|text| text.get_ref().clone()).collect();
        Rewrites { phrases: read.wrong, texts, right: Some(Arc::new(right)) }
    }

    /// Reports rewrites of words that the rule does not find. A test does it for the built-in rules, since it takes time.
    fn check_rewritten(&mut self, entry: &RuleEntry) {
        let sought = entry.phrases.iter().chain(&entry.patterns);
        if self.source.built_in || sought.clone().any(|text| self.has_fault_in(&around(text))) {
            return;
        }
        let rows = self.rows(&[&entry.phrases], &entry.patterns, [].iter());
        let rows: Vec<_> = rows.iter().collect();
        let finder = RowFinder::of(&rows, &self.definitions.lexicons);
        for text in entry.rewrites.keys() {
            if self.has_fault_in(&around(text)) {
                continue;
            }
            let words = samples(text.get_ref(), &self.definitions.lexicons);
            if words.is_empty() || words.iter().any(|words| is_found(&finder, words)) {
                continue;
            }
            let message = format!("the rule does not find \u{201C}{}\u{201D}", words[0]);
            let fault = Fault::at(&self.source, text.span(), message);
            self.add(fault.help(
                "a rewrite is for words that the rule finds: add a phrase for them, or delete the rewrite",
            ));
        }
    }
}

/// A text and the signs around it.
fn around(text: &Spanned<String>) -> Range<usize> {
    text.span().start.saturating_sub(1)..text.span().end + 1
}

fn is_found(finder: &RowFinder, words: &str) -> bool {
    let mut is_found = false;
    finder.find(words, &words.to_ascii_lowercase(), Span::of(0..words.len()), |_, _| is_found = true);
    is_found
}
