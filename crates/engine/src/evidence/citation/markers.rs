//! Citations as they are marked in the text: links, notes, identifiers, numbers in brackets, and those that are read word by
//! word.
//!
//! What a label looks like is for `labels`, what it points at for `resolve`.

use std::ops::Range;

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{BlockId, Document, Link};

use super::cues::Cues;
use super::cursor::SplitText;
use super::identifiers::{Identifier, IdentifierKind};
use super::kinds::{Citation, CitationKind};
use super::known_sources::KnownSources;
use super::labels;
use super::references::References;
use super::resolve::resolve;
use super::sources::Standing;
use super::{author_year, bodies, preprints, prose};

/// Adds the links that leave the page, and those whose text is the number of an entry.
pub fn links(document: &Document, known: &KnownSources, references: &References, all: &mut Vec<Citation>) {
    for link in document.links() {
        if let Some(standing) = standing(known, &link.target) {
            let citation = Citation::new(link.span, CitationKind::Link, standing.grade());
            all.push(Citation { standing: Some(standing), ..citation });
        } else if leads_to_entry(document, link) {
            let resolved = resolve(document.words_of(link.span), references);
            all.push(resolved.citation(link.span, CitationKind::Note));
        }
    }
}

/// Whether a link is the number of an entry: `<a href="#ref5">5</a>`. A number in brackets is read as such.
fn leads_to_entry(document: &Document, link: &Link) -> bool {
    let label = document.words_of(link.span);
    let place = link.target.strip_prefix('#').unwrap_or_default().to_ascii_lowercase();
    let is_number = (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let is_bracketed = document.text()[..link.span.start()].ends_with(['[', '(']);
    is_number && !is_bracketed && citations::PLACES_OF_NOTES.iter().any(|name| place.contains(name))
}

/// What an address leads to. The resolver of DOIs leads to preprints as well.
fn standing(known: &KnownSources, target: &str) -> Option<Standing> {
    let standing = known.sites.standing(target)?;
    Some(if preprints::is_resolved_by(target) { Standing::Preprint } else { standing })
}

/// Adds footnote references and superscripts.
pub fn notes(document: &Document, known: &KnownSources, references: &References, all: &mut Vec<Citation>) {
    for (index, marker) in document.markers().iter().enumerate() {
        if references.is_own_mark(marker.at) {
            continue;
        }
        let note = resolve(&marker.label, references).citation(Span::at(marker.at), CitationKind::Note);
        let standing = marker.target.as_deref().and_then(|target| standing(known, target));
        let grade = standing.map_or(note.grade, Standing::grade);
        all.push(Citation { grade, standing, marker: Some(index), ..note });
    }
}

/// Adds the identifiers and addresses in the text of a block.
pub fn identified(identifiers: &[(Span, Identifier)], known: &KnownSources, all: &mut Vec<Citation>) {
    for (span, identifier) in identifiers {
        let standing = match identifier.kind {
            IdentifierKind::Address => standing(known, &identifier.value),
            IdentifierKind::Arxiv => Some(Standing::Preprint),
            IdentifierKind::Doi if preprints::is_doi(&identifier.value) => Some(Standing::Preprint),
            _ => None,
        };
        let grade = match (identifier.fault, identifier.kind) {
            (Some(_), _) => Some(Grade::Broken),
            (None, IdentifierKind::Address) => standing.map(Standing::grade),
            // It says which journal, but not where in it.
            (None, IdentifierKind::Issn) => Some(Grade::Partial),
            (None, _) => Some(standing.map_or(Grade::Traceable, Standing::grade)),
        };
        if let Some(grade) = grade {
            all.push(Citation { standing, ..Citation::new(*span, CitationKind::Identifier, grade) });
        }
    }
}

/// Adds the citations that are written into the text of a block.
pub fn in_text(
    document: &Document,
    id: BlockId,
    cues: Cues,
    references: &References,
    all: &mut Vec<Citation>,
) {
    let block = document.block(id).span;
    let mut block = BlockText {
        start: block.start(),
        text: document.words_of(block),
        small: document.small_words_of(block),
        is_entry: references.is_entry(id),
        references,
        all,
    };
    block.add_labels();
    block.add_what_is_read_by_words(cues);
}

/// The text of a block while its citations are read.
struct BlockText<'d, 'a> {
    /// The byte at which it starts.
    start: usize,
    text: &'d str,
    small: &'d str,
    /// Whether the block is an entry of a list of references.
    is_entry: bool,
    references: &'a References,
    all: &'a mut Vec<Citation>,
}

/// Whether a label without an entry is a citation as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// It is, and a broken one.
    Certain,
    /// It is not: `cm²` has no entry, and other numbers are in round brackets, too.
    Possible,
}

impl BlockText<'_, '_> {
    fn add_labels(&mut self) {
        let text = self.text;
        self.add(labels::superscripts(text), CitationKind::Note, Label::Possible);
        if self.references.has_signs() {
            self.add(labels::signs(text), CitationKind::Note, Label::Possible);
        }
        self.add(labels::footnotes(text), CitationKind::Note, Label::Certain);
        self.add(labels::numbers_in_square_brackets(text), CitationKind::Numbered, Label::Certain);
        self.add(labels::numbers_in_round_brackets(text), CitationKind::Numbered, Label::Possible);
    }

    fn add(&mut self, ranges: impl Iterator<Item = Range<usize>>, kind: CitationKind, label: Label) {
        for range in ranges {
            let resolved = resolve(&self.text[range.clone()], self.references);
            // The number with which an entry begins is its own.
            let is_own = range.start == 0 && self.is_entry;
            if !is_own && (label == Label::Certain || resolved.grade != Grade::Broken) {
                self.all.push(resolved.citation(self.place(range), kind));
            }
        }
    }

    fn add_what_is_read_by_words(&mut self, cues: Cues) {
        let has_year = labels::may_have_year(self.text);
        if !has_year && !cues.journal && !cues.body {
            return;
        }
        let words = SplitText::of(self.text, self.small);
        if has_year && self.text.contains('(') {
            for found in author_year::find(self.text, &words) {
                self.add_author_year(&found);
            }
        }
        if has_year || cues.journal {
            for mention in prose::find(&words) {
                let place = self.place(mention.range);
                let citation = Citation::new(place, CitationKind::Prose, Grade::Partial);
                self.all.push(Citation { found: mention.parts, ..citation });
            }
        }
        if cues.body {
            for range in bodies::find(&words) {
                self.all.push(Citation::new(self.place(range), CitationKind::Body, Grade::Named));
            }
        }
    }

    fn add_author_year(&mut self, found: &author_year::AuthorYear<'_>) {
        let papers = found.papers.iter();
        let entries: Vec<usize> =
            papers.filter_map(|paper| self.references.by_author(paper.author, paper.year)).collect();
        let leads = entries.iter().any(|entry| self.references.entries()[*entry].leads);
        let grade = if leads { Grade::Traceable } else { Grade::Weak };
        let place = self.place(found.range.clone());
        self.all.push(Citation { entries, ..Citation::new(place, CitationKind::AuthorYear, grade) });
    }

    /// The bytes of the document for some bytes of this text.
    fn place(&self, range: Range<usize>) -> Span {
        Span::of(range).moved(0, self.start)
    }
}
