//! claimlint.
pub mod check;
pub mod citation;
pub mod claim;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod fault;
pub mod grade;
pub mod lint;
mod names;
pub mod render;
pub mod report;
pub mod rule;
pub mod selftest;
pub mod source;
pub mod span;
pub mod walk;
