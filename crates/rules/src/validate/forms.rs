//! Checks tables of word forms, and the right words of replacements, which may ask for a form.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_text::fold;
use toml::Spanned;

use super::form_table::FormTable;
use super::validator::{Validator, inside, is_class};
use crate::classes::Class;
use crate::classes::class::{Kind, name_of};
use crate::file::{FormsEntry, RuleEntry};
use crate::lexicon::NUMBER;
use crate::phrase::Part;
use crate::replacement::{Blank, Forms, Origin, Replacement};

/// What the replacements of a rule are, as far as they were read.
#[derive(Default)]
pub(super) struct Replacements {
    /// The wrong words, one phrase for each replacement.
    pub wrong: Vec<Vec<Part>>,
    pub replacements: Vec<Replacement>,
    pub forms: Vec<Forms>,
    /// Where among `forms` those are that were made already, by the lists whose words are replaced and the list that the
    /// form is taken from.
    known: BTreeMap<(Vec<String>, String), usize>,
}

/// The `<name>` in the right words of a replacement.
struct Asked<'r> {
    /// As it is written.
    text: &'r str,
    /// Without the brackets.
    name: &'r str,
    /// Its bytes in the file.
    place: Range<usize>,
}

impl Validator {
    /// Reads a table. Each column becomes a word list.
    pub(super) fn forms(
        &mut self,
        source: &Arc<TomlSource>,
        table: &FormsEntry,
        raw: &mut BTreeMap<String, Vec<String>>,
    ) {
        let mut columns = Vec::new();
        for name in &table.columns {
            if is_class(name.get_ref()) {
                self.name_of_class(source, name);
            } else if name.get_ref() == NUMBER || raw.insert(name.get_ref().clone(), Vec::new()).is_some() {
                let message = format!("there is already a word list `{}`", name.get_ref());
                self.add(Fault::at(source, name.span(), message));
            }
            columns.push(name.get_ref().clone());
        }
        let mut rows = Vec::new();
        for row in &table.rows {
            let words: Vec<String> = fold(row.get_ref()).split_whitespace().map(str::to_lowercase).collect();
            if words.len() == columns.len() {
                rows.push(words);
            } else {
                let message = format!("{} words for {} columns", words.len(), columns.len());
                self.add(
                    Fault::at(source, row.span(), message)
                        .help("write one word for each column, with spaces between them"),
                );
            }
        }
        for (index, column) in columns.iter().enumerate() {
            raw.insert(column.clone(), rows.iter().map(|row| row[index].clone()).collect());
        }
        self.tables.push(FormTable { columns, rows });
    }

    /// The replacements of a rule.
    pub(super) fn replacements(&mut self, entry: &RuleEntry) -> Replacements {
        self.replacements_of(&entry.replace)
    }

