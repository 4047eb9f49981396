//! All entries of a house, by their keys and identifiers.

use claimlint_base::source::{Position, Source};
use claimlint_text::fold;
use rustc_hash::FxHashMap;
use thiserror::Error;

use super::entries::ReadEntries;
use super::format::BibliographyFormat;
use super::work::Work;
use super::{bibtex, csl};
use crate::evidence::citation::identifiers::{self, IdentifierKind};

/// Something in a file that was left out. Lines and columns are 1-based, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum BibliographyFault {
    /// The file cannot be read.
    #[error("{path}: {reason}; the file was skipped")]
    Unreadable { path: String, reason: String },
    /// A part of it cannot be understood.
    #[error("{path}:{line}:{column}: {what}")]
    Broken { path: String, line: usize, column: usize, what: String },
}

/// All entries of a house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    works: Vec<Work>,
    /// The indexes of the entries by their keys.
    keys: FxHashMap<String, usize>,
    /// The indexes of the entries by their DOIs and PMIDs.
    identifiers: FxHashMap<(IdentifierKind, String), usize>,
    /// Whether something could not be read, so that an unknown key may be in the files after all.
    has_gaps: bool,
}

impl Bibliography {
    /// Adds the entries of a file, which messages call by a name. Returns what had to be left out.
    pub fn add(&mut self, name: &str, source: &Source, form: BibliographyFormat) -> Vec<BibliographyFault> {
        let ReadEntries { works, mut faults } = match form {
            BibliographyFormat::Bibtex => bibtex::read(source.text()),
            BibliographyFormat::CslJson => csl::read(source.text()),
        };
        self.has_gaps |= !faults.is_empty();
        for (at, work) in works {
            faults.extend(self.enter(work).map(|what| (at, what)));
        }
        faults.sort();
        let faults = faults.into_iter().map(|(at, what)| {
            let Position { line, column, .. } = source.position(at);
            BibliographyFault::Broken { path: name.to_owned(), line, column, what }
        });
        faults.collect()
    }

    /// Notes that a file could not be read.
    pub fn lacks_a_file(&mut self) {
        self.has_gaps = true;
    }

    /// Enters a work, or returns why not.
    fn enter(&mut self, work: Work) -> Option<String> {
        // Keys are looked for in articles, which are folded.
        let key = fold(&work.key);
        if key.is_empty() {
            return Some("this entry has no key; it was skipped".to_owned());
        }
        if let Some(first) = self.get(&key) {
            let differs = !first.is_same(&work);
            return differs.then(|| format!("the key `{key}` is taken already; the first entry counts"));
        }
        let index = self.works.len();
        let doi = work.doi.clone().map(|doi| (IdentifierKind::Doi, doi));
        let pmid = work.pmid.clone().map(|pmid| (IdentifierKind::Pmid, pmid));
        for identifier in doi.into_iter().chain(pmid) {
            self.identifiers.entry(identifier).or_insert(index);
        }
        self.keys.insert(key, index);
        self.works.push(work);
        None
    }

    /// The entry with a key as folded text has it.
    pub fn get(&self, key: &str) -> Option<&Work> {
        self.works.get(*self.keys.get(key)?)
    }

    /// The entry with an identifier.
    pub(crate) fn identified(&self, identifier: &identifiers::Identifier) -> Option<&Work> {
        let value = identifier.value.to_lowercase();
        self.works.get(*self.identifiers.get(&(identifier.kind, value))?)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.works.iter().map(|work| work.key.as_str())
    }

    /// Whether something could not be read, so that a key cannot be called unknown.
    pub(crate) fn has_gaps(&self) -> bool {
        self.has_gaps
    }
}
