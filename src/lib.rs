//! The program: its commands and the formats of its reports. To check texts in a program of your own, build on
//! the crate `claimlint-engine`; what belongs to a folder on disk is in `claimlint-workspace`.

mod commands;
pub mod render;

pub use commands::run;
