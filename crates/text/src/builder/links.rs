//! Links, the markers of notes, and the places on the page to which links lead.

use std::ops::Range;

use claimlint_base::span::Span;

use super::Builder;
use crate::inline::{Anchor, Link, LinkTarget, Marker, is_way_back};
use crate::parts::{Checkpoint, OpenLink};
use crate::redirect::true_address;

/// A longer superscript number, in digits, belongs to a telephone number or a formula. No page has so many notes.
const LONGEST_NUMBER: usize = 3;

impl Builder<'_> {
    /// Adds a footnote reference or superscript, which is not part of the words around it.
    pub fn marker(&mut self, label: &str, range: Range<usize>) {
        self.add_marker(label.to_owned(), None, range);
    }

    /// Names the place, so that links can lead to it.
    pub fn anchor(&mut self, id: &str) {
        if !id.is_empty() {
            self.document.anchors.push(Anchor { id: id.to_owned(), at: self.document.text.len() });
        }
    }

    /// Begins a link. One without a target is not a link, but still ends.
    pub fn open_link(&mut self, target: Option<LinkTarget>) {
        let start = self.checkpoint();
        let target = target.map(|target| LinkTarget { address: true_address(target.address), ..target });
        self.open_links.push(target.map(|target| OpenLink { start, target }));
    }

    /// Tells where in the source the target of the innermost open link is.
    pub fn place_link(&mut self, source: Option<Range<usize>>) {
        if let Some(Some(link)) = self.open_links.last_mut() {
            link.target.source = source;
        }
    }

    /// Ends the innermost link.
    pub fn close_link(&mut self) {
        if let Some(Some(OpenLink { start, target })) = self.open_links.pop() {
            if target.address.starts_with('#') && self.text_since(&start).is_some_and(is_way_back) {
                return self.make_object(start);
            }
            // A block may have ended inside the link, which leaves a line end in its text.
            let words = &self.document.text[start.text..];
            let end = start.text + words.trim_end().len();
            let start = (start.text + words.len() - words.trim_start().len()).min(end);
            let source = target.source.filter(|source| {
                !source.is_empty() && self.source.get(source.clone()) == Some(target.address.as_str())
            });
            let link =
                Link { span: Span::of(start..end), target: target.address, address: source.map(Span::of) };
            self.document.links.push(link);
        }
    }

    /// Whether a link within the page has been opened and closed since a checkpoint.
    pub fn has_link_since(&self, checkpoint: &Checkpoint) -> bool {
        let last = self.document.links.last().filter(|link| link.span.start() >= checkpoint.text);
        last.is_some_and(|link| link.target.starts_with('#'))
    }

    /// Turns the text added since a checkpoint in the same block into a marker: it leaves the text, and a link in it or around
    /// it becomes the marker's.
    pub fn make_marker(&mut self, checkpoint: Checkpoint, range: Range<usize>) {
        let Some(label) = self.text_since(&checkpoint).map(|label| label.trim().to_owned()) else { return };
        let at = checkpoint.text;
        let is_linked = self.open_links.iter().any(Option::is_some)
            || self.document.links.last().is_some_and(|link| link.span.start() >= at);
        let is_long_number = label.len() > LONGEST_NUMBER && label.bytes().all(|byte| byte.is_ascii_digit());
        if is_long_number && !is_linked {
            return;
        }
        self.cut_back(checkpoint);
        let around = self.open_links.last().and_then(Option::as_ref).filter(|link| link.start.text == at);
        let mut target = around.map(|link| link.target.address.clone());
        while let Some(link) = self.document.links.pop_if(|link| link.span.start() >= at) {
            target = Some(link.target);
        }
        self.add_marker(label, target, range);
    }

    /// Makes the text added since a checkpoint in the same block something that is not words.
    fn make_object(&mut self, checkpoint: Checkpoint) {
        let source = self.document.map.source_span(Span::of(checkpoint.text..self.document.text.len()));
        self.cut_back(checkpoint);
        if !self.is_empty() {
            self.object(source.range());
        }
    }

    /// Takes away the text added since a checkpoint in the same block.
    fn cut_back(&mut self, checkpoint: Checkpoint) {
        self.document.text.truncate(checkpoint.text);
        self.document.map.cut_back(checkpoint.segments, checkpoint.text);
        self.space = checkpoint.space;
        while self.document.joins.pop_if(|join| join.at > checkpoint.text).is_some() {}
        while self.document.look_alikes.pop_if(|at| *at >= checkpoint.text).is_some() {}
    }

    fn add_marker(&mut self, label: String, target: Option<String>, range: Range<usize>) {
        let at = self.document.text.len();
        self.document.markers.push(Marker { at, label, target, source: Span::of(range) });
    }
}
