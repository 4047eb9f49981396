//! Rules of kind `spelling`: slips that the dictionary shows, or the signs around a word.
//!
//! A rule names its slip; one file for each sort of slip knows how to find it, token by token. `slips` takes a sentence
//! through all of them.

mod article;
mod bare_noun;
mod common;
mod count;
mod derived;
mod doubled;
mod face;
mod foreign;
mod found_slip;
mod group;
mod hyphen;
mod inner_capital;
mod joined;
mod joined_article;
mod layout;
mod letters;
mod line;
mod marks;
mod meant;
mod memory;
mod missing_capital;
mod missing_space;
mod names;
mod no_words;
mod parted;
mod question;
mod roles;
mod shape;
mod slips;
mod spacing;
mod splice;
mod stop;
mod stray_capital;
mod subject;
mod unknown;
mod verb_form;
mod verdict;
mod words;

pub use memory::Memory;
pub use roles::Roles;
pub use slips::Slips;
pub use stray_capital::finding as stray_capital;
pub use words::unknown_words;
