//! What the blocks of a document quote: all of a quotation block, what is between quotation marks, and what somebody signs.

use claimlint_base::source::floor_boundary;
use claimlint_base::span::Span;
use claimlint_data::words::{english, names};
use claimlint_text::{Block, BlockId, BlockKind, Document};

/// A quotation of fewer words is a name or a word in scare quotes, not speech.
const SHORTEST_SPEECH: usize = 4;

/// A name comes among so many blocks after what it signs: a picture and its text may be between them.
const BLOCKS_TO_NAME: usize = 3;

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
        let blocks = document.blocks();
        for (index, block) in blocks.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| blocks.get(before));
            // A picture is no name yet, nor is the letter or the text in its place: "A", "Alma P.".
            let is_picture = |next: &&Block| {
                next.kind == BlockKind::AltText || document.words_of(next.span).trim().chars().count() == 1
            };
            let next = blocks[index + 1..].iter().take(BLOCKS_TO_NAME).find(|next| !is_picture(next));
            let is_signed = || is_signed(document, block, before, next);
            let is_set_off = || {
                let is_of_somebody =
                    |next: &Block| is_signature(document, next) || is_one_name(document, next);
                is_of_house(document, block.span) && !next.is_some_and(is_of_somebody)
            };
            if block.kind == BlockKind::Quote && !is_callout(document, block) && !is_set_off() || is_signed()
            {
                quotations.spans.push(block.span);
            } else {
                let first = quotations.spans.len();
                between_marks(document.words_of(block.span), block.span.start(), &mut quotations.spans);
                let is_whole = |span: &Span| document.words_of(block.span).trim() == document.words_of(*span);
                if quotations.spans[first..].first().is_some_and(is_whole) && is_set_off() {
                    quotations.spans.truncate(first);
                }
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

/// The label of a callout has at most this many words.
const WORDS_OF_LABEL: usize = 4;

/// Whether a quotation is only set like one: it opens with a label, "Pro tip: …".
fn is_callout(document: &Document, block: &Block) -> bool {
    let text = document.small_words_of(block.span);
    let Some((label, _)) = text[..floor_boundary(text, LONGEST_SIGNATURE)].split_once(':') else {
        return false;
    };
    let mut words = label.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().count() <= WORDS_OF_LABEL && words.any(|word| english::CALLOUTS.contains(word))
}

/// A signature has at most this many bytes and words.
const LONGEST_SIGNATURE: usize = 60;
const WORDS_OF_SIGNATURE: usize = 6;

/// A signature in the paragraph that it signs has at most this many.
const WORDS_OF_OWN_SIGNATURE: usize = 3;

/// Of a longer text, in bytes, only the beginning is read for "I".
const LONGEST_SIGNED: usize = 4096;

/// Whether a paragraph is somebody's own words: it speaks of "I" or "my", and the next block is a name after a dash, "- Maria D.", or
/// nothing but a name, as the heading above it may be; or a large quotation mark stands above it. What the house itself signs, with a
/// title or an office, are its own words.
fn is_signed(document: &Document, block: &Block, before: Option<&Block>, next: Option<&Block>) -> bool {
    if block.kind != BlockKind::Paragraph {
        return false;
    }
    let is_signature = |next: &Block| is_signature(document, next);
    let is_above = |before: &Block| {
        before.kind.is_heading() && is_name_alone(document, before)
            || matches!(document.words_of(before.span).trim(), "\"" | "''" | "\u{275D}" | "\u{275E}")
    };
    if ends_in_name(document.words_of(block.span)) {
        return true;
    }
    let text = document.small_words_of(block.span);
    let text = &text[..floor_boundary(text, LONGEST_SIGNED)];
    (next.is_some_and(is_signature) || before.is_some_and(is_above))
        && text.split(|sign: char| !sign.is_alphanumeric()).any(|word| matches!(word, "i" | "my" | "me"))
}

/// Whether a paragraph is signed at its own end: "Best balm ever. - Maria Delmar".
fn ends_in_name(text: &str) -> bool {
    let dashes = ['-', '\u{2013}', '\u{2014}', '~'];
    let Some((said, name)) = text.trim_end().rsplit_once(dashes) else { return false };
    let words = || name.split([' ', '.', ',']).filter(|word| !word.is_empty());
    name.len() <= LONGEST_SIGNATURE
        && said.trim_end().ends_with(['.', '!', '?', '"'])
        && (2..=WORDS_OF_OWN_SIGNATURE).contains(&words().count())
        && words().all(is_part_of_name)
}

/// Whether a block says who spoke in the one before it.
fn is_signature(document: &Document, next: &Block) -> bool {
    is_after_dash(document.words_of(next.span).trim())
        || !next.kind.is_heading() && is_name_alone(document, next)
}

/// Whether a quotation is only set like one and is the house's own copy: it says "we" or speaks of what is "yours", and nobody in it
/// speaks of "me", gives thanks, or tells of others.
fn is_of_house(document: &Document, quotation: Span) -> bool {
    let text = document.small_words_of(quotation);
    let text = &text[..floor_boundary(text, LONGEST_SIGNED)];
    let words = || text.split(|sign: char| !sign.is_alphanumeric());
    words().any(|word| english::VOICE_OF_HOUSE.contains(word))
        && !words().any(|word| english::VOICE_OF_CLIENT.contains(word))
}

/// Whether a text is a dash and the name of somebody who is no part of the house.
fn is_after_dash(signature: &str) -> bool {
    let dashes = ['-', '\u{2013}', '\u{2014}', '~'];
    let Some(name) = signature.strip_prefix(dashes).filter(|_| signature.len() <= LONGEST_SIGNATURE) else {
        return false;
    };
    let words = || name.split([' ', ',']).filter(|word| !word.is_empty());
    words().count() <= WORDS_OF_SIGNATURE
        && words().next().is_some_and(|first| first.starts_with(char::is_uppercase))
        && !words().any(is_office)
        && !name.contains(|sign: char| sign.is_ascii_digit() || "!?:;%".contains(sign))
}

/// Whether a block is the name of a person and nothing else: "Chloe H.", "G. L.", "Imelda Quillfarth".
fn is_name_alone(document: &Document, block: &Block) -> bool {
    let text = document.words_of(block.span).trim();
    if text.len() > LONGEST_SIGNATURE || document.links_touching(block.span).next().is_some() {
        return false;
    }
    let words = || text.split([' ', '.', ',']).filter(|word| !word.is_empty());
    (2..=3).contains(&words().count()) && words().all(is_part_of_name)
}

/// Whether a block is one name and nothing else: "Imelda". Behind what stands in quotation marks from end to end, that is who says it.
fn is_one_name(document: &Document, block: &Block) -> bool {
    let text = document.words_of(block.span).trim();
    let is_long = text.chars().nth(2).is_some() && text.len() <= LONGEST_SIGNATURE;
    let is_text = block.kind == BlockKind::Paragraph && document.links_touching(block.span).next().is_none();
    is_long && is_text && is_part_of_name(text)
}

/// Whether a word can be a part of a customer's name: "Imelda", "H".
fn is_part_of_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| letter.is_lowercase() || matches!(letter, '-' | '\''))
        && !is_office(word)
        && !names::NO_CUSTOMERS.contains(word.to_ascii_lowercase().as_str())
}

/// Whether a word says that the house signs.
fn is_office(word: &str) -> bool {
    names::OFFICES.contains(word.trim_matches('.').to_ascii_lowercase().as_str())
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
