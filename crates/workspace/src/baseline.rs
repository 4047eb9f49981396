//! The baseline: findings that a house knows and has not fixed yet. Only new ones are reported, and only they fail a run.
//!
//! Findings are known by file, fingerprint and count, never by line, so that a paragraph may move. What a baseline holds is
//! here; which findings a run has is for [`crate::runner`].

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use claimlint_base::source::reason;
use claimlint_engine::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::atomic_file::AtomicFile;
use crate::bounded_read::{self, LARGEST};
use crate::paths::{folder_of, full, real};
use crate::report::{FileReport, GoneFinding, Report};

/// The name by which a baseline is found beside the configuration.
pub const FILE_NAME: &str = "claimlint-baseline.json";

/// The version of the format that is written, and the newest that is read.
const VERSION: u32 = 1;

/// A sentence with a known finding on this many pages is their furniture, such as a footer, and known on a new page as
/// well.
const FURNITURE: usize = 3;

/// What is said about a baseline that no run would read again.
const TOO_LARGE: &str = "it would be larger than 64 MiB, too large to be read again; write one for each folder, with \
                         --baseline and the folder's name";

/// Why a baseline was not used or not written. Lines and columns count from 1, columns in bytes.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum BaselineError {
    /// It may not be read, or is not there.
    #[error("the baseline {}: {reason}", .path.display())]
    Unreadable { path: PathBuf, reason: String },
    /// A newer program wrote it.
    #[error(
        "the baseline {} has version {version}, but this claimlint reads versions up to {VERSION}; use a newer claimlint, or \
         delete it and write it again with --write-baseline", .path.display()
    )]
    Newer { path: PathBuf, version: u32 },
    /// It is not a baseline.
    #[error("the baseline {}:{line}:{column} cannot be understood: {what}; restore it from version control, or delete it \
         and write it again with --write-baseline", .path.display())]
    Broken { path: PathBuf, line: usize, column: usize, what: String },
    /// It could not be written.
    #[error("the baseline {} cannot be written: {reason}; it is unchanged", .path.display())]
    Unwritable { path: PathBuf, reason: String },
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `version` and `files`")]
struct BaselineFile {
    #[serde(rename = "version")]
    _version: u32,
    files: BTreeMap<String, Vec<KnownFinding>>,
}

/// Findings of a file that a reader cannot tell apart: the same rule, words and sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFinding {
    rule: String,
    /// The words, for whoever reads the baseline.
    text: String,
    #[serde(with = "hexadecimal")]
    fingerprint: u64,
    count: usize,
}

/// A fingerprint as sixteen digits, as in reports: many programs cannot read integers of 64 bits.
mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{number:016x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16)
            .map_err(|_| de::Error::custom("a fingerprint has up to 16 hexadecimal digits"))
    }
}

/// The findings that a house knows.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// By the file's path from the folder of the baseline, with `/` between its parts, and by fingerprint.
    files: BTreeMap<String, BTreeMap<u64, KnownFinding>>,
    /// The folder of the baseline.
    folder: PathBuf,
}

/// Says whether a rule was looked for in a file.
pub type WasChecked<'c> = &'c dyn Fn(&FileReport, &str) -> bool;

impl Baseline {
    /// An empty baseline that is to be written to a path.
    pub fn new(path: &Path) -> Baseline {
        Baseline { files: BTreeMap::new(), folder: real(folder_of(path)) }
    }

    /// Reads a baseline; `None` where there is none.
    ///
    /// # Errors
    /// The file may not be read, is not a baseline, or was written by a newer program.
    pub fn read(path: &Path) -> Result<Option<Baseline>, BaselineError> {
        match bounded_read::bytes(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(BaselineError::Unreadable { path: path.to_owned(), reason: reason(&error) }),
            Ok(bytes) => Baseline::parse(&bytes, path).map(Some),
        }
    }

