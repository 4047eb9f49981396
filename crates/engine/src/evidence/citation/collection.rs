//! All citations of a document, each form read by its file.

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_text::{BlockId, Document};
use rustc_hash::FxHashSet;

use super::cues::Cues;
use super::identifiers::{self, Identifier};
use super::kinds::{Citation, CitationKind};
use super::known_sources::KnownSources;
use super::references::{ReferenceEntry, References};
use super::{keys, markers};

/// The citations of one document.
#[derive(Debug, Default)]
pub struct Citations {
    /// All citations, in the order of the text.
    pub all: Vec<Citation>,
    /// The identifiers and bare addresses of the whole text, in order, with their bytes in [`Document::text`]. Those in
    /// lists of references are among them.
    pub identifiers: Vec<(Span, Identifier)>,
    /// The list of references.
    pub references: References,
    /// Whether a list at the end of the page gives the sources of all of it: nothing in the text points at its entries by their
    /// numbers.
    pub has_sources_of_page: bool,
}

/// A list of fewer sources is not one of the sources of a page.
const FEWEST_SOURCES: usize = 2;

/// Whether a list gives the sources of the page as a whole: it has entries that lead somewhere, and no number or note in the
/// text points at any of them.
fn lists_sources_of_page(references: &References, all: &[Citation]) -> bool {
    let is_source = |entry: &ReferenceEntry| {
        let list = references.list_of(entry.block);
        entry.leads && list.is_some_and(|list| !list.heading.is_chosen)
    };
    let is_marker = |one: &Citation| match one.kind {
        CitationKind::Numbered | CitationKind::Note => true,
        CitationKind::Link => !one.entries.is_empty(),
        _ => false,
    };
    references.entries().iter().filter(|entry| is_source(entry)).count() >= FEWEST_SOURCES
        && !all.iter().any(is_marker)
}

impl Citations {
    /// Reads the citations of a document.
    pub fn read(document: &Document, known: &KnownSources) -> Citations {
        let references = References::read(document);
        let mut all = Vec::new();
        markers::links(document, known, &references, &mut all);
        markers::notes(document, known, &references, &mut all);
        let mut identifiers = Vec::new();
        for id in document.block_ids() {
            let block = document.block(id);
            let cues = Cues::of(document.small_words_of(block.span));
            let first = identifiers.len();
            if cues.identifier {
                let found = identifiers::find_in(document, block.span);
                identifiers.extend(found.into_iter().map(|one| {
                    let start = block.span.start();
                    (Span::of(start + one.range.start..start + one.range.end), one)
                }));
            }
            if !references.holds(id) {
                markers::identified(&identifiers[first..], known, &mut all);
                markers::in_text(document, id, cues, &references, &mut all);
                if let Some(bibliography) = &known.bibliography {
                    let words = document.words_of(block.span);
                    keys::find(words, block.span.start(), bibliography, &known.sites, &mut all);
                }
            }
        }
        all.sort_by_key(|citation| (citation.span.start(), citation.span.end()));
        let has_sources_of_page = lists_sources_of_page(&references, &all);
        Citations { all, identifiers, references, has_sources_of_page }
    }

    /// Refutes the citations at some places, and those that name only entries with such places in them: what they lead to is
    /// not to be trusted.
    pub(crate) fn discard(&mut self, document: &Document, places: impl Iterator<Item = Span>) {
        let mut spans: Vec<Span> = places.collect();
        spans.sort();
        let blocks: FxHashSet<BlockId> =
            spans.iter().filter_map(|span| document.block_at(span.start())).collect();
        let entries = self.references.entries();
        for citation in &mut self.all {
            let at = spans.partition_point(|span| span.end() <= citation.span.start());
            let is_there = spans.get(at).is_some_and(|span| span.overlaps(citation.span));
            let mut named = citation.entries.iter().map(|entry| entries[*entry].block);
            let is_named = !citation.entries.is_empty() && named.all(|block| blocks.contains(&block));
            if is_there || is_named {
                citation.grade = Grade::Broken;
                citation.is_refuted = true;
            }
        }
    }

    /// The identifiers in a stretch of the text, such as an entry, with their bytes.
    pub fn identifiers_in(&self, span: Span) -> impl Iterator<Item = &(Span, Identifier)> + Clone {
        let first = self.identifiers.partition_point(|(place, _)| place.start() < span.start());
        self.identifiers[first..].iter().take_while(move |(place, _)| span.contains(*place))
    }

    /// Whether some words are part of a key.
    pub(crate) fn is_in_key(&self, words: Span) -> bool {
        let end = self.all.partition_point(|citation| citation.span.start() <= words.start());
        let near = self.all[..end].iter().rev().find(|citation| citation.kind == CitationKind::Key);
        near.is_some_and(|key| key.span.contains(words))
    }

    /// The citations that start in a stretch of the text, or right at its end.
    pub fn within(&self, span: Span) -> &[Citation] {
        let first = self.all.partition_point(|citation| citation.span.start() < span.start());
        let end = self.all.partition_point(|citation| citation.span.start() <= span.end());
        &self.all[first..end.max(first)]
    }
}
