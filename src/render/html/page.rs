//! A page of copy: its text with the findings marked in it, and their cards beside it.
//!
//! The text is cut into rows, each with the cards of what was found in it, so that a card is beside its words without a script,
//! and below them where the window is narrow.

use std::collections::BTreeMap;

use claimlint_rules::Severity;
use claimlint_text::BlockKind;
use claimlint_workspace::page_view::{PageView, ViewBlock};
use claimlint_workspace::report::FileReport;
use maud::{Markup, PreEscaped, Render, html};

use super::chart::Chart;
use super::evidence;
use super::finding::Numbered;
use super::ids::{Id, Ids};
use super::text::Text;
use crate::render::wording::count;

/// The sign for a picture in folded text.
const OBJECT: char = '\u{FFFC}';

/// What is marked in a block.
struct Mark {
    start: usize,
    end: usize,
    number: usize,
    id: Id,
    /// Its severity; `None` for what is suppressed.
    severity: Option<Severity>,
}

impl Mark {
    fn name(&self) -> &'static str {
        self.severity.map_or("suppressed", Severity::name)
    }
}

/// What belongs to a block: the marks in it, and the cards beside it.
#[derive(Default)]
struct OfBlock {
    marks: Vec<Mark>,
    cards: Vec<Markup>,
}

/// Whether there is more to show of a page than its row in the summary.
pub fn is_shown(file: &FileReport) -> bool {
    !file.diagnostics.is_empty() || !file.errors.is_empty() || file.view.is_some()
}

/// A page as a section that can be closed.
pub fn of(file: &FileReport, ids: &Ids<'_>, is_open: bool) -> Markup {
    let empty = PageView::default();
    let view = file.view.as_deref().unwrap_or(&empty);
    let (by_block, nowhere) = placed(file, view, ids);
    html! {
        details.page id={ "p-" (ids.number(file)) } open[is_open] data-page=(Text(&file.path)) {
            summary { h3 { (Text(&file.path)) } span.counts { (counts(file, view)) } }
            @for error in &file.errors { p.error-line { "Not checked: " (Text(&error.to_string())) } }
            @if !nowhere.is_empty() {
                div.row { div.text { p.meta { (about(file)) } } div.cards { @for card in &nowhere { (card) } } }
            }
            (rows(view, by_block))
            @if !view.known.is_empty() { (known(file, view, ids)) }
            @if !view.claims.is_empty() {
                details.sheet {
                    summary { h4 { "Claims and their sources" } span.counts { (claims_line(view)) } }
                    (evidence::table(&file.path, &view.claims))
                }
            }
        }
        "\n"
    }
}

/// What is said beside findings that are in no text that is shown.
fn about(file: &FileReport) -> &'static str {
    if file.records.is_empty() { "About the page" } else { "In the texts of this file" }
}

fn claims_line(view: &PageView) -> String {
    let claims = count(view.claims.len(), "claim", "claims");
    let percent = Chart::of(view.claims.iter()).percent();
    percent.map_or_else(String::new, |percent| format!("{claims}, credibility {percent} of 100"))
}

/// “2 errors, 1 note; 1 suppressed”
fn counts(file: &FileReport, view: &PageView) -> String {
    let of = |severity| file.diagnostics.iter().filter(|one| one.severity == severity).count();
    let counted = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Note), "note", "notes"),
        (view.suppressed.len(), "suppressed", "suppressed"),
        (view.known.len(), "known", "known"),
    ];
    let some = counted.iter().filter(|(number, ..)| *number > 0);
    let some: Vec<String> = some.map(|(number, one, many)| count(*number, one, many)).collect();
    if some.is_empty() { "nothing found".to_owned() } else { some.join(", ") }
}

/// The cards and marks of a page by block, and the cards of what is nowhere in its text.
fn placed(file: &FileReport, view: &PageView, ids: &Ids<'_>) -> (BTreeMap<usize, OfBlock>, Vec<Markup>) {
    let reported = file.diagnostics.iter().map(|one| (one, None));
    let suppressed = view.suppressed.iter().map(|one| (&one.diagnostic, Some(one)));
    let mut all: Vec<_> = reported
        .chain(suppressed)
        .enumerate()
        .map(|(index, (finding, suppressed))| {
            (view.place(finding.span), finding, suppressed, ids.of_finding(file, index, finding))
        })
        .collect();
    // In the order of the text; what is nowhere in it comes first.
    all.sort_by_key(|(place, ..)| place.map(|place| (place.block, place.start, place.end)));
    let mut by_block: BTreeMap<usize, OfBlock> = BTreeMap::new();
    let mut nowhere = Vec::new();
    for (index, (place, finding, suppressed, id)) in all.into_iter().enumerate() {
        let number = index + 1;
        let numbered = Numbered { file, number, is_marked: place.is_some(), id, finding };
        let card = match suppressed {
            Some(suppressed) => numbered.suppressed_card(suppressed),
            None => numbered.card(),
        };
        let Some(place) = place else {
            nowhere.push(card);
            continue;
        };
        let of_block = by_block.entry(place.block).or_default();
        let severity = suppressed.is_none().then_some(finding.severity);
        of_block.marks.push(Mark { start: place.start, end: place.end, number, id, severity });
        of_block.cards.push(card);
    }
    (by_block, nowhere)
}

