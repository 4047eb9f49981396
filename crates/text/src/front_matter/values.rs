//! A published value of front matter becomes a block, with each character mapped to where the source writes it.

use std::collections::VecDeque;
use std::ops::Range;

use crate::block::BlockKind;
use crate::builder::Builder;
use crate::parts::Piece;

/// Takes the comments before a byte of the source.
pub(super) fn take_before(builder: &mut Builder, comments: &mut VecDeque<Range<usize>>, at: usize) {
    while comments.front().is_some_and(|comment| comment.end <= at) {
        comments.pop_front().into_iter().for_each(|comment| builder.comment(comment));
    }
}

/// Adds a value as a block, with each character mapped to where the source writes it.
pub(super) fn add(builder: &mut Builder, kind: BlockKind, value: &str, raw: Range<usize>, plain: bool) {
    if is_code(value) {
        return;
    }
    builder.open(kind);
    let pieces = align(value, &builder.source()[raw.clone()], raw.start, plain)
        .unwrap_or_else(|| vec![Piece::Decoded(value.to_owned(), raw)]);
    builder.pieces(pieces);
    builder.close();
}

/// Whether a value is a style sheet or a script, as tools make descriptions of the beginning of a page.
fn is_code(value: &str) -> bool {
    value.contains("!important")
        || value.contains('{') && value.contains([';', '=', ':']) && !value.contains("{{")
}

/// How many bytes there are before the characters of a value that has a sign for its style: a quotation mark, or the line that begins a
/// block (`>-`, `|2`), in which a mark belongs to the value.
fn before_value(raw: &str) -> usize {
    match raw.bytes().next() {
        Some(b'|' | b'>') => raw.find('\n').unwrap_or(raw.len()),
        Some(b'"' | b'\'') => 1,
        _ => 0,
    }
}

/// Finds the characters of a decoded value in its raw form, and passes over quotes, indents and line folds. `None` if the
/// raw form writes a character otherwise, as an escape does.
fn align(value: &str, raw: &str, base: usize, plain: bool) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut at = if plain { 0 } else { before_value(raw) };
    for character in value.chars() {
        let rest = &raw[at..];
        if character.is_whitespace() {
            let run = rest.len() - rest.trim_start().len();
            if run > 0 {
                pieces.push(Piece::Source(base + at..base + at + run));
            }
            at += run;
            continue;
        }
        at += rest.len() - rest.trim_start().len();
        if !raw[at..].starts_with(character) {
            return None;
        }
        let end = at + character.len_utf8();
        match pieces.last_mut() {
            Some(Piece::Source(last)) if last.end == base + at => last.end = base + end,
            _ => pieces.push(Piece::Source(base + at..base + end)),
        }
        at = end;
    }
    Some(pieces)
}
