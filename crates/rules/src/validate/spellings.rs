//! Checks the spellings of rules of kind `variants`.

use rustc_hash::FxHashSet;
use toml::Spanned;

use super::Validator;
use super::fields::inside;
use crate::file::{RuleEntry, Texts};
use crate::variants::{Group, Variants, parse};

impl Validator {
    pub(super) fn variants(&mut self, entry: &RuleEntry) -> Variants {
        let together = entry.together.as_ref().is_some_and(|together| *together.get_ref());
        let mut variants = Variants { together, ..Variants::default() };
        let mut seen = FxHashSet::default();
        for forms in &entry.variants {
            self.group(forms, false, &mut variants, &mut seen);
        }
        for forms in &entry.either {
            if !together {
                self.fault(
                    forms.span(),
                    "`either` is for rules whose groups are one choice: `together = true`",
                );
            }
            self.group(forms, true, &mut variants, &mut seen);
        }
        variants
    }

    fn group(
        &mut self,
        forms: &Spanned<Texts>,
        either: bool,
        variants: &mut Variants,
        seen: &mut FxHashSet<String>,
    ) {
        let count = forms.get_ref().len();
        if count < 2 {
            self.fault(forms.span(), "a group has at least two forms to choose from");
        } else if variants.together && count != 2 {
            self.fault(forms.span(), "where all groups are one choice, each has two forms");
        }
        let group = variants.groups.len();
        let mut written: Vec<Vec<String>> = Vec::new();
        for (form, text) in forms.get_ref().iter().enumerate() {
            let ways = match parse(text.get_ref()) {
                Ok(ways) => ways,
                Err(error) => {
                    let range = inside(&self.source, text, error.range);
                    self.fault(range, error.message);
                    continue;
                }
            };
            let first = ways.first().map(|way| way.iter().map(|one| one.text.clone()).collect::<Vec<_>>());
            let endings = first.as_ref().map_or(0, Vec::len);
            if written.first().is_some_and(|other| other.len() != endings) {
                self.fault(
                    text.span(),
                    "the forms of a group need the same number of endings, in the same order",
                );
            }
            written.extend(first);
            for mut spelling in ways.into_iter().flatten() {
                (spelling.group, spelling.form) = (group, form);
                // At every start this would cost more than the rest; a test does it for the built-in rules.
                if !self.source.built_in && !seen.insert(spelling.text.clone()) {
                    let message = format!("\u{201C}{}\u{201D} is a form of this rule already", spelling.text);
                    self.fault(text.span(), message);
                }
                variants.spellings.push(spelling);
            }
        }
        variants.groups.push(Group { forms: written, either });
    }
}
