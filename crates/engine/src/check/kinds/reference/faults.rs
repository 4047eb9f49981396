//! What each fault of a citation looks like.

use claimlint_base::day::Day;
use claimlint_base::grade::{Grade, Reach};
use claimlint_base::span::Span;
use claimlint_base::toml_fault::did_you_mean;
use claimlint_data::words::{citations, names};
use claimlint_rules::CitationFault;
use claimlint_text::{Document, SentenceId};
use rustc_hash::FxHashSet;

use super::citation_fault::FaultyCitation;
use super::{authors, dated, entries};
use crate::check::subject::Subject;
use crate::evidence::Judged;
use crate::evidence::backing::backing;
use crate::evidence::citation::bibliography::Bibliography;
use crate::evidence::citation::identifiers::{self, IdentifierFault, IdentifierKind};
use crate::evidence::citation::sources::Standing;
use crate::evidence::citation::{Citation, CitationKind, PaperPart, journals};
use crate::evidence::registry::Verdict;

/// A quotation of fewer words may be a term.
const SHORTEST_QUOTATION: usize = 4;
/// Words before a term in quotation marks.
const BEFORE_TERMS: [&str; 10] =
    ["from", "to", "the", "a", "an", "this", "these", "its", "their", "so-called"];

/// The faults of one sort in a document.
pub fn find(subject: &Subject<'_>, fault: CitationFault) -> Vec<FaultyCitation> {
    match fault {
        CitationFault::Partial => partial(subject),
        CitationFault::Dangling => both(dangling(subject), authors::unanswered(subject)),
        CitationFault::Uncited => both(entries::uncited(subject), authors::never_cited(subject)),
        CitationFault::Twice => entries::twice(subject),
        CitationFault::MissingYear => entries::without_year(subject),
        CitationFault::UnknownJournal => entries::unknown_journals(subject),
        CitationFault::Malformed => broken(subject, false),
        CitationFault::Checksum => broken(subject, true),
        CitationFault::OldForm => old_forms(subject),
        CitationFault::Journal => misspelt_journals(subject),
        CitationFault::Future => future(subject),
        CitationFault::Promise => promises(subject),
        CitationFault::Shortened => shortened(subject),
        CitationFault::Quotation => quotations(subject),
        CitationFault::Dated => dated::find(subject),
        CitationFault::Retracted => {
            spoken_against(subject, |verdict| matches!(verdict, Verdict::Retracted(_)))
        }
        CitationFault::Concern => spoken_against(subject, |verdict| matches!(verdict, Verdict::Concern(_))),
        CitationFault::NotFound => spoken_against(subject, |verdict| *verdict == Verdict::NotFound),
        CitationFault::Mismatch => spoken_against(subject, |verdict| matches!(verdict, Verdict::Mismatch(_))),
        // It takes the claims of the document to see it.
        CitationFault::Unsourced => Vec::new(),
    }
}

fn both(mut faults: Vec<FaultyCitation>, more: Vec<FaultyCitation>) -> Vec<FaultyCitation> {
    faults.extend(more);
    faults
}

/// The citations in prose that nothing near them makes whole, each with its sentence.
fn half<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = (&'s Citation, SentenceId)> {
    subject.citations.all.iter().filter_map(|citation| {
        let is_half = citation.kind == CitationKind::Prose && citation.grade == Grade::Partial;
        let (block, sentence) = subject.document.sentence_at(citation.span).filter(|_| is_half)?;
        let backing = backing(subject.document, subject.citations, block, sentence, Reach::Study);
        (backing.grade <= citation.grade).then_some((citation, sentence))
    })
}

fn partial(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let fault = |citation: &Citation| FaultyCitation {
        found: PaperPart::list(&citation.found, "and"),
        missing: PaperPart::list(&citation.missing(), "or"),
        grade: Some(citation.grade),
        ..FaultyCitation::at(citation.span)
    };
    half(subject)
        .filter(|(one, sentence)| {
            subject.has_on_page(one) && !is_found_by_name(subject.document, one, *sentence)
        })
        .map(|(citation, _)| fault(citation))
        .collect()
}

/// So many words with capitals in a row are a name that finds a report: "the 2025 Example Skin Trends Report".
const NAME_OF_REPORT: usize = 3;
/// Who wrote a paper stands within so many words before it.
const BEFORE_PAPER: usize = 8;

