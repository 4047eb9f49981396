//! A page as its readers see it, with the places of what was found in it: kept for reports that show pages, and for no others.
//!
//! Of long pages and of long paragraphs only what is around findings is kept, so that a report grows with its findings and not
//! with its pages. How a page is drawn is for whoever writes the report.

use std::collections::{BTreeMap, BTreeSet};

use claimlint_base::source::floor_boundary;
use claimlint_base::span::Span;
use claimlint_engine::Diagnostic;
use claimlint_text::comments::Directive;
use claimlint_text::{BlockKind, Document};

use crate::claim_row::ClaimRow;
use crate::located::{Located, Locator};

/// What is kept of pages for the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keeps {
    /// The source of those with findings.
    #[default]
    Findings,
    /// Also their text as readers see it, their claims, and what is suppressed in them.
    Pages,
}

/// A page with more text, in bytes, is shown only around its findings.
const LONGEST_PAGE: usize = 128 << 10;

/// A block with more text, in bytes, is shown only around its findings.
const LONGEST_BLOCK: usize = 6 << 10;

/// So many bytes are shown on each side of a finding in such a block, and no more of the finding itself.
const AROUND: usize = 400;

/// A page and what was found in it besides the findings that are reported. Of a file of data no text is kept: each of its texts is
/// a page.
#[derive(Debug, Default)]
pub struct PageView {
    /// Its text, in the order of the file.
    pub blocks: Vec<ViewBlock>,
    /// Findings that a comment in the page suppresses.
    pub suppressed: Vec<SuppressedFinding>,
    /// Findings that the baseline knows.
    pub known: Vec<Diagnostic>,
    /// Its claims, with what backs them.
    pub claims: Vec<ClaimRow>,
    /// Where findings are, by their bytes in the source's text.
    places: BTreeMap<Span, ViewPlace>,
}

/// A block of a page, or a part of a long one.
#[derive(Debug)]
pub struct ViewBlock {
    /// What it is.
    pub kind: BlockKind,
    /// The number of an item in a numbered list.
    pub number: Option<u32>,
    /// Its folded text.
    pub text: String,
    /// Whether text of the block before it is left out.
    pub is_cut_before: bool,
    /// Whether text of the block after it is left out.
    pub is_cut_after: bool,
    /// How many blocks before it are left out.
    pub left_out: usize,
}

/// Where a finding is in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewPlace {
    /// The index of its block.
    pub block: usize,
    /// The first byte in the block's text.
    pub start: usize,
    /// The byte after its last. The two are the same for what stands in no text, such as a comment.
    pub end: usize,
}

/// A finding that a comment suppresses.
#[derive(Debug)]
pub struct SuppressedFinding {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// Why it may stay.
    pub reason: String,
    /// The last day on which it may, as the comment says it.
    pub until: Option<String>,
}

impl SuppressedFinding {
    /// What the comments of a document suppress, each with the index of its comment.
    pub(crate) fn all(document: &Document, suppressed: &[(Diagnostic, usize)]) -> Vec<SuppressedFinding> {
        let suppressed = suppressed.iter().map(|(one, directive)| {
            let directive: Option<&Directive> = document.directives().get(*directive);
            SuppressedFinding {
                diagnostic: one.clone(),
                reason: directive.and_then(|one| one.reason.clone()).unwrap_or_default(),
                until: directive.and_then(|one| one.until.as_ref()).map(|until| until.text.clone()),
            }
        });
        suppressed.collect()
    }
}

impl PageView {
    /// The view of a document in which something was found.
    pub(crate) fn of(
        document: &Document,
        found: &[Diagnostic],
        suppressed: &[(Diagnostic, usize)],
        claims: Vec<ClaimRow>,
    ) -> PageView {
        let all = found.iter().chain(suppressed.iter().map(|(one, _)| one));
        let spans: BTreeSet<Span> = all.map(|one| one.span).collect();
        let locator = Locator::of(document);
        let places: Vec<(Span, Located)> =
            spans.into_iter().filter_map(|span| Some((span, locator.locate(span)?))).collect();
        let suppressed = SuppressedFinding::all(document, suppressed);
        let mut view = PageView { suppressed, claims, ..PageView::default() };
        view.take_blocks(document, &places);
        view
    }

    /// Whether there is nothing in it to show.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
            && self.suppressed.is_empty()
            && self.known.is_empty()
            && self.claims.is_empty()
    }

    /// Where a finding is; `None` for what is about no place in the text.
    pub fn place(&self, span: Span) -> Option<ViewPlace> {
        self.places.get(&span).copied()
    }

    fn take_blocks(&mut self, document: &Document, places: &[(Span, Located)]) {
        let is_whole = document.text().len() <= LONGEST_PAGE;
        let mut by_block: BTreeMap<usize, Vec<(Span, Span)>> = BTreeMap::new();
        for (span, at) in places {
            by_block.entry(at.block).or_default().push((*span, at.text));
        }
        let is_near = |index: usize| {
            let near = index.saturating_sub(1)..=index + 1;
            by_block.range(near).next().is_some()
        };
        let mut left_out = 0;
        for (index, block) in document.blocks().iter().enumerate() {
            let inside = by_block.get(&index).map(Vec::as_slice).unwrap_or_default();
            if !is_whole && !is_near(index) {
                left_out += 1;
                continue;
            }
            for window in windows(document, block.span, inside) {
                let text = document.words_of(window).to_owned();
                for (span, at) in inside.iter().filter(|(_, at)| window.contains(Span::at(at.start()))) {
                    let end = at.end().min(window.end());
                    let place = ViewPlace {
                        block: self.blocks.len(),
                        start: at.start() - window.start(),
                        end: end.max(at.start()) - window.start(),
                    };
                    self.places.insert(*span, place);
                }
                self.blocks.push(ViewBlock {
                    kind: block.kind,
                    number: block.number,
                    text,
                    is_cut_before: window.start() > block.span.start(),
                    is_cut_after: window.end() < block.span.end(),
                    left_out: std::mem::take(&mut left_out),
                });
            }
        }
    }
}

/// The parts of a block that are shown: all of it, or what is around some places in it.
fn windows(document: &Document, block: Span, inside: &[(Span, Span)]) -> Vec<Span> {
    if block.len() <= LONGEST_BLOCK {
        return vec![block];
    }
    let text = document.text();
    let around = |at: Span| {
        let start = at.start().saturating_sub(AROUND).max(block.start());
        let end = (at.end().min(at.start() + AROUND) + AROUND).min(block.end());
        Span::of(floor_boundary(text, start)..floor_boundary(text, end))
    };
    let start = Span::at(block.start());
    let places = if inside.is_empty() { vec![start] } else { inside.iter().map(|(_, at)| *at).collect() };
    let mut windows: Vec<Span> = places.into_iter().map(around).collect();
    windows.sort();
    let mut joined: Vec<Span> = Vec::new();
    for window in windows {
        match joined.last_mut().filter(|last| window.start() <= last.end()) {
            Some(last) => *last = Span::of(last.start()..last.end().max(window.end())),
            None => joined.push(window),
        }
    }
    joined
}
