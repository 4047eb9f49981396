//! Fixes as changes that a person accepts or rejects: words that are taken out lie in the list of changes, and those that are put in
//! stand in the text between two marks.

use claimlint_base::source::Source;

use super::shared::{NAMESPACES, Names, bytes_of};
use super::structure::{Structure, name_in};
use crate::word::container::Part;
use crate::word::write::edits::{Edits, Rank, open_one_tag};
use crate::word::write::notes::{AUTHOR, Note, escaped};

/// What the names of our changes begin with.
const NAME: &str = "claimlint-change-";

/// A change must have a date, and the same input gives the same bytes.
const NO_DATE: &str = "1970-01-01T00:00:00";

/// The changes to propose.
pub struct Proposals<'p> {
    content: &'p Part,
    structure: &'p Structure,
    names: Names<'p>,
    /// What goes into the list of changes.
    list: String,
}

impl<'p> Proposals<'p> {
    /// None yet.
    pub fn new(content: &'p Part, structure: &'p Structure) -> Proposals<'p> {
        Proposals { content, structure, names: Names::of(content, NAME), list: String::new() }
    }

    /// Proposes the changes of a note; false where it has none, or one that cannot be marked.
    pub fn propose(&mut self, note: &Note, source: &Source, edits: &mut Edits) -> bool {
        let Structure { changes: Some(_), closed, .. } = self.structure else { return false };
        let text = &self.content.text;
        let places: Option<Vec<_>> = note
            .changes
            .iter()
            .map(|change| {
                let bytes = bytes_of(change.span, source)?;
                let after = closed.partition_point(|closed| closed.range.end <= bytes.start);
                let is_closed = closed.get(after).is_some_and(|closed| closed.range.start < bytes.end);
                // What is taken out lies elsewhere, and no comment may begin or end in it.
                let is_free = !is_closed
                    && self.structure.paragraph_at(bytes.start).is_some()
                    && !text[bytes.clone()].contains('<')
                    && !edits.touch(&bytes);
                is_free.then_some((bytes, change))
            })
            .collect();
        let Some(places) = places.filter(|places| !places.is_empty()) else { return false };
        let known = self.structure.missing(&NAMESPACES);
        let info = format!(
            "<office:change-info><dc:creator>{AUTHOR}</dc:creator><dc:date>{NO_DATE}</dc:date></office:change-info>"
        );
        for (bytes, change) in places {
            let (out, put_in) = (self.names.next(), self.names.next());
            let words = &text[bytes.clone()];
            self.list += &format!(
                "<text:changed-region xml:id=\"{out}\" text:id=\"{out}\"{known}><text:deletion>{info}<text:p>{words}</text:p></text:deletion></text:changed-region>"
            );
            let known_text = self.structure.missing(&NAMESPACES[1..2]);
            let mut marks = format!("<text:change text:change-id=\"{out}\"{known_text}/>");
            if !change.text.is_empty() {
                self.list += &format!(
                    "<text:changed-region xml:id=\"{put_in}\" text:id=\"{put_in}\"{known}><text:insertion>{info}</text:insertion></text:changed-region>"
                );
                marks += &format!(
                    "<text:change-start text:change-id=\"{put_in}\"{known_text}/>{}<text:change-end text:change-id=\"{put_in}\"{known_text}/>",
                    escaped(&change.text)
                );
            }
            edits.insert(bytes.start, Rank::ChangeStart, marks);
            edits.remove(bytes);
        }
        true
    }

    /// Writes the list of changes.
    pub fn finish(self, edits: &mut Edits) {
        let Some((at, is_there)) = self.structure.changes.filter(|_| !self.list.is_empty()) else { return };
        if let Some(tag) = &self.structure.changes_tag {
            open_one_tag(edits, tag, name_in(&self.content.text[tag.clone()]));
        }
        let known = self.structure.missing(&NAMESPACES[1..2]);
        let list = match is_there {
            true => self.list,
            false => format!(
                "<text:tracked-changes text:track-changes=\"false\"{known}>{}</text:tracked-changes>",
                self.list
            ),
        };
        edits.insert(at, Rank::Start, list);
    }
}
