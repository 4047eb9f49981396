//! Reads Markdown: CommonMark with tables, footnotes, task lists and front matter.
//!
//! The parser gives every event the bytes it came from. HTML inside Markdown goes to [`crate::html`]; front
//! matter is read before, by `front_matter`.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::block::BlockKind;
use crate::builder::Builder;
use crate::fold::OBJECT;
use crate::html::{self, Selector};
use crate::inline::LinkTarget;
use crate::parts::{Checkpoint, Piece};

/// Reads the source into the builder.
pub fn read(builder: &mut Builder, skip: &[Selector]) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut reader = MarkdownReader::new(skip);
    let mut events = Parser::new_ext(builder.shown(), options).into_offset_iter();
    while let Some((event, range)) = events.next() {
        if let Event::Start(Tag::Link { link_type, id, .. }) = &event {
            let is_defined =
                matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
            let definition = events.reference_definitions().get(id).filter(|_| is_defined);
            reader.definition = definition.map(|definition| definition.span.clone());
        }
        // A comment inside a block is taken before the block ends.
        builder.reach(if matches!(event, Event::End(_)) { range.end } else { range.start });
        reader.event(builder, event, range);
    }
    builder.reach(usize::MAX);
    reader.html.finish(builder);
    builder.close();
}

/// What holds the text that is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Container {
    List { next_number: Option<u64> },
    Item { number: Option<u64> },
    Quote,
    Callout,
    Note { label: String },
    Cell,
    Heading,
}

struct MarkdownReader<'o> {
    containers: Vec<Container>,
    html: html::HtmlReader<'o>,
    /// Whether a block of HTML was read.
    has_html: bool,
    /// The end of what is passed over: code, front matter, HTML that was read as a whole.
    skip_to: Option<TagEnd>,
    /// The texts of the pictures that are open, innermost last.
    pictures: Vec<Vec<Piece>>,
    /// Where the superscripts begin that are open, innermost last; `None` for carets that are not such marks.
    superscripts: Vec<Option<Checkpoint>>,
    /// Where the last piece inside a link ends in the source.
    read_to: usize,
    /// Where the source says, away from the link, where it leads: `[label]: target`.
    definition: Option<Range<usize>>,
}

