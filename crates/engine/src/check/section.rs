//! The masks that headings raise for what is under them, while a check goes through the blocks.

use claimlint_rules::{MaskScope, RuleSet};
use claimlint_text::BlockKind;

use super::masking::heading_masks;
use super::matches::Matches;
use super::subject::Raised;

/// What the headings so far raise.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// The masks that the name of the page raises, and then those that the heading above raises.
    raised: Vec<Raised>,
    /// How many of them hold for the whole page.
    of_page: usize,
    /// Whether a title or a heading has named the page.
    is_named: bool,
}

impl Section {
    /// The masks that hold here.
    pub fn raised(&self) -> &[Raised] {
        &self.raised
    }

    /// A heading begins, and the section above it ends.
    pub fn begin_heading(&mut self) {
        self.raised.truncate(self.of_page);
    }

    /// Adds what a sentence of a heading raises.
    pub fn add(&mut self, kind: &BlockKind, matches: &Matches, rules: &RuleSet) {
        if *kind == BlockKind::Title || !self.is_named {
            let named = heading_masks(matches, rules, MaskScope::Page);
            let from = self.of_page;
            self.of_page += named.len();
            self.raised.splice(from..from, named);
        }
        self.raised.extend(heading_masks(matches, rules, MaskScope::Section));
    }

    /// A heading ends.
    pub fn end_heading(&mut self) {
        self.is_named = true;
    }
}
