//! Citations in the prose: links, notes, numbers in brackets, authors and years, journals and years, named bodies.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::{Captures, Regex};

use super::references::References;
use super::{Citation, CitationKind, Part, identifiers, sources};
use crate::document::Document;
use crate::grade::Grade;
use crate::span::Span;

/// The words for what a paper is.
const PAPER: &str = r"(?:study|studies|trials?|reviews?|meta-analys[ie]s|papers?|surveys?|analys[ie]s|research|investigations?|articles?|experiments?|reports?)";
/// A name in capitals, small words inside.
const NAME: &str = r"(?-i:\p{Lu}[\p{L}&.'-]*(?:,? (?:(?:of|and|the|in|for|on|&) ){0,3}\p{Lu}[\p{L}&.'-]*)*)";
const MONTH: &str = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?";
const YEAR: &str = r"(?:19|20)\d{2}";

struct Forms {
    numbered: Regex,
    author_year: Regex,
    year_paper: Regex,
    published: Regex,
    paper_in: Regex,
    body: Regex,
}

static FORMS: LazyLock<Option<Forms>> = LazyLock::new(|| {
    let forms = || -> Result<Forms, regex::Error> {
        let surname = r"(?-i:\p{Lu}[\p{L}'-]+)";
        Ok(Forms {
            numbered: Regex::new(r"\[\d{1,3}(?:\s?[,;-]\s?\d{1,3})*\]")?,
            // `(Author, 2019)`, `(Author & Author, 2014; Author et al., 2017)`, `Author et al. (2019)`
            author_year: Regex::new(&format!(
                r"\((?P<inside>{surname}[^()]{{0,80}}?,? {YEAR}[a-z]?)(?:[,;][^()]*)?\)|(?P<before>{surname}(?: et al\.?,?| (?:and|&) {surname})?) \((?P<year>{YEAR})[a-z]?\)"
            ))?,
            // "a 2015 study in the International Journal of …", "a 2019 randomised trial"
            year_paper: Regex::new(&format!(
                r"(?i)\b(?:an?|an?other|one|the|this) (?:{MONTH} )?(?P<year>{YEAR}) (?:[a-z-]+ ){{0,4}}?{PAPER}\b(?: (?:published |appearing )?(?:in|from|by) (?:the )?(?P<journal>{NAME}))?"
            ))?,
            // "published in the journal Skin Letters in 2016", "published in 2016"
            published: Regex::new(&format!(
                r"(?i)(?:\b(?:an?|one|the|this|another) (?:[a-z-]+ ){{0,3}}?{PAPER} (?:was |were |that was |recently )?|\b)published (?:online )?(?:(?:in|by) (?:the )?(?:journal )?(?P<journal>{NAME})(?:,? (?:in )?(?:{MONTH} )?(?P<year>{YEAR}))?|in (?:{MONTH} )?(?P<only>{YEAR}))"
            ))?,
            // "a study in the British Journal of …", "a trial from 2018"
            paper_in: Regex::new(&format!(
                r"(?i)\b{PAPER} (?:(?:in|from|by) (?:the )?(?:journal )?(?P<journal>{NAME})(?:,? (?:in )?(?:{MONTH} )?\(?(?P<year>{YEAR})\)?)?|(?:in|from|of) (?:{MONTH} )?(?P<only>{YEAR})\b)"
            ))?,
            // "according to the British Skin Council", "researchers at Example University", "(Source: Example)"
            body: Regex::new(&format!(
                r"(?i)(?:\baccording to (?:the |a report (?:by|from) (?:the )?|data from (?:the )?)?|\b(?:researchers|scientists|clinicians) (?:at|from) (?:the )?|(?P<source>(?:\bsource|\bvia): ?|\(source ))(?P<name>{NAME})"
            ))?,
        })
    };
    forms().ok()
});

