//! Goes through the tokens of HTML.
//!
//! The tokenizer is WHATWG's, with spans. No tree is built: published pages leave out end tags and nest wrongly, and for the
//! text only two things matter, where a block begins and what is hidden.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, Error, ForwardingEmitter, Span as TokenSpan, Tokenizer};

use super::elements::{Role, is_void, role};
use super::references::{pieces_with_references, text_with_references};
use crate::block::BlockKind;
use crate::builder::{Builder, Checkpoint};

/// Deeper lists and quotations keep the kind of the deepest one counted.
const DEEPEST: usize = 200;

/// Reads the whole source into the builder.
pub fn read(builder: &mut Builder) {
    let mut reader = HtmlReader::default();
    reader.feed(builder, 0..builder.source().len());
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

/// An element whose content is not read.
#[derive(Debug)]
struct Skipped {
    name: Vec<u8>,
    /// How many elements of that name are open, itself included.
    depth: usize,
    start: usize,
}

#[derive(Debug)]
struct Attribute {
    name: Vec<u8>,
    value: String,
    range: Range<usize>,
}

/// Reads HTML piece by piece, as Markdown has it.
#[derive(Default)]
pub struct HtmlReader {
    open: Vec<OpenElement>,
    skipped: Option<Skipped>,
    superscript: Option<(Checkpoint, usize)>,
    tag: Vec<u8>,
    tag_start: usize,
    attributes: Vec<Attribute>,
}

/// Passes events on, but errors only at the end of the input: a tag or comment that is not closed. To look for other errors
/// would take a third of the time of reading. The tokenizer asks for one answer for the whole input; if the answer changes
/// on the way, it may report errors that are none, because it forgets half a character that it has seen. Nobody asks for
/// those errors, and those at the end are reported correctly.
struct FaultsAtEnd<E> {
    events: E,
    /// How many bytes are not read yet.
    left: usize,
}

impl<E: Emitter> ForwardingEmitter for FaultsAtEnd<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.events
    }

    fn move_position(&mut self, offset: isize) {
        self.left = self.left.saturating_add_signed(-offset);
        self.events.move_position(offset);
    }

    fn should_emit_errors(&mut self) -> bool {
        self.left == 0
    }
}

impl HtmlReader {
    /// Whether the text that follows is hidden.
    pub fn is_hiding(&self) -> bool {
        self.skipped.is_some()
    }

