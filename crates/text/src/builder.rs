//! Builds a document's folded text and its offset map, one piece of the source at a time.
//!
//! The readers say which bytes of the source are text and where blocks begin; folding and remembering where each
//! character came from happens only here.

use std::ops::Range;

use claimlint_base::span::Span;

use crate::block::{Block, BlockKind};
use crate::comments::{self, CommentPlace, Directive};
use crate::document::{Document, UnreadPart};
use crate::fold::{Folded, OBJECT, fold_character, joined, plain_run};
use crate::inline::{Link, Marker};
use crate::offsets::OffsetMap;

/// Grows a [`Document`].
pub struct Builder<'s> {
    source: &'s str,
    text: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    links: Vec<Link>,
    markers: Vec<Marker>,
    directives: Vec<Directive>,
    unread: Vec<UnreadPart>,
    kind: BlockKind,
    number: Option<u32>,
    label: Option<Box<str>>,
    block_start: usize,
    /// White space that becomes one space when text follows it in the same block.
    space: Option<Range<usize>>,
    /// A line break inside a block, which begins a new one unless the sentence plainly goes on.
    line_break: bool,
    open_links: Vec<Option<(usize, String)>>,
    /// Alternative texts of pictures, which become blocks behind the block they stand in.
    asides: Vec<Vec<Piece>>,
}

/// A stretch of text for [`Builder::aside`].
pub enum Piece {
    /// It stands in the source as it is.
    Source(Range<usize>),
    /// The source writes it otherwise.
    Decoded(String, Range<usize>),
}

/// A place in a document under construction.
pub struct Checkpoint {
    text: usize,
    segments: usize,
    blocks: usize,
    space: Option<Range<usize>>,
}

impl<'s> Builder<'s> {
    /// A builder for the text of one source.
    pub fn new(source: &'s str) -> Builder<'s> {
        Builder {
            source,
            text: String::with_capacity(source.len()),
            map: OffsetMap::default(),
            blocks: Vec::new(),
            links: Vec::new(),
            markers: Vec::new(),
            directives: Vec::new(),
            unread: Vec::new(),
            kind: BlockKind::Paragraph,
            number: None,
            label: None,
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

    /// Ends the block before, and begins one of this kind.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        self.kind = kind;
    }

    /// Begins an item of a list, with its number where the list has numbers.
    pub fn open_item(&mut self, number: Option<u64>) {
        self.open(BlockKind::ListItem);
        // No list has more items.
        self.number = number.and_then(|number| number.try_into().ok());
    }

    /// Begins the text of a footnote.
    pub fn open_note(&mut self, label: &str) {
        self.open(BlockKind::Note);
        self.label = Some(label.into());
    }

    /// Ends the block. Text that follows is a paragraph.
    pub fn close(&mut self) {
        self.space = None;
        self.line_break = false;
        if self.text.len() > self.block_start {
            self.blocks.push(Block {
                kind: self.kind,
                span: Span::of(self.block_start..self.text.len()),
                sentences: Range::default(),
                number: self.number,
                label: self.label.clone(),
            });
            self.text.push('\n');
        }
        self.block_start = self.text.len();
        for pieces in std::mem::take(&mut self.asides) {
            (self.kind, self.number, self.label) = (BlockKind::AltText, None, None);
            self.pieces(pieces);
            self.close();
        }
        (self.kind, self.number, self.label) = (BlockKind::Paragraph, None, None);
    }

    /// The text that stands for a picture: a block of its own, behind the block it stands in.
    pub fn aside(&mut self, pieces: Vec<Piece>) {
        self.asides.push(pieces);
    }

    /// Several stretches of text, one behind the other.
    pub fn pieces(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Source(range) => self.text(range),
                Piece::Decoded(text, range) => self.decoded(&text, range),
            }
        }
    }

    /// Whether the open block has no text yet.
    pub fn is_empty(&self) -> bool {
        self.text.len() == self.block_start
    }

    /// A line break in the text: a space in a heading or inside a sentence, otherwise the end of a block.
    pub fn line_break(&mut self) {
        if !self.is_empty() {
            self.line_break = true;
        }
    }

