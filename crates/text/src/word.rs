//! Reads documents of word processors: Word (`.docx`) and OpenDocument (`.odt`).
//!
//! [`open()`] takes the text out of the parts of a file, so that a line of it is a paragraph, and each stretch of it knows its
//! bytes in a part. `document` makes blocks of these lines. `container` unpacks the parts, `xml` goes through them, `docx` and
//! `odt` know what their elements mean, `draft` puts the text together, `properties`, `notes`, `csl` and `pictures` read what both have alike.
//!
//! [`annotated`] writes comments into a file, and [`cleaned`] takes them out again: `write`.

mod changes;
mod container;
mod csl;
mod document;
mod docx;
mod draft;
mod fault;
mod notes;
mod odt;
mod open;
mod pictures;
mod properties;
mod write;
mod xml;

pub use changes::Changes;
pub use document::read;
pub use fault::WordFault;
pub use open::open;
pub use write::{Annotated, Change, Cleaned, Note, annotated, cleaned};
