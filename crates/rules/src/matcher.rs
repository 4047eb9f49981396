//! All phrases of all rules in one trie over words, matched in one pass.
//!
//! A step of the trie is a word, any entry of a lexicon, or any word at all (a gap). A lexicon is one step and not spelt
//! out, so a phrase of three lexicons of a hundred words takes three steps and not a million.

mod bits;
mod build;
mod find;
mod inputs;
mod node;
mod paths;
mod steps;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use build::MatcherBuilder;
pub(crate) use find::Matcher;
pub use find::PhraseMatch;
pub use inputs::Inputs;
pub use node::PhraseId;
pub use paths::Paths;
pub use words::Words;
