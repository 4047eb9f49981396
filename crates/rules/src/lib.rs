//! The validated rule, mask and hedge, the sets they form, and the dictionary.
//!
//! `file` is the TOML as typed, `validate` makes definitions of it or reports every fault, `set` compiles the
//! definitions into `finder`s, `selection` says which of them a run uses. Which words there are is for `dictionary`. What
//! a rule does with a match is for the crate `claimlint-engine`.

pub mod dictionary;
pub mod file;
pub mod finder;
pub mod journals;
pub mod lexicon;
pub mod mark;
pub mod matcher;
pub mod pattern;
pub mod phrase;
pub mod selection;
pub mod tokens;
pub mod variants;
pub mod vocabulary;

mod context;
mod definitions;
mod kinds;
mod packed;
mod replacement;
mod rule;
mod set;
mod validate;

pub use context::{Hedge, Mask};
pub use definitions::{Definitions, Examples, HedgeDefinition, MaskDefinition, Pack, RuleDefinition, Sought};
pub use kinds::{Category, CitationFault, MaskScope, RuleKind, Safety, Severity, Slip, SuppressionFault};
pub use replacement::Replace;
pub use rule::{Body, Needs, Norm, Rule, RuleId};
pub use selection::Selection;
pub use set::{Library, RuleSet};