/// Whether a citation without all its parts is found all the same: the report has a name of its own, or its authors stand before
/// it, "Author et al.'s study in Skin Letters". One that says neither a journal nor a year is no citation: "a page published in
/// May".
fn is_found_by_name(document: &Document, citation: &Citation, sentence: SentenceId) -> bool {
    let text = document.words_of(citation.span);
    let has_digit = text.contains(|sign: char| sign.is_ascii_digit());
    if !has_digit && !citation.found.contains(&PaperPart::Journal) {
        return true;
    }
    let has_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let named = text.split(' ').rev().take_while(has_capital).count();
    let sentence = document.sentence(sentence);
    let before = document.words_of(Span::of(sentence.start()..citation.span.start().max(sentence.start())));
    // "the Example and Other Committee report in February 2026": the first word of a sentence has a capital anyway.
    let mut last = before.split_whitespace().skip(1).collect::<Vec<_>>().into_iter().rev();
    let is_body = text.starts_with("report") && last.clone().take_while(has_capital).count() > 1;
    let mut near = last.by_ref().take(BEFORE_PAPER);
    named > NAME_OF_REPORT
        || is_body
        || names_journal_in_short(text)
        || near
            .any(|word| matches!(word, "al." | "al.'s" | "al" | "colleagues" | "colleagues'" | "coworkers"))
}

