//! Compiles the definitions that a run selects into what checks a sentence.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::finder::{Finder, Target, Wanted};
use super::matcher::Words;
use super::tokens::Vocabulary;
use super::validate::Definitions;
use super::variants::normal;
use super::{Hedge, Mask, Rule, Severity};

/// Which rules a run uses, by the names of rules, categories and packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these; `None` means every pack that is on by default. `all` names every rule.
    pub select: Option<Vec<String>>,
    /// These as well.
    pub extend: Vec<String>,
    /// But none of these.
    pub ignore: Vec<String>,
    /// Spellings that the house prefers.
    pub prefer: Vec<String>,
    /// Severities that replace the rules' own.
    pub severity: FxHashMap<String, Severity>,
}

impl Selection {
    /// Whether a rule is used.
    fn takes(&self, rule: &Rule, definitions: &Definitions) -> bool {
        let named = |names: &[String]| names.iter().any(|name| names_rule(name, rule));
        let by_default = || definitions.packs.iter().any(|pack| pack.name == rule.pack && pack.default);
        let selected = self.select.as_deref().map_or_else(by_default, named) || named(&self.extend);
        selected && !named(&self.ignore)
    }
}

fn names_rule(name: &str, rule: &Rule) -> bool {
    name == "all" || name == rule.id || name == rule.category.name() || name == rule.pack
}

/// The rules of a run, compiled. Made once, used by all threads.
#[derive(Debug)]
pub struct RuleSet {
    /// The rules, which targets index.
    pub rules: Vec<Arc<Rule>>,
    /// The masks, which targets index.
    pub masks: Vec<Mask>,
    /// The hedges, which targets index.
    pub hedges: Vec<Hedge>,
    /// Spellings that the house prefers, in small letters.
    pub prefer: Vec<String>,
    words: Arc<Words>,
    claims: Finder,
    context: Finder,
    topics: Finder,
}

impl RuleSet {
    /// Compiles the rules that are selected, and all masks and hedges.
    pub fn compile(definitions: &Definitions, selection: &Selection) -> RuleSet {
        let mut rules: Vec<Rule> =
            definitions.rules.iter().filter(|rule| selection.takes(rule, definitions)).cloned().collect();
        for rule in &mut rules {
            rule.severity = selection.severity.get(&rule.id).copied().unwrap_or(rule.severity);
        }
        let Definitions { masks, hedges, lexicons, .. } = definitions;
        let (mut claims, mut context, mut topics) = (Wanted::default(), Wanted::default(), Wanted::default());
        for (index, rule) in rules.iter().enumerate() {
            claims.add(&rule.phrases, &rule.patterns, Target::Rule(index));
            context.add(&rule.except, &[], Target::RuleExcept(index));
            for (at, replacement) in rule.replace.iter().enumerate() {
                claims.phrases.push((&replacement.wrong, Target::Replace(index, at)));
            }
            for (at, spelling) in rule.variants.spellings.iter().enumerate() {
                claims.phrases.push((&spelling.parts, Target::Variant(index, at)));
            }
            claims.add(&rule.against, &[], Target::Against(index));
            for (at, topic) in rule.topics.iter().enumerate() {
                topics.phrases.push((topic, Target::Topic(index, at)));
            }
        }
        for (index, mask) in masks.iter().enumerate() {
            context.add(&mask.phrases, &mask.patterns, Target::Mask(index));
            context.add(&mask.except, &[], Target::MaskExcept(index));
        }
        for (index, hedge) in hedges.iter().enumerate() {
            context.add(&hedge.phrases, &[], Target::Hedge(index));
        }
        let phrases =
            claims.phrases.iter().chain(&context.phrases).chain(&topics.phrases).map(|(parts, _)| *parts);
        let words = Arc::new(Words::of(lexicons, phrases));
        let (claims, (context, topics)) = rayon::join(
            || Finder::new(&claims, lexicons, &words),
            || (Finder::new(&context, lexicons, &words), Finder::new(&topics, lexicons, &words)),
        );
        RuleSet {
            prefer: selection.prefer.iter().map(|word| normal(word)).collect(),
            topics,
            rules: rules.into_iter().map(Arc::new).collect(),
            masks: masks.clone(),
            hedges: hedges.clone(),
            words,
            claims,
            context,
        }
    }

    /// The words that phrases hold, to cut texts with.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.words.vocabulary()
    }

    /// Finds what rules are about.
    pub fn claims(&self) -> &Finder {
        &self.claims
    }

    /// Finds what sentences are about. Only a document that may contradict itself is searched for it.
    pub fn topics(&self) -> &Finder {
        &self.topics
    }

    /// Finds what decides whether a match of a rule counts: exceptions, masks and hedges. Most sentences have no such
    /// match, and need not be searched for these.
    pub fn context(&self) -> &Finder {
        &self.context
    }
}
