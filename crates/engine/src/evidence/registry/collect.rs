//! Finds the DOIs, PMIDs and trial numbers of a document, and what it says about each.
//!
//! An entry of a list of references or a note is about one paper: its title, journal and year are compared. In running text
//! only plain citations are compared, because a sentence has years and words of its own. Which forms an identifier has is for [`crate::evidence::citation::identifiers`].

use std::sync::LazyLock;

use claimlint_base::span::Span;
use claimlint_text::{BlockKind, Document};
use regex::Regex;
use rustc_hash::FxHashMap;

use super::agree::PaperAsCited;
use super::id::{RegistryId, RegistryIdKind};
use crate::evidence::citation::bibliography::Work;
use crate::evidence::citation::identifiers::{self, IdentifierKind};
use crate::evidence::citation::{CitationKind, Citations, KnownSources};

/// With fewer words beside an identifier, there is no entry.
const FEWEST_WORDS: usize = 4;
/// A title in capitals has at least this many words.
const FEWEST_IN_CAPITALS: usize = 6;

/// A name such as "Journal of Cosmetic Dermatology" or "British Journal of Dermatology".
static JOURNAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let capital = r"\p{Lu}[\p{L}'-]*";
    let rest = format!("(?: (?:(?:of|and|the|in|for|&) )*{capital})*");
    Regex::new(&format!(r"\b(?:{capital} )*(?:Journal|Archives|Annals)\b{rest}")).ok()
});

/// A year on its own.
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(?:19|20)[0-9]{2}\b").ok());

/// A place where a document cites something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// What it cites.
    pub identifier: RegistryId,
    /// Where it cites that, in bytes of [`Document::text`].
    pub span: Span,
    /// What it says about the paper.
    pub said: PaperAsCited,
}

/// An identifier that a document cites, and where.
struct CitedId {
    span: Span,
    identifier: RegistryId,
}

/// Everything that a document cites by an identifier, or by a key whose entry has one, in the order of the text.
pub fn collect(document: &Document, citations: &Citations, known: &KnownSources) -> Vec<Cited> {
    let mut ids = of_links(document);
    let of_links = ids.len();
    for (span, found) in &citations.identifiers {
        let Some(identifier) = to_ask(found) else { continue };
        // An address that is a link as well is cited once.
        if !overlapping(&ids[..of_links], *span).iter().any(|link| link.identifier == identifier) {
            ids.push(CitedId { span: *span, identifier });
        }
    }
    let mut works: FxHashMap<Span, &Work> = FxHashMap::default();
    for citation in &citations.all {
        if let Some(work) = known.work(document, citation) {
            works.insert(citation.span, work);
            ids.extend(of_work(work).map(|identifier| CitedId { span: citation.span, identifier }));
        }
    }
    put_in_order(&mut ids);
    let cited = ids.iter().map(|one| Cited {
        identifier: one.identifier.clone(),
        span: one.span,
        said: match works.get(&one.span) {
            Some(work) => of_bibliography(work),
            None => said(document, citations, one.span, &ids),
        },
    });
    cited.collect()
}

/// The identifiers to which the links of a document lead, in the order of the text.
fn of_links(document: &Document) -> Vec<CitedId> {
    let links = document.links().iter();
    let ids =
        links.filter_map(|link| Some(CitedId { span: link.span, identifier: in_address(&link.target)? }));
    let mut ids: Vec<CitedId> = ids.collect();
    put_in_order(&mut ids);
    ids
}

/// The identifiers of an entry of the bibliography.
fn of_work(work: &Work) -> impl Iterator<Item = RegistryId> {
    let doi = work.doi.clone().map(|value| RegistryId { kind: RegistryIdKind::Doi, value });
    let pmid = work.pmid.clone().map(|value| RegistryId { kind: RegistryIdKind::Pmid, value });
    doi.into_iter().chain(pmid)
}

/// What an entry of the bibliography says, which the article says by naming it.
fn of_bibliography(work: &Work) -> PaperAsCited {
    PaperAsCited {
        title: filled(&work.title),
        journal: filled(&work.journal),
        years: work.year.into_iter().collect(),
    }
}

