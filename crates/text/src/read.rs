//! Reads a file into a document: first the reader for its format, then the sentences.

use claimlint_base::source::Source;
use rustc_hash::FxHashSet;

use crate::builder::Builder;
use crate::comments::CommentLine;
use crate::document::Document;
use crate::format::Format;
use crate::{html, markdown, mdx, plain, sentences};

impl Document {
    /// Reads a source in a format. This never fails; what could not be read is listed in [`Document::unread_parts`].
    pub fn read(source: &Source, format: Format) -> Document {
        Document::read_with(source, format, &CommentLine::default())
    }

    /// Reads a source as [`Document::read`] does, but with another form of comments in plain text.
    pub fn read_with(source: &Source, format: Format, comments: &CommentLine) -> Document {
        let mut document = Document::read_whole(source, format, comments);
        document.drop_repeated_metadata();
        sentences::split(&mut document);
        document
    }

    /// Reads a source as [`Document::read_with`] does, but keeps a title or description that repeats a heading: a fault in
    /// both must be mended in both.
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

    /// The title and description of a page often repeat a heading. The words are checked once, where a reader sees them.
    fn drop_repeated_metadata(&mut self) {
        let mut blocks = std::mem::take(&mut self.blocks);
        let on_page = blocks.iter().filter(|block| !block.kind.is_metadata());
        let mut seen: FxHashSet<&str> = on_page.map(|block| self.words_of(block.span)).collect();
        blocks.retain(|block| !block.kind.is_metadata() || seen.insert(self.words_of(block.span)));
        self.blocks = blocks;
    }
}
