//! Decodes what strings write as escapes, with the place of each sign.

use std::ops::Range;

use super::places::Decoded;

/// Whose escapes a string has, besides those that all have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// JSON, JSON5 and TOML.
    Json,
    /// YAML.
    Yaml,
    /// Gettext, which has those of C, and iOS.
    Gettext,
}

/// The inside of a string of JSON, JSON5, TOML, C, YAML or a catalogue of iOS, all of which escape by a backslash. `\u` with
/// surrogates is one sign; an escape that no format knows is the sign itself.
pub fn backslashed(source: &str, inside: Range<usize>, dialect: Dialect) -> Decoded {
    let mut decoded = Decoded::default();
    let mut at = inside.start;
    while let Some(found) = source.get(at..inside.end).and_then(|rest| rest.find('\\')) {
        decoded.same(source, at..at + found);
        at += found;
        at = escape(source, at, inside.end, dialect, &mut decoded);
    }
    decoded.same(source, at..inside.end);
    decoded
}

/// Adds the sign of the escape that begins with this byte, and returns its end.
pub fn escape(source: &str, at: usize, limit: usize, dialect: Dialect, decoded: &mut Decoded) -> usize {
    let Some(sign) = source.get(at + 1..limit).and_then(|rest| rest.chars().next()) else {
        decoded.same(source, at..limit);
        return limit;
    };
    let end = at + 1 + sign.len_utf8();
    let short = match sign {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'b' => "\u{8}",
        'f' => "\u{C}",
        'v' => "\u{B}",
        'a' if dialect != Dialect::Json => "\u{7}",
        '0' => "\0",
        'e' if dialect == Dialect::Yaml => "\u{1B}",
        'N' if dialect == Dialect::Yaml => "\u{85}",
        '_' if dialect == Dialect::Yaml => "\u{A0}",
        'L' if dialect == Dialect::Yaml => "\u{2028}",
        'P' if dialect == Dialect::Yaml => "\u{2029}",
        '\n' => return end,
        '\r' => return end + usize::from(source[end..limit].starts_with('\n')),
        'x' | 'u' | 'U' => return numbered(source, at, sign, limit, decoded),
        _ => {
            decoded.sign(source.get(at + 1..end).unwrap_or_default(), at..end);
            return end;
        }
    };
    decoded.sign(short, at..end);
    end
}

/// Adds the sign that an escape names by its number: `\x41`, `\u0041`, `\u{41}`, `\U00000041`.
fn numbered(source: &str, at: usize, sign: char, limit: usize, decoded: &mut Decoded) -> usize {
    let digits = at + 2;
    if let Some(rest) = source.get(digits..limit).and_then(|rest| rest.strip_prefix('{'))
        && let Some(length) = rest.bytes().take(MOST_DIGITS).position(|byte| byte == b'}')
    {
        let end = digits + 1 + length + 1;
        push(char_of(&rest[..length]), at..end, decoded);
        return end;
    }
    let hexadecimal =
        source.as_bytes()[digits..limit].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let length = match sign {
        'x' => 2,
        // The catalogues of iOS write four digits, YAML and TOML eight.
        'U' if hexadecimal >= 8 => 8,
        _ => 4,
    };
    if hexadecimal < length {
        decoded.sign(source.get(at + 1..digits).unwrap_or_default(), at..digits);
        return digits;
    }
    let end = digits + length;
    let number = u32::from_str_radix(&source[digits..end], 16).unwrap_or(0xFFFD);
    if let 0xD800..0xDC00 = number
        && let Some(low) = source.get(end..limit).and_then(low_surrogate)
    {
        let whole = 0x1_0000 + ((number - 0xD800) << 10) + (low - 0xDC00);
        push(char::from_u32(whole), at..end + 6, decoded);
        return end + 6;
    }
    push(char::from_u32(number), at..end, decoded);
    end
}

/// No number of a character has more digits, with the brace after it.
const MOST_DIGITS: usize = 9;

fn low_surrogate(rest: &str) -> Option<u32> {
    let digits = rest.strip_prefix("\\u").and_then(|rest| rest.get(..4))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    (0xDC00..0xE000).contains(&number).then_some(number)
}

fn char_of(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// Half a surrogate pair is what readers of JSON make of it: the replacement character.
fn push(sign: Option<char>, range: Range<usize>, decoded: &mut Decoded) {
    decoded.sign(sign.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]), range);
}

/// The inside of a string in which a sign is written twice.
pub fn doubled(source: &str, inside: Range<usize>, sign: &str) -> Decoded {
    let twice = sign.repeat(2);
    let mut decoded = Decoded::default();
    let mut at = inside.start;
    while let Some(found) = source.get(at..inside.end).and_then(|rest| rest.find(&twice)) {
        decoded.same(source, at..at + found);
        at += found + twice.len();
        decoded.sign(sign, at - twice.len()..at);
    }
    decoded.same(source, at..inside.end);
    decoded
}

/// A text as it stands.
pub fn verbatim(source: &str, range: Range<usize>) -> Decoded {
    let mut decoded = Decoded::default();
    decoded.same(source, range);
    decoded
}

/// A text in which line ends are written as `\n`, as WooCommerce does; all else stands as it is.
pub fn escaped_lines(source: &str) -> Decoded {
    let mut decoded = Decoded::default();
    let mut at = 0;
    for (found, sign) in source.match_indices("\\n") {
        decoded.same(source, at..found);
        at = found + sign.len();
        decoded.sign("\n", found..at);
    }
    decoded.same(source, at..source.len());
    decoded
}
