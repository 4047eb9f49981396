//! The list of references at the end of a document, and its notes: which numbers, labels and authors have an entry.

use std::ops::Range;

use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{BlockId, BlockKind, Document};
use rustc_hash::{FxHashMap, FxHashSet};

use super::authors::Authors;
use super::cursor::is_year;
use super::entry::{self, EntryParts};
use super::headings::{self, ListHeading};
use super::identifiers;
use super::linked::{self, Linked};
use super::marks::{Mark, leading_number, number_alone, number_in_square_brackets, opening_sign};
use super::run_in;

/// The entries at which markers in the text point.
#[derive(Debug, Default)]
pub struct References {
    /// The lists of references, in order.
    lists: Vec<ReferenceList>,
    /// The entries, in the order of the text.
    entries: Vec<ReferenceEntry>,
    /// The blocks of the entries.
    blocks: FxHashSet<BlockId>,
    /// What each number points at; of several entries with one number, the first.
    numbers: FxHashMap<u64, Note>,
    /// What the labels of footnotes point at, and signs such as `*` that open a note.
    labels: FxHashMap<String, Note>,
    has_signs: bool,
    /// The entries by the names of their first authors and their years.
    authors: Authors,
    /// The notes outside of the lists that links lead to.
    linked: FxHashSet<BlockId>,
    /// The notes and entries by their blocks.
    notes: FxHashMap<BlockId, Note>,
    /// The notes and entries at the places of the page that links lead to, by the names of the places.
    places: FxHashMap<String, Note>,
    /// Where superscripts are that are the numbers of entries themselves, in bytes of the text.
    own_marks: FxHashSet<usize>,
}

/// A list of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceList {
    /// Its blocks, its heading among them.
    pub blocks: Range<BlockId>,
    /// What heads it.
    pub heading: ListHeading,
}

/// An entry of a list of references, or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceEntry {
    /// Its block.
    pub block: BlockId,
    /// Its number in a numbered list.
    pub number: Option<u64>,
    /// The label of a footnote.
    pub label: Option<String>,
    /// What it says about the paper, as bytes of its block's text.
    pub parts: EntryParts,
    /// Whether it has an identifier, an address or a link that leads to the source.
    pub has_identifier: bool,
    /// Whether it leads a reader to a source.
    pub leads: bool,
}

/// What a number, a label or a sign points at.
#[derive(Debug, Clone, Copy)]
pub struct Note {
    /// Its index among the entries, if it is one.
    pub entry: Option<usize>,
    /// Whether it leads a reader to a source.
    pub leads: bool,
}

impl References {
    /// Finds the lists and notes of a document.
    pub fn read(document: &Document) -> References {
        let mut references = References::default();
        let linked = Linked::read(document);
        let mut list: Option<(BlockId, ListHeading)> = None;
        let mut end = BlockId::default();
        // The note that further paragraphs of an item belong to.
        let mut open_note: Option<usize> = None;
        let mut number_before: Option<u64> = None;
        for id in document.block_ids() {
            let block = document.block(id);
            end = id.next();
            let text = document.words_of(block.span);
            if let Some(heading) = headings::read(document, id) {
                references.close(list.replace((id, heading)), id);
                continue;
            }
            // The structured data of a page may come last in it.
            let ends_list = matches!(block.kind, BlockKind::Title | BlockKind::Description)
                || block.kind == BlockKind::Heading && !is_entry(text);
            let has_mark =
                || superscript_at(document, block.span.start()).is_some() || Mark::of_text(text).is_some();
            let is_after_list = || {
                references.last_is_numbered()
                    && is_prose(document, id)
                    && number_before.is_none()
                    && !has_mark()
            };
            if list.is_some() && (ends_list || is_after_list()) {
                references.close(list.take(), id);
            }
            let opens_note = || block.number.is_some() || number_before.is_some() || has_mark();
            let is_linked = linked.notes.contains(&id)
                || block.is_among_notes && opens_note()
                || linked.others.contains(&id) && names_source(text, document.small_words_of(block.span));
            let is_listed = list.is_some() || block.kind == BlockKind::Note || is_linked;
            let goes_on = block.kind == BlockKind::ListItem && block.number.is_none() && !is_linked;
            let goes_with_next = linked.notes.contains(&end) || list.is_some() || block.is_among_notes;
            if let Some(number) = number_alone(text).filter(|_| goes_with_next) {
                references.linked.insert(id);
                number_before = Some(number);
                continue;
            }
            let before = references.entries.len();
            references.read_block(document, id, is_listed, number_before.take());
            if is_linked {
                references.linked.insert(id);
                open_note = Some(before);
            } else if let Some(note) = open_note.filter(|_| goes_on && list.is_none()) {
                references.go_on(text, id, note);
            } else {
                open_note = None;
            }
        }
        references.close(list, end);
        for (name, block) in linked::places(document) {
            if let Some(note) = references.notes.get(&block) {
                references.places.entry(name.to_owned()).or_insert(*note);
            }
        }
        references
    }

