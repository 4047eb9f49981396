//! Checks single fields: names, texts, phrases, patterns, examples.

use std::ops::Range;

use claimlint_base::toml_fault::Fault;
use toml::Spanned;

use super::validator::{Head, Validator, inside};
use crate::classes::Class;
use crate::definitions::Examples;
use crate::file::{ExamplesEntry, Texts};
use crate::kinds::RuleKind;
use crate::markets::Market;
use crate::pattern;
use crate::phrase::{self, Part};
use crate::rows::Row;

/// No more bytes than this are in the phrases of a user's files. Ours have a tenth of it.
const HEAVIEST_PHRASES: usize = 2_000_000;

/// How many examples of each sort a rule needs.
const FEWEST_EXAMPLES: usize = 2;

impl Validator {
    /// The name of an entry and its place, to which faults of the whole entry point.
    pub(super) fn head(
        &mut self,
        id: Option<&Spanned<String>>,
        what: &str,
        table: Range<usize>,
    ) -> Option<Head> {
        let Some(id) = id else {
            self.fault(table, format!("this {what} has no `id`"));
            return None;
        };
        self.check_name(id, what);
        if Market::named(id.get_ref()).is_some() {
            self.fault(
                id.span(),
                format!("`{}` is the name of a market; give the {what} another name", id.get_ref()),
            );
        }
        if !self.ids.insert(id.get_ref().clone()) {
            let message =
                format!("the id `{}` is taken; every rule, mask and hedge needs its own", id.get_ref());
            self.fault(id.span(), message);
        }
        Some(Head { id: id.get_ref().clone(), place: id.span() })
    }

    /// Names that a rule had. No other entry may have them as its id, since each must mean one rule.
    pub(super) fn former_names(&mut self, names: &Texts) -> Vec<String> {
        for name in names {
            self.check_name(name, "rule");
            if !self.ids.insert(name.get_ref().clone()) {
                self.fault(
                    name.span(),
                    format!("the id `{}` is taken; it means another rule", name.get_ref()),
                );
            }
        }
        plain(names)
    }

    /// Reports a name of an entry that has other signs than names have.
    pub(super) fn check_name(&mut self, name: &Spanned<String>, what: &str) {
        let text = name.get_ref();
        let is_good = text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
        if !is_good {
            let message = format!(
                "the name of a {what} has only lower-case letters, digits and hyphens, such as `unnamed-expert`"
            );
            self.fault(name.span(), message);
        }
    }

    /// A text that an entry needs; an empty one where a fault was reported.
    pub(super) fn text(&mut self, text: &Option<Spanned<String>>, head: &Head, field: &str) -> String {
        match text {
            Some(text) if text.get_ref().trim().is_empty() => {
                self.fault(text.span(), format!("`{field}` is empty"));
            }
            Some(text) => return text.get_ref().clone(),
            None => self.missing(head, field),
        }
        String::new()
    }

