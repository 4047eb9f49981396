//! Compiles definitions into what finds words in sentences, and takes from it what a run uses.

use std::ops::Index;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::applying::{Applied, Footing};
use super::context::{Hedge, Mask};
use super::definitions::{Definitions, Pack, RuleDefinition, is_default, is_of_markets};
use super::finder::Target;
use super::finders::{Finders, WantedByAll};
use super::markets::{Markets, PageKind};
use super::matcher::Words;
use super::rule::{Rule, RuleId};
use super::selection::{Selection, Standing};
use super::variants::normal;
use super::vocabulary::Vocabulary;

/// All rules that are defined, compiled. It is compiled once, and runs select from it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Library {
    /// The packs.
    pub packs: Vec<Pack>,
    /// The rules, in the order of their ids.
    pub rules: Vec<Arc<Rule>>,
    masks: Vec<Mask>,
    hedges: Vec<Hedge>,
    words: Words,
    /// What finds what holds everywhere.
    general: Finders,
    /// What finds what rules of markets are about. It is apart, so that it costs nothing where none of them runs.
    of_markets: Finders,
}

impl Library {
    /// Compiles all rules, masks and hedges.
    pub fn compile(definitions: &Definitions) -> Library {
        let Definitions { packs, rules, masks, hedges, lexicons } = definitions;
        let (mut general, mut of_markets) = (WantedByAll::default(), WantedByAll::default());
        for (index, RuleDefinition { rule, sought, .. }) in rules.iter().enumerate() {
            let wanted = if is_of_markets(rule, packs) { &mut of_markets } else { &mut general };
            wanted.add_rule(RuleId::of(index), sought);
        }
        masks.iter().enumerate().for_each(|(index, mask)| general.add_mask(index, mask));
        hedges.iter().enumerate().for_each(|(index, hedge)| general.add_hedge(index, hedge));
        let words = Words::of(lexicons, general.phrases().chain(of_markets.phrases()));
        let (general, of_markets) = rayon::join(
            || Finders::new(&general, lexicons, &words),
            || Finders::new(&of_markets, lexicons, &words),
        );
        Library {
            packs: packs.clone(),
            rules: rules.iter().map(|one| Arc::new(one.rule.clone())).collect(),
            masks: masks.iter().map(|one| one.mask.clone()).collect(),
            hedges: hedges.iter().map(|one| one.hedge.clone()).collect(),
            words,
            general,
            of_markets,
        }
    }

    /// Whether a rule runs unless it is asked for.
    pub fn is_default(&self, rule: &Rule) -> bool {
        is_default(rule, &self.packs)
    }

    /// Every spelling among which rules of kind `variants` choose.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let variants = self.rules.iter().filter_map(|rule| rule.variants());
        variants.flat_map(|variants| &variants.spellings).map(|spelling| spelling.text.as_str())
    }
}

/// The rules of a run. Made once, used by all threads.
#[derive(Debug)]
pub struct RuleSet {
    /// All rules of the library, with the severities of the run.
    rules: Vec<Arc<Rule>>,
    /// Spellings that the house prefers, in small letters.
    pub prefer: Vec<String>,
    selected: Vec<bool>,
    /// For each rule with norms of markets, how the run uses it.
    footings: Vec<Option<Footing>>,
    /// For each mask, the markets that accept its wording; `None` where it holds for all findings.
    accepting: Vec<Option<Markets>>,
    /// The markets whose law counts, and those among them that somebody asked for.
    markets: Markets,
    asked: Markets,
    page: Option<PageKind>,
    /// Whether it uses any rule of markets.
    looks_at_markets: bool,
    applied: Applied,
    library: Arc<Library>,
}

impl RuleSet {
    /// The rules of a library that are selected, and all its masks and hedges.
    pub fn select(library: &Arc<Library>, selection: &Selection) -> RuleSet {
        let rules = library.rules.iter();
        let standings: Vec<_> = rules.clone().map(|rule| selection.takes(rule, &library.packs)).collect();
        let footing = |(rule, standing): (&Arc<Rule>, &Standing<'_>)| {
            (!rule.markets().is_empty()).then(|| Footing {
                is_for_markets: standing.is_for_markets,
                is_general: library.is_default(rule),
                is_weighed: selection.weighs(rule).1.is_some(),
            })
        };
        let accepting = |mask: &Mask| Some(mask.markets()).filter(|markets| !markets.is_empty());
        let used = rules.clone().zip(&standings).filter(|(_, standing)| standing.is_used);
        RuleSet {
            looks_at_markets: used.map(|(rule, _)| rule).any(|rule| is_of_markets(rule, &library.packs)),
            footings: rules.clone().zip(&standings).map(footing).collect(),
            selected: standings.iter().map(|standing| standing.is_used).collect(),
            rules: rules.map(|rule| weighed(rule, selection)).collect(),
            accepting: library.masks.iter().map(accepting).collect(),
            markets: selection.markets(),
            asked: selection.asked_markets(),
            page: selection.page(),
            applied: Applied::default(),
            prefer: selection.prefer.iter().map(|word| normal(word)).collect(),
            library: library.clone(),
        }
    }

