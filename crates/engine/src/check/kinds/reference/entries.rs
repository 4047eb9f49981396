//! What is wrong with the entries of lists of references and with footnotes.

use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{BlockId, Document};
use rustc_hash::{FxHashMap, FxHashSet};

use super::citation_fault::FaultyCitation;
use super::named_sources::{NamedSources, identifiers_of};
use crate::check::subject::Subject;
use crate::check::wording::quote;
use crate::evidence::citation::identifiers::{Identifier, IdentifierKind};
use crate::evidence::citation::{Citation, ReferenceEntry, folded, journals};

/// Shorter titles, in bytes, are shared by papers: "Acne".
const SHORTEST_TITLE: usize = 12;

/// The bytes of an entry's block.
fn span(document: &Document, entry: &ReferenceEntry) -> Span {
    document.block(entry.block).span
}

/// Entries of a list whose numbers the text uses, but not theirs, and footnotes that nothing refers to.
pub fn uncited(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let references = &subject.citations.references;
    let used = Used::of(subject);
    let uses_numbers = references.entries().iter().any(|entry| used.has_number(entry));
    let named = NamedSources::of(subject);
    let mut known: FxHashSet<&str> = FxHashSet::default();
    let mut faults = Vec::new();
    let entries = references.entries().iter().enumerate();
    for (index, entry) in entries.filter(|(_, entry)| !references.is_for_reading(entry)) {
        let name = match (&entry.label, entry.number) {
            // Of the paragraphs of a footnote the first is reported.
            (Some(label), _) if is_sign(label) || !known.insert(label) => continue,
            (Some(label), _) => format!("[^{label}]"),
            (None, Some(number)) if uses_numbers => number.to_string(),
            (None, _) => continue,
        };
        if !used.has(index, entry) && !named.have(entry) {
            faults.push(FaultyCitation { found: name, ..FaultyCitation::at(span(subject.document, entry)) });
        }
    }
    faults
}

/// Whether a label is `*` or the like: such a note may belong to a picture or a price.
fn is_sign(label: &str) -> bool {
    !label.contains(char::is_alphanumeric)
}

/// What the text refers to, and what is referred to from there.
#[derive(Default)]
struct Used<'s> {
    entries: FxHashSet<usize>,
    numbers: FxHashSet<u64>,
    labels: FxHashSet<&'s str>,
}

impl<'s> Used<'s> {
    fn of(subject: &'s Subject<'_>) -> Used<'s> {
        let (document, citations) = (subject.document, subject.citations);
        let references = &citations.references;
        let mut used = Used::default();
        let mut waiting: Vec<&Citation> = Vec::new();
        for citation in &citations.all {
            let block = document.block_of(citation.span);
            if !block.is_some_and(|block| references.is_entry(block)) {
                waiting.push(citation);
            }
        }
        // A note that only itself or an unused note refers to is not used.
        while let Some(citation) = waiting.pop() {
            used.numbers.extend(&citation.numbers);
            for &index in &citation.entries {
                if used.entries.insert(index) {
                    let entry = &references.entries()[index];
                    used.labels.extend(entry.label.as_deref());
                    waiting.extend(citations.within(span(document, entry)));
                }
            }
        }
        used
    }

    fn has_number(&self, entry: &ReferenceEntry) -> bool {
        entry.number.is_some_and(|number| self.numbers.contains(&number))
    }

    fn has(&self, index: usize, entry: &ReferenceEntry) -> bool {
        let has_label = entry.label.as_ref().is_some_and(|label| self.labels.contains(label.as_str()));
        self.entries.contains(&index) || self.has_number(entry) || has_label
    }
}

