//! Which words there are: English in its spellings, the words of the trade, the user's own.
//!
//! The lists are `rules/words/*.txt`; the crate `claimlint-builtin` packs them into one automaton. Which unknown words are
//! reported is for the engine; [`suggest`] says which word was meant.

mod english;
mod entry;
mod known;
mod locale;
mod near;
pub mod suggest;

pub use english::English;
pub use entry::Entry;
pub use known::{Dictionary, small};
pub use locale::Locale;
