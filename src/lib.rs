//! Finds unsupported claims in cosmetic marketing copy. The program `claimlint` is [`cli::run`] and nothing else.
//!
//! A file's bytes become a [`source::Source`], its readable text a [`document::Document`]. A [`check::Checker`] holds
//! the compiled rules and gives [`diagnostic::Diagnostic`]s, and [`fix`] applies what mends them; [`lint`] does so for
//! many files, [`render`] prints what was found. The library never prints and never ends the process.
//!
//! ```
//! use claimlint::check::{Checker, Scratch};
//! use claimlint::document::{Document, Format};
//! use claimlint::rule::{Definitions, RuleSet, Selection, packs};
//! use claimlint::source::Source;
//!
//! let (definitions, faults) = Definitions::read(&packs::built_in());
//! assert!(faults.is_empty());
//! let checker = Checker::new(RuleSet::compile(&definitions, &Selection::default()));
//!
//! let source = Source::from_text("The **most** powerful peel on the market.");
//! let document = Document::read(&source, Format::Markdown);
//! let found = checker.check(&document, &mut Scratch::default());
//! assert_eq!(found[0].rule.id, "unsupported-superlative");
//! assert_eq!(&source.text()[found[0].span.range()], "The **most** powerful peel");
//! ```

pub mod baseline;
pub mod beside;
pub mod built_in;
pub mod changes;
pub mod check;
pub mod citation;
pub mod claim;
pub mod cli;
pub mod config;
pub mod day;
pub mod diagnostic;
pub mod dictionary;
pub mod document;
pub mod explanation;
pub mod fault;
pub mod fix;
pub mod grade;
pub mod house;
pub mod ignores;
pub mod lint;
mod list;
mod names;
pub mod reading;
pub mod registry;
pub mod render;
pub mod report;
pub mod rule;
pub mod save;
pub mod selftest;
pub mod sheet;
pub mod source;
pub mod span;
pub mod suppress;
pub mod verify;
pub mod walk;
