//! The papers whose data a house keeps, as a reference manager exports them.
//!
//! `library` holds them, and finds the entry that a key or an identifier means. `bibtex` reads BibTeX and BibLaTeX, `csl`
//! CSL-JSON. An entry that cannot be read is reported with its place, and the others count. Where an article names an entry by
//! its key is for `super::keys`; where the files are is for `claimlint_workspace::config`.

mod bibtex;
mod csl;
mod entries;
mod format;
mod library;
mod work;

pub use format::BibliographyFormat;
pub use library::{Bibliography, BibliographyFault};
pub use work::Work;
