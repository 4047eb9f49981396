//! Goes through the tokens of HTML.
//!
//! The tokenizer is WHATWG's, with spans. No tree is built: published pages leave out end tags and nest wrongly, and for the
//! text only two things matter, where a block begins and what is hidden. `tags` says what each tag begins and ends.

mod tags;

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span as TokenSpan, Tokenizer};

use super::attributes::Attributes;
use super::faults::FaultsAtEnd;
use super::furniture::is_review;
use super::inside::Inside;
use super::paragraphs;
use super::references::text_with_references;
use super::selectors::Selector;
use super::skipped::{Skipped, may_stay_open};
use crate::block::{BlockKind, Furniture};
use crate::builder::Builder;
use crate::parts::Checkpoint;

/// Deeper lists and quotations keep the kind of the deepest one counted.
const DEEPEST: usize = 200;

/// Reads the source from a byte on into the builder, except the elements that a selector names. Templates are shown where a framework
/// fills them in.
pub fn read(builder: &mut Builder, from: usize, skip: &[Selector], shows_templates: bool) {
    let mut reader = HtmlReader { shows_templates, ..HtmlReader::new(skip) };
    reader.has_paragraphs_of_lines = !paragraphs::are_marked(&builder.shown()[from..]);
    reader.feed(builder, from..builder.source().len());
    reader.finish(builder);
    builder.close();
}

/// An open element that says what kind of block the text in it is.
#[derive(Debug)]
struct OpenElement {
    name: Vec<u8>,
    kind: BlockKind,
    /// The number of the next item, in a list with numbers.
    next_number: Option<u64>,
}

/// An element that belongs to the site.
#[derive(Debug)]
struct OfSite {
    inside: Inside,
    furniture: Furniture,
}

/// Reads HTML piece by piece, as Markdown has it.
pub struct HtmlReader<'o> {
    skip: &'o [Selector],
    open: Vec<OpenElement>,
    skipped: Option<Skipped>,
    of_site: Option<OfSite>,
    /// The element with the words of customers that is open.
    review: Option<Inside>,
    /// The element with the notes or references of the page that is open.
    notes: Option<Inside>,
    superscript: Option<(Checkpoint, usize)>,
    tag: Vec<u8>,
    tag_start: usize,
    attributes: Attributes,
    /// The bytes of the structured data that is being passed over.
    structured: Option<Range<usize>>,
    /// Whether an empty line separates paragraphs.
    has_paragraphs_of_lines: bool,
    shows_templates: bool,
}

impl<'o> HtmlReader<'o> {
    /// A reader that passes over the elements that a selector names.
    pub fn new(skip: &'o [Selector]) -> HtmlReader<'o> {
        HtmlReader {
            skip,
            open: Vec::new(),
            skipped: None,
            of_site: None,
            review: None,
            notes: None,
            superscript: None,
            tag: Vec::new(),
            tag_start: 0,
            attributes: Attributes::default(),
            structured: None,
            has_paragraphs_of_lines: false,
            shows_templates: false,
        }
    }

    /// Whether the text that follows is hidden.
    pub fn is_hiding(&self) -> bool {
        self.skipped.is_some()
    }

    /// Reads a piece of the source.
    pub fn feed(&mut self, builder: &mut Builder, range: Range<usize>) {
        let base = range.start;
        let Some(input) = builder.shown().get(range) else { return };
        let mut events =
            CallbackEmitter::new(|event: CallbackEvent<'_>, span: TokenSpan<usize>| -> Option<()> {
                self.event(builder, &event, base + span.start..base + span.end);
                None
            });
        events.naively_switch_states(true);
        let events = FaultsAtEnd { events, left: input.len() };
        for token in Tokenizer::new_with_emitter(input, events) {
            // The callback takes the tokens, and reading from a string cannot fail.
            let Ok(()) = token;
        }
    }

    /// Reports an element that was opened and not closed.
    pub fn finish(&mut self, builder: &mut Builder) {
        if let Some(skipped) = self.skipped.take().filter(|skipped| !may_stay_open(&skipped.name)) {
            let name = String::from_utf8_lossy(&skipped.name).into_owned();
            builder.leave_unread(
                format!("<{name}> is opened here but never closed; the text after it was not checked"),
                skipped.start,
            );
        }
    }

