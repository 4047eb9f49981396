//! What has letters and is no word that can be misspelt: a drawn-out cry, a word that was cut off, the name of a thing in a program, the
//! code of a voucher, a word that is quoted, a part of a code, a measure or an address.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::dictionary::suggest::Suggestion;
use claimlint_text::BlockKind;

use super::line::{Line, OBJECT_SIGN};
use super::shape::{SHORTEST, Shape};
use super::unknown::{COMMONEST, Unknown};

/// Whether a token is a word by itself: not part of a code, a measure or an address. What was meant by it tells a slip from an affix.
pub fn is_plain(line: &Line<'_>, index: usize, meant: Option<&Suggestion>) -> bool {
    let text = line.document.text();
    let span = line.span(index);
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let (before, after) = (text[..span.start()].chars().next_back(), text[span.end()..].chars().next());
    // A prefix before its hyphen, an ending after one.
    let is_combining = after == Some('-')
        && line.word(index).ends_with('o')
        && line.word(index).chars().all(char::is_lowercase);
    let is_affix =
        is_combining || after == Some('-') && span.len() <= 6 || before == Some('-') && span.len() <= 4;
    // "lomg-lasting": a common word with a slip is none.
    let is_affix = is_affix
        && (is_combining
            || span.len() < SHORTEST
            || before == Some('-')
            || !meant.is_some_and(|meant| {
                meant.distance == 1 && meant.is_likely && meant.entry.level() <= COMMONEST
            }));
    // "goin'": the apostrophe is for the letter that is not spoken.
    let is_spoken = after == Some('\'')
        && line.word(index).ends_with("in")
        && line.knows(&format!("{}g", line.word(index)));
    // What touches a gap is a part of what is there.
    let is_part = [before, after].contains(&Some(OBJECT_SIGN));
    // "10.1016/j.jaad.2011.10.027", and "cleo.velmora": the name of an account.
    let goes_on = |sign: char| sign.is_ascii_digit() || sign.is_ascii_lowercase();
    let is_part = is_part
        || text[span.end()..].strip_prefix('.').is_some_and(|rest| rest.starts_with(goes_on))
        || text[..span.start()].strip_suffix('.').is_some_and(|rest| rest.ends_with(goes_on))
            && line.word(index).starts_with(|sign: char| sign.is_ascii_lowercase());
    // "-caine" in quotation marks is an ending, however long.
    let is_quoted_ending = text[..span.start()].ends_with("\"-") || text[..span.start()].ends_with("'-");
    // "calc(100%": what a program calls. A known word there only lacks its space.
    let is_called = after == Some('(') && !line.knows(line.word(index));
    line.is_word(index)
        && !is_spoken
        && !is_part
        // "wasn&rsquo;t": a reference to a character that was written as text.
        && after != Some('&')
        && !is_called
        && !is_digit(before)
        && !is_digit(after)
        && !is_affix
        && !is_quoted_ending
        && !is_drawn_out(line, index)
        && !is_cut_off(line, span)
        && !is_identifier(line, span)
        && !line.is_address(index)
}

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
