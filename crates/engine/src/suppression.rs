//! Comments in the text that suppress findings.
//!
//! `apply` does what they say, `write` adds them. How they are found in a file is for [`claimlint_text::comments`].

pub mod apply;
pub mod write;
