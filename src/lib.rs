//! Reads the copy that claimlint checks.

pub mod document;
pub mod source;
pub mod span;
