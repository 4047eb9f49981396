//! The list of references at the end of a document, and its notes: which numbers, labels and authors have an entry.

use std::ops::Range;

use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{Block, BlockId, BlockKind, Document};
use rustc_hash::{FxHashMap, FxHashSet};

use super::cursor::{SplitText, has_capital, is_initials};
use super::entry::{self, EntryParts};
use super::identifiers;
use super::marks::{Mark, leading_number, number_in_square_brackets, opening_sign};

/// The heading of a list of references is no longer, in bytes.
const LONGEST_HEADING: usize = 40;

/// If an entry does not begin with names, its author is looked for among so many words.
const MOST_NAMES: usize = 40;

/// The entries at which markers in the text point.
#[derive(Debug, Default)]
pub struct References {
    /// The blocks of the lists of references, in order.
    lists: Vec<Range<BlockId>>,
    /// The entries, in the order of the text.
    entries: Vec<ReferenceEntry>,
    /// The blocks of the entries.
    blocks: FxHashSet<BlockId>,
    /// What each number points at; of several entries with one number, the first.
    numbers: FxHashMap<u64, Note>,
    /// What the labels of footnotes point at, and signs such as `*` that open a note.
    labels: FxHashMap<String, Note>,
    has_signs: bool,
    /// The entries by a name of their first author and their year.
    authors: FxHashMap<(String, u16), usize>,
    /// Where superscripts are that are the numbers of entries themselves, in bytes of the text.
    own_marks: FxHashSet<usize>,
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
        let mut list: Option<BlockId> = None;
        let mut end = BlockId::default();
        for id in document.block_ids() {
            let block = document.block(id);
            end = id.next();
            let text = document.words_of(block.span);
            if is_list_heading(block, text) {
                references.close(list.replace(id), id);
                continue;
            }
            let ends_list = block.kind == BlockKind::Heading && !is_entry(text);
            if list.is_some() && ends_list {
                references.close(list.take(), id);
            }
            references.read_block(document, id, list.is_some() || block.kind == BlockKind::Note);
        }
        references.close(list, end);
        references
    }

    fn close(&mut self, start: Option<BlockId>, end: BlockId) {
        self.lists.extend(start.map(|start| start..end));
    }

    /// Reads a block of a list, or one that is an entry without a heading above it.
    fn read_block(&mut self, document: &Document, id: BlockId, is_listed: bool) {
        let block = document.block(id);
        let text = document.words_of(block.span);
        let superscript = superscript_at(document, block.span.start());
        let mark = superscript.and_then(Mark::of_superscript).or_else(|| Mark::of_text(text));
        if mark.is_none() && !is_listed {
            return;
        }
        let mark = mark.unwrap_or_default();
        let small = document.small_words_of(block.span);
        let identifiers = identifiers::find(text, small);
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
            self.own_marks.insert(block.span.start());
        }
        let number = match mark.number {
            None if is_listed => block.number.map(u64::from).or_else(|| leading_number(text)),
            number => number,
        };
        let label = block.label.clone().map(String::from).or(mark.label);
        // "*Results vary" is no source, and not an entry of a list.
        let entry = (is_listed || number.is_some() || leads).then_some(self.entries.len());
        if let Some(number) = number {
            self.numbers.entry(number).or_insert(Note { entry, leads: is_published });
        }
        if let Some(label) = &label {
            self.has_signs |= opening_sign(label).is_some();
            // A footnote may have several paragraphs.
            let known = self.labels.entry(label.clone()).or_insert(Note { entry, leads });
            known.leads |= leads;
        }
        if let Some(entry) = entry {
            for name in names(text, small, &parts) {
                self.authors.entry(name).or_insert(entry);
            }
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

    /// The entries, in the order of the text.
    pub fn entries(&self) -> &[ReferenceEntry] {
        &self.entries
    }

    /// Whether a block is part of a list of references, or its heading.
    pub(crate) fn holds(&self, block: BlockId) -> bool {
        let list = self.lists.partition_point(|list| list.end <= block);
        self.lists.get(list).is_some_and(|list| list.contains(&block))
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
        self.labels.get(label).copied()
    }

    /// Whether a sign such as `*` opens a note.
    pub(super) fn has_signs(&self) -> bool {
        self.has_signs
    }

    /// The index of the entry for a paper with this first author and year.
    pub(super) fn by_author(&self, author: &str, year: u16) -> Option<usize> {
        let author = author.to_lowercase();
        let author = author.strip_suffix("'s").unwrap_or(&author);
        self.authors.get(&(author.to_owned(), year)).copied()
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
    let links = document.links();
    let first = links.partition_point(|link| link.span.start() < span.start());
    links.get(first).is_some_and(|link| link.span.start() < span.end() && !link.target.starts_with('#'))
}

/// The names by which an entry is looked up, each with its year: those of its first author or, if no authors are known, all
/// words with capitals.
fn names(text: &str, small: &str, parts: &EntryParts) -> Vec<(String, u16)> {
    let Some(year) = parts.year else { return Vec::new() };
    let range = parts.authors.clone().unwrap_or(0..text.len());
    let words = SplitText::of(&text[range.clone()], &small[range]);
    let count = match parts.authors {
        Some(_) => {
            let mut all = 0..words.count();
            let last = all.find(|&word| !words.is_joined(word) || is_initials(words.text(word + 1)));
            last.unwrap_or(0) + 1
        }
        None => words.count().min(MOST_NAMES),
    };
    let names = (0..count).map(|word| words.text(word));
    let names = names.filter(|word| has_capital(word) && word.chars().nth(1).is_some());
    names.map(|name| (name.to_lowercase(), year)).collect()
}

/// Whether a block is the heading of a list of references.
fn is_list_heading(block: &Block, text: &str) -> bool {
    let text = text.trim_end_matches(':').trim();
    text.len() <= LONGEST_HEADING
        && !block.kind.is_metadata()
        && citations::HEADINGS_OF_REFERENCES.contains(&text.to_lowercase().as_str())
        && (block.kind.is_heading() || text.starts_with(char::is_uppercase))
}

/// Whether a short line in a list of references is an entry rather than the next heading.
fn is_entry(text: &str) -> bool {
    number_in_square_brackets(text).is_some() || leads_somewhere(text) || leading_number(text).is_some()
}

/// Whether a note gives a reader something to look up: an identifier, an address or the year of a paper.
fn leads_somewhere(text: &str) -> bool {
    !identifiers::find(text, &text.to_ascii_lowercase()).is_empty() || has_year(text)
}

/// Whether a text has a year that a paper can be from.
fn has_year(text: &str) -> bool {
    let mut numbers = text.split(|sign: char| !sign.is_ascii_digit());
    numbers.any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}
