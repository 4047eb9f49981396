//! Citations in the text: links, notes, numbers in brackets. Those that are read word by word have files of their own.

use std::ops::Range;

use super::cues::Cues;
use super::identifiers::{Identifier, IdentifierKind};
use super::references::References;
use super::sources::Standing;
use super::words::Words;
use super::{Citation, CitationKind, Known, Part, author_year, bodies, prose};
use crate::document::Document;
use crate::grade::Grade;
use crate::span::Span;

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
    for (range, label) in numbered(text) {
        add(range, CitationKind::Numbered, grade_of_label(label, references), Vec::new());
    }
    for (range, label) in rounded_numbers(text) {
        // In round brackets stand other numbers, too; one with an entry is a citation.
        if grade_of_label(label, references) == Grade::Traceable {
            add(range, CitationKind::Numbered, Grade::Traceable, Vec::new());
        }
    }
    let has_year = has_year(text);
    if !has_year && !cues.journal && !cues.body {
        return;
    }
    let words = Words::of(text, document.small_words_of(block));
    if has_year && text.contains('(') {
        for citation in author_year::find(text, &words) {
            let is_known =
                citation.papers.iter().any(|(author, year)| references.has_author_year(author, *year));
            let grade = if is_known { Grade::Traceable } else { Grade::Weak };
            add(citation.range, CitationKind::AuthorYear, grade, Vec::new());
        }
    }
    if has_year || cues.journal {
        for (range, found) in prose::find(&words) {
            add(range, CitationKind::Prose, Grade::Partial, found);
        }
    }
    if cues.body {
        for range in bodies::find(&words) {
            add(range, CitationKind::Body, Grade::Named, Vec::new());
        }
    }
}

/// `[3]` and `[1,4-6]`, with its place.
fn numbered(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    memchr::memchr_iter(b'[', text.as_bytes()).filter_map(|open| {
        let is_inside = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b';' | b'-' | b' ');
        let inside = text.as_bytes()[open + 1..].iter().take_while(|byte| is_inside(byte)).count();
        let label = &text[open + 1..open + 1 + inside];
        let is_number = |piece: &str| {
            let number = piece.strip_prefix(' ').unwrap_or(piece);
            let number = number.strip_suffix(' ').unwrap_or(number);
            (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_closed = text[open + 1 + inside..].starts_with(']');
        let is_tight = !label.starts_with(' ') && !label.ends_with(' ');
        (is_closed && is_tight && label.split([',', ';', '-']).all(is_number))
            .then(|| (open..open + inside + 2, label))
    })
}

/// `(3)`, with its place.
fn rounded_numbers(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    memchr::memchr_iter(b'(', text.as_bytes()).filter_map(|open| {
        let digits =
            text.as_bytes()[open + 1..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let close = open + 1 + digits;
        let is_number = (1..=3).contains(&digits) && text[close..].starts_with(')');
        is_number.then(|| (open..close + 1, &text[open + 1..close]))
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
