//! Goes through the tokens of HTML.
//!
//! The tokenizer is WHATWG's, with spans. No tree is built: published pages leave out end tags and nest wrongly, and for the
//! text only two things matter, where a block begins and what is hidden.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span as TokenSpan, Tokenizer};

use super::attributes::Attributes;
use super::elements::{Role, is_void, role};
use super::faults::FaultsAtEnd;
use super::furniture::{furniture, is_review};
use super::hiding::{Unread, unread};
use super::inside::Inside;
use super::markers::{LONGEST_MARKER, is_note_marker};
use super::pictures::is_name_of_file;
use super::references::{pieces_with_references, text_with_references};
use super::selectors::Selector;
use super::skipped::{Skipped, may_stay_open};
use super::{meta, paragraphs, properties};
use crate::block::{BlockKind, Furniture};
use crate::builder::Builder;
use crate::inline::LinkTarget;
use crate::json;
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

    fn start_tag(&mut self, builder: &mut Builder, name: &[u8], end: usize, self_closing: bool) {
        let start = self.tag_start;
        let role = match role(name) {
            Role::Hidden if self.shows_templates && name == b"template" => Role::Block,
            role => role,
        };
        if let Some(skipped) = &mut self.skipped {
            if !skipped.ends_before(name, role) {
                skipped.depth += usize::from(skipped.name == name && !self_closing);
                return;
            }
            self.skipped = None;
        }
        if role == Role::Meta {
            return meta::read(builder, &self.attributes);
        }
        let unread = unread(builder, name, &self.attributes, self.skip);
        let is_foreign_page = name == b"html" && matches!(unread, Some(Unread::Language(_)));
        let hidden = matches!(role, Role::Hidden | Role::Object) || unread.is_some();
        if hidden && !is_void(name) {
            // A way back that opens a note leaves nothing before its words.
            let opens_note = unread == Some(Unread::WayBack) && builder.is_empty();
            let role = if opens_note { Role::Hidden } else { role };
            self.pass_over(builder, name, role, start..end, self_closing);
            if let (Some(Unread::Language(tag)), true) = (unread, is_foreign_page) {
                builder.is_in_language(tag);
            }
            return;
        }
        if unread.is_some() {
            return;
        }
        self.enter_furniture(builder, name, self_closing);
        properties::read(builder, &self.attributes, start);
        if self.is_filled_later(builder, role, end) {
            builder.object(start..end);
        }
        match role {
            Role::Kind(kind) => self.open(builder, name, kind),
            Role::List => self.push(name, None),
            Role::NumberedList => {
                let first =
                    self.attributes.value(b"start").and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                self.push(name, Some(first));
            }
            Role::Block => self.begin_block(builder),
            Role::Break => builder.line_break(),
            Role::Picture => {
                builder.object(start..end);
                if let Some(alt) =
                    self.attributes.get(b"alt").filter(|alt| !is_name_of_file(&self.attributes, &alt.value))
                {
                    let pieces = pieces_with_references(builder.shown(), alt.range.clone());
                    builder.aside(BlockKind::AltText, pieces);
                }
            }
            Role::Link => {
                // Where a template writes the address, nobody knows where it leads.
                let address = self.attributes.get(b"href");
                let address = address.filter(|address| builder.gaps_in(&address.range).is_empty());
                builder.open_link(address.map(|address| LinkTarget {
                    address: address.value.clone(),
                    source: Some(address.range.clone()),
                }));
                builder.pass_markup(true);
            }
            Role::Emphasis => builder.pass_markup(true),
            Role::Inline => builder.pass_styled(),
            Role::Superscript => self.superscript = Some((builder.checkpoint(), start)),
            Role::Object | Role::Hidden | Role::Meta => {}
        }
        let old_id = self.attributes.value(b"name").filter(|_| role == Role::Link);
        if let Some(id) = self.attributes.value(b"id").or(old_id) {
            builder.anchor(id);
        }
    }

    /// Whether a reader sees something in an empty element: a program writes its text once the page is open, as in
    /// `<b id="mail"></b>`, or a style draws a picture there, as in `<i class="heart"></i>`.
    fn is_filled_later(&self, builder: &Builder, role: Role, end: usize) -> bool {
        matches!(role, Role::Emphasis | Role::Inline)
            && (self.attributes.get(b"id").is_some() || self.attributes.classes().next().is_some())
            && builder.shown()[end..].starts_with("</")
    }

    /// Passes over an element whose text is not read.
    fn pass_over(
        &mut self,
        builder: &mut Builder,
        name: &[u8],
        role: Role,
        tag: Range<usize>,
        self_closing: bool,
    ) {
        match role {
            Role::Object | Role::Inline | Role::Emphasis | Role::Link | Role::Superscript => {
                builder.object(tag.clone());
            }
            Role::Hidden => {}
            _ => self.begin_block(builder),
        }
        // `<svg/>` in XHTML and JSX holds nothing.
        if self_closing {
            return;
        }
        let is_structured = name == b"script"
            && self
                .attributes
                .value(b"type")
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        self.structured = is_structured.then_some(usize::MAX..tag.end);
        self.skipped = Some(Skipped { name: name.to_vec(), depth: 1, inner: 0, start: tag.start });
    }

    /// Notes that an element belongs to the site, with all that is in it.
    fn enter_furniture(&mut self, builder: &mut Builder, name: &[u8], self_closing: bool) {
        if self_closing || is_void(name) {
            return;
        }
        if let Some(review) = &mut self.review {
            review.open(name);
        } else if is_review(name, &self.attributes) {
            self.review = Some(Inside::new(name));
            self.begin_block(builder);
        }
        if let Some(of_site) = &mut self.of_site {
            of_site.inside.open(name);
        } else if let Some(furniture) = furniture(name, &self.attributes) {
            self.of_site = Some(OfSite { inside: Inside::new(name), furniture });
            self.begin_block(builder);
        }
    }

    /// Begins an element that another reader found, whose tag is in these bytes. Returns whether it is read.
    pub fn begin(
        &mut self,
        builder: &mut Builder,
        name: &[u8],
        attributes: Attributes,
        tag: Range<usize>,
    ) -> bool {
        let is_read = !self.is_hiding() && unread(builder, name, &attributes, self.skip).is_none();
        self.attributes = attributes;
        self.tag_start = tag.start;
        self.start_tag(builder, name, tag.end, false);
        is_read
    }

    /// Ends an element.
    pub fn end_tag(&mut self, builder: &mut Builder, name: &[u8], range: Range<usize>) {
        if let Some(skipped) = &mut self.skipped {
            if !skipped.ends_with(name) {
                return;
            }
            let is_own = skipped.name == name;
            self.skipped = None;
            if let Some(structured) =
                self.structured.take().filter(|structured| structured.start < structured.end)
            {
                json::read_structured_data(builder, structured);
            }
            if is_own {
                return;
            }
        }
        if self.review.as_mut().is_some_and(|review| review.close(name)) {
            self.review = None;
            self.begin_block(builder);
        }
        if self.of_site.as_mut().is_some_and(|of_site| of_site.inside.close(name)) {
            self.of_site = None;
            self.begin_block(builder);
        }
        match role(name) {
            Role::Link => {
                builder.close_link();
                builder.pass_markup(false);
            }
            Role::Emphasis => builder.pass_markup(false),
            Role::Inline => builder.pass_styled(),
            Role::Superscript => {
                if let Some((checkpoint, start)) = self.superscript.take() {
                    let is_short = |text: &str| (1..=LONGEST_MARKER).contains(&text.trim().len());
                    let is_marker =
                        |text| is_note_marker(text) || is_short(text) && builder.has_link_since(&checkpoint);
                    if builder.text_since(&checkpoint).is_some_and(is_marker) {
                        builder.make_marker(checkpoint, start..range.end);
                    }
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
