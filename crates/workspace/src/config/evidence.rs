//! The `[evidence]` table: files of the papers that the house keeps, and wording that it has substantiated elsewhere.
//!
//! Read and checked here; what the files hold is for `claimlint_engine::evidence::citation::bibliography`, what an acceptance does for
//! `claimlint_engine::evidence`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::day::Day;
use claimlint_base::source::{Source, reason};
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_engine::evidence::citation::bibliography::{
    Bibliography, BibliographyFault, BibliographyFormat,
};
use claimlint_engine::evidence::{Acceptance, Accepted, normal};
use claimlint_rules::file::Texts;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::bounded_read;
use crate::confine::is_inside;
use crate::paths::real;

/// What you have that backs your claims.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EvidenceEntry {
    /// Files of papers, from the folder of this file: BibTeX and BibLaTeX (.bib), CSL-JSON (.json). Articles name an entry
    /// by its key, as `[@key]`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub files: Texts,
    /// Wording that is substantiated by something that readers cannot look up.
    #[serde(default)]
    pub accept: Vec<AcceptEntry>,
}

/// Wording, what substantiates it, and for how long.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AcceptEntry {
    /// The words, in any case; a space also matches a hyphen.
    #[schemars(with = "String")]
    pub words: Spanned<String>,
    /// What substantiates them: the dossier, test or letter. It is shown in the evidence sheet.
    #[schemars(with = "String")]
    pub reference: Spanned<String>,
    /// The last day on which they are accepted, such as 2027-03-31.
    #[schemars(with = "String")]
    pub until: Spanned<DateEntry>,
}

/// A day, with or without quotation marks around it.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "write a date of the form 2027-03-31 here")]
pub enum DateEntry {
    /// With them.
    Text(String),
    /// Without.
    Date(Datetime),
}

impl DateEntry {
    fn day(&self) -> Option<Day> {
        match self {
            DateEntry::Text(text) => Day::read(text),
            DateEntry::Date(date) => Day::read(&date.to_string()),
        }
    }
}

/// What is wrong in a table. Files are only looked for.
pub fn faults(entry: &EvidenceEntry, source: &Arc<TomlSource>, root: &Path) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for file in &entry.files {
        let fault = |message: String| Fault::at(source, file.span(), message);
        let path = root.join(file.get_ref());
        if BibliographyFormat::of_path(&path).is_none() {
            let help = "export the library as BibTeX (.bib) or CSL-JSON (.json)";
            faults.push(fault("this is neither BibTeX nor CSL-JSON by its name".to_owned()).help(help));
        } else if !path.is_file() {
            faults.push(fault(format!("there is no file {}", path.display())));
        } else if !seen.insert(file.get_ref()) {
            faults.push(fault("this file is named twice".to_owned()));
        }
    }
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for AcceptEntry { words, reference, until } in &entry.accept {
        let normal = normal(words.get_ref());
        if !normal.contains(char::is_alphanumeric) {
            faults.push(Fault::at(source, words.span(), "this accepts no words"));
        } else if !seen.insert(normal) {
            let fault = Fault::at(source, words.span(), "these words are accepted twice");
            faults.push(fault.help("keep the entry that applies"));
        }
        if reference.get_ref().trim().is_empty() {
            let fault = Fault::at(source, reference.span(), "readers of the evidence sheet will ask for it");
            faults.push(fault.help("name the dossier, test or letter that substantiates the words"));
        }
        if until.get_ref().day().is_none() {
            let fault = Fault::at(source, until.span(), "this is not a date");
            faults.push(fault.help("write it as 2027-03-31"));
        }
    }
    faults
}

/// The files of papers that tables name, in order, none twice. Each table comes with the folder that it starts from.
pub fn files<'t>(tables: impl Iterator<Item = (&'t EvidenceEntry, &'t Path)>) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut seen: FxHashSet<PathBuf> = FxHashSet::default();
    for path in tables.flat_map(|(table, folder)| table.files.iter().map(|file| folder.join(file.get_ref())))
    {
        // A file that cannot be found is reported when it is read.
        if seen.insert(real(&path)) {
            files.push(path);
        }
    }
    files
}

/// The papers in some files, with the faults of each file; `None` where there are none. Of a file outside the folder of the
/// configuration, faults show nothing.
pub fn bibliography(
    files: &[PathBuf],
    root: &Path,
) -> (Option<Bibliography>, Vec<(String, Vec<BibliographyFault>)>) {
    let mut bibliography = Bibliography::default();
    let mut faults = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let bytes = bounded_read::bytes(path).map_err(|error| reason(&error));
        let source = bytes.and_then(|bytes| Source::decode(bytes).map_err(|error| error.to_string()));
        let mut found = match (source, BibliographyFormat::of_path(path)) {
            (Ok(source), Some(form)) => bibliography.add(&name, &source, form),
            (Err(reason), _) => {
                bibliography.lacks_a_file();
                vec![BibliographyFault::Unreadable { path: name.clone(), reason }]
            }
            // It was a fault of the configuration.
            (_, None) => Vec::new(),
        };
        if !is_inside(root, path) {
            found.iter_mut().for_each(hide);
        }
        faults.push((name, found));
    }
    ((!files.is_empty()).then_some(bibliography), faults)
}

/// Takes out of a fault what it says about the text.
fn hide(fault: &mut BibliographyFault) {
    if let BibliographyFault::Broken { what, .. } = fault {
        *what = "this entry is left out; the file is outside the folder of claimlint.toml, so the fault is not shown"
            .to_owned();
    }
}

/// The entries of tables for wording, each wording once and as the last of them has it.
pub fn accepting<'t>(tables: impl Iterator<Item = &'t EvidenceEntry>) -> Vec<&'t AcceptEntry> {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut entries: Vec<&AcceptEntry> = Vec::new();
    for entry in tables.flat_map(|table| &table.accept) {
        let place = *places.entry(normal(entry.words.get_ref())).or_insert(entries.len());
        match entries.get_mut(place) {
            Some(other) => *other = entry,
            None => entries.push(entry),
        }
    }
    entries
}

/// The wording that entries accept, for a day.
pub fn accepted(entries: &[&AcceptEntry], today: Day) -> Accepted {
    let acceptances = entries.iter().filter_map(|AcceptEntry { words, reference, until }| {
        Acceptance::new(words.get_ref(), reference.get_ref(), until.get_ref().day()?)
    });
    Accepted::new(acceptances.collect(), today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_accepts_nothing_is_a_fault() {
        let text = "files = ['library.txt', 'nowhere.bib']\naccept = [\n    { words = ' ', reference = '', until = 'soon' },\n    { words = 'soft skin', reference = 'Dossier 12', until = 2027-03-31 },\n    { words = 'Soft-Skin', reference = 'Dossier 12', until = '2027-02-30' },\n    { words = 'a', reference = 'b', until = 2027-03-31T10:00:00 },\n]\n";
        let source = Arc::new(TomlSource::new("claimlint.toml", text));
        let (entry, mut found) = claimlint_base::toml_fault::read::<EvidenceEntry>(&source);
        found.extend(faults(&entry.unwrap_or_default(), &source, Path::new("/nowhere")));
        let mut ranges: Vec<_> = found.into_iter().filter_map(|fault| fault.range).collect();
        ranges.sort_by_key(|range| range.start);
        let places: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        let wrong = ["'library.txt'", "'nowhere.bib'", "' '", "''", "'soon'", "'Soft-Skin'", "'2027-02-30'"];
        assert_eq!(places, [&wrong[..], &["2027-03-31T10:00:00"]].concat());
    }
}
