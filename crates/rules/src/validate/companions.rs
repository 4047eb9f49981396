//! Checks companions: what their words ask for must be something that can be missing, and can be there.

use std::ops::Range;

use toml::Spanned;

use super::validator::{Head, Validator};
use crate::file::RuleEntry;
use crate::kinds::RuleKind;
use crate::phrase::{self, Part};

impl Validator {
    /// What a companion asks for.
    pub(super) fn asks(&mut self, entry: &RuleEntry, kind: RuleKind, head: &Head) -> Vec<Vec<Part>> {
        let asks = self.phrases(&entry.asks);
        if kind != RuleKind::Companion {
            return asks;
        }
        if entry.asks.is_empty() {
            self.missing(head, "asks");
        }
        if entry.within.is_none() {
            self.missing(head, "within");
        }
        let own: Vec<String> = entry.phrases.iter().chain(&entry.except).map(plain).collect();
        let mut idle = 0;
        for ask in &entry.asks {
            let Ok(phrase) = phrase::parse(ask.get_ref()) else { continue };
            let is_empty = |(name, _): &(String, Range<usize>)| self.is_empty_list(name);
            if !self.can_match(&phrase.parts) {
                idle += 1;
                let empty = phrase.lexicons.iter().find(|one| is_empty(one));
                let name = empty.map_or("", |(name, _)| name.as_str());
                let message = format!("this can never match: the list `{name}` is empty");
                self.fault(ask.span(), message);
            } else if own.contains(&plain(ask)) {
                idle += 1;
                let message = "the rule's own phrases include this, so it is never missing";
                self.fault(ask.span(), message);
            }
        }
        if idle > 0 && idle == entry.asks.len() {
            let message =
                format!("the `asks` of `{}` can never decide anything: correct or delete them", head.id);
            self.fault(head.place.clone(), message);
        }
        asks
    }

    fn is_empty_list(&self, name: &str) -> bool {
        let lexicons = &self.definitions.lexicons;
        let has_classes = lexicons.id(name).is_some_and(|id| lexicons.set_of(id) != 0);
        lexicons.has(name) && lexicons.entries_of(name).is_empty() && !has_classes
    }

    /// Whether any text matches these parts. A list that does not exist was reported and is not asked about again.
    fn can_match(&self, parts: &[Part]) -> bool {
        parts.iter().all(|part| match part {
            Part::Lexicon(name) => !self.is_empty_list(name),
            Part::Either(ways) => ways.iter().any(|way| self.can_match(way)),
            Part::Marked(inner) => self.can_match(inner),
            Part::Maybe(_) | Part::Start | Part::Word(_) | Part::Gap(..) => true,
        })
    }
}

/// A phrase as it is compared with others.
fn plain(text: &Spanned<String>) -> String {
    text.get_ref().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
