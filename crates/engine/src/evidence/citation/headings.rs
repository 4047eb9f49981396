//! What heads a list of references, by the sense of its words: "6. Key references (12)", "Sources we used", "Scientific evidence".
//!
//! Some words say so by themselves. Others, such as "research", do so only above what looks like entries.

use claimlint_data::words::citations;
use claimlint_text::{BlockId, BlockKind, Document};

use super::cursor::{has_capital, is_month};
use super::entry;
use super::identifiers::{self, IdentifierKind};

/// The heading of a list of references is at most this long, in bytes.
const LONGEST_HEADING: usize = 60;
/// The first blocks under a heading, this many, show whether it heads a list.
const MOST_SHOWN: usize = 100;
/// An entry is at most this long, in bytes.
const LONGEST_ENTRY: usize = 600;

/// A heading of a list of references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListHeading {
    /// Whether what it heads is there to be read, and need not be cited.
    pub is_background: bool,
    /// Whether it heads, among others, what is there to be read on: "Sources and further reading". Nobody cites all of those.
    pub has_reading: bool,
    /// Whether it says that there are others: "Selected references". Such a list is not where the page has all that it says from.
    pub is_chosen: bool,
}

/// Reads a block as the heading of a list of references.
pub fn read(document: &Document, id: BlockId) -> Option<ListHeading> {
    let block = document.block(id);
    let text = document.words_of(block.span);
    if text.len() > LONGEST_HEADING || block.kind.is_metadata() {
        return None;
    }
    let own = without_number(text);
    let small = own.to_lowercase();
    let sense = sense(&small)?;
    let may_head = block.kind.is_heading() || has_capital(own);
    // In a menu or a table of contents the word leads to the list.
    let is_item = matches!(block.kind, BlockKind::ListItem | BlockKind::TableCell);
    let is_list = match sense {
        Sense::References | Sense::Background if !is_item => true,
        Sense::References | Sense::Background | Sense::Likely => entries_below(document, id).are_most(),
        Sense::Possible => entries_below(document, id).are_all(),
    };
    let is_background = sense == Sense::Background;
    let has =
        |list: &[&str]| small.split(|sign: char| !sign.is_alphanumeric()).any(|word| list.contains(&word));
    let has_reading = is_background || has(citations::HEADS_OF_READING);
    let is_chosen = has_reading || has(citations::CHOOSE_REFERENCES);
    (may_head && is_list).then_some(ListHeading { is_background, has_reading, is_chosen })
}

/// Whether words say by themselves that references follow.
pub fn heads_references(words: &str) -> bool {
    words.len() <= LONGEST_HEADING
        && has_capital(without_number(words))
        && sense(&without_number(words).to_lowercase()) == Some(Sense::References)
}

/// What the words of a heading say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// It heads a list of references.
    References,
    /// It heads a list of what to read.
    Background,
    /// It heads a list of references, if most of what comes below it are entries.
    Likely,
    /// It heads a list of references, if entries come below it and nothing else.
    Possible,
}

/// A heading without its number, and without the signs before it.
fn without_number(text: &str) -> &str {
    text.trim_start_matches(|sign: char| !sign.is_alphabetic())
}

/// What a heading in small letters says; `None` if it has other words than those of such headings.
fn sense(small: &str) -> Option<Sense> {
    let words = small.split(|sign: char| !sign.is_alphanumeric() && sign != '\'');
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && word.parse::<u32>().is_err()).collect();
    if citations::HEADS_BY_THEMSELVES.contains(words.join(" ").as_str()) {
        return Some(Sense::References);
    }
    let is_known = |word: &&str| {
        citations::HEADS_OF_REFERENCES.contains(word)
            || citations::LIKELY_HEADS_OF_REFERENCES.contains(word)
            || citations::HEADS_OF_READING.contains(word)
            || citations::MAY_HEAD_REFERENCES.contains(word)
            || citations::BESIDE_HEADS_OF_REFERENCES.contains(word)
    };
    if !words.iter().all(is_known) {
        return None;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let cites = words.windows(2).any(|pair| citations::PAIRS_OF_REFERENCES.contains(pair.join(" ").as_str()));
    if has(citations::HEADS_OF_REFERENCES) || cites {
        Some(Sense::References)
    } else if has(citations::HEADS_OF_READING) {
        Some(Sense::Background)
    } else if has(citations::LIKELY_HEADS_OF_REFERENCES) {
        Some(Sense::Likely)
    } else {
        has(citations::MAY_HEAD_REFERENCES).then_some(Sense::Possible)
    }
}