/// The text in rows: a row for each block with cards, and one for the blocks between two of them.
fn rows(view: &PageView, mut by_block: BTreeMap<usize, OfBlock>) -> Markup {
    let mut rows = String::new();
    let mut plain: Vec<Markup> = Vec::new();
    let mut list = ListOf::default();
    let flush = |plain: &mut Vec<Markup>, cards: &[Markup], rows: &mut String| {
        if plain.is_empty() {
            return;
        }
        let row = html! {
            div.row {
                div.text { @for block in plain.iter() { (block) } }
                @if !cards.is_empty() { div.cards { @for card in cards { (card) } } }
            }
        };
        row.render_to(rows);
        plain.clear();
    };
    for (index, block) in view.blocks.iter().enumerate() {
        let of_block = by_block.remove(&index).unwrap_or_default();
        if !of_block.cards.is_empty() {
            plain.extend(list.end());
            flush(&mut plain, &[], &mut rows);
        }
        if block.left_out > 0 {
            plain.extend(list.end());
            let words = count(
                block.left_out,
                "block of text without findings is",
                "blocks of text without findings are",
            );
            plain.push(html! { p.left-out { (words) " left out here." } });
        }
        let content = marked(block, &of_block.marks);
        match ListOf::tag(block) {
            Some(tag) => plain.extend(list.add(tag, block, &content)),
            None => {
                plain.extend(list.end());
                plain.push(element(block, &content));
            }
        }
        if !of_block.cards.is_empty() {
            plain.extend(list.end());
            flush(&mut plain, &of_block.cards, &mut rows);
        }
    }
    plain.extend(list.end());
    flush(&mut plain, &[], &mut rows);
    PreEscaped(rows)
}

/// Items that follow one another, which become one list.
#[derive(Default)]
struct ListOf {
    tag: Option<&'static str>,
    class: &'static str,
    start: Option<u32>,
    items: String,
}

impl ListOf {
    /// The element that an item is put in.
    fn tag(block: &ViewBlock) -> Option<&'static str> {
        match (block.kind, block.number) {
            (BlockKind::ListItem, Some(_)) => Some("ol"),
            (BlockKind::ListItem, None) | (BlockKind::TableCell, _) => Some("ul"),
            _ => None,
        }
    }

    /// Adds an item; returns the list before it, where it ends one.
    fn add(&mut self, tag: &'static str, block: &ViewBlock, content: &Markup) -> Option<Markup> {
        let class = if block.kind == BlockKind::TableCell { "cells" } else { "items" };
        let before = if self.tag != Some(tag) || self.class != class { self.end() } else { None };
        if self.tag.is_none() {
            (self.tag, self.class, self.start) = (Some(tag), class, block.number);
        }
        html! { li { (content) } }.render_to(&mut self.items);
        before
    }

    /// The list so far.
    fn end(&mut self) -> Option<Markup> {
        let tag = self.tag.take()?;
        let items = PreEscaped(std::mem::take(&mut self.items));
        let class = self.class;
        Some(match tag {
            "ol" => html! { ol class=(class) start=[self.start] { (items) } },
            _ => html! { ul class=(class) { (items) } },
        })
    }
}

/// A block with its text.
fn element(block: &ViewBlock, content: &Markup) -> Markup {
    let named = |name: &str| html! { p.meta { span.kind { (name) } " " (content) } };
    match block.kind {
        BlockKind::Heading => html! { p.heading { (content) } },
        BlockKind::Quote => html! { blockquote { p { (content) } } },
        BlockKind::Caption => html! { p.caption { (content) } },
        BlockKind::Note => html! { p.note { (content) } },
        BlockKind::Title => named("Title for search results"),
        BlockKind::Description => named("Description for search results"),
        BlockKind::AltText => named("Alt text of a picture"),
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableCell => html! { p { (content) } },
    }
}

/// The text of a block with its marks, which may overlap: words that several cover have the look of the gravest.
fn marked(block: &ViewBlock, marks: &[Mark]) -> Markup {
    let mut out = String::new();
    if block.is_cut_before {
        out.push_str("\u{2026} ");
    }
    let mut bounds: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    bounds.extend([0, block.text.len()]);
    bounds.sort_unstable();
    bounds.dedup();
    let mut waiting = marks.iter().peekable();
    let mut active: Vec<&Mark> = Vec::new();
    for (index, from) in bounds.iter().copied().enumerate() {
        active.retain(|mark| {
            let is_over = mark.end <= from;
            if is_over {
                reference(mark).render_to(&mut out);
            }
            !is_over
        });
        while let Some(mark) = waiting.next_if(|mark| mark.start <= from) {
            match mark.end > from {
                true => active.push(mark),
                false => reference(mark).render_to(&mut out),
            }
        }
        let Some(words) = bounds.get(index + 1).and_then(|to| block.text.get(from..*to)) else { continue };
        let words = words.replace(OBJECT, "");
        if let Some(mark) = active.iter().max_by_key(|mark| (mark.severity, mark.start)) {
            html! { mark class=(mark.name()) data-mark=(mark.id) { (Text(&words)) } }.render_to(&mut out);
        } else {
            Text(&words).render_to(&mut out);
        }
    }
    if block.is_cut_after {
        out.push_str(" \u{2026}");
    }
    PreEscaped(out)
}

/// The number after marked words, which leads to the card.
fn reference(mark: &Mark) -> Markup {
    html! {
        a class={ "number " (mark.name()) } id={ "m-" (mark.id) } href={ "#f-" (mark.id) } data-mark=(mark.id) {
            span.hidden { " " (mark.name()) ", finding " } (mark.number)
        }
    }
}

/// What the baseline knows, apart from what is reported.
fn known(file: &FileReport, view: &PageView, ids: &Ids<'_>) -> Markup {
    let before = file.diagnostics.len() + view.suppressed.len();
    html! {
        details.known {
            summary { h4 { "In the baseline" } span.counts { (count(view.known.len(), "finding", "findings")) } }
            div.cards {
                @for (index, finding) in view.known.iter().enumerate() {
                    @let id = ids.of_finding(file, before + index, finding);
                    (Numbered { file, number: 0, is_marked: false, id, finding }.known_card())
                }
            }
        }
    }
}
