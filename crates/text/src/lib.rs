//! The readable text of one file, folded so that plain patterns match it, and the way back to the file.
//!
//! A [`Document`] is one text: markup gone, character references decoded, white space single, quotes straight. Its
//! [`OffsetMap`] gives the source bytes of every stretch of it. The readers (`plain`, `markdown`, `html`) build it
//! through `builder::Builder`; what the words mean is for the modules above.

use std::ops::Range;
use std::path::Path;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use rustc_hash::FxHashSet;

mod builder;
pub mod comments;
mod fold;
mod front_matter;
mod html;
mod ids;
mod markdown;
mod mdx;
mod plain;
mod sentences;

pub use comments::{CommentLine, Directive};
pub use fold::fold;
pub use ids::{BlockId, SentenceId};

/// What is longer, in bytes, is no address that anybody wrote, and is not looked through for one.
const LONGEST_ADDRESS: usize = 2048;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Paragraphs of plain text.
    Plain,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// Markdown with JSX and expressions in braces.
    Mdx,
    /// HTML or XHTML.
    Html,
}

impl Format {
    /// The format that a file's extension names, in any case; `None` where the extension is not ours.
    pub fn of_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" => Some(Format::Markdown),
            "mdx" => Some(Format::Mdx),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}

/// What a block is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of a section.
    Heading,
    /// A paragraph, or any text that no other kind holds.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// A paragraph set off as a quotation.
    Quote,
    /// The caption of a picture or table.
    Caption,
    /// The text of a footnote.
    Note,
    /// The title of the page, which search results show.
    Title,
    /// The description of the page, which search results show.
    Description,
    /// The text that stands for a picture.
    AltText,
}

impl BlockKind {
    /// Whether the block names what follows rather than saying something itself.
    pub fn is_heading(self) -> bool {
        matches!(self, BlockKind::Heading | BlockKind::Title)
    }

    /// Whether the block is published beside the page, not on it.
    pub fn is_metadata(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Description | BlockKind::AltText)
    }
}

/// One block of text. Blocks do not nest: what a list item or quotation holds are blocks of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Its bytes in [`Document::text`].
    pub span: Span,
    /// Its sentences.
    pub sentences: Range<SentenceId>,
    /// The number of an item in a numbered list.
    pub number: Option<u32>,
    /// The label of a footnote, for [`BlockKind::Note`].
    pub label: Option<Box<str>>,
}

impl Block {
    /// Its sentences, in order.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + ExactSizeIterator + Clone {
        SentenceId::each(self.sentences.clone())
    }
}

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The bytes of its text in [`Document::text`]; empty for a link around a picture.
    pub span: Span,
    /// Where it leads, as written.
    pub target: String,
}

/// A marker that stands in the text without being words of it: a footnote reference or a superscript number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Where it stands in [`Document::text`], in bytes: behind the character before this offset.
    pub at: usize,
    /// What it says: a footnote's label, or the characters of the superscript.
    pub label: String,
    /// Where it leads, for a superscript that is a link.
    pub target: Option<String>,
    /// Its own bytes in the source's text.
    pub source: Span,
}

/// Something in the file that kept a part of it from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadPart {
    /// What is wrong and what to do, for the user.
    pub message: String,
    /// Where, in the bytes of the source's text.
    pub at: usize,
}

/// The readable text of one file.
#[derive(Debug, Default)]
pub struct Document {
    text: String,
    small: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    sentences: Vec<Span>,
    links: Vec<Link>,
    markers: Vec<Marker>,
    directives: Vec<Directive>,
    unread: Vec<UnreadPart>,
}

impl Document {
    /// Reads a source in the given format. Reading never fails: what could not be read is among
    /// [`Document::unread_parts`].
    pub fn read(source: &Source, format: Format) -> Document {
        Document::read_with(source, format, &CommentLine::default())
    }

