//! What the blocks of a document quote: all of a quotation block, and what is between quotation marks.

use claimlint_base::span::Span;
use claimlint_text::{BlockId, BlockKind, Document};

/// A quotation of fewer words is a name or a word in scare quotes, not speech.
const SHORTEST_SPEECH: usize = 4;

/// The quotations of a document, be they speech or a single word.
#[derive(Debug, Default)]
pub struct Quotations {
    /// In the order of the text; none overlap, and each is within a block.
    spans: Vec<Span>,
}

impl Quotations {
    /// Reads them, once for a document.
    pub fn of_document(document: &Document) -> Quotations {
        let mut quotations = Quotations::default();
        for block in document.blocks() {
            if block.kind == BlockKind::Quote {
                quotations.spans.push(block.span);
            } else {
                between_marks(document.words_of(block.span), block.span.start(), &mut quotations.spans);
            }
        }
        quotations
    }

    /// The quotations that share words with some words, such as those of a block.
    pub fn touching(&self, words: Span) -> &[Span] {
        let first = self.spans.partition_point(|span| span.end() <= words.start());
        let end = self.spans.partition_point(|span| span.start() < words.end());
        self.spans.get(first..end).unwrap_or_default()
    }

    /// Those of them that are somebody's words.
    pub fn speech(&self, document: &Document, block: BlockId, words: Span) -> impl Iterator<Item = Span> {
        let whole = document.block(block).span;
        // A block that opens with a quotation and goes on talks about its words, however few: '"Tested." By whom?'
        let is_discussed = move |span: Span| {
            let words = document.words_of(span);
            let ends = [".\"", "?\"", "!\""].iter().any(|end| words.ends_with(end));
            ends && span.start() == whole.start() && span.end() + 1 < whole.end()
        };
        let is_long =
            move |span: Span| document.words_of(span).split_whitespace().nth(SHORTEST_SPEECH - 1).is_some();
        let touching = self.touching(words).iter().copied();
        touching.filter(move |span| is_long(*span) || is_discussed(*span))
    }
}

/// The stretches between quotation marks in a text that begins at a byte of the document's. One that is not closed goes
/// to the end of the text.
fn between_marks(text: &str, begin: usize, spans: &mut Vec<Span>) {
    let mut open: Option<usize> = None;
    for at in memchr::memchr_iter(b'"', text.as_bytes()) {
        let before = text[..at].chars().next_back();
        let opens = before.is_none_or(|before| before.is_whitespace() || "([\u{2014}-".contains(before));
        match open {
            None if opens => open = Some(at),
            Some(start) if !opens => {
                spans.push(Span::of(begin + start..begin + at + 1));
                open = None;
            }
            _ => {}
        }
    }
    spans.extend(open.map(|start| Span::of(begin + start..begin + text.len())));
}
