//! Lines of their own that name the source of what is above them: "Source: https://…", "Ref: Example A. Soft lines.
//! 2019."

use claimlint_data::words::citations;
use claimlint_text::{Block, Document, Link};

use super::cursor::SplitText;
use super::dates::PaperDate;
use super::entry;
use super::headings::looks_like_entry;
use super::identifiers;
use super::surnames::is_surname;

/// The words before the colon are at most this long, in bytes.
const LONGEST_LABEL: usize = 40;
/// A line that is an identifier is at most this long, in bytes.
const LONGEST_IDENTIFIER: usize = 200;
/// A line that names a source is at most this long, in bytes.
const LONGEST_LINE: usize = 600;

/// The byte of a block's text at which the source begins that it names; `None` if it is not such a line.
pub fn source_in(document: &Document, block: &Block) -> Option<usize> {
    let (text, small) = (document.words_of(block.span), document.small_words_of(block.span));
    if text.len() > LONGEST_LINE {
        return None;
    }
    if text.len() <= LONGEST_IDENTIFIER && is_identifier(text, small) {
        return Some(0);
    }
    let Some(label) = label_end(small).filter(|end| *end <= LONGEST_LABEL) else {
        return before_link(document, block);
    };
    let rest = text[label..].trim_start_matches([' ', ':', '-', '\u{2014}']);
    let source = text.len() - rest.len();
    // In plain text a short line may look like a heading.
    let is_source = || says_source(&small[..label]) && !block.kind.is_heading();
    let may_be_source = || {
        let linked: usize = links_in(document, block).map(|link| link.span.len()).sum();
        all_known(&small[..label]) && looks_like_entry(rest, &small[source..], linked)
    };
    (!rest.is_empty() && (is_source() || may_be_source())).then_some(source)
}

/// Whether a block opens with a word or two and a colon, as the paragraphs of a form do: "Finding: …".
pub fn has_label(document: &Document, block: &Block) -> bool {
    document.words_of(block.span).find(": ").is_some_and(|end| end <= LONGEST_LABEL)
}

/// Where the words before a source end: at a colon or a dash. The colon of an address does not count.
fn label_end(small: &str) -> Option<usize> {
    let colon = small.match_indices(':').map(|(at, _)| at).find(|at| !small[*at..].starts_with("://"));
    [colon, small.find('\u{2014}'), small.find(" - ")].into_iter().flatten().min()
}

/// Whether a line is identifiers or addresses and nothing else.
fn is_identifier(text: &str, small: &str) -> bool {
    let found = identifiers::find(text, small);
    let mut start = 0;
    let mut has_words = false;
    for one in &found {
        has_words |= text[start..one.range.start].contains(char::is_alphanumeric);
        start = one.range.end;
    }
    !found.is_empty() && !has_words && !text[start..].contains(char::is_alphanumeric)
}

/// The byte of the link at the end of a line whose words before it or in it name a source: "Source (…)", "Read the study".
fn before_link(document: &Document, block: &Block) -> Option<usize> {
    let link = links_in(document, block).find(|link| !link.target.starts_with('#'))?;
    let small = document.small_words_of(block.span);
    let (start, end) = (link.span.start() - block.span.start(), link.span.end() - block.span.start());
    let is_last = !small[end..].contains(char::is_alphanumeric);
    let own = if start == 0 { &small[..end] } else { &small[..start] };
    (is_last && own.len() <= LONGEST_LABEL && says_source(own)).then_some(start)
}

/// The links in a block.
fn links_in<'d>(document: &'d Document, block: &Block) -> impl Iterator<Item = &'d Link> + use<'d> {
    let span = block.span;
    document.links_in(span).take_while(move |link| span.contains(link.span))
}

/// Whether the words before a source are those for one.
fn says_source(label: &str) -> bool {
    all_known(label) && words(label).any(|word| citations::NAMES_OF_SOURCE_LINES.contains(word))
}

/// Whether all words before a source are those of headings of references.
fn all_known(label: &str) -> bool {
    let is_known = |word: &str| {
        citations::NAMES_OF_SOURCE_LINES.contains(word)
            || citations::MAY_HEAD_REFERENCES.contains(word)
            || citations::BESIDE_HEADS_OF_REFERENCES.contains(word)
            || word.parse::<u8>().is_ok()
    };
    let says = |word: &str| {
        citations::NAMES_OF_SOURCE_LINES.contains(word) || citations::MAY_HEAD_REFERENCES.contains(word)
    };
    words(label).all(is_known) && words(label).any(says)
}

fn words(label: &str) -> impl Iterator<Item = &str> {
    label.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What a line says about its source without an identifier.
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
