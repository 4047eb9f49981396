//! Names between signs: emoji, and placeholders of mailings.

use claimlint_base::source::floor_boundary;

use super::found::Shown;
use super::scan::Scan;

/// No name is longer, in bytes.
const LONGEST: usize = 60;

/// Takes `:smile:`. What comes right after a letter or figure does not count: `10:30:15`.
pub fn emoji(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let end = between(scan.text, at, ":", |byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-')
    })?;
    let name = &scan.text[at + 1..end - 1];
    name.starts_with(|first: char| first.is_ascii_lowercase() || matches!(first, '+' | '-'))
        .then(|| scan.gap(at..end, Shown::Unknown))
        .flatten()
}

/// Takes `%NAME%`, `%recipient.name%` and `%%name%%`, as programs for mailings have them.
pub fn placeholder_between_percent_signs(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let sign = if scan.text[at..].starts_with("%%") { "%%" } else { "%" };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let end = between(scan.text, at, sign, is_name)?;
    // "5%20%" does not count.
    let name = &scan.text[at + sign.len()..end - sign.len()];
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_').then_some(())?;
    scan.gap(at..end, Shown::Unknown)
}

/// The end of a name between the same signs, with no letter or figure right before or after.
fn between(text: &str, at: usize, sign: &str, is_name: impl Fn(u8) -> bool) -> Option<usize> {
    let inside = text[at..].strip_prefix(sign)?;
    let near = &inside[..floor_boundary(inside, LONGEST)];
    let length = near.bytes().take_while(|byte| is_name(*byte)).count();
    let end = at + sign.len() + length + sign.len();
    let is_closed = length > 0 && inside[length..].starts_with(sign);
    let is_part =
        |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == ':' || sign == '%');
    let stands_alone =
        is_closed && !is_part(text[..at].chars().next_back()) && !is_part(text[end..].chars().next());
    stands_alone.then_some(end)
}
