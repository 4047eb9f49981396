//! The evidence sheet of a page: its claims, each with what backs it.

use claimlint_workspace::sheet::ClaimRow;
use maud::{Markup, html};

use super::text::{Short, Text, link};

/// Nobody reads a longer claim in a table, in characters.
pub const LONGEST_CLAIM: usize = 240;

/// The claims of a page as a table.
pub fn table(path: &str, claims: &[ClaimRow]) -> Markup {
    html! {
        div.scroll role="group" tabindex="0" aria-label={ "Claims in " (Text(path)) } {
            table.claims {
                caption { "Claims in " (Text(path)) " and what backs them" }
                thead {
                    tr {
                        th scope="col" { "Where" }
                        th scope="col" { "Claim" }
                        th scope="col" { "Grade" }
                        th scope="col" { "Source" }
                        th scope="col" { "Enough" }
                    }
                }
                tbody { @for row in claims { (claim(row)) } }
            }
        }
    }
}

fn claim(row: &ClaimRow) -> Markup {
    html! {
        tr {
            td { (place(row)) }
            th scope="row" { "\u{201C}" (Short(&row.claim.diagnostic.text, LONGEST_CLAIM)) "\u{201D}" }
            td { (grade(row)) }
            td { (source(row)) }
            td { @if row.claim.is_satisfied { "yes" } @else { strong { "no" } } }
        }
    }
}

/// The grade of a claim, with its category.
pub fn grade(row: &ClaimRow) -> Markup {
    html! { span class={ "grade " (row.grade().name()) } { (row.grade().name()) } }
}

/// Where a claim is, for people.
pub fn place(row: &ClaimRow) -> Markup {
    html! {
        @match &row.place {
            Some(place) => (Text(place)),
            None => { (row.at.line) ":" (row.at.column) },
        }
    }
}

/// What backs a claim, what sort of source that is, and why the house says so.
pub fn source(row: &ClaimRow) -> Markup {
    let tier = row.tier();
    html! {
        @match &row.claim.source {
            Some(source) => (link(source, source)),
            None => span.nothing { "no source" },
        }
        @if !tier.is_empty() { " " span.tier { "(" (Text(&tier)) ")" } }
        @if let Some(reason) = &row.claim.reason { " " span.tier { (Text(reason)) } }
    }
}