impl<'o> MarkdownReader<'o> {
    fn new(skip: &'o [Selector]) -> MarkdownReader<'o> {
        MarkdownReader {
            containers: Vec::new(),
            html: html::HtmlReader::new(skip),
            has_html: false,
            skip_to: None,
            pictures: Vec::new(),
            superscripts: Vec::new(),
            read_to: 0,
            definition: None,
        }
    }

    fn event(&mut self, builder: &mut Builder, event: Event<'_>, range: Range<usize>) {
        if let Some(end) = self.skip_to {
            if event == Event::End(end) {
                self.skip_to = None;
                self.begin_block(builder);
            }
            return;
        }
        let (is_start, end) = (matches!(event, Event::Start(_)), range.end);
        match event {
            Event::Start(tag) => self.start(builder, tag, range),
            Event::End(tag) => self.end(builder, tag, range),
            Event::Text(text) => self.text(builder, &text, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                builder.count_code(false);
                if self.is_shown() {
                    match self.pictures.last_mut() {
                        Some(picture) => picture.push(Piece::Decoded(OBJECT.to_owned(), range)),
                        None => builder.object(range),
                    }
                }
            }
            // The text for a picture has no markup, and its line ends separate words like any other.
            Event::InlineHtml(_) if !self.pictures.is_empty() => {}
            Event::SoftBreak | Event::HardBreak if !self.pictures.is_empty() => {
                self.text(builder, &CowStr::Borrowed(" "), range);
            }
            Event::InlineHtml(_) | Event::Html(_) => self.html.feed(builder, range),
            Event::SoftBreak => builder.white_space(range),
            Event::HardBreak => builder.line_break(),
            Event::FootnoteReference(label) => builder.marker(&label, range),
            Event::Rule => self.begin_block(builder),
            Event::TaskListMarker(_) => {}
        }
        if !is_start {
            self.read_to = end;
        }
    }

    fn start(&mut self, builder: &mut Builder, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { id, .. } => {
                self.push(builder, Container::Heading);
                builder.anchor(id.as_deref().unwrap_or_default());
            }
            // A callout, `> [!NOTE]`, is the page's own text.
            Tag::BlockQuote(Some(_)) => self.push(builder, Container::Callout),
            Tag::BlockQuote(None) => self.push(builder, Container::Quote),
            Tag::List(next_number) => self.push(builder, Container::List { next_number }),
            Tag::Item => {
                let number = match self.containers.last_mut() {
                    Some(Container::List { next_number: Some(next) }) => {
                        *next = next.saturating_add(1);
                        Some(*next - 1)
                    }
                    _ => None,
                };
                self.push(builder, Container::Item { number });
            }
            Tag::FootnoteDefinition(label) => {
                self.push(builder, Container::Note { label: label.into_string() });
            }
            Tag::DefinitionListDefinition => self.push(builder, Container::Item { number: None }),
            Tag::TableCell => self.push(builder, Container::Cell),
            Tag::HtmlBlock => {
                self.has_html = true;
                self.begin_block(builder);
                self.html.feed(builder, range);
                self.skip_to = Some(TagEnd::HtmlBlock);
            }
            // An empty line ends a block of HTML (CommonMark, 4.6). The elements after it are far in, as in any page, and are no
            // code for it.
            Tag::CodeBlock(CodeBlockKind::Indented)
                if self.has_html && begins_with_tag(&builder.shown()[range.clone()]) =>
            {
                self.html.feed(builder, range);
                self.skip_to = Some(TagEnd::CodeBlock);
            }
            Tag::CodeBlock(_) => {
                builder.count_code(true);
                self.begin_block(builder);
                self.skip_to = Some(TagEnd::CodeBlock);
            }
            Tag::Link { dest_url, .. } => {
                self.read_to = range.start + "[".len();
                let is_known = is_known(builder, &dest_url, range);
                let target = LinkTarget { address: dest_url.into_string(), source: None };
                builder.open_link(is_known.then_some(target));
                builder.pass_markup(true);
            }
            Tag::Superscript => {
                let inside = builder.shown().get(range.start + 1..range.end - 1).unwrap_or_default();
                let linked = inside.strip_prefix('[').and_then(|link| link.split_once("]("));
                let label = linked.map_or(inside, |(label, _)| label);
                // Carets in sums and powers are part of the text.
                let is_marker = html::is_note_marker(label) && self.is_shown() && self.pictures.is_empty();
                let checkpoint = is_marker.then(|| builder.checkpoint());
                if checkpoint.is_none() {
                    self.caret(builder, range.start);
                }
                self.superscripts.push(checkpoint);
            }
            Tag::Image { .. } => {
                if self.pictures.is_empty() && self.is_shown() {
                    builder.object(range);
                }
                self.pictures.push(Vec::new());
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => builder.pass_markup(true),
            Tag::Paragraph if self.continues_item(builder) => {}
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::Table(_) | Tag::TableHead | Tag::TableRow => {
                self.begin_block(builder);
            }
            _ => {}
        }
    }

    fn end(&mut self, builder: &mut Builder, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableCell => {
                self.containers.pop();
                self.begin_block(builder);
            }
            TagEnd::Paragraph | TagEnd::DefinitionListTitle => self.begin_block(builder),
            TagEnd::Link => {
                builder.place_link(self.target(builder, range));
                builder.close_link();
                builder.pass_markup(false);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => builder.pass_markup(false),
            TagEnd::Superscript => match self.superscripts.pop().flatten() {
                Some(checkpoint) => builder.make_marker(checkpoint, range),
                None => self.caret(builder, range.end - 1),
            },
            TagEnd::Image => {
                if let Some(pieces) = self.pictures.pop()
                    && self.is_shown()
                {
                    builder.aside(BlockKind::AltText, pieces);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, builder: &mut Builder, text: &CowStr<'_>, range: Range<usize>) {
        if !self.is_shown() {
            return;
        }
        let verbatim = builder.shown().get(range.clone()) == Some(text.as_ref());
        match (self.pictures.last_mut(), verbatim) {
            (Some(picture), true) => picture.push(Piece::Source(range)),
            (Some(picture), false) => picture.push(Piece::Decoded(text.to_string(), range)),
            (None, true) => builder.text(range),
            (None, false) => builder.decoded(text, range),
        }
    }

    /// Adds a caret that does not mark a superscript.
    fn caret(&mut self, builder: &mut Builder, at: usize) {
        self.text(builder, &CowStr::Borrowed("^"), at..at + 1);
    }

    /// Where the target of a link is in the source: after its text, as its text or in a definition: `](target`, `](<target>`,
    /// `<target>`, `[label]: target`.
    fn target(&self, builder: &Builder, link: Range<usize>) -> Option<Range<usize>> {
        if builder.shown().get(link.clone())?.starts_with('<') {
            return Some(link.start + 1..link.end - 1);
        }
        let (rest, end) = match &self.definition {
            Some(definition) => {
                (builder.shown().get(definition.clone())?.split_once("]:")?.1, definition.end)
            }
            None => (builder.shown().get(self.read_to..link.end)?.strip_prefix("](")?, link.end),
        };
        let target = rest.trim_ascii_start();
        let target = target.strip_prefix('<').unwrap_or(target);
        let start = end - target.len();
        Some(start..start + target_length(target))
    }

    fn is_shown(&self) -> bool {
        !self.html.is_hiding()
    }

    fn push(&mut self, builder: &mut Builder, container: Container) {
        self.containers.push(container);
        self.begin_block(builder);
    }

    /// The first paragraph of an item is the item itself, with its number.
    fn continues_item(&self, builder: &Builder) -> bool {
        matches!(self.containers.last(), Some(Container::Item { .. })) && builder.is_empty()
    }

    /// Begins a block of the kind that the innermost container says. An item gives its number to its first block.
    fn begin_block(&mut self, builder: &mut Builder) {
        match self.containers.last_mut() {
            None | Some(Container::List { .. } | Container::Callout) => builder.open(BlockKind::Paragraph),
            Some(Container::Item { number }) => builder.open_item(number.take()),
            Some(Container::Quote) => builder.open(BlockKind::Quote),
            Some(Container::Note { label }) => builder.open_note(label),
            Some(Container::Cell) => builder.open(BlockKind::TableCell),
            Some(Container::Heading) => builder.open(BlockKind::Heading),
        }
    }
}

/// Whether a text begins with a tag.
fn begins_with_tag(text: &str) -> bool {
    let inside = text.trim_ascii_start().strip_prefix('<');
    inside.is_some_and(|rest| {
        rest.strip_prefix('/').unwrap_or(rest).starts_with(|first: char| first.is_ascii_alphabetic())
    })
}

/// Whether all of the target of a link is known: no template writes a part of it. The link has these bytes.
fn is_known(builder: &Builder, target: &str, range: Range<usize>) -> bool {
    let gaps = builder.gaps_in(&range);
    if gaps.is_empty() {
        return true;
    }
    let within = builder.shown().get(range.clone()).and_then(|link| link.rfind(target));
    within.is_some_and(|at| {
        let target = range.start + at..range.start + at + target.len();
        builder.gaps_in(&target).is_empty()
    })
}

/// The bytes up to white space, or to the bracket that closes the link.
fn target_length(text: &str) -> usize {
    let mut open = 0_usize;
    let end = text.find(|sign: char| {
        open += usize::from(sign == '(');
        let closes = sign == ')' && open == 0;
        open -= usize::from(sign == ')' && open > 0);
        closes || sign == '>' || sign.is_ascii_whitespace()
    });
    end.unwrap_or(text.len())
}
