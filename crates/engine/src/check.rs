//! Runs rules over a document: phrases and patterns sentence by sentence, then masks, citations and hedges.
//!
//! `driver` goes through the document, `blocks` through its blocks, or `stretches` on several threads, and `sentence` through a
//! sentence; `matching` finds what is looked for, `masking`
//! decides what of it counts, and `merge` makes one finding of those that are about one claim. What a match becomes is
//! in one file for each kind of rule, in `kinds`.

mod accepted;
mod authorship;
mod blocks;
mod business_table;
mod candidate;
mod checker;
mod driver;
mod explained;
mod figures;
mod gathered;
mod kinds;
mod labels;
mod masking;
mod matches;
mod matching;
mod merge;
mod other_page;
mod page_kind;
mod product_name;
mod quotations;
mod reason;
mod scratch;
mod section;
mod sentence;
mod sentence_cache;
mod stretches;
mod subject;
mod suggest;
mod tally;
mod trace;
mod wording;

pub use candidate::MOST_FINDINGS;
pub use checker::Checker;
pub use driver::{Found, check, claims, explain};
pub use explained::{Explained, Lowered, Silence, sort};
pub use kinds::claim::Claim;
pub use kinds::spelling::unknown_words;
pub use reason::{Passage, Plain, Reason};
pub use scratch::Scratch;
pub use trace::touches;
pub use wording::quote;