    /// Reads a baseline from the bytes of the file at a path.
    ///
    /// # Errors
    /// The bytes are not a baseline, or were written by a newer program.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Baseline, BaselineError> {
        if let Ok(Version { version }) = serde_json::from_slice(bytes)
            && version > VERSION
        {
            return Err(BaselineError::Newer { path: path.to_owned(), version });
        }
        let BaselineFile { files, .. } = serde_json::from_slice(bytes).map_err(|error| {
            let (line, column, whole) = (error.line(), error.column(), error.to_string());
            let place = format!(" at line {line} column {column}");
            let what = whole.strip_suffix(&place).unwrap_or(&whole).to_owned();
            BaselineError::Broken { path: path.to_owned(), line, column, what }
        })?;
        let mut baseline = Baseline::new(path);
        for (path, known) in files {
            let of_file = baseline.files.entry(path).or_default();
            known.into_iter().for_each(|one| add(of_file, one));
        }
        Ok(baseline)
    }

    /// Removes known findings from a report, and adds to it those that are known and no longer found.
    ///
    /// Files are renamed, so what was known about a file that is gone counts as known for every other file. And what is
    /// known about so many pages that it must be their furniture counts as known for a page that has it for the first
    /// time.
    pub fn apply(mut self, report: &mut Report, was_checked: WasChecked<'_>) {
        let furniture = self.furniture();
        let keys: Vec<String> = report.files.iter().map(|file| self.key(file)).collect();
        let mut of_files: Vec<BTreeMap<u64, KnownFinding>> =
            keys.iter().map(|key| self.files.remove(key).unwrap_or_default()).collect();
        let folder = self.folder.clone();
        self.files.retain(|path, _| !folder.join(path).exists());
        let mut without_file: BTreeMap<u64, Vec<(String, KnownFinding)>> = BTreeMap::new();
        for (path, known) in self.files {
            for (fingerprint, one) in known {
                without_file.entry(fingerprint).or_default().push((path.clone(), one));
            }
        }
        for (file, known) in report.files.iter_mut().zip(&mut of_files) {
            let before = file.diagnostics.len();
            let mut of_furniture: BTreeMap<u64, usize> = BTreeMap::new();
            // In the order of the text: where the same sentence comes twice and is known once, the second is new.
            let mut kept = file.view.as_mut().map(|view| &mut view.known);
            file.diagnostics.retain(|one| {
                let mut fingerprints = one.fingerprint.all();
                let is_of_document = one.is_of_document();
                let is_known = fingerprints.any(|one| {
                    let others = without_file.get_mut(&one).into_iter().flatten().map(|(_, known)| known);
                    let is_own = known.contains_key(&one);
                    known.get_mut(&one).into_iter().chain(others).any(KnownFinding::take)
                        || furniture
                            .get(&one)
                            .filter(|_| !is_own && !is_of_document)
                            .is_some_and(|most| take(of_furniture.entry(one).or_insert(*most)))
                });
                if let Some(kept) = kept.as_mut().filter(|_| is_known) {
                    kept.push(one.clone());
                }
                !is_known
            });
            file.known = before - file.diagnostics.len();
        }
        for ((file, known), key) in report.files.iter().zip(of_files).zip(keys) {
            let left = known.into_values().filter(|one| one.count > 0 && file.errors.is_empty());
            let left = left.filter(|one| was_checked(file, &one.rule));
            report.gone.extend(left.map(|one| one.gone(&key)));
        }
        let left = without_file.into_values().flatten().filter(|(_, one)| one.count > 0);
        report.gone.extend(left.map(|(path, one)| one.gone(&path)));
        report.gone.sort();
    }

    /// What is known about [`FURNITURE`] pages or more, by its fingerprint, with how often one of them has it at most.
    fn furniture(&self) -> BTreeMap<u64, usize> {
        let mut pages: BTreeMap<u64, (usize, usize)> = BTreeMap::new();
        for (fingerprint, one) in self.files.values().flatten() {
            let (number, most) = pages.entry(*fingerprint).or_default();
            *number += 1;
            *most = one.count.max(*most);
        }
        let repeated = pages.into_iter().filter(|(_, (number, _))| *number >= FURNITURE);
        repeated.map(|(fingerprint, (_, most))| (fingerprint, most)).collect()
    }

    /// Separates the new findings of a file from those that are known, which come second.
    pub fn split(&self, path: &Path, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let mut file = FileReport::new(path.to_string_lossy().into_owned());
        file.diagnostics.clone_from(&found);
        let mut report = Report { files: vec![file], ..Report::default() };
        self.clone().apply(&mut report, &|_, _| false);
        let mut new = report.files.into_iter().flat_map(|file| file.diagnostics).peekable();
        // New findings keep their order.
        found.into_iter().partition(|one| new.next_if(|next| next == one).is_some())
    }

    /// Enters what a report found under the paths that were asked for, or everywhere if none were. What is known about
    /// other files and from rules that did not run stays; what is known about files under these paths that no longer
    /// exist goes.
    pub fn enter(&mut self, report: &Report, asked: &[PathBuf], was_checked: WasChecked<'_>) {
        let folder = self.folder.clone();
        let asks_for_all = asked.is_empty();
        let asked: Vec<PathBuf> = asked.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        let is_asked = |path: &Path| asks_for_all || asked.iter().any(|asked| path.starts_with(asked));
        self.files.retain(|path, _| {
            let path = folder.join(path);
            path.exists() || !is_asked(&path)
        });
        for file in report.files.iter().filter(|file| file.errors.is_empty()) {
            let key = self.key(file);
            let mut known = self.files.remove(&key).unwrap_or_default();
            known.retain(|_, one| !was_checked(file, &one.rule));
            for one in &file.diagnostics {
                let (rule, text) = (one.rule.id.clone(), one.text.clone());
                add(&mut known, KnownFinding { rule, text, fingerprint: one.fingerprint.value(), count: 1 });
            }
            if !known.is_empty() {
                self.files.insert(key, known);
            }
        }
    }

    /// How many findings it has, and in how many files.
    pub fn counts(&self) -> (usize, usize) {
        let findings = self.files.values().flat_map(BTreeMap::values).map(|known| known.count);
        (findings.fold(0, usize::saturating_add), self.files.len())
    }

    /// Writes the file, in whole or not at all: a line for each finding, so that versions of it can be compared.
    ///
    /// # Errors
    /// Whatever kept the file from being written; it is unchanged.
    pub fn write(&self, file: AtomicFile, path: &Path) -> Result<(), BaselineError> {
        let mut out = BufWriter::new(file);
        let written = self.write_to(&mut out).and_then(|()| {
            let file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            if file.length()? > LARGEST {
                return Err(std::io::Error::new(ErrorKind::FileTooLarge, TOO_LARGE));
            }
            file.finish()
        });
        written
            .map_err(|error| BaselineError::Unwritable { path: path.to_owned(), reason: error.to_string() })
    }

    /// Writes what the file holds.
    ///
    /// # Errors
    /// The writer's own.
    pub fn write_to(&self, out: &mut impl Write) -> std::io::Result<()> {
        write!(out, "{{\n\"version\": {VERSION},\n\"files\": {{")?;
        for (index, (path, known)) in self.files.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(out, "{comma}\n{}: [", serde_json::to_string(path)?)?;
            let mut known: Vec<&KnownFinding> = known.values().collect();
            known.sort();
            for (index, one) in known.into_iter().enumerate() {
                let comma = if index == 0 { "" } else { "," };
                write!(out, "{comma}\n  {}", serde_json::to_string(one)?)?;
            }
            write!(out, "\n]")?;
        }
        writeln!(out, "\n}}\n}}")
    }

    /// The path by which a baseline knows a file: from its own folder, where the file is in it.
    fn key(&self, file: &FileReport) -> String {
        let path = Path::new(&file.path);
        let full = full(path);
        let relative = full.strip_prefix(&self.folder).unwrap_or(&full);
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

/// Adds to what is known about a file.
fn add(known: &mut BTreeMap<u64, KnownFinding>, one: KnownFinding) {
    match known.entry(one.fingerprint) {
        Entry::Occupied(mut entry) => {
            let known = entry.get_mut();
            // The counts are from a file that a person may have edited.
            known.count = known.count.saturating_add(one.count);
        }
        Entry::Vacant(entry) => _ = entry.insert(one),
    }
}

/// Takes one of a number, if one is left.
fn take(count: &mut usize) -> bool {
    let is_left = *count > 0;
    *count -= usize::from(is_left);
    is_left
}

impl KnownFinding {
    /// Takes one finding from those that are known, if one is left.
    fn take(&mut self) -> bool {
        take(&mut self.count)
    }

    fn gone(self, path: &str) -> GoneFinding {
        GoneFinding { path: path.to_owned(), rule: self.rule, text: self.text, count: self.count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_that_no_run_would_read_again_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        fs::write(&path, r#"{"version":1,"files":{}}"#).unwrap();
        let mut baseline = Baseline::new(&path);
        let known =
            KnownFinding { rule: "hype".to_owned(), text: "x".repeat(65 << 20), fingerprint: 1, count: 1 };
        baseline.files.insert("a.md".to_owned(), BTreeMap::from([(1, known)]));
        let error = baseline.write(AtomicFile::open(&path).unwrap(), &path).unwrap_err().to_string();
        assert!(error.contains("larger than 64 MiB") && error.ends_with("it is unchanged"), "{error}");
        assert!(Baseline::read(&path).unwrap().is_some());
    }
}
