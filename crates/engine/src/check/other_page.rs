//! Titles of other pages: the text of a link that its address repeats, as in `<a href="/best-night-creams">Best night creams</a>`.
//!
//! What such a title claims, and the cut-off text below it in a listing, is said and judged on the page that has it; so is what a
//! heading of the same page says. Links whose address says something else are the page's own words, and menus are for `masking`.

use claimlint_base::source::floor_boundary;
use claimlint_base::span::Span;
use claimlint_text::{Block, Document, Link};

/// How much of a title its address repeats.
struct Repeated {
    /// Of its longer words, at least so many in a hundred: addresses leave words out, and titles gain a year.
    percent: usize,
    /// At least so many words: `/skin-care` repeats "skin care that works", too.
    words: usize,
}

/// In a sentence, a few words that lead somewhere are as often the sentence's own.
const IN_SENTENCE: Repeated = Repeated { percent: 70, words: 3 };

/// A link that is all there is in a block is a title more often than not.
const ALONE: Repeated = Repeated { percent: 60, words: 2 };

/// Words of fewer letters are often left out of addresses.
const SHORTEST_WORD: usize = 4;

/// An address of fewer words may be that of any page.
const SHORTEST_ADDRESS: usize = 4;

/// A longer text is no title, in bytes.
const LONGEST_TITLE: usize = 400;

/// A title above a teaser is among the first links of its block.
const LINKS_OF_TITLE: usize = 3;

/// The ending of a file is no word of a title: ".html".
const LONGEST_ENDING: usize = 5;

/// A longer address is not read to its end, in bytes.
const LONGEST_ADDRESS: usize = 1024;

/// A part of a heading with fewer words may be anything.
const SHORTEST_HEADING: usize = 3;

/// A teaser comes so many blocks after its title: a date or a category may stand between.
const BLOCKS_BEFORE_TEASER: usize = 2;

/// Whether a match in a block is part of the title of another page, or of the beginning of its text.
pub fn is_of_other_page(document: &Document, block: &Block, hit: Span) -> bool {
    // Of the links in a block, which may be many, only those around the match count.
    let mut around = document.links_touching(hit).filter(|link| link.span.contains(hit));
    around.any(|link| is_title(document, block.span, link)) || is_teaser(document, block)
}

/// Whether some words are a heading of the page, which a table of contents and the way through a site name again, in whole or as
/// far as there is room.
pub fn is_heading(document: &Document, words: &str) -> bool {
    let words = words.trim();
    if words.len() > LONGEST_TITLE {
        return false;
    }
    let headings = document.blocks().iter().filter(|block| block.kind.is_heading());
    let mut headings = headings.map(|block| document.words_of(block.span).trim());
    let is_long = |words: &str| words.split(' ').nth(SHORTEST_HEADING - 1).is_some();
    headings.any(|heading| {
        heading == words
            || is_long(heading) && words.starts_with(heading)
            || is_long(words) && heading.starts_with(words)
    })
}

/// Whether a block is what a listing has of the text of another page: cut off, below the title.
fn is_teaser(document: &Document, block: &Block) -> bool {
    let words = document.words_of(block.span).trim_end_matches([']', ')', ' ']);
    if !words.ends_with('…') && !words.ends_with("...") {
        return false;
    }
    let blocks = document.blocks();
    let own = blocks.partition_point(|other| other.span.start() < block.span.start());
    let before = &blocks[own.saturating_sub(BLOCKS_BEFORE_TEASER)..own];
    before.iter().any(|before| {
        document
            .links_touching(before.span)
            .take(LINKS_OF_TITLE)
            .any(|link| is_title(document, before.span, link))
    })
}

/// Whether the address of a link repeats what a block has of its text.
fn is_title(document: &Document, block: Span, link: &Link) -> bool {
    let title = Span::of(link.span.start().max(block.start())..link.span.end().min(block.end()));
    if title.len() > LONGEST_TITLE {
        return false;
    }
    if link.target.starts_with('#') {
        return is_heading(document, document.words_of(title));
    }
    let words = longer_words(document.small_words_of(title));
    let least = if title == block { ALONE } else { IN_SENTENCE };
    if words.len() < least.words {
        return false;
    }
    let path = path_of(&link.target);
    let repeated = words.iter().filter(|word| path.contains(word)).count();
    // A title says more than its address: "/best-oils" leads to "Best oils: seven that we liked - Velmora".
    let all = words.len().min(path.len().max(SHORTEST_ADDRESS));
    repeated >= least.words && repeated * 100 >= all * least.percent
}

/// The words of the path of an address, without its site.
fn path_of(address: &str) -> Vec<String> {
    let address = &address[..floor_boundary(address, LONGEST_ADDRESS)];
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').filter(|(_, ending)| ending.len() <= LONGEST_ENDING);
    let mut words = longer_words(&ending.map_or(path, |(path, _)| path).to_lowercase());
    words.dedup();
    words
}

/// The words of a text that are long enough to be kept in an address, as addresses write them: without apostrophes. A plural counts
/// as its singular.
fn longer_words(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '\'');
    let words = words.map(|word| word.replace('\'', "")).filter(|word| word.chars().count() >= SHORTEST_WORD);
    words.map(|word| word.strip_suffix('s').map(str::to_owned).unwrap_or(word)).collect()
}
