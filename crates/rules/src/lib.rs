//! Rules as data: rule files are read and checked here, compiled, and looked for in sentences.
//!
//! `file` is the TOML as typed. `validate` makes [`Definitions`] of it or reports every fault. [`Library`] compiles the
//! definitions, [`RuleSet`] is what of them a [`Selection`] wants, and its [`finder`]s find what they are about. Which
//! words there are is for [`dictionary`]. What is done with a match is for the crate `claimlint-engine`.

pub mod classes;
pub mod dictionary;
pub mod file;
pub mod finder;
pub mod journals;
pub mod markets;
pub mod matcher;
pub mod phrase;
pub mod rows;
pub mod selection;
pub mod tokens;
pub mod variants;
pub mod vocabulary;

mod applying;
mod context;
mod definitions;
mod finders;
mod kinds;
mod lexicon;
mod mark;
mod packed;
mod pattern;
mod replacement;
mod rule;
mod samples;
mod set;
mod validate;

pub use context::{Hedge, Mask};
pub use definitions::{Definitions, Examples, HedgeDefinition, MaskDefinition, Pack, RuleDefinition, Sought};
pub use finders::Finders;
pub use kinds::{Category, CitationFault, MaskScope, RuleKind, Safety, Severity, Slip, SuppressionFault};
pub use lexicon::Lexicons;
pub use markets::{Market, Markets, PageKind, Within};
pub use replacement::Replace;
pub use rule::{Body, Needs, Norm, Rule, RuleId, each_once, markets_of};
pub use selection::Selection;
pub use set::{Library, RuleSet};
