//! Lines of their own that name the source of what stands above them: "Source: https://…", "Ref: Example A. Soft lines. 2019."

use claimlint_data::words::citations;
use claimlint_text::{Block, Document};

use super::cursor::{SplitText, has_capital};
use super::dates::PaperDate;
use super::entry;
use super::headings::looks_like_entry;
use super::surnames::is_surname;

/// The words before the colon are no longer, in bytes.
const LONGEST_LABEL: usize = 40;
/// A line that names a source is no longer, in bytes.
const LONGEST_LINE: usize = 600;

/// The byte of a block's text at which the source begins that it names; `None` if it is no such line.
pub fn source_in(document: &Document, block: &Block) -> Option<usize> {
    let (text, small) = (document.words_of(block.span), document.small_words_of(block.span));
    if text.len() > LONGEST_LINE || !has_capital(text.trim_start_matches('(')) {
        return None;
    }
    let first = document.links().partition_point(|link| link.span.start() < block.span.start());
    let mut links = document.links()[first..].iter().take_while(|link| block.span.contains(link.span));
    let label =
        small.find([':', '\u{2014}']).or_else(|| small.find(" - ")).filter(|end| *end <= LONGEST_LABEL);
    let Some(label) = label else {
        // The name of the line may itself be the link to the source.
        let names_only = text.len() <= LONGEST_LABEL && says_source(small);
        return (names_only && links.any(|link| !link.target.starts_with('#'))).then_some(0);
    };
    let rest = text[label..].trim_start_matches([' ', ':', '-', '\u{2014}']);
    let source = text.len() - rest.len();
    // In plain text a short line may look like a heading.
    let is_source = || says_source(&small[..label]) && !block.kind.is_heading();
    let may_be_source = || {
        let linked: usize = links.map(|link| link.span.len()).sum();
        all_known(&small[..label]) && looks_like_entry(rest, &small[source..], linked)
    };
    (!rest.is_empty() && (is_source() || may_be_source())).then_some(source)
}

/// Whether the words before a source are those for one.
fn says_source(label: &str) -> bool {
    all_known(label) && words(label).any(|word| citations::NAMES_OF_SOURCE_LINES.contains(&word))
}

/// Whether all words before a source are those of headings of references.
fn all_known(label: &str) -> bool {
    let is_known = |word: &str| {
        citations::NAMES_OF_SOURCE_LINES.contains(&word)
            || citations::MAY_HEAD_REFERENCES.contains(&word)
            || citations::BESIDE_HEADS_OF_REFERENCES.contains(&word)
            || word.parse::<u8>().is_ok()
    };
    let says = |word: &str| {
        citations::NAMES_OF_SOURCE_LINES.contains(&word) || citations::MAY_HEAD_REFERENCES.contains(&word)
    };
    words(label).all(is_known) && words(label).any(says)
}

fn words(label: &str) -> impl Iterator<Item = &str> {
    label.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What a line says of its source without an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceInWords<'t> {
    /// The surname of the first author.
    pub author: &'t str,
    /// When the paper came out.
    pub date: PaperDate,
    /// Whether its title or journal is there, too.
    pub is_whole: bool,
}

/// The paper that a source in words names; `small` is the text with its ASCII capitals made small.
pub fn in_words<'t>(text: &'t str, small: &'t str) -> Option<SourceInWords<'t>> {
    if citations::UNPUBLISHED.iter().any(|words| small.contains(words)) {
        return None;
    }
    let parts = entry::read(text, small, text.len());
    let words = SplitText::of(text, small);
    let author = (0..words.count()).map(|word| words.text(word)).find(|word| is_surname(word))?;
    let date = parts.date?;
    let is_whole = parts.authors.is_some() && (parts.title.is_some() || parts.journal.is_some());
    Some(SourceInWords { author, date, is_whole })
}