    /// Whether the last entry has a number, as then the next one has.
    fn last_is_numbered(&self) -> bool {
        self.entries.last().is_some_and(|last| last.number.is_some())
    }

    fn close(&mut self, list: Option<(BlockId, ListHeading)>, end: BlockId) {
        self.lists.extend(list.map(|(start, heading)| ReferenceList { blocks: start..end, heading }));
    }

    /// Reads a block of a list, or one that is an entry without a heading above it. Its number may be a block of its own before
    /// it.
    fn read_block(&mut self, document: &Document, id: BlockId, is_listed: bool, number_before: Option<u64>) {
        let block = document.block(id);
        let text = document.words_of(block.span);
        let lead = run_in::lead(text);
        let start = block.span.start() + lead;
        let superscript = superscript_at(document, start);
        let mark = superscript.and_then(Mark::of_superscript).or_else(|| Mark::of_text(&text[lead..]));
        let is_listed = is_listed || lead > 0;
        if lead > 0 {
            self.linked.insert(id);
        }
        if mark.is_none() && !is_listed {
            return;
        }
        let mark = mark.unwrap_or_default();
        let small = document.small_words_of(block.span);
        let identifiers = identifiers::find_in(document, block.span);
        let words_end = identifiers.first().map_or(text.len(), |first| first.range.start);
        let parts = entry::read(text, small, words_end);
        let has_identifier = !identifiers.is_empty() || has_link(document, block.span);
        let is_published =
            has_identifier || !citations::UNPUBLISHED.iter().any(|words| small.contains(words));
        let leads = has_identifier || is_published && (has_year(text) || parts.authors.is_some());
        if mark.is_common && !is_listed && !leads {
            return;
        }
        if superscript.is_some() {
            self.own_marks.insert(start);
        }
        let number = match mark.number {
            None if is_listed => {
                number_before.or(block.number.map(u64::from)).or_else(|| leading_number(&text[lead..]))
            }
            number => number,
        };
        let label = block.label.clone().map(String::from).or(mark.label);
        // "*Results vary" is not a source, and not an entry of a list.
        let entry = (is_listed || number.is_some() || leads).then_some(self.entries.len());
        if let Some(number) = number {
            self.numbers.entry(number).or_insert(Note { entry, leads: is_published });
            for one in run_in::after(document, block.span, number, lead) {
                let leads = leads_somewhere(&text[one.range]);
                self.numbers.entry(one.number).or_insert(Note { entry, leads });
                self.own_marks.extend(one.superscript);
            }
        }
        if let Some(label) = &label {
            self.has_signs |= opening_sign(label).is_some();
            // A footnote may have several paragraphs.
            let known = self.labels.entry(label.to_lowercase()).or_insert(Note { entry, leads });
            known.leads |= leads;
            for (sign, range) in run_in::signs_after(text) {
                let leads = leads_somewhere(&text[range]);
                self.labels.entry(sign.to_string()).or_insert(Note { entry, leads });
            }
        }
        if let Some(index) = entry {
            self.authors.add(index, text, small, &parts);
            self.notes.insert(id, Note { entry, leads });
            self.blocks.insert(id);
            self.entries.push(ReferenceEntry {
                block: id,
                number,
                label,
                parts,
                has_identifier,
                leads: is_published,
            });
        }
    }

    /// Adds a further paragraph of a note.
    fn go_on(&mut self, text: &str, id: BlockId, note: usize) {
        self.linked.insert(id);
        self.blocks.insert(id);
        let first = self.entries.get(note).map(|entry| entry.block);
        if let Some(known) = first.and_then(|first| self.notes.get_mut(&first)) {
            known.leads |= leads_somewhere(text);
        }
    }

    /// The lists of references, in order.
    pub(crate) fn lists(&self) -> &[ReferenceList] {
        &self.lists
    }

    /// The entries, in the order of the text.
    pub fn entries(&self) -> &[ReferenceEntry] {
        &self.entries
    }

