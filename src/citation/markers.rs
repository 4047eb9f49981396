//! Citations in the prose: links, notes, numbers in brackets, authors and years, journals and years, named bodies.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::cues::Cues;
use super::identifiers::{Identifier, IdentifierKind};
use super::references::References;
use super::sources::Standing;
use super::{Citation, CitationKind, Known, Part};
use crate::document::Document;
use crate::grade::Grade;
use crate::span::Span;

/// The words for what a paper is.
const PAPER: &str = r"(?:study|studies|trials?|reviews?|meta-analys[ie]s|papers?|surveys?|analys[ie]s|research|investigations?|articles?|experiments?|reports?)";
/// Capitals and letters of Latin alphabets: those of all of Unicode cost a hundred times the states.
const CAPITAL: &str = r"[A-Z\u{C0}-\u{DE}\u{100}-\u{17F}]";
const LETTER: &str = r"A-Za-z\u{C0}-\u{24F}";
const MONTH: &str = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?";
const YEAR: &str = r"(?:19|20)[0-9]{2}";

/// A form that is compiled when a text first may hold it.
type Form = LazyLock<Option<Regex>>;

/// A name in capitals, small words inside.
static NAME: LazyLock<String> = LazyLock::new(|| {
    let word = format!("{CAPITAL}[{LETTER}&.'-]*");
    format!("(?u-i:{word}(?:,? (?:(?:of|and|the|in|for|on|&) ){{0,3}}{word})*)")
});

static NUMBERED: Form = LazyLock::new(|| Regex::new(r"\[[0-9]{1,3}(?: ?[,;-] ?[0-9]{1,3})*\]").ok());

/// `(Author, 2019)`, `(Author & Author, 2014; Author et al., 2017)`, `Author et al. (2019)`
static AUTHOR_YEAR: Form = LazyLock::new(|| {
    let surname = format!("{CAPITAL}[{LETTER}'-]+");
    let inside = format!(r"\((?P<inside>{surname}[^()]{{0,80}}?,? {YEAR}[a-z]?)(?:[,;][^()]*)?\)");
    let before =
        format!(r"(?P<before>{surname}(?: et al\.?,?| (?:and|&) {surname})?) \((?P<year>{YEAR})[a-z]?\)");
    Regex::new(&format!("{inside}|{before}")).ok()
});

/// "a 2015 study in the International Journal of …", "a 2019 randomised trial"
static YEAR_PAPER: Form = LazyLock::new(|| {
    let name = NAME.as_str();
    let paper = format!(
        r"\b(?:an?|an?other|one|the|this) (?:{MONTH} )?(?P<year>{YEAR}) (?:[a-z-]+ ){{0,4}}?{PAPER}\b"
    );
    let place = format!(r"(?: (?:published |appearing )?(?:in|from|by) (?:the )?(?P<journal>{name}))?");
    Regex::new(&format!("(?i-u){paper}{place}")).ok()
});

/// "published in the journal Skin Letters in 2016", "published in 2016"
static PUBLISHED: Form = LazyLock::new(|| {
    let name = NAME.as_str();
    let paper = format!(
        r"(?:\b(?:an?|one|the|this|another) (?:[a-z-]+ ){{0,3}}?{PAPER} (?:was |were |that was |recently )?|\b)"
    );
    let journal = format!(
        r"(?:in|by) (?:the )?(?:journal )?(?P<journal>{name})(?:,? (?:in )?(?:{MONTH} )?(?P<year>{YEAR}))?"
    );
    Regex::new(&format!(r"(?i-u){paper}published (?:online )?(?:{journal}|in (?:{MONTH} )?(?P<only>{YEAR}))"))
        .ok()
});

/// "a study in the British Journal of …", "a trial from 2018"
static PAPER_IN: Form = LazyLock::new(|| {
    let name = NAME.as_str();
    let journal = format!(
        r"(?:in|from|by) (?:the )?(?:journal )?(?P<journal>{name})(?:,? (?:in )?(?:{MONTH} )?\(?(?P<year>{YEAR})\)?)?"
    );
    Regex::new(&format!(r"(?i-u)\b{PAPER} (?:{journal}|(?:in|from|of) (?:{MONTH} )?(?P<only>{YEAR})\b)")).ok()
});

