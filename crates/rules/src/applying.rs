//! A rule as it applies in one place: with the norms that hold there, and as much as these make it weigh.
//!
//! Which norms hold follows from the markets of the run, the kind of page, and the markets that accept the wording. A rule that
//! holds everywhere says nothing of markets until one of its norms holds.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::kinds::Severity;
use super::markets::{Market, Markets, PageKind, places};
use super::rule::{Norm, Rule, RuleId, each_once};

/// What stands in a message for the markets on whose law a finding rests.
pub const MARKETS: &str = "{markets}";

/// How a run uses a rule with norms of markets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Footing {
    /// Whether it is used only where one of its norms holds.
    pub is_for_markets: bool,
    /// Whether its norms can only make it weigh more, because it holds in all markets.
    pub is_general: bool,
    /// Whether the settings say how much it weighs.
    pub is_weighed: bool,
}

/// A place, as far as it decides which norms hold.
type Where = (RuleId, Option<PageKind>, Markets);

/// The rules with norms of markets, each as it applies in the places that were met.
#[derive(Debug, Default)]
pub(crate) struct Applied(Mutex<FxHashMap<Where, Option<Arc<Rule>>>>);

impl Applied {
    /// A rule as it applies in a place, with norms of these markets alone; `None` where it does not.
    pub fn of(
        &self,
        place: Where,
        rule: &Arc<Rule>,
        footing: Footing,
        markets: Markets,
    ) -> Option<Arc<Rule>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, page, accepted) = place;
        known
            .entry(place)
            .or_insert_with(|| applied(rule, footing, markets - accepted, page).map(Arc::new))
            .clone()
    }
}

fn applied(rule: &Rule, footing: Footing, markets: Markets, page: Option<PageKind>) -> Option<Rule> {
    let weight = |norm: &Norm| norm.severity.unwrap_or(rule.severity);
    let holds = |norm: &&Norm| norm.market.is_some_and(|market| markets.has(market)) && norm.holds_on(page);
    let strictest = rule.norms.iter().filter(holds).map(weight).max();
    if strictest.is_none() && footing.is_for_markets {
        return None;
    }
    // Where it runs because somebody asks for it, and no norm of a chosen market holds, it names all of them.
    // So does a rule that holds everywhere and speaks of markets, where none is chosen.
    let speaks_of_markets = rule.message.contains(MARKETS);
    let names_all = strictest.is_none() && (!footing.is_general || markets.is_empty() && speaks_of_markets);
    let is_named = |norm: &&Norm| names_all || norm.market.is_none() || holds(norm);
    let norms: Vec<Norm> = rule.norms.iter().filter(is_named).cloned().collect();
    let mut norms: Vec<Norm> = each_once(&norms).cloned().collect();
    norms.sort_by_key(|norm| (norm.market.is_none(), Reverse(weight(norm))));
    // Where the kind of page is not known, what a norm says of several kinds is one norm, as strict as it gets.
    let mut named: Vec<(Option<Market>, String)> = Vec::new();
    norms.retain(|norm| {
        let one = (norm.market, norm.url.clone() + norm.section.as_deref().unwrap_or_default());
        let is_new = !named.contains(&one);
        named.push(one);
        is_new
    });
    let own = footing.is_general.then_some(rule.severity);
    let severity: Option<Severity> = strictest.filter(|_| !footing.is_weighed).max(own);
    let places = places(norms.iter().filter_map(|norm| norm.market));
    let message = match speaks_of_markets {
        false if !places.is_empty() => format!("{}; there are rules on this {places}", rule.message),
        _ => rule.message.replace(MARKETS, &places),
    };
    Some(Rule { severity: severity.unwrap_or(rule.severity), message, norms, ..rule.clone() })
}
