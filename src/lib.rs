//! Reads the copy that claimlint checks, and the rules it checks against.

pub mod document;
pub mod fault;
pub mod grade;
mod names;
pub mod rule;
pub mod source;
pub mod span;
