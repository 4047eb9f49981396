//! Which rules a run uses, their severities, and which setting decides it.
//!
//! Settings come in steps, later ones on top: configuration files, their overrides, the command line. Each decision is
//! returned with the setting that decides it, so that what a user reads about a rule is what is done with it.

use std::collections::BTreeMap;

use super::definitions::{Pack, is_default, is_of_markets};
use super::kinds::Severity;
use super::markets::{Market, Markets, PageKind};
use super::rule::Rule;

/// Which rules a run uses, by the names of rules, categories and packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// What the settings say, later steps on top. Without any, every pack that is on by default runs.
    pub steps: Vec<Step>,
    /// Spellings that the house prefers; of two for one word, the later.
    pub prefer: Vec<String>,
}

/// What one place says about rules. `all` names every rule. The name of a market stands for the rules that rest on its law, and
/// chooses it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// Only these, whatever was selected before; `None` leaves what was.
    pub select: Option<Vec<String>>,
    /// Use these as well.
    pub extend: Vec<String>,
    /// Leave out these rules, categories or packs. A later step that selects the same name, or one that belongs to it, undoes this.
    pub ignore: Vec<String>,
    /// Severities that replace the rules' own. Of several names of a rule the narrowest counts.
    pub severity: BTreeMap<String, Severity>,
    /// The markets whose law counts, whatever was chosen before; `None` leaves what was.
    pub markets: Option<Vec<Market>>,
    /// What kind of page it is about; `None` leaves what was.
    pub page: Option<PageKind>,
}

/// What a step says about a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// [`Step::select`].
    Select,
    /// [`Step::extend`].
    Extend,
    /// [`Step::ignore`].
    Ignore,
    /// [`Step::severity`].
    Severity,
    /// [`Step::markets`].
    Markets,
}

/// The setting that decides about a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason<'s> {
    /// The step, as an index.
    pub step: usize,
    /// Which of its settings.
    pub key: Key,
    /// The name that it gives the rule; `None` where a rule is off because `select` does not name it.
    pub name: Option<&'s str>,
}

/// Why a run does not use a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Off {
    /// Its pack runs only where it is asked for.
    OptIn {
        /// The pack.
        pack: String,
    },
    /// It rests on the law of markets of which none is chosen.
    Market {
        /// These markets.
        markets: Markets,
    },
    /// Other rules are selected.
    NotSelected,
    /// It is ignored.
    Ignored {
        /// Its name, category or pack, whichever is ignored.
        name: String,
    },
}

/// How wide a name is; the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Width {
    All,
    Category,
    Market,
    Pack,
    Rule,
}

impl Width {
    /// The width of a name, where it names a rule.
    fn of(name: &str, rule: &Rule) -> Option<Width> {
        let widths = [
            (name == rule.id || rule.formerly.iter().any(|former| former == name), Width::Rule),
            (name == rule.pack, Width::Pack),
            (Market::named(name).is_some_and(|market| rule.markets().has(market)), Width::Market),
            (name == rule.category.name(), Width::Category),
            (name == "all", Width::All),
        ];
        widths.into_iter().find_map(|(is_named, width)| is_named.then_some(width))
    }

    /// The narrowest of some names that name a rule, the first of several.
    fn narrowest<'n>(names: impl Iterator<Item = &'n str>, rule: &Rule) -> Option<(Width, &'n str)> {
        let named = names.filter_map(|name| Some((Width::of(name, rule)?, name)));
        named.reduce(|best, next| if next.0 > best.0 { next } else { best })
    }
}

/// Whether a run uses a rule, and what decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'s> {
    /// Whether it is used.
    pub is_used: bool,
    /// Whether it is used only where one of its norms holds, because its markets are chosen and it is not asked for by name.
    pub is_for_markets: bool,
    /// The setting that decides it, if any does.
    pub reason: Option<Reason<'s>>,
}

impl Selection {
    /// Use only these rules, categories or packs.
    pub fn only(names: impl IntoIterator<Item = impl Into<String>>) -> Selection {
        let select = Some(names.into_iter().map(Into::into).collect());
        Selection { steps: vec![Step { select, ..Step::default() }], prefer: Vec::new() }
    }

    /// The markets that are chosen, with those whose law holds in them.
    pub fn markets(&self) -> Markets {
        self.chosen(Market::law)
    }

    /// The markets that are named.
    pub fn asked_markets(&self) -> Markets {
        self.chosen(Market::alone)
    }

    /// Whether any step says which markets count, if only that none does.
    fn speaks_of_markets(&self) -> bool {
        self.steps.iter().any(|step| step.markets.is_some()) || !self.asked_markets().is_empty()
    }

