//! Reads the text that was taken out of a document of a word processor: each of its lines is a block.

use claimlint_base::marks::{Mark, MarkKind};
use claimlint_base::parts::{Line, LineKind};
use claimlint_base::source::Source;

use crate::block::BlockKind;
use crate::builder::Builder;
use crate::html::{LONGEST_MARKER, is_note_marker};
use crate::inline::LinkTarget;
use crate::parts::Checkpoint;

/// Reads the lines of a source into the builder.
pub fn read(builder: &mut Builder, source: &Source) {
    let Some(parts) = source.parts() else { return };
    let mut marks = parts.marks.iter().peekable();
    for (index, line) in parts.lines.iter().enumerate() {
        let span = source.line_span(index);
        // A table of contents says again what stands in the headings.
        if line.kind == LineKind::Contents {
            while marks.next_if(|mark| mark.at as usize <= span.end()).is_some() {}
            continue;
        }
        open(builder, line);
        let mut reader = LineReader { builder, at: span.start(), superscript: None };
        while let Some(mark) = marks.next_if(|mark| mark.at as usize <= span.end()) {
            reader.mark(mark);
        }
        reader.text_to(span.end());
        builder.close();
    }
    builder.close();
}

fn open(builder: &mut Builder, line: &Line) {
    match line.kind {
        LineKind::ListItem => builder.open_item(line.number),
        LineKind::Note => builder.open_note(line.label.as_deref().unwrap_or_default()),
        LineKind::Heading => builder.open(BlockKind::Heading),
        LineKind::Paragraph | LineKind::Contents => builder.open(BlockKind::Paragraph),
        LineKind::TableCell => builder.open(BlockKind::TableCell),
        LineKind::Quote => builder.open(BlockKind::Quote),
        LineKind::Caption => builder.open(BlockKind::Caption),
        LineKind::Title => builder.open(BlockKind::Title),
        LineKind::Description => builder.open(BlockKind::Description),
        LineKind::AltText => builder.open(BlockKind::AltText),
    }
}

/// Reads one line.
struct LineReader<'b, 's> {
    builder: &'b mut Builder<'s>,
    /// What is before this byte is read.
    at: usize,
    superscript: Option<(Checkpoint, usize)>,
}

impl LineReader<'_, '_> {
    fn mark(&mut self, mark: &Mark) {
        let at = mark.at as usize;
        self.text_to(at);
        match &mark.kind {
            MarkKind::LinkStart(address) => {
                self.builder.open_link(Some(LinkTarget { address: address.clone(), source: None }));
                self.builder.pass_markup(true);
            }
            MarkKind::LinkEnd => {
                self.builder.close_link();
                self.builder.pass_markup(false);
            }
            MarkKind::Anchor(name) => self.builder.anchor(name),
            MarkKind::Note { label, length } => {
                self.at = at + *length as usize;
                self.builder.marker(label, at..self.at);
            }
            MarkKind::Object(length) => {
                self.at = at + *length as usize;
                self.builder.object(at..self.at);
            }
            MarkKind::Break => {
                self.at = at + 1;
                self.builder.line_break();
            }
            MarkKind::SuperscriptStart => self.superscript = Some((self.builder.checkpoint(), at)),
            MarkKind::SuperscriptEnd => self.end_superscript(at),
        }
    }

    fn text_to(&mut self, end: usize) {
        if end > self.at {
            self.builder.text(self.at..end);
            self.at = end;
        }
    }

    fn end_superscript(&mut self, end: usize) {
        let Some((checkpoint, start)) = self.superscript.take() else { return };
        let is_short = |text: &str| (1..=LONGEST_MARKER).contains(&text.trim().len());
        let is_linked = self.builder.has_link_since(&checkpoint);
        let is_marker = |text: &str| is_note_marker(text) || is_short(text) && is_linked;
        if self.builder.text_since(&checkpoint).is_some_and(is_marker) {
            self.builder.make_marker(checkpoint, start..end);
        }
    }
}