    fn event(&mut self, builder: &mut Builder, event: &CallbackEvent<'_>, range: Range<usize>) {
        builder.reach(range.start);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = name.to_vec();
                self.tag_start = range.start;
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attributes.add(name);
            }
            CallbackEvent::AttributeValue { value } => {
                self.attributes.set_value(value, range);
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut self.tag);
                self.start_tag(builder, &name, range.end, *self_closing);
            }
            CallbackEvent::EndTag { name } => self.end_tag(builder, name, range),
            CallbackEvent::String { .. } => {
                if let Some(structured) = &mut self.structured {
                    *structured = structured.start.min(range.start)..range.end;
                } else if !self.is_hiding() {
                    self.text(builder, range);
                }
            }
            CallbackEvent::Error(Error::EofInTag) => builder.leave_unread(
                "the tag that begins here is not closed; the text after it was not checked",
                self.tag_start,
            ),
            CallbackEvent::Error(Error::EofInComment) => {
                let start = builder.source()[..range.start].rfind("<!--").unwrap_or(range.start);
                builder.leave_unread(
                    "the comment that begins here is not closed; the text after it was not checked",
                    start,
                );
            }
            CallbackEvent::Comment { .. } => {
                let whole = builder.source().get(range.clone()).unwrap_or_default();
                let inside = whole.strip_prefix("<!--").unwrap_or(whole);
                let content = inside.strip_suffix("-->").unwrap_or(inside);
                let start = range.start + whole.len() - inside.len();
                builder.comment(start..start + content.len());
            }
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn text(&mut self, builder: &mut Builder, range: Range<usize>) {
        if !self.has_paragraphs_of_lines || !self.open.is_empty() {
            return text_with_references(builder, range);
        }
        for (index, part) in paragraphs::of_lines(&builder.shown()[range.clone()]).into_iter().enumerate() {
            if index > 0 {
                self.begin_block(builder);
            }
            text_with_references(builder, range.start + part.start..range.start + part.end);
        }
    }

    /// Begins a block of the kind that the open elements say. The first paragraph of an item is the item itself, with its
    /// number.
    pub fn begin_block(&mut self, builder: &mut Builder) {
        let continues_item = self.kind() == BlockKind::ListItem && builder.is_empty_item();
        if !continues_item {
            builder.open(self.kind());
        }
        self.furnish(builder);
    }

    fn furnish(&self, builder: &mut Builder) {
        builder.belongs_to_site(self.of_site.as_ref().map(|of_site| of_site.furniture));
        builder.belongs_to_notes(self.notes.is_some());
    }

    /// The kind of block that text is here.
    fn kind(&self) -> BlockKind {
        match self.open.last().map_or(BlockKind::Paragraph, |element| element.kind) {
            // The headings above them are the house's words.
            BlockKind::Heading => BlockKind::Heading,
            _ if self.review.is_some() => BlockKind::Quote,
            kind => kind,
        }
    }

    fn open(&mut self, builder: &mut Builder, name: &[u8], kind: BlockKind) {
        // An item ends the item before it, and a cell the cell before it, because end tags may be left out.
        if matches!(kind, BlockKind::ListItem | BlockKind::TableCell)
            && self.open.last().is_some_and(|element| element.kind == kind && element.name == name)
        {
            self.open.pop();
        }
        let number = self.open.last_mut().and_then(|list| {
            let number = list.next_number?;
            list.next_number = Some(number.saturating_add(1));
            Some(number)
        });
        let is_heading_over_reviews =
            kind == BlockKind::Heading && self.review.is_some() && !is_review(name, &self.attributes);
        let kind =
            if self.kind() == BlockKind::Quote && !is_heading_over_reviews { BlockKind::Quote } else { kind };
        if self.open.len() < DEEPEST {
            self.open.push(OpenElement { name: name.to_vec(), kind, next_number: None });
        }
        match kind {
            BlockKind::ListItem => builder.open_item(number),
            _ => builder.open(kind),
        }
        self.furnish(builder);
    }

    fn push(&mut self, name: &[u8], next_number: Option<u64>) {
        let kind = self.kind();
        if self.open.len() < DEEPEST {
            self.open.push(OpenElement { name: name.to_vec(), kind, next_number });
        }
    }
}
