//! The papers whose data a house keeps, as a reference manager exports them.
//!
//! `bibtex` reads BibTeX and BibLaTeX, `csl` CSL-JSON. An entry that cannot be read is told of with its place, and the
//! others count. Where an article names an entry by its key is for `super::keys`, where the files are for `claimlint_workspace::config`.

use std::path::Path;

use claimlint_base::grade::Grade;
use claimlint_base::source::Source;
use claimlint_text::fold;
use rustc_hash::FxHashMap;
use thiserror::Error;

use super::identifiers::{self, IdentifierKind, doi_address};
use super::sources::{Sites, Standing};

mod bibtex;
mod csl;

/// A form in which a reference manager exports its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BibliographyFormat {
    /// BibTeX, or BibLaTeX, which has more fields.
    Bibtex,
    /// CSL-JSON, the data model of the Citation Style Language 1.0.2.
    CslJson,
}

impl BibliographyFormat {
    /// The form of a file by the ending of its name; `None` for a file of another sort.
    pub fn of_path(path: &Path) -> Option<BibliographyFormat> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "bib" | "bibtex" => Some(BibliographyFormat::Bibtex),
            "json" => Some(BibliographyFormat::CslJson),
            _ => None,
        }
    }
}

/// What a house knows of one paper, book or page. What its entry leaves out is empty or `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// What articles name it by.
    pub key: String,
    /// Its title, without markup.
    pub title: String,
    /// The surnames of those who wrote it, or the name of a body.
    pub authors: Vec<String>,
    /// The year it came out.
    pub year: Option<u16>,
    /// The journal, or the book that it is a part of.
    pub journal: String,
    /// Its DOI in small letters.
    pub doi: Option<String>,
    /// The digits of its number in PubMed.
    pub pmid: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Work {
    /// The address at which a reader finds it.
    pub fn address(&self) -> Option<String> {
        let doi = self.doi.as_deref().map(doi_address);
        let pmid = || self.pmid.as_ref().map(|pmid| format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"));
        doi.or_else(pmid).or_else(|| self.url.clone())
    }

    /// What its address leads to.
    pub fn standing(&self, sites: &Sites) -> Option<Standing> {
        sites.standing(&self.address()?)
    }

    /// How far its entry leads a reader.
    pub fn grade(&self, sites: &Sites) -> Grade {
        let is_registered = self.doi.is_some() || self.pmid.is_some();
        let is_of_standing = self.standing(sites).is_some_and(|to| to.grade() == Grade::Traceable);
        if is_registered || is_of_standing || self.is_whole() { Grade::Traceable } else { Grade::Weak }
    }

    /// Whether authors, title, journal and year are all there.
    fn is_whole(&self) -> bool {
        !self.authors.is_empty() && !self.title.is_empty() && !self.journal.is_empty() && self.year.is_some()
    }

    /// The entry as one line, for people: authors, title, journal, year and address, as far as it has them.
    pub fn reference(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts = [
            Some(self.authors.join(", ")),
            Some(self.title.clone()),
            Some(self.journal.clone()),
            year,
            self.address(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { self.key.clone() } else { parts.join(". ") }
    }

    /// Whether both are entries for one thing, whoever exported them.
    fn is_same(&self, other: &Work) -> bool {
        let agree = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        agree(&self.doi, &other.doi) || agree(&self.pmid, &other.pmid) || self == other
    }

    /// Takes the identifiers that some fields hold: they stand with and without labels, and in fields for remarks.
    fn identify(&mut self, doi: &str, pmid: &str, others: &[&str]) {
        let labelled = |label: &str, value: &str| match value.trim() {
            "" => String::new(),
            value => format!("{label}{value}"),
        };
        let fields = [labelled("", doi), labelled("PMID: ", pmid)];
        for field in fields.iter().map(String::as_str).chain(others.iter().copied()) {
            for found in identifiers::find(field, &field.to_ascii_lowercase()) {
                match found.kind {
                    _ if found.fault.is_some() => {}
                    IdentifierKind::Doi if self.doi.is_none() => self.doi = Some(found.value.to_lowercase()),
                    IdentifierKind::Pmid if self.pmid.is_none() => self.pmid = Some(found.value),
                    _ => {}
                }
            }
        }
    }
}

/// Something in a file that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BibliographyFault {
    /// The file cannot be read.
    #[error("{path}: {reason}; the run went on without this file")]
    Unreadable {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A part of it cannot be understood.
    #[error("{path}:{line}:{column}: {what}")]
    Broken {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong, and what the run did without.
        what: String,
    },
}

/// What a reader made of a file: entries and faults, each with the byte of the text it stands at.
#[derive(Debug, Default)]
struct ReadEntries {
    works: Vec<(usize, Work)>,
    faults: Vec<(usize, String)>,
}

/// All entries of a house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    works: Vec<Work>,
    /// The entries by key, DOI and PMID, as indexes.
    keys: FxHashMap<String, usize>,
    identifiers: FxHashMap<(IdentifierKind, String), usize>,
    /// Whether something could not be read, so that an unknown key may well be in the files.
    has_gaps: bool,
}

impl Bibliography {
    /// Adds the entries of a file that is shown by a name. The faults are what it was left without.
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
        let fault = |(at, what)| {
            let position = source.position(at);
            BibliographyFault::Broken {
                path: name.to_owned(),
                line: position.line,
                column: position.column,
                what,
            }
        };
        faults.into_iter().map(fault).collect()
    }

    /// Notes that a file could not be read.
    pub fn lacks_a_file(&mut self) {
        self.has_gaps = true;
    }

    /// Enters a work, or says why not.
    fn enter(&mut self, work: Work) -> Option<String> {
        // Articles are folded, and a key is looked for in them.
        let key = fold(&work.key);
        if key.is_empty() {
            return Some("this entry has no key; the run went on without it".to_owned());
        }
        if let Some(first) = self.get(&key) {
            let differs = !first.is_same(&work);
            return differs
                .then(|| format!("the key `{key}` is another entry's as well; the first one counts"));
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

    /// The entry with a key, in the spelling of the folded text.
    pub fn get(&self, key: &str) -> Option<&Work> {
        self.works.get(*self.keys.get(key)?)
    }

    /// The entry with an identifier.
    pub fn identified(&self, identifier: &identifiers::Identifier) -> Option<&Work> {
        let value = identifier.value.to_lowercase();
        self.works.get(*self.identifiers.get(&(identifier.kind, value))?)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.works.iter().map(|work| work.key.as_str())
    }

    /// Whether something could not be read, so that nobody can say that a key is unknown.
    pub fn has_gaps(&self) -> bool {
        self.has_gaps
    }
}

/// The first year in a text, of four digits.
fn year(text: &str) -> Option<u16> {
    text.split(|sign: char| !sign.is_ascii_digit()).find(|digits| digits.len() == 4)?.parse().ok()
}

/// A text with single blanks.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
