//! Norms in reports: their names for people, and all that is known about them for tools.

use claimlint_rules::{Market, Norm, Severity};
use serde::Serialize;

/// A norm for tools. What is known about norms of markets alone is left out of others.
#[derive(Serialize)]
pub struct JsonNorm<'n> {
    name: &'n str,
    section: Option<&'n str>,
    url: &'n str,
    checked: &'n str,
    #[serde(skip_serializing_if = "Option::is_none")]
    market: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'n str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force_from: Option<&'n str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pages: Vec<&'static str>,
}

impl JsonNorm<'_> {
    /// A norm for tools.
    pub fn of(norm: &Norm) -> JsonNorm<'_> {
        JsonNorm {
            name: &norm.name,
            section: norm.section.as_deref(),
            url: &norm.url,
            checked: &norm.checked,
            market: norm.market.map(Market::name),
            severity: norm.severity.map(Severity::name),
            authority: norm.authority.as_deref(),
            in_force_from: norm.in_force_from.as_deref(),
            pages: norm.pages.iter().map(|page| page.name()).collect(),
        }
    }

    /// Several norms for tools.
    pub fn all(norms: &[Norm]) -> Vec<JsonNorm<'_>> {
        norms.iter().map(JsonNorm::of).collect()
    }
}

/// "CAP Code, 3.7 (https://…)"
pub fn norm_words(norm: &Norm) -> String {
    format!("{} ({})", norm_name(norm), norm.url)
}

/// "CAP Code, 3.7", and for a norm of a market where it holds and who enforces it: "in the UK, ASA: CAP Code, 3.7".
pub fn norm_name(norm: &Norm) -> String {
    let section = norm.section.as_deref().map_or(String::new(), |section| format!(", {section}"));
    let place = norm.market.map(Market::place);
    let head: Vec<&str> = place.into_iter().chain(norm.authority.as_deref()).collect();
    let head = if head.is_empty() { String::new() } else { format!("{}: ", head.join(", ")) };
    format!("{head}{}{section}", norm.name)
}

/// All that is known about a norm, for people: "in the UK, ASA: CAP Code, 3.7: https://… (error; in force from 2025-04-06;
/// read 2026-11-20)". `usual` is what a finding weighs where the norm does not say; `None` where it weighs nothing.
pub fn norm_line(norm: &Norm, usual: Option<Severity>) -> String {
    let severity = norm.market.and(norm.severity.or(usual)).map(|severity| severity.name().to_owned());
    let pages: Vec<&str> = norm.pages.iter().map(|page| page.name()).collect();
    let pages = (!pages.is_empty()).then(|| format!("on pages of kind {}", pages.join(", ")));
    let from = norm.in_force_from.as_ref().map(|day| format!("in force from {day}"));
    let read = Some(format!("read {}", norm.checked));
    let details: Vec<String> = [severity, pages, from, read].into_iter().flatten().collect();
    format!("{}: {} ({})", norm_name(norm), norm.url, details.join("; "))
}
