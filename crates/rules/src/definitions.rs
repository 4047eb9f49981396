//! What rule files define, checked: packs, rules, masks, hedges and word lists, with what they look for and their
//! examples.
//!
//! [`Definitions::read`] makes them from rule files (module `validate`), [`crate::Library::compile`] makes of them what
//! checks a text. Only who explains, lists or tests rules needs the definitions themselves.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::context::{Hedge, Mask};
use super::lexicon::Lexicons;
use super::phrase::Part;
use super::rows::Row;
use super::rule::Rule;

/// The head of a rule file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// The name that selects it.
    pub name: String,
    /// The name for people.
    pub title: String,
    /// Whether it runs unless it is asked for.
    pub default: bool,
    /// Whether it comes with the program.
    pub built_in: bool,
}

/// Everything that rule files define, checked.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The packs, in the order of their files.
    pub packs: Vec<Pack>,
    /// The rules, those that are switched off left out: the built-in ones in the order of their files, then the user's by
    /// their names.
    pub rules: Vec<RuleDefinition>,
    /// The masks.
    pub masks: Vec<MaskDefinition>,
    /// The hedges.
    pub hedges: Vec<HedgeDefinition>,
    /// The word lists.
    pub lexicons: Arc<Lexicons>,
}

/// A rule with what it looks for and its tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDefinition {
    /// The rule.
    pub rule: Rule,
    /// What it looks for.
    pub sought: Sought,
    /// The rows of its file that say so, in their order: phrases, patterns, replacements and rewrites.
    pub rows: Vec<Row>,
    /// For kind `companion`: the rows that say what it asks for, in their order.
    pub asks: Vec<Row>,
    /// What it rewrites, as it is written.
    pub rewritten: Vec<String>,
    /// Sentences that it must and must not report.
    pub examples: Examples,
}

/// What a rule looks for. A list is empty where rules of its kind have none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Its words, as phrases.
    pub phrases: Vec<Vec<Part>>,
    /// Its words, as regular expressions, where phrases cannot say it.
    pub patterns: Vec<String>,
    /// Where it stays silent.
    pub except: Vec<Vec<Part>>,
    /// For kind `replace`: the wrong words, one phrase for each replacement of the rule and in their order. What a phrase
    /// marks, or the whole of it, is replaced.
    pub wrong: Vec<Vec<Part>>,
    /// For kind `variants`: the words of each spelling of the rule, in their order.
    pub spellings: Vec<Vec<Part>>,
    /// For kind `conflict`: what contradicts the phrases.
    pub against: Vec<Vec<Part>>,
    /// For kind `conflict`: what a promise and its contradiction may be about. Each phrase is one subject.
    pub topics: Vec<Vec<Part>>,
    /// For kind `companion`: what the phrases ask for.
    pub asks: Vec<Vec<Part>>,
    /// What is rewritten, one phrase for each rewrite of the rule and in their order.
    pub rewritten: Vec<Vec<Part>>,
}

/// A mask with what raises it and its tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskDefinition {
    /// The mask.
    pub mask: Mask,
    /// What raises it.
    pub phrases: Vec<Vec<Part>>,
    /// What raises it, as regular expressions, where phrases cannot say it.
    pub patterns: Vec<String>,
    /// What does not raise it after all.
    pub except: Vec<Vec<Part>>,
    /// The rows of its file that raise it, in their order.
    pub rows: Vec<Row>,
    /// Sentences that it silences (`pass`) and that it must not silence (`flag`).
    pub examples: Examples,
}

/// A hedge with what raises it and its tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HedgeDefinition {
    /// The hedge.
    pub hedge: Hedge,
    /// What raises it.
    pub phrases: Vec<Vec<Part>>,
    /// The rows of its file that raise it, in their order.
    pub rows: Vec<Row>,
    /// Sentences whose finding it lowers (`flag`) and whose finding it does not (`pass`).
    pub examples: Examples,
}

/// Sentences that a rule must and must not report. `[[…]]` in a sentence marks what must be covered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    /// Each is reported, over every marked stretch.
    pub flag: Vec<String>,
    /// None is reported.
    pub pass: Vec<String>,
}

/// Whether a rule runs unless it is asked for.
pub(crate) fn is_default(rule: &Rule, packs: &[Pack]) -> bool {
    packs.iter().any(|pack| pack.name == rule.pack && pack.default)
}

/// Whether a rule runs only for the law of some markets, or where it is asked for by name.
pub(crate) fn is_of_markets(rule: &Rule, packs: &[Pack]) -> bool {
    !is_default(rule, packs) && !rule.markets().is_empty()
}
