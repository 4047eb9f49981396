//! Checks single fields: names, texts, phrases, patterns, norms, examples.

use std::collections::BTreeMap;
use std::ops::Range;

use claimlint_base::toml_fault::{Fault, MOST_FAULTS, TomlSource};
use toml::Spanned;

use super::{Validator, unknown_lexicon};
use crate::file::{ExamplesEntry, Texts};
use crate::phrase::{self, Part, Phrase};
use crate::{Examples, Norm, Replacement, RuleKind, pattern};

/// The phrases of a user's files come to no more bytes and words than this: ours are a tenth of it.
const HEAVIEST_PHRASES: usize = 2_000_000;

/// How many examples of each sort a rule needs.
const FEWEST_EXAMPLES: usize = 2;

impl Validator {
    /// The id of an entry and its place, to which faults of the whole entry point.
    pub(super) fn id(
        &mut self,
        id: Option<&Spanned<String>>,
        what: &str,
        table: Range<usize>,
    ) -> Option<(String, Range<usize>)> {
        let Some(id) = id else {
            self.fault(table, format!("this {what} has no `id`"));
            return None;
        };
        self.check_name(id, what);
        if !self.ids.insert(id.get_ref().clone()) {
            let message =
                format!("the id `{}` is taken; every rule, mask and hedge has its own", id.get_ref());
            self.fault(id.span(), message);
        }
        Some((id.get_ref().clone(), id.span()))
    }

