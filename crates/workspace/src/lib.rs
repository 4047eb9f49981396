//! What belongs to a folder of copy on disk: its settings, its files, what is known of them, and what a run made of them.
//!
//! The program, the language server and the Python module share it. It never prints; what is wrong comes back as a value.

pub mod atomic_file;
pub mod baseline;
mod bounded_read;
pub mod claims;
pub mod config;
pub mod explain;
pub mod git;
pub mod guard;
pub mod lock_file;
pub mod pages;
pub mod report;
mod rule_files;
pub mod runner;
pub mod save;
pub mod session;
pub mod sheet;
pub mod unknown_words;
pub mod walk;
