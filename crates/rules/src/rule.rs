//! A rule as a run uses it: what it says about a finding, and what it does with a match.
//!
//! What it looks for is in the [`crate::finder::Finder`] that it was compiled into. As rule files define it, with its
//! phrases and examples, it is a [`crate::RuleDefinition`].

use std::sync::Arc;

use claimlint_base::grade::{Grade, Reach};
use serde::{Deserialize, Serialize};

use super::kinds::{Category, CitationFault, RuleKind, Safety, Severity, Slip, SuppressionFault};
use super::markets::{Market, Markets, PageKind, Within};
use super::replacement::Replace;
use super::variants::Variants;

/// The rule, law or guideline that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// The market in which it holds; `None` where it is not the law of one.
    pub market: Option<Market>,
    /// How much a finding weighs in that market; `None` where it weighs as much as its rule says.
    pub severity: Option<Severity>,
    /// Who enforces it.
    pub authority: Option<String>,
    /// The code, act or guideline.
    pub name: String,
    /// The section, as found at its address.
    pub section: Option<String>,
    /// Where it can be read.
    pub url: String,
    /// The day from which it applies, such as `2026-09-27`.
    pub in_force_from: Option<String>,
    /// The day it was last read there, such as `2026-11-20`.
    pub checked: String,
    /// The kinds of page on which it holds; empty where it holds on all.
    pub pages: Vec<PageKind>,
}

impl Norm {
    /// Whether it holds on a page of this kind. It holds where nobody knows the kind.
    pub fn holds_on(&self, page: Option<PageKind>) -> bool {
        self.pages.is_empty() || page.is_none_or(|page| self.pages.contains(&page))
    }

    /// Whether it says all that another one says: it is the same, in the same market, or is named beside one of no market.
    pub fn covers(&self, other: &Norm) -> bool {
        let is_same = self.section == other.section && (self.name == other.name || self.url == other.url);
        is_same && (self.market == other.market || self.market.is_some() && other.market.is_none())
    }
}

/// Some norms, without those that are named again as the law of a market.
pub fn each_once(norms: &[Norm]) -> impl Iterator<Item = &Norm> {
    let is_named_again = |norm: &Norm| norms.iter().any(|other| other.market.is_some() && other.covers(norm));
    norms.iter().filter(move |norm| norm.market.is_some() || !is_named_again(norm))
}

/// The markets of some norms.
pub fn markets_of(norms: &[Norm]) -> Markets {
    norms.iter().filter_map(|norm| norm.market).collect()
}

/// Names a rule of a [`crate::Library`], and of every [`crate::RuleSet`] that was selected from it, by its place among
/// all rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(u32);

impl RuleId {
    /// The rule at a place, counted from 0.
    pub fn of(index: usize) -> RuleId {
        RuleId(index as u32)
    }

    /// Its place, counted from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A rule that has been checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name, which names the fault.
    pub id: String,
    /// Names that it had before. Suppressions, baselines and configurations that use them still mean it.
    pub formerly: Vec<String>,
    /// The pack it belongs to.
    pub pack: String,
    /// What its findings are about.
    pub category: Category,
    /// How serious they are.
    pub severity: Severity,
    /// What is said about a match. `{match}` is replaced by the words that were found. Some kinds fill in more, such as
    /// `{found}` and `{missing}` for citations.
    pub message: String,
    /// Why it matters to a reader or a regulator.
    pub why: String,
    /// What would satisfy it.
    pub help: String,
    /// A few words for the caret.
    pub label: String,
    /// What it rests on.
    pub norms: Vec<Norm>,
    /// What to write in the place of words that it finds, as a suggestion.
    pub rewrites: Option<Arc<Replace>>,
    /// Whether it holds in whole sentences only.
    pub sentences: bool,
    /// What it does with a match.
    pub body: Body,
}

