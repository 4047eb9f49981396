//! What the lines of a text of OpenDocument are, and the signs in them that have elements of their own.

use claimlint_base::marks::MarkKind;
use claimlint_base::parts::LineKind;

use super::Body;
use crate::word::csl::of_csl;
use crate::word::draft::Head;
use crate::word::odt::lists::ListLevel;
use crate::word::xml::Tag;

/// No text has more spaces side by side.
const MOST_SPACES: usize = 200;

impl Body<'_> {
    pub(super) fn begin_list(&mut self, tag: &Tag<'_>) {
        let outer = self.lists.last().map(|list| list.style.clone());
        let style = tag.value("style-name").or(outer).unwrap_or_default();
        let next = self.shared.styles.first_number(&style, self.lists.len() + 1);
        self.lists.push(ListLevel { style, next, number: None });
    }

    pub(super) fn count_item(&mut self, tag: &Tag<'_>) {
        let own = tag.value("start-value").and_then(|number| number.parse().ok());
        if let Some(list) = self.lists.last_mut() {
            list.number = list.next.map(|next| own.unwrap_or(next));
            list.next = list.number.map(|number| number.saturating_add(1));
        }
    }

    pub(super) fn begin_paragraph(&mut self, tag: &Tag<'_>) {
        self.paragraphs += 1;
        if self.paragraphs > 1 {
            return;
        }
        let style = tag.value("style-name").unwrap_or_default();
        let purpose = self.shared.styles.purpose(&style);
        let number = self.lists.last_mut().and_then(|list| list.number.take());
        let kind = match purpose {
            _ if self.label.is_some() => LineKind::Note,
            _ if self.contents > 0 => LineKind::Contents,
            _ if self.cells > 0 => LineKind::TableCell,
            _ if tag.name() == "h" => LineKind::Heading,
            Some(kind) => kind,
            None if !self.lists.is_empty() => LineKind::ListItem,
            None => LineKind::Paragraph,
        };
        let number = number.filter(|_| kind == LineKind::ListItem);
        self.shared.draft.begin_line(Head { kind, story: self.story, number, label: self.label.clone() });
    }

    /// Reads an element that may be a sign, a picture, or a place for links.
    pub(super) fn sign(&mut self, name: &str, tag: &Tag<'_>) {
        if !self.is_shown() {
            return;
        }
        let draft = &mut self.shared.draft;
        match name {
            "s" => {
                let number = tag.value("c").and_then(|number| number.parse().ok()).unwrap_or(1);
                draft.sign(&" ".repeat(number.min(MOST_SPACES)), tag.range.clone());
            }
            "tab" => draft.sign("\t", tag.range.clone()),
            "line-break" => draft.line_break(tag.range.clone()),
            // One that floats beside the text does not part its words.
            "frame" if tag.has("anchor-type", "as-char") => draft.object(tag.range.clone()),
            "bookmark" | "bookmark-start" | "reference-mark" => {
                draft.mark(MarkKind::Anchor(tag.value("name").unwrap_or_default()));
            }
            "reference-mark-start" => self.cite(tag),
            "reference-mark-end" => {
                let name = tag.value("name").unwrap_or_default();
                if let Some(index) = self.cited.iter().rposition(|(own, _)| *own == name) {
                    self.end_cited(index);
                }
            }
            _ => {}
        }
    }

    /// Zotero and Mendeley keep the works in the name of a mark.
    fn cite(&mut self, tag: &Tag<'_>) {
        let name = tag.value("name").unwrap_or_default();
        if !name.contains("CSL_CITATION") || self.linked > 0 || !self.cited.is_empty() {
            return;
        }
        let targets = name.find('{').map(|at| of_csl(&name[at..])).unwrap_or_default();
        self.cited.push((name, targets.len()));
        targets.into_iter().for_each(|target| self.shared.draft.mark(MarkKind::LinkStart(target)));
    }

    /// Ends the citations from an index on.
    pub(super) fn end_cited(&mut self, from: usize) {
        for (_, links) in self.cited.drain(from..) {
            (0..links).for_each(|_| self.shared.draft.mark(MarkKind::LinkEnd));
        }
    }
}
