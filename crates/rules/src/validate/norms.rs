//! Checks norms: what each must have, and that those of one rule do not contradict each other.

use claimlint_base::day::Day;
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
            let was_refused = entry.norms.iter().any(|norm| self.was_refused(&norm.span(), "market"));
            let message = entry.message.as_ref().filter(|message| message.get_ref().contains(MARKETS));
            if let Some(message) = message.filter(|_| !was_refused) {
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
        self.check_repeats(entries);
        entries.iter().map(|entry| self.norm(entry)).collect()
    }

    fn norm(&mut self, table: &Spanned<NormEntry>) -> Norm {
        let entry = table.get_ref();
        for (name, field) in [("name", &entry.name), ("url", &entry.url), ("checked", &entry.checked)] {
            if field.is_none() && !self.was_refused(&table.span(), name) {
                self.fault(table.span(), format!("this norm has no `{name}`"));
            }
        }
        let texts = [("authority", &entry.authority), ("name", &entry.name), ("section", &entry.section)];
        for (name, text) in texts {
            if let Some(text) = text.as_ref().filter(|text| text.get_ref().trim().is_empty()) {
                self.fault(text.span(), format!("this `{name}` is empty"));
            }
        }
        if let Some(url) = entry.url.as_ref().filter(|url| !is_address(url.get_ref())) {
            self.fault(url.span(), "the `url` of a norm begins with https:// and the name of a site");
        }
        if let Some(checked) = &entry.checked {
            if !is_date(checked.get_ref()) {
                self.fault(checked.span(), "`checked` is the day the norm was read, such as \"2026-11-20\"");
            } else if !self.source.built_in && is_to_come(checked.get_ref()) {
                self.fault(
                    checked.span(),
                    "`checked` is the day the norm was read, and this one is still to come",
                );
            }
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
                ("pages", entry.pages.as_ref().map(Spanned::span)),
            ];
            for (name, place) in of_market {
                if let Some(place) = place {
                    self.fault(place, format!("`{name}` is for norms of a market; give this one a `market`"));
                }
            }
        }
        if let Some(pages) = entry.pages.as_ref().filter(|_| entry.market.is_some()) {
            self.check_pages(pages);
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
            pages: entry.named_pages().map(|page| *page.get_ref()).collect(),
        }
    }

    /// Reports a list of pages on which a norm never holds, and kinds that it has twice.
    fn check_pages(&mut self, pages: &Spanned<Vec<Spanned<PageKind>>>) {
        let all = pages.get_ref();
        // What was refused in it has its own fault.
        if all.is_empty() && !self.has_fault_in(&pages.span()) {
            let fault = Fault::at(&self.source, pages.span(), "this norm would hold on no kind of page");
            self.add(fault.help("name kinds of page, or leave `pages` out if it holds on all"));
        }
        for (at, page) in all.iter().enumerate() {
            if all[..at].iter().any(|other| other.get_ref() == page.get_ref()) {
                self.fault(page.span(), format!("`{}` is listed twice", page.get_ref()));
            }
        }
    }

    /// Reports a norm that says what another of the entry says already.
    fn check_repeats(&mut self, entries: &[Spanned<NormEntry>]) {
        for (at, entry) in entries.iter().enumerate() {
            if entries[..at].iter().any(|other| is_same(other.get_ref(), entry.get_ref())) {
                self.fault(entry.span(), "this norm is listed twice");
            }
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
            let pages: Vec<PageKind> = norm.named_pages().map(|page| *page.get_ref()).collect();
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

/// Whether two norms are one in all but the days on which they were read.
fn is_same(one: &NormEntry, other: &NormEntry) -> bool {
    fn value<T>(field: &Option<Spanned<T>>) -> Option<&T> {
        field.as_ref().map(Spanned::get_ref)
    }
    fn kinds(norm: &NormEntry) -> Vec<PageKind> {
        norm.named_pages().map(|page| *page.get_ref()).collect()
    }
    value(&one.name).is_some()
        && value(&one.market) == value(&other.market)
        && value(&one.severity) == value(&other.severity)
        && value(&one.name) == value(&other.name)
        && value(&one.section) == value(&other.section)
        && value(&one.url) == value(&other.url)
        && kinds(one) == kinds(other)
}

/// Whether a text is an address. What steers a terminal in it is for the reports.
fn is_address(text: &str) -> bool {
    let site = text.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    site.is_some_and(|site| !site.is_empty() && !text.contains(|sign: char| sign.is_ascii_whitespace()))
}

/// Whether a day is later than today. Where the day begins first, it is tomorrow already.
fn is_to_come(text: &str) -> bool {
    Day::read(text).is_some_and(|day| day.since(Day::today()) > 1)
}

fn is_date(text: &str) -> bool {
    text.parse::<toml::value::Datetime>().is_ok_and(|date| date.date.is_some() && date.time.is_none())
}