    /// Reads a source as [`Document::read`] does, with the comments of plain text in another form.
    pub fn read_with(source: &Source, format: Format, comments: &CommentLine) -> Document {
        let mut document = Document::read_whole(source, format, comments);
        document.drop_repeated_metadata();
        sentences::split(&mut document);
        document
    }

    /// Reads a source with a title or description even where a heading says the same: a fault in both must be mended
    /// in both.
    pub fn read_with_repeats(source: &Source, format: Format, comments: &CommentLine) -> Document {
        let mut document = Document::read_whole(source, format, comments);
        sentences::split(&mut document);
        document
    }

    fn read_whole(source: &Source, format: Format, comments: &CommentLine) -> Document {
        let mut builder = builder::Builder::new(source.text());
        match format {
            Format::Plain => plain::read(&mut builder, comments),
            Format::Markdown => markdown::read(&mut builder, source.text(), Vec::new()),
            Format::Mdx => {
                let (text, comments) = mdx::blank_code(source.text());
                markdown::read(&mut builder, &text, comments);
            }
            Format::Html => html::read(&mut builder),
        }
        builder.finish()
    }

    /// The folded text: blocks in the order of the file, a line end between two.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a stretch of [`Document::small`].
    pub fn small_words_of(&self, span: Span) -> &str {
        self.small.get(span.range()).unwrap_or_default()
    }

    /// The folded text with its capitals of ASCII made small. Offsets are those of [`Document::text`].
    pub fn small(&self) -> &str {
        &self.small
    }

    /// The words of a stretch of the text.
    pub fn words_of(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// What stands between two white spaces around some words: an address and a file name are one such stretch. `None`
    /// where it is longer than any address.
    pub fn stretch_around(&self, words: Span) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let (before, behind) = (&bytes[..words.start()], &bytes[words.end()..]);
        let before = &before[before.len().saturating_sub(LONGEST_ADDRESS)..];
        let behind = &behind[..behind.len().min(LONGEST_ADDRESS)];
        let start = memchr::memrchr2(b' ', b'\n', before).map(|at| before.len() - at - 1);
        let start = start.or_else(|| (before.len() == words.start()).then_some(before.len()))?;
        let end = memchr::memchr2(b' ', b'\n', behind);
        let end = end.or_else(|| (behind.len() == bytes.len() - words.end()).then_some(behind.len()))?;
        Some(Span::of(words.start() - start..words.end() + end))
    }

    /// The blocks in the order of the file.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The names of the blocks, in the order of the file.
    pub fn block_ids(&self) -> impl DoubleEndedIterator<Item = BlockId> + ExactSizeIterator + Clone {
        BlockId::each(BlockId::default()..BlockId::new(self.blocks.len()))
    }

    /// A block of this document.
    pub fn block(&self, block: BlockId) -> &Block {
        &self.blocks[block.index()]
    }

    /// The sentences of all blocks, in order, as bytes of the text.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The sentences of all blocks.
    pub fn all_sentences(&self) -> Range<SentenceId> {
        SentenceId::default()..SentenceId::new(self.sentences.len())
    }

    /// Some sentences of this document, as bytes of the text.
    pub fn sentences_in(&self, sentences: Range<SentenceId>) -> &[Span] {
        &self.sentences[sentences.start.index()..sentences.end.index()]
    }

    /// A sentence of this document, as bytes of the text.
    pub fn sentence(&self, sentence: SentenceId) -> Span {
        self.sentences[sentence.index()]
    }

    /// The block that a byte of [`Document::text`] stands in, or the next one; `None` behind the last.
    pub fn block_at(&self, at: usize) -> Option<BlockId> {
        self.first_block_that(|block| block.span.end() > at)
    }

    /// The block that a stretch of [`Document::text`] begins in, or the next one. An empty stretch may stand at the very
    /// end of its block. `None` behind the last.
    pub fn block_of(&self, span: Span) -> Option<BlockId> {
        match span.is_empty() {
            true => self.first_block_that(|block| block.span.end() >= span.start()),
            false => self.block_at(span.start()),
        }
    }