/// Entries that lead to one source, or name one paper.
pub fn twice(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let document = subject.document;
    // Each section of a page may have a list of its own.
    let list_of = |entry: &ReferenceEntry| {
        subject.citations.references.list_of(entry.block).map(|list| list.blocks.start)
    };
    let mut seen: FxHashMap<(Option<BlockId>, IdentifierKind, String), (usize, Span)> = FxHashMap::default();
    let mut titles: FxHashMap<(Option<BlockId>, String, u16), usize> = FxHashMap::default();
    let mut faults = Vec::new();
    let entries = subject.citations.references.entries();
    for (index, entry) in entries.iter().enumerate() {
        let is_sound = |(_, one): &&(Span, Identifier)| {
            // A journal or a book may well be in several entries.
            one.fault.is_none() && !matches!(one.kind, IdentifierKind::Issn | IdentifierKind::Isbn)
        };
        let first_new = faults.len();
        for (span, identifier) in identifiers_of(subject, entry).filter(is_sound) {
            let key = (list_of(entry), identifier.kind, identifier.value.to_lowercase());
            match seen.get(&key) {
                Some((other, first)) if *other != index => faults.push(FaultyCitation {
                    found: identifier.value.clone(),
                    label: Some((*first, "the same source")),
                    ..FaultyCitation::at(*span)
                }),
                Some(_) => {}
                None => _ = seen.insert(key, (index, *span)),
            }
        }
        let Some((title, (words, year))) = paper(document, entry).filter(|_| faults.len() == first_new)
        else {
            continue;
        };
        let key = (list_of(entry), words, year);
        match titles.get(&key).map(|other| &entries[*other]) {
            Some(other) if may_be_one(subject, other, entry) => {
                let first = paper(document, other).map(|(title, _)| (title, "the same title and year"));
                let found = format!("\u{201C}{}\u{201D}", quote(document.words_of(title)));
                faults.push(FaultyCitation { found, label: first, ..FaultyCitation::at(title) });
            }
            Some(_) => {}
            None => _ = titles.insert(key, index),
        }
    }
    faults
}

/// The title of an entry, and what two entries for one paper share: the title and the year.
fn paper(document: &Document, entry: &ReferenceEntry) -> Option<(Span, (String, u16))> {
    let title = part(document, entry, entry.parts.title.as_ref()?);
    let words = folded(document.words_of(title));
    let is_whole = words.len() >= SHORTEST_TITLE && entry.parts.authors.is_some();
    is_whole.then_some((title, (words, entry.parts.year?)))
}

/// The bytes of a part in the text of the document.
fn part(document: &Document, entry: &ReferenceEntry, range: &std::ops::Range<usize>) -> Span {
    let start = span(document, entry).start();
    Span::of(start + range.start..start + range.end)
}

/// Whether nothing tells two entries of one title and year apart: another author, another place in a journal, another
/// identifier of a kind that both have.
fn may_be_one(subject: &Subject<'_>, one: &ReferenceEntry, other: &ReferenceEntry) -> bool {
    let document = subject.document;
    let words = |entry: &ReferenceEntry, range: &Option<std::ops::Range<usize>>| {
        range.as_ref().map(|range| folded(document.words_of(part(document, entry, range))))
    };
    let author = |entry: &ReferenceEntry| {
        words(entry, &entry.parts.authors).and_then(|authors| authors.split(' ').next().map(str::to_owned))
    };
    let volume = |entry: &ReferenceEntry| {
        let place = words(entry, &entry.parts.place)?;
        place
            .split(' ')
            .find(|figure| crate::evidence::citation::year_of(figure).is_none())
            .map(str::to_owned)
    };
    let differ =
        |one: Option<String>, other: Option<String>| one.is_some() && other.is_some() && one != other;
    let has_other = identifiers_of(subject, one).any(|(_, own)| {
        own.kind != IdentifierKind::Address
            && identifiers_of(subject, other).any(|(_, its)| its.kind == own.kind)
    });
    !differ(author(one), author(other)) && !differ(volume(one), volume(other)) && !has_other
}

/// Entries that say neither when the paper came out nor where it is found.
pub fn without_year(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let document = subject.document;
    let is_paper = |entry: &ReferenceEntry| {
        let is_marked = entry.number.is_some() || entry.label.is_some() || entry.parts.place.is_some();
        entry.parts.title.is_some()
            && entry.parts.authors.is_some()
            && (is_marked || entry.parts.has_initials)
    };
    let is_undated = |entry: &ReferenceEntry| {
        let small = document.small_words_of(span(document, entry));
        citations::UNDATED.iter().any(|words| small.contains(words))
    };
    let entries = subject.citations.references.entries().iter();
    let without = entries.filter(|entry| {
        entry.parts.year.is_none()
            && !entry.has_identifier
            && entry.leads
            && is_paper(entry)
            && !is_undated(entry)
    });
    without.map(|entry| FaultyCitation::at(span(document, entry))).collect()
}

/// Journals that call themselves international or the like, that our list does not have, and of which nothing else leads to
/// the paper.
pub fn unknown_journals(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let document = subject.document;
    let entries = subject.citations.references.entries().iter();
    let unknown = entries.filter(|entry| !entry.has_identifier).filter_map(|entry| {
        entry.parts.place.as_ref()?;
        let journal = part(document, entry, entry.parts.journal.as_ref()?);
        journals::is_doubtful(document.words_of(journal)).then(|| FaultyCitation::at(journal))
    });
    unknown.collect()
}
