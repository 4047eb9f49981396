//! The numbers of clinical trials in their registries.

use std::ops::Range;

use super::identifier::{Identifier, IdentifierKind};
use super::text::Text;

/// `NCT01234567`
pub fn nct(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let from = label + usize::from(text.small[label..].starts_with([' ', '-', ':']));
    let end = text.digits(from);
    if end == from || (from > label && end - from < 4) {
        return None;
    }
    if from == label && end - from == 8 {
        let value = format!("NCT{}", &text.small[from..end]);
        return Some(Identifier::new(IdentifierKind::Nct, start..end, value));
    }
    let form = "an NCT number is NCT and eight digits, without a space";
    Some(Identifier::malformed(IdentifierKind::Nct, start..end, form))
}

/// `ISRCTN12345678`
pub fn isrctn(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let form = "an ISRCTN number is ISRCTN and eight digits";
    registered(text, IdentifierKind::Isrctn, start..label, 8, form)
}

/// `ACTRN12345678901234`
pub fn actrn(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let form = "an ACTRN number is ACTRN and fourteen digits";
    registered(text, IdentifierKind::Actrn, start..label, 14, form)
}

fn registered(
    text: &Text<'_>,
    kind: IdentifierKind,
    label: Range<usize>,
    length: usize,
    form: &'static str,
) -> Option<Identifier> {
    let from = text.after_label(label.end);
    let end = text.digits(from);
    match end - from {
        0 => None,
        digits if digits == length => {
            let value = text.small[label.clone()].to_ascii_uppercase() + &text.small[from..end];
            Some(Identifier::new(kind, label.start..end, value))
        }
        _ => Some(Identifier::malformed(kind, label.start..end, form)),
    }
}

/// `EudraCT 2010-012345-12`
pub fn eudract(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let rest = &text.small[label..];
    let names = [" number", " no."].into_iter().find(|name| rest.starts_with(name)).map_or(0, str::len);
    let from = text.after_label(label + names);
    if !text.small[from..].starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let chunk = text.chunk(from);
    let value = &text.small[chunk.clone()];
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_plain && lengths == [4, 6, 2] {
        return Some(Identifier::new(IdentifierKind::Eudract, start..chunk.end, value));
    }
    let form = "an EudraCT number is a year, six digits and two digits, such as 2010-012345-12";
    Some(Identifier::malformed(IdentifierKind::Eudract, start..chunk.end, form))
}
