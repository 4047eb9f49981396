//! One entry of a bibliography: a paper, a book or a page.

use claimlint_base::grade::Grade;

use crate::evidence::citation::identifiers::{self, IdentifierKind, doi_address};
use crate::evidence::citation::sources::{Sites, Standing};

/// What a house knows about one paper, book or page. What its entry leaves out is empty or `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// The key by which articles name it.
    pub key: String,
    /// Its title, without markup.
    pub title: String,
    /// The surnames of its authors, or the name of a body.
    pub authors: Vec<String>,
    /// The year it came out.
    pub year: Option<u16>,
    /// Its journal, or the book that it is part of.
    pub journal: String,
    /// Its DOI in small letters.
    pub doi: Option<String>,
    /// Its number in PubMed, only the digits.
    pub pmid: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Work {
    /// The address at which a reader finds it.
    pub fn address(&self) -> Option<String> {
        match (&self.doi, &self.pmid) {
            (Some(doi), _) => Some(doi_address(doi)),
            (None, Some(pmid)) => Some(format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/")),
            (None, None) => self.url.clone(),
        }
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

    /// The entry as one line for people: authors, title, journal, year and address, as far as it has them.
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

    /// Whether both are entries for the same thing, even if exported by different programs.
    pub(super) fn is_same(&self, other: &Work) -> bool {
        let same_doi = self.doi.is_some() && self.doi == other.doi;
        let same_pmid = self.pmid.is_some() && self.pmid == other.pmid;
        same_doi || same_pmid || self == other
    }

    /// Takes its identifiers from some fields. A field for a PMID may have its label or not, and the other fields are
    /// addresses and comments.
    pub(super) fn identify(&mut self, doi: &str, pmid: &str, others: &[&str]) {
        let pmid = match pmid.trim() {
            "" => String::new(),
            pmid => format!("PMID: {pmid}"),
        };
        for field in [doi.trim(), &pmid].into_iter().chain(others.iter().copied()) {
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
