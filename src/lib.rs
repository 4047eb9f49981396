//! The program: its commands and the forms of its reports. Whoever wants to check texts in a program of his own builds on
//! the crate `claimlint-engine`; what belongs to a folder on disk is in `claimlint-workspace`.

mod commands;
pub mod render;

pub use commands::run;
