//! The claims that are new, changed or dropped since a revision, as a page for a browser.

use std::io::{self, Write};

use claimlint_workspace::claims_since::{ChangedClaim, ChangedPage, Fate};
use claimlint_workspace::sheet::ClaimRow;
use maud::{Markup, html};

use super::evidence;
use super::frame;
use super::text::{Short, Text};
use crate::render::sheet_since::{headline, tally};

/// Writes the pages with what changed.
///
/// # Errors
/// The writer's own.
pub fn write(pages: &[ChangedPage], since: &str, out: &mut dyn Write) -> io::Result<()> {
    frame::open("claimlint: claims to approve", out)?;
    let [new, changed, dropped] = Fate::ALL.iter().map(|fate| tally(pages, *fate)).collect::<Vec<_>>()[..]
    else {
        return Ok(());
    };
    let head = html! {
        header.top {
            p.by { "claimlint" }
            h1 { "Claims since " (Text(since)) }
            p.lede { (Text(&headline(pages, since))) "." }
            dl.numbers {
                div.new { dt { "new" } dd { (new) } }
                div.changed { dt { "changed" } dd { (changed) } }
                div.dropped { dt { "dropped" } dd { (dropped) } }
            }
        }
        h2 { "The pages" }
    };
    out.write_all(head.into_string().as_bytes())?;
    for (index, page) in pages.iter().enumerate() {
        out.write_all(of_page(page, index + 1).into_string().as_bytes())?;
    }
    frame::close(out)
}

fn of_page(page: &ChangedPage, number: usize) -> Markup {
    html! {
        details.page id={ "p-" (number) } open {
            summary {
                h3 { (Text(&page.path)) }
                span.counts {
                    @if let Some(former) = &page.former { "was " (Text(former)) "; " }
                    @if page.is_gone { "is gone; " }
                    (page.same) " unchanged"
                }
            }
            @for error in &page.errors { p.error-line { "Not compared: " (Text(&error.to_string())) } }
            @if !page.claims.is_empty() {
                div.scroll role="group" tabindex="0" aria-label={ "Claims in " (Text(&page.path)) } {
                    table.claims.since {
                        caption { "Claims in " (Text(&page.path)) " that have changed" }
                        thead {
                            tr {
                                th scope="col" { "What" }
                                th scope="col" { "Before" }
                                th scope="col" { "Now" }
                            }
                        }
                        tbody { @for claim in &page.claims { (of_claim(claim)) } }
                    }
                }
            }
        }
        "\n"
    }
}

fn of_claim(claim: &ChangedClaim) -> Markup {
    html! {
        tr.fate.(claim.fate.name()) {
            th scope="row" { (claim.fate.name()) }
            (cell(claim.before.as_ref()))
            (cell(claim.now.as_ref()))
        }
    }
}

fn cell(row: Option<&ClaimRow>) -> Markup {
    let Some(row) = row else { return html! { td { span.nothing { "not there" } } } };
    let sentence = if row.sentence.is_empty() { &row.claim.diagnostic.text } else { &row.sentence };
    html! {
        td {
            p { (marked(sentence, &row.claim.diagnostic.text)) }
            p.small {
                (evidence::place(row)) " · " (row.claim.diagnostic.rule.category.name()) " · "
                "grade " (evidence::grade(row)) " · " (evidence::source(row))
            }
        }
    }
}

/// A sentence with the claim in it marked.
fn marked(sentence: &str, claim: &str) -> Markup {
    let (before, after) = sentence.split_once(claim).unwrap_or((sentence, ""));
    let is_inside = sentence.contains(claim) && !claim.is_empty();
    html! {
        @if is_inside {
            (Text(before)) mark { (Text(claim)) } (Text(after))
        } @else {
            (Short(sentence, evidence::LONGEST_CLAIM))
        }
    }
}
