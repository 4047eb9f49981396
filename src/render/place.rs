//! Where a finding is, for people. A page has lines; a document of a word processor has paragraphs under headings, and no
//! numbers that its writer could see.

use claimlint_base::place::Place;
use claimlint_base::source::Source;
use claimlint_base::span::Span;
use serde::Serialize;

/// So many bytes of the paragraph, and no more, are quoted before the words and after them.
const LONGEST_CONTEXT: usize = 60;

/// The words of a finding with those around them, by which they are found in a document.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Quotation<'s> {
    /// What stands before them in the paragraph.
    pub before: &'s str,
    /// The words as they stand there.
    pub text: &'s str,
    /// What stands after them.
    pub after: &'s str,
}

/// A place in a document of a word processor; `None` in a page, whose lines count.
pub fn in_document(source: &Source, span: Span) -> Option<String> {
    Place::of(source, span.start()).map(|place| place.to_string())
}

/// "3:14" in a page, "paragraph 3, under “How it works”" in a document.
pub fn place(source: &Source, span: Span) -> String {
    in_document(source, span).unwrap_or_else(|| {
        let at = source.position(span.start());
        format!("{}:{}", at.line, at.column)
    })
}

/// The words of a finding with those around them in a document.
pub fn quotation(source: &Source, span: Span) -> Option<Quotation<'_>> {
    source.parts()?;
    let paragraph = source.line_span(source.line_of(span.start()));
    let text = source.text();
    let end = span.end().min(paragraph.end()).max(span.start());
    let before = text.get(paragraph.start()..span.start())?;
    let after = text.get(end..paragraph.end())?;
    Some(Quotation { before: end_of(before), text: text.get(span.start()..end)?, after: start_of(after) })
}

/// The same in one line, with marks where more follows.
pub fn quoted(quotation: &Quotation<'_>, source: &Source, span: Span) -> String {
    let paragraph = source.line_span(source.line_of(span.start()));
    let Quotation { before, text, after } = quotation;
    let starts = span.start() - before.len() == paragraph.start();
    let ends = span.start() + text.len() + after.len() >= paragraph.end();
    let dots = |is_whole: bool| if is_whole { "" } else { "\u{2026}" };
    format!("\u{201C}{}{}{text}{}{}\u{201D}", dots(starts), before.trim_start(), after.trim_end(), dots(ends))
}

/// The last whole words of a text.
fn end_of(text: &str) -> &str {
    if text.len() <= LONGEST_CONTEXT {
        return text;
    }
    let near = claimlint_base::source::end_of(text, LONGEST_CONTEXT);
    near.find(' ').map_or(near, |at| &near[at + 1..])
}

/// The first whole words of a text.
fn start_of(text: &str) -> &str {
    if text.len() <= LONGEST_CONTEXT {
        return text;
    }
    let near = &text[..claimlint_base::source::floor_boundary(text, LONGEST_CONTEXT)];
    near.rfind(' ').map_or(near, |at| &near[..at])
}
