//! Builds a document's folded text and its offset map, one piece of the source at a time.
//!
//! The readers say which bytes of the source are text and where blocks begin. `text` folds what they add, and notes where each
//! character came from. `links` adds what is not text: links, markers, and the places that links lead to.

#[cfg(test)]
mod tests;

mod links;
mod text;

use std::ops::Range;

use claimlint_base::span::Span;

use crate::block::{Block, BlockKind, Furniture};
use crate::comments::{self, CommentPlace};
use crate::document::{Document, UnreadPart};
use crate::inline::Join;
use crate::not_text::Gap;
use crate::parts::{Aside, BlockHead, Checkpoint, OpenLink, Piece};

/// Grows a [`Document`].
pub struct Builder<'s> {
    source: &'s str,
    /// The source as the readers see it: what is not prose is overwritten.
    shown: &'s str,
    /// What is not prose, in the order of the source.
    gaps: &'s [Gap],
    /// The comments in what is not prose that are not taken yet.
    waiting: &'s [Range<usize>],
    document: Document,
    /// What is known about the open block.
    head: BlockHead,
    /// Where the open block starts in the text.
    block_start: usize,
    /// White space that becomes one space when text follows it in the same block.
    space: Option<Range<usize>>,
    /// A line break inside a block, which begins a new block unless the sentence plainly goes on.
    line_break: bool,
    /// The links that are open, innermost last; `None` for one that leads nowhere.
    open_links: Vec<Option<OpenLink>>,
    /// The texts that become blocks after the block that they are in.
    asides: Vec<Aside>,
}

impl<'s> Builder<'s> {
    /// A builder for the text of one source, all of which is prose.
    #[cfg(test)]
    pub fn new(source: &'s str) -> Builder<'s> {
        Builder::over(source, source, &[], &[])
    }

    /// A builder for the text of one source, with a copy of it for the readers in which these gaps are overwritten, and the
    /// comments in them.
    pub fn over(
        source: &'s str,
        shown: &'s str,
        gaps: &'s [Gap],
        comments: &'s [Range<usize>],
    ) -> Builder<'s> {
        Builder {
            source,
            shown,
            gaps,
            waiting: comments,
            document: Document { text: String::with_capacity(source.len()), ..Document::default() },
            head: BlockHead::of(BlockKind::Paragraph),
            block_start: 0,
            space: None,
            line_break: false,
            open_links: Vec::new(),
            asides: Vec::new(),
        }
    }