    fn chosen(&self, of_market: fn(Market) -> Markets) -> Markets {
        let mut chosen = Markets::default();
        for step in &self.steps {
            let law = |markets: &mut dyn Iterator<Item = Market>| {
                markets.fold(Markets::default(), |all, market| all | of_market(market))
            };
            let named = |names| strings(names).filter_map(Market::named);
            if let Some(markets) = &step.markets {
                chosen = law(&mut markets.iter().copied());
            }
            chosen |= law(&mut step.select.iter().flat_map(|names| named(names)).chain(named(&step.extend)));
            chosen = chosen - named(&step.ignore).collect();
        }
        chosen
    }

    /// What kind of page the run is about, as far as the settings say.
    pub fn page(&self) -> Option<PageKind> {
        self.steps.iter().rev().find_map(|step| step.page)
    }

    /// Whether a rule is used, and what decides it, if anything does.
    pub fn takes(&self, rule: &Rule, packs: &[Pack]) -> Standing<'_> {
        let markets = rule.markets();
        let is_of_markets = is_of_markets(rule, packs);
        // The width of the name by which a rule of markets is selected; of those that are wider than a pack, one of its
        // markets must be chosen.
        let mut width = None;
        let mut selected = (is_default(rule, packs), None);
        let mut ignored = Vec::new();
        for (step, said) in self.steps.iter().enumerate() {
            let named = |names| Width::narrowest(strings(names), rule);
            let reason = |key, name| Some(Reason { step, key, name });
            let only = said.select.as_deref().map(named);
            let again = named(&said.extend);
            match (only, again) {
                (_, Some((by, name))) => {
                    (selected, width) = ((true, reason(Key::Extend, Some(name))), Some(by));
                }
                (Some(Some((by, name))), _) => {
                    (selected, width) = ((true, reason(Key::Select, Some(name))), Some(by));
                }
                (Some(None), _) => selected = (false, reason(Key::Select, None)),
                (None, None) => {
                    // A rule that is asked for by name runs whatever the market.
                    let by_market =
                        said.markets.as_ref().filter(|_| is_of_markets && width < Some(Width::Pack));
                    if let Some(of_step) = by_market {
                        let own = of_step.iter().find(|market| market.law().meets(markets));
                        selected = (own.is_some(), reason(Key::Markets, own.map(|market| market.name())));
                    }
                }
            }
            let narrowest = only.flatten().max(again).map(|(width, _)| width);
            // What this step asks for is no longer ignored, unless the ignored name is narrower than all that it asks for.
            ignored.retain(|&(width, _)| narrowest < Some(width));
            // A rule that holds everywhere does so without the law of a market as well.
            let by_market = |name: &&str| !is_default(rule, packs) || Market::named(name).is_none();
            let by_name = Width::narrowest(strings(&said.ignore).filter(by_market), rule);
            if let Some((width, name)) = by_name {
                ignored.push((width, reason(Key::Ignore, Some(name))));
            }
        }
        // All rules are all of them, where nobody speaks of markets.
        let is_named = width >= Some(Width::Pack) || width == Some(Width::All) && !self.speaks_of_markets();
        let is_for_markets = is_of_markets && !is_named;
        if is_for_markets && selected.0 && !self.markets().meets(markets) {
            selected = (false, selected.1.filter(|reason: &Reason<'_>| reason.key == Key::Markets));
        }
        let (is_used, reason) = match ignored.pop() {
            // A rule that is not selected is off for that reason.
            Some((_, reason)) if selected.0 => (false, reason),
            _ => selected,
        };
        Standing { is_used, is_for_markets, reason }
    }

    /// Why a rule is not used; `None` where it is.
    pub fn off(&self, rule: &Rule, packs: &[Pack]) -> Option<Off> {
        let standing = self.takes(rule, packs);
        let of_market = || Off::Market { markets: rule.markets() };
        match standing.reason {
            _ if standing.is_used => None,
            None | Some(Reason { key: Key::Markets, .. }) if standing.is_for_markets => Some(of_market()),
            None => Some(Off::OptIn { pack: rule.pack.clone() }),
            Some(Reason { key: Key::Ignore, name: Some(name), .. }) => {
                let is_market = Market::named(name).is_some();
                Some(if is_market { of_market() } else { Off::Ignored { name: name.to_owned() } })
            }
            Some(_) => Some(Off::NotSelected),
        }
    }

    /// The severity of a rule, and what decides it, if anything does.
    pub fn weighs(&self, rule: &Rule) -> (Severity, Option<Reason<'_>>) {
        let mut weight = (rule.severity, None);
        for (step, said) in self.steps.iter().enumerate() {
            let names = said.severity.keys().map(String::as_str);
            if let Some((_, name)) = Width::narrowest(names, rule)
                && let Some(severity) = said.severity.get(name)
            {
                weight = (*severity, Some(Reason { step, key: Key::Severity, name: Some(name) }));
            }
        }
        weight
    }
}

fn strings(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}
