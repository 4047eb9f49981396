//! Checks norms: what each must have, and that those of one rule do not contradict each other.

use claimlint_base::toml_fault::Fault;
use toml::Spanned;

use super::validator::Validator;
use crate::applying::MARKETS;
use crate::file::{MaskEntry, NormEntry, RuleEntry};
use crate::kinds::{RuleKind, Severity};
use crate::markets::{Market, PageKind};
use crate::rule::Norm;

/// What a norm weighs where.
struct Weight {
    market: Market,
    severity: Severity,
    pages: Vec<PageKind>,
}

impl Validator {
    /// The norms of a rule, and whether its message names their markets.
    pub(super) fn norms_of_rule(&mut self, entry: &RuleEntry, kind: RuleKind) -> Vec<Norm> {
        let norms = self.norms(&entry.norms);
        self.check_weights(&entry.norms, entry.severity);
        let of_market = entry.norms.iter().find_map(|norm| norm.get_ref().market.as_ref());
        let Some(of_market) = of_market else {
            if let Some(message) =
                entry.message.as_ref().filter(|message| message.get_ref().contains(MARKETS))
            {
                self.fault(message.span(), "none of the norms has a `market` that could be named here");
            }
            return norms;
        };
        let can_have =
            [RuleKind::Claim, RuleKind::Phrase, RuleKind::Replace, RuleKind::Companion, RuleKind::Conflict];
        if !can_have.contains(&kind) {
            self.fault(of_market.span(), format!("rules of kind {kind} cannot have norms of a market"));
        }
        let is_for_markets = self.definitions.packs.last().is_some_and(|pack| !pack.default);
        if let Some(message) = entry.message.as_ref().filter(|_| is_for_markets)
            && !message.get_ref().contains(MARKETS)
        {
            let fault = Fault::at(
                &self.source,
                message.span(),
                "the message does not say in which markets this applies",
            );
            self.add(fault.help("write {markets} where it should say \u{201C}in the US and Canada\u{201D}"));
        }
        norms
    }

    /// The norms by which the wording of a mask is accepted.
    pub(super) fn norms_of_mask(&mut self, entry: &MaskEntry) -> Vec<Norm> {
        for norm in &entry.norms {
            if let Some(severity) = &norm.get_ref().severity {
                self.fault(severity.span(), "a norm that accepts wording has no `severity`");
            }
        }
        self.norms(&entry.norms)
    }

    fn norms(&mut self, entries: &[Spanned<NormEntry>]) -> Vec<Norm> {
        entries.iter().map(|entry| self.norm(entry)).collect()
    }

    fn norm(&mut self, table: &Spanned<NormEntry>) -> Norm {
        let entry = table.get_ref();
        for (name, field) in [("name", &entry.name), ("url", &entry.url), ("checked", &entry.checked)] {
            if field.is_none() && !self.was_refused(&table.span(), name) {
                self.fault(table.span(), format!("this norm has no `{name}`"));
            }
        }
        if let Some(url) = entry.url.as_ref().filter(|url| !url.get_ref().starts_with("https://")) {
            self.fault(url.span(), "the `url` of a norm begins with https://");
        }
        if let Some(checked) = entry.checked.as_ref().filter(|checked| !is_date(checked.get_ref())) {
            self.fault(checked.span(), "`checked` is the day the norm was read, such as \"2026-11-20\"");
        }
        if let Some(from) = entry.in_force_from.as_ref().filter(|from| !is_date(from.get_ref())) {
            self.fault(
                from.span(),
                "`in-force-from` is the day from which the norm applies, such as \"2026-09-27\"",
            );
        }
        if entry.market.is_none() && !self.was_refused(&table.span(), "market") {
            let of_market = [
                ("severity", entry.severity.as_ref().map(Spanned::span)),
                ("pages", entry.pages.first().map(Spanned::span)),
            ];
            for (name, place) in of_market {
                if let Some(place) = place {
                    self.fault(place, format!("`{name}` is for norms of a market; give this one a `market`"));
                }
            }
        }
        let text = |field: &Option<Spanned<String>>| field.as_ref().map(|text| text.get_ref().clone());
        Norm {
            market: entry.market.as_ref().map(|market| *market.get_ref()),
            severity: entry.severity.as_ref().map(|severity| *severity.get_ref()),
            authority: text(&entry.authority),
            name: text(&entry.name).unwrap_or_default(),
            section: text(&entry.section),
            url: text(&entry.url).unwrap_or_default(),
            in_force_from: text(&entry.in_force_from),
            checked: text(&entry.checked).unwrap_or_default(),
            pages: entry.pages.iter().map(|page| *page.get_ref()).collect(),
        }
    }

    /// Reports norms that say of one market and one kind of page that a finding weighs this and that.
    fn check_weights(&mut self, entries: &[Spanned<NormEntry>], usual: Option<Severity>) {
        let mut weights: Vec<Weight> = Vec::new();
        for entry in entries {
            let norm = entry.get_ref();
            let Some(market) = &norm.market else { continue };
            let severity = norm.severity.as_ref().map(|severity| *severity.get_ref()).or(usual);
            let Some(severity) = severity else { continue };
            let pages: Vec<PageKind> = norm.pages.iter().map(|page| *page.get_ref()).collect();
            let one = Weight { market: *market.get_ref(), severity, pages };
            if let Some(other) = weights.iter().find(|other| one.contradicts(other)) {
                let place = norm.severity.as_ref().map_or_else(|| market.span(), Spanned::span);
                let message = format!(
                    "contradictory severities: another norm sets `{}` in `{}`, for the same pages",
                    other.severity, one.market
                );
                let fault = Fault::at(&self.source, place, message);
                self.add(fault.help("give both norms the same severity, or `pages` that differ"));
            }
            weights.push(one);
        }
    }
}

impl Weight {
    fn contradicts(&self, other: &Weight) -> bool {
        let share_pages = self.pages.is_empty()
            || other.pages.is_empty()
            || self.pages.iter().any(|page| other.pages.contains(page));
        self.market == other.market && self.severity != other.severity && share_pages
    }
}

fn is_date(text: &str) -> bool {
    text.parse::<toml::value::Datetime>().is_ok_and(|date| date.date.is_some() && date.time.is_none())
}
