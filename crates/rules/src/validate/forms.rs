//! Checks tables of word forms, and the right sides of replacements that ask for a form.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_text::fold;
use toml::Spanned;

use super::fields::inside;
use super::{NUMBER, Validator, unknown_lexicon};
use crate::Forms;
use crate::file::FormsEntry;
use crate::phrase::Part;
use crate::tokens::spellings;

/// A table of word forms: its columns are word lists, and the words of a row belong together.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// The words of one column, each with its partner in another. A word that is there twice keeps its first partner.
    fn forms(&self, from: usize, to: usize) -> BTreeMap<String, String> {
        self.rows.iter().rev().map(|row| (as_found(&row[from]), row[to].clone())).collect()
    }
}

impl Validator {
    /// Takes a table in: each column becomes a word list.
    pub(super) fn forms(
        &mut self,
        source: &Arc<TomlSource>,
        table: &FormsEntry,
        raw: &mut BTreeMap<String, Vec<String>>,
    ) {
        let mut columns = Vec::new();
        for name in &table.columns {
            if name.get_ref() == NUMBER || raw.insert(name.get_ref().clone(), Vec::new()).is_some() {
                let message = format!("there is a word list `{}` already", name.get_ref());
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
                        .help("write one word for each column, with blanks between"),
                );
            }
        }
        for (index, column) in columns.iter().enumerate() {
            raw.insert(column.clone(), rows.iter().map(|row| row[index].clone()).collect());
        }
        self.tables.push(Table { columns, rows });
    }

    /// The forms that the replacements of a rule asked for.
    pub(super) fn take_forms(&mut self) -> Vec<Forms> {
        self.known_forms.clear();
        std::mem::take(&mut self.forms)
    }

    /// The `<name>` of a replacement's right side, and what it stands for: the word that the marked part of the phrase
    /// holds of that list, or its partner in that column of its table.
    pub(super) fn forms_of(&mut self, wrong: &[Part], right: &Spanned<String>) -> Option<(String, usize)> {
        let text = right.get_ref();
        let start = text.find('<')?;
        let end = text[start..].find('>').map(|length| start + length + 1);
        let name = end.map(|end| &text[start + 1..end - 1]);
        let place: Range<usize> = inside(&self.source, right, start..end.unwrap_or(text.len()));
        let (Some(end), Some(name)) = (end, name) else {
            self.fault(place, "this `<` has no `>`");
            return None;
        };
        if let Some(second) = text[end..].find('<') {
            let place = inside(&self.source, right, end + second..text.len());
            self.fault(place, "the right words may ask for one form only");
            return None;
        }
        if self.definitions.lexicons.id(name).is_none() {
            let known = self.definitions.lexicons.names();
            let fault = unknown_lexicon(&self.source, place, name, known);
            self.add(fault);
            return None;
        }
        let mut named = Vec::new();
        match marked(wrong) {
            Some(parts) => lexicons(parts, &mut named),
            None => lexicons(wrong, &mut named),
        }
        let key = (named.iter().map(|list| (*list).to_owned()).collect::<Vec<_>>(), name.to_owned());
        if let Some(known) = self.known_forms.get(&key) {
            return Some((text[start..end].to_owned(), *known));
        }
        let mut forms = BTreeMap::new();
        for list in named {
            let tables = self.tables.iter().filter_map(|table| {
                let column = |name: &str| table.columns.iter().position(|column| column == name);
                Some(table.forms(column(list)?, column(name)?))
            });
            forms.extend(tables.flatten());
            if list == name {
                let words = self.definitions.lexicons.entries_of(name);
                forms.extend(words.iter().map(|words| (words.join(" "), words.join(" "))));
            }
        }
        if forms.is_empty() {
            let message =
                format!("the words to be replaced hold no `<{name}>`, nor a list of the same table");
            self.fault(place, message);
            return None;
        }
        let index = self.forms.len();
        self.forms.push(Forms::new(&forms));
        self.known_forms.insert(key, index);
        Some((text[start..end].to_owned(), index))
    }
}

/// A word as the words of a text are given: a hyphen parts two.
fn as_found(word: &str) -> String {
    let words: Vec<String> = spellings(word).into_iter().map(|(word, _)| word).collect();
    words.join(" ")
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
