//! Checks the spellings of rules of kind `variants`.

use rustc_hash::FxHashSet;
use toml::Spanned;

use super::validator::{Validator, inside};
use crate::file::{RuleEntry, Texts};
use crate::kinds::Safety;
use crate::phrase::Part;
use crate::variants::{Group, Spelling, Variants, parse};

/// The spellings of a rule, as far as they were read.
struct Reading {
    variants: Variants,
    /// The words of each spelling.
    words: Vec<Vec<Part>>,
    /// The spellings so far.
    seen: FxHashSet<String>,
}

impl Validator {
    /// The spellings of a rule, and the words of each, which the text is searched for.
    pub(super) fn variants(&mut self, entry: &RuleEntry) -> (Variants, Vec<Vec<Part>>) {
        let together = entry.together.as_ref().is_some_and(|together| *together.get_ref());
        let safety = entry.safety.as_ref().map_or(Safety::Safe, |safety| *safety.get_ref());
        let variants = Variants { spellings: Vec::new(), groups: Vec::new(), together, safety };
        let mut reading = Reading { variants, words: Vec::new(), seen: FxHashSet::default() };
        for forms in &entry.variants {
            self.group(forms, false, &mut reading);
        }
        for forms in &entry.either {
            if !together {
                self.fault(
                    forms.span(),
                    "`either` is for rules whose groups are a single choice: `together = true`",
                );
            }
            self.group(forms, true, &mut reading);
        }
        (reading.variants, reading.words)
    }

    fn group(&mut self, forms: &Spanned<Texts>, either: bool, reading: &mut Reading) {
        let count = forms.get_ref().len();
        if count < 2 {
            self.fault(forms.span(), "a group has at least two forms to choose from");
        } else if reading.variants.together && count != 2 {
            self.fault(forms.span(), "where all groups are a single choice, each has two forms");
        }
        let group = reading.variants.groups.len();
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
            for (ending, spelt) in ways.into_iter().flat_map(|way| way.into_iter().enumerate()) {
                // At every start this would cost more than the rest; a test does it for the built-in rules.
                if !self.source.built_in && !reading.seen.insert(spelt.text.clone()) {
                    let message = format!("\u{201C}{}\u{201D} is already a form of this rule", spelt.text);
                    self.fault(text.span(), message);
                }
                reading.variants.spellings.push(Spelling { text: spelt.text, group, form, ending });
                reading.words.push(spelt.words);
            }
        }
        reading.variants.groups.push(Group { forms: written, either });
    }
}
