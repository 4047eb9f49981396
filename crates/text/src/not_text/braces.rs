//! Single braces: placeholders, and attribute lists of Markdown.

use claimlint_base::source::floor_boundary;

use super::found::Shown;
use super::scan::Scan;

/// No placeholder is longer, in bytes.
const LONGEST: usize = 300;

/// The sign that opens a comment of kramdown.
const COMMENT: &str = "{::comment}";

/// More words side by side are prose.
const MOST_WORDS: usize = 3;

/// Takes `{::comment}…`, `{name}`, `{0}`, `{count, plural, …}`, `{.class #id}` and what else is in one pair of braces on a line and no prose.
pub fn placeholder(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    if scan.text[at..].starts_with(COMMENT)
        && let Some(end) = comment(scan, at)
    {
        return Some(end);
    }
    let end = end_of_braces(scan, at)?;
    let inside = &scan.text[at + 1..end - 1];
    if is_prose(inside) {
        return None;
    }
    let is_tag = inside.starts_with([':', '.', '#', '/', '@']);
    scan.gap(at..end, if is_tag { Shown::Tag } else { Shown::Unknown })
}

/// Takes a comment of kramdown: `{::comment}…{:/comment}`, or up to `{:/}`.
fn comment(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let start = at + COMMENT.len();
    let close = ["{:/comment}", "{:/}"].iter().filter_map(|sign| Some((scan.next(sign, start)?, sign.len())));
    let (close, length) = close.min()?;
    let end = scan.gap(at..close + length, Shown::Nothing)?;
    scan.found.comments.push(start..close);
    Some(end)
}

/// Takes `${price}` and `#{name}`.
pub fn with_sign(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let end = end_of_braces(scan, at + 1)?;
    scan.gap(at..end, Shown::Unknown)
}

/// One past the brace that closes the one at a byte, on the same line.
fn end_of_braces(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text;
    scan.next("}", at).filter(|next| *next < at + LONGEST)?;
    let near = &text[at..floor_boundary(text, at + LONGEST)];
    let mut depth = 0_usize;
    for (index, byte) in near.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + index + 1),
            b'}' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// Whether words are written in the braces, as an aside or to choose from.
fn is_prose(inside: &str) -> bool {
    let words = inside.split_whitespace();
    let is_word = |word: &str| {
        let bare = word.trim_matches(|sign: char| matches!(sign, ',' | '.' | '!' | '?' | '"'));
        !bare.is_empty()
            && bare.chars().all(|sign| sign.is_alphabetic() || matches!(sign, '\'' | '\u{2019}' | '-'))
    };
    // A pipe without space separates words to choose from: `{great|superb}`.
    let is_choice =
        inside.contains('|') && inside.split('|').all(|part| part.split_whitespace().all(is_word));
    let ends_sentence = inside.ends_with(['.', '!', '?']);
    is_choice
        || (words.clone().count() > MOST_WORDS || ends_sentence)
            && words.clone().all(is_word)
            && words.count() > 1
}
