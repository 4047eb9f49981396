//! What a check is based on: the rules of a run, the dictionary, and what the house knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use claimlint_base::source::Source;
use claimlint_rules::RuleSet;
use claimlint_rules::dictionary::Dictionary;
use claimlint_text::{Document, Format};

use super::kinds::spelling::Slips;
use crate::evidence::House;

/// Checks documents against a set of rules. One is made for a run and shared by its threads.
#[derive(Debug)]
pub struct Checker {
    pub(super) rules: RuleSet,
    pub(super) slips: Slips,
    pub(super) dictionary: Arc<Dictionary>,
    pub(super) house: Arc<House>,
    /// What no other checker of the process has.
    pub(super) id: u64,
}

impl Checker {
    /// A checker for a set of rules, with the dictionary and the knowledge of a house.
    pub fn new(rules: RuleSet, dictionary: Arc<Dictionary>, house: Arc<House>) -> Checker {
        let slips = Slips::new(&rules, dictionary.clone());
        static CHECKERS: AtomicU64 = AtomicU64::new(1);
        let id = CHECKERS.fetch_add(1, Ordering::Relaxed);
        Checker { rules, slips, dictionary, house, id }
    }

    /// Reads a source as the house writes its files.
    pub fn read(&self, source: &Source, format: Format) -> Document {
        Document::read_with(source, format, &self.house.reading)
    }

    /// Reads a source as [`Document::read_with_repeats`] does, as the house writes its files.
    pub fn read_with_repeats(&self, source: &Source, format: Format) -> Document {
        Document::read_with_repeats(source, format, &self.house.reading)
    }

    /// All rules, and which of them it checks.
    pub fn rule_set(&self) -> &RuleSet {
        &self.rules
    }

    /// Whether it would find what a rule finds. It finds all there is of a rule that does not exist.
    pub fn looks_for(&self, rule: &str) -> bool {
        let mut rules = self.rules.all();
        let found = rules.find(|(_, one)| one.id == rule || one.formerly.iter().any(|former| former == rule));
        found.is_none_or(|(id, _)| self.rules.uses(id))
    }

    /// What the house knows.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// The dictionary.
    pub fn dictionary(&self) -> &Arc<Dictionary> {
        &self.dictionary
    }

    /// What the house knows, for another checker.
    pub fn shared_house(&self) -> &Arc<House> {
        &self.house
    }
}
