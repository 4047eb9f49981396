//! Rules of kind `reference`: faults of the citations themselves.
//!
//! `faults` holds what each fault looks like, `entries` those of lists of references, `authors` what citations by author and year
//! and the lists have against each other, `named_sources` which entries the text names by a link or a key; `report` makes findings of
//! them. One needs more than the citations: [`unsourced`] looks at what was found in the document.

mod authors;
mod citation_fault;
mod dated;
mod entries;
mod faults;
mod named_sources;
mod report;

pub use report::{find, unsourced};