    /// The source's text.
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// The source as the readers see it, of the same length: what is not prose is overwritten.
    pub fn shown(&self) -> &'s str {
        self.shown
    }

    /// The gaps that touch some bytes of the source.
    pub fn gaps_in(&self, range: &Range<usize>) -> &'s [Gap] {
        let first = self.gaps.partition_point(|gap| gap.range.end <= range.start);
        let count = self.gaps[first..].iter().take_while(|gap| gap.range.start < range.end).count();
        &self.gaps[first..first + count]
    }

    /// Takes the comments of templates and code before a byte of the source.
    pub fn reach(&mut self, at: usize) {
        while let Some((comment, rest)) = self.waiting.split_first().filter(|(comment, _)| comment.end <= at)
        {
            self.waiting = rest;
            self.comment(comment.clone());
        }
    }

    /// Adds the bytes of the source whose sources are listed beside them.
    pub fn add_sourced(&mut self, spans: Vec<Span>) {
        if spans.is_empty() {
            return;
        }
        let sourced = &mut self.document.sourced;
        sourced.extend(spans);
        sourced.sort_by_key(|object| (object.start(), usize::MAX - object.end()));
        // One within another says nothing more.
        sourced.dedup_by(|inner, outer| outer.contains(*inner));
    }

    /// Ends the block before, and begins one of this kind.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        self.head.kind = kind;
    }

    /// Says what the open block is for, where it belongs to the site.
    pub fn belongs_to_site(&mut self, furniture: Option<Furniture>) {
        self.head.furniture = furniture;
    }

    /// Says whether the open block is among the notes or references of the page.
    pub fn belongs_to_notes(&mut self, is_among_notes: bool) {
        self.head.is_among_notes = is_among_notes;
    }

    /// Begins an item of a list, with its number if the list has numbers.
    pub fn open_item(&mut self, number: Option<u64>) {
        self.open(BlockKind::ListItem);
        // No list has more items.
        self.head.number = number.and_then(|number| number.try_into().ok());
    }

    /// Begins the text of a footnote.
    pub fn open_note(&mut self, label: &str) {
        self.open(BlockKind::Note);
        self.head.label = Some(label.into());
    }

    /// Ends the block. Text that follows is a paragraph.
    pub fn close(&mut self) {
        self.space = None;
        self.line_break = false;
        let head = std::mem::replace(&mut self.head, BlockHead::of(BlockKind::Paragraph));
        if !self.is_empty() {
            self.document.blocks.push(Block {
                kind: head.kind,
                span: Span::of(self.block_start..self.document.text.len()),
                sentences: Range::default(),
                number: head.number,
                furniture: head.furniture,
                is_among_notes: head.is_among_notes,
                is_foreign: false,
                label: head.label,
            });
            self.document.text.push('\n');
        }
        self.block_start = self.document.text.len();
        for aside in std::mem::take(&mut self.asides) {
            self.head.kind = aside.kind;
            self.head.furniture = aside.furniture;
            aside.comments.into_iter().for_each(|comment| self.comment(comment));
            self.pieces(aside.pieces);
            self.close();
        }
    }

    /// Adds a text that is not part of the open block, such as the one for a picture: a block of its own after it.
    pub fn aside(&mut self, kind: BlockKind, pieces: Vec<Piece>) {
        self.add_aside(Aside { kind, furniture: None, comments: Vec::new(), pieces });
    }

    /// The same for a text about which more is known.
    pub fn add_aside(&mut self, aside: Aside) {
        self.asides.push(aside);
    }

    /// Whether the open block is an item of a list that has no text yet.
    pub fn is_empty_item(&self) -> bool {
        self.is_empty() && self.head.kind == BlockKind::ListItem
    }

    /// Whether the open block has no text yet.
    pub fn is_empty(&self) -> bool {
        self.document.text.len() == self.block_start
    }

    /// Adds a line break: a space in a heading or inside a sentence, otherwise the end of a block.
    pub fn line_break(&mut self) {
        if !self.is_empty() {
            self.line_break = true;
        }
    }

    /// Counts code that the page shows: a piece in a line, or a block.
    pub fn count_code(&mut self, is_block: bool) {
        match is_block {
            true => self.document.code.blocks += 1,
            false => self.document.code.pieces += 1,
        }
    }

    /// Markup ends or begins here that draws nothing between words, such as emphasis or a link.
    pub fn pass_markup(&mut self, begins: bool) {
        let at = self.document.text.len();
        if self.space.is_none()
            && !self.is_empty()
            && self.document.joins.last().is_none_or(|join| join.at != at)
        {
            self.document.joins.push(Join { at, begins, parts: false });
        } else if let Some(join) = self.document.joins.last_mut().filter(|join| join.at == at) {
            join.parts |= begins && !join.begins;
        }
    }

    /// An element ends or begins here that is there for its style, which may part the words around it.
    pub fn pass_styled(&mut self) {
        self.pass_markup(false);
        let at = self.document.text.len();
        if let Some(join) = self.document.joins.last_mut().filter(|join| join.at == at) {
            join.parts = true;
        }
    }

    /// Takes the content of a comment, which may be for claimlint.
    pub fn comment(&mut self, content: Range<usize>) {
        // A block that so far has only what code stands for says nothing yet.
        let has_words =
            self.document.text[self.block_start..].contains(|sign| !matches!(sign, '\u{FFFC}' | ' '));
        let is_inside = has_words && !self.line_break;
        let end = self.document.text.len();
        // After a line break, a block begins one line end further on.
        let at = if is_inside { end - 1 } else { end + usize::from(self.line_break) };
        let directive = comments::parse(self.source, content, CommentPlace { at, is_inside });
        self.document.directives.extend(directive);
    }

    /// Notes that a part of the file, from this byte on, could not be read.
    pub fn leave_unread(&mut self, message: impl Into<String>, at: usize) {
        self.document.unread.push(UnreadPart { message: message.into(), at });
    }

    /// Remembers the place, for [`Builder::text_since`] and [`Builder::make_marker`].
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            text: self.document.text.len(),
            segments: self.document.map.len(),
            blocks: self.document.blocks.len(),
            space: self.space.clone(),
        }
    }

    /// The text added since a checkpoint; `None` if a block has ended since.
    pub fn text_since(&self, checkpoint: &Checkpoint) -> Option<&str> {
        (checkpoint.blocks == self.document.blocks.len()).then(|| &self.document.text[checkpoint.text..])
    }

    /// Says that the whole page is in another language than English.
    pub fn is_in_language(&mut self, tag: String) {
        self.document.language = Some(tag);
    }

    /// The finished document, not yet cut into sentences.
    pub fn finish(mut self) -> Document {
        self.close();
        let Document { text, small, map, blocks, links, markers, anchors, .. } = &mut self.document;
        text.truncate(text.trim_end_matches('\n').len());
        // The line end after the last block is gone, so what came after it is now at the end of the text.
        let end = text.len();
        markers.iter_mut().for_each(|marker| marker.at = marker.at.min(end));
        anchors.iter_mut().for_each(|anchor| anchor.at = anchor.at.min(end));
        for link in &mut *links {
            link.span = Span::of(link.span.start().min(end)..link.span.end().min(end));
        }
        links.sort_by_key(|link| (link.span.start(), link.span.end()));
        *small = text.to_ascii_lowercase();
        // The document is kept while it is checked; the memory its lists took to grow need not be.
        blocks.shrink_to_fit();
        map.shrink();
        self.document
    }
}