    /// The same rules without one mask, to see what it does.
    #[must_use]
    pub fn without_mask(mut self, id: &str) -> RuleSet {
        for (mask, accepting) in self.library.masks.iter().zip(&mut self.accepting) {
            if mask.id == id {
                // A market that never counts.
                *accepting = Some(Markets::default());
            }
        }
        self
    }

    /// Compiles definitions and selects from them at once.
    pub fn compile(definitions: &Definitions, selection: &Selection) -> RuleSet {
        RuleSet::select(&Arc::new(Library::compile(definitions)), selection)
    }

    /// Whether the run uses what a match means.
    pub fn wants(&self, target: Target) -> bool {
        match target {
            // What a market accepts is looked for where that market counts.
            Target::Mask(mask) | Target::MaskExcept(mask) => {
                self.accepting[mask].is_none_or(|markets| markets.meets(self.markets))
            }
            _ => target.rule().is_none_or(|rule| self.uses(rule)),
        }
    }

    /// The markets whose law counts.
    pub fn markets(&self) -> Markets {
        self.markets
    }

    /// The markets whose law counts and that accept the wording of a mask; `None` where it holds for all findings.
    pub fn accepting(&self, mask: usize) -> Option<Markets> {
        self.accepting[mask]
    }

    /// What kind of page the run is about, as far as the settings say.
    pub fn page(&self) -> Option<PageKind> {
        self.page
    }

    /// A rule as it applies on a kind of page to wording that some markets accept: with the norms that hold there, and as much
    /// as these make it weigh. `None` where none of them holds and nobody asked for the rule by name.
    pub fn applied(&self, rule: RuleId, page: Option<PageKind>, accepted: Markets) -> Option<Arc<Rule>> {
        let own = &self.rules[rule.index()];
        match self.footings[rule.index()] {
            None => Some(own.clone()),
            Some(footing) => self.applied.of((rule, page, accepted), own, footing, self.markets),
        }
    }

    /// Whether wording that some markets accept is accepted wherever a rule speaks for all markets.
    pub fn is_accepted_everywhere(&self, accepted: Markets) -> bool {
        let asked = self.asked;
        !asked.is_empty() && asked.iter().all(|market| market.law().meets(accepted))
    }

    /// Whether a rule is used only where one of its norms holds.
    pub fn is_for_markets(&self, rule: RuleId) -> bool {
        self.footings[rule.index()].is_some_and(|footing| footing.is_for_markets)
    }

    /// All rules of the library, with the severities of the run.
    pub fn all(&self) -> impl Iterator<Item = (RuleId, &Arc<Rule>)> {
        self.rules.iter().enumerate().map(|(index, rule)| (RuleId::of(index), rule))
    }

    /// The rules that the run uses.
    pub fn selected(&self) -> impl Iterator<Item = (RuleId, &Arc<Rule>)> {
        self.all().filter(|(id, _)| self.uses(*id))
    }

    /// Whether the run uses a rule.
    pub fn uses(&self, rule: RuleId) -> bool {
        self.selected[rule.index()]
    }

    /// Whether a rule runs unless it is asked for.
    pub fn is_default(&self, rule: &Rule) -> bool {
        self.library.is_default(rule)
    }

    /// Whether a rule is about the law of some markets alone.
    pub fn is_of_markets(&self, rule: RuleId) -> bool {
        is_of_markets(&self[rule], &self.library.packs)
    }

    /// The masks, in the order by which targets name them.
    pub fn masks(&self) -> &[Mask] {
        &self.library.masks
    }

    /// The hedges, in the order by which targets name them.
    pub fn hedges(&self) -> &[Hedge] {
        &self.library.hedges
    }

    /// The words that phrases and lexicons hold.
    pub fn words(&self) -> &Words {
        &self.library.words
    }

    /// The same, to cut texts with.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.words().vocabulary()
    }

    /// What finds all that the run looks for: at most [`Finders::MOST`] of them, always in the same order.
    pub fn finders(&self) -> impl Iterator<Item = &Finders> {
        std::iter::once(&self.library.general)
            .chain(self.looks_at_markets.then_some(&self.library.of_markets))
    }
}

/// A rule with its severity in the run.
fn weighed(rule: &Arc<Rule>, selection: &Selection) -> Arc<Rule> {
    let (severity, _) = selection.weighs(rule);
    if severity == rule.severity { rule.clone() } else { Arc::new(Rule { severity, ..(**rule).clone() }) }
}

impl Index<RuleId> for RuleSet {
    type Output = Arc<Rule>;

    fn index(&self, rule: RuleId) -> &Arc<Rule> {
        &self.rules[rule.index()]
    }
}