/// "according to the British Skin Council", "researchers at Example University", "(Source: Example)"
static BODY: Form = LazyLock::new(|| {
    let name = NAME.as_str();
    let says = r"\baccording to (?:the |a report (?:by|from) (?:the )?|data from (?:the )?)?";
    let people = r"\b(?:researchers|scientists|clinicians) (?:at|from) (?:the )?";
    let source = r"(?P<source>(?:\bsource|\bvia): ?|\(source )";
    Regex::new(&format!(r"(?i-u)(?:{says}|{people}|{source})(?P<name>{name})")).ok()
});

/// What a form finds in a text.
fn every<'t>(form: &'static Form, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
    form.as_ref().into_iter().flat_map(move |form| form.captures_iter(text))
}

/// Links that leave the page.
pub fn links(document: &Document, known: &Known, all: &mut Vec<Citation>) {
    for link in document.links() {
        if let Some(standing) = known.sites.standing(&link.target) {
            let standing_for = citation(link.span, CitationKind::Link, standing.grade());
            all.push(Citation { standing: Some(standing), ..standing_for });
        }
    }
}

/// Footnote references and superscripts.
pub fn notes(document: &Document, known: &Known, references: &References, all: &mut Vec<Citation>) {
    for marker in document.markers() {
        let standing = marker.target.as_deref().and_then(|target| known.sites.standing(target));
        let grade = standing.map_or_else(|| grade_of_label(&marker.label, references), Standing::grade);
        let numbers = numbers_of(&marker.label);
        let note = citation(Span::at(marker.at), CitationKind::Note, grade);
        all.push(Citation { numbers, standing, ..note });
    }
}

/// Identifiers and addresses in the text of a block, as citations.
pub fn identified(identifiers: &[(Span, Identifier)], known: &Known, all: &mut Vec<Citation>) {
    for (span, identifier) in identifiers {
        let standing = match identifier.kind {
            IdentifierKind::Address => known.sites.standing(&identifier.value),
            _ => None,
        };
        let grade = match (identifier.fault, identifier.kind) {
            (Some(_), _) => Some(Grade::Broken),
            (None, IdentifierKind::Address) => standing.map(Standing::grade),
            // It says which journal, and not where in it.
            (None, IdentifierKind::Issn) => Some(Grade::Partial),
            (None, _) => Some(Grade::Traceable),
        };
        let found = grade.map(|grade| citation(*span, CitationKind::Identifier, grade));
        all.extend(found.map(|found| Citation { standing, ..found }));
    }
}

fn citation(span: Span, kind: CitationKind, grade: Grade) -> Citation {
    let (standing, is_refuted) = (None, false);
    Citation { span, kind, grade, standing, is_refuted, found: Vec::new(), numbers: Vec::new() }
}

/// Citations written into the text of a block.
pub fn in_text(
    document: &Document,
    block: Span,
    cues: Cues,
    references: &References,
    all: &mut Vec<Citation>,
) {
    let text = document.words_of(block);
    let mut add = |range: Range<usize>, kind: CitationKind, grade: Grade, found: Vec<Part>| {
        let span = Span::of(block.start() + range.start..block.start() + range.end);
        let numbers = match kind {
            CitationKind::Numbered | CitationKind::Note => numbers_of(&text[range]),
            _ => Vec::new(),
        };
        all.push(Citation { found, numbers, ..citation(span, kind, grade) });
    };
    superscripts(text, references, &mut add);
    signs(text, references, &mut add);
    let has_year = has_year(text);
    if text.contains('[') {
        for found in NUMBERED.iter().flat_map(|form| form.find_iter(text)) {
            let grade = grade_of_label(found.as_str(), references);
            add(found.range(), CitationKind::Numbered, grade, Vec::new());
        }
    }
    for (range, label) in rounded_numbers(text) {
        // In round brackets stand other numbers, too; one with an entry is a citation.
        if grade_of_label(label, references) == Grade::Traceable {
            add(range, CitationKind::Numbered, Grade::Traceable, Vec::new());
        }
    }
    if has_year && text.contains('(') {
        for captures in every(&AUTHOR_YEAR, text) {
            if let Some((range, grade)) = author_year(&captures, references) {
                add(range, CitationKind::AuthorYear, grade, Vec::new());
            }
        }
    }
    if has_year || cues.journal {
        for (range, found) in prose(text, has_year, cues.published) {
            add(range, CitationKind::Prose, Grade::Partial, found);
        }
    }
    let bodies = cues.body.then(|| every(&BODY, text));
    for captures in bodies.into_iter().flatten() {
        if let (Some(whole), Some(name)) = (captures.get(0), captures.name("name"))
            && (captures.name("source").is_some() || is_body(name.as_str()))
        {
            add(whole.range(), CitationKind::Body, Grade::Named, Vec::new());
        }
    }
}