/// A field, if there is anything in it.
fn filled(field: &str) -> Option<String> {
    (!field.is_empty()).then(|| field.to_owned())
}

fn put_in_order(ids: &mut [CitedId]) {
    ids.sort_by_key(|one| (one.span.start(), one.span.end()));
}

/// The identifiers that overlap a stretch, of some that are in order and do not overlap each other.
fn overlapping(ids: &[CitedId], stretch: Span) -> &[CitedId] {
    let first = ids.partition_point(|one| one.span.end() <= stretch.start());
    let length = ids[first..].partition_point(|one| one.span.start() < stretch.end());
    &ids[first..first + length]
}

/// What a document says about the paper whose identifier is at a place.
fn said(document: &Document, citations: &Citations, span: Span, ids: &[CitedId]) -> PaperAsCited {
    let Some(id) = document.block_of(span) else { return PaperAsCited::default() };
    let block = document.block(id);
    if !block.span.contains(span) {
        return PaperAsCited::default();
    }
    if block.kind == BlockKind::Note || citations.references.holds(id) {
        return of_entry(document.words_of(block.span));
    }
    let sentences = document.sentences_in(block.sentences.clone());
    let Some(sentence) = sentences.iter().find(|sentence| sentence.contains(span)) else {
        return PaperAsCited::default();
    };
    // If a sentence cites two papers, nothing shows which one its words are about.
    let own = overlapping(ids, span);
    let mut all = overlapping(ids, *sentence).iter();
    if all.any(|other| own.iter().all(|own| own.identifier != other.identifier)) {
        return PaperAsCited::default();
    }
    let stated = citations.within(*sentence).iter();
    let stated = stated.filter(|one| matches!(one.kind, CitationKind::Prose | CitationKind::AuthorYear));
    let stated: Vec<&str> = stated.map(|one| document.words_of(one.span)).collect();
    let words = stated.join(" ");
    PaperAsCited { title: None, journal: journal(&words), years: years(&words) }
}

/// What an entry in a list of references says.
fn of_entry(text: &str) -> PaperAsCited {
    let mut words = String::with_capacity(text.len());
    let mut from = 0;
    for identifier in identifiers::find(text, &text.to_ascii_lowercase()) {
        words.push_str(&text[from..identifier.range.start]);
        words.push(' ');
        from = identifier.range.end;
    }
    words.push_str(&text[from..]);
    if words_with_letters(&words).count() < FEWEST_WORDS {
        return PaperAsCited { years: years(&words), ..PaperAsCited::default() };
    }
    let parts = words.split(['.', '?', '!', '"', '*']);
    let has_title = parts.into_iter().any(may_be_title);
    PaperAsCited { journal: journal(&words), years: years(&words), title: has_title.then_some(words) }
}

/// Whether a part of an entry can be a title. Authors, journals and pages are not, and an entry that has nothing else does not
/// say the title.
fn may_be_title(part: &str) -> bool {
    let words: Vec<&str> = words_with_letters(part).collect();
    let small = words.iter().filter(|word| word.len() >= 4 && word.starts_with(char::is_lowercase)).count();
    let is_journal = JOURNAL.as_ref().is_some_and(|journal| journal.is_match(part));
    let in_capitals = words.len() >= FEWEST_IN_CAPITALS && !part.contains(',') && !is_journal;
    words.len() >= FEWEST_WORDS && (small >= 2 || in_capitals)
}

fn words_with_letters(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic))
}

/// The name of a journal among some words.
fn journal(words: &str) -> Option<String> {
    JOURNAL.as_ref()?.find(words).map(|name| name.as_str().to_owned()).filter(|name| name.contains(' '))
}

/// All years among some words.
fn years(words: &str) -> Vec<u16> {
    let found = YEAR.iter().flat_map(|year| year.find_iter(words));
    found.filter_map(|year| year.as_str().parse().ok()).collect()
}

