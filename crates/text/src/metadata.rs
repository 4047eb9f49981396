//! Reads the title and description that the code of MDX exports: `export const metadata = { title: "…" }`.
//!
//! The code is not run or parsed. A key that is published, right before a plain string, is enough.

use std::ops::Range;

use crate::builder::Builder;
use crate::json::pieces_with_escapes;
use crate::parts::Piece;
use crate::published::Keys;

/// Names of exported objects that describe the page, and not something on it.
const OBJECTS: &[&str] = &["metadata", "meta", "frontmatter", "frontMatter", "seo", "pageMeta", "head"];

/// Reads the published strings in some code. Returns whether it describes the page.
pub fn read(builder: &mut Builder, code: Range<usize>, keys: &Keys) -> bool {
    let source = builder.source();
    let text = &source[code.clone()];
    if !describes_page(text) {
        return false;
    }
    let mut at = 0;
    while let Some(found) = text[at..].find(['"', '\'', '`']) {
        let start = at + found;
        let quote = text[start..].chars().next().unwrap_or_default();
        let Some(length) = length_of_string(&text[start + 1..], quote) else {
            at = start + 1;
            continue;
        };
        let inside = code.start + start + 1..code.start + start + 1 + length;
        at = start + 1 + length + 1;
        let kind = key_before(&text[..start]).and_then(|key| keys.kind(&[], key, &source[inside.clone()]));
        if let Some(kind) = kind {
            builder.open(kind);
            let pieces = pieces_with_escapes(source, inside.clone());
            builder.verbatim_pieces(pieces.unwrap_or_else(|| vec![Piece::Source(inside)]));
            builder.close();
        }
    }
    true
}

/// Whether code exports an object that describes the page, or a title or description by itself.
fn describes_page(code: &str) -> bool {
    code.split("export").skip(1).any(|export| {
        let rest = export.trim_start();
        let Some(rest) = rest.strip_prefix("const ").or_else(|| rest.strip_prefix("let ")) else {
            return false;
        };
        let name = rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or_default();
        OBJECTS.contains(&name) || Keys::default().kind(&[], name, "").is_some()
    })
}

/// The key that a value belongs to, which comes right after it: `title: `, `"title": `, `title = `.
fn key_before(code: &str) -> Option<&str> {
    let before = code.trim_end().strip_suffix([':', '='])?.trim_end();
    let before = before.strip_suffix(['"', '\'']).unwrap_or(before);
    let start = before.rfind(|sign: char| !sign.is_alphanumeric() && sign != '_').map_or(0, |at| at + 1);
    before.get(start..).filter(|key| !key.is_empty())
}

/// The length of a string in bytes, up to its closing quotation mark; `None` where it has none, or is made of parts.
fn length_of_string(rest: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' if quote != '`' => return None,
            '$' if quote == '`' && rest[at..].starts_with("${") => return None,
            _ if sign == quote => return Some(at),
            _ => {}
        }
    }
    None
}
