//! What a label points at: a number, a sign or the label of a footnote, and the entry for it.

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;

use super::kinds::{Citation, CitationKind};
use super::labels::raised_figure;
use super::numbers;
use super::references::{Note, References};

/// `[1-60]` is hardly meant.
const MOST_IN_RANGE: u64 = 50;

/// What a label points at.
pub struct Resolved {
    /// How far it leads a reader.
    pub grade: Grade,
    numbers: Vec<u64>,
    entries: Vec<usize>,
}

impl Resolved {
    /// The notes to which links lead.
    pub fn of_notes(notes: &[Note]) -> Resolved {
        let grade = grade_of(notes.iter().any(|note| note.leads));
        Resolved { grade, numbers: Vec::new(), entries: notes.iter().filter_map(|note| note.entry).collect() }
    }

    /// The citation of this kind at a place.
    pub fn citation(self, span: Span, kind: CitationKind) -> Citation {
        Citation { numbers: self.numbers, entries: self.entries, ..Citation::new(span, kind, self.grade) }
    }
}

/// Looks up `[1,4-6]`, `²³`, `*` or the label of a footnote. Every number must have an entry, and one of them must lead to a
/// source.
pub fn resolve(label: &str, references: &References) -> Resolved {
    let label = label.trim_matches(['[', ']', '(', ')', '^', ' ']);
    if let Some(note) = references.note(label) {
        let entries = note.entry.into_iter().collect();
        return Resolved { grade: grade_of(note.leads), numbers: Vec::new(), entries };
    }
    let figures: String = label.chars().map(|sign| raised_figure(sign).unwrap_or(sign)).collect();
    let figures = numbers::read(&figures).map_or(figures, |found| found.figures);
    let numbers = numbers_of(&figures);
    let notes: Vec<Note> = numbers.iter().filter_map(|number| references.numbered(*number)).collect();
    let grade = match are_known(&figures, references) {
        true => grade_of(notes.iter().any(|note| note.leads)),
        false => Grade::Broken,
    };
    let entries = notes.iter().filter_map(|note| note.entry).collect();
    Resolved { grade, numbers, entries }
}

fn grade_of(leads: bool) -> Grade {
    if leads { Grade::Traceable } else { Grade::None }
}

/// Looks up a label that is a link or in one. The place on the page to which the link leads goes before the number.
pub fn resolve_link(label: &str, target: Option<&str>, references: &References) -> Resolved {
    let note = target.and_then(|target| references.at_place(target));
    note.map_or_else(|| resolve(label, references), |note| Resolved::of_notes(&[note]))
}

/// Whether there are numbers in a label, and each of those that are written has an entry.
fn are_known(label: &str, references: &References) -> bool {
    let mut pieces = label.split([',', ';', '-', ' ']).filter(|piece| !piece.is_empty()).peekable();
    pieces.peek().is_some()
        && pieces.all(|piece| piece.parse().is_ok_and(|number| references.numbered(number).is_some()))
}

/// The numbers that `[1,4-6]` or `2,3` means.
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
