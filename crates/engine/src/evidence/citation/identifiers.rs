//! The forms of identifiers that find a paper, a trial, a book or a page, and what is wrong with broken ones.
//!
//! DOI after Crossref's recommended pattern (2015) and the DOI handbook, PMID and PMCID after PubMed, NCT numbers after
//! ClinicalTrials.gov, ISBN after ISO 2108, ISSN after ISO 3297, arXiv numbers after arXiv's own help. `search` finds where
//! one begins, and one file for each sort of identifier reads it from there.

mod dashes;
mod doi;
mod doi_address;
mod identifier;
mod numbers;
mod papers;
mod search;
#[cfg(test)]
mod tests;
mod text;
mod trials;
mod web_address;

pub use dashes::find_in;
pub(crate) use doi_address::doi_address;
pub use identifier::{Identifier, IdentifierFault, IdentifierKind};
pub use search::find;
