//! The list of references at the end, and the notes: which numbers, labels and authors have an entry.

use std::ops::Range;

use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{Block, BlockId, BlockKind, Document};
use rustc_hash::{FxHashMap, FxHashSet};

use super::cursor::{SplitText, has_capital, is_initials};
use super::entry::{self, EntryParts};
use super::identifiers;

/// No more of an entry that begins with no names is looked through for its author, in words.
const MOST_NAMES: usize = 40;

/// The entries that markers in the text point at.
#[derive(Debug, Default)]
pub struct References {
    /// The blocks of lists of references, in order.
    lists: Vec<Range<BlockId>>,
    /// In the order of the text.
    entries: Vec<ReferenceEntry>,
    /// The blocks of the entries.
    blocks: FxHashSet<BlockId>,
    /// The entry of each number; the first of several.
    numbers: FxHashMap<u64, Note>,
    /// Labels of footnotes, and signs such as `*` that open a note, each with its note.
    labels: FxHashMap<String, Note>,
    has_signs: bool,
    /// The entries by the names in their first author and their years.
    authors: FxHashMap<(String, u16), usize>,
    /// Where superscripts stand that are the numbers of entries themselves, in bytes of the text.
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
    /// What it says of the paper, as bytes of its block's text.
    pub parts: EntryParts,
    /// Whether an identifier, an address or a link in it leads to the source.
    pub has_identifier: bool,
    /// Whether it leads a reader to a source.
    pub leads: bool,
}

/// What a number, a label or a sign points at.
#[derive(Debug, Clone, Copy)]
struct Note {
    /// Its index among the entries.
    entry: Option<usize>,
    /// Whether it leads a reader to a source.
    leads: bool,
}

/// What stands at the beginning of a block by which the text points at it.
#[derive(Debug, Default)]
struct Mark {
    number: Option<u64>,
    label: Option<String>,
    /// It opens other texts as well, so that only what leads somewhere is an entry.
    is_common: bool,
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
        let small = document.small_words_of(block.span);
        let identifiers = identifiers::find(text, small);
        let parts =
            entry::read(text, small, identifiers.first().map_or(text.len(), |first| first.range.start));
        let has_identifier = !identifiers.is_empty() || has_link(document, block.span);
        let is_published =
            has_identifier || !citations::UNPUBLISHED.iter().any(|words| small.contains(words));
        let leads = has_identifier || is_published && (has_year(text) || parts.authors.is_some());
        let mark = mark.unwrap_or_default();
        if mark.is_common && !is_listed && !leads {
            return;
        }
        if superscript.is_some() {
            self.own_marks.insert(block.span.start());
        }
        let own = || block.number.map(u64::from).or_else(|| leading_number(text));
        let number = mark.number.or_else(|| if is_listed { own() } else { None });
        let label = block.label.clone().map(String::from).or(mark.label);
        // "*Results vary" is no source, and no entry of a list.
        let entry = (is_listed || number.is_some() || leads).then_some(self.entries.len());
        let note = |leads| Note { entry, leads };
        if let Some(number) = number {
            self.numbers.entry(number).or_insert(note(is_published));
        }
        if let Some(label) = &label {
            self.has_signs |= opening_sign(label).is_some();
            // A footnote may have several paragraphs.
            let known = self.labels.entry(label.clone()).or_insert(note(leads));
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

    /// Whether a block is part of a list of references, its heading included.
    pub fn holds(&self, block: BlockId) -> bool {
        let list = self.lists.partition_point(|list| list.end <= block);
        self.lists.get(list).is_some_and(|list| list.contains(&block))
    }

    /// Whether a block is an entry.
    pub fn is_entry(&self, block: BlockId) -> bool {
        self.blocks.contains(&block)
    }

    /// Whether a superscript at a byte of the text is the number of an entry itself, and points at nothing.
    pub fn is_own_mark(&self, at: usize) -> bool {
        self.own_marks.contains(&at)
    }

    /// The entry of a number, by its index, and whether it leads a reader to a source.
    pub fn numbered(&self, number: u64) -> Option<(Option<usize>, bool)> {
        self.numbers.get(&number).map(|note| (note.entry, note.leads))
    }

    /// The note of a label or a sign: its entry, by its index, and whether it leads a reader to a source.
    pub fn note(&self, label: &str) -> Option<(Option<usize>, bool)> {
        self.labels.get(label).map(|note| (note.entry, note.leads))
    }

    /// Whether there is a note that a sign such as `*` opens.
    pub fn has_signs(&self) -> bool {
        self.has_signs
    }

    /// The entry of a paper by its first author and its year, by its index.
    pub fn by_author(&self, author: &str, year: u16) -> Option<usize> {
        let author = author.to_lowercase();
        let author = author.strip_suffix("'s").unwrap_or(&author);
        self.authors.get(&(author.to_owned(), year)).copied()
    }
}

impl Mark {
    /// `[12] …`, `(12) …`, `¹ …`, `[^label]: …`, `* …`
    fn of_text(text: &str) -> Option<Mark> {
        let numbered = |number, is_common| Mark { number: Some(number), is_common, label: None };
        let labelled = |label: &str| Mark { label: Some(label.to_owned()), ..Mark::default() };
        bracketed_number(text)
            .map(|number| numbered(number, false))
            .or_else(|| leading_number_in(text, '(', ')').map(|number| numbered(number, true)))
            .or_else(|| raised_number(text).map(|number| numbered(number, true)))
            .or_else(|| footnote_label(text).map(labelled))
            .or_else(|| opening_sign(text).map(|sign| labelled(&sign.to_string())))
    }

