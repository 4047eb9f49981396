//! Writes into Word documents: comments on the words they are about, and changes that a person accepts or rejects.
//!
//! `structure` finds the paragraphs and runs, `places` says where a note goes, `points` splits runs there and `wrappers` what is around them, `comments` is the part
//! with what the notes say, `clean` takes out what was written before.

mod clean;
mod comments;
mod document;
mod ids;
mod places;
mod points;
mod proposals;
mod structure;
mod wrappers;

use std::collections::BTreeSet;

use claimlint_base::source::Source;

use self::comments::Comments;
use self::document::Document;
use self::ids::Ids;
use self::places::{Place, Places};
use self::points::Points;
use self::structure::Structure;
use super::edits::{Rank, open_one_tag};
use super::notes::{Note, Written, elsewhere};
use crate::word::container::Container;
use crate::word::fault::WordFault;

pub use self::clean::clean;

/// Writes notes into a document.
///
/// # Errors
/// It cannot be unpacked, is in the strict form, or has no paragraph.
pub fn annotate(container: &mut Container, source: &Source, notes: &[Note]) -> Result<Written, WordFault> {
    let document = Document::open(container)?;
    let structure = Structure::of(&document.main)?;
    let mut comments = Comments::read(container, &document)?;
    let mut written = Written { parts: Vec::new(), comments: comments.kept(), changes: 0 };
    if notes.is_empty() {
        return Ok(written);
    }
    let mut ids = ids_of(container, &document)?;
    let prefix = structure.prefix.clone();
    let places = Places::of(source, &document.main, &structure);
    let mut points = Points::new(&document.main, &structure);
    let mut opened = BTreeSet::new();
    let mut placed: Vec<(&Note, Option<Place>)> = Vec::with_capacity(notes.len());
    for note in notes {
        let place = places.of_note(note, &points).ok_or(WordFault::NoParagraph)?;
        let said = if place.is_exact { note.paragraphs.clone() } else { elsewhere(note, source) };
        if comments.has_kept(&said, place.byte(&structure), &structure) {
            placed.push((note, None));
            continue;
        }
        let id = ids.next();
        comments.add(id, &said);
        place.comment(&mut points, &structure, id);
        opened.extend(Some(place.paragraph).filter(|_| place.words.is_none()));
        written.comments += 1;
        placed.push((note, Some(place)));
    }
    for paragraph in opened.into_iter().map(|index| &structure.paragraphs[index]) {
        if paragraph.is_one_tag {
            let name = structure::name_in(&document.main.text[paragraph.range.clone()]);
            open_one_tag(&mut points.edits, &paragraph.range, name);
        }
    }
    for (note, place) in &placed {
        let is_exact = place.as_ref().is_none_or(|place| place.is_exact);
        if is_exact && proposals::propose(note, &places, &mut points, &structure, &mut ids) {
            written.changes += 1;
        }
    }
    let edits = points.finish(&mut ids);
    written.parts.push((document.main.name.clone(), edits.apply(&document.main.text)));
    written.parts.extend(comments.parts(container, &document, &prefix)?);
    Ok(written)
}

/// The ids of all parts that are read with the text, and of the comments.
fn ids_of(container: &mut Container, document: &Document) -> Result<Ids, WordFault> {
    let mut ids = Ids::default();
    ids.read(&document.main);
    for kind in ["comments", "footnotes", "endnotes", "header", "footer"] {
        for name in document.links.of_kind(kind) {
            if let Some(part) = container.part(name)? {
                ids.read(&part);
            }
        }
    }
    Ok(ids)
}

/// The mark before the words that a comment is about.
fn range_start(prefix: &str, id: u32) -> String {
    format!("<{prefix}:commentRangeStart {prefix}:id=\"{id}\"/>")
}

/// The mark after them, and the reference to the comment.
fn range_end(prefix: &str, id: u32) -> String {
    format!(
        "<{prefix}:commentRangeEnd {prefix}:id=\"{id}\"/><{prefix}:r><{prefix}:commentReference {prefix}:id=\"{id}\"/></{prefix}:r>"
    )
}

impl Place {
    /// Puts the marks of a comment around it.
    fn comment(&self, points: &mut Points<'_>, structure: &Structure, id: u32) {
        let prefix = structure.prefix.as_str();
        let (start, end) = (range_start(prefix, id), range_end(prefix, id));
        match &self.words {
            Some((from, to)) => {
                points.insert(*from, Rank::Start, start);
                points.insert(*to, Rank::End, end);
            }
            None => {
                let paragraph = &structure.paragraphs[self.paragraph];
                let edits = &mut points.edits;
                if paragraph.is_one_tag {
                    edits.insert(paragraph.range.end - "/>".len(), Rank::ParagraphStart, start);
                    edits.insert(paragraph.range.end - "/>".len(), Rank::ParagraphEnd, end);
                } else {
                    edits.insert(paragraph.inside.start, Rank::ParagraphStart, start);
                    edits.insert(paragraph.inside.end, Rank::ParagraphEnd, end);
                }
            }
        }
    }

    /// The byte of the body that it begins at.
    fn byte(&self, structure: &Structure) -> usize {
        self.words.map_or_else(|| structure.paragraphs[self.paragraph].inside.start, |(from, _)| from.at)
    }
}
