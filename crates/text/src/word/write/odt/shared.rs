//! What all that write into a text of OpenDocument share: names, and where words stand.

use std::ops::Range;

use claimlint_base::parts::Story;
use claimlint_base::source::Source;
use claimlint_base::span::Span;

use crate::word::container::Part;

/// The part with the text.
pub const CONTENT: &str = "content.xml";

/// Names that are used in our markup, and what they stand for.
pub const NAMESPACES: [(&str, &str); 4] = [
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
];

/// The bytes of the body that some words stand in; `None` where they stand elsewhere.
pub fn bytes_of(span: Span, source: &Source) -> Option<Range<usize>> {
    let parts = source.parts().filter(|_| !span.is_empty())?;
    let line = parts.lines.get(source.line_of(span.start()))?;
    let (start, from) = parts.start(span.start());
    let (end, to) = parts.end(span.end());
    let is_in_body = start == end && parts.name(start) == CONTENT && from < to;
    let is_on_page = !matches!(line.story, Story::Header | Story::Footer | Story::Properties);
    (is_in_body && is_on_page).then_some(from..to)
}

/// Names that nothing has yet.
pub struct Names<'p> {
    part: &'p Part,
    start: &'static str,
    last: usize,
}

impl<'p> Names<'p> {
    /// Those that begin so, in a part.
    pub fn of(part: &'p Part, start: &'static str) -> Names<'p> {
        Names { part, start, last: 0 }
    }

    /// The next.
    pub fn next(&mut self) -> String {
        loop {
            self.last += 1;
            let name = format!("{}{}", self.start, self.last);
            if !self.part.text.contains(&format!("\"{name}\"")) {
                return name;
            }
        }
    }
}
