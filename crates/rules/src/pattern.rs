//! Regex patterns of rule files, run only on sentences that have a literal which they need.
//!
//! A sentence is searched once for the literals of all patterns. The regexes that they call for are compiled on first use and
//! only once. A pattern without a literal is run on every sentence, so rule files do well to have one.

mod call;
mod compile;
mod find;
mod literals;
mod pairs;
mod set;
#[cfg(test)]
mod tests;

pub(crate) use compile::check;
pub(crate) use find::Patterns;