    /// Text that stands in the source as it is.
    pub fn text(&mut self, range: Range<usize>) {
        let Some(piece) = self.source.get(range.clone()) else { return };
        let bytes = piece.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let plain = plain_run(&bytes[at..]);
            if plain > 0 {
                self.begin_text(range.start + at, &piece[at..]);
                self.push_verbatim(range.start + at, &piece[at..at + plain]);
                at += plain;
            }
            if let Some(character) = piece[at..].chars().next() {
                let end = at + character.len_utf8();
                self.character(character, range.start + at..range.start + end, &piece[at..]);
                at = end;
            }
        }
    }

    /// Text that a stretch of the source stands for, such as a decoded character reference.
    pub fn decoded(&mut self, text: &str, range: Range<usize>) {
        for character in text.chars() {
            match fold_character(character) {
                Folded::Gone => {}
                Folded::Space => self.white_space(range.clone()),
                Folded::Becomes(other) => {
                    self.begin_text(range.start, text);
                    self.push_mapped(other, range.clone());
                }
                Folded::Same => {
                    self.begin_text(range.start, text);
                    self.push_mapped(character.encode_utf8(&mut [0; 4]), range.clone());
                }
            }
        }
    }

    /// Something that is no words, between words: code, a picture.
    pub fn object(&mut self, range: Range<usize>) {
        self.begin_text(range.start, OBJECT);
        self.push_mapped(OBJECT, range);
    }

    /// White space, as a line end inside a block.
    pub fn white_space(&mut self, range: Range<usize>) {
        if self.is_empty() {
            return;
        }
        match &mut self.space {
            // White space behind a tag is no longer one piece with that before it: the tag must not seem to be white
            // space.
            Some(space) if space.end == range.start => space.end = range.end,
            Some(_) => {}
            None => self.space = Some(range),
        }
    }

    /// A footnote reference or superscript, which is no part of the words around it.
    pub fn marker(&mut self, label: &str, range: Range<usize>) {
        self.markers.push(Marker {
            at: self.text.len(),
            label: label.to_owned(),
            target: None,
            source: Span::of(range),
        });
    }

    /// A link begins; without a target it is no link, but still ends.
    pub fn open_link(&mut self, target: Option<String>) {
        self.open_links.push(target.map(|target| (self.text.len(), target)));
    }

    /// The innermost link ends.
    pub fn close_link(&mut self) {
        if let Some(Some((start, target))) = self.open_links.pop() {
            // A block may have ended inside the link: its text is what stands before that.
            let words = &self.text[start..];
            let end = start + words.trim_end().len();
            let start = (start + words.len() - words.trim_start().len()).min(end);
            self.links.push(Link { span: Span::of(start..end), target });
        }
    }

    /// A comment with its content, which may be one to claimlint.
    pub fn comment(&mut self, content: Range<usize>) {
        let is_inside = !self.is_empty() && !self.line_break;
        let at = match is_inside {
            true => self.text.len() - 1,
            // Behind a line break, a block begins one line end further on.
            false => self.text.len() + usize::from(self.line_break),
        };
        self.directives.extend(comments::parse(self.source, content, CommentPlace { at, is_inside }));
    }

    /// Something kept a part of the file from being read.
    pub fn leave_unread(&mut self, message: impl Into<String>, at: usize) {
        self.unread.push(UnreadPart { message: message.into(), at });
    }

    /// Remembers the place, for [`Builder::text_since`] and [`Builder::make_marker`].
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            text: self.text.len(),
            segments: self.map.len(),
            blocks: self.blocks.len(),
            space: self.space.clone(),
        }
    }

    /// The text added since a checkpoint; `None` where a block ended since.
    pub fn text_since(&self, checkpoint: &Checkpoint) -> Option<&str> {
        (checkpoint.blocks == self.blocks.len()).then(|| &self.text[checkpoint.text..])
    }

    /// Makes the text added since a checkpoint in the same block a marker: it leaves the text, and a link in it becomes
    /// the marker's.
    pub fn make_marker(&mut self, checkpoint: Checkpoint, range: Range<usize>) {
        let Some(label) = self.text_since(&checkpoint).map(|label| label.trim().to_owned()) else { return };
        self.text.truncate(checkpoint.text);
        self.map.cut_back(checkpoint.segments, checkpoint.text);
        self.space = checkpoint.space;
        let mut target = None;
        while let Some(link) = self.links.pop_if(|link| link.span.start() >= checkpoint.text) {
            target = Some(link.target);
        }
        self.markers.push(Marker { at: self.text.len(), label, target, source: Span::of(range) });
    }

    /// The finished document, not yet cut into sentences.
    pub fn finish(mut self) -> Document {
        self.close();
        self.text.truncate(self.text.trim_end_matches('\n').len());
        // What stands behind the last block stands at its end: the line end there is gone.
        let end = self.text.len();
        self.markers.iter_mut().for_each(|marker| marker.at = marker.at.min(end));
        for link in &mut self.links {
            link.span = Span::of(link.span.start().min(end)..link.span.end().min(end));
        }
        self.links.sort_by_key(|link| (link.span.start(), link.span.end()));
        // The document stays as long as it is checked; what its lists took to grow need not.
        self.blocks.shrink_to_fit();
        self.map.shrink();
        Document {
            small: self.text.to_ascii_lowercase(),
            text: self.text,
            map: self.map,
            blocks: self.blocks,
            sentences: Vec::new(),
            links: self.links,
            markers: self.markers,
            directives: self.directives,
            unread: self.unread,
        }
    }

    fn character(&mut self, character: char, range: Range<usize>, rest: &str) {
        match fold_character(character) {
            Folded::Gone => {}
            Folded::Space => self.white_space(range),
            Folded::Becomes(other) => {
                self.begin_text(range.start, rest);
                self.push_mapped(other, range);
            }
            Folded::Same => {
                if !self.join_accent(character, range.end) {
                    self.begin_text(range.start, rest);
                    self.push_verbatim(range.start, &self.source[range]);
                }
            }
        }
    }

    /// Settles what waits before text: a line break, then white space.
    fn begin_text(&mut self, at: usize, coming: &str) {
        if self.line_break {
            let goes_on = coming.starts_with(|first: char| first.is_lowercase());
            if self.kind.is_heading() || goes_on {
                self.line_break = false;
                self.white_space(at..at);
            } else {
                let (kind, label) = (self.kind, self.label.take());
                self.close();
                (self.kind, self.label) = (kind, label);
            }
        }
        if let Some(space) = self.space.take() {
            if self.source.get(space.clone()) == Some(" ") {
                self.push_verbatim(space.start, " ");
            } else {
                self.push_mapped(" ", space);
            }
        }
    }

    /// Joins a combining accent to the letter before it, so that both spellings of `é` are one.
    fn join_accent(&mut self, character: char, end: usize) -> bool {
        if character.is_ascii() || self.is_empty() || self.space.is_some() {
            return false;
        }
        let Some(letter) = self.text.chars().next_back() else { return false };
        let Some(joined) = joined(letter, character) else { return false };
        let Some(start) = self.map.take_last(letter.len_utf8()) else { return false };
        self.text.truncate(self.text.len() - letter.len_utf8());
        self.push_mapped(joined.encode_utf8(&mut [0; 4]), start..end);
        true
    }

    fn push_verbatim(&mut self, source_start: usize, text: &str) {
        self.map.add_verbatim(self.text.len(), source_start, text.len());
        self.text.push_str(text);
    }

    fn push_mapped(&mut self, text: &str, source: Range<usize>) {
        self.map.add_mapped(self.text.len()..self.text.len() + text.len(), source);
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_folded_text_leads_back_to_all_its_bytes() {
        let source = "the\u{00A0}\u{00A0}mo\u{00AD}st e\u{FB03}cient de\u{0301}coupage";
        let mut builder = Builder::new(source);
        builder.text(0..source.len());
        let document = builder.finish();
        let back = |words: &str| {
            let at = document.text().find(words).unwrap();
            &source[document.source_span(Span::of(at..at + words.len())).range()]
        };
        assert_eq!(back("the most"), "the\u{00A0}\u{00A0}mo\u{00AD}st");
        assert_eq!(back("efficient"), "e\u{FB03}cient");
        assert_eq!(back("fi"), "\u{FB03}");
        assert_eq!(back("d\u{e9}coupage"), "de\u{0301}coupage");
    }

    #[test]
    fn a_superscript_leaves_the_words_around_it_alone() {
        let mut builder = Builder::new("proven 12 times");
        builder.text(0..6);
        let checkpoint = builder.checkpoint();
        builder.text(6..9);
        assert_eq!(builder.text_since(&checkpoint), Some(" 12"));
        builder.make_marker(checkpoint, 6..9);
        builder.text(9..15);
        let document = builder.finish();
        assert_eq!(document.text(), "proven times");
        assert_eq!((document.markers()[0].label.as_str(), document.markers()[0].at), ("12", 6));
    }
}