    /// Names that a rule had. They are taken as ids are: what they mean must be one rule.
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
        names.iter().map(|name| name.get_ref().clone()).collect()
    }

    pub(super) fn check_name(&mut self, name: &Spanned<String>, what: &str) {
        let good = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
        };
        if !good(name.get_ref()) {
            let message =
                format!("the name of a {what} is small letters, digits and hyphens, as `unnamed-expert`");
            self.fault(name.span(), message);
        }
    }

    pub(super) fn text(
        &mut self,
        text: &Option<Spanned<String>>,
        id: &str,
        field: &str,
        place: &Range<usize>,
    ) -> String {
        match text {
            Some(text) if text.get_ref().trim().is_empty() => {
                self.fault(text.span(), format!("`{field}` is empty"));
            }
            Some(text) => return text.get_ref().clone(),
            None => self.missing(place, id, field),
        }
        String::new()
    }

    /// Only what the check fills in may stand in braces.
    pub(super) fn placeholders(&mut self, message: Option<&Spanned<String>>, kind: RuleKind) {
        let Some(message) = message else { return };
        let known: &[&str] = match kind {
            RuleKind::Reference => &["match", "found", "missing"],
            RuleKind::Suppression => &["match", "found"],
            RuleKind::Replace | RuleKind::Spelling => &["match", "right"],
            RuleKind::Variants | RuleKind::Conflict => &["match", "against"],
            RuleKind::Claim | RuleKind::Phrase => &["match"],
        };
        for piece in message.get_ref().split('{').skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            if !known.contains(&name) {
                let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
                let message_of = format!(
                    "nothing is known for `{{{name}}}`; this kind of rule knows {}",
                    known.join(", ")
                );
                self.fault(message.span(), message_of);
            }
        }
    }

    /// Only a message is filled in.
    pub(super) fn no_placeholders(&mut self, text: Option<&Spanned<String>>) {
        let Some(text) = text else { return };
        let names = ["{match}", "{found}", "{missing}", "{right}", "{against}"];
        if let Some(name) = names.iter().find(|name| text.get_ref().contains(*name)) {
            self.fault(text.span(), format!("nothing is filled in for `{name}` here; only `message` has it"));
        }
    }

    pub(super) fn phrases(&mut self, texts: &Texts) -> Vec<Vec<Part>> {
        texts.iter().filter_map(|text| self.phrase(text)).collect()
    }

    fn phrase(&mut self, text: &Spanned<String>) -> Option<Vec<Part>> {
        match phrase::parse(text.get_ref()) {
            Ok(phrase) => {
                for (name, range) in &phrase.lexicons {
                    if self.definitions.lexicons.id(name).is_none() && !self.has_enough() {
                        let place = inside(&self.source, text, range.clone());
                        let known = self.definitions.lexicons.names();
                        let fault = unknown_lexicon(&self.source, place, name, known);
                        self.add(fault);
                    }
                }
                self.weigh(text, &phrase);
                Some(phrase.parts)
            }
            Err(error) => {
                let range = inside(&self.source, text, error.range);
                self.fault(range, error.message);
                None
            }
        }
    }

    /// Counts what a phrase of the user's comes to when it is laid out: its own bytes, and the words of those entries of
    /// its lexicons that have several.
    fn weigh(&mut self, text: &Spanned<String>, phrase: &Phrase) {
        if self.source.built_in {
            return;
        }
        let lexicons = &self.definitions.lexicons;
        let of_lexicon = |(name, _): &(String, _)| lexicons.id(name).map_or(0, |id| lexicons.long_words(id));
        let weight = text.get_ref().len() + phrase.lexicons.iter().map(of_lexicon).sum::<usize>();
        let had_room = self.weight <= HEAVIEST_PHRASES;
        self.weight += weight;
        if had_room && self.weight > HEAVIEST_PHRASES {
            let fault = Fault::at(&self.source, text.span(), "with this phrase, the phrases grow too large");
            self.add(fault.help("use fewer phrases, or lexicons with fewer entries of several words"));
        }
    }

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

    pub(super) fn replacements(
        &mut self,
        entries: &BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Vec<Replacement> {
        let mut replacements = Vec::new();
        for (wrong, right) in entries {
            if let Some(wrong) = self.phrase(wrong) {
                let forms = self.forms_of(&wrong, right);
                replacements.push(Replacement { wrong, right: right.get_ref().clone(), forms });
            }
        }
        replacements
    }

    pub(super) fn norms(&mut self, entries: &[Spanned<Norm>]) -> Vec<Norm> {
        for entry in entries {
            let norm = entry.get_ref();
            if !norm.url.starts_with("https://") {
                self.fault(entry.span(), "the `url` of a norm begins with https://");
            }
            if !is_date(&norm.checked) {
                self.fault(entry.span(), "`checked` is the day the norm was read, as \"2026-11-20\"");
            }
        }
        entries.iter().map(|entry| entry.get_ref().clone()).collect()
    }

    pub(super) fn examples(
        &mut self,
        entry: Option<&ExamplesEntry>,
        id: &str,
        place: &Range<usize>,
        marks: bool,
    ) -> Examples {
        let none = ExamplesEntry::default();
        let entry = entry.unwrap_or(&none);
        for (sort, list) in [("flag", &entry.flag), ("pass", &entry.pass)] {
            if list.len() < FEWEST_EXAMPLES {
                self.fault(
                    place.clone(),
                    format!("`{id}` needs at least {FEWEST_EXAMPLES} sentences in `examples.{sort}`"),
                );
            }
        }
        for text in entry.flag.iter().filter(|_| marks) {
            let (opened, closed) =
                (text.get_ref().matches("[[").count(), text.get_ref().matches("]]").count());
            if opened == 0 || opened != closed {
                self.fault(text.span(), "mark what the rule must cover in this sentence with [[ and ]]");
            }
        }
        let texts = |list: &Texts| list.iter().map(|text| text.get_ref().clone()).collect();
        Examples { flag: texts(&entry.flag), pass: texts(&entry.pass) }
    }

    /// A field that the entry at a place lacks; one that is there with a value that does not fit is reported already.
    pub(super) fn missing(&mut self, place: &Range<usize>, id: &str, field: &str) {
        if self.has_enough() {
            return;
        }
        let text = &self.source.text;
        let entry_start = text[..place.start].rfind("\n[[").unwrap_or(0);
        let entry_end = text[place.start..].find("\n[[").map_or(text.len(), |end| place.start + end);
        let of_field = |value: &Range<usize>| {
            let key = text[..value.start].trim_end().strip_suffix('=');
            entry_start < value.start
                && value.end <= entry_end
                && key.is_some_and(|key| key.trim_end().ends_with(field))
        };
        let ranges = self.faults.iter().filter(|fault| fault.source == self.source);
        if !ranges.filter_map(|fault| fault.range.as_ref()).any(of_field) {
            self.fault(place.clone(), format!("`{id}` has no `{field}`"));
        }
    }

    pub(super) fn fault(&mut self, range: Range<usize>, message: impl Into<String>) {
        let fault = Fault::at(&self.source, range, message);
        self.add(fault);
    }

    /// Adds a fault, unless there are so many that nobody reads them.
    pub(super) fn add(&mut self, fault: Fault) {
        if !self.has_enough() {
            self.faults.push(fault);
        }
    }

    fn has_enough(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }
}

/// The bytes of the file for bytes of a string in it, where the string is written without escapes.
pub(super) fn inside(source: &TomlSource, text: &Spanned<String>, range: Range<usize>) -> Range<usize> {
    let whole = text.span();
    match source.text.get(whole.clone()).and_then(|raw| raw.find(text.get_ref().as_str())) {
        Some(quote) => whole.start + quote + range.start..whole.start + quote + range.end,
        None => whole,
    }
}

fn is_date(text: &str) -> bool {
    text.parse::<toml::value::Datetime>().is_ok_and(|date| date.date.is_some() && date.time.is_none())
}
