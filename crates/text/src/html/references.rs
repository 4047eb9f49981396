//! Character references, such as `&eacute;`: what they become in the text, and where they are in the source.

use std::ops::Range;

use crate::builder::Builder;
use crate::parts::Piece;

/// Adds a stretch of the source with its character references decoded.
pub fn text_with_references(builder: &mut Builder, range: Range<usize>) {
    let source = builder.shown();
    if source.get(range.clone()).is_none_or(|text| memchr::memchr(b'&', text.as_bytes()).is_none()) {
        return builder.text(range);
    }
    let pieces = pieces_with_references(source, range);
    builder.pieces(pieces);
}

/// Cuts a stretch of the source at its character references, and decodes each.
pub fn pieces_with_references(source: &str, range: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    // How far the source is read, and how far it is in pieces.
    let (mut read, mut at) = (range.start, range.start);
    while let Some(found) = source.get(read..range.end).and_then(|rest| memchr::memchr(b'&', rest.as_bytes()))
    {
        let start = read + found;
        let name = source[start + 1..range.end]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .take(40)
            .count();
        read = start + 1 + name;
        read += usize::from(source[read..range.end].starts_with(';'));
        let decoded = htmlize::unescape(&source[start..read]);
        if decoded != source[start..read] {
            pieces.push(Piece::Source(at..start));
            pieces.push(Piece::Decoded(decoded.into_owned(), start..read));
            at = read;
        }
    }
    pieces.push(Piece::Source(at..range.end));
    pieces
}
