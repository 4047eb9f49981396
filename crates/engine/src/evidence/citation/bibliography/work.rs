//! One entry of a bibliography: a paper, a book or a page.

use claimlint_base::grade::Grade;

use crate::evidence::citation::identifiers::{self, IdentifierKind, doi_address};
use crate::evidence::citation::sources::{Sites, Standing};

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
    pub(super) fn is_same(&self, other: &Work) -> bool {
        let agree = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        agree(&self.doi, &other.doi) || agree(&self.pmid, &other.pmid) || self == other
    }

    /// Takes the identifiers that some fields hold: they stand with and without labels, and in fields for remarks.
    pub(super) fn identify(&mut self, doi: &str, pmid: &str, others: &[&str]) {
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
