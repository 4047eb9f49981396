//! Citations by author and year against the list of references: what no entry answers, and which entry nobody cites.
//!
//! Both are reported only if the page has a list whose entries say their authors and dates, and does not cite by
//! number.

use claimlint_base::grade::Grade;
use claimlint_text::Document;
use rustc_hash::{FxHashMap, FxHashSet};

use super::citation_fault::FaultyCitation;
use super::named_sources::NamedSources;
use crate::check::subject::Subject;
use crate::evidence::citation::{
    Certainty, Citation, CitationKind, CitedPaper, PaperDate, ReferenceEntry, References, folded_surname,
};

/// At most this many dates of an author are named in a message.
const MOST_NAMED: usize = 3;

/// Whether a page cites by author and year from a list.
fn cites_by_author(subject: &Subject<'_>) -> bool {
    let references = &subject.citations.references;
    let is_listed = |index: &usize| references.list_of(references.entries()[*index].block).is_some();
    let is_number = |one: &&Citation| matches!(one.kind, CitationKind::Numbered | CitationKind::Note);
    let mut numbers = subject.citations.all.iter().filter(is_number);
    if numbers.any(|one| one.entries.iter().any(is_listed)) {
        return false;
    }
    // A list to read on answers nothing.
    references.lists().iter().any(|list| !list.heading.is_background)
        && 2 * authored(references).count()
            >= references.entries().iter().filter(|one| in_list(references, one)).count()
}

/// Whether an entry is in a list whose entries are to be cited.
fn in_list(references: &References, entry: &ReferenceEntry) -> bool {
    references.list_of(entry.block).is_some_and(|list| !list.heading.is_background)
}

/// The entries of the lists that say who wrote them and when, each with its index.
fn authored(references: &References) -> impl Iterator<Item = (usize, &ReferenceEntry)> {
    references.entries().iter().enumerate().filter(|(_, entry)| {
        in_list(references, entry) && entry.parts.authors.is_some() && entry.parts.date.is_some()
    })
}

/// The citations by author and year that no entry answers.
pub fn unanswered(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let references = &subject.citations.references;
    if !cites_by_author(subject) || authored(references).next().is_none() {
        return Vec::new();
    }
    let listed = Listed::of(subject);
    let mut faults = Vec::new();
    for citation in subject.citations.all.iter().filter(|one| !one.is_refuted) {
        for paper in citation.papers.iter().filter(|paper| listed.lacks(paper)) {
            // A link leads to the paper itself.
            if is_linked(subject.document, paper) {
                continue;
            }
            let span = if citation.papers.len() == 1 { citation.span } else { paper.span };
            let found = match listed.others(paper) {
                Some(others) => format!("the list has no such entry; {others}"),
                None => "the list has no such entry".to_owned(),
            };
            let grade = Some(Grade::Broken);
            faults.push(FaultyCitation { found, grade, ..FaultyCitation::at(span) });
        }
    }
    faults
}

/// Whether the words for a paper are a link to another page, or hold one.
fn is_linked(document: &Document, paper: &CitedPaper) -> bool {
    document.links_touching(paper.span).any(|link| !link.target.starts_with('#'))
}

/// A page that cites by author cites at least one in so many of its entries.
const FEWEST_CITED: usize = 2;

/// The entries with authors and dates that nothing in the text refers to.
pub fn never_cited(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let (document, references) = (subject.document, &subject.citations.references);
    let papers = || subject.citations.all.iter().filter(|one| !one.papers.is_empty());
    let cites = papers().any(|one| !one.entries.is_empty() || one.papers.iter().any(is_certain));
    if !cites || !cites_by_author(subject) {
        return Vec::new();
    }
    let cited: FxHashSet<usize> = subject.citations.all.iter().flat_map(|one| one.entries.clone()).collect();
    // A list of which the text names one or two papers holds the sources of the page as a whole.
    let is_met = |(index, _): &(usize, &ReferenceEntry)| cited.contains(index);
    if authored(references).filter(is_met).count() * FEWEST_CITED < authored(references).count() {
        return Vec::new();
    }
    let named = names_in_text(subject);
    let sources = NamedSources::of(subject);
    let mut faults = Vec::new();
    let is_uncited =
        |index: usize, entry: &ReferenceEntry| !cited.contains(&index) && !references.is_for_reading(entry);
    for (_, entry) in authored(references).filter(|(index, entry)| is_uncited(*index, entry)) {
        let Some(surname) = first_surname(subject, entry) else { continue };
        if !sources.have(entry) && !named.contains(&folded_surname(surname)) {
            let found = named_with_date(surname, entry.parts.date.unwrap_or_default());
            let span = document.block(entry.block).span;
            faults.push(FaultyCitation { found, ..FaultyCitation::at(span) });
        }
    }
    faults
}