    /// Whether a block is part of a list of references or its heading, or a note that a link leads to.
    pub(crate) fn holds(&self, block: BlockId) -> bool {
        self.list_of(block).is_some() || self.linked.contains(&block)
    }

    /// Whether an entry is, among others, there to be read on, so that nobody need cite it.
    pub(crate) fn is_for_reading(&self, entry: &ReferenceEntry) -> bool {
        self.list_of(entry.block).is_some_and(|list| list.heading.has_reading)
    }

    /// The list of references that a block is part of.
    pub(crate) fn list_of(&self, block: BlockId) -> Option<&ReferenceList> {
        let list = self.lists.partition_point(|list| list.blocks.end <= block);
        self.lists.get(list).filter(|list| list.blocks.contains(&block))
    }

    /// Whether a block is an entry.
    pub(crate) fn is_entry(&self, block: BlockId) -> bool {
        self.blocks.contains(&block)
    }

    /// Whether a superscript at a byte of the text is the number of an entry, and does not point at one.
    pub(super) fn is_own_mark(&self, at: usize) -> bool {
        self.own_marks.contains(&at)
    }

    /// What a number points at.
    pub(super) fn numbered(&self, number: u64) -> Option<Note> {
        self.numbers.get(&number).copied()
    }

    /// What a label or a sign points at.
    pub(super) fn note(&self, label: &str) -> Option<Note> {
        // Footnotes do not differ by capitals alone, as the authors of GitHub's Markdown have it.
        self.labels.get(&label.to_lowercase()).copied()
    }

    /// Whether a sign such as `*` opens a note.
    pub(super) fn has_signs(&self) -> bool {
        self.has_signs
    }

    /// The note or entry at the place to which a link on the page leads.
    pub(super) fn at_place(&self, target: &str) -> Option<Note> {
        self.places.get(linked::name_of(target)?.as_ref()).copied()
    }

    /// The entries by the names of their first authors and their dates.
    pub(crate) fn authors(&self) -> &Authors {
        &self.authors
    }
}

/// The label of a superscript at a byte of the text.
fn superscript_at(document: &Document, at: usize) -> Option<&str> {
    let markers = document.markers();
    let marker = markers.get(markers.partition_point(|marker| marker.at < at))?;
    (marker.at == at).then_some(marker.label.as_str())
}

/// Whether a stretch of the text has a link to another page.
fn has_link(document: &Document, span: Span) -> bool {
    let first = document.links_in(span).next();
    first.is_some_and(|link| link.span.start() < span.end() && !link.target.starts_with('#'))
}

/// Whether a short line in a list of references is an entry rather than the next heading, which may have a number or a year.
fn is_entry(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    number_in_square_brackets(text).is_some()
        || !identifiers::find(text, &small).is_empty()
        || headings::looks_like_entry(text, &small, 0)
}

/// Whether a text to which words of a link lead names a source: a paper with its authors and year, or an identifier.
fn names_source(text: &str, small: &str) -> bool {
    let identifiers = identifiers::find(text, small);
    let words_end = identifiers.first().map_or(text.len(), |first| first.range.start);
    let parts = entry::read(text, small, words_end);
    parts.authors.is_some() && (parts.date.is_some() || !identifiers.is_empty())
}

/// Whether a note gives a reader something to look up: an identifier, an address or the year of a paper.
pub(super) fn leads_somewhere(text: &str) -> bool {
    !identifiers::find(text, &text.to_ascii_lowercase()).is_empty() || has_year(text)
}

/// Whether a text has a year that a paper can be from.
fn has_year(text: &str) -> bool {
    text.split(|sign: char| !sign.is_ascii_digit()).any(is_year)
}

/// A paragraph with fewer bytes may be a part of an entry.
const SHORTEST_PROSE: usize = 80;

/// Whether a block is a paragraph of prose, such as a disclaimer behind a list: it has no year, no address and no number.
fn is_prose(document: &Document, id: BlockId) -> bool {
    let block = document.block(id);
    let text = document.words_of(block.span);
    // Any four figures, and not the years of papers alone: pages and volumes are parts of an entry as well.
    let has_year = text.split(|sign: char| !sign.is_ascii_digit()).any(|digits| digits.len() == 4);
    block.kind == BlockKind::Paragraph
        && block.number.is_none()
        && text.len() >= SHORTEST_PROSE
        && !has_year
        && !text.contains("://")
        && document.links_in(block.span).next().is_none()
}
