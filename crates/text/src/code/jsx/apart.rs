//! What is put off until no element is open: elements in attributes, and the texts that components are given as data.
//!
//! So no sentence is broken by what stands in the code around it. Which texts those are is for `objects`.

use tree_sitter::Node;

use super::{Apart, Place, Reader};

impl<'t> Reader<'_, '_, 't> {
    /// Takes the texts of an object or a list of texts; they are put off where an element is open. Returns whether there are some.
    pub(super) fn take_data(&mut self, node: Node<'t>) -> bool {
        if self.read_up_to > node.start_byte() {
            return false;
        }
        let texts = match node.kind() {
            "pair" | "variable_declarator" => self.objects.texts_of(self.source, node, self.own),
            "array" if self.places.last() == Some(&Place::Unknown) => {
                self.objects.texts_of_list(self.source, node)
            }
            _ => return false,
        };
        let has_texts = !texts.is_empty();
        if has_texts {
            self.apart.push_back(Apart::Texts(texts));
            // Outside of elements they come now, so that a comment before them belongs to them.
            if self.elements.is_empty() && self.tags == 0 {
                self.add_texts();
            }
        }
        has_texts
    }

    /// Adds the texts of objects that are next among what is put off.
    fn add_texts(&mut self) {
        while let Some(Apart::Texts(texts)) = self.apart.front_mut() {
            std::mem::take(texts).into_iter().for_each(|prop| prop.add_to(self.builder, false));
            self.apart.pop_front();
        }
    }

    /// The element that is next, where one can come now.
    pub(super) fn next_put_off(&mut self) -> Option<Node<'t>> {
        // Within a tag it would only be put off again: a fault may have a tag outside of all elements.
        if !self.elements.is_empty() || self.tags > 0 {
            return None;
        }
        self.add_texts();
        match self.apart.pop_front() {
            Some(Apart::Node(node)) => Some(node),
            _ => None,
        }
    }
}
