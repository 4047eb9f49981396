//! Puts the text of a document together, line by line, and notes where in its parts each stretch stands.
//!
//! What is text, and what a line is, the readers of the parts say.

use std::ops::Range;

use claimlint_base::marks::{Mark, MarkKind};
use claimlint_base::parts::{Line, LineKind, Parts, Story, Stretch};
use claimlint_base::source::Source;
use memchr::memchr2;

use super::xml::pieces;
use crate::fold::OBJECT;

/// What a line is, before it has text.
#[derive(Debug, Clone)]
pub struct Head {
    /// What it is.
    pub kind: LineKind,
    /// What it stands in.
    pub story: Story,
    /// The number of an item.
    pub number: Option<u64>,
    /// The label of a note.
    pub label: Option<Box<str>>,
}

/// A text that becomes a line after the one that is written.
struct Aside {
    kind: LineKind,
    pieces: Vec<(Range<usize>, String)>,
}

/// A place in a draft.
pub struct Place {
    text: usize,
    stretches: usize,
    marks: usize,
    lines: usize,
}

/// Grows the text of a document.
pub struct Draft {
    text: String,
    parts: Parts,
    head: Head,
    /// Where the line begins in the text.
    start: usize,
    /// How many marks there were where it begins.
    first_mark: usize,
    /// The line of the last heading.
    heading: Option<u32>,
    asides: Vec<Aside>,
}

impl Draft {
    /// An empty one.
    pub fn new() -> Draft {
        Draft {
            text: String::new(),
            parts: Parts::default(),
            head: Head { kind: LineKind::Paragraph, story: Story::Body, number: None, label: None },
            start: 0,
            first_mark: 0,
            heading: None,
            asides: Vec::new(),
        }
    }

    /// What follows stands in a part of this name.
    pub fn begin_part(&mut self, name: &str) {
        self.end_line();
        self.parts.names.push(name.to_owned());
        self.heading = None;
    }

    /// Ends the line, and begins one.
    pub fn begin_line(&mut self, head: Head) {
        self.end_line();
        self.head = head;
    }

    /// Says anew what the line is that is being written.
    pub fn change_line(&mut self, head: Head) {
        self.head = head;
    }

    /// Adds text that the part has as it is. Line ends in it are white space.
    pub fn text(&mut self, part: &str, range: Range<usize>) {
        let mut at = range.start;
        while let Some(rest) = part.get(at..range.end).filter(|rest| !rest.is_empty()) {
            let length = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
            if length == 0 {
                self.sign(" ", at..at + 1);
                at += 1;
                continue;
            }
            self.push(at..at + length, &rest[..length], true);
            at += length;
        }
    }

    /// Adds text for something that the part writes otherwise.
    pub fn sign(&mut self, sign: &str, range: Range<usize>) {
        let sign = if matches!(sign, "\n" | "\r") { " " } else { sign };
        self.push(range, sign, false);
    }

    /// Adds something that is not words.
    pub fn object(&mut self, range: Range<usize>) {
        self.mark(MarkKind::Object(OBJECT.len() as u32));
        self.sign(OBJECT, range);
    }

    /// Adds the reference to a note.
    pub fn note(&mut self, label: &str, range: Range<usize>) {
        let shown = format!("[{label}]");
        self.mark(MarkKind::Note { label: label.to_owned(), length: shown.len() as u32 });
        self.sign(&shown, range);
    }

    /// Adds a line break.
    pub fn line_break(&mut self, range: Range<usize>) {
        self.mark(MarkKind::Break);
        self.sign(" ", range);
    }

    /// Marks the place.
    pub fn mark(&mut self, kind: MarkKind) {
        self.parts.marks.push(Mark { at: self.text.len() as u32, kind });
    }

    /// Adds some bytes of a part, in which signs may be references, as a line of its own after the one that is written.
    pub fn aside(&mut self, kind: LineKind, part: &str, range: Range<usize>) {
        let own = |(range, sign): (Range<usize>, Option<char>)| {
            let text = sign.map_or_else(|| part[range.clone()].to_owned(), String::from);
            (range, text)
        };
        self.asides.push(Aside { kind, pieces: pieces(part, range).map(own).collect() });
    }

