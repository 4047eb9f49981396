//! The numbers of books and journals, whose last digit checks the others.

use super::identifier::{Identifier, IdentifierFault, IdentifierKind};
use super::text::Text;

/// `ISBN 978-3-16-148410-0`, `ISBN-10: 0-306-40615-2`
pub fn isbn(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let rest = &text.small[label..];
    let edition = ["-13", "-10"].into_iter().find(|edition| rest.starts_with(edition)).map_or(0, str::len);
    let (digits, end) = digits_from(text, text.after_label(label + edition), 13);
    let fault = match digits.len() {
        0 => return None,
        10 => (checksum_of_ten(&digits) != Some(0)).then_some(IdentifierFault::Checksum),
        13 if digits.starts_with("978") || digits.starts_with("979") => {
            (checksum_of_thirteen(&digits) != Some(0)).then_some(IdentifierFault::Checksum)
        }
        _ => {
            Some(IdentifierFault::Malformed("an ISBN has ten digits, or thirteen that begin with 978 or 979"))
        }
    };
    let identifier = Identifier::new(IdentifierKind::Isbn, start..end, digits);
    Some(Identifier { fault, ..identifier })
}

/// `ISSN 2049-3630`
pub fn issn(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let (digits, end) = digits_from(text, text.after_label(label), 8);
    let fault = match digits.len() {
        0 => return None,
        8 => {
            let sum = weighted(&digits, (2..=8).rev().chain([1]));
            (sum.map(|sum| sum % 11) != Some(0)).then_some(IdentifierFault::Checksum)
        }
        _ => Some(IdentifierFault::Malformed("an ISSN has eight digits, such as 2049-3630")),
    };
    let value = if digits.len() == 8 { format!("{}-{}", &digits[..4], &digits[4..]) } else { digits };
    let identifier = Identifier::new(IdentifierKind::Issn, start..end, value);
    Some(Identifier { fault, ..identifier })
}

/// Up to this many digits with single spaces and hyphens between them, and where they end. The last may be an X.
fn digits_from(text: &Text<'_>, from: usize, most: usize) -> (String, usize) {
    let bytes = text.small.as_bytes();
    let (mut digits, mut end, mut at) = (String::new(), from, from);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' | b'x' if digits.len() < most + 1 => {
                digits.push(char::from(byte.to_ascii_uppercase()));
                at += 1;
                end = at;
                if *byte == b'x' {
                    break;
                }
            }
            b' ' | b'-' if at == end && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => at += 1,
            _ => break,
        }
    }
    // A page or a year may follow a complete number.
    if digits.len() > 10 && digits.len() < 13 && checksum_of_ten(&digits[..10]) == Some(0) {
        digits.truncate(10);
    }
    (digits, end)
}

/// The checksum of ten digits, which is zero for a right number.
fn checksum_of_ten(digits: &str) -> Option<u32> {
    weighted(digits, (1..=10).rev()).map(|sum| sum % 11)
}

/// The checksum of thirteen digits, which is zero for a right number.
fn checksum_of_thirteen(digits: &str) -> Option<u32> {
    weighted(digits, [1, 3].into_iter().cycle()).map(|sum| sum % 10)
}

/// The sum of the digits by their weights. X is ten, and only the last may be one.
fn weighted(digits: &str, weights: impl Iterator<Item = u32>) -> Option<u32> {
    let last = digits.len().checked_sub(1)?;
    let values = digits.chars().enumerate().map(|(index, digit)| match digit {
        'X' => (index == last).then_some(10),
        digit => digit.to_digit(10),
    });
    let values: Vec<u32> = values.collect::<Option<_>>()?;
    Some(values.into_iter().zip(weights).map(|(value, weight)| value * weight).sum())
}
