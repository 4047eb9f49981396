//! Links, fields that lead somewhere, and the references to notes.

use claimlint_base::marks::MarkKind;

use super::{Body, Frame};
use crate::word::xml::Tag;

impl Body<'_> {
    pub(super) fn link(&mut self, tag: &Tag<'_>) -> Frame {
        let address = tag.value("id").and_then(|id| self.links.target(&id).map(str::to_owned));
        let place = tag.value("anchor").map(|place| format!("#{place}"));
        let target = match (address, place) {
            (None, None) => None,
            (address, place) => Some(address.unwrap_or_default() + &place.unwrap_or_default()),
        };
        let leads = self.out == 0 && !self.fields.hide() && !self.is_linked();
        self.lower();
        self.begin_line();
        Frame::Link(target.filter(|_| leads).is_some_and(|target| {
            self.shared.draft.mark(MarkKind::LinkStart(target));
            self.linked += 1;
            true
        }))
    }

    pub(super) fn is_linked(&self) -> bool {
        self.linked > 0 || self.fields.are_link()
    }

    pub(super) fn end_links(&mut self, links: usize) {
        self.lower();
        self.linked -= links;
        (0..links).for_each(|_| self.shared.draft.mark(MarkKind::LinkEnd));
    }

    pub(super) fn field(&mut self, tag: &Tag<'_>) {
        self.lower();
        match tag.value("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.show_field(),
            Some("end") => self.fields.end(&mut self.shared.draft),
            _ => {}
        }
    }

    pub(super) fn show_field(&mut self) {
        let may_link = self.out == 0 && self.linked == 0;
        // What a table of contents is must be known before its line begins.
        if !self.has_begun && !self.fields.begins_contents() {
            self.begin_line();
        }
        let shared = &mut *self.shared;
        self.fields.show(&shared.works, &mut shared.draft, may_link);
    }

    pub(super) fn note_reference(&mut self, tag: &Tag<'_>) {
        if !self.is_shown() {
            return;
        }
        let is_endnote = tag.name() == "endnoteReference";
        let label = self.shared.notes.refer(is_endnote, &tag.value("id").unwrap_or_default());
        self.begin_line();
        self.lower();
        self.shared.draft.note(&label, tag.range.clone());
        // A sign of the writer's own follows, which says the same.
        self.run.is_hidden |= tag.value("customMarkFollows").is_some_and(|own| own == "1" || own == "true");
    }

    /// The label of a note that begins; `None` for what separates notes from the text, and for notes without a reference.
    pub(super) fn label_of(&self, tag: &Tag<'_>) -> Option<Box<str>> {
        let is_endnote = tag.name() == "endnote";
        self.shared.notes.label(is_endnote, &tag.value("id")?).map(Box::from)
    }
}
