//! What decides whether a match of a rule counts: masks silence it, hedges make it weigh less.
//!
//! The words that raise them are compiled into [`crate::finder::Finder`]. With these words and their examples they are a
//! [`crate::MaskDefinition`] and a [`crate::HedgeDefinition`].

use serde::{Deserialize, Serialize};

use super::kinds::{Category, MaskScope};
use super::markets::Markets;
use super::rule::{Norm, markets_of};

/// A context in which a phrase is not a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mask {
    /// Its name.
    pub id: String,
    /// The pack it belongs to.
    pub pack: String,
    /// The categories it silences.
    pub silences: Vec<Category>,
    /// How far it reaches.
    pub scope: MaskScope,
    /// How many words after its own it reaches, for [`MaskScope::After`].
    pub reach: usize,
    /// Why such a context is not a claim.
    pub why: String,
    /// Who accepts such wording. With norms of markets it silences a finding only as far as that rests on these markets.
    pub norms: Vec<Norm>,
}

impl Mask {
    /// The markets that accept its wording, where it is not for all.
    pub fn markets(&self) -> Markets {
        markets_of(&self.norms)
    }
}

/// Words that limit a claim, and make it weigh one step less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// Its name.
    pub id: String,
    /// The pack it belongs to.
    pub pack: String,
    /// The categories it applies to.
    pub lowers: Vec<Category>,
    /// Why it limits a claim.
    pub why: String,
}
