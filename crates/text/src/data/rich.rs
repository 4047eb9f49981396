//! Puts the text of rich text together: a phrase that goes on in bold is one phrase, and a block is a paragraph.
//!
//! Sanity has lists of blocks, each with `children` that have a `text` (Portable Text). Contentful has nodes within nodes; those
//! whose `nodeType` is `text` have a `value`.

use std::sync::Arc;

use super::keys::Step;
use super::kind::TextKind;
use super::places::{Decoded, Layer};
use super::writing::Writing;

/// A text in blocks that is being read.
pub struct RichText {
    kind: TextKind,
    /// How many steps lead to it.
    pub depth: usize,
    /// How many lists and objects around it are open, with itself.
    pub opened: usize,
    text: Decoded,
    writing: Writing,
    /// For each open object in it, whether it is a block.
    blocks: Vec<bool>,
    is_broken: bool,
}

impl RichText {
    /// One that begins.
    pub fn new(kind: TextKind, depth: usize, opened: usize) -> RichText {
        let (text, blocks) = (Decoded::default(), Vec::new());
        RichText { kind, depth, opened, text, writing: Writing::Never, blocks, is_broken: false }
    }

    /// An object or a list begins, to which these steps lead.
    pub fn enter(&mut self, path: &[Step]) {
        // The list of its children says that an object is a block.
        if self.kind == TextKind::PortableText
            && matches!(path.last(), Some(Step::Key(key)) if key == "children")
        {
            self.blocks.last_mut().into_iter().for_each(|is_block| *is_block = true);
        }
        self.blocks.push(false);
    }

    /// An object or a list ends.
    pub fn leave(&mut self) {
        self.is_broken |= self.blocks.pop() == Some(true);
    }

    /// A text is in it, to which these steps lead. The text was decoded right from the file.
    pub fn text(&mut self, path: &[Step], decoded: &Decoded, writing: Writing) {
        let is_text = match (self.kind, path) {
            (TextKind::PortableText, [.., Step::Key(children), Step::Item(_), Step::Key(text)]) => {
                children == "children" && text == "text"
            }
            (TextKind::RichText, [.., Step::Key(key)]) if key == "nodeType" => {
                let name = decoded.text.as_str();
                let is_inline = name == "text" || name.contains("hyperlink") || name.contains("inline");
                self.blocks.last_mut().into_iter().for_each(|is_block| *is_block = !is_inline);
                false
            }
            (TextKind::RichText, [.., Step::Item(_), Step::Key(key)]) => key == "value",
            _ => false,
        };
        if !is_text {
            return;
        }
        self.writing = writing;
        if std::mem::take(&mut self.is_broken) && !self.text.text.is_empty() {
            let mut gap = Decoded::default();
            let at = decoded.start();
            gap.sign("\n\n", at..at);
            self.text.append(&gap);
        }
        self.text.append(decoded);
    }

    /// The text, and the layer in which it stands.
    pub fn finish(self) -> (String, Arc<Layer>) {
        let layer = self.text.layer(self.writing);
        (self.text.text, layer)
    }
}
