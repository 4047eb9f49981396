//! Citations as they are marked in the text: links, notes, identifiers, numbers in brackets, and those that are read word by
//! word.
//!
//! What a label looks like is for `labels`, what it points at for `resolve`.

use std::ops::Range;

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_text::{BlockId, Document, Link};

use super::authored::AuthorYear;
use super::cues::Cues;
use super::cursor::SplitText;
use super::dates::PaperDate;
use super::identifiers::{Identifier, IdentifierKind};
use super::kinds::{Citation, CitationKind, CitedPaper, PaperPart};
use super::known_sources::KnownSources;
use super::labels;
use super::mention::Mention;
use super::numbers::Lead;
use super::references::{References, leads_somewhere};
use super::resolve::{Resolved, resolve, resolve_link};
use super::sources::Standing;
use super::{author_year, bodies, linked, preprints, prose, short_forms, source_line};

/// Adds the links that leave the page, and those whose text is the number of an entry.
pub fn links(document: &Document, known: &KnownSources, references: &References, all: &mut Vec<Citation>) {
    for link in document.links() {
        if let Some(standing) = standing(known, &link.target) {
            // A number that is a link to a paper names its entry as well, if there is a list.
            let label = Some(document.words_of(link.span)).filter(|label| linked::is_label(label));
            let named = label.map_or_else(|| Resolved::of_notes(&[]), |label| resolve(label, references));
            let citation = named.citation(link.span, CitationKind::Link);
            all.push(Citation { grade: standing.grade(), standing: Some(standing), ..citation });
        } else if is_marker(document, link, references) {
            let resolved = resolve_link(document.words_of(link.span), Some(&link.target), references);
            all.push(resolved.citation(link.span, CitationKind::Note));
        }
    }
}

/// Whether a link is the number of an entry, or leads to one by its words: `<a href="#ref5">5</a>`. A number in brackets is
/// read as such.
fn is_marker(document: &Document, link: &Link, references: &References) -> bool {
    let is_bracketed = document.text()[..link.span.start()].ends_with(['[', '(']);
    let is_number = linked::is_label(document.words_of(link.span)) && !is_bracketed;
    let is_note = references.at_place(&link.target).is_some();
    let is_named = linked::is_name_of_note(&link.target);
    let is_own = || document.block_of(link.span).is_some_and(|block| references.is_entry(block));
    is_number && is_named || is_note && (is_number || is_named) && !is_own()
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
        let note = resolve_link(&marker.label, marker.target.as_deref(), references)
            .citation(Span::at(marker.at), CitationKind::Note);
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
        document,
        start: block.start(),
        text: document.words_of(block),
        small: document.small_words_of(block),
        is_entry: references.is_entry(id),
        references,
        all,
    };
    block.add_labels();
    if let Some(at) = source_line::source_in(document, document.block(id)) {
        block.add_source_line(at);
    }
    block.add_what_is_read_by_words(cues);
}

/// The text of a block while its citations are read.
struct BlockText<'d, 'a> {
    document: &'d Document,
    /// The byte at which it starts.
    start: usize,
    text: &'d str,
    small: &'d str,
    /// Whether the block is an entry of a list of references.
    is_entry: bool,
    references: &'a References,
    all: &'a mut Vec<Citation>,
}

/// Whether numbers in brackets belong to a program: they stand right behind what they are the place in, `split('/')[1]`, or in
/// quotation marks of their own, `'[1, 2]'`.
fn is_of_program(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let is_quoted = before.ends_with(['"', '\'']) && after.starts_with(['"', '\'']);
    let is_index = before.ends_with("')") || before.ends_with("\")") || before.ends_with("()");
    is_quoted || is_index
}

