//! Reads the published texts of JSON: front matter, and the structured data of HTML pages (JSON-LD).

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::block::BlockKind;
use crate::builder::Builder;
use crate::not_text::Shown;
use crate::parts::Piece;
use crate::published::Keys;

/// JSON as it is defined (RFC 8259), and no more.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads the values of published keys in an object that is front matter.
///
/// # Errors
/// What is wrong with the JSON, and the byte of the source.
pub fn read_front_matter(
    builder: &mut Builder,
    range: Range<usize>,
    keys: &Keys,
) -> Result<(), (String, usize)> {
    let text = &builder.source()[range.clone()];
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT)
        .map_err(|error| (error.kind().to_string(), range.start + error.range().start))?;
    let mut found = Vec::new();
    if let Some(value) = &parsed.value {
        of_keys(value, keys, &mut Vec::new(), &mut found);
    }
    add_all(builder, range.start, found);
    Ok(())
}

/// Reads the descriptions of structured data. What is not JSON is left alone: it is for machines, and no page needs it.
pub fn read_structured_data(builder: &mut Builder, range: Range<usize>) {
    let text = as_rendered(builder, &range);
    let Ok(parsed) = parse_to_ast(&text, &CollectOptions::default(), &STRICT) else { return };
    let mut found = Vec::new();
    if let Some(value) = &parsed.value {
        of_properties(value, &mut found);
    }
    add_all(builder, range.start, found);
}

/// JSON as a template might make it, of the same length: each expression is a number, as in `"name": {{ title | json }}`, and
/// each tag is white space.
fn as_rendered<'s>(builder: &Builder<'s>, range: &Range<usize>) -> Cow<'s, str> {
    let text = &builder.source()[range.clone()];
    let gaps = builder.gaps_in(range);
    if gaps.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for gap in gaps {
        let start = gap.range.start.max(range.start) - range.start;
        let end = gap.range.end.min(range.end) - range.start;
        let filler = if gap.shown == Shown::Unknown { b'1' } else { b' ' };
        bytes[start..end].fill(filler);
    }
    // A gap begins and ends at a character.
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A published text, with its bytes in the JSON, quotation marks included.
struct Published {
    kind: BlockKind,
    value: String,
    raw: Range<usize>,
}

impl Published {
    fn of(kind: BlockKind, value: &Value<'_>) -> Option<Published> {
        let range = value.range();
        let value = value.as_string_lit()?.value.to_string();
        Some(Published { kind, value, raw: range.start..range.end })
    }
}

fn of_keys(value: &Value<'_>, keys: &Keys, path: &mut Vec<String>, found: &mut Vec<Published>) {
    let object = match value {
        Value::Object(object) => object,
        Value::Array(array) => {
            return array.elements.iter().for_each(|element| of_keys(element, keys, path, found));
        }
        _ => return,
    };
    for property in &object.properties {
        let name = name(&property.name);
        let take = |value: &Value<'_>| {
            let text = value.as_string_lit()?;
            Published::of(keys.kind(path, name, &text.value)?, value)
        };
        match &property.value {
            Value::Array(array) => found.extend(array.elements.iter().filter_map(take)),
            value => found.extend(take(value)),
        }
        path.push(name.to_owned());
        of_keys(&property.value, keys, path, found);
        path.pop();
    }
}

fn of_properties(value: &Value<'_>, found: &mut Vec<Published>) {
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                if let Some(kind) = Keys::kind_of_property(name(&property.name)) {
                    found.extend(Published::of(kind, &property.value));
                }
                if !Keys::is_of_others(name(&property.name)) {
                    of_properties(&property.value, found);
                }
            }
        }
        Value::Array(array) => array.elements.iter().for_each(|element| of_properties(element, found)),
        _ => {}
    }
}

fn name<'a>(name: &'a ObjectPropName<'a>) -> &'a str {
    match name {
        ObjectPropName::String(string) => &string.value,
        ObjectPropName::Word(word) => word.value,
    }
}

fn add_all(builder: &mut Builder, base: usize, found: Vec<Published>) {
    for Published { kind, value, raw } in found {
        let raw = base + raw.start..base + raw.end;
        builder.open(kind);
        let inside = raw.start + 1..raw.end.saturating_sub(1).max(raw.start + 1);
        let pieces =
            pieces_with_escapes(builder.shown(), inside).unwrap_or_else(|| vec![Piece::Decoded(value, raw)]);
        builder.pieces(pieces);
        builder.close();
    }
}

/// Cuts the inside of a string at its escapes, and decodes each; `None` if one is of another kind.
pub fn pieces_with_escapes(source: &str, inside: Range<usize>) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut at = inside.start;
    while let Some(found) = source.get(at..inside.end)?.find('\\') {
        let start = at + found;
        pieces.push(Piece::Source(at..start));
        let sign = source.get(start + 1..inside.end)?.chars().next()?;
        let mut end = start + 1 + sign.len_utf8();
        let decoded = match sign {
            'n' | 'r' | 't' => ' ',
            'u' => {
                end = start + 6;
                char::from_u32(u32::from_str_radix(source.get(start + 2..end)?, 16).ok()?)?
            }
            'b' | 'f' => '\u{200B}',
            other => other,
        };
        pieces.push(Piece::Decoded(decoded.to_string(), start..end));
        at = end;
    }
    pieces.push(Piece::Source(at..inside.end));
    Some(pieces)
}
