//! Adds text to a document, character by character: folded, with white space made one space, and with the place each
//! character came from.
//!
//! Where blocks begin and end is for `builder`.

use std::ops::Range;

use super::Builder;
use crate::fold::{Folded, OBJECT, fold_character, is_in_english_word, joined, look_alike, plain_run};
use crate::not_text::{Gap, Shown};
use crate::parts::{BlockHead, Piece};

impl<'s> Builder<'s> {
    /// Adds several stretches of text, one after the other.
    pub fn pieces(&mut self, pieces: Vec<Piece>) {
        self.each_piece(pieces, Builder::text);
    }

    /// Adds several stretches of text that are in code, and published nevertheless.
    pub fn verbatim_pieces(&mut self, pieces: Vec<Piece>) {
        self.each_piece(pieces, Builder::verbatim);
    }

    fn each_piece(&mut self, pieces: Vec<Piece>, add: fn(&mut Builder<'s>, Range<usize>)) {
        for piece in pieces {
            match piece {
                Piece::Source(range) => add(self, range),
                Piece::Decoded(text, range) => self.decoded(&text, range),
            }
        }
    }

    /// Adds text that the source has as it is, with one sign for each gap in it.
    pub fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for gap in self.gaps_in(&range) {
            self.verbatim(at..gap.range.start.max(at));
            self.gap(gap);
            at = gap.range.end;
        }
        self.verbatim(at..range.end.max(at));
    }

    /// Adds a sign for a gap. Where there is nothing to see, and white space around it, there is no sign.
    fn gap(&mut self, gap: &Gap) {
        match gap.shown {
            Shown::Words { start, end } => self.verbatim(start..end),
            Shown::Nothing if self.is_apart(gap) => {}
            Shown::Nothing | Shown::Tag | Shown::Unknown => self.object(gap.range.clone()),
        }
    }

    /// Whether there is white space before a gap and after it.
    fn is_apart(&self, gap: &Gap) -> bool {
        let before = self.source[..gap.range.start].chars().next_back();
        let after = self.source[gap.range.end..].chars().next();
        before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace)
    }

    fn verbatim(&mut self, range: Range<usize>) {
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

    /// Adds text that a stretch of the source becomes, such as a decoded character reference.
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

    /// Adds something between words that is not words: code, a picture.
    pub fn object(&mut self, range: Range<usize>) {
        self.begin_text(range.start, OBJECT);
        self.push_mapped(OBJECT, range);
    }

    /// Adds white space, such as a line end inside a block.
    pub fn white_space(&mut self, range: Range<usize>) {
        if self.is_empty() {
            return;
        }
        match &mut self.space {
            // White space after a tag is not one piece with the white space before it: the tag must not seem to be white
            // space.
            Some(space) if space.end == range.start => space.end = range.end,
            Some(_) => {}
            None => self.space = Some(range),
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
                if let Some(latin) = look_alike(character).filter(|_| is_in_english_word(self.source, &range))
                {
                    self.begin_text(range.start, rest);
                    self.document.look_alikes.push(self.document.text.len());
                    return self.push_mapped(latin, range);
                }
                if !self.join_accent(character, range.end) {
                    self.begin_text(range.start, rest);
                    self.push_verbatim(range.start, &self.source[range]);
                }
            }
        }
    }

    /// Adds what waits for text to come: a line break, then white space.
    fn begin_text(&mut self, at: usize, coming: &str) {
        if self.line_break {
            let goes_on = coming.starts_with(|first: char| first.is_lowercase());
            if self.head.kind.is_heading() || goes_on {
                self.line_break = false;
                self.white_space(at..at);
            } else {
                self.begin_line();
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

    /// Begins a block of the same kind where a line break waits for text: what comes opens a line, whatever it is.
    pub fn begin_line(&mut self) {
        if self.line_break {
            let BlockHead { kind, furniture, is_among_notes, .. } = self.head;
            let label = self.head.label.take();
            self.close();
            self.head = BlockHead { kind, number: None, furniture, is_among_notes, label };
        }
    }

    /// Joins a combining accent to the letter before it, so that both spellings of `é` become one. False if it cannot.
    fn join_accent(&mut self, character: char, end: usize) -> bool {
        if character.is_ascii() || self.is_empty() || self.space.is_some() {
            return false;
        }
        let Some(letter) = self.document.text.chars().next_back() else { return false };
        let Some(joined) = joined(letter, character) else { return false };
        let Some(start) = self.document.map.take_last(letter.len_utf8()) else { return false };
        self.document.text.truncate(self.document.text.len() - letter.len_utf8());
        self.push_mapped(joined.encode_utf8(&mut [0; 4]), start..end);
        true
    }

    fn push_verbatim(&mut self, source_start: usize, text: &str) {
        self.document.map.add_verbatim(self.document.text.len(), source_start, text.len());
        self.document.text.push_str(text);
    }

    fn push_mapped(&mut self, text: &str, source: Range<usize>) {
        let start = self.document.text.len();
        self.document.map.add_mapped(start..start + text.len(), source);
        self.document.text.push_str(text);
    }
}