/// The identifier that an address of a registry leads to.
fn in_address(address: &str) -> Option<RegistryId> {
    let address = address.trim();
    let found = identifiers::find(address, &address.to_ascii_lowercase());
    found.iter().find(|one| one.range.start == 0).and_then(to_ask)
}

/// The identifier that a registry is asked for; `None` if none of ours knows its kind, or if it is broken.
fn to_ask(found: &identifiers::Identifier) -> Option<RegistryId> {
    let kind = match found.kind {
        IdentifierKind::Doi => RegistryIdKind::Doi,
        IdentifierKind::Pmid => RegistryIdKind::Pmid,
        IdentifierKind::Nct => RegistryIdKind::Nct,
        _ => return None,
    };
    let value = if kind == RegistryIdKind::Doi { found.value.to_lowercase() } else { found.value.clone() };
    found.fault.is_none().then_some(RegistryId { kind, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimlint_base::source::Source;
    use claimlint_text::Format;

    fn cited(text: &str) -> Vec<(String, String, PaperAsCited)> {
        let source = Source::from_text(text);
        let document = Document::read(&source, Format::Markdown);
        let known = KnownSources::default();
        let found = collect(&document, &Citations::read(&document, &known), &known);
        let place = |span: Span| source.text()[document.source_span(span).range()].to_owned();
        let shown = |one: Cited| (one.identifier.to_string(), place(one.span), one.said);
        found.into_iter().map(shown).collect()
    }

    fn values(text: &str) -> Vec<String> {
        cited(text).into_iter().map(|(value, _, _)| value).collect()
    }

    #[test]
    fn each_form_is_found_and_written_as_its_register_writes_it() {
        for (text, value) in [
            ("See doi:10.5555/Mud.2016.", "10.5555/mud.2016"),
            ("(https://doi.org/10.5555/mud(16)7)", "10.5555/mud(16)7"),
            ("[the trial](http://dx.doi.org/10.5555%2Fmud)", "10.5555/mud"),
            ("<https://doi.org/10.5555/mud>", "10.5555/mud"),
            ("PMID: 1234567.", "PMID 1234567"),
            ("[there](https://pubmed.ncbi.nlm.nih.gov/1234567/)", "PMID 1234567"),
            ("registered as nct01234567,", "NCT01234567"),
            ("https://clinicaltrials.gov/study/NCT01234567?tab=results", "NCT01234567"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
        for text in
            ["https://publisher.example/doi/10.5555/mud/full", "10.5 ml", "PMID 0", "NCT123", "PMC1234567"]
        {
            assert_eq!(values(text), [] as [String; 0], "{text}");
        }
    }

    #[test]
    fn an_entry_says_title_journal_and_year_and_a_sentence_only_what_is_a_citation() {
        let text = "Since 1999 we use mud, as Quillfarth et al. (2016) did (doi:10.5555/mud).\n\n## References\n\n1. Quillfarth I. Blue mud and the skin barrier. Journal of Wexcombe Skin. 2016. doi:10.5555/mud.2011\n2. Corrow B. J Wexcombe Skin 2014. PMID 123\n";
        let found = cited(text);
        let years: Vec<&[u16]> = found.iter().map(|(_, _, said)| said.years.as_slice()).collect();
        assert_eq!(years, [&[2016], &[2016], &[2014]]);
        assert_eq!(found[0].2.title, None);
        assert!(found[1].2.title.as_ref().unwrap().contains("Blue mud"));
        assert_eq!(found[1].2.journal.as_deref(), Some("Journal of Wexcombe Skin"));
        assert_eq!(found[2].2.title, None);
        assert_eq!(found[1].1, "doi:10.5555/mud.2011");
    }

    #[test]
    fn of_two_papers_in_a_sentence_nothing_is_said() {
        let found = cited("Quillfarth et al. (2016) agree (doi:10.5555/one and doi:10.5555/two).");
        assert!(
            found.iter().all(|(_, _, said)| *said == PaperAsCited::default()) && found.len() == 2,
            "{found:?}"
        );
    }
}