/// Whether an author, a journal in short and a year stand one after another: "the Example BMJ 2006 trial".
fn names_journal_in_short(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(3).any(|words| {
        let [author, journal, year] = words else { return false };
        let is_name = author.starts_with(char::is_uppercase) && author.contains(char::is_lowercase);
        is_name
            && (3..=5).contains(&journal.len())
            && journal.bytes().all(|byte| byte.is_ascii_uppercase())
            // Any four figures: a trial of 1747 is found by them as well.
            && year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Numbers, labels and keys without an entry.
fn dangling(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let has_list = subject.citations.references.entries().iter().any(|entry| entry.number.is_some());
    let text = |citation: &Citation| subject.document.words_of(citation.span);
    let found = |citation: &Citation| {
        if citation.kind == CitationKind::Key {
            Some(unknown_key(subject, citation))
        } else if citation.kind == CitationKind::Note && text(citation).starts_with("[^") {
            Some("there is no such footnote".to_owned())
        } else if has_list {
            Some("the list has no such entry".to_owned())
        } else {
            let is_number = citation.kind == CitationKind::Numbered;
            is_number.then(|| "there is no reference list".to_owned())
        }
    };
    let is_marker = |citation: &Citation| match citation.kind {
        CitationKind::Numbered | CitationKind::Key => true,
        CitationKind::Note => citation.marker.is_none() || is_number_of_entry(subject, citation),
        _ => false,
    };
    let dangling = subject
        .citations
        .all
        .iter()
        .filter(|citation| citation.grade == Grade::Broken && !citation.is_refuted);
    let faults = dangling.filter(|citation| is_marker(citation)).filter_map(|citation| {
        let (found, grade) = (found(citation)?, Some(Grade::Broken));
        Some(FaultyCitation { found, grade, marker: citation.marker, ..FaultyCitation::at(citation.span) })
    });
    faults.collect()
}

/// What is wrong with a key, and which one may have been meant.
fn unknown_key(subject: &Subject<'_>, citation: &Citation) -> String {
    let key = subject.document.words_of(citation.span).trim_matches(['@', '{', '}']);
    let known = subject.house.known.bibliography.iter().flat_map(Bibliography::keys);
    let meant = did_you_mean(key, known).map(|meant| format!("; {meant}")).unwrap_or_default();
    format!("the bibliography has no such entry{meant}")
}

/// Whether a superscript is the number of an entry: it is a link within the page, or follows a word, where no power
/// does.
fn is_number_of_entry(subject: &Subject<'_>, citation: &Citation) -> bool {
    let document = subject.document;
    let Some(marker) = citation.marker.and_then(|index| document.markers().get(index)) else { return false };
    if let Some(target) = &marker.target {
        // A link to another page leads there, and words that are a link may lead to any place.
        return target.starts_with('#') && !marker.label.contains(char::is_alphabetic);
    }
    let before = &document.small()[..marker.at];
    let word = before.rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
    let is_power = word.is_empty() && before.ends_with(char::is_alphanumeric)
        || citations::UNITS_WITH_POWERS.contains(word)
        || word.ends_with(|sign: char| sign.is_ascii_digit());
    !citation.numbers.is_empty() && !is_power
}

/// Identifiers with something wrong: their form, or their last digit.
fn broken(subject: &Subject<'_>, by_checksum: bool) -> Vec<FaultyCitation> {
    let fault = |(span, identifier): &(Span, identifiers::Identifier)| {
        let found = match identifier.fault? {
            IdentifierFault::Malformed(form) if !by_checksum => form.to_owned(),
            IdentifierFault::Checksum if by_checksum => identifier.value.clone(),
            _ => return None,
        };
        Some(FaultyCitation { found, grade: Some(Grade::Broken), ..FaultyCitation::at(*span) })
    };
    subject.citations.identifiers.iter().filter_map(fault).collect()
}

/// DOIs with a label or a resolver that is no longer used, in the text and as targets of links.
fn old_forms(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let is_old = |one: &identifiers::Identifier| one.is_old_form && one.fault.is_none();
    let fault = |span: Span, identifier: &identifiers::Identifier| {
        let right = identifiers::doi_address(&identifier.value);
        FaultyCitation { found: right.clone(), right: Some(right), ..FaultyCitation::at(span) }
    };
    // Where the words are a link to the full address, a reader has it.
    let is_linked = |span: Span, identifier: &identifiers::Identifier| {
        let right = identifiers::doi_address(&identifier.value);
        subject.document.links_touching(span).any(|link| link.target.eq_ignore_ascii_case(&right))
    };
    let old = subject.citations.identifiers.iter();
    let old = old.filter(|(span, one)| is_old(one) && !is_linked(*span, one));
    let mut faults: Vec<FaultyCitation> = old.map(|(span, one)| fault(*span, one)).collect();
    let in_text = faults.len();
    let mut told: FxHashSet<Span> = FxHashSet::default();
    for (index, link) in subject.document.links().iter().enumerate() {
        let small = link.target.to_ascii_lowercase();
        let found = identifiers::find(&link.target, &small);
        let Some(old) = found.first().filter(|one| is_old(one) && one.range == (0..link.target.len())) else {
            continue;
        };
        // The text of a link in angle brackets is its target.
        let is_own_text = link.address.is_none_or(|own| own == subject.document.source_span(link.span));
        let is_told = is_own_text && faults[..in_text].iter().any(|one| one.span == link.span);
        // Several links may lead to what one definition says.
        if !is_told && link.address.is_none_or(|own| told.insert(own)) {
            // The target is not text: what is found there is not part of what is found in the words.
            let span = if link.address.is_some() { Span::at(link.span.start()) } else { link.span };
            faults.push(FaultyCitation { link: Some(index), ..fault(span, old) });
        }
    }
    faults
}

/// Names of journals after "in the" and "the journal", and between the stops of an entry.
fn misspelt_journals(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let document = subject.document;
    let mut faults = Vec::new();
    let mut look = |start: usize, name: &str| {
        let from = start + (name.len() - name.trim_start().len());
        let name = name.trim();
        if let Some(meant) = journals::meant_by(name) {
            faults.push(FaultyCitation {
                found: meant.to_owned(),
                right: Some(meant.to_owned()),
                ..FaultyCitation::at(Span::of(from..from + name.len()))
            });
        }
    };
    let in_prose = subject.citations.all.iter().filter(|citation| citation.kind == CitationKind::Prose);
    for citation in in_prose {
        let text = document.words_of(citation.span);
        // The name is the last run of words with capitals.
        let words: Vec<(usize, &str)> = text
            .split(' ')
            .scan(0, |at, word| {
                let start = *at;
                *at += word.len() + 1;
                Some((start, word))
            })
            .collect();
        let has_capital = |word: &str| word.starts_with(char::is_uppercase);
        let is_small = |word: &str| word == "&" || names::INSIDE_NAMES.contains(word);
        let Some(last) = words.iter().rposition(|(_, word)| has_capital(word)) else { continue };
        let run =
            words[..last].iter().rev().take_while(|(_, word)| has_capital(word) || is_small(word)).count();
        let first = (last - run..=last).find(|at| has_capital(words[*at].1)).unwrap_or(last);
        let (start, end) = (words[first].0, words[last].0 + words[last].1.len());
        look(citation.span.start() + start, text[start..end].trim_end_matches([',', '.', ')']));
    }
    for entry in subject.citations.references.entries() {
        let block = document.block(entry.block).span;
        let text = document.words_of(block);
        let mut start = 0;
        for piece in text.split_inclusive(['.', ',', ';', '(']) {
            look(block.start() + start, piece.trim_end_matches(['.', ',', ';', '(']));
            start += piece.len();
        }
    }
    faults
}

/// Years of citations and entries that are in the future. A journal may bear the next year.
fn future(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let this_year = Day::today().year();
    let document = subject.document;
    let mut faults = Vec::new();
    let mut look = |span: Span| {
        let text = document.words_of(span);
        for (at, _) in text.match_indices("20") {
            // It may be the middle of a number, or part of an address: "25282031", "staff/2085-name".
            if text[..at].ends_with(|sign: char| sign.is_ascii_digit() || sign == '/') {
                continue;
            }
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            let year = text[at..at + digits].parse().ok().filter(|_| digits == 4);
            let at = span.start() + at;
            if year.is_some_and(|year: u16| year > this_year + 1) {
                faults.push(FaultyCitation::at(Span::of(at..at + 4)));
            }
        }
    };
    let dated =
        |citation: &&Citation| matches!(citation.kind, CitationKind::Prose | CitationKind::AuthorYear);
    subject.citations.all.iter().filter(dated).for_each(|citation| look(citation.span));
    faults
}

/// Links whose words promise research, to a page that sells or that anybody may write.
fn promises(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let document = subject.document;
    let mut faults = Vec::new();
    for link in document.links() {
        let found = match subject.house.known.sites.standing(&link.target) {
            Some(Standing::Shop) => "a shop page",
            Some(Standing::Tier(5)) => "a maker or a shop",
            Some(Standing::Tier(6)) => "a page that anyone can write",
            _ => continue,
        };
        let words = document.small_words_of(link.span);
        let mut words = words.split(|sign: char| !sign.is_ascii_alphanumeric());
        if words.any(|word| citations::PROMISES_OF_RESEARCH.contains(word)) {
            faults.push(FaultyCitation { found: found.to_owned(), ..FaultyCitation::at(link.span) });
        }
    }
    faults
}

fn shortened(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let sites = &subject.house.known.sites;
    let is_short = |target: &str| sites.standing(target) == Some(Standing::Shortened);
    let links = subject.document.links().iter();
    let links = links.filter(|link| is_short(&link.target)).map(|link| (link.span, link.target.clone()));
    let identifiers = subject.citations.identifiers.iter();
    let bare = identifiers.filter(|(_, one)| one.kind == IdentifierKind::Address && is_short(&one.value));
    let bare = bare.map(|(span, one)| (*span, one.value.clone()));
    let mut all: Vec<(Span, String)> = links.chain(bare).filter(|(span, _)| !span.is_empty()).collect();
    // The text of a link may be its own address.
    all.sort();
    all.dedup_by_key(|(span, _)| span.start());
    all.into_iter().map(|(span, found)| FaultyCitation { found, ..FaultyCitation::at(span) }).collect()
}

/// What the registries warn against in one way.
fn spoken_against(subject: &Subject<'_>, way: impl Fn(&Verdict) -> bool) -> Vec<FaultyCitation> {
    let judged = subject.judged.iter().filter(|one| way(&one.verdict) && !one.cited.span.is_empty());
    let fault = |one: &Judged| FaultyCitation {
        found: one.verdict.reason(),
        grade: Some(Grade::Broken),
        ..FaultyCitation::at(one.cited.span)
    };
    judged.map(fault).collect()
}

/// Whether a quotation is a term or a thought of somebody's rather than words of a paper: "the “return to normal” debate",
/// "from “should I?” to “which one?”".
fn is_term(document: &Document, sentence: Span, quotation: Span) -> bool {
    let before = document.small_words_of(Span::of(sentence.start()..quotation.start())).trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let bare = document.words_of(quotation).trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}']);
    let after = document.text()[quotation.end()..].trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}']);
    let names_something = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    BEFORE_TERMS.contains(&last) && names_something || bare.ends_with('?')
}

/// What a sentence quotes from a paper about which it says too little.
fn quotations(subject: &Subject<'_>) -> Vec<FaultyCitation> {
    let document = subject.document;
    let mut faults = Vec::new();
    for (citation, sentence) in half(subject) {
        let sentence = document.sentence(sentence);
        for quotation in subject.quotations.touching(sentence) {
            let words = document.words_of(*quotation).split_whitespace().count();
            let is_within = sentence.contains(*quotation) && !quotation.overlaps(citation.span);
            if is_within && words >= SHORTEST_QUOTATION && !is_term(document, sentence, *quotation) {
                faults.push(FaultyCitation {
                    missing: PaperPart::list(&citation.missing(), "or"),
                    label: Some((citation.span, "not enough to find it")),
                    ..FaultyCitation::at(*quotation)
                });
            }
        }
    }
    faults
}
