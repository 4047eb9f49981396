//! What has letters and is no word that can be misspelt: a drawn-out cry, a word that was cut off, the name of a thing in a program, the
//! code of a voucher, a word that is quoted.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_text::BlockKind;

use super::line::Line;
use super::shape::Shape;
use super::unknown::Unknown;

/// Whether a word has a vowel three times at its end, or four times anywhere, as someone says it who is moved: "sooo", "loooove". A
/// word that has two of them of its own is none: "threee".
pub fn is_drawn_out(line: &Line<'_>, index: usize) -> bool {
    let word = line.word(index);
    let is_row =
        |letters: &[u8]| letters.iter().all(|letter| *letter == letters[0] && b"aeiouy".contains(letter));
    let bytes = word.as_bytes();
    let ends_with_row = bytes.last_chunk::<3>().is_some_and(|end| is_row(end));
    if bytes.windows(4).any(is_row) {
        return true;
    }
    ends_with_row && !(word.is_ascii() && line.knows(&word[..word.len() - 1]))
}

/// A description this long, in bytes, that ends inside a word was cut where its letters were counted.
const SHORTEST_CUT: usize = 100;

/// Whether a block ends with a word and dots right after it: a teaser is cut off where its letters are counted, "hairc…". So is
/// a description for search results, with no dots.
pub fn is_cut_off(line: &Line<'_>, word: Span) -> bool {
    let after = &line.document.text()[word.end()..line.block.span.end()];
    let is_end = after.starts_with('…') || after.starts_with("..");
    // A description that a program cut has no sign for it.
    if line.block.kind == BlockKind::Description
        && line.block.span.len() >= SHORTEST_CUT
        && after.trim_matches([' ', '"']).is_empty()
    {
        line.looks_around();
        return true;
    }
    if is_end {
        line.looks_around();
    }
    let after = after.trim_start_matches(['.', '…']);
    // "official publicat...)", within brackets.
    is_end && (after.starts_with([')', ']']) || after.trim_start_matches([' ', '"', '\'', ']']).is_empty())
}

/// A longer one is no name of a thing in a program, in bytes.
const LONGEST_IDENTIFIER: usize = 100;

/// Whether a sentence is nothing but words with hyphens between them, all in small letters: "icon-logo-dribbble".
pub fn is_identifier(line: &Line<'_>, word: Span) -> bool {
    let words = line.document.words_of(line.sentence).trim();
    if words.len() > LONGEST_IDENTIFIER {
        return false;
    }
    let is_part = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    word.len() < words.len()
        && words.chars().all(is_part)
        && words.bytes().filter(|byte| *byte == b'-').count() > 1
}

/// Whether a word is the code of a voucher: `use "GLOWMORE"`, "with code GLOWMORE", and `code "glowmore"` in small letters.
pub fn is_voucher(line: &Line<'_>, index: usize, word: &Unknown) -> bool {
    let before = |count: usize| index.checked_sub(count).map_or("", |at| line.small(at));
    let is_named = |count: &usize| english::BEFORE_VOUCHERS.contains(before(*count));
    let is_quoted = before(1) == "\"" && line.word(index + 1) == "\"";
    let is_code = |count: usize| matches!(before(count), "code" | "codes" | "coupon" | "voucher");
    let is_small_code = is_code(1) || matches!(before(1), "\"" | ":") && is_code(2);
    is_small_code || word.shape == Shape::Capitals && (is_quoted || [1, 2].iter().any(is_named))
}

/// Whether a word is between quotation marks, with at most two others.
pub fn is_in_short_quotation(line: &Line<'_>, index: usize) -> bool {
    let is_quote = |at: &usize| line.word(*at) == "\"";
    let before = (index.saturating_sub(3)..index).rev().find(is_quote);
    let following = (index + 1..(index + 4).min(line.tokens.len())).find(is_quote);
    before.zip(following).is_some_and(|(before, following)| following - before <= 4)
}