/// `(3)`, with its place.
fn rounded_numbers(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    memchr::memchr_iter(b'(', text.as_bytes()).filter_map(|open| {
        let label = text[open + 1..].split_once(')')?.0;
        let is_number = (1..=3).contains(&label.len()) && label.bytes().all(|sign| sign.is_ascii_digit());
        is_number.then(|| (open..open + label.len() + 2, label))
    })
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = memchr::memchr2_iter(b'1', b'2', bytes).filter_map(|at| bytes.get(at..at + 4));
    starts.into_iter().any(|four| {
        matches!(four, [b'1', b'9', ..] | [b'2', b'0', ..]) && four.iter().all(u8::is_ascii_digit)
    })
}

/// The numbers that `[1,4-6]` or `2,3` names.
fn numbers_of(label: &str) -> Vec<u64> {
    let mut numbers = Vec::new();
    for piece in label.trim_matches(['[', ']', '(', ')', ' ']).split([',', ';']) {
        let ends = piece.split_once('-').unwrap_or((piece, piece));
        let (Ok(first), Ok(last)) = (ends.0.trim().parse::<u64>(), ends.1.trim().parse::<u64>()) else {
            continue;
        };
        numbers.extend(first..=last.min(first + MOST_IN_RANGE));
    }
    numbers
}

/// `[1-60]` is hardly meant.
const MOST_IN_RANGE: u64 = 50;

/// The grade of `[1,4-6]`, `2,3` or a footnote's label: every number must have an entry.
fn grade_of_label(label: &str, references: &References) -> Grade {
    let label = label.trim_matches(['[', ']', '(', ')', ' ']);
    let as_grade = |leads: bool| if leads { Grade::Traceable } else { Grade::None };
    if let Some(leads) = references.note(label) {
        return as_grade(leads);
    }
    let mut numbers = label.split([',', ';', '-', ' ']).filter(|piece| !piece.is_empty()).peekable();
    let all_known = numbers.peek().is_some()
        && numbers.all(|piece| piece.parse().is_ok_and(|number| references.has_number(number)));
    if all_known { Grade::Traceable } else { Grade::Broken }
}

/// Superscript figures as characters: `study¹`, `skin²,³`.
fn superscripts(
    text: &str,
    references: &References,
    add: &mut impl FnMut(Range<usize>, CitationKind, Grade, Vec<Part>),
) {
    let figure = |character: char| match character {
        '\u{00B9}' => Some('1'),
        '\u{00B2}' => Some('2'),
        '\u{00B3}' => Some('3'),
        '\u{2070}' | '\u{2074}'..='\u{2079}' => char::from_digit(character as u32 - 0x2070, 10),
        _ => None,
    };
    if text.is_ascii() {
        return;
    }
    let mut label = String::new();
    let mut start = 0;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(digit) = figure(character) {
            if label.is_empty() {
                start = at;
            }
            label.push(digit);
        } else if !label.is_empty() {
            let grade = grade_of_label(&label, references);
            // `cm²` and `m³` have no entry and are no citation.
            if grade != Grade::Broken {
                add(start..at, CitationKind::Note, grade, Vec::new());
            }
            label.clear();
        }
    }
}

/// `*`, `†`, `‡` and `§` behind a word, where a note with that sign exists.
fn signs(
    text: &str,
    references: &References,
    add: &mut impl FnMut(Range<usize>, CitationKind, Grade, Vec<Part>),
) {
    if !references.has_signs() {
        return;
    }
    for (at, sign) in text.match_indices(['*', '\u{2020}', '\u{2021}', '\u{00A7}']) {
        if at > 0 && references.note(sign) == Some(true) {
            add(at..at + sign.len(), CitationKind::Note, Grade::Traceable, Vec::new());
        }
    }
}