    /// Ends the line. One without words is none.
    pub fn end_line(&mut self) {
        let has_words = |sign: char| !sign.is_whitespace() && sign != '\u{FFFC}';
        if self.text[self.start..].contains(has_words) {
            self.push_line(self.head.clone());
        } else {
            self.drop_line();
        }
        for aside in std::mem::take(&mut self.asides) {
            for (range, text) in aside.pieces {
                // A reference stands for its sign, and all else for itself.
                if text.len() == range.len() {
                    self.push_plain(range.start, &text);
                } else {
                    self.sign(&text, range);
                }
            }
            if self.text[self.start..].contains(has_words) {
                let (number, label) = (None, None);
                self.push_line(Head { kind: aside.kind, story: self.head.story, number, label });
            } else {
                self.drop_line();
            }
        }
    }

    /// Remembers the place, between two lines.
    pub fn place(&mut self) -> Place {
        self.end_line();
        let parts = &self.parts;
        Place {
            text: self.text.len(),
            stretches: parts.stretches.len(),
            marks: parts.marks.len(),
            lines: parts.lines.len(),
        }
    }

    /// What was written since a place.
    pub fn since(&mut self, place: &Place) -> &str {
        self.end_line();
        &self.text[place.text..]
    }

    /// Goes back to a place.
    pub fn go_back(&mut self, place: &Place) {
        self.text.truncate(place.text);
        self.parts.stretches.truncate(place.stretches);
        self.parts.marks.truncate(place.marks);
        self.parts.lines.truncate(place.lines);
        (self.start, self.first_mark) = (place.text, place.marks);
    }

    /// The text with its places.
    pub fn finish(mut self) -> Source {
        self.end_line();
        Source::from_parts(self.text, self.parts)
    }

    fn push_line(&mut self, head: Head) {
        let Head { kind, story, number, label } = head;
        let is_heading = kind == LineKind::Heading;
        let is_in_text = matches!(story, Story::Body | Story::TextBox);
        let heading = self.heading.filter(|_| is_in_text && !is_heading);
        if is_heading && is_in_text {
            self.heading = Some(self.parts.lines.len() as u32);
        }
        self.parts.lines.push(Line { kind, story, number, label, heading });
        self.text.push('\n');
        (self.start, self.first_mark) = (self.text.len(), self.parts.marks.len());
    }

    /// Takes back the line; links that begin or end in it stay.
    fn drop_line(&mut self) {
        let start = self.start;
        self.text.truncate(start);
        while self.parts.stretches.pop_if(|stretch| stretch.text as usize >= start).is_some() {}
        for mark in self.parts.marks.split_off(self.first_mark) {
            let stays = matches!(mark.kind, MarkKind::LinkStart(_) | MarkKind::LinkEnd | MarkKind::Anchor(_));
            if stays {
                self.parts.marks.push(Mark { at: start as u32, kind: mark.kind });
            }
        }
        self.first_mark = self.parts.marks.len();
    }

    /// Adds text, its line ends as white space.
    fn push_plain(&mut self, start: usize, text: &str) {
        let mut at = 0;
        for (index, sign) in text.match_indices(['\n', '\r']) {
            self.push(start + at..start + index, &text[at..index], true);
            self.push(start + index..start + index + sign.len(), " ", false);
            at = index + sign.len();
        }
        self.push(start + at..start + text.len(), &text[at..], true);
    }

    fn push(&mut self, range: Range<usize>, text: &str, is_same: bool) {
        if text.is_empty() {
            return;
        }
        let part = self.parts.names.len().saturating_sub(1) as u32;
        let (at, length) = (self.text.len() as u32, text.len() as u32);
        let (start, part_length) = (range.start as u32, range.len() as u32);
        self.text.push_str(text);
        match self.parts.stretches.last_mut() {
            Some(last)
                if is_same
                    && last.is_same
                    && last.part == part
                    && last.text + last.length == at
                    && last.start + last.part_length == start =>
            {
                last.length += length;
                last.part_length += part_length;
            }
            _ => self.parts.stretches.push(Stretch { text: at, length, part, start, part_length, is_same }),
        }
    }
}
