//! Checks one page as its writer wants it: with its comments to claimlint obeyed.

use claimlint_rules::PageKind;
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
    /// What kind of page it is, where the law of a market counts.
    pub page: Option<Page>,
}

/// What kind of page a document is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The kind; `None` where nothing decides, so that the norms of all kinds hold.
    pub kind: Option<PageKind>,
    /// Whether the page's own words decide, and not the settings.
    pub is_assumed: bool,
}

/// Checks a document, and does what its comments say.
pub fn check_page(checker: &Checker, document: &Document, scratch: &mut Scratch) -> Checked {
    let Found { all, is_cut, page: kind } = check::check(checker, document, scratch);
    let Applied { diagnostics, suppressed } =
        apply(all, document, checker.rule_set(), checker.house().today());
    let rules = checker.rule_set();
    let page = Page { kind, is_assumed: rules.page().is_none() };
    Checked { diagnostics, suppressed, is_cut, page: Some(page).filter(|_| !rules.markets().is_empty()) }
}