/// What comes between a heading and the next one.
struct Below {
    blocks: usize,
    entries: usize,
}

impl Below {
    fn are_all(&self) -> bool {
        self.blocks > 0 && self.entries == self.blocks
    }

    fn are_most(&self) -> bool {
        self.blocks > 0 && 2 * self.entries >= self.blocks
    }
}

fn entries_below(document: &Document, heading: BlockId) -> Below {
    let below = &document.blocks()[heading.next().index()..];
    let below = below.iter().filter(|block| !block.kind.is_metadata()).take(MOST_SHOWN);
    let mut counts = Below { blocks: 0, entries: 0 };
    for block in below.take_while(|block| block.kind != BlockKind::Heading) {
        let links = document.links_in(block.span).take_while(|link| block.span.contains(link.span));
        // Nobody cites a page of the same site.
        let links = links.filter(|link| link.target.contains("://"));
        let links: usize = links.map(|link| link.span.len()).sum();
        let (text, small) = (document.words_of(block.span), document.small_words_of(block.span));
        counts.blocks += 1;
        counts.entries += usize::from(looks_like_entry(text, small, links));
    }
    counts
}

/// Whether a text looks like an entry: it is the name or the address of a page and little else, or it begins with its authors
/// and says when the paper came out or where it is. This many bytes of it are links.
pub fn looks_like_entry(text: &str, small: &str, links: usize) -> bool {
    if text.len() > LONGEST_ENTRY {
        return false;
    }
    let identifiers = identifiers::find(text, small);
    let addresses: usize = identifiers.iter().map(|one| one.range.len()).sum();
    if 2 * links.max(addresses) >= text.len() {
        return true;
    }
    let words_end = identifiers.first().map_or(text.len(), |first| first.range.start);
    let parts = entry::read(text, small, words_end);
    let is_found = identifiers.iter().any(|one| one.kind != IdentifierKind::Address);
    let has_date = parts.date.is_some();
    parts.authors.is_some() && (has_date || is_found)
        || parts.title.is_some() && parts.place.is_some() && parts.journal.is_some()
        || is_found && has_date && !small.split(' ').any(is_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_sense() {
        for heading in [
            "References",
            "references:",
            "6. References",
            "VI References",
            "\u{1F4DA} Medical references (12)",
            "References and notes",
            "References & further reading",
            "Sources",
            "List of references",
            "Cited sources",
            "Notes",
            "Works cited in this article",
            "Selected bibliography",
            "Clinical studies cited",
            "Literature cited",
        ] {
            assert_eq!(sense(&without_number(heading).to_lowercase()), Some(Sense::References), "{heading}");
        }
        for heading in ["Further reading", "Recommended reading", "Suggested reading:"] {
            assert_eq!(sense(&heading.to_lowercase()), Some(Sense::Background), "{heading}");
        }
        for heading in ["Sources we used", "Our sources", "Source", "Scientific sources", "Key notes"] {
            assert_eq!(sense(&heading.to_lowercase()), Some(Sense::Likely), "{heading}");
        }
        for heading in [
            "Research",
            "The evidence",
            "Clinical studies",
            "Resources",
            "Useful links",
            "Where our facts come from",
        ] {
            assert_eq!(sense(&heading.to_lowercase()), Some(Sense::Possible), "{heading}");
        }
        for heading in
            ["Sources of vitamin C", "Reference ranges", "Our services", "Notes for your visit", "The", ""]
        {
            assert_eq!(sense(&heading.to_lowercase()), None, "{heading}");
        }
    }

    #[test]
    fn entries_look_other_than_copy() {
        for text in [
            "Example A. Soft lines. Skin Letters. 2019;12(3):45-67.",
            "Example, A. (2019). Soft lines. Skin Letters.",
            "https://skin.example/lines",
        ] {
            assert!(looks_like_entry(text, &text.to_ascii_lowercase(), 0), "{text}");
        }
        for text in [
            "We have looked into peels since 2019, and publish what we find.",
            "Studies show that retinol softens lines (https://doi.org/10.5555/soft), and more will come.",
        ] {
            assert!(!looks_like_entry(text, &text.to_ascii_lowercase(), 0), "{text}");
        }
    }
}
