//! Checks one page as its writer wants it: with its comments to claimlint obeyed.

use claimlint_text::Document;

use crate::check::{self, Checker, Found, Scratch};
use crate::diagnostic::Diagnostic;
use crate::suppression::apply::{Applied, apply};

/// What a check of a page found, and what the page suppresses of it.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings that stay, in order of place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that a comment suppresses, in the same order, each with the first of the document's directives that does, by its
    /// index.
    pub suppressed: Vec<(Diagnostic, usize)>,
    /// Whether there are more than [`check::MOST_FINDINGS`], so that some were not looked for.
    pub is_cut: bool,
}

/// Checks a document, and does what its comments say.
pub fn check_page(checker: &Checker, document: &Document, scratch: &mut Scratch) -> Checked {
    let Found { all, is_cut } = check::check(checker, document, scratch);
    let Applied { diagnostics, suppressed } =
        apply(all, document, checker.rule_set(), checker.house().today());
    Checked { diagnostics, suppressed, is_cut }
}
