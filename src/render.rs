//! Prints reports: one function per format over a report and a writer.
//!
//! The formats share `untrusted`, which makes other people's text safe to print, `layout`, `wording` and `in_order`.

pub mod diff;
pub mod explain;
pub mod faults;
pub mod github;
pub mod gitlab;
mod in_order;
pub mod json;
pub mod json_lines;
mod layout;
pub mod markdown;
mod pen;
pub mod pretty;
pub mod rdjson;
pub mod reference;
pub mod sarif;
pub mod settings;
pub mod sheet;
pub mod short;
pub mod statistics;
mod untrusted;
mod wording;
pub mod xml;

pub use layout::{Look, NARROWEST, whole_words};
pub use untrusted::{harmless, harmless_lines, is_harmless};
pub use wording::count;
