//! The validated rule, mask and hedge, the sets they form, and the dictionary.
//!
//! `file` is the TOML as typed, `validate` makes definitions of it or reports every fault, `set` compiles the
//! definitions into `finder`s, `selection` says which of them a run uses. Which words there are is for `dictionary`. What
//! a rule does with a match is for the crate `claimlint-engine`.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::grade::{Grade, Reach};
use serde::{Deserialize, Serialize};

pub mod dictionary;
pub mod file;
pub mod finder;
pub mod journals;
pub mod kinds;
pub mod lexicon;
pub mod mark;
pub mod matcher;
pub mod pattern;
pub mod phrase;
pub mod selection;
pub mod set;
pub mod table;
pub mod tokens;
pub mod validate;
pub mod variants;
pub mod vocabulary;

pub use kinds::{Category, CitationFault, MaskScope, RuleKind, Safety, Severity, Slip, SuppressionFault};
pub use selection::Selection;
pub use set::{Library, RuleSet};
pub use validate::Definitions;

/// The rule, law or guideline that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// The code, act or guideline.
    pub name: String,
    /// The section, where it was read at its address.
    pub section: Option<String>,
    /// Where it can be read.
    pub url: String,
    /// The day it was last read there, as `2026-11-20`.
    pub checked: String,
}

/// Sentences that a rule must and must not report. `[[…]]` in a sentence marks what must be covered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    /// Each is reported, over every marked stretch.
    pub flag: Vec<String>,
    /// None is reported.
    pub pass: Vec<String>,
}

/// Wrong words and the right ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// The phrase, whose marked part, or the whole, is wrong.
    #[serde(skip)]
    pub wrong: Vec<phrase::Part>,
    /// What belongs there.
    pub right: String,
    /// Where `right` has a `<name>`: it, and which of the rule's [`Rule::forms`] say what belongs in its place.
    pub forms: Option<(String, usize)>,
}

/// Words in small letters, and the form of each that is right; in order, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forms(String);

impl Forms {
    /// Takes words with their forms. Neither has a line end in it.
    pub fn new(forms: &BTreeMap<String, String>) -> Forms {
        let lines = forms.iter().map(|(word, form)| format!("\n{word}\n{form}\n"));
        Forms(lines.collect())
    }

    /// The right form of a word.
    pub fn get(&self, word: &str) -> Option<&str> {
        let mut parts = self.0.split('\n');
        // A line end, the word, its form, and again.
        while let (Some(_), Some(known), Some(form)) = (parts.next(), parts.next(), parts.next()) {
            if known == word {
                return Some(form);
            }
        }
        None
    }
}

/// A rule that has been checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name, which says the fault.
    pub id: String,
    /// Names that it had before. Suppressions, baselines and configurations that have them still mean it.
    pub formerly: Vec<String>,
    /// The pack it belongs to.
    pub pack: String,
    /// What it does with a match.
    pub kind: RuleKind,
    /// What its findings are about.
    pub category: Category,
    /// How much they weigh.
    pub severity: Severity,
    /// What is said of a match; `{match}` and, for citations, `{found}` and `{missing}` are filled in.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What would satisfy it.
    pub help: String,
    /// A few words for the caret.
    pub label: String,
    /// What it rests on.
    pub norms: Vec<Norm>,
    /// The grade that satisfies a claim.
    pub needs: Grade,
    /// Where a citation may stand.
    pub reach: Reach,
    /// The fault that a rule of kind `reference` reports.
    pub fault: Option<CitationFault>,
    /// The slip that a rule of kind `spelling` reports.
    pub slip: Option<Slip>,
    /// The fault that a rule of kind `suppression` reports.
    pub suppression: Option<SuppressionFault>,
    /// Words at which a rule of kind `spelling` finds nothing wrong, in small letters.
    pub allow: Vec<String>,
    /// How far the fix of a rule of kind `replace` or `spelling` may be trusted.
    pub safety: Safety,
    /// What it looks for.
    #[serde(skip)]
    pub phrases: Vec<Vec<phrase::Part>>,
    /// What it looks for that phrases cannot say.
    #[serde(skip)]
    pub patterns: Vec<String>,
    /// Where it stays silent.
    #[serde(skip)]
    pub except: Vec<Vec<phrase::Part>>,
    /// What it replaces.
    pub replace: Vec<Replacement>,
    /// The forms that its replacements choose from.
    pub forms: Vec<Forms>,
    /// The forms among which a document should choose, for kind `variants`.
    pub variants: Arc<variants::Variants>,
    /// What contradicts its phrases, for kind `conflict`.
    #[serde(skip)]
    pub against: Vec<Vec<phrase::Part>>,
    /// What a promise and its contradiction may be about, for kind `conflict`; each entry is one subject.
    #[serde(skip)]
    pub topics: Vec<Vec<phrase::Part>>,
    /// Its tests.
    #[serde(skip)]
    pub examples: Examples,
}

impl Rule {
    /// The rule without what it looks for and without its tests, which nobody needs once it is compiled.
    pub fn without_phrases(&self) -> Rule {
        let mut rule = Rule {
            phrases: Vec::new(),
            patterns: Vec::new(),
            except: Vec::new(),
            against: Vec::new(),
            topics: Vec::new(),
            examples: Examples::default(),
            ..self.clone()
        };
        rule.replace.iter_mut().for_each(|replacement| replacement.wrong.clear());
        let mut variants = (*rule.variants).clone();
        variants.spellings.iter_mut().for_each(|spelling| spelling.parts.clear());
        rule.variants = Arc::new(variants);
        rule
    }

    /// The names that mean it: its own and former ones, those of its category and pack, and `all`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = [self.id.as_str(), self.category.name(), self.pack.as_str(), "all"];
        own.into_iter().chain(self.formerly.iter().map(String::as_str))
    }

    /// Whether a name means it.
    pub fn is_called(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }

    /// The category by which masks and hedges judge its matches. A contradiction begins with a promise; what
    /// contradicts it promises nothing, and is taken back by a denial or a question, but not by a "may".
    pub fn judged_as(&self, against: bool) -> Category {
        match self.kind {
            RuleKind::Conflict if against => Category::Medical,
            RuleKind::Conflict => Category::Absolute,
            _ => self.category,
        }
    }
}

/// A context in which a phrase is no claim.
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
    /// How many words behind its own it reaches, for [`MaskScope::After`].
    pub reach: usize,
    /// Why such a context is no claim.
    pub why: String,
    /// What raises it.
    #[serde(skip)]
    pub phrases: Vec<Vec<phrase::Part>>,
    /// What raises it that phrases cannot say.
    #[serde(skip)]
    pub patterns: Vec<String>,
    /// What does not raise it after all.
    #[serde(skip)]
    pub except: Vec<Vec<phrase::Part>>,
    /// Its tests: sentences that it silences, and ones that it must not.
    #[serde(skip)]
    pub examples: Examples,
}

impl Mask {
    /// The mask without what raises it and without its tests.
    pub fn without_phrases(&self) -> Mask {
        let (phrases, patterns, except) = Default::default();
        Mask { phrases, patterns, except, examples: Examples::default(), ..self.clone() }
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
    /// What raises it.
    #[serde(skip)]
    pub phrases: Vec<Vec<phrase::Part>>,
    /// Its tests: sentences whose finding it lowers, and ones whose finding it does not.
    #[serde(skip)]
    pub examples: Examples,
}

impl Hedge {
    /// The hedge without what raises it and without its tests.
    pub fn without_phrases(&self) -> Hedge {
        Hedge { phrases: Vec::new(), examples: Examples::default(), ..self.clone() }
    }
}