/// The first surname in an entry, which has a capital and more than one letter.
fn first_surname<'s>(subject: &Subject<'s>, entry: &ReferenceEntry) -> Option<&'s str> {
    let text = subject.document.words_of(subject.document.block(entry.block).span);
    let authors = text.get(entry.parts.authors.clone()?)?;
    let names = authors.split([' ', ',', '.', ';']);
    names.into_iter().find(|name| name.contains(char::is_uppercase) && name.chars().nth(1).is_some())
}

/// The words with capitals outside of the lists that are not part of a citation that an entry answers.
fn names_in_text(subject: &Subject<'_>) -> FxHashSet<String> {
    let document = subject.document;
    let mut names = FxHashSet::default();
    for id in document.block_ids().filter(|id| !subject.citations.references.holds(*id)) {
        let block = document.block(id).span;
        let answered = subject.citations.within(block).iter();
        let mut answered =
            answered.filter(|one| !one.papers.is_empty() && !one.entries.is_empty()).peekable();
        let mut at = block.start();
        for word in document.words_of(block).split_inclusive(is_between_names) {
            while answered.next_if(|one| one.span.end() <= at).is_some() {}
            let is_answered = answered.peek().is_some_and(|one| one.span.start() <= at);
            at += word.len();
            let word = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
            if word.contains(char::is_uppercase) && !is_answered {
                names.insert(folded_surname(word));
            }
        }
    }
    names
}

fn is_certain(paper: &CitedPaper) -> bool {
    paper.certainty == Certainty::Certain
}

/// "Example (2019)"
fn named_with_date(author: &str, date: PaperDate) -> String {
    match date.year {
        Some(_) => format!("{author} ({})", date.words()),
        None => format!("{author} (without a year)"),
    }
}

/// Whether a sign separates names.
fn is_between_names(sign: char) -> bool {
    !(sign.is_alphanumeric() || matches!(sign, '\'' | '-'))
}

/// What the lists of a page have.
struct Listed<'s> {
    references: &'s References,
    /// The blocks with each name, in words as names are compared.
    blocks: FxHashMap<String, Vec<&'s str>>,
}

impl<'s> Listed<'s> {
    fn of(subject: &Subject<'s>) -> Listed<'s> {
        let (document, references) = (subject.document, &subject.citations.references);
        let mut blocks: FxHashMap<String, Vec<&'s str>> = FxHashMap::default();
        for id in document.block_ids().filter(|id| references.holds(*id)) {
            let text = document.words_of(document.block(id).span);
            for name in text.split(is_between_names).filter(|word| word.contains(char::is_uppercase)) {
                blocks.entry(folded_surname(name)).or_default().push(text);
            }
        }
        Listed { references, blocks }
    }

    /// Whether no entry answers a citation, and it can hardly be anything else.
    fn lacks(&self, paper: &CitedPaper) -> bool {
        let dates = self.references.authors().dates(&paper.author);
        let is_sure = match paper.certainty {
            Certainty::Certain => true,
            Certainty::Likely => !dates.is_empty(),
            Certainty::Possible => false,
        };
        if !is_sure || !self.references.authors().find(&paper.author, paper.date).is_empty() {
            return false;
        }
        // The letter is another one.
        let has_year = dates.iter().any(|date| date.year == paper.date.year);
        has_year || !self.mentions(paper)
    }

    /// Whether a block has the name and the year somewhere: the paper may be one that was not read as such.
    fn mentions(&self, paper: &CitedPaper) -> bool {
        let year = paper.date.year.map(|year| year.to_string()).unwrap_or_default();
        let mut named = self.blocks.get(&folded_surname(&paper.author)).into_iter().flatten();
        named.any(|text| text.contains(year.as_str()))
    }

    /// The papers of the same author that are there: "it has Example (2019)".
    fn others(&self, paper: &CitedPaper) -> Option<String> {
        let author = paper.author.strip_suffix("'s").unwrap_or(&paper.author);
        let mut dates = self.references.authors().dates(&paper.author);
        dates.dedup();
        let named: Vec<String> =
            dates.into_iter().take(MOST_NAMED).map(|date| named_with_date(author, date)).collect();
        match named.as_slice() {
            [] => None,
            [one] => Some(format!("it has {one}")),
            [first @ .., last] => Some(format!("it has {} and {last}", first.join(", "))),
        }
    }
}
