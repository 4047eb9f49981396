//! Classes of words: what a word can be by itself, as `<noun:plural>` in a phrase says it.
//!
//! `table` reads the table of word forms that the project keeps, `readings` weighs what each word can be, and
//! `packed` is what the program carries of both. A class is a lexicon that nobody has to write.

pub mod class;
pub mod packed;
pub mod table;

mod inflections;
mod readings;

pub use class::Class;
pub use packed::{Classes, Numbers, Packed};
