//! Which entries of a list the text names by what they lead to: with a link to the same paper, or with a key of the house's own papers.
//!
//! Such an entry is cited, whether the text cites by number (`entries`) or by author and year (`authors`).

use std::cell::OnceCell;

use claimlint_base::span::Span;
use rustc_hash::FxHashSet;

use crate::check::subject::Subject;
use crate::evidence::citation::ReferenceEntry;
use crate::evidence::citation::identifiers::{self, Identifier};

/// The sources that the text names, which are gathered once an entry is asked for: few pages have one that nothing else cites.
pub struct NamedSources<'s, 'd> {
    subject: &'s Subject<'d>,
    known: OnceCell<FxHashSet<String>>,
}

impl<'s, 'd> NamedSources<'s, 'd> {
    /// The sources that a text names.
    pub fn of(subject: &'s Subject<'d>) -> NamedSources<'s, 'd> {
        NamedSources { subject, known: OnceCell::new() }
    }

    /// Whether the source of an entry is among them.
    pub fn have(&self, entry: &ReferenceEntry) -> bool {
        let known = self.known.get_or_init(|| named_sources(self.subject));
        identifiers_of(self.subject, entry).any(|(_, one)| known.contains(&key(&one.value)))
    }
}

/// The identifiers that are in an entry.
pub fn identifiers_of<'s>(
    subject: &'s Subject<'_>,
    entry: &ReferenceEntry,
) -> impl Iterator<Item = &'s (Span, Identifier)> {
    subject.citations.identifiers_in(subject.document.block(entry.block).span)
}

/// What the links outside the lists and the keys of the bibliography lead to.
fn named_sources(subject: &Subject<'_>) -> FxHashSet<String> {
    let mut sources = linked_sources(subject);
    let works =
        subject.citations.all.iter().filter_map(|one| subject.house.known.work(subject.document, one));
    sources.extend(works.flat_map(|work| [&work.doi, &work.pmid]).flatten().map(|value| key(value)));
    sources
}

/// What the links outside the lists lead to, by all names under which an entry may give the same source.
fn linked_sources(subject: &Subject<'_>) -> FxHashSet<String> {
    let document = subject.document;
    let mut sources = FxHashSet::default();
    for link in document.links() {
        let block = document.block_of(link.span);
        if block.is_some_and(|block| subject.citations.references.is_entry(block)) {
            continue;
        }
        let target = &link.target;
        let small = target.to_ascii_lowercase();
        sources.extend(identifiers::find(target, &small).iter().map(|one| key(&one.value)));
        // The DOI in the address of a publisher, the number in that of an archive.
        sources.extend(small.find("/10.").map(|at| key(&small[at + 1..])));
        sources.extend(small.split(['/', '?', '#', '=']).map(key));
        sources.extend(small.split(['?', '#']).next().map(key));
    }
    sources
}

/// A value or an address as it is compared.
fn key(value: &str) -> String {
    value.trim_end_matches('/').to_ascii_lowercase()
}
