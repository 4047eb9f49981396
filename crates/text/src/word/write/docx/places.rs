//! Where in the body of a document a note goes: on its words where these stand in the body, on the reference to the note that they
//! stand in, or on a paragraph.

use std::ops::Range;

use claimlint_base::marks::MarkKind;
use claimlint_base::parts::{Parts, Story};
use claimlint_base::source::Source;
use claimlint_base::span::Span;
use rustc_hash::FxHashMap;

use super::points::{Point, Points};
use super::structure::Structure;
use crate::word::container::Part;
use crate::word::write::notes::Note;

/// Where a note goes.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The points around the words; none where it goes on the paragraph.
    pub words: Option<(Point, Point)>,
    /// The index of the paragraph.
    pub paragraph: usize,
    /// Whether it stands on its own words.
    pub is_exact: bool,
}

/// Finds places in a body.
pub struct Places<'s> {
    source: &'s Source,
    structure: &'s Structure,
    /// The index of the part that holds the body.
    main: Option<usize>,
    /// The bytes of the references to notes, by their labels.
    references: FxHashMap<&'s str, Range<usize>>,
}

impl<'s> Places<'s> {
    /// The places of a text in a body.
    pub fn of(source: &'s Source, main: &Part, structure: &'s Structure) -> Places<'s> {
        let parts = source.parts();
        let main = parts.and_then(|parts| parts.names.iter().position(|name| *name == main.name));
        let references = parts.map(|parts| references(parts, main)).unwrap_or_default();
        Places { source, structure, main, references }
    }

    /// The place of a note; `None` where the body has no paragraph.
    pub fn of_note(&self, note: &Note, points: &Points<'_>) -> Option<Place> {
        let first = self.structure.first_paragraph()?;
        let whole = |paragraph| Place { words: None, paragraph, is_exact: false };
        let Some(bytes) = self.bytes(note.span) else {
            return Some(self.of_reference(note.span, points).unwrap_or_else(|| whole(first)));
        };
        let exact = self.around(bytes.clone(), points).map(|(words, paragraph)| Place {
            words: Some(words),
            paragraph,
            is_exact: true,
        });
        let around = || whole(self.structure.paragraph_at(bytes.start).unwrap_or(first));
        Some(exact.unwrap_or_else(around))
    }

    /// The bytes of the body that some words stand in; `None` where they stand elsewhere.
    pub fn bytes(&self, span: Span) -> Option<Range<usize>> {
        let parts = self.source.parts().filter(|_| !span.is_empty())?;
        let (start, from) = parts.start(span.start());
        let (end, to) = parts.end(span.end());
        let is_in_body = Some(start) == self.main && start == end && from < to;
        is_in_body.then_some(from..to)
    }

    /// The points around some bytes, and the paragraph of the first.
    fn around(&self, bytes: Range<usize>, points: &Points<'_>) -> Option<((Point, Point), usize)> {
        let first = self.structure.run_at(bytes.start)?;
        let last = self.structure.run_at(bytes.end - 1)?;
        let start = points.start(first, bytes.start)?;
        let end = points.end(last, bytes.end)?;
        Some(((start, end), self.structure.runs[first].paragraph))
    }

    /// The place of the reference to the note that some words stand in.
    fn of_reference(&self, span: Span, points: &Points<'_>) -> Option<Place> {
        let line = self.source.parts()?.lines.get(self.source.line_of(span.start()))?;
        if !matches!(line.story, Story::Footnote | Story::Endnote) {
            return None;
        }
        let bytes = self.references.get(line.label.as_deref()?)?;
        let (words, paragraph) = self.around(bytes.clone(), points)?;
        Some(Place { words: Some(words), paragraph, is_exact: false })
    }
}

/// The bytes of the references to notes in a part.
fn references(parts: &Parts, main: Option<usize>) -> FxHashMap<&str, Range<usize>> {
    let mut references = FxHashMap::default();
    for mark in &parts.marks {
        let MarkKind::Note { label, length } = &mark.kind else { continue };
        let (part, from) = parts.start(mark.at as usize);
        let (_, to) = parts.end((mark.at + length) as usize);
        if Some(part) == main {
            references.entry(label.as_str()).or_insert(from..to);
        }
    }
    references
}