    /// The first block of which something holds that holds of all behind it, too.
    fn first_block_that(&self, holds: impl Fn(&Block) -> bool) -> Option<BlockId> {
        let index = self.blocks.partition_point(|block| !holds(block));
        (index < self.blocks.len()).then(|| BlockId::new(index))
    }

    /// The first sentence that a stretch of [`Document::text`] touches, with its block.
    pub fn sentence_at(&self, span: Span) -> Option<(BlockId, SentenceId)> {
        let block = self.block_at(span.start())?;
        Some((block, self.sentence_in(self.block(block), span)?))
    }

    /// The first sentence of a block that a stretch of [`Document::text`] touches.
    pub fn sentence_in(&self, block: &Block, span: Span) -> Option<SentenceId> {
        let own = self.sentences_in(block.sentences.clone());
        let before = own.partition_point(|sentence| sentence.end() <= span.start());
        let touches = own.get(before)?.overlaps(span);
        touches.then(|| SentenceId::new(block.sentences.start.index() + before))
    }

    /// The links in the order of the file.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Footnote references and superscripts in the order of the file.
    pub fn markers(&self) -> &[Marker] {
        &self.markers
    }

    /// What kept parts of the file from being read.
    pub fn unread_parts(&self) -> &[UnreadPart] {
        &self.unread
    }

    /// The bytes of the source's text that a stretch of the folded text came from.
    pub fn source_span(&self, span: Span) -> Span {
        self.map.source_span(span)
    }

    /// Whether a stretch of the folded text stands in one piece in the source, no markup inside, so that it can be
    /// replaced.
    pub fn is_unbroken(&self, span: Span) -> bool {
        self.map.is_unbroken(span)
    }

    /// The stretches of the folded text and of the source's text that a change of some source bytes touches: the bytes
    /// themselves, and the whole of a character that the source writes in several. `None` where the bytes are no text
    /// in one piece.
    pub fn touched_by(&self, source: Span) -> Option<(Span, Span)> {
        // What stands for a picture covers the text for it too.
        self.map.touched_by(source, |segment| self.words_of(segment.text()) == builder::OBJECT)
    }

    /// Whether any of some bytes of the source's text are read as text.
    pub fn reads(&self, source: Span) -> bool {
        let is_text = |segment: &&Segment| self.words_of(segment.text()) != builder::OBJECT;
        let segments = self.map.segments.iter();
        segments.filter(|segment| segment.source().overlaps(source)).any(|segment| is_text(&segment))
    }

    /// The number of words that a reader would count.
    pub fn word_count(&self) -> usize {
        // Folding leaves no white space but single spaces and line ends.
        let words = self.text.as_bytes().split(|byte| matches!(byte, b' ' | b'\n'));
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        words.filter(|word| word.iter().any(is_letter)).count()
    }

    /// A page's title and description often say again what a heading says. They are checked once, where a reader sees
    /// them.
    fn drop_repeated_metadata(&mut self) {
        let text = &self.text;
        let words = |block: &Block| text.get(block.span.range()).unwrap_or_default();
        let mut seen: FxHashSet<&str> =
            self.blocks.iter().filter(|block| !block.kind.is_metadata()).map(words).collect();
        self.blocks.retain(|block| !block.kind.is_metadata() || seen.insert(words(block)));
    }
}

/// From the folded text back to the source, stretch by stretch.
#[derive(Debug, Default)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

/// A stretch of folded text that came from one stretch of the source.
#[derive(Debug, Clone, Copy)]
struct Segment {
    text_start: u32,
    text_length: u32,
    source_start: u32,
    source_length: u32,
    /// Byte for byte the same on both sides; otherwise the stretch is mapped as a whole.
    verbatim: bool,
}

impl Segment {
    fn text_end(&self) -> u32 {
        self.text_start + self.text_length
    }

    fn text(&self) -> Span {
        Span::of(self.text_start as usize..self.text_end() as usize)
    }

