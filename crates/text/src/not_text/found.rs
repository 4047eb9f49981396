//! What was found to be no prose, and the copy of the source in which it is overwritten.

use std::borrow::Cow;
use std::ops::Range;

/// What is in the text where a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Something that is not known: the value of an expression.
    Unknown,
    /// Something that is not known, or nothing; alone on its lines, it ends a paragraph: a tag, a shortcode.
    Tag,
    /// Nothing: a comment, an import.
    Nothing,
    /// The words of a string, which are in these bytes: `{"like this"}`.
    Words { start: usize, end: usize },
}

/// A stretch of the source that is not prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Its bytes.
    pub range: Range<usize>,
    /// What the reader sees in its place.
    pub shown: Shown,
}

impl Gap {
    /// Whether the next gap begins where this one ends, and neither has words.
    pub fn touches(&self, next: &Gap) -> bool {
        self.range.end == next.range.start && !self.has_words() && !next.has_words()
    }

    fn has_words(&self) -> bool {
        matches!(self.shown, Shown::Words { .. })
    }

    /// Becomes one with the gap after it.
    pub fn take(&mut self, next: &Gap) {
        self.range.end = self.range.end.max(next.range.end);
        self.shown = match (self.shown, next.shown) {
            (Shown::Nothing, Shown::Nothing) => Shown::Nothing,
            (Shown::Tag | Shown::Nothing, Shown::Tag | Shown::Nothing) => Shown::Tag,
            _ => Shown::Unknown,
        };
    }
}

/// Something that is opened and not closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclosed {
    /// The signs that open it.
    pub sign: String,
    /// Where, in bytes.
    pub at: usize,
}

/// What is not prose in a source.
#[derive(Debug, Default)]
pub struct NotText {
    /// The gaps in the order of the source. They do not overlap.
    pub gaps: Vec<Gap>,
    /// The contents of the comments of templates and of code, some of which are for claimlint.
    pub comments: Vec<Range<usize>>,
    /// The code of MDX, in which titles and descriptions of the page may be.
    pub modules: Vec<Range<usize>>,
    /// What is opened and not closed. The text after the signs is read.
    pub unclosed: Vec<Unclosed>,
}

impl NotText {
    /// A copy of the text in which the front matter, up to a byte, is empty lines, and the gaps mean nothing to Markdown
    /// and HTML. It has the same length in bytes.
    pub fn overwritten<'t>(&self, text: &'t str, front_end: usize) -> Cow<'t, str> {
        if self.gaps.is_empty() && front_end == 0 {
            return Cow::Borrowed(text);
        }
        let mut bytes = text.as_bytes().to_vec();
        for gap in &self.gaps {
            bytes[gap.range.clone()].fill(FILLER);
        }
        self.blank_lines(text, &mut bytes);
        blank(text, &mut bytes, 0..front_end);
        // A gap begins and ends at a character.
        String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// Makes the lines empty on which there are only tags and comments: no text is there, and they separate paragraphs.
    fn blank_lines(&self, text: &str, bytes: &mut [u8]) {
        let mut rest = &self.gaps[..];
        while let Some(first) = rest.first() {
            let line_start = text[..first.range.start].rfind('\n').map_or(0, |at| at + 1);
            // All gaps that share lines with it.
            let mut count = 1;
            let mut line_end = end_of_line(text, first.range.end);
            while let Some(next) = rest.get(count).filter(|next| next.range.start < line_end) {
                if next.range.end > line_end {
                    line_end = end_of_line(text, next.range.end);
                }
                count += 1;
            }
            let (together, after) = rest.split_at(count);
            rest = after;
            let is_silent = together.iter().all(|gap| matches!(gap.shown, Shown::Tag | Shown::Nothing));
            let is_alone = is_silent && is_empty_except(text, line_start..line_end, together);
            if is_alone {
                together.iter().for_each(|gap| blank(text, bytes, gap.range.clone()));
            }
        }
    }
}

/// A letter means nothing to Markdown and HTML, in text, in a tag and in an address.
const FILLER: u8 = b'x';

/// Makes a stretch of the copy white space, with the line ends of the text.
fn blank(text: &str, bytes: &mut [u8], range: Range<usize>) {
    for (byte, &was) in bytes[range.clone()].iter_mut().zip(&text.as_bytes()[range]) {
        *byte = if matches!(was, b'\n' | b'\r') { was } else { b' ' };
    }
}

fn end_of_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at)
}

/// Whether some lines have nothing but white space around some gaps.
fn is_empty_except(text: &str, lines: Range<usize>, gaps: &[Gap]) -> bool {
    let mut at = lines.start;
    for gap in gaps {
        if !text[at.min(gap.range.start)..gap.range.start].trim().is_empty() {
            return false;
        }
        at = gap.range.end;
    }
    text[at.min(lines.end)..lines.end].trim().is_empty()
}
