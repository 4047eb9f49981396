//! Finds the citations of a document and says how far each leads a reader.
//!
//! `identifiers` knows DOI, PMID and their like, `markers` what stands in the text, `references` the list at the end with
//! its entries (`entry`), `sources` which addresses are a source at all, `preprints` which papers are not reviewed yet,
//! `bibliography` the papers that the house keeps, `keys` where they are named. What is read word by word is in `prose`,
//! `author_year` and `bodies`. Which citation belongs to which claim is [`crate::evidence::backing`]'s work.
//! The grammar follows the forms collected from Crossref, PubMed, ClinicalTrials.gov and CommonMark.

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_text::{BlockId, Document};
use rustc_hash::FxHashSet;

use bibliography::{Bibliography, Work};
use cues::Cues;
use identifiers::Identifier;
use sources::{Sites, Standing};

mod author_year;
pub mod bibliography;
mod bodies;
mod cues;
mod cursor;
mod entry;
pub mod identifiers;
pub mod journals;
mod keys;
mod markers;
mod preprints;
mod prose;
mod references;
pub mod sources;

pub use cursor::year as year_of;
pub use entry::{EntryParts, folded};
pub use references::{ReferenceEntry, References};

/// What a citation looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationKind {
    /// A link in the text.
    Link,
    /// A DOI, PMID, PMCID, trial number or bare address.
    Identifier,
    /// A footnote reference or superscript.
    Note,
    /// `[3]` or `[1,4-6]`.
    Numbered,
    /// `(Author, 2019)` or `Author et al. (2019)`.
    AuthorYear,
    /// A journal, a year or both in running text.
    Prose,
    /// A named body: "according to the …".
    Body,
    /// `@key`, an entry of the house's bibliography.
    Key,
}

/// A part of a citation that finds the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperPart {
    /// The journal.
    Journal,
    /// The year.
    Year,
    /// Who wrote it.
    Authors,
    /// The title.
    Title,
}

impl PaperPart {
    /// The part in the words of a message.
    pub fn words(self) -> &'static str {
        match self {
            PaperPart::Journal => "the journal",
            PaperPart::Year => "the year",
            PaperPart::Authors => "the authors",
            PaperPart::Title => "the title",
        }
    }

    /// Parts in the words of a message: "the authors, the title or the year".
    pub fn list(parts: &[PaperPart], word: &str) -> String {
        let words: Vec<&str> = parts.iter().map(|part| part.words()).collect();
        match words.split_last() {
            None => "nothing".to_owned(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
        }
    }
}

/// A citation in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its bytes in [`Document::text`]; empty for a marker that is no text.
    pub span: Span,
    /// What it looks like.
    pub kind: CitationKind,
    /// How far it leads.
    pub grade: Grade,
    /// What the address of a link or an identifier leads to.
    pub standing: Option<Standing>,
    /// Whether a registry speaks against what it leads to.
    pub is_refuted: bool,
    /// What a [`CitationKind::Prose`] citation gives.
    pub found: Vec<PaperPart>,
    /// The numbers of the entries that a numbered citation or a note names.
    pub numbers: Vec<u64>,
    /// The entries that it names, by their indexes in [`References::entries`].
    pub entries: Vec<usize>,
    /// Its index in [`Document::markers`], where it is a marker and no text.
    pub marker: Option<usize>,
}

impl Citation {
    /// What a [`CitationKind::Prose`] citation lacks.
    pub fn missing(&self) -> Vec<PaperPart> {
        let all = [PaperPart::Journal, PaperPart::Year, PaperPart::Authors, PaperPart::Title];
        all.into_iter().filter(|part| !self.found.contains(part)).collect()
    }
}

/// What is known of sources beyond what stands in a document: it is the same for all documents of a run.
#[derive(Debug, Clone, Default)]
pub struct KnownSources {
    /// Which sites are the house's own, and how good others are.
    pub sites: Sites,
    /// The papers that the house keeps; `None` where it names no file of them.
    pub bibliography: Option<Bibliography>,
}

impl KnownSources {
    /// The entry of the bibliography that a citation names by its key.
    pub fn work(&self, document: &Document, citation: &Citation) -> Option<&Work> {
        let bibliography = self.bibliography.as_ref().filter(|_| citation.kind == CitationKind::Key)?;
        keys::named(document.words_of(citation.span), bibliography)
    }

    /// The entry of the bibliography that has one of some identifiers.
    pub fn identified<'i>(&self, identifiers: impl IntoIterator<Item = &'i Identifier>) -> Option<&Work> {
        let bibliography = self.bibliography.as_ref()?;
        identifiers.into_iter().find_map(|identifier| bibliography.identified(identifier))
    }
}

/// The citations of one document.
#[derive(Debug, Default)]
pub struct Citations {
    /// In the order of the text.
    pub all: Vec<Citation>,
    /// The identifiers and bare addresses of the whole text, lists of references included, with their bytes in
    /// [`Document::text`], in its order.
    pub identifiers: Vec<(Span, Identifier)>,
    /// The list of references.
    pub references: References,
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
                let found =
                    identifiers::find(document.words_of(block.span), document.small_words_of(block.span));
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
        Citations { all, identifiers, references }
    }

    /// Takes back what citations at some places, or to entries that hold these, lead to: there is nothing to trust.
    pub fn discard(&mut self, document: &Document, places: impl Iterator<Item = Span>) {
        let mut spans: Vec<Span> = places.collect();
        spans.sort();
        let blocks: FxHashSet<BlockId> =
            spans.iter().filter_map(|span| document.block_at(span.start())).collect();
        let entries = self.references.entries();
        for citation in &mut self.all {
            let at = spans.partition_point(|span| span.end() <= citation.span.start());
            let is_there = spans.get(at).is_some_and(|span| span.overlaps(citation.span));
            let holds_one = |entry: &usize| blocks.contains(&entries[*entry].block);
            let is_named = !citation.entries.is_empty() && citation.entries.iter().all(holds_one);
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
    pub fn is_in_key(&self, words: Span) -> bool {
        let end = self.all.partition_point(|citation| citation.span.start() <= words.start());
        let near = self.all[..end].iter().rev().find(|citation| citation.kind == CitationKind::Key);
        near.is_some_and(|key| key.span.contains(words))
    }

    /// The citations that start in a stretch of the text, or stand at its end.
    pub fn within(&self, span: Span) -> &[Citation] {
        let first = self.all.partition_point(|citation| citation.span.start() < span.start());
        let end = self.all.partition_point(|citation| citation.span.start() <= span.end());
        &self.all[first..end.max(first)]
    }
}