    fn source(&self) -> Span {
        Span::of(self.source_start as usize..(self.source_start + self.source_length) as usize)
    }
}

/// Whether each stretch begins in the source where the one before it ends.
fn is_chain(segments: &[Segment]) -> bool {
    segments.windows(2).all(|pair| pair[0].source().end() == pair[1].source().start())
}

impl OffsetMap {
    /// The smallest source span that holds everything the text span came from. An empty span gives an empty one.
    fn source_span(&self, span: Span) -> Span {
        if span.is_empty() {
            return Span::at(self.source_start(span.start()));
        }
        Span::of(self.source_start(span.start())..self.source_end(span.end()))
    }

    fn is_unbroken(&self, span: Span) -> bool {
        let first = self.segments.partition_point(|segment| segment.text_end() as usize <= span.start());
        let length = self.segments[first..]
            .iter()
            .take_while(|segment| (segment.text_start as usize) < span.end())
            .count();
        // Half a character cannot be replaced, nor one of several that the source writes as one.
        let whole = |segment: &Segment| segment.verbatim || span.contains(segment.text());
        let around = &self.segments[first.saturating_sub(1)..(first + length + 1).min(self.segments.len())];
        let shares = around.windows(2).any(|pair| !pair[0].verbatim && pair[0].source() == pair[1].source());
        let inside = &self.segments[first..first + length];
        !inside.is_empty() && !shares && inside.iter().all(whole) && is_chain(inside)
    }

    fn touched_by(&self, source: Span, is_object: impl Fn(&Segment) -> bool) -> Option<(Span, Span)> {
        let touches = |segment: &&Segment| {
            let own = segment.source();
            let touches = own.overlaps(source)
                || (source.is_empty() && own.start() <= source.start() && source.start() <= own.end());
            touches && !is_object(segment)
        };
        // Segments stand in the order of the text, in which the text for a picture comes behind its block.
        let first = self.segments.iter().position(|segment| touches(&segment))?;
        let inside: Vec<Segment> = self.segments[first..].iter().take_while(touches).copied().collect();
        let (first, last) = (inside.first()?, inside.last()?);
        let end = |segment: &Segment, at: usize| match segment.verbatim {
            true => Span::at(
                segment.text_start as usize + at.clamp(segment.source().start(), segment.source().end())
                    - segment.source_start as usize,
            ),
            false => segment.text(),
        };
        let whole = first.source().join(last.source());
        let from = if first.verbatim { source.start() } else { first.source().start() };
        let to = if last.verbatim { source.end() } else { last.source().end() };
        let text = Span::new(end(first, source.start()).start(), end(last, source.end()).end())?;
        (is_chain(&inside) && whole.contains(source)).then_some((text, Span::new(from, to)?))
    }

    /// The source byte at which the character that starts at a text byte begins.
    fn source_start(&self, offset: usize) -> usize {
        let after = self.segments.partition_point(|segment| segment.text_start as usize <= offset);
        let Some(segment) = after.checked_sub(1).and_then(|index| self.segments.get(index)) else {
            return self.segments.first().map_or(0, |first| first.source_start as usize);
        };
        let within = offset - segment.text_start as usize;
        if within >= segment.text_length as usize {
            // The line end between two blocks: the next block begins there.
            let end = segment.source_start + segment.source_length;
            return self.segments.get(after).map_or(end, |next| next.source_start) as usize;
        }
        segment.source_start as usize + if segment.verbatim { within } else { 0 }
    }

    /// The source byte at which the character before a text byte ends.
    fn source_end(&self, offset: usize) -> usize {
        let after = self.segments.partition_point(|segment| (segment.text_start as usize) < offset);
        let Some(segment) = after.checked_sub(1).and_then(|index| self.segments.get(index)) else {
            return self.source_start(offset);
        };
        let within = offset - segment.text_start as usize;
        if segment.verbatim && within <= segment.text_length as usize {
            segment.source_start as usize + within
        } else {
            (segment.source_start + segment.source_length) as usize
        }
    }
}
