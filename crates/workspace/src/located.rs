//! Finds where some bytes of a page's source are in its readable text: the way back from what was found to what is shown.

use claimlint_base::source::floor_boundary;
use claimlint_base::span::Span;
use claimlint_text::Document;

/// A stretch of the folded text and the index of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located {
    /// The index of the block.
    pub block: usize,
    /// The stretch, in bytes of the document's text.
    pub text: Span,
}

/// The blocks of a document by where they are in the source.
#[derive(Debug)]
pub struct Locator<'d> {
    document: &'d Document,
    by_source: Vec<(Span, usize)>,
}

/// At most this many blocks that begin before a place are looked at.
const NEAREST: usize = 64;

impl<'d> Locator<'d> {
    /// Those of a document.
    pub fn of(document: &'d Document) -> Locator<'d> {
        let blocks = document.blocks().iter().enumerate();
        let mut by_source: Vec<(Span, usize)> =
            blocks.map(|(index, block)| (document.source_span(block.span), index)).collect();
        by_source.sort();
        Locator { document, by_source }
    }

    /// Where some bytes of the source are in the text; for what is in no block, the beginning of the next one.
    pub fn locate(&self, span: Span) -> Option<Located> {
        let after = self.by_source.partition_point(|(own, _)| own.start() <= span.start());
        let before = self.by_source[..after].iter().rev().take(NEAREST);
        let around = before.into_iter().find(|(own, _)| span.start() < own.end() || *own == span);
        let Some((_, block)) = around else {
            // A finding at the very end, such as a missing stop, belongs to the block that ends there.
            let ends = after.checked_sub(1).and_then(|index| self.by_source.get(index));
            let ends = ends.filter(|(own, _)| own.end() == span.start());
            let near = ends.or_else(|| self.by_source.get(after)).or_else(|| self.by_source.last())?;
            let own = self.document.blocks().get(near.1)?.span;
            let at = if ends.is_some() { own.end() } else { own.start() };
            return Some(Located { block: near.1, text: Span::at(at) });
        };
        let own = self.document.blocks().get(*block)?.span;
        let character = |at: usize| self.document.source_span(Span::of(at..at + 1));
        let start = first(own, |at| character(at).end() > span.start());
        let end = first(Span::of(start..own.end()), |at| character(at).start() >= span.end());
        let text = self.document.text();
        let start = floor_boundary(text, start);
        Some(Located { block: *block, text: Span::of(start..floor_boundary(text, end).max(start)) })
    }
}

/// The first byte of a stretch for which a condition holds, given that it holds for all after it, or its end.
fn first(stretch: Span, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (stretch.start(), stretch.end());
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) { to = middle } else { from = middle + 1 }
    }
    from
}
