//! From rule files as typed to definitions that can be compiled, or to faults with a caret each.
//!
//! All files are read together: a lexicon of one may be used, extended or overridden in another. Nothing stops at the
//! first fault. [`crate::Definitions::read`] in `files` is the way in; the other modules each check one part of a file.

mod companions;
mod context;
mod fields;
mod files;
mod form_table;
mod forms;
mod lexicons;
mod norms;
mod rewrites;
mod rules;
mod validator;
mod variants;
