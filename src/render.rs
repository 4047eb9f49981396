//! Prints reports: one function per format over a report and a writer.
//!
//! The formats share `untrusted`, which makes other people's text safe to print, `layout`, `place`, `wording` and `in_order`.

pub(crate) mod accuracy;
pub(crate) mod by_page;
pub(crate) mod comment;
pub(crate) mod diff;
mod each;
pub(crate) mod explain;
pub mod faults;
pub(crate) mod fixed;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod html;
mod in_order;
pub mod json;
pub(crate) mod json_lines;
pub(crate) mod law;
mod layout;
pub(crate) mod markdown;
mod norms;
mod pen;
mod place;
pub mod pretty;
pub(crate) mod rdjson;
pub(crate) mod record;
pub(crate) mod reference;
pub mod sarif;
pub(crate) mod settings;
pub(crate) mod sheet;
pub(crate) mod sheet_since;
pub mod short;
pub(crate) mod statistics;
mod told;
mod untrusted;
mod wording;
pub(crate) mod xml;

pub use layout::Look;
pub(crate) use layout::{NARROWEST, whole_words};
pub(crate) use norms::norm_line;
pub(crate) use untrusted::{harmless, harmless_lines, is_harmless};
pub(crate) use wording::{count, message_of_any, skipped_kinds, when_off};