    /// Reads a piece of the source.
    pub fn feed(&mut self, builder: &mut Builder, range: Range<usize>) {
        let base = range.start;
        let Some(input) = builder.source().get(range) else { return };
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

    /// Reports an element that was opened and never closed.
    pub fn finish(&mut self, builder: &mut Builder) {
        if let Some(skipped) = self.skipped.take() {
            let name = String::from_utf8_lossy(&skipped.name).into_owned();
            builder.leave_unread(
                format!("<{name}> is opened here and never closed; the text after it was not checked"),
                skipped.start,
            );
        }
    }

    fn event(&mut self, builder: &mut Builder, event: &CallbackEvent<'_>, range: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = name.to_vec();
                self.tag_start = range.start;
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attributes.push(Attribute { name: name.to_vec(), value: String::new(), range: 0..0 });
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(attribute) = self.attributes.last_mut() {
                    attribute.value = String::from_utf8_lossy(value).into_owned();
                    attribute.range = range;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut self.tag);
                self.start_tag(builder, &name, range.end, *self_closing);
            }
            CallbackEvent::EndTag { name } => self.end_tag(builder, name, range),
            CallbackEvent::String { .. } => {
                if !self.is_hiding() {
                    text_with_references(builder, range);
                }
            }
            CallbackEvent::Error(Error::EofInTag) => builder.leave_unread(
                "the tag that begins here is never closed; the text after it was not checked",
                self.tag_start,
            ),
            CallbackEvent::Error(Error::EofInComment) => {
                let start = builder.source()[..range.start].rfind("<!--").unwrap_or(range.start);
                builder.leave_unread(
                    "the comment that begins here is never closed; the text after it was not checked",
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

    fn start_tag(&mut self, builder: &mut Builder, name: &[u8], end: usize, self_closing: bool) {
        let start = self.tag_start;
        if let Some(skipped) = &mut self.skipped {
            skipped.depth += usize::from(skipped.name == name && !self_closing);
            return;
        }
        let role = role(name);
        if role == Role::Meta {
            return self.meta(builder);
        }
        let hidden = role == Role::Hidden || role == Role::Object || self.is_hidden();
        if hidden && !is_void(name) {
            if role == Role::Object {
                builder.object(start..end);
            }
            // `<svg/>` in XHTML and JSX holds nothing.
            if !self_closing {
                self.skipped = Some(Skipped { name: name.to_vec(), depth: 1, start });
            }
            return;
        }
        match role {
            Role::Kind(kind) => self.open(builder, name, kind),
            Role::List => self.push(name, None),
            Role::NumberedList => {
                let first = self.value(b"start").and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                self.push(name, Some(first));
            }
            Role::Block => self.begin_block(builder),
            Role::Break => builder.line_break(),
            Role::Picture => {
                builder.object(start..end);
                if let Some(alt) = self.attribute(b"alt") {
                    builder.aside(pieces_with_references(builder.source(), alt.range.clone()));
                }
            }
            Role::Link => builder.open_link(self.value(b"href").map(str::to_owned)),
            Role::Superscript => self.superscript = Some((builder.checkpoint(), start)),
            Role::Inline | Role::Object | Role::Hidden | Role::Meta => {}
        }
    }

    fn end_tag(&mut self, builder: &mut Builder, name: &[u8], range: Range<usize>) {
        if let Some(skipped) = &mut self.skipped {
            skipped.depth -= usize::from(skipped.name == name);
            if skipped.depth == 0 {
                self.skipped = None;
            }
            return;
        }
        match role(name) {
            Role::Link => builder.close_link(),
            Role::Superscript => {
                if let Some((checkpoint, start)) = self.superscript.take()
                    && builder.text_since(&checkpoint).is_some_and(is_note_marker)
                {
                    builder.make_marker(checkpoint, start..range.end);
                }
            }
            Role::Kind(_) | Role::List | Role::NumberedList => {
                if let Some(index) = self.open.iter().rposition(|element| element.name == name) {
                    self.open.truncate(index);
                }
                self.begin_block(builder);
            }
            Role::Block => self.begin_block(builder),
            _ => {}
        }
    }

    /// Begins a block of the kind that the open elements say.
    pub fn begin_block(&mut self, builder: &mut Builder) {
        builder.open(self.kind());
    }

    /// The kind of block that text is here.
    fn kind(&self) -> BlockKind {
        self.open.last().map_or(BlockKind::Paragraph, |element| element.kind)
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
        let kind = if self.kind() == BlockKind::Quote { BlockKind::Quote } else { kind };
        if self.open.len() < DEEPEST {
            self.open.push(OpenElement { name: name.to_vec(), kind, next_number: None });
        }
        match kind {
            BlockKind::ListItem => builder.open_item(number),
            _ => builder.open(kind),
        }
    }

    fn push(&mut self, name: &[u8], next_number: Option<u64>) {
        let kind = self.kind();
        if self.open.len() < DEEPEST {
            self.open.push(OpenElement { name: name.to_vec(), kind, next_number });
        }
    }

    fn attribute(&self, name: &[u8]) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    fn value(&self, name: &[u8]) -> Option<&str> {
        self.attribute(name).map(|attribute| attribute.value.as_str())
    }

    fn is_hidden(&self) -> bool {
        let style = self.value(b"style").unwrap_or_default();
        self.attribute(b"hidden").is_some()
            || style.replace(' ', "").to_ascii_lowercase().contains("display:none")
    }

    /// Titles and descriptions that search results and shared links show.
    fn meta(&self, builder: &mut Builder) {
        let name = self.value(b"name").or_else(|| self.value(b"property")).unwrap_or_default();
        let kind = match name.to_ascii_lowercase().as_str() {
            "description" | "og:description" | "twitter:description" => BlockKind::Description,
            "title" | "og:title" | "twitter:title" => BlockKind::Title,
            _ => return,
        };
        if let Some(content) = self.attribute(b"content") {
            builder.open(kind);
            text_with_references(builder, content.range.clone());
            builder.close();
        }
    }
}

/// Whether a superscript is the marker of a note, such as `2`, `3,5` or `†`, and not `®` or `2+`.
fn is_note_marker(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 16
        && text.chars().any(is_digit_or_mark)
        && text.chars().all(|character| is_digit_or_mark(character) || " ,;-[]()".contains(character))
}

fn is_digit_or_mark(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '*' | '\u{2020}' | '\u{2021}' | '\u{00A7}')
}
