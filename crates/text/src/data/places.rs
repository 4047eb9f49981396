//! Where each byte of a text that was taken out of a file stands in the file, through every layer in which it was written.

use std::ops::Range;
use std::sync::Arc;

use claimlint_base::parts::{Stretch, end_in, start_in};
use claimlint_base::span::Span;

use super::writing::Writing;

/// A text that is decoded bit by bit, with the place of each bit.
#[derive(Debug, Default, Clone)]
pub struct Decoded {
    /// The text.
    pub text: String,
    stretches: Vec<Stretch>,
}

impl Decoded {
    /// Adds bytes of the source that stand there as they are.
    pub fn same(&mut self, source: &str, range: Range<usize>) {
        if let Some(text) = source.get(range.clone()).filter(|text| !text.is_empty()) {
            self.push(text, range, true);
        }
    }

    /// Adds a text that the source has as it is, from this byte on.
    pub fn same_text(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            self.push(text, start..start + text.len(), true);
        }
    }

    /// Adds what some bytes of the source mean.
    pub fn sign(&mut self, sign: &str, range: Range<usize>) {
        if !sign.is_empty() {
            self.push(sign, range, false);
        }
    }

    /// Adds all of another text, which was decoded from the same source.
    pub fn append(&mut self, other: &Decoded) {
        let base = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.stretches
            .extend(other.stretches.iter().map(|stretch| Stretch { text: stretch.text + base, ..*stretch }));
    }

    /// Its stretches in order: the text, its bytes in the source, and whether both are the same.
    pub fn stretches(&self) -> impl Iterator<Item = (&str, Range<usize>, bool)> {
        self.stretches.iter().map(|one| {
            let text = one.text as usize..(one.text + one.length) as usize;
            let source = one.start as usize..(one.start + one.part_length) as usize;
            (self.text.get(text).unwrap_or_default(), source, one.is_same)
        })
    }

    /// Where it begins in its source.
    pub fn start(&self) -> usize {
        start_in(&self.stretches, 0).1
    }

    /// The same text, all of which stands in its source as a whole.
    pub fn whole(text: &str, range: Range<usize>) -> Decoded {
        let mut decoded = Decoded::default();
        decoded.sign(text, range);
        decoded
    }

    /// The layer that it was written in.
    pub fn layer(&self, writing: Writing) -> Arc<Layer> {
        Arc::new(Layer { stretches: self.stretches.clone(), writing })
    }

    fn push(&mut self, text: &str, range: Range<usize>, is_same: bool) {
        let (at, length) = (self.text.len() as u32, text.len() as u32);
        let (start, part_length) = (range.start as u32, range.len() as u32);
        self.text.push_str(text);
        match self.stretches.last_mut() {
            Some(last)
                if is_same
                    && last.is_same
                    && last.text + last.length == at
                    && last.start + last.part_length == start =>
            {
                last.length += length;
                last.part_length += part_length;
            }
            _ => self.stretches.push(Stretch { text: at, length, part: 0, start, part_length, is_same }),
        }
    }
}

/// One layer in which a text was written, such as a string of JSON.
#[derive(Debug)]
pub struct Layer {
    stretches: Vec<Stretch>,
    writing: Writing,
}

impl Layer {
    fn span(&self, span: Span) -> Span {
        let start = start_in(&self.stretches, span.start()).1;
        if span.is_empty() {
            return Span::at(start);
        }
        let end = end_in(&self.stretches, span.end()).1;
        Span::of(start..end.max(start))
    }

    /// The bytes that some of the text came from, and what must be written there instead for the text to say something else;
    /// `None` where they are not in one piece, or it cannot be written there.
    fn write(&self, span: Span, text: &str) -> Option<(Span, String)> {
        let first = self.stretches.partition_point(|one| ((one.text + one.length) as usize) <= span.start());
        let inside: Vec<&Stretch> =
            self.stretches[first..].iter().take_while(|one| (one.text as usize) < span.end()).collect();
        let is_whole = |one: &&Stretch| {
            let own = one.text as usize..(one.text + one.length) as usize;
            one.is_same || (span.start() <= own.start && own.end <= span.end())
        };
        let is_chain = inside.windows(2).all(|pair| pair[0].start + pair[0].part_length == pair[1].start);
        if !inside.iter().all(is_whole) || !is_chain {
            return None;
        }
        if inside.is_empty() {
            // Something is put in at the end, or between two stretches.
            let at = end_in(&self.stretches, span.start()).1;
            if span.is_empty() && !self.stretches.is_empty() {
                return Some((Span::at(at), self.writing.encode(text)?));
            }
            return None;
        }
        Some((self.span(span), self.writing.encode(text)?))
    }
}

/// Where the bytes of a text stand in its file.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The layers, the innermost first.
    pub(super) layers: Vec<Arc<Layer>>,
}

impl Places {
    /// The bytes of the file's text that a stretch of the text came from.
    pub fn span(&self, span: Span) -> Span {
        self.layers.iter().fold(span, |span, layer| layer.span(span))
    }

    /// The bytes of the file's text to replace, and by what, for a stretch of the text to say something else. `None` where it
    /// is not in one piece in the file, or cannot be written there.
    pub fn write(&self, span: Span, text: &str) -> Option<(Span, String)> {
        let mut written = (span, text.to_owned());
        for layer in &self.layers {
            written = layer.write(written.0, &written.1)?;
        }
        Some(written)
    }
}
