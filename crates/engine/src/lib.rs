//! Finds unsupported claims in cosmetic marketing copy: the engine of claimlint, for programs to build in.
//!
//! A [`Linter`] holds the rules and checks texts. It never prints, reads no file, and goes to no network.
//!
//! ```
//! use claimlint_engine::{Format, Linter};
//!
//! let linter = Linter::builder().build()?;
//! for finding in linter.check("The **most** powerful peel on the market.", Format::Markdown) {
//!     println!("{finding}");
//! }
//! # Ok::<(), claimlint_engine::BuildError>(())
//! ```
//!
//! A text's bytes become a [`Source`], its readable text a [`Document`]. A check finds [`Diagnostic`]s in it, its comments
//! suppress some of them, and a [`Fix`] fixes what can be fixed without a person.

pub mod evidence;
pub mod fix;
pub mod rule_tests;

mod bisect;
mod builder;
mod check;
mod diagnostic;
mod explain;
mod linter;
mod page;
mod suppression;

pub use builder::{BuildError, LinterBuilder};
pub use check::{
    Claim, Explained, Found, Lowered, MOST_FINDINGS, Passage, Plain, Reason, Silence, unknown_words,
};
pub use claimlint_base::source::{Position, Source};
pub use claimlint_base::span::Span;
pub use claimlint_rules::dictionary::Locale;
pub use claimlint_rules::{Category, Market, PageKind, Rule, Safety, Selection, Severity};
pub use claimlint_text::{Changes, Document, Format, WordFault, open_document};
pub use diagnostic::{Diagnostic, Edit, Fingerprint, Fix, Label, Suggestion};
pub use explain::{Explanation, NoSuchPlace};
pub use linter::{Finding, Linter};
pub use page::{Checked, Page};
pub use suppression::write::{Ignored, is_reason};
