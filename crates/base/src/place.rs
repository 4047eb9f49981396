//! Places for people in documents of word processors, in which lines have no numbers that their writer could see.

use std::fmt::{Display, Formatter};

use crate::parts::{Line, LineKind, Story};
use crate::source::Source;

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'s> {
    /// The part of the file.
    pub part: &'s str,
    /// The paragraph, counted from 1 in the order in which the document is read; those without text are not counted.
    pub paragraph: usize,
    /// The line it is on.
    pub line: &'s Line,
    /// The heading above it.
    pub heading: Option<&'s str>,
}

impl Display for Place<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let paragraph = self.paragraph;
        match (self.line.story, self.line.kind) {
            (_, LineKind::Title) => return formatter.write_str("in the title property"),
            (_, LineKind::Description) => {
                return formatter.write_str("in the comments property");
            }
            (_, LineKind::AltText) => formatter.write_str("in the alt text of a picture")?,
            (_, LineKind::TableCell) => write!(formatter, "paragraph {paragraph}, in a table")?,
            (_, LineKind::Heading) => write!(formatter, "paragraph {paragraph}, a heading")?,
            (Story::TextBox, _) => write!(formatter, "paragraph {paragraph}, in a text box")?,
            (Story::Footnote, _) => write!(formatter, "footnote {}", self.label())?,
            (Story::Endnote, _) => write!(formatter, "endnote {}", self.label())?,
            (Story::Header, _) => formatter.write_str("in the header")?,
            (Story::Footer, _) => formatter.write_str("in the footer")?,
            _ => write!(formatter, "paragraph {paragraph}")?,
        }
        match self.heading {
            Some(heading) => write!(formatter, ", under \u{201C}{}\u{201D}", shortened(heading)),
            None => Ok(()),
        }
    }
}

impl<'s> Place<'s> {
    /// The place of a byte of a source's text; `None` where the file is not made of parts, and its lines count.
    pub fn of(source: &'s Source, offset: usize) -> Option<Place<'s>> {
        let parts = source.parts()?;
        let index = source.line_of(offset);
        let line = parts.lines.get(index)?;
        let words_of = |line: u32| source.text().get(source.line_span(line as usize).range());
        let (part, _) = parts.start(offset);
        let heading = line.heading.and_then(words_of).map(str::trim);
        Some(Place { part: parts.name(part), paragraph: index + 1, line, heading })
    }

    fn label(&self) -> &str {
        self.line.label.as_deref().unwrap_or_default()
    }
}

/// A longer heading is cut, in characters.
const LONGEST_HEADING: usize = 60;

fn shortened(heading: &str) -> String {
    match heading.char_indices().nth(LONGEST_HEADING) {
        Some((at, _)) => format!("{}\u{2026}", heading[..at].trim_end()),
        None => heading.to_owned(),
    }
}
