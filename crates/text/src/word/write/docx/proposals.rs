//! Fixes as changes that a person accepts or rejects: words are marked as taken out, and others as put in.

use std::ops::Range;

use super::ids::Ids;
use super::places::Places;
use super::points::{Point, Points};
use super::structure::Structure;
use crate::word::write::edits::Rank;
use crate::word::write::notes::{AUTHOR, Change, Note, escaped};

/// A piece of a run that is taken out.
struct Piece {
    run: usize,
    start: Point,
    end: Point,
}

/// Proposes the changes of a note; false where it has none, or one that cannot be marked.
pub fn propose(
    note: &Note,
    places: &Places<'_>,
    points: &mut Points<'_>,
    structure: &Structure,
    ids: &mut Ids,
) -> bool {
    let all: Option<Vec<(Vec<Piece>, &Change)>> = note
        .changes
        .iter()
        .map(|change| Some((pieces(change, places, points, structure)?, change)))
        .collect();
    let Some(all) = all.filter(|all| !all.is_empty()) else { return false };
    for (pieces, change) in all {
        write(&pieces, change, points, structure, ids);
    }
    true
}

/// The pieces of runs that a change takes out.
fn pieces(
    change: &Change,
    places: &Places<'_>,
    points: &Points<'_>,
    structure: &Structure,
) -> Option<Vec<Piece>> {
    let bytes = places.bytes(change.span)?;
    let (first, last) = (structure.run_at(bytes.start)?, structure.run_at(bytes.end - 1)?);
    let pieces = (first..=last).map(|run| {
        let own = &structure.runs[run];
        let from = if run == first { bytes.start } else { own.range.start };
        let to = if run == last { bytes.end } else { own.range.end };
        let is_plain = !own.is_change && own.paragraph == structure.runs[first].paragraph;
        (is_plain && has_only_words(structure, run, from..to)).then_some(())?;
        let first_child = own.children.first()?;
        let start = if run == first {
            points.start(run, from)?
        } else {
            points.start(run, first_child.range.start)?
        };
        Some(Piece { run, start, end: points.end(run, to)? })
    });
    let pieces: Vec<Piece> = pieces.collect::<Option<_>>()?;
    // A comment that begins or ends in what is taken out would go with it.
    let is_free = !points.has_anchor_between(pieces.first()?.start, pieces.last()?.end);
    is_free.then_some(pieces)
}

/// Whether some bytes of a run hold nothing but words.
fn has_only_words(structure: &Structure, run: usize, bytes: Range<usize>) -> bool {
    let mut within = structure.runs[run]
        .children
        .iter()
        .filter(|child| child.range.start < bytes.end && bytes.start < child.range.end)
        .peekable();
    within.peek().is_some()
        && within.all(|child| !child.has_more && child.words.as_ref().is_some_and(|words| !words.is_out))
}

fn write(pieces: &[Piece], change: &Change, points: &mut Points<'_>, structure: &Structure, ids: &mut Ids) {
    let prefix = structure.prefix.as_str();
    let mut opening =
        |kind: &str| format!("<{prefix}:{kind} {prefix}:id=\"{}\" {prefix}:author=\"{AUTHOR}\">", ids.next());
    let openings: Vec<String> = pieces.iter().map(|_| opening("del")).collect();
    let put_in = opening("ins");
    for (piece, opening) in pieces.iter().zip(openings) {
        points.take_out(piece.run, piece.start, piece.end, opening, &format!("</{prefix}:del>"));
    }
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    if change.text.is_empty() {
        return;
    }
    let properties = points.properties(structure.runs[first.run].properties.clone(), ids);
    let text = escaped(&change.text);
    let run = format!(
        "{put_in}<{prefix}:r>{properties}<{prefix}:t xml:space=\"preserve\">{text}</{prefix}:t></{prefix}:r></{prefix}:ins>"
    );
    points.edits.insert(last.end.at, Rank::ChangeEnd, run);
}