/// What a rule does with a match: one variant for each [`RuleKind`], with what only rules of that kind have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// Reports a claim, unless a citation satisfies these needs.
    Claim(Needs),
    /// Reports words that should not be used, whatever backs them.
    Phrase,
    /// Reports wrong words and puts the right ones in their place.
    Replace(Replace),
    /// Reports a fault in a citation.
    Reference {
        /// The fault.
        fault: CitationFault,
        /// How far its fix may be trusted.
        safety: Safety,
    },
    /// Reports a slip of spelling or typing.
    Spelling {
        /// The slip.
        slip: Slip,
        /// Words in which it is not a slip, in small letters.
        allow: Vec<String>,
        /// How far its fix may be trusted.
        safety: Safety,
    },
    /// Reports a document that mixes spellings of one word. They are shared, because a run that gives the rule another
    /// severity copies the rule.
    Variants(Arc<Variants>),
    /// Reports a promise that the same document contradicts.
    Conflict,
    /// Reports words where others that they ask for are missing.
    Companion {
        /// How far away these may be.
        within: Within,
    },
    /// Reports a fault in a comment that suppresses findings.
    Suppression {
        /// The fault.
        fault: SuppressionFault,
    },
}

/// What a citation must be to satisfy a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// The lowest grade that is enough.
    pub grade: Grade,
    /// Where the citation may be.
    pub reach: Reach,
}

/// What a rule needs that names no needs.
impl Default for Needs {
    fn default() -> Needs {
        Needs { grade: Grade::Traceable, reach: Reach::NextSentence }
    }
}

impl Rule {
    /// What it does with a match, without the details.
    pub fn kind(&self) -> RuleKind {
        match self.body {
            Body::Claim(_) => RuleKind::Claim,
            Body::Phrase => RuleKind::Phrase,
            Body::Replace(_) => RuleKind::Replace,
            Body::Reference { .. } => RuleKind::Reference,
            Body::Spelling { .. } => RuleKind::Spelling,
            Body::Variants(_) => RuleKind::Variants,
            Body::Conflict => RuleKind::Conflict,
            Body::Companion { .. } => RuleKind::Companion,
            Body::Suppression { .. } => RuleKind::Suppression,
        }
    }

    /// What satisfies its findings, where they are judged as claims. Half a citation is judged so too, although the rule
    /// that reports it is of kind `reference` and has no needs of its own.
    pub fn needs(&self) -> Needs {
        match self.body {
            Body::Claim(needs) => needs,
            _ => Needs::default(),
        }
    }

    /// Whether it reports this fault of citations.
    pub fn reports(&self, wanted: CitationFault) -> bool {
        matches!(self.body, Body::Reference { fault, .. } if fault == wanted)
    }

    /// How far its fixes may be trusted; `None` where rules of its kind have no fix.
    pub fn safety(&self) -> Option<Safety> {
        match &self.body {
            Body::Replace(replace) => Some(replace.safety),
            Body::Reference { safety, .. } | Body::Spelling { safety, .. } => Some(*safety),
            Body::Variants(variants) => Some(variants.safety),
            Body::Claim(_)
            | Body::Phrase
            | Body::Conflict
            | Body::Companion { .. }
            | Body::Suppression { .. } => None,
        }
    }

    /// The spellings among which a rule of kind `variants` lets a document choose.
    pub fn variants(&self) -> Option<&Variants> {
        match &self.body {
            Body::Variants(variants) => Some(variants),
            _ => None,
        }
    }

    /// The markets whose law it rests on.
    pub fn markets(&self) -> Markets {
        markets_of(&self.norms)
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

    /// The category by which masks and hedges judge its matches, for a rule of kind `conflict` those of its
    /// contradictions where `against` is true. A promise is judged as a claim. What contradicts it promises nothing: a
    /// denial or a question cancels it, but a "may" does not.
    pub fn judged_as(&self, against: bool) -> Category {
        match self.body {
            Body::Conflict if against => Category::Medical,
            Body::Conflict => Category::Absolute,
            _ => self.category,
        }
    }
}
