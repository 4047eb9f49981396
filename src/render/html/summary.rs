//! What a report begins with: how much was found, what to do first, how much is on which page, and how well claims are sourced.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_rules::{Rule, Severity};
use claimlint_workspace::report::{FileReport, Report, Summary};
use maud::{Markup, html};

use super::chart::Chart;
use super::ids::{Id, Ids};
use super::lists;
use super::page::is_shown;
use super::text::Text;
use crate::render::wording::{count, message_of_any, thousands};

/// Tables with more rows show the rest on demand.
const MOST_ROWS: usize = 20;

/// The summary.
pub fn of(report: &Report, counts: &Summary, ids: &Ids<'_>) -> Markup {
    let first = by_rule(report, ids);
    let claims = report.files.iter().filter_map(|file| file.view.as_ref()).flat_map(|view| &view.claims);
    let chart = Chart::of(claims);
    html! {
        header.top {
            p.by { "claimlint" }
            h1 { (headline(counts)) }
            p.lede { (counted(counts)) }
            dl.numbers {
                (number("errors", "error", counts.error))
                (number("warnings", "warning", counts.warning))
                (number("notes", "note", counts.note))
                (number("suppressed by comments", "suppressed", counts.suppressed - counts.known))
                (number("in the baseline", "known", counts.known))
            }
            nav aria-label="Parts of the report" {
                ul {
                    @if !first.is_empty() { li { a href="#first" { "What to do first" } } }
                    @if !report.files.is_empty() { li { a href="#by-page" { "Page by page" } } }
                    li { a href="#evidence" { "Evidence" } }
                    @if report.files.iter().any(is_shown) { li { a href="#pages" { "The pages" } } }
                    @if lists::not_read(report).next().is_some() { li { a href="#skipped" { "Not read" } } }
                    @if !report.gone.is_empty() { li { a href="#gone" { "No longer found" } } }
                }
            }
        }
        "\n"
        @if !first.is_empty() { (first_things(&first)) }
        @if !report.files.is_empty() { (pages(report, ids)) }
        section #evidence aria-labelledby="evidence-head" {
            h2 #evidence-head { "Evidence" }
            (chart.table())
            @if chart.percent().is_some() {
                p.small { "The claims themselves, each with its source, are below the text of each page." }
            }
        }
        "\n"
    }
}

fn headline(counts: &Summary) -> String {
    match counts.findings() {
        0 if counts.failed > 0 => {
            format!("{} could not be checked in full", count(counts.failed, "page", "pages"))
        }
        0 => "No findings".to_owned(),
        findings => format!("{} to look at", count(findings, "finding", "findings")),
    }
}

/// “3 pages with 512 words were read.”
fn counted(counts: &Summary) -> String {
    let pages = count(counts.files, "page", "pages");
    let words = count(counts.words, "word", "words");
    let mut said = format!("{pages} with {words} {} read.", if counts.files == 1 { "was" } else { "were" });
    let mut add = |number: usize, one: &str, many: &str| {
        if number > 0 {
            said += &format!(" {}.", count(number, one, many));
        }
    };
    add(counts.failed, "page could not be checked in full", "pages could not be checked in full");
    add(
        counts.unshown,
        "finding below the chosen severity is not shown",
        "findings below the chosen severity are not shown",
    );
    add(
        counts.hidden,
        "finding would have been hidden by the repository",
        "findings would have been hidden by the repository",
    );
    add(counts.fixed, "fix was applied", "fixes were applied");
    said
}

fn number(label: &str, class: &str, number: usize) -> Markup {
    html! { div class=(class) { dt { (label) } dd { (thousands(number)) } } }
}

/// What one rule found.
struct OfRule<'r> {
    rule: &'r Arc<Rule>,
    severity: Severity,
    findings: usize,
    pages: usize,
    last_page: usize,
    first: Id,
}

