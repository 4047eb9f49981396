//! What the checks of all parts of rule files share: what was read so far, and the list of faults.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, MOST_FAULTS, TomlSource};
use toml::Spanned;

use super::form_table::FormTable;
use crate::classes::Class;
use crate::classes::class::{KINDS, NOUN_PHRASE, ONLY};
use crate::definitions::Definitions;

/// Checks rule files one after the other, and keeps what it has read.
#[derive(Default)]
pub(super) struct Validator {
    pub definitions: Definitions,
    pub faults: Vec<Fault>,
    /// The names of all rules, masks and hedges so far, former ones included.
    pub ids: BTreeSet<String>,
    /// The rules that a file switches off.
    pub disabled: BTreeSet<String>,
    /// The tables of word forms of all files.
    pub tables: Vec<FormTable>,
    /// The file that is being checked.
    pub source: Arc<TomlSource>,
    /// The name of its pack.
    pub pack: String,
    /// How many bytes the user's phrases have so far.
    pub weight: usize,
}

/// The name of an entry, and the bytes of the file to which faults of the whole entry point.
pub(super) struct Head {
    pub id: String,
    pub place: Range<usize>,
}

impl Validator {
    /// Adds a fault at some bytes of the file that is being checked.
    pub fn fault(&mut self, range: Range<usize>, message: impl Into<String>) {
        let fault = Fault::at(&self.source, range, message);
        self.add(fault);
    }

    /// Adds a fault, unless there are so many that nobody reads them.
    pub fn add(&mut self, fault: Fault) {
        if !self.has_enough() {
            self.faults.push(fault);
        }
    }

    /// Whether a fault of the file that is being checked lies in these bytes.
    pub fn has_fault_in(&self, whole: &Range<usize>) -> bool {
        let in_file = self.faults.iter().filter(|fault| fault.source == self.source);
        let mut places = in_file.filter_map(|fault| fault.range.as_ref());
        places.any(|place| whole.start < place.start && place.end < whole.end)
    }

    /// Whether no more faults are accepted.
    pub fn has_enough(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    /// Reports a field that an entry lacks. A field that is there with a value that does not fit was reported when the
    /// file was read, and is not reported again.
    pub fn missing(&mut self, head: &Head, field: &str) {
        if self.has_enough() {
            return;
        }
        let text = &self.source.text;
        let entry_start = text[..head.place.start].rfind("\n[[").unwrap_or(0);
        let entry_end =
            text[head.place.start..].find("\n[[").map_or(text.len(), |end| head.place.start + end);
        if !self.was_refused(&(entry_start..entry_end), field) {
            self.fault(head.place.clone(), format!("`{}` has no `{field}`", head.id));
        }
    }

    /// Whether the value of a field in these bytes was reported when the file was read.
    pub fn was_refused(&self, whole: &Range<usize>, field: &str) -> bool {
        let is_of_field = |value: &Range<usize>| {
            let key = self.source.text[..value.start].trim_end().strip_suffix('=');
            whole.start < value.start
                && value.end <= whole.end
                && key.is_some_and(|key| key.trim_end().ends_with(field))
        };
        let in_file = self.faults.iter().filter(|fault| fault.source == self.source);
        in_file.filter_map(|fault| fault.range.as_ref()).any(is_of_field)
    }

    /// Reports a lexicon that does not exist, with the names of those that do.
    pub fn unknown_lexicon(&mut self, place: Range<usize>, name: &str) {
        let fault = unknown_lexicon(&self.source, place, name, self.definitions.lexicons.names());
        self.add(fault);
    }
}

/// The fault of a lexicon that is not among the known ones.
pub(super) fn unknown_lexicon<'n>(
    source: &Arc<TomlSource>,
    range: Range<usize>,
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Fault {
    if name.contains(':') {
        return unknown_class(source, range, name);
    }
    Fault::at(source, range, format!("there is no lexicon `{name}`")).suggest(name, known)
}

/// The fault of a name that is written as that of a class and is none.
fn unknown_class(source: &Arc<TomlSource>, range: Range<usize>, name: &str) -> Fault {
    let kind = name.strip_prefix(ONLY).unwrap_or(name);
    let names = KINDS.iter().map(|(_, name)| *name);
    let message = match kind == name || kind.contains(':') {
        true => format!("there is no class `{kind}`"),
        false => format!("`{ONLY}` goes before a class, and `{kind}` is not one"),
    };
    let fault = Fault::at(source, range, message).suggest(kind, names.clone());
    let all = format!("the classes are {}, {NOUN_PHRASE}", names.collect::<Vec<_>>().join(", "));
    let help = fault.help.as_ref().map_or_else(|| all.clone(), |meant| format!("{meant} {all}"));
    fault.help(help)
}

/// Whether a name is that of a class, which no list may have.
pub(super) fn is_class(name: &str) -> bool {
    Class::named(name).is_some() || name.contains(':') || name.starts_with(NOUN_PHRASE)
}

/// The bytes of the file for bytes of a string in it, where the string is written without escapes; otherwise those of the
/// whole string.
pub(super) fn inside(source: &TomlSource, text: &Spanned<String>, range: Range<usize>) -> Range<usize> {
    let whole = text.span();
    match source.text.get(whole.clone()).and_then(|raw| raw.find(text.get_ref().as_str())) {
        Some(quote) => whole.start + quote + range.start..whole.start + quote + range.end,
        None => whole,
    }
}
