//! The blocks to which the links of notes lead: a number, a sign or a superscript that is a link to a place on the page.

use std::borrow::Cow;

use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{BlockId, BlockKind, Document};
use percent_encoding::percent_decode_str;
use rustc_hash::{FxHashMap, FxHashSet};

use super::marks::opening_sign;

/// The blocks that links of notes lead to.
#[derive(Debug, Default)]
pub struct Linked {
    /// Those that a number or a sign leads to, which are notes whatever they say.
    pub notes: FxHashSet<BlockId>,
    /// Those that other words lead to, which are notes if they name a source.
    pub others: FxHashSet<BlockId>,
}

impl Linked {
    /// Finds the blocks of a document.
    pub fn read(document: &Document) -> Linked {
        let mut linked = Linked::default();
        if document.anchors().is_empty() {
            return linked;
        }
        let places: FxHashMap<&str, BlockId> = places(document).collect();
        let markers = document.markers().iter();
        let markers = markers.filter_map(|marker| Some((Span::at(marker.at), marker.target.as_deref()?)));
        for (span, target) in markers {
            linked.notes.extend(note_at(document, &places, span, target));
        }
        for link in document.links() {
            let label = document.words_of(link.span);
            if is_label(label) {
                linked.notes.extend(note_at(document, &places, link.span, &link.target));
            } else if is_name_of_note(&link.target) {
                linked.others.extend(note_at(document, &places, link.span, &link.target));
            }
        }
        linked
    }
}

/// The places of a document, by their names and the blocks that begin there.
pub fn places(document: &Document) -> impl Iterator<Item = (&str, BlockId)> {
    document.anchors().iter().filter_map(|anchor| {
        let block = document.block_at(anchor.at)?;
        Some((anchor.id.as_str(), with_words(document, block)))
    })
}

/// A block, or the next one if it has only a number: in a table or a list of terms the entry is beside its number.
fn with_words(document: &Document, block: BlockId) -> BlockId {
    let has_words = document.words_of(document.block(block).span).contains(char::is_alphabetic);
    let next = block.next();
    if has_words || next.index() >= document.blocks().len() { block } else { next }
}

/// The block that a link in a text leads to, if it can be a note: it comes later, and the link is not the number of a note itself.
fn note_at(
    document: &Document,
    places: &FxHashMap<&str, BlockId>,
    span: Span,
    target: &str,
) -> Option<BlockId> {
    let note = *places.get(name_of(target)?.as_ref())?;
    let own = document.block_of(span)?;
    let opens_block = document.block(own).span.start() == span.start();
    let is_text = !matches!(document.block(note).kind, BlockKind::Heading);
    (own < note && is_text && !opens_block).then_some(note)
}

/// The name of the place that a link on the page leads to.
pub fn name_of(target: &str) -> Option<Cow<'_, str>> {
    let name = target.strip_prefix('#').filter(|name| !name.is_empty())?;
    percent_decode_str(name).decode_utf8().ok()
}

/// Whether a link says no more than which note it leads to: `5`, `[5]`, `*`.
pub fn is_label(text: &str) -> bool {
    let label = text.trim_matches(['[', ']', '(', ')', ' ']);
    let is_number = (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    is_number || label.chars().count() == 1 && opening_sign(label).is_some()
}

/// Whether a link leads to a place with a name that pages give to notes and references.
pub fn is_name_of_note(target: &str) -> bool {
    let place = target.strip_prefix('#').unwrap_or_default().to_ascii_lowercase();
    citations::PLACES_OF_NOTES.iter().any(|name| place.contains(name))
}