/// The rules that found something, with what must be done first at the beginning.
fn by_rule<'r>(report: &'r Report, ids: &Ids<'_>) -> Vec<OfRule<'r>> {
    let mut rules: BTreeMap<(Reverse<Severity>, &str), OfRule<'r>> = BTreeMap::new();
    for (page, file) in report.files.iter().enumerate() {
        for (index, finding) in file.diagnostics.iter().enumerate() {
            let key = (Reverse(finding.severity), finding.rule.id.as_str());
            let of_rule = rules.entry(key).or_insert_with(|| OfRule {
                rule: &finding.rule,
                severity: finding.severity,
                findings: 0,
                pages: 0,
                last_page: usize::MAX,
                first: ids.of_finding(file, index, finding),
            });
            of_rule.findings += 1;
            of_rule.pages += usize::from(of_rule.last_page != page);
            of_rule.last_page = page;
        }
    }
    let mut rules: Vec<OfRule<'r>> = rules.into_values().collect();
    rules.sort_by_key(|one| (Reverse(one.severity), Reverse(one.findings)));
    rules
}

fn first_things(rules: &[OfRule<'_>]) -> Markup {
    let head = html! {
        th scope="col" { "Weight" }
        th scope="col" { "What to do" }
        th.num scope="col" { "Findings" }
        th.num scope="col" { "Pages" }
    };
    let row = |one: &OfRule<'_>| {
        html! {
            tr {
                td { span class={ "severity " (one.severity.name()) } { (one.severity.name()) } }
                th scope="row" {
                    (Text(&one.rule.help))
                    span.meaning { (Text(&message_of_any(one.rule))) " (" (Text(&one.rule.id)) ")" }
                }
                td.num { a href={ "#f-" (one.first) } { (thousands(one.findings)) span.hidden { ", go to the first" } } }
                td.num { (thousands(one.pages)) }
            }
        }
    };
    html! {
        section #first aria-labelledby="first-head" {
            h2 #first-head { "What to do first" }
            (table("Kinds of findings, the most serious and most frequent first", &head, rules, row, "kinds"))
        }
        "\n"
    }
}

fn pages(report: &Report, ids: &Ids<'_>) -> Markup {
    let of =
        |file: &FileReport, severity| file.diagnostics.iter().filter(|one| one.severity == severity).count();
    let numbers =
        |file: &FileReport| [Severity::Error, Severity::Warning, Severity::Note].map(|one| of(file, one));
    let mut files: Vec<(&FileReport, [usize; 3])> =
        report.files.iter().map(|file| (file, numbers(file))).collect();
    files.sort_by_key(|(file, numbers)| (file.errors.is_empty(), Reverse(*numbers)));
    let head = html! {
        th scope="col" { "Page" }
        th.num scope="col" { "Errors" }
        th.num scope="col" { "Warnings" }
        th.num scope="col" { "Notes" }
        th.num scope="col" { "Suppressed" }
        th.num scope="col" { "Known" }
        th.num scope="col" { "Credibility" }
    };
    let cell = |number: usize| html! { td.num { @if number > 0 { (thousands(number)) } @else { span.nothing { "0" } } } };
    let row = |(file, numbers): &(&FileReport, [usize; 3])| {
        let percent = file.view.as_ref().and_then(|view| Chart::of(view.claims.iter()).percent());
        html! {
            tr {
                th scope="row" {
                    @if is_shown(file) { a href={ "#p-" (ids.number(file)) } { (Text(&file.path)) } }
                    @else { (Text(&file.path)) }
                    @if !file.errors.is_empty() { span.meaning { "not checked in full" } }
                }
                @for number in numbers { (cell(*number)) }
                (cell(file.suppressed)) (cell(file.known))
                td.num { @match percent { Some(percent) => (percent), None => span.nothing { "no claims" } } }
            }
        }
    };
    html! {
        section #by-page aria-labelledby="by-page-head" {
            h2 #by-page-head { "Page by page" }
            (table("Pages, with the most to do first", &head, &files, row, "pages"))
        }
        "\n"
    }
}

/// A table of which the first rows are shown, and the others on demand.
fn table<T>(caption: &str, head: &Markup, rows: &[T], row: impl Fn(&T) -> Markup, what: &str) -> Markup {
    let (first, others) = rows.split_at(rows.len().min(MOST_ROWS));
    let part = |caption: &str, rows: &[T]| {
        html! {
            div.scroll role="group" tabindex="0" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead { tr { (head) } }
                    tbody { @for one in rows { (row(one)) "\n" } }
                }
            }
        }
    };
    html! {
        (part(caption, first))
        @if !others.is_empty() {
            details.rest {
                summary { (thousands(others.len())) " more " (what) }
                (part(&format!("{caption}, continued"), others))
            }
        }
    }
}
