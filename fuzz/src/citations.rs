//! Citations and papers: what is cited is in the text, and what leads to a paper leads there again.

use std::sync::LazyLock;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::evidence::citation::bibliography::{Bibliography, BibliographyFormat};
use claimlint_engine::evidence::citation::identifiers::{self, IdentifierKind};
use claimlint_engine::evidence::citation::{Citations, KnownSources};
use claimlint_engine::evidence::registry::collect::collect;
use claimlint_text::{Document, Format, fold};

use super::readers::{finds, holds_together};
use super::{QUICK_LINTER, cut};

/// What a house knows that keeps papers.
static KNOWN: LazyLock<KnownSources> = LazyLock::new(|| {
    let papers = "@article{oat2019, author = {Reed, A.}, title = {Oats and skin}, year = 2019, journal = {Oat Notes}, \
                  doi = {10.1234/oat.2019}}\n@book{a:b-2, title = {Skin}}";
    let mut known = KnownSources { bibliography: Some(Bibliography::default()), ..KnownSources::default() };
    known.sites.add_own("shop.example");
    if let Some(bibliography) = &mut known.bibliography {
        assert_eq!(
            bibliography.add("papers.bib", &Source::from_text(papers), BibliographyFormat::Bibtex),
            []
        );
    }
    known
});

/// Any text as Markdown that cites.
pub fn citations(input: &[u8]) {
    let Ok(source) = Source::decode(input.to_vec()) else { return };
    let document = Document::read(&source, Format::Markdown);
    holds_together(&source, &document);
    let text = document.text();
    let citations = Citations::read(&document, &KNOWN);
    let entries = citations.references.entries();
    let mut last = 0;
    for citation in &citations.all {
        cut(text, citation.span);
        assert!(citation.span.start() >= last, "citations stand in order");
        last = citation.span.start();
        assert!(citation.entries.iter().all(|entry| *entry < entries.len()), "{citation:?}");
        assert!(citation.marker.is_none_or(|marker| marker < document.markers().len()), "{citation:?}");
        KNOWN.work(&document, citation);
    }
    for entry in entries {
        let block = cut(text, document.block(entry.block).span);
        let parts = &entry.parts;
        for part in [&parts.authors, &parts.title, &parts.journal, &parts.place].into_iter().flatten() {
            assert!(block.get(part.clone()).is_some(), "{entry:?}");
        }
    }
    let mut end = 0;
    for (span, identifier) in &citations.identifiers {
        assert!(!cut(text, *span).is_empty() && span.start() >= end, "identifiers stand in order and apart");
        end = span.end();
        leads_there_again(identifier);
    }
    for sentence in document.sentences() {
        assert!(citations.within(*sentence).iter().all(|one| one.span.start() >= sentence.start()));
        assert!(citations.identifiers_in(*sentence).all(|(span, _)| sentence.contains(*span)));
    }
    for cited in collect(&document, &citations, &KNOWN) {
        cut(text, cited.span);
    }
    for link in document.links() {
        KNOWN.sites.standing(&link.target);
    }
    finds(&source, &document);
    for claim in QUICK_LINTER.claims_of(&document).all {
        cut(source.text(), claim.diagnostic.span);
    }
}

/// The address of an identifier is one that is read as the same identifier.
fn leads_there_again(identifier: &identifiers::Identifier) {
    let Some(address) = identifier.address() else { return };
    if identifier.kind == IdentifierKind::Doi {
        let again = identifiers::find(&address, &address.to_ascii_lowercase());
        assert_eq!(again.len(), 1, "{identifier:?}");
        assert_eq!((again[0].kind, &again[0].value), (identifier.kind, &identifier.value));
    }
}

/// Any text as a library of BibTeX.
pub fn bibtex(input: &[u8]) {
    papers(input, BibliographyFormat::Bibtex);
}

/// Any text as a library of CSL-JSON.
pub fn csl_json(input: &[u8]) {
    papers(input, BibliographyFormat::CslJson);
}

fn papers(input: &[u8], form: BibliographyFormat) {
    let Ok(source) = Source::decode(input.to_vec()) else { return };
    let mut bibliography = Bibliography::default();
    let faults = bibliography.add("papers", &source, form);
    assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
    for key in bibliography.keys() {
        let Some(work) = bibliography.get(&fold(key)) else { panic!("{key:?} is not found") };
        assert!(!work.reference().is_empty());
        assert!(work.address().is_none_or(|address| !address.is_empty()));
    }
    let before = bibliography.clone();
    assert_eq!(bibliography.add("papers", &source, form), faults, "an entry that stands twice is one");
    assert_eq!(bibliography, before);
    // An article that names the papers.
    let copy: String =
        bibliography.keys().take(3).map(|key| format!("Oats calm the skin [@{key}].\n\n")).collect();
    let copy = Source::from_text(copy);
    let document = Document::read(&copy, Format::Plain);
    let known = KnownSources { bibliography: Some(bibliography), ..KnownSources::default() };
    for citation in Citations::read(&document, &known).all {
        cut(document.text(), Span::of(citation.span.range()));
        known.work(&document, &citation);
    }
}
