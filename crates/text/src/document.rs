//! The readable text of one file, with its blocks and sentences and the way back to the file.
//!
//! How it is read from a file is for `read` and the readers below it.

use std::ops::Range;

use claimlint_base::span::Span;

use crate::block::{Block, BlockKind};
use crate::comments::Directive;
use crate::fold::OBJECT;
use crate::ids::{BlockId, SentenceId};
use crate::inline::{Anchor, Code, Join, Link, Marker};
use crate::offsets::OffsetMap;

/// Nobody writes a longer address, in bytes, so longer words are not searched for one.
const LONGEST_ADDRESS: usize = 2048;

/// A part of the file that could not be read.
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
    pub(crate) text: String,
    pub(crate) small: String,
    pub(crate) map: OffsetMap,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sentences: Vec<Span>,
    pub(crate) links: Vec<Link>,
    pub(crate) markers: Vec<Marker>,
    pub(crate) anchors: Vec<Anchor>,
    pub(crate) directives: Vec<Directive>,
    pub(crate) unread: Vec<UnreadPart>,
    pub(crate) language: Option<String>,
    pub(crate) code: Code,
    /// Whether it says at its beginning that a program makes it, as Markdown for programs does.
    pub(crate) is_generated: bool,
    pub(crate) joins: Vec<Join>,
    pub(crate) look_alikes: Vec<usize>,
    /// The bytes of the source that hold objects with a list of their sources, in order, none within another.
    pub(crate) sourced: Vec<Span>,
}

impl Document {
    /// The folded text: the blocks in the order of the file, with a line end between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the data that some bytes of the source are part of list their sources: `{ body: "…", sources: [{ url: "…" }] }`.
    pub fn has_sources_beside(&self, source: Span) -> bool {
        let before = self.sourced.partition_point(|object| object.start() <= source.start());
        self.sourced[..before].last().is_some_and(|object| object.contains(source))
    }

    /// The words of a stretch of [`Document::small`].
    pub fn small_words_of(&self, span: Span) -> &str {
        self.small.get(span.range()).unwrap_or_default()
    }

    /// The folded text with its ASCII capitals made small. Offsets are those of [`Document::text`].
    pub fn small(&self) -> &str {
        &self.small
    }

    /// The words of a stretch of the text.
    pub fn words_of(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text around some words, up to the white space on both sides: an address or a file name is one such stretch.
    /// `None` if it is longer than any address.
    pub fn stretch_around(&self, words: Span) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let (before, after) = (&bytes[..words.start()], &bytes[words.end()..]);
        let before = &before[before.len().saturating_sub(LONGEST_ADDRESS)..];
        let after = &after[..after.len().min(LONGEST_ADDRESS)];
        let start = memchr::memrchr2(b' ', b'\n', before).map(|at| before.len() - at - 1);
        let start = start.or_else(|| (before.len() == words.start()).then_some(before.len()))?;
        let end = memchr::memchr2(b' ', b'\n', after);
        let end = end.or_else(|| (after.len() == bytes.len() - words.end()).then_some(after.len()))?;
        Some(Span::of(words.start() - start..words.end() + end))
    }

    /// The blocks in the order of the file.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The ids of the blocks, in the order of the file.
    pub fn block_ids(&self) -> impl DoubleEndedIterator<Item = BlockId> + ExactSizeIterator + Clone {
        BlockId::each(BlockId::default()..self.end_of_blocks())
    }

    /// The id after the last block.
    pub fn end_of_blocks(&self) -> BlockId {
        BlockId::new(self.blocks.len())
    }

    /// A block of this document.
    pub fn block(&self, block: BlockId) -> &Block {
        &self.blocks[block.index()]
    }

    /// The sentences of all blocks, in order, as bytes of the text.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The ids of all sentences.
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

    /// The block that holds a byte of [`Document::text`], or the next block; `None` after the last.
    pub fn block_at(&self, at: usize) -> Option<BlockId> {
        self.first_block_that(|block| block.span.end() > at)
    }

    /// The block in which a stretch of [`Document::text`] begins, or the next block. An empty stretch may be at the very
    /// end of its block. `None` after the last block.
    pub fn block_of(&self, span: Span) -> Option<BlockId> {
        match span.is_empty() {
            true => self.first_block_that(|block| block.span.end() >= span.start()),
            false => self.block_at(span.start()),
        }
    }

    /// The first block for which a condition holds, given that it holds for all blocks after it, too.
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

    /// The links that begin in a stretch of the text, or right after it.
    pub fn links_in(&self, words: Span) -> impl Iterator<Item = &Link> {
        let first = self.links.partition_point(|link| link.span.start() < words.start());
        self.links[first..].iter().take_while(move |link| link.span.start() <= words.end())
    }

    /// The links of which a part is in a stretch of the text.
    pub fn links_touching(&self, words: Span) -> impl Iterator<Item = &Link> {
        let first = self.links.partition_point(|link| link.span.start() < words.start());
        let near = self.links[first.saturating_sub(1)..].iter();
        near.take_while(move |link| link.span.start() < words.end())
            .filter(move |link| link.span.overlaps(words))
    }

