//! DOIs, after Crossref's recommended pattern (2015) and the DOI handbook: bare, after a label, or in the address of their
//! resolver.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::identifier::{Identifier, IdentifierKind};
use super::text::{Text, without_sentence_signs};

const FORM: &str = "a DOI is 10., four to nine digits, a slash and the rest, such as 10.5555/12345";

/// `10.1111/jocd.12345`, from its first digit.
pub fn doi(text: &Text<'_>, start: usize, _: usize) -> Option<Identifier> {
    read(text, start, false)
}

/// A DOI after `doi:` or the name of its resolver. There, what is not a DOI is a broken one.
pub fn labelled_doi(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let is_resolver = text.small[start..label].ends_with('/');
    let from = if is_resolver { label } else { text.after_label(label) };
    if let Some(found) = read(text, from, is_resolver) {
        return Some(Identifier { range: start..found.range.end, is_old_form: !is_resolver, ..found });
    }
    let rest = text.small.get(from..)?;
    // "doi.org/the-identifier" is a page of the foundation, and 10/abcd is a short DOI.
    let begins_so = rest.starts_with(|sign: char| sign.is_ascii_digit());
    let is_short = rest.strip_prefix("10/").is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let broken = begins_so && !is_short;
    broken.then(|| Identifier::malformed(IdentifierKind::Doi, start..text.chunk(from).end, FORM))
}

/// The DOI, whole or broken, after the resolver's name in an address; `None` if the address is another page.
pub fn in_address(text: &Text<'_>, from: usize, address: Range<usize>) -> Option<Identifier> {
    let begins_so = text.small.get(from..address.end)?.starts_with("10.");
    begins_so.then(|| match read(text, from, true) {
        Some(found) => Identifier { range: address.start..found.range.end, ..found },
        None => Identifier::malformed(IdentifierKind::Doi, address, FORM),
    })
}

/// A DOI from its first digit. In an address, what follows a question mark or a hash is for the resolver.
fn read(text: &Text<'_>, start: usize, is_address: bool) -> Option<Identifier> {
    text.small.get(start..)?.strip_prefix("10.")?;
    let end = text.digits(start + "10.".len());
    let length = end - start - "10.".len();
    if !(4..=9).contains(&length) {
        return None;
    }
    // A prefix may be divided further: 10.1000.10/123.
    let mut slash = end;
    while text.small[slash..].starts_with('.') && text.digits(slash + 1) > slash + 1 {
        slash = text.digits(slash + 1);
    }
    let rest = &text.small[slash..];
    let sign = ["/", "%2f"].into_iter().find(|sign| rest.starts_with(sign))?;
    let chunk = text.rest_of_doi(slash + sign.len());
    let whole = text.text.get(chunk.clone())?;
    let own = whole.find(['?', '#']).filter(|_| is_address).map_or(whole, |end| &whole[..end]);
    let decoded = decoded(own);
    // This is done again, so that the address of the DOI is read as the same DOI.
    let suffix = without_sentence_signs(&decoded);
    if suffix.is_empty() {
        return None;
    }
    let value = format!("{}/{suffix}", &text.small[start..slash]);
    Some(Identifier::new(IdentifierKind::Doi, start..chunk.end, value))
}

/// A text with `%2F` and the like decoded, if the result has only visible characters.
fn decoded(text: &str) -> Cow<'_, str> {
    let decoded = percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text));
    let is_visible = !decoded.chars().any(|sign| sign.is_control() || sign.is_whitespace());
    if is_visible { decoded } else { Cow::Borrowed(text) }
}
