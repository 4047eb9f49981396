//! What backs the claims of a document: the citations in it, and what a house knows beyond its articles and the rules.
//!
//! `citation` finds what a document cites, `backing` which of it belongs to which claim, `registry` what the registries have
//! of it. A house knows its own sites and papers, what the registries answered, how good other sites are, and what it has
//! substantiated elsewhere (`accepted`). It is the same for all documents of a run; where it comes from is for the crate
//! `claimlint-workspace`.

mod accepted;
pub(crate) mod backing;
pub mod citation;
mod house;
pub mod registry;

pub use accepted::{Acceptance, Accepted, normal};
pub use house::House;
pub(crate) use house::Judged;
