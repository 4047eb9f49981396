//! By what findings can be filtered. The form does nothing without the script, which shows it.

use std::collections::BTreeMap;

use claimlint_engine::Diagnostic;
use claimlint_rules::{Category, Market, Severity, markets_of};
use claimlint_workspace::report::Report;
use maud::{Markup, PreEscaped, Render, html};

use super::text::Text;

/// Something that findings differ by.
struct Facet {
    /// The end of its attribute, `data-…`.
    name: &'static str,
    /// What people call it.
    label: &'static str,
    /// All values, in the order in which they are offered; those that no finding has are left out.
    all: fn() -> Vec<&'static str>,
    /// The values of a finding.
    of: fn(&Diagnostic) -> Vec<&str>,
}

/// All of them. One more is a line here.
const FACETS: &[Facet] = &[
    Facet { name: "severity", label: "Severity", all: severities, of: |one| vec![one.severity.name()] },
    Facet { name: "category", label: "Category", all: categories, of: |one| vec![one.rule.category.name()] },
    Facet { name: "market", label: "Market", all: markets, of: markets_of_finding },
];

fn severities() -> Vec<&'static str> {
    Severity::ALL.iter().rev().map(|one| one.name()).collect()
}

fn markets() -> Vec<&'static str> {
    Market::ALL.iter().map(|one| one.name()).collect()
}

fn markets_of_finding(finding: &Diagnostic) -> Vec<&str> {
    markets_of(&finding.rule.norms).iter().map(Market::name).collect()
}

fn categories() -> Vec<&'static str> {
    Category::ALL.iter().map(|one| one.name()).collect()
}

/// The attributes by which the script filters a finding.
pub struct Attributes<'d>(pub &'d Diagnostic);

impl Attributes<'_> {
    /// The opening tag of an element with these attributes.
    pub fn open(&self, tag: &str, class: &str, id: &str) -> Markup {
        let mut opened = format!("<{tag} class=\"{class}\" id=\"{id}\"");
        for facet in FACETS {
            opened += &format!(" data-{}=\"", facet.name);
            Text(&(facet.of)(self.0).join(" ")).render_to(&mut opened);
            opened.push('"');
        }
        opened.push('>');
        PreEscaped(opened)
    }
}

/// How many findings of a report have each value of each facet.
pub struct Facets<'r>(Vec<(&'static Facet, BTreeMap<&'r str, usize>)>);

impl<'r> Facets<'r> {
    /// Those of a report.
    pub fn of(report: &'r Report) -> Facets<'r> {
        let mut facets: Vec<_> = FACETS.iter().map(|facet| (facet, BTreeMap::new())).collect();
        for finding in report.files.iter().flat_map(|file| &file.diagnostics) {
            for (facet, counts) in &mut facets {
                (facet.of)(finding).into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
            }
        }
        Facets(facets)
    }

    /// The form.
    pub fn form(&self) -> Markup {
        html! {
            form #filter hidden aria-label="Filter the findings" {
                // Nothing can be chosen among findings that do not differ: without markets, no finding has one.
                @for (facet, counts) in self.0.iter().filter(|(_, counts)| !counts.is_empty()) {
                    label {
                        span { (facet.label) }
                        select data-facet=(facet.name) autocomplete="off" {
                            option value="" { "all" }
                            @for value in (facet.all)() {
                                @if let Some(count) = counts.get(value) {
                                    option value=(value) { (value) " (" (count) ")" }
                                }
                            }
                        }
                    }
                }
                label {
                    span { "Page" }
                    input type="search" data-page-filter autocomplete="off" spellcheck="false"
                        placeholder="part of its path";
                }
                span.buttons {
                    button type="button" data-open="all" { "Open all pages" }
                    button type="button" data-open="none" { "Close all pages" }
                }
                p #filter-result role="status" {}
            }
        }
    }
}