    /// Reports what is in braces in a message and is not filled in for this kind of rule.
    pub(super) fn placeholders(&mut self, message: Option<&Spanned<String>>, kind: RuleKind) {
        let Some(message) = message else { return };
        let known: &[&str] = match kind {
            RuleKind::Reference => &["match", "found", "missing"],
            RuleKind::Suppression => &["match", "found"],
            RuleKind::Spelling => &["match", "right"],
            RuleKind::Replace => &["match", "right", "markets"],
            RuleKind::Variants => &["match", "against"],
            RuleKind::Conflict => &["match", "against", "markets"],
            RuleKind::Claim | RuleKind::Phrase | RuleKind::Companion => &["match", "markets"],
        };
        for piece in message.get_ref().split('{').skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            if !known.contains(&name) {
                let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
                let message_of = format!(
                    "`{{{name}}}` cannot be used here; this kind of rule can use {}",
                    known.join(", ")
                );
                self.fault(message.span(), message_of);
            }
        }
    }

    /// Reports a placeholder in a text other than the message, where nothing is filled in.
    pub(super) fn no_placeholders(&mut self, text: Option<&Spanned<String>>) {
        let Some(text) = text else { return };
        let names = ["{match}", "{found}", "{missing}", "{right}", "{against}", "{markets}"];
        if let Some(name) = names.iter().find(|name| text.get_ref().contains(*name)) {
            self.fault(text.span(), format!("`{name}` is filled in only in `message`, not here"));
        }
    }

    /// The phrases in which there is no fault.
    pub(super) fn phrases(&mut self, texts: &Texts) -> Vec<Vec<Part>> {
        texts.iter().filter_map(|text| self.phrase(text)).collect()
    }

    /// The parts of a phrase; `None` if it cannot be read.
    pub(super) fn phrase(&mut self, text: &Spanned<String>) -> Option<Vec<Part>> {
        match phrase::parse(text.get_ref()) {
            Ok(phrase) => {
                for (name, range) in &phrase.lexicons {
                    if !self.definitions.lexicons.has(name) && !self.has_enough() {
                        self.unknown_lexicon(inside(&self.source, text, range.clone()), name);
                    }
                    self.empty_class(inside(&self.source, text, range.clone()), name);
                }
                self.weigh(text);
                Some(phrase.parts)
            }
            Err(error) => {
                let range = inside(&self.source, text, error.range);
                self.fault(range, error.message);
                None
            }
        }
    }

    /// Reports a class that no word is in: what names it finds nothing.
    fn empty_class(&mut self, place: Range<usize>, name: &str) {
        let class = Class::named(name);
        if class.is_some_and(|class| !self.definitions.lexicons.classes().has_words(class)) {
            self.fault(place, format!("the class `{name}` has no words, so this would find nothing"));
        }
    }

    /// Counts how large a user's phrases are when they are compiled.
    fn weigh(&mut self, text: &Spanned<String>) {
        if self.source.built_in {
            return;
        }
        let had_room = self.weight <= HEAVIEST_PHRASES;
        self.weight += text.get_ref().len();
        if had_room && self.weight > HEAVIEST_PHRASES {
            let fault =
                Fault::at(&self.source, text.span(), "this phrase makes the phrases too large together");
            self.add(fault.help("use fewer phrases, or a lexicon for what they share"));
        }
    }

    /// The patterns in which there is no fault. A test checks those that are built in.
    pub(super) fn patterns(&mut self, texts: &Texts) -> Vec<String> {
        let mut good = Vec::new();
        for text in texts {
            let checked = match self.source.built_in {
                true => Ok(()),
                false => pattern::check(text.get_ref()),
            };
            match checked {
                Ok(()) => good.push(text.get_ref().clone()),
                Err(_) if self.has_enough() => return good,
                Err(error) => {
                    let range = error.range.map_or(text.span(), |range| inside(&self.source, text, range));
                    self.fault(range, error.message);
                }
            }
        }
        good
    }

    /// The rows of an entry: its phrases, its patterns and the wrong words of its replacements.
    pub(super) fn rows<'e>(
        &self,
        phrases: &[&'e Texts],
        patterns: &Texts,
        wrong: impl Iterator<Item = &'e Spanned<String>>,
    ) -> Vec<Row> {
        let phrases = phrases.iter().copied().flatten().chain(wrong);
        let mut rows: Vec<Row> = phrases.map(|text| Row::phrase(&self.source, text)).collect();
        rows.extend(patterns.iter().map(|text| Row::pattern(&self.source, text)));
        rows.sort_by_key(|row| row.start);
        rows
    }

    pub(super) fn examples(&mut self, entry: Option<&ExamplesEntry>, head: &Head) -> Examples {
        let none = ExamplesEntry::default();
        let entry = entry.unwrap_or(&none);
        for (sort, list) in [("flag", &entry.flag), ("pass", &entry.pass)] {
            if list.len() < FEWEST_EXAMPLES {
                let message =
                    format!("`{}` needs at least {FEWEST_EXAMPLES} sentences in `examples.{sort}`", head.id);
                self.fault(head.place.clone(), message);
            }
        }
        Examples { flag: plain(&entry.flag), pass: plain(&entry.pass) }
    }

    /// What a rule reports is marked in each of its examples.
    pub(super) fn check_marks(&mut self, entry: Option<&ExamplesEntry>) {
        for text in entry.iter().flat_map(|entry| &entry.flag) {
            let opened = text.get_ref().matches("[[").count();
            let closed = text.get_ref().matches("]]").count();
            if opened == 0 || opened != closed {
                self.fault(text.span(), "mark what the rule must cover in this sentence with [[ and ]]");
            }
        }
    }
}

/// Texts without their places.
fn plain(texts: &Texts) -> Vec<String> {
    texts.iter().map(|text| text.get_ref().clone()).collect()
}
