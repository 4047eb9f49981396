//! Writes into texts of OpenDocument: comments around the words they are about, and changes that a person accepts or rejects.
//!
//! `structure` finds the paragraphs, and what in them no comment can begin in; `proposals` writes changes; `clean` takes out what
//! was written before.

mod clean;
mod proposals;
mod shared;
mod structure;

use std::ops::Range;

use claimlint_base::marks::MarkKind;
use claimlint_base::source::Source;
use claimlint_base::span::Span;

use self::proposals::Proposals;
use self::shared::{CONTENT, NAMESPACES, Names, bytes_of};
use self::structure::{Kind, Structure};
use super::edits::{Edits, Rank, open_one_tag};
use super::notes::{AUTHOR, INITIALS, Note, Written, elsewhere, escaped};
use crate::word::container::Container;
use crate::word::fault::WordFault;

pub use self::clean::clean;

/// What the names of our comments begin with.
const NAME: &str = "claimlint-";

/// Writes notes into a text.
///
/// # Errors
/// It cannot be unpacked, or has no paragraph.
pub fn annotate(container: &mut Container, source: &Source, notes: &[Note]) -> Result<Written, WordFault> {
    let content = container.part(CONTENT)?.ok_or(WordFault::NoDocument)?;
    let structure = Structure::of(&content)?;
    let mut written = Written { parts: Vec::new(), comments: structure.kept.len(), changes: 0 };
    if notes.is_empty() {
        return Ok(written);
    }
    let mut kept = structure.kept.clone();
    let mut edits = Edits::default();
    let mut names = Names::of(&content, NAME);
    let mut opened = Vec::new();
    for note in notes {
        let (place, is_exact) = place_of(note.span, source, &structure).ok_or(WordFault::NoParagraph)?;
        let said = if is_exact { note.paragraphs.clone() } else { elsewhere(note, source) };
        let text = &content.text;
        let is_same = |(at, own): &(usize, Vec<String>)| {
            *own == said && structure.is_bare(text, *at.min(&place.bytes.start)..*at.max(&place.bytes.start))
        };
        if let Some(index) = kept.iter().position(is_same) {
            kept.remove(index);
            continue;
        }
        let name = names.next();
        let (from, to) = if place.is_paragraph {
            (Rank::ParagraphStart, Rank::ParagraphEnd)
        } else {
            (Rank::Start, Rank::End)
        };
        if let Some(tag) = place.one_tag.filter(|tag| !opened.contains(tag)) {
            opened.push(tag.clone());
            let name = structure::name_in(&text[tag.clone()]).to_owned();
            open_one_tag(&mut edits, &tag, &name);
        }
        edits.insert(place.bytes.start, from, annotation(&structure, &name, &said));
        edits.insert(place.bytes.end, to, annotation_end(&structure, &name));
        written.comments += 1;
    }
    let mut proposals = Proposals::new(&content, &structure);
    for note in notes {
        if proposals.propose(note, source, &mut edits) {
            written.changes += 1;
        }
    }
    proposals.finish(&mut edits);
    written.parts.push((content.name.clone(), edits.apply(&content.text)));
    Ok(written)
}

/// Where a comment goes.
struct Place {
    bytes: Range<usize>,
    is_paragraph: bool,
    /// The tag of a paragraph that is one tag.
    one_tag: Option<Range<usize>>,
}

/// The place of some words, and whether they stand there; `None` where the text has no paragraph.
fn place_of(span: Span, source: &Source, structure: &Structure) -> Option<(Place, bool)> {
    let first = structure.first_paragraph()?;
    let whole = |index: usize| {
        let paragraph = &structure.paragraphs[index];
        let (bytes, one_tag) = match paragraph.is_one_tag {
            true => {
                let at = paragraph.range.end - "/>".len();
                (at..at, Some(paragraph.range.clone()))
            }
            false => (paragraph.inside.clone(), None),
        };
        (Place { bytes, is_paragraph: true, one_tag }, false)
    };
    let Some(bytes) = bytes_of(span, source) else { return Some(whole(first)) };
    let Some(paragraph) = structure.paragraph_at(bytes.start) else { return Some(whole(first)) };
    let around =
        |bytes: Range<usize>, is_exact| Some((Place { bytes, is_paragraph: false, one_tag: None }, is_exact));
    let (start, end) = (structure.closed_at(bytes.start), structure.closed_at(bytes.end - 1));
    match (start, end) {
        (Some(closed), _) | (_, Some(closed)) if closed.kind == Kind::Frame => Some(whole(paragraph)),
        (Some(note), _) if note.kind == Kind::Note => {
            let is_reference = bytes == (note.range.start..note.tag_end);
            around(note.range.clone(), is_reference || is_label(span, source))
        }
        (start, end) => {
            let from = start.map_or(bytes.start, |atom| atom.range.start);
            let to = end.map_or(bytes.end, |atom| atom.range.end);
            let is_in_one = structure.paragraph_at(to.saturating_sub(1)) == Some(paragraph);
            if is_in_one { around(from..to, true) } else { Some(whole(paragraph)) }
        }
    }
}

/// Whether some words are the reference to a note.
fn is_label(span: Span, source: &Source) -> bool {
    let Some(parts) = source.parts() else { return false };
    parts
        .marks
        .iter()
        .any(|mark| matches!(mark.kind, MarkKind::Note { .. }) && span.range().contains(&(mark.at as usize)))
}

/// The comment, at the place where its words begin.
fn annotation(structure: &Structure, name: &str, said: &[String]) -> String {
    let mut markup = format!(
        "<office:annotation office:name=\"{name}\"{}><dc:creator>{AUTHOR}</dc:creator>\
         <meta:creator-initials>{INITIALS}</meta:creator-initials>",
        structure.missing(&NAMESPACES)
    );
    for paragraph in said {
        markup += &format!("<text:p>{}</text:p>", escaped(paragraph));
    }
    markup + "</office:annotation>"
}

/// Where they end.
fn annotation_end(structure: &Structure, name: &str) -> String {
    format!("<office:annotation-end office:name=\"{name}\"{}/>", structure.missing(&NAMESPACES[..1]))
}
