//! `claimlint.toml`: what is checked, with which rules, and what fails a run.
//!
//! Read here and checked with carets; what the settings do is for [`crate::walk`] and [`crate::runner`]. The command
//! line overrides what is here. A configuration is one file, or several where one extends another: `layers` reads
//! them, and `configuration` puts them together. `settings` says what applies to a path, and why.

mod configuration;
mod content;
mod evidence;
mod extends;
mod fail_on;
mod file;
mod globs;
mod idle_globs;
mod layers;
mod markets;
mod overrides;
mod provenance;
pub mod settings;
mod sources;
mod suppressions;
mod text;
mod verify;
mod words;

pub(crate) use configuration::find;
pub use configuration::{Config, ConfigError, FILE_NAME, selectable};
pub use fail_on::{FailLevels, FailOn};
pub use file::ConfigFile;
pub(crate) use idle_globs::IdleGlobs;
pub use verify::VerifySettings;