    /// What a superscript at the beginning of a block says.
    fn of_superscript(label: &str) -> Option<Mark> {
        let label = label.trim_matches(['[', ']', '(', ')', ' ']);
        match label.parse() {
            Ok(number) => Some(Mark { number: Some(number), is_common: true, label: None }),
            Err(_) => {
                opening_sign(label).map(|sign| Mark { label: Some(sign.to_string()), ..Mark::default() })
            }
        }
    }
}

/// The label of a superscript at a byte of the text.
fn superscript_at(document: &Document, at: usize) -> Option<&str> {
    let markers = document.markers();
    let marker = markers.get(markers.partition_point(|marker| marker.at < at))?;
    (marker.at == at).then_some(marker.label.as_str())
}

/// Whether a link stands in a stretch of the text.
fn has_link(document: &Document, span: Span) -> bool {
    let links = document.links();
    let first = links.partition_point(|link| link.span.start() < span.start());
    links.get(first).is_some_and(|link| link.span.start() < span.end() && !link.target.starts_with('#'))
}

/// The names that an entry is looked up by, each with its year: those of its first author, or all words with capitals
/// where no authors are told apart.
fn names(text: &str, small: &str, parts: &EntryParts) -> Vec<(String, u16)> {
    let Some(year) = parts.year else { return Vec::new() };
    let range = parts.authors.clone().unwrap_or(0..text.len());
    let words = SplitText::of(&text[range.clone()], &small[range]);
    let names: Vec<usize> = match parts.authors {
        Some(_) => {
            let last =
                (0..words.count()).find(|&word| !words.is_joined(word) || is_initials(words.text(word + 1)));
            (0..=last.unwrap_or(0)).collect()
        }
        None => (0..words.count().min(MOST_NAMES)).collect(),
    };
    let is_name = |word: &&str| has_capital(word) && word.chars().nth(1).is_some();
    names
        .into_iter()
        .map(|word| words.text(word))
        .filter(is_name)
        .map(|name| (name.to_lowercase(), year))
        .collect()
}

fn is_list_heading(block: &Block, text: &str) -> bool {
    let text = text.trim_end_matches(':').trim();
    text.len() <= 40
        && !block.kind.is_metadata()
        && citations::HEADINGS_OF_REFERENCES.contains(&text.to_lowercase().as_str())
        && (block.kind.is_heading() || text.starts_with(char::is_uppercase))
}

/// Whether a short line in a list of references is an entry rather than the next heading.
fn is_entry(text: &str) -> bool {
    bracketed_number(text).is_some() || leads_somewhere(text) || leading_number(text).is_some()
}

/// `[12] …`
fn bracketed_number(text: &str) -> Option<u64> {
    leading_number_in(text, '[', ']')
}

/// A number in brackets with something behind it.
fn leading_number_in(text: &str, open: char, close: char) -> Option<u64> {
    let inside = text.strip_prefix(open)?;
    let digits = inside.bytes().take(LONGEST_NUMBER).take_while(u8::is_ascii_digit).count();
    let rest = inside[digits..].strip_prefix(close)?;
    (!rest.trim().is_empty()).then(|| inside[..digits].parse().ok()).flatten()
}

/// Numbers of more digits are no numbers of entries.
const LONGEST_NUMBER: usize = 4;

/// `12. …` or `12 Author …`
fn leading_number(text: &str) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text[digits..].chars().next()?;
    (digits <= 3 && matches!(behind, '.' | ')' | ' ')).then(|| text[..digits].parse().ok()).flatten()
}

/// `¹² …`
fn raised_number(text: &str) -> Option<u64> {
    let figures: String = text.chars().map_while(raised_figure).collect();
    figures.parse().ok()
}

/// The figure that a superscript character stands for.
pub fn raised_figure(character: char) -> Option<char> {
    match character {
        '\u{00B9}' => Some('1'),
        '\u{00B2}' => Some('2'),
        '\u{00B3}' => Some('3'),
        '\u{2070}' | '\u{2074}'..='\u{2079}' => char::from_digit(character as u32 - 0x2070, 10),
        _ => None,
    }
}

/// `[^label]: …`, which only Markdown reads as a footnote.
fn footnote_label(text: &str) -> Option<&str> {
    let (label, rest) = text.strip_prefix("[^")?.split_once(']')?;
    rest.starts_with(':').then_some(label)
}

/// `* …`, `† …`: the sign that opens a note.
fn opening_sign(text: &str) -> Option<char> {
    text.chars().next().filter(|sign| matches!(sign, '*' | '\u{2020}' | '\u{2021}' | '\u{00A7}'))
}

/// Whether a note gives a reader something to look up: an identifier, an address or the year of a paper.
fn leads_somewhere(text: &str) -> bool {
    !identifiers::find(text, &text.to_ascii_lowercase()).is_empty() || has_year(text)
}

fn has_year(text: &str) -> bool {
    text.split(|sign: char| !sign.is_ascii_digit()).any(is_year)
}

/// Whether digits are a year that a paper can be from.
pub fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
