//! Citations in the text: links, notes, numbers in brackets. Those that are read word by word have files of their own.

use std::ops::Range;

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{BlockId, Document, Link};

use super::cues::Cues;
use super::cursor::SplitText;
use super::identifiers::{Identifier, IdentifierKind};
use super::kinds::{Citation, CitationKind};
use super::known_sources::KnownSources;
use super::references::{References, raised_figure};
use super::sources::Standing;
use super::{author_year, bodies, preprints, prose};

/// Links that leave the page, and those that stand for the number of an entry.
pub fn links(document: &Document, known: &KnownSources, references: &References, all: &mut Vec<Citation>) {
    for link in document.links() {
        if let Some(standing) = standing(known, &link.target) {
            let standing_for = citation(link.span, CitationKind::Link, standing.grade());
            all.push(Citation { standing: Some(standing), ..standing_for });
        } else if leads_to_entry(document, link) {
            all.push(
                resolve(document.words_of(link.span), references).citation(link.span, CitationKind::Note),
            );
        }
    }
}

/// Whether a link is the number of an entry: `<a href="#ref5">5</a>`. A number in brackets is read as such.
fn leads_to_entry(document: &Document, link: &Link) -> bool {
    let label = document.words_of(link.span);
    let place = link.target.strip_prefix('#').unwrap_or_default().to_ascii_lowercase();
    let is_number = (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let is_bracketed = document.text()[..link.span.start()].ends_with(['[', '(']);
    is_number && !is_bracketed && citations::PLACES_OF_NOTES.iter().any(|name| place.contains(name))
}

/// What an address leads to. The resolver of DOIs leads to preprints as well.
fn standing(known: &KnownSources, target: &str) -> Option<Standing> {
    let standing = known.sites.standing(target)?;
    Some(if preprints::is_resolved_by(target) { Standing::Preprint } else { standing })
}

/// Footnote references and superscripts.
pub fn notes(document: &Document, known: &KnownSources, references: &References, all: &mut Vec<Citation>) {
    for (index, marker) in document.markers().iter().enumerate() {
        if references.is_own_mark(marker.at) {
            continue;
        }
        let resolved = resolve(&marker.label, references);
        let standing = marker.target.as_deref().and_then(|target| standing(known, target));
        let grade = standing.map_or(resolved.grade, Standing::grade);
        let note = resolved.citation(Span::at(marker.at), CitationKind::Note);
        all.push(Citation { grade, standing, marker: Some(index), ..note });
    }
}

/// Identifiers and addresses in the text of a block, as citations.
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
            // It says which journal, and not where in it.
            (None, IdentifierKind::Issn) => Some(Grade::Partial),
            (None, _) => Some(standing.map_or(Grade::Traceable, Standing::grade)),
        };
        let found = grade.map(|grade| citation(*span, CitationKind::Identifier, grade));
        all.extend(found.map(|found| Citation { standing, ..found }));
    }
}

fn citation(span: Span, kind: CitationKind, grade: Grade) -> Citation {
    let (found, numbers, entries) = (Vec::new(), Vec::new(), Vec::new());
    let (standing, is_refuted, marker) = (None, false, None);
    Citation { span, kind, grade, standing, is_refuted, found, numbers, entries, marker }
}

/// Citations written into the text of a block.
pub fn in_text(
    document: &Document,
    id: BlockId,
    cues: Cues,
    references: &References,
    all: &mut Vec<Citation>,
) {
    let block = document.block(id).span;
    let text = document.words_of(block);
    let place = |range: Range<usize>| Span::of(block.start() + range.start..block.start() + range.end);
    // The number that an entry begins with is its own.
    let is_own = |range: &Range<usize>| range.start == 0 && references.is_entry(id);
    let mut add_label = |range: Range<usize>, kind: CitationKind, takes: fn(Grade) -> bool| {
        let resolved = resolve(&text[range.clone()], references);
        if takes(resolved.grade) && !is_own(&range) {
            all.push(resolved.citation(place(range), kind));
        }
    };
    let is_known = |grade| grade != Grade::Broken;
    // `cm²` and `m³` have no entry and are no citation.
    superscripts(text).for_each(|range| add_label(range, CitationKind::Note, is_known));
    if references.has_signs() {
        signs(text).for_each(|range| add_label(range, CitationKind::Note, is_known));
    }
    footnotes(text).for_each(|range| add_label(range, CitationKind::Note, |_| true));
    numbered(text).for_each(|range| add_label(range, CitationKind::Numbered, |_| true));
    // In round brackets stand other numbers, too; one with an entry is a citation.
    rounded_numbers(text).for_each(|range| add_label(range, CitationKind::Numbered, is_known));

    let has_year = has_year(text);
    if !has_year && !cues.journal && !cues.body {
        return;
    }
    let words = SplitText::of(text, document.small_words_of(block));
    if has_year && text.contains('(') {
        for found in author_year::find(text, &words) {
            let papers = found.papers.iter();
            let entries: Vec<usize> =
                papers.filter_map(|(author, year)| references.by_author(author, *year)).collect();
            let leads = entries.iter().any(|entry| references.entries()[*entry].leads);
            let grade = if leads { Grade::Traceable } else { Grade::Weak };
            all.push(Citation { entries, ..citation(place(found.range), CitationKind::AuthorYear, grade) });
        }
    }
    if has_year || cues.journal {
        for (range, found) in prose::find(&words) {
            all.push(Citation { found, ..citation(place(range), CitationKind::Prose, Grade::Partial) });
        }
    }
    if cues.body {
        let bodies = bodies::find(&words).into_iter();
        all.extend(bodies.map(|range| citation(place(range), CitationKind::Body, Grade::Named)));
    }
}

