//! Which rules a run uses, their severities, and which setting decides it.
//!
//! Settings come in steps, later ones on top: configuration files, their overrides, the command line. Each decision is
//! returned with the setting that decides it, so that what a user reads about a rule is what is done with it.

use std::collections::BTreeMap;

use super::definitions::Pack;
use super::kinds::Severity;
use super::rule::Rule;

/// Which rules a run uses, by the names of rules, categories and packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// What the settings say, later steps on top. Without any, every pack that is on by default runs.
    pub steps: Vec<Step>,
    /// Spellings that the house prefers; of two for one word, the later.
    pub prefer: Vec<String>,
}

/// What one place says about rules. `all` names every rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// Only these, whatever was selected before; `None` leaves what was.
    pub select: Option<Vec<String>>,
    /// Also these.
    pub extend: Vec<String>,
    /// But none of these. A later step that selects the same name, or one that belongs to it, undoes this.
    pub ignore: Vec<String>,
    /// Severities that replace the rules' own. Of several names of a rule the narrowest counts.
    pub severity: BTreeMap<String, Severity>,
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
    Pack,
    Rule,
}

impl Width {
    /// The width of a name, where it names a rule.
    fn of(name: &str, rule: &Rule) -> Option<Width> {
        let widths = [
            (name == rule.id || rule.formerly.iter().any(|former| former == name), Width::Rule),
            (name == rule.pack, Width::Pack),
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

impl Selection {
    /// Only these rules, categories or packs.
    pub fn only(names: impl IntoIterator<Item = impl Into<String>>) -> Selection {
        let select = Some(names.into_iter().map(Into::into).collect());
        Selection { steps: vec![Step { select, ..Step::default() }], prefer: Vec::new() }
    }

    /// Whether a rule is used, and what decides it, if anything does.
    pub fn takes(&self, rule: &Rule, packs: &[Pack]) -> (bool, Option<Reason<'_>>) {
        let mut selected = (packs.iter().any(|pack| pack.name == rule.pack && pack.default), None);
        let mut ignored = Vec::new();
        for (step, said) in self.steps.iter().enumerate() {
            let named = |names| Width::narrowest(strings(names), rule);
            let reason = |key, name| Some(Reason { step, key, name });
            let only = said.select.as_deref().map(named);
            let again = named(&said.extend);
            match (only, again) {
                (_, Some((_, name))) => selected = (true, reason(Key::Extend, Some(name))),
                (Some(Some((_, name))), _) => selected = (true, reason(Key::Select, Some(name))),
                (Some(None), _) => selected = (false, reason(Key::Select, None)),
                (None, None) => {}
            }
            let narrowest = only.flatten().max(again).map(|(width, _)| width);
            // What this step asks for is no longer ignored, unless the ignored name is narrower than all that it asks for.
            ignored.retain(|&(width, _)| narrowest < Some(width));
            if let Some((width, name)) = named(&said.ignore) {
                ignored.push((width, reason(Key::Ignore, Some(name))));
            }
        }
        match ignored.pop() {
            // A rule that is not selected is off for that reason.
            Some((_, reason)) if selected.0 => (false, reason),
            _ => selected,
        }
    }

    /// Why a rule is not used; `None` where it is.
    pub fn off(&self, rule: &Rule, packs: &[Pack]) -> Option<Off> {
        match self.takes(rule, packs) {
            (true, _) => None,
            (false, None) => Some(Off::OptIn { pack: rule.pack.clone() }),
            (false, Some(Reason { key: Key::Ignore, name: Some(name), .. })) => {
                Some(Off::Ignored { name: name.to_owned() })
            }
            (false, Some(_)) => Some(Off::NotSelected),
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
