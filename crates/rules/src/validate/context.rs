//! Checks masks and hedges as a whole: what they must have, and what would do nothing.

use toml::Spanned;

use super::validator::Validator;
use crate::context::{Hedge, Mask};
use crate::definitions::{HedgeDefinition, MaskDefinition};
use crate::file::{HedgeEntry, MaskEntry, Texts};
use crate::kinds::{Category, MaskScope};

/// How far a mask of scope `after` reaches by default, in words.
const DEFAULT_REACH: usize = 5;

impl Validator {
    pub(super) fn mask(&mut self, table: &Spanned<MaskEntry>) {
        let entry = table.get_ref();
        let Some(head) = self.head(entry.id.as_ref(), "mask", table.span()) else { return };
        let scope = entry.scope.as_ref().map(|scope| *scope.get_ref());
        if scope.is_none() {
            self.missing(&head, "scope");
        }
        let scope = scope.unwrap_or(MaskScope::Words);
        let looks = !entry.phrases.is_empty() || !entry.patterns.is_empty();
        if looks == (scope == MaskScope::Quotation) {
            let needs = if looks { "has no phrases or patterns" } else { "needs `phrases` or `patterns`" };
            self.fault(head.place.clone(), format!("a mask of scope `{scope}` {needs}"));
        }
        if let Some(reach) = entry.reach.as_ref().filter(|_| scope != MaskScope::After) {
            self.fault(reach.span(), "`reach` is for masks of scope `after`");
        }
        let why = self.text(&entry.why, &head, "why");
        let norms = self.norms_of_mask(entry);
        let (phrases, patterns) = (self.phrases(&entry.phrases), self.patterns(&entry.patterns));
        let except = self.phrases(&entry.except);
        let rows = self.rows(&[&entry.phrases], &entry.patterns, [].iter());
        let examples = self.examples(entry.examples.as_ref(), &head);
        let mask = Mask {
            id: head.id,
            pack: self.pack.clone(),
            silences: entry.silences.clone().unwrap_or_else(claims),
            scope,
            reach: entry.reach.as_ref().map_or(DEFAULT_REACH, |reach| *reach.get_ref()),
            why,
            norms,
        };
        self.definitions.masks.push(MaskDefinition { mask, phrases, patterns, except, rows, examples });
    }

    pub(super) fn hedge(&mut self, table: &Spanned<HedgeEntry>) {
        let entry = table.get_ref();
        let Some(head) = self.head(entry.id.as_ref(), "hedge", table.span()) else { return };
        if entry.phrases.is_empty() {
            self.missing(&head, "phrases");
        }
        let why = self.text(&entry.why, &head, "why");
        let phrases = self.phrases(&entry.phrases);
        let rows = self.rows(&[&entry.phrases], &Texts::new(), [].iter());
        let examples = self.examples(entry.examples.as_ref(), &head);
        let hedge = Hedge {
            id: head.id,
            pack: self.pack.clone(),
            lowers: entry.lowers.clone().unwrap_or_else(claims),
            why,
        };
        self.definitions.hedges.push(HedgeDefinition { hedge, phrases, rows, examples });
    }
}

/// The categories that a mask or hedge is about where it names none.
fn claims() -> Vec<Category> {
    Category::ALL.iter().copied().filter(|category| category.is_claim()).collect()
}
