//! Brackets and quotation marks without a counterpart, block by block.

use claimlint_base::span::Span;
use claimlint_rules::Slip;
use claimlint_text::{Block, BlockKind, Document};

use super::face::is_mouth;
use super::found_slip::FoundSlip;
use super::line::OBJECT_SIGN;

/// Finds them in a block.
pub fn find(document: &Document, block: &Block, found: &mut Vec<FoundSlip>) {
    // The labels of menus are cut off where there is no more room.
    let is_prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote);
    if !is_prose || block.furniture.is_some() {
        return;
    }
    let text = document.words_of(block.span);
    let mut report = |at: usize| {
        let start = block.span.start() + at;
        found.push(FoundSlip::new(Slip::UnpairedMark, Span::of(start..start + 1), ""));
    };
    // A table of signs has each of them alone.
    let has_words = text.contains(char::is_alphabetic);
    // A teaser is cut off before what would close the bracket.
    let is_cut = ["…", ".."].iter().any(|dots| text.trim_end().ends_with(dots));
    if has_words && !is_cut && memchr::memchr2(b'(', b')', text.as_bytes()).is_some() {
        // A bracket may hold several paragraphs.
        let single = |block: Option<&Block>| {
            block.is_some_and(|block| !brackets(document.words_of(block.span)).is_empty())
        };
        let mut alone = brackets(text);
        // "image%20(1": a part of an address.
        alone.retain(|at| {
            let around = document.stretch_around(Span::at(block.span.start() + at));
            !around.is_some_and(|around| document.words_of(around).contains('%'))
        });
        if !alone.is_empty() && !neighbours(document, block).into_iter().any(single) {
            alone.into_iter().for_each(&mut report);
        }
    }
    if let Some(at) = quotation(document, block, text) {
        report(at);
    }
}

/// Round brackets without a counterpart. `a)` and `:)` do not count.
fn brackets(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut single = Vec::new();
    for at in memchr::memchr2_iter(b'(', b')', bytes) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let is_face = is_mouth(before, char::from(bytes[at]), after);
        if bytes[at] == b'(' {
            if !is_face {
                open.push(at);
            }
        } else if open.pop().is_none() && !is_face && !is_list_sign(&text[..at]) {
            single.push(at);
        }
    }
    single.extend(open);
    single
}

/// `iii)`
const LONGEST_LIST_SIGN: usize = 3;

/// Whether what is before a bracket is the letter or number of a list: `a)`, `12)`, `iv)`.
fn is_list_sign(before: &str) -> bool {
    // More letters are none, however many come before them.
    let near = before.char_indices().rev().nth(LONGEST_LIST_SIGN).map_or(0, |(at, _)| at);
    let sign = before[near..].rsplit([' ', '\n']).next().unwrap_or_default();
    let is_number = |sign: &str| sign.chars().all(|digit| digit.is_ascii_digit());
    sign.len() <= 1
        || (sign.len() <= LONGEST_LIST_SIGN
            && (is_number(sign) || sign.chars().all(|sign| "ivx".contains(sign))))
}

/// The one quotation mark of a block. With more it is not plain which is alone; a quotation over several paragraphs
/// opens each of them; `6"` and `½"` are measures.
fn quotation(document: &Document, block: &Block, text: &str) -> Option<usize> {
    let at = memchr::memchr(b'"', text.as_bytes())?;
    let (before, after) = (&text[..at], &text[at + 1..]);
    let is_measure = before.ends_with(char::is_numeric);
    // "Home » Facials", and the same between template code.
    let is_apart = [' ', OBJECT_SIGN];
    let separates = before.ends_with(is_apart) && after.starts_with(is_apart);
    if after.contains('"') || is_measure || separates || before.is_empty() || after.is_empty() {
        return None;
    }
    let is_part_of_speech = |block: Option<&Block>| {
        block.is_some_and(|block| document.words_of(block.span).matches('"').count() % 2 == 1)
    };
    (!neighbours(document, block).into_iter().any(is_part_of_speech)).then_some(at)
}

/// The blocks before and after.
fn neighbours<'d>(document: &'d Document, block: &Block) -> [Option<&'d Block>; 2] {
    let blocks = document.blocks();
    let own = blocks.partition_point(|other| other.span.start() < block.span.start());
    [own.checked_sub(1).and_then(|index| blocks.get(index)), blocks.get(own + 1)]
}
