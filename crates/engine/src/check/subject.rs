//! A document and what is known about it while it is checked, and where a sentence of it is.

use claimlint_base::span::Span;
use claimlint_rules::PageKind;
use claimlint_text::{Block, BlockId, Document, SentenceId};

use super::quotations::Quotations;
use crate::evidence::citation::{Citation, Citations};
use crate::evidence::{House, Judged};

/// A document and what is known about it while it is checked.
pub struct Subject<'d> {
    /// Its text.
    pub document: &'d Document,
    /// What it cites.
    pub citations: &'d Citations,
    /// What the house knows.
    pub house: &'d House,
    /// What the registries warn against.
    pub judged: &'d [Judged],
    /// What it quotes.
    pub quotations: &'d Quotations,
    /// What kind of page it is, as far as that is known.
    pub page: Option<PageKind>,
}

impl Subject<'_> {
    /// Whether some words are part of a key of the bibliography, which is not copy.
    pub fn is_in_key(&self, words: Span) -> bool {
        self.house.known.bibliography.is_some() && self.citations.is_in_key(words)
    }

    /// Whether a citation is on the page. What is published with it, as its description is, may speak of the page itself or be cut off.
    pub fn has_on_page(&self, citation: &Citation) -> bool {
        let block = self.document.block_of(citation.span);
        block.is_some_and(|block| !self.document.block(block).kind.is_metadata())
    }
}

/// A mask, by its index, and the words that raise it.
#[derive(Debug, Clone, Copy)]
pub struct Raised {
    /// The mask.
    pub mask: usize,
    /// The words, as bytes of the document's text.
    pub cue: Span,
}

/// Where a sentence is.
#[derive(Debug, Clone, Copy)]
pub struct Place<'s> {
    /// Its block, in the document.
    pub block: BlockId,
    /// The sentence itself, in the document.
    pub sentence: SentenceId,
    /// The masks that the heading above it raises.
    pub section: &'s [Raised],
}

/// Whether all of a block is the text of one link.
pub fn is_link(document: &Document, block: Span) -> bool {
    document.links_touching(block).any(|link| link.span.contains(block))
}

/// The words of the sentence of a block that a stretch of the text touches first.
pub fn sentence_of<'d>(document: &'d Document, block: &Block, span: Span) -> &'d str {
    let sentence = document.sentence_in(block, span);
    sentence.map_or("", |sentence| document.words_of(document.sentence(sentence)))
}