fn author_year(captures: &Captures<'_>, references: &References) -> Option<(Range<usize>, Grade)> {
    let whole = captures.get(0)?.range();
    let words = captures.name("inside").or_else(|| captures.name("before"))?.as_str();
    let author = words.split([' ', ',']).next()?;
    let year = captures
        .name("year")
        .map_or_else(|| words.get(words.len().saturating_sub(5)..).unwrap_or(""), |year| year.as_str());
    let year: String = year.chars().filter(char::is_ascii_digit).collect();
    if is_no_author(author) {
        return None;
    }
    let known = references.has_author_year(author, &year);
    Some((whole, if known { Grade::Traceable } else { Grade::Weak }))
}

/// Words before a year in brackets that are no author: months, and words of the trade.
fn is_no_author(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "updated",
        "since",
        "copyright",
        "published",
        "reviewed",
        "est",
        "established",
        "founded",
        "study",
        "trial",
        "journal",
        "source",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Journals and years in running text. Forms that overlap are one citation with what they give together.
fn prose(text: &str, has_year: bool, is_published: bool) -> Vec<(Range<usize>, Vec<Part>)> {
    let mut found: Vec<(Range<usize>, Vec<Part>)> = Vec::new();
    let forms = [has_year.then_some(&YEAR_PAPER), is_published.then_some(&PUBLISHED), Some(&PAPER_IN)];
    for form in forms.into_iter().flatten() {
        for captures in every(form, text) {
            let Some(whole) = captures.get(0) else { continue };
            let journal = captures.name("journal").filter(|name| is_journal(name.as_str(), whole.as_str()));
            let year = captures.name("year").or_else(|| captures.name("only"));
            let mut parts = Vec::new();
            parts.extend(journal.map(|_| Part::Journal));
            parts.extend(year.map(|_| Part::Year));
            if parts.is_empty() {
                continue;
            }
            // A name that is no journal is not part of the citation.
            let end = match (captures.name("journal"), journal) {
                (Some(name), None) => year.map_or(whole.end(), |year| {
                    if year.start() > name.start() { whole.end() } else { name.start() }
                }),
                _ => whole.end(),
            };
            merge(
                &mut found,
                whole.start()..whole.start() + text[whole.start()..end].trim_end().len(),
                parts,
            );
        }
    }
    found
}

fn merge(found: &mut Vec<(Range<usize>, Vec<Part>)>, range: Range<usize>, parts: Vec<Part>) {
    let other = found.iter_mut().find(|(other, _)| other.start < range.end && range.start < other.end);
    match other {
        Some((other, known)) => {
            *other = other.start.min(range.start)..other.end.max(range.end);
            known.extend(parts);
            known.sort();
            known.dedup();
        }
        None => found.push((range, parts)),
    }
}

/// Whether a name in capitals is a journal: the text says so, or one of its words does.
fn is_journal(name: &str, context: &str) -> bool {
    let name = name.to_lowercase();
    let says = context.to_lowercase();
    says.contains("the journal ")
        || says.contains("published in")
        || JOURNAL_WORDS.iter().any(|word| name.contains(word))
}

/// Words that the names of journals are made of.
const JOURNAL_WORDS: &[&str] = &[
    "journal",
    "dermatol",
    "medicine",
    "medical",
    "science",
    "surgery",
    "surgical",
    "research",
    "clinical",
    "clinics",
    "lancet",
    "jama",
    "bmj",
    "nature",
    "plos",
    "cosmetic",
    "therapy",
    "reports",
    "nutrients",
    "letters",
    "annals",
    "archives",
    "acta",
    "review",
    "pharmac",
    "proceedings",
    "frontiers",
    "molecules",
    "biology",
    "cochrane",
];

/// Whether a name after "according to" is a body: several words, or capitals alone.
fn is_body(name: &str) -> bool {
    let words = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let capitals =
        name.len() >= 2 && name.chars().take_while(|sign| sign.is_alphabetic()).all(char::is_uppercase);
    words >= 2 || capitals
}
