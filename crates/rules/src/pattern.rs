//! Regex patterns of rule files, run only on sentences that have a literal which they need.
//!
//! One Aho-Corasick over the literals of all patterns reads a sentence once. The regexes that it calls for are compiled on
//! first use and only once. A pattern without a literal is run on every sentence, so rule files do well to have one.

mod call;
mod compile;
mod find;
mod literals;
#[cfg(test)]
mod tests;

pub(crate) use compile::check;
pub(crate) use find::Patterns;
