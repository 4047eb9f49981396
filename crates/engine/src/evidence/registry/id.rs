//! By what registries name papers and trials.

use std::fmt::{Display, Formatter};

use claimlint_base::named_enum;
use serde::{Deserialize, Serialize};

named_enum! {
    /// The registers that give identifiers.
    pub enum RegistryIdKind {
        /// A paper, by the number that its publisher registered.
        Doi = "doi",
        /// A paper in PubMed.
        Pmid = "pmid",
        /// A trial in ClinicalTrials.gov.
        Nct = "nct",
    }
}

/// What names a paper or trial: a DOI in small letters, the digits of a PMID, an NCT number in capitals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RegistryId {
    /// Which register it is in.
    pub kind: RegistryIdKind,
    /// How it is written there.
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