    /// Footnote references and superscripts in the order of the file.
    pub fn markers(&self) -> &[Marker] {
        &self.markers
    }

    /// The places to which links on the page can lead, in the order of the file.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The comments to claimlint, in the order of the file.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// The parts of the file that could not be read.
    pub fn unread_parts(&self) -> &[UnreadPart] {
        &self.unread
    }

    /// The language of the whole page, where it says one that is not English: a tag such as `de-at` (BCP 47). Nothing of it is
    /// read.
    pub fn other_language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The bytes of the source's text that a stretch of the folded text came from.
    pub fn source_span(&self, span: Span) -> Span {
        self.map.source_span(span)
    }

    /// Whether a stretch of the folded text is one piece in the source, with no markup inside, so that it can be replaced.
    pub fn is_unbroken(&self, span: Span) -> bool {
        self.map.is_unbroken(span)
    }

    /// Whether a stretch of the folded text has no more inside than markup that draws nothing between words, such as the end of
    /// emphasis: what is before it and what is after it touch for a reader. Where one element ends and another begins, a style
    /// may well part them.
    pub fn is_unbroken_but_for_markup(&self, span: Span) -> bool {
        let first = self.joins.partition_point(|join| join.at <= span.start());
        let within = self.joins[first..].iter().take_while(|join| join.at < span.end());
        if within.clone().any(|join| join.parts) {
            return false;
        }
        let mut from = span.start();
        let inside = within.map(|join| join.at);
        inside.chain([span.end()]).all(|at| {
            let part = Span::of(from..at);
            from = at;
            self.is_unbroken(part)
        })
    }

    /// The letters of other alphabets that look like Latin ones, in a stretch of the folded text, where they were made Latin: the
    /// bytes at which they start.
    pub fn look_alikes_in(&self, span: Span) -> &[usize] {
        let first = self.look_alikes.partition_point(|at| *at < span.start());
        let count = self.look_alikes[first..].iter().take_while(|at| **at < span.end()).count();
        &self.look_alikes[first..first + count]
    }

    /// The byte of the source's text at which something is put in before a byte of the folded text: after markup that ends
    /// there, and before markup that begins there.
    pub fn insertion_at(&self, at: usize) -> usize {
        let begins =
            self.joins.binary_search_by_key(&at, |join| join.at).is_ok_and(|index| self.joins[index].begins);
        match begins && at > 0 {
            true => self.map.source_end(at),
            false => self.map.source_span(Span::at(at)).start(),
        }
    }

    /// Whether a stretch of the folded text is written in the source just so: no line end for a space, no reference for a
    /// sign.
    pub fn is_verbatim(&self, span: Span) -> bool {
        self.map.is_verbatim(span)
    }

    /// Whether a marker of a note is in a stretch of the folded text, or at either end of it.
    pub fn has_marker_in(&self, span: Span) -> bool {
        let first = self.markers.partition_point(|marker| marker.at < span.start());
        self.markers.get(first).is_some_and(|marker| marker.at <= span.end())
    }

    /// The stretches of the folded text and of the source's text that a change of some source bytes touches: the bytes
    /// themselves, and the whole of a character that the source writes in several. `None` where the bytes are not text
    /// in one piece.
    pub fn touched_by(&self, source: Span) -> Option<(Span, Span)> {
        // The sign for a picture came from the same bytes as the text that is read in its place.
        self.map.touched_by(source, |text| self.words_of(text) == OBJECT)
    }

    /// Whether any of some bytes of the source's text are read as text.
    pub fn reads(&self, source: Span) -> bool {
        self.map.text_from(source).any(|text| self.words_of(text) != OBJECT)
    }

    /// Takes all that is on the page for quotations: somebody else wrote the text.
    pub fn quote_all(&mut self) {
        for block in self.blocks.iter_mut().filter(|block| !block.kind.is_metadata()) {
            block.kind = BlockKind::Quote;
        }
    }

    /// The number of words a reader would count.
    pub fn word_count(&self) -> usize {
        let (mut words, mut is_counted) = (0, 0);
        for byte in self.text.bytes() {
            let (counts, goes_on) = OF_WORDS[usize::from(byte)];
            words += usize::from(counts & !is_counted);
            is_counted = (is_counted | counts) & goes_on;
        }
        words
    }
}

/// For each byte, 1 where it makes a word of what is around it, and 1 where the same word goes on with it: folding leaves no white
/// space but single spaces and line ends.
static OF_WORDS: [(u8, u8); 256] = {
    let (mut of_words, mut byte) = ([(1, 1); 256], 0_u8);
    while byte < 128 {
        of_words[byte as usize] = (byte.is_ascii_alphanumeric() as u8, !matches!(byte, b' ' | b'\n') as u8);
        byte += 1;
    }
    of_words
};