    /// Words and what belongs in their place.
    pub(super) fn replacements_of(
        &mut self,
        entries: &BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Replacements {
        let mut all = Replacements::default();
        for (wrong, right) in entries {
            if let Some(wrong) = self.phrase(wrong) {
                let blank = self.blank(&wrong, right, &mut all);
                all.wrong.push(wrong);
                all.replacements.push(Replacement { right: right.get_ref().clone(), blank });
            }
        }
        all
    }

    /// The `<name>` of a replacement's right words, and what belongs in its place: the word of that list which the marked
    /// part of the phrase holds, or the word beside the one it holds, in that column of its table.
    fn blank(&mut self, wrong: &[Part], right: &Spanned<String>, all: &mut Replacements) -> Option<Blank> {
        let Asked { text, name, place } = self.asked(right)?;
        if !self.definitions.lexicons.has(name) {
            self.unknown_lexicon(place, name);
            return None;
        }
        let mut named = Vec::new();
        lexicons(marked(wrong).unwrap_or(wrong), &mut named);
        if let Some(class) = Class::named(name) {
            let from = self.form_of_class(class, name, &named, place)?;
            return Some(Blank { text: text.to_owned(), from });
        }
        let key = (named.iter().map(|list| (*list).to_owned()).collect::<Vec<_>>(), name.to_owned());
        let known = all.known.get(&key).copied();
        let forms = match known {
            Some(known) => known,
            None => {
                let made = self.made_forms(&named, name);
                if made.is_empty() {
                    let message =
                        format!("the words to be replaced have no `<{name}>`, or list from the same table");
                    self.fault(place, message);
                    return None;
                }
                all.forms.push(Forms::new(&made));
                all.known.insert(key, all.forms.len() - 1);
                all.forms.len() - 1
            }
        };
        Some(Blank { text: text.to_owned(), from: Origin::Table(forms) })
    }

    /// The form of a class, made of the word of a class that is found. Both are forms of one part of speech.
    fn form_of_class(
        &mut self,
        class: Class,
        name: &str,
        named: &[&str],
        place: Range<usize>,
    ) -> Option<Origin> {
        let (part, _) = class.kind.column();
        let lexicons = &self.definitions.lexicons;
        let sets = named.iter().filter_map(|name| lexicons.id(name)).map(|id| lexicons.set_of(id));
        let from = Kind::in_set(sets.fold(0, |all, set| all | set)).filter(|kind| kind.column().0 == part);
        let from: Vec<Kind> = from.collect();
        if class.only {
            self.fault(place, format!("ask for the form itself: `<{}>`", name_of(class.kind)));
        } else if from.is_empty() {
            let message = format!("`<{name}>` is not a form of any class in the words to be replaced");
            self.fault(place, message);
        } else {
            return Some(Origin::Classes(from, class.kind));
        }
        None
    }

    /// The `<name>` in right words, if there is one and nothing is wrong with it.
    fn asked<'r>(&mut self, right: &'r Spanned<String>) -> Option<Asked<'r>> {
        let text = right.get_ref();
        let start = text.find('<')?;
        let Some(end) = text[start..].find('>').map(|length| start + length + 1) else {
            self.fault(inside(&self.source, right, start..text.len()), "this `<` has no `>`");
            return None;
        };
        if let Some(second) = text[end..].find('<') {
            let place = inside(&self.source, right, end + second..text.len());
            self.fault(place, "a correction can use only one form");
            return None;
        }
        let place = inside(&self.source, right, start..end);
        Some(Asked { text: &text[start..end], name: &text[start + 1..end - 1], place })
    }

    /// The words of some lists, each with the form that the list `name` has of it.
    fn made_forms(&self, lists: &[&str], name: &str) -> BTreeMap<String, String> {
        let mut forms = BTreeMap::new();
        for list in lists {
            forms.extend(self.tables.iter().filter_map(|table| table.forms(list, name)).flatten());
            if *list == name {
                let words = self.definitions.lexicons.entries_of(name);
                forms.extend(words.iter().map(|words| (words.join(" "), words.join(" "))));
            }
        }
        forms
    }
}

/// The parts between `[[` and `]]`.
fn marked(parts: &[Part]) -> Option<&[Part]> {
    parts.iter().find_map(|part| match part {
        Part::Marked(inner) => Some(inner.as_slice()),
        Part::Maybe(inner) => marked(inner),
        Part::Either(ways) => ways.iter().find_map(|way| marked(way)),
        Part::Start | Part::Word(_) | Part::Lexicon(_) | Part::Gap(..) => None,
    })
}

/// The word lists that parts name.
fn lexicons<'p>(parts: &'p [Part], names: &mut Vec<&'p str>) {
    for part in parts {
        match part {
            Part::Lexicon(name) => names.push(name),
            Part::Marked(inner) | Part::Maybe(inner) => lexicons(inner, names),
            Part::Either(ways) => ways.iter().for_each(|way| lexicons(way, names)),
            Part::Start | Part::Word(_) | Part::Gap(..) => {}
        }
    }
}
