//! The changes that a text of OpenDocument keeps track of: what was taken out lies apart from the text, and what was put in
//! stands in it between two marks.

use std::ops::Range;

use super::Body;
use crate::word::changes::Changes;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Tag, Xml};

impl Body<'_> {
    /// Reads the list of changes.
    pub(super) fn tracked_changes(&mut self) -> Result<(), WordFault> {
        if self.shared.changes == Changes::Accepted {
            return self.skip();
        }
        let (mut id, mut open) = (String::new(), 1);
        while open > 0 {
            match self.xml.next()? {
                Some(Node::Start(tag)) => match tag.name() {
                    "deletion" => {
                        let inside = self.xml.skip()?;
                        self.shared.tracked.taken_out.insert(id.clone(), inside);
                    }
                    name => {
                        if name == "changed-region" {
                            id = tag.value("id").unwrap_or_default();
                        } else if name == "insertion" {
                            self.shared.tracked.put_in.insert(id.clone());
                        }
                        open += 1;
                    }
                },
                Some(Node::End) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// Passes a mark of a change in the text.
    pub(super) fn pass_change(&mut self, tag: &Tag<'_>) -> Result<(), WordFault> {
        let id = tag.value("change-id").unwrap_or_default();
        match tag.name() {
            "change-start" if self.shared.tracked.put_in.contains(&id) => self.shared.tracked.open += 1,
            "change-end" if self.shared.tracked.put_in.contains(&id) => {
                self.shared.tracked.open = self.shared.tracked.open.saturating_sub(1);
            }
            "change" => {
                // Its text is read once, where it stood.
                if let Some(inside) = self.shared.tracked.taken_out.remove(&id).filter(|_| self.is_shown()) {
                    return self.put_back(inside);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads the words that were taken out. Where a paragraph ended in them, the line breaks.
    fn put_back(&mut self, inside: Range<usize>) -> Result<(), WordFault> {
        let part = self.xml.part();
        let mut xml = Xml::within(part, inside);
        let mut is_first = true;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) => match tag.name() {
                    "change-info" | "note" | "annotation" => _ = xml.skip()?,
                    "p" | "h" if is_first => is_first = false,
                    "p" | "h" => self.shared.draft.line_break(tag.range.clone()),
                    name => self.sign(name, &tag),
                },
                Node::Text(range) if !is_first => self.shared.draft.text(&part.text, range),
                Node::Sign(sign, range) if !is_first => {
                    self.shared.draft.sign(sign.encode_utf8(&mut [0; 4]), range);
                }
                _ => {}
            }
        }
        Ok(())
    }
}
