//! Finds the citations of a document and says how far each leads a reader.
//!
//! `collection` goes through a document, block by block. `markers` finds what is marked in the text: links, labels (`labels`,
//! `numbers`), and what they point at (`resolve`). `references` reads the lists under their headings (`headings`), the notes that
//! links lead to (`linked`), their marks (`marks`), entries (`entry`) and first authors (`authors`). `source_line` knows lines of
//! their own that name a source. `identifiers` knows the DOI, the PMID and the like, `sources` which addresses are a
//! source at all, `preprints` which papers are not reviewed yet, `bibliography` the papers that the house keeps, and
//! `keys` where they are named. What is read word by word, with a `cursor`, is in `prose`, `author_year` (with
//! `surnames` and `dates`) and `bodies`.
//!
//! Which citation belongs to which claim is for `evidence::backing`. The forms are those of Crossref, PubMed,
//! ClinicalTrials.gov and CommonMark.

mod author_year;
mod authored;
mod authors;
pub mod bibliography;
mod bodies;
mod collection;
mod cues;
mod cursor;
mod dates;
mod entry;
mod headings;
pub mod identifiers;
pub(crate) mod journals;
mod keys;
mod kinds;
mod known_sources;
mod labels;
mod linked;
mod markers;
mod marks;
mod mention;
mod numbers;
mod preprints;
mod prose;
mod references;
mod resolve;
mod run_in;
mod short_forms;
pub mod source_line;
pub mod sources;
mod surnames;

pub use collection::Citations;
pub(crate) use cursor::{is_year, year as year_of};
pub use dates::PaperDate;
pub use entry::EntryParts;
pub(crate) use entry::folded;
pub use kinds::{Certainty, Citation, CitationKind, CitedPaper, PaperPart};
pub use known_sources::KnownSources;
pub use references::{ReferenceEntry, References};
pub(crate) use surnames::folded as folded_surname;
