//! What a match becomes, in one file for each kind of rule.

pub mod claim;
pub mod companion;
pub mod conflict;
pub mod phrase;
pub mod reference;
pub mod replace;
pub mod spelling;
pub mod style;
pub mod variants;