/// Whether a text opens with a number in square brackets, as verses of a scripture do: the others in it number verses as well.
fn opens_verse(text: &str) -> bool {
    text.starts_with('[')
        && labels::numbers_in_brackets(text, b'[', b']').next().is_some_and(|one| one.range.start == 0)
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
        for range in labels::notes_in_place(text) {
            let grade = if leads_somewhere(&text[range.clone()]) { Grade::Traceable } else { Grade::None };
            self.all.push(Citation::new(self.place(range), CitationKind::Note, grade));
        }
        for found in labels::numbers_in_brackets(text, b'[', b']') {
            let is_certain =
                found.lead != Lead::Other && !is_of_program(text, &found.range) && !opens_verse(text);
            let label = if is_certain { Label::Certain } else { Label::Possible };
            self.add([found.range], CitationKind::Numbered, label);
        }
        for found in labels::numbers_in_brackets(text, b'(', b')').filter(|found| found.lead != Lead::Other) {
            self.add([found.range], CitationKind::Numbered, Label::Possible);
        }
    }

    fn add(&mut self, ranges: impl IntoIterator<Item = Range<usize>>, kind: CitationKind, label: Label) {
        for range in ranges {
            let place = self.place(range.clone());
            let targets: Vec<&str> =
                self.document.links_touching(place).map(|link| link.target.as_str()).collect();
            let notes: Vec<_> =
                targets.iter().filter_map(|target| self.references.at_place(target)).collect();
            let resolved = match notes.is_empty() {
                true => resolve(&self.text[range.clone()], self.references),
                false => Resolved::of_notes(&notes),
            };
            // The number with which an entry begins is its own. One that is a link to another page leads there.
            let is_own = range.start == 0 && self.is_entry;
            let leads_away = targets.iter().any(|target| !target.starts_with('#'));
            let may_be_broken = label == Label::Certain && !leads_away;
            if !is_own && (may_be_broken || resolved.grade != Grade::Broken) {
                self.all.push(resolved.citation(place, kind));
            }
        }
    }

    fn add_what_is_read_by_words(&mut self, cues: Cues) {
        let has_year = labels::may_have_year(self.text);
        if !has_year && !cues.journal && !cues.body && !cues.undated {
            return;
        }
        let words = SplitText::of(self.text, self.small);
        let mut authored = Vec::new();
        if (has_year || cues.undated) && self.text.contains(['(', '[']) {
            authored = author_year::find(self.text, &words);
        }
        // An entry of a list names itself so.
        if has_year && !self.is_entry {
            authored.extend(short_forms::authored(&words, &authored));
            for range in short_forms::placed(&words) {
                let found = vec![PaperPart::Journal, PaperPart::Year];
                let place = self.place(range);
                self.all
                    .push(Citation { found, ..Citation::new(place, CitationKind::Prose, Grade::Traceable) });
            }
        }
        authored.iter().for_each(|found| self.add_author_year(found));
        if has_year || cues.journal {
            for mention in prose::find(&words) {
                self.add_mention(mention, &words);
            }
        }
        if cues.body {
            for range in bodies::find(&words) {
                self.all.push(Citation::new(self.place(range), CitationKind::Body, Grade::Named));
            }
        }
    }

    /// Adds a paper of running text. With an author and a year, with a journal and a year that an entry has, or with a year that one
    /// entry has alone, a reader finds it.
    fn add_mention(&mut self, mention: Mention, words: &SplitText<'_>) {
        let (author, year) = (mention.author(words), mention.year(words));
        let entries = self.entries_of(&mention, author, year, words);
        let leads = entries.iter().any(|entry| self.references.entries()[*entry].leads);
        let grade = match (leads, author, year) {
            (true, ..) => Grade::Traceable,
            (false, Some(_), Some(_)) => Grade::Weak,
            _ => Grade::Partial,
        };
        let mut found = mention.parts;
        found.extend(author.map(|_| PaperPart::Authors));
        let place = self.place(mention.range);
        self.all.push(Citation { found, entries, ..Citation::new(place, CitationKind::Prose, grade) });
    }

    /// The entries that may be meant by a paper of running text.
    fn entries_of(
        &self,
        mention: &Mention,
        author: Option<&str>,
        year: Option<u16>,
        words: &SplitText<'_>,
    ) -> Vec<usize> {
        let authors = self.references.authors();
        let of_author = author.map_or(Vec::new(), |author| match (year, authors.dates(author).as_slice()) {
            (Some(_), _) => authors.find(author, PaperDate { year, letter: None }),
            (None, [only]) => authors.find(author, *only),
            (None, _) => Vec::new(),
        });
        if !of_author.is_empty() || year.is_none() {
            return of_author;
        }
        let of_year =
            self.references.entries().iter().enumerate().filter(|(_, entry)| entry.parts.year == year);
        let of_journal = of_year.clone().filter(|(_, entry)| {
            let text = self.document.words_of(self.document.block(entry.block).span);
            let journal = entry.parts.journal.clone().and_then(|journal| text.get(journal));
            journal.is_some_and(|journal| mention.is_in_journal(words, journal))
        });
        let found: Vec<usize> = of_journal.map(|(index, _)| index).collect();
        if !found.is_empty() || mention.parts != [PaperPart::Year] {
            return found;
        }
        // "A 2008 trial" is the one entry of that year.
        let mut of_year = of_year.map(|(index, _)| index);
        of_year.next().filter(|_| of_year.next().is_none()).into_iter().collect()
    }

    /// Adds the paper that a line names as its source, from a byte on.
    fn add_source_line(&mut self, at: usize) {
        let Some(found) = source_line::in_words(&self.text[at..], &self.small[at..]) else { return };
        let entries = self.references.authors().find(found.author, found.date);
        let grade = if found.is_whole || !entries.is_empty() { Grade::Traceable } else { Grade::Weak };
        let place = self.place(at..self.text.len());
        self.all.push(Citation { entries, ..Citation::new(place, CitationKind::AuthorYear, grade) });
    }

    fn add_author_year(&mut self, found: &AuthorYear<'_>) {
        let authors = self.references.authors();
        let entries: Vec<usize> =
            found.papers.iter().flat_map(|paper| authors.find(paper.author, paper.date)).collect();
        // What is not out yet, or has no date, is found by an address alone.
        let is_dated = found.papers.iter().any(|paper| paper.date.year.is_some());
        let mut named = entries.iter().map(|entry| &self.references.entries()[*entry]);
        let leads = named.any(|entry| entry.leads && (is_dated || entry.has_identifier));
        let grade = if leads { Grade::Traceable } else { Grade::Weak };
        let papers = found.papers.iter().map(|paper| CitedPaper {
            span: self.place(paper.range.clone()),
            author: paper.author.to_owned(),
            date: paper.date,
            certainty: paper.certainty,
        });
        let papers = papers.collect();
        let place = self.place(found.range.clone());
        self.all.push(Citation { entries, papers, ..Citation::new(place, CitationKind::AuthorYear, grade) });
    }

    /// The bytes of the document for some bytes of this text.
    fn place(&self, range: Range<usize>) -> Span {
        Span::of(range).moved(0, self.start)
    }
}