/// Links whose target is a source.
pub fn links(document: &Document, all: &mut Vec<Citation>) {
    for link in document.links() {
        if let Some(grade) = sources::grade(&link.target) {
            all.push(Citation { span: link.span, kind: CitationKind::Link, grade, found: Vec::new() });
        }
    }
}

/// Footnote references and superscripts.
pub fn notes(document: &Document, references: &References, all: &mut Vec<Citation>) {
    for marker in document.markers() {
        let linked = marker.target.as_deref().and_then(sources::grade);
        let grade = linked.unwrap_or_else(|| grade_of_label(&marker.label, references));
        all.push(Citation { span: Span::at(marker.at), kind: CitationKind::Note, grade, found: Vec::new() });
    }
}

/// Citations written into the text of a block.
pub fn in_text(document: &Document, block: Span, references: &References, all: &mut Vec<Citation>) {
    let text = document.words_of(block);
    let mut add = |range: Range<usize>, kind: CitationKind, grade: Grade, found: Vec<Part>| {
        let span = Span::of(block.start() + range.start..block.start() + range.end);
        all.push(Citation { span, kind, grade, found });
    };
    for identifier in identifiers::find(text) {
        match identifier.url.map(sources::grade) {
            None => add(identifier.range, CitationKind::Identifier, Grade::Traceable, Vec::new()),
            Some(Some(grade)) => add(identifier.range, CitationKind::Identifier, grade, Vec::new()),
            Some(None) => {}
        }
    }
    superscripts(text, references, &mut add);
    signs(text, references, &mut add);
    let Some(forms) = FORMS.as_ref() else { return };
    let has_number = text.bytes().any(|byte| byte.is_ascii_digit());
    if has_number && text.contains(['[', '(']) {
        for found in forms.numbered.find_iter(text) {
            let grade = grade_of_label(found.as_str(), references);
            add(found.range(), CitationKind::Numbered, grade, Vec::new());
        }
        for captures in forms.author_year.captures_iter(text) {
            if let Some((range, grade)) = author_year(&captures, references) {
                add(range, CitationKind::AuthorYear, grade, Vec::new());
            }
        }
    }
    if has_year(text) || has_cue(text, &JOURNAL_CUES) {
        for (range, found) in prose(forms, text) {
            add(range, CitationKind::Prose, Grade::Partial, found);
        }
    }
    let bodies = if has_cue(text, &BODY_CUES) { Some(forms.body.captures_iter(text)) } else { None };
    for captures in bodies.into_iter().flatten() {
        if let (Some(whole), Some(name)) = (captures.get(0), captures.name("name"))
            && (captures.name("source").is_some() || is_body(name.as_str()))
        {
            add(whole.range(), CitationKind::Body, Grade::Named, Vec::new());
        }
    }
}

/// Words one of which stands by a journal's name, where no year does.
static JOURNAL_CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| cues(["journal", "published"].iter()));
/// Words without which no body is named.
static BODY_CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    cues(["according to", "researchers", "scientists", "clinicians", "source", "via"].iter())
});

fn cues<'w>(words: impl Iterator<Item = &'w &'w str>) -> Option<AhoCorasick> {
    AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(words).ok()
}

fn has_cue(text: &str, cues: &LazyLock<Option<AhoCorasick>>) -> bool {
    cues.as_ref().is_none_or(|cues| cues.is_match(text))
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = memchr::memchr2_iter(b'1', b'2', bytes).filter_map(|at| bytes.get(at..at + 4));
    starts.into_iter().any(|four| {
        matches!(four, [b'1', b'9', ..] | [b'2', b'0', ..]) && four.iter().all(u8::is_ascii_digit)
    })
}

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
fn prose(forms: &Forms, text: &str) -> Vec<(Range<usize>, Vec<Part>)> {
    let mut found: Vec<(Range<usize>, Vec<Part>)> = Vec::new();
    for form in [&forms.year_paper, &forms.published, &forms.paper_in] {
        for captures in form.captures_iter(text) {
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
