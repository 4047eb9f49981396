//! Asks the registries for the papers and trials that an article cites.
//!
//! The only part of the program that goes online, and only identifiers leave the machine. `client` asks politely,
//! `crossref`, `pubmed` and `trials` read the answers, and `retractions` reads a user's list. What an answer says about
//! an article is for [`claimlint_engine::evidence::registry`], what is printed for the command line.

mod address;
mod client;
mod crossref;
mod pubmed;
mod retractions;
mod trials;
mod verifier;

pub use retractions::{ListFault, Retractions};
pub use verifier::{Answers, Verifier};
