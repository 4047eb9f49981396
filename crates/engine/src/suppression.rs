//! Comments in the text that take findings back.
//!
//! `apply` does what they say, `write` adds them. How they are found in a file is for [`claimlint_text::comments`].

pub mod apply;
pub mod write;

pub use apply::{Checked, check};
