//! The card of a finding: what is wrong, what to do, why, and what that rests on.

use claimlint_engine::{Diagnostic, Fix};
use claimlint_rules::{Norm, Safety};
use claimlint_workspace::page_view::{PageView, SuppressedFinding};
use claimlint_workspace::report::FileReport;
use claimlint_workspace::sheet::ClaimRow;
use maud::{Markup, PreEscaped, html};

use super::chart::meaning;
use super::evidence;
use super::facets::Attributes;
use super::ids::Id;
use super::text::{Short, Text, link};
use crate::render::norms::norm_name;
use crate::render::place::place;
use crate::render::wording::hidden;

/// Nobody reads longer words in a card, in characters.
const LONGEST_WORDS: usize = 160;

/// At most this many changes of a fix, and other places, are shown.
const MOST_SHOWN: usize = 8;

/// A finding with its number on the page and its name.
#[derive(Clone, Copy)]
pub struct Numbered<'f> {
    /// The page.
    pub file: &'f FileReport,
    /// Its number, by which it is marked in the text; the text has no mark for what is nowhere in it.
    pub number: usize,
    /// Whether the text has a mark for it.
    pub is_marked: bool,
    /// Its name.
    pub id: Id,
    /// What was found.
    pub finding: &'f Diagnostic,
}

impl Numbered<'_> {
    /// The card of a finding that is reported.
    pub fn card(self) -> Markup {
        let Numbered { file, finding, id, .. } = self;
        let class = format!("card {}", finding.severity.name());
        html! {
            (Attributes(finding).open("article", &class, &format!("f-{id}")))
            h4 {
                (self.back()) " "
                span.severity { (finding.severity.name()) } " "
                (Text(&finding.message)) (Text(&hidden(file, finding)))
            }
            (self.words())
            p.help { (Text(&finding.rule.help)) }
            (self.details())
            (PreEscaped("</article>"))
        }
    }

    /// The card of a finding that a comment suppresses.
    pub fn suppressed_card(self, suppressed: &SuppressedFinding) -> Markup {
        html! {
            article.card.suppressed id={ "f-" (self.id) } {
                h4 { (self.back()) " " span.severity { "suppressed" } " " (Text(&self.finding.message)) }
                (self.words())
                p {
                    "Reason: " (Text(&suppressed.reason)) ". "
                    @match &suppressed.until {
                        Some(until) => { "It applies until " (Text(until)) "." },
                        None => "It does not expire.",
                    }
                }
                (self.details())
            }
        }
    }

    /// The card of a finding that the baseline knows.
    pub fn known_card(self) -> Markup {
        html! {
            article.card.known id={ "f-" (self.id) } {
                h4 { span.severity { "known" } " " (Text(&self.finding.message)) }
                (self.quotation())
                (self.details())
            }
        }
    }

    /// The words, where the text is not shown beside the card: that of a file of data is not.
    fn words(self) -> Markup {
        let is_alone = !self.is_marked && self.file.record_of(self.finding).is_some();
        if is_alone && !self.finding.text.is_empty() {
            self.quotation()
        } else {
            html! {}
        }
    }

    fn quotation(self) -> Markup {
        html! { p { "In the text: \u{201C}" (Short(&self.finding.text, LONGEST_WORDS)) "\u{201D}" } }
    }

    /// The number, which leads to the words.
    fn back(self) -> Markup {
        html! {
            @if self.is_marked {
                a.number href={ "#m-" (self.id) } {
                    span.hidden { "To the words of finding " } (self.number)
                }
            }
        }
    }

    fn details(self) -> Markup {
        let Numbered { file, finding, id, .. } = self;
        let rule = &finding.rule;
        html! {
            @if let Some(fix) = &finding.fix { (fix_of(fix, file)) }
            @for one in finding.suggestions.iter().take(MOST_SHOWN) {
                p.fix { "Write, for example: " ins { (Short(&one.text, LONGEST_WORDS)) } }
            }
            @if let Some(row) = claim_of(file.view.as_deref(), finding).filter(|row| row.claim.source.is_some()) {
                p.small { "Source: " (evidence::source(row)) }
            }
            (labels(finding, file))
            details.why {
                summary { "Why" @if !rule.norms.is_empty() { ", and what it rests on" } }
                p { (Text(&rule.why)) }
                @if !rule.norms.is_empty() {
                    ul { @for norm in &rule.norms { li { (norm_of(norm)) } } }
                }
            }
            p.small.foot {
                @if let Some(source) = &file.source { (Text(&place(source, finding.span))) " · " }
                @if let Some(record) = file.record_of(finding) { (Text(&record.to_string())) " · " }
                (rule.category.name()) " · " code { (Text(&rule.id)) } " · "
                @if let Some(grade) = finding.grade {
                    "evidence: " span class={ "grade " (grade.name()) } title=(meaning(grade)) { (grade.name()) } " · "
                }
                a href={ "#f-" (id) } { "link" span.hidden { " to this finding" } }
            }
        }
    }
}

fn norm_of(norm: &Norm) -> Markup {
    html! {
        (link(&norm.url, &norm_name(norm)))
        span.small {
            @if let Some(day) = &norm.in_force_from { ", in force from " (Text(day)) }
            ", read on " (Text(&norm.checked))
        }
    }
}

fn fix_of(fix: &Fix, file: &FileReport) -> Markup {
    let before = |span: claimlint_base::span::Span| {
        file.source.as_ref().and_then(|source| source.text().get(span.range())).unwrap_or_default()
    };
    html! {
        p.fix {
            "Suggestion" @if fix.safety == Safety::Unsafe { ", needs review" } ": " (Text(&fix.title))
            @for edit in fix.edits.iter().take(MOST_SHOWN) {
                " " span.edit {
                    @if !edit.span.is_empty() {
                        span.hidden { "instead of " } del { (Short(before(edit.span), LONGEST_WORDS)) } " "
                    }
                    @if !edit.text.is_empty() {
                        span.hidden { "write " } ins { (Short(&edit.text, LONGEST_WORDS)) }
                    }
                }
            }
            @if fix.edits.len() > MOST_SHOWN { " \u{2026}" }
        }
    }
}

fn labels(finding: &Diagnostic, file: &FileReport) -> Markup {
    let Some(source) = file.source.as_ref().filter(|_| !finding.labels.is_empty()) else { return html! {} };
    html! {
        ul.labels {
            @for label in finding.labels.iter().take(MOST_SHOWN) {
                li {
                    (Text(&place(source, label.span))) ": " (Text(&label.message))
                    @if let Some(words) = source.text().get(label.span.range()).filter(|words| !words.is_empty()) {
                        " (\u{201C}" (Short(words, LONGEST_WORDS)) "\u{201D})"
                    }
                }
            }
            @if finding.labels.len() > MOST_SHOWN { li { "and " (finding.labels.len() - MOST_SHOWN) " more" } }
        }
    }
}

/// The claim that a finding is about.
fn claim_of<'v>(view: Option<&'v PageView>, finding: &Diagnostic) -> Option<&'v ClaimRow> {
    let claims = &view?.claims;
    let first = claims.partition_point(|row| row.claim.diagnostic.span.start() < finding.span.start());
    claims[first..].iter().find(|row| row.claim.diagnostic.span == finding.span)
}
