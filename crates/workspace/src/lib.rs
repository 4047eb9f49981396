//! What belongs to a folder of copy on disk: its settings, its files, what is known about them, and what a run made of
//! them.
//!
//! The program, the language server and the Python module share it. It never prints; what is wrong comes back as a value.
//!
//! A [`session::Session`] holds all that is read once; [`runner`] checks files with it:
//!
//! ```
//! use claimlint_workspace::runner::check;
//! use claimlint_workspace::session::{ConfigChoice, Session, SessionOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let draft = folder.path().join("draft.md");
//! # std::fs::write(&draft, "This is the most powerful peel on the market.\n")?;
//! let options = SessionOptions { config: ConfigChoice::Nothing, ..SessionOptions::default() };
//! let session = Session::open(&options)?;
//! let report = check(&session, &[draft]);
//! for file in &report.files {
//!     for finding in &file.diagnostics {
//!         println!("{}: {} [{}]", file.path, finding.message, finding.rule.id);
//!     }
//! }
//! # assert_eq!(report.summary().findings(), 1);
//! # Ok(())
//! # }
//! ```

pub mod accuracy;
pub mod annotate;
pub mod atomic_file;
mod attributes;
mod audience;
pub mod baseline;
pub mod bounded_read;
mod claim_row;
pub mod claims;
pub mod claims_since;
pub mod config;
mod confine;
pub mod content;
mod dependencies;
pub mod explain;
pub mod folder_lock;
pub mod from_root;
pub mod git;
pub mod guard;
pub mod hidden_by;
mod ignore_files;
pub mod kinds_of_files;
pub mod labels;
mod located;
pub mod lock_file;
pub mod memory;
pub mod own_output;
pub mod page_view;
pub mod pages;
pub mod path_glob;
pub mod paths;
pub mod records;
pub mod report;
mod rule_files;
pub mod runner;
pub mod save;
pub mod session;
pub mod sheet;
pub mod trust;
pub mod unknown_words;
pub mod walk;
