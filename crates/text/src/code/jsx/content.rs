//! The text in elements of JSX: which line ends in it are spaces, and what parts it.
//!
//! Which parts of the source are text is for `jsx`.

use std::ops::Range;

use tree_sitter::Node;

use super::{Place, Reader};
use crate::code::spacing::{follows_closely, leads_closely, lines};
use crate::fold::OBJECT;
use crate::html::text_with_references;
use crate::parts::Piece;

impl Reader<'_, '_, '_> {
    /// Takes the text of an element before a node that is right in it.
    pub(super) fn content_before(&mut self, node: Node<'_>, parent: Place) {
        if parent == Place::Element && self.tags == 0 {
            self.content_up_to(node.start_byte());
            self.elements.last_mut().iter_mut().for_each(|element| element.at = node.end_byte());
        }
    }

    pub(super) fn content_up_to(&mut self, end: usize) {
        let Some(element) = self.elements.last() else { return };
        if element.at < end {
            self.run(element.at..end);
        }
    }

    /// Adds a stretch of text.
    pub(super) fn run(&mut self, range: Range<usize>) {
        if self.html.is_hiding() {
            return;
        }
        let lines = lines(self.source, range.clone());
        if lines.breaks_before {
            let first = lines.shown.first().map_or(range.end, |line| line.start);
            self.line_break = Some(range.start..first);
        }
        let mut before: Option<usize> = None;
        for line in lines.shown {
            let text = &self.source[line.clone()];
            if let Some(end) = before {
                self.builder.white_space(end..line.start);
            }
            before = Some(line.end);
            self.before_text(text);
            text_with_references(self.builder, line);
        }
        if let Some(end) = before.filter(|_| lines.breaks_after) {
            self.line_break = Some(end..range.end);
        }
    }

    /// Makes a line end before some text a space, where there is one to see.
    fn before_text(&mut self, text: &str) {
        let first = text.chars().next();
        if let Some(place) = self.line_break.take()
            && !first.is_some_and(follows_closely)
            && !self.last.is_some_and(leads_closely)
        {
            self.builder.white_space(place);
        }
        self.last = text.chars().next_back().or(self.last);
    }

    pub(super) fn pieces(&mut self, pieces: Vec<Piece>, text: &str) {
        if !self.html.is_hiding() && !text.is_empty() {
            self.before_text(text);
            self.builder.pieces(pieces);
        }
    }

    pub(super) fn object(&mut self, range: Range<usize>) {
        self.before_text(OBJECT);
        self.builder.object(range);
    }

    /// Parts what is shown instead of each other, by the sign of code before a node.
    pub(super) fn separate(&mut self, node: Node<'_>) {
        if !self.html.is_hiding() && !self.builder.is_empty() {
            let end = node.start_byte();
            let sign = self.source[..end].chars().next_back().map_or(0, char::len_utf8);
            self.object(end - sign..end);
        }
    }
}
