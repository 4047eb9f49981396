//! Reads a file into a document: the reader for its format first, then its sentences.

use claimlint_base::source::Source;
use rustc_hash::FxHashSet;

use crate::block::Block;
use crate::builder::Builder;
use crate::comments::CommentLine;
use crate::document::Document;
use crate::format::Format;
use crate::{html, markdown, mdx, plain, sentences};

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
        let mut builder = Builder::new(source.text());
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
