//! Labels: what an editor marked in the documents of a folder, in files of JSON lines.
//!
//! Each label is looked up in the bytes of its document, so that it can be compared with what the rules find there. All
//! faults in the files are reported at once; one line is for `line`. The comparison is for [`crate::accuracy`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::reason;
use claimlint_base::toml_fault::{Fault, MOST_FAULTS, TomlSource};
use claimlint_rules::Category;
use memchr::memmem::Finder;

use crate::bounded_read;
use crate::pages::{bytes_of, shown};

mod family;
mod line;

pub use family::{Group, MEASURED, TypoClass};
use line::{Entry, Flaw};

/// What an editor marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is.
    pub category: Category,
    /// Its bytes in the file as it is on disk.
    pub range: Range<usize>,
    /// Whether any careful editor would mark it.
    pub is_sure: bool,
    /// What kind of typo it is, where that is said.
    pub class: Option<TypoClass>,
}

/// A document with its labels; one without a flaw has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledDocument {
    /// The file.
    pub path: PathBuf,
    /// How many words the file has, markup included: what is between white space, as `wc -w` counts.
    pub words: usize,
    /// What is marked in it, in the order of the lines.
    pub labels: Vec<Label>,
}

/// Reads the labels of some files about the documents of a folder, in the order of the documents' names.
///
/// # Errors
/// All faults of the files, and of the folder if it is none.
pub fn read(folder: &Path, files: &[PathBuf]) -> Result<Vec<LabelledDocument>, Vec<Fault>> {
    let mut faults = Vec::new();
    let is_there = folder.is_dir();
    if !is_there {
        let what = if folder.exists() { "this is not a folder" } else { "there is no such folder" };
        faults.push(fault_of_file(folder, what));
    }
    let mut by_document: BTreeMap<String, Vec<(Arc<TomlSource>, Entry)>> = BTreeMap::new();
    for file in files {
        for (source, entry) in entries(file, &mut faults) {
            match plain_name(&entry.doc.value) {
                Some(name) => by_document.entry(name).or_default().push((source, entry)),
                None => faults.push(
                    Fault::at(&source, entry.doc.range, "`doc` leads out of the folder of documents")
                        .help("write the path of the document from that folder, such as products/peel.md"),
                ),
            }
        }
    }
    // Without the folder, each document would be one more fault.
    let found = by_document.into_iter().filter(|_| is_there);
    let documents: Vec<_> =
        found.filter_map(|(name, entries)| document(folder, &name, &entries, &mut faults)).collect();
    if faults.is_empty() { Ok(documents) } else { Err(faults) }
}

/// The lines of a file.
fn entries(file: &Path, faults: &mut Vec<Fault>) -> Vec<(Arc<TomlSource>, Entry)> {
    let text = match bounded_read::text(file) {
        Ok(text) => text,
        Err(error) => {
            faults.push(fault_of_file(file, reason(&error)));
            return Vec::new();
        }
    };
    let source = Arc::new(TomlSource::new(shown(file), text));
    let (mut entries, mut own, mut start) = (Vec::new(), Vec::new(), 0);
    for line in source.text.split_inclusive('\n') {
        let inside = line.trim_start_matches('\u{FEFF}').trim();
        if !inside.is_empty() && own.len() < MOST_FAULTS {
            let at = start + line.find(inside).unwrap_or_default();
            entries.extend(line::read(&source, at..at + inside.len(), &mut own));
        }
        start += line.len();
    }
    if entries.is_empty() && own.is_empty() {
        own.push(fault_of_file(file, "there is no label in this file"));
    }
    faults.append(&mut own);
    entries.into_iter().map(|entry| (source.clone(), entry)).collect()
}

/// A fault that is not at a place in a file.
fn fault_of_file(path: &Path, message: impl Into<String>) -> Fault {
    let source = Arc::new(TomlSource::new(shown(path), ""));
    Fault { source, range: None, message: message.into(), help: None }
}

/// The one name of a document, as `products/peel.md` for `./products/peel.md`; `None` for what leads out of its folder.
fn plain_name(doc: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in Path::new(doc).components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Reads a document and finds its labels in it.
fn document(
    folder: &Path,
    name: &str,
    entries: &[(Arc<TomlSource>, Entry)],
    faults: &mut Vec<Fault>,
) -> Option<LabelledDocument> {
    let path = folder.join(name);
    let bytes = match bytes_of(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            // Said once, however many labels it has.
            let (source, entry) = entries.first()?;
            let folder = shown(folder);
            let fault = match path.exists() {
                true => format!("`{name}` in {folder}: {error}"),
                false => format!("there is no `{name}` in {folder}"),
            };
            faults.push(Fault::at(source, entry.doc.range.clone(), fault));
            return None;
        }
    };
    let mut labels = Vec::new();
    for (source, entry) in entries {
        let Some(flaw) = &entry.flaw else { continue };
        match range_of(flaw, &bytes) {
            Ok(range) => {
                let Flaw { category, is_sure, class, .. } = *flaw;
                labels.extend(category.map(|category| Label { category, range, is_sure, class }));
            }
            Err(0) => faults.push(
                Fault::at(source, flaw.quote.range.clone(), format!("these words are not in `{name}`"))
                    .help("copy them from the file as it is, with its markup, spaces and line ends"),
            ),
            Err(there) => {
                let times = if there == 1 { "once".to_owned() } else { format!("{there} times") };
                let message =
                    format!("`{name}` has these words {times}, so there is no number {}", flaw.nth.value);
                faults.push(Fault::at(source, flaw.nth.range.clone(), message));
            }
        }
    }
    // Not the words that are read: a rate must not rise or fall with what the readers leave out.
    let words = bytes.split(|byte| byte.is_ascii_whitespace() || *byte == 0x0B);
    let words = words.filter(|word| !word.is_empty()).count();
    Some(LabelledDocument { path, words, labels })
}

/// Where the words of a label are; how often they are there, where that is not often enough. One place may begin inside
/// the last.
fn range_of(flaw: &Flaw, bytes: &[u8]) -> Result<Range<usize>, usize> {
    let quote = flaw.quote.value.as_bytes();
    let finder = Finder::new(quote);
    let mut from = 0;
    for seen in 0..flaw.nth.value {
        let Some(at) = bytes.get(from..).and_then(|rest| finder.find(rest)) else { return Err(seen) };
        from += at + 1;
    }
    let start = from.saturating_sub(1);
    Ok(start..start + quote.len())
}
