//! The identifiers under which registries have papers and trials.

use std::fmt::{Display, Formatter};

use claimlint_base::named_enum;
use serde::{Deserialize, Serialize};

named_enum! {
    /// The kinds of identifiers that registries know.
    pub enum RegistryIdKind {
        /// A paper, by the number that its publisher registered.
        Doi = "doi",
        /// A paper in PubMed.
        Pmid = "pmid",
        /// A trial in ClinicalTrials.gov.
        Nct = "nct",
    }
}

/// The identifier of a paper or trial: a DOI in small letters, the digits of a PMID, an NCT number in capitals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RegistryId {
    /// Its kind.
    pub kind: RegistryIdKind,
    /// How its registry writes it.
    pub value: String,
}

impl Display for RegistryId {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            RegistryIdKind::Pmid => write!(formatter, "PMID {}", self.value),
            RegistryIdKind::Doi | RegistryIdKind::Nct => formatter.write_str(&self.value),
        }
    }
}
