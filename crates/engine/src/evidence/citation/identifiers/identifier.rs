//! An identifier in a text, and what may be wrong with it.

use std::ops::Range;

use super::doi_address::doi_address;

/// What an identifier identifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// A digital object identifier: a paper, a data set.
    Doi,
    /// A record in PubMed.
    Pmid,
    /// A paper in PubMed Central.
    Pmcid,
    /// A trial in ClinicalTrials.gov.
    Nct,
    /// A trial in the ISRCTN registry.
    Isrctn,
    /// A trial in the registry of Australia and New Zealand.
    Actrn,
    /// A trial in the register of the European Union.
    Eudract,
    /// A book.
    Isbn,
    /// A journal.
    Issn,
    /// A preprint.
    Arxiv,
    /// A web address.
    Address,
}

/// An identifier in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// What it identifies.
    pub kind: IdentifierKind,
    /// Its bytes in the text, with its label.
    pub range: Range<usize>,
    /// The identifier without its label, as registries write it; an address as the text has it.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<IdentifierFault>,
    /// Whether it is a DOI with a label or resolver that is no longer used.
    pub is_old_form: bool,
}

/// What is wrong with an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierFault {
    /// It does not have the form of its kind, which is this.
    Malformed(&'static str),
    /// Its last digit does not fit the others.
    Checksum,
}

impl Identifier {
    pub(super) fn new(kind: IdentifierKind, range: Range<usize>, value: impl Into<String>) -> Identifier {
        Identifier { kind, range, value: value.into(), fault: None, is_old_form: false }
    }

    /// The address at which a reader finds what it identifies; `None` if it is broken, and for books, journals and some trials.
    pub fn address(&self) -> Option<String> {
        let value = &self.value;
        let address = match self.kind {
            IdentifierKind::Doi => doi_address(value),
            IdentifierKind::Pmid => format!("https://pubmed.ncbi.nlm.nih.gov/{value}/"),
            IdentifierKind::Pmcid => format!("https://pmc.ncbi.nlm.nih.gov/articles/{value}/"),
            IdentifierKind::Nct => format!("https://clinicaltrials.gov/study/{value}"),
            IdentifierKind::Isrctn => format!("https://www.isrctn.com/{value}"),
            IdentifierKind::Arxiv => format!("https://arxiv.org/abs/{value}"),
            IdentifierKind::Address => value.clone(),
            IdentifierKind::Actrn | IdentifierKind::Eudract | IdentifierKind::Isbn | IdentifierKind::Issn => {
                return None;
            }
        };
        self.fault.is_none().then_some(address)
    }

    pub(super) fn malformed(kind: IdentifierKind, range: Range<usize>, form: &'static str) -> Identifier {
        Identifier { fault: Some(IdentifierFault::Malformed(form)), ..Identifier::new(kind, range, "") }
    }
}
