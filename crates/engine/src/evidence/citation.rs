//! Finds the citations of a document and says how far each leads a reader.
//!
//! `collection` goes through a document, block by block. `identifiers` knows DOI, PMID and their like, `markers` what stands
//! in the text, `references` the list at the end with its entries (`entry`), `sources` which addresses are a source at all,
//! `preprints` which papers are not reviewed yet, `bibliography` the papers that the house keeps, `keys` where they are
//! named. What is read word by word, with a `cursor`, is in `prose`, `author_year` and `bodies`. Which citation belongs to
//! which claim is [`crate::evidence::backing`]'s work. The grammar follows the forms collected from Crossref, PubMed,
//! ClinicalTrials.gov and CommonMark.

mod author_year;
pub mod bibliography;
mod bodies;
mod collection;
mod cues;
mod cursor;
mod entry;
pub mod identifiers;
pub mod journals;
mod keys;
mod kinds;
mod known_sources;
mod markers;
mod preprints;
mod prose;
mod references;
pub mod sources;

pub use collection::Citations;
pub use cursor::year as year_of;
pub use entry::{EntryParts, folded};
pub use kinds::{Citation, CitationKind, PaperPart};
pub use known_sources::KnownSources;
pub use references::{ReferenceEntry, References};