/// `[3]` and `[1,4-6]`
fn numbered(text: &str) -> impl Iterator<Item = Range<usize>> {
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
            .then_some(open..open + inside + 2)
    })
}

/// `(3)`
fn rounded_numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr_iter(b'(', text.as_bytes()).filter_map(|open| {
        let digits =
            text.as_bytes()[open + 1..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let close = open + 1 + digits;
        let is_number = (1..=3).contains(&digits) && text[close..].starts_with(')');
        is_number.then_some(open..close + 1)
    })
}

/// `[^label]`, which is text only where it has no definition.
fn footnotes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_open = |open: &usize| text.as_bytes().get(open + 1) == Some(&b'^');
    memchr::memchr_iter(b'[', text.as_bytes()).filter(is_open).filter_map(|open| {
        let inside = text.as_bytes()[open + 2..].iter().take(LONGEST_LABEL + 1);
        let length = inside.take_while(|byte| !matches!(byte, b']' | b'[' | b'^' | b' ')).count();
        let close = open + 2 + length;
        (1..=LONGEST_LABEL)
            .contains(&length)
            .then_some(open..close + 1)
            .filter(|_| text.as_bytes().get(close) == Some(&b']'))
    })
}

/// Longer labels of footnotes, in bytes, are none: they have a blank in them, or an end elsewhere.
const LONGEST_LABEL: usize = 40;

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = memchr::memchr2_iter(b'1', b'2', bytes).filter_map(|at| bytes.get(at..at + 4));
    starts.into_iter().any(|four| {
        matches!(four, [b'1', b'9', ..] | [b'2', b'0', ..]) && four.iter().all(u8::is_ascii_digit)
    })
}

/// What a number or a label points at.
struct Resolved {
    grade: Grade,
    numbers: Vec<u64>,
    entries: Vec<usize>,
}

impl Resolved {
    fn citation(self, span: Span, kind: CitationKind) -> Citation {
        Citation { numbers: self.numbers, entries: self.entries, ..citation(span, kind, self.grade) }
    }
}

/// Looks up `[1,4-6]`, `²³`, `*` or the label of a footnote: every number must have an entry, and one of them must lead to a
/// source.
fn resolve(label: &str, references: &References) -> Resolved {
    let label = label.trim_matches(['[', ']', '(', ')', '^', ' ']);
    let as_grade = |leads: bool| if leads { Grade::Traceable } else { Grade::None };
    if let Some((entry, leads)) = references.note(label) {
        let entries = entry.into_iter().collect();
        return Resolved { grade: as_grade(leads), numbers: Vec::new(), entries };
    }
    let figures: String = label.chars().map(|sign| raised_figure(sign).unwrap_or(sign)).collect();
    let numbers = numbers_of(&figures);
    let is_known = |piece: &str| piece.parse().is_ok_and(|number| references.numbered(number).is_some());
    let mut pieces = figures.split([',', ';', '-', ' ']).filter(|piece| !piece.is_empty()).peekable();
    let are_known = pieces.peek().is_some() && pieces.all(is_known);
    let notes = || numbers.iter().filter_map(|number| references.numbered(*number));
    let grade = if are_known { as_grade(notes().any(|(_, leads)| leads)) } else { Grade::Broken };
    let entries = notes().filter_map(|(entry, _)| entry).collect();
    Resolved { grade, numbers, entries }
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

/// The signs of notes behind words: `*`, `†`, `‡`, `§`.
fn signs(text: &str) -> impl Iterator<Item = Range<usize>> {
    // What they begin with as bytes.
    memchr::memchr3_iter(b'*', 0xC2, 0xE2, text.as_bytes()).filter(|at| *at > 0).filter_map(|at| {
        let sign = text[at..].chars().next()?;
        let is_sign = matches!(sign, '*' | '\u{2020}' | '\u{2021}' | '\u{00A7}');
        is_sign.then_some(at..at + sign.len_utf8())
    })
}

/// Superscript figures as characters: `study¹`, `skin²³`.
fn superscripts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    // Each of them begins with one of two bytes, and so do few other characters.
    let is_figure = |at: &usize| text[*at..].starts_with(|sign| raised_figure(sign).is_some());
    std::iter::from_fn(move || {
        let rest = &text.as_bytes()[from..];
        let start = memchr::memchr2_iter(0xC2, 0xE2, rest).map(|at| from + at).find(is_figure)?;
        let rest = &text[start..];
        let end = start + rest.find(|sign| raised_figure(sign).is_none()).unwrap_or(rest.len());
        from = end;
        Some(start..end)
    })
}
