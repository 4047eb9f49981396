//! Articles that are about today and rest only on old papers.

use claimlint_base::day::Day;
use claimlint_base::grade::Grade;
use claimlint_base::span::Span;

use super::citation_fault::FaultyCitation;
use crate::check::subject::Subject;
use crate::evidence::citation::{Certainty, Citation, CitationKind};

/// Reviews are written anew within these years, and guides to writing on medicine ask for papers that are younger.
const OLD: u16 = 10;
/// One paper may be cited for its history.
const FEWEST: usize = 2;

/// One fault, at the newest source, where every source says its year and all are older than ten years.
pub fn find(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let (document, citations) = (subject.document, subject.citations);
    let has_year = |kind: CitationKind| matches!(kind, CitationKind::Prose | CitationKind::AuthorYear);
    // Of what a link or a bare identifier leads to, the page does not say the age.
    let is_open = |kind: CitationKind| matches!(kind, CitationKind::Link | CitationKind::Identifier);
    if citations.all.iter().any(|one| is_open(one.kind) && one.grade > Grade::None) {
        return Vec::new();
    }
    let entries = citations.references.entries().iter().map(|entry| document.block(entry.block).span);
    // A name with a year may be a diploma or a prize.
    let is_of_paper = |one: &Citation| {
        one.kind == CitationKind::Prose
            || one.papers.iter().any(|paper| paper.certainty == Certainty::Certain)
            || !one.entries.is_empty()
    };
    let dated = citations.all.iter().filter(|one| has_year(one.kind));
    let in_text = dated.filter(|one| is_of_paper(one) && subject.has_on_page(one)).map(|one| one.span);
    let this_year = Day::today().year();
    // The last year in an entry may be that of a visit, which makes it look younger: then nothing is said.
    let written = |span: Span| {
        let (year, at) = years(document.words_of(span), this_year).max()?;
        Some((year, Span::of(span.start() + at..span.start() + at + 4)))
    };
    let keys = citations.all.iter().filter(|one| one.kind == CitationKind::Key);
    let kept = keys.map(|key| Some((subject.house.known.work(document, key)?.year?, key.span)));
    let mut newest: Option<(u16, Span)> = None;
    let mut count = 0;
    for source in entries.chain(in_text).map(written).chain(kept) {
        let Some((year, place)) = source else { return Vec::new() };
        count += 1;
        if newest.is_none_or(|(known, _)| year > known) {
            newest = Some((year, place));
        }
    }
    let old = newest.filter(|(year, _)| count >= FEWEST && year + OLD < this_year);
    old.map(|(year, place)| FaultyCitation { found: year.to_string(), ..FaultyCitation::at(place) })
        .into_iter()
        .collect()
}

/// The years up to this one that are in a text, with their places in bytes.
fn years(text: &str, this_year: u16) -> impl Iterator<Item = (u16, usize)> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..text.len()).filter(move |&at| is_digit(at) && (at == 0 || !is_digit(at - 1)));
    starts.filter_map(move |at| {
        let year = text.get(at..at + 4)?.parse().ok()?;
        // "355-2001" is the end of a telephone number, or pages; "2000-2001" are years.
        let is_of_number =
            at >= 2 && text[..at].ends_with('-') && is_digit(at - 2) && !(at >= 5 && is_digit(at - 5));
        ((1900..=this_year).contains(&year) && !is_digit(at + 4) && !is_of_number).then_some((year, at))
    })
}
