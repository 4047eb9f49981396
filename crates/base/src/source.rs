//! One file's text, and the line and column of each byte. `decoding` turns the bytes into text.
//!
//! A source knows nothing about Markdown, HTML or sentences; that is for the crate `claimlint-text`. Positions are
//! given in the bytes of the file as it is on disk, so a byte order mark and UTF-16 are counted in.

mod decoding;
mod lines;

use std::sync::OnceLock;

use serde::Serialize;

pub use decoding::{DecodeError, LARGEST_FILE};
use decoding::{decode_declared, decode_utf8, decode_utf16};
use lines::line_starts;

use crate::parts::Parts;
use crate::span::Span;

/// How many bytes of text lie between two remembered counts of characters. Smaller costs memory, larger costs time
/// on a file that is one long line.
const MARK_EVERY: usize = 1 << 10;

/// What the system says, for people.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
        std::io::ErrorKind::InvalidInput | std::io::ErrorKind::FileTooLarge => error.to_string(),
        std::io::ErrorKind::InvalidFilename => "its path is longer than the system allows".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}

/// What the system says about a file that is to be written, for people.
pub fn reason_not_written(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "no permission to write it".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Offset in the file as it is on disk, in bytes from 0; in a file that is made of parts, offset in the part.
    pub byte: usize,
    /// Line, from 1. `\n`, `\r\n` and `\r` end a line; in a file that is made of parts, a line is a paragraph with text.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

#[derive(Debug)]
enum Encoding {
    Utf8 {
        mark: usize,
    },
    Utf16 {
        big: bool,
    },
    /// What the page says, with the places of characters where they have different lengths.
    Declared {
        encoding: &'static encoding_rs::Encoding,
        places: Vec<(u32, u32)>,
    },
    /// What a reader took out of the parts of a file.
    Parts(Box<Parts>),
}

/// The decoded text of one file.
#[derive(Debug)]
pub struct Source {
    text: String,
    encoding: Encoding,
    /// Where lines start.
    lines: OnceLock<Vec<u32>>,
    /// How much text precedes every [`MARK_EVERY`]th byte; counted only for texts with very long lines.
    marks: OnceLock<Vec<Count>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    characters: usize,
    utf16_units: usize,
}

impl Source {
    /// A source from text that is already decoded, such as an example of a rule.
    pub fn from_text(text: impl Into<String>) -> Source {
        Source::new(text.into(), Encoding::Utf8 { mark: 0 })
    }

    /// A source from the text of a file that is made of several parts. Each of its lines is a paragraph.
    pub fn from_parts(text: String, parts: Parts) -> Source {
        Source::new(text, Encoding::Parts(Box::new(parts)))
    }

    /// Where in the parts of the file the text stands, if the file is made of parts.
    pub fn parts(&self) -> Option<&Parts> {
        match &self.encoding {
            Encoding::Parts(parts) => Some(parts),
            _ => None,
        }
    }

    fn new(text: String, encoding: Encoding) -> Source {
        Source { text, encoding, lines: OnceLock::new(), marks: OnceLock::new() }
    }

    /// Decodes UTF-8 (a byte order mark is skipped), UTF-16 that opens with its byte order mark, or else what the page itself
    /// says that it is.
    ///
    /// # Errors
    /// Bytes that are not text, with the place of the first.
    pub fn decode(bytes: Vec<u8>) -> Result<Source, DecodeError> {
        if bytes.len() > LARGEST_FILE {
            return Err(DecodeError::TooLarge { bytes: bytes.len() });
        }
        let (text, encoding) = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => {
                (decode_utf16(rest, u16::from_le_bytes)?, Encoding::Utf16 { big: false })
            }
            [0xFE, 0xFF, rest @ ..] => {
                (decode_utf16(rest, u16::from_be_bytes)?, Encoding::Utf16 { big: true })
            }
            [0xEF, 0xBB, 0xBF, rest @ ..] => {
                let text = decode_utf8(rest.to_vec(), 3).map_err(|(_, error)| error)?;
                (text, Encoding::Utf8 { mark: 3 })
            }
            _ => match decode_utf8(bytes, 0) {
                Ok(text) => (text, Encoding::Utf8 { mark: 0 }),
                Err((bytes, error)) => {
                    let (encoding, decoded) = decode_declared(&bytes, error)?;
                    (decoded.text, Encoding::Declared { encoding, places: decoded.places })
                }
            },
        };
        Ok(Source::new(text, encoding))
    }

    /// The whole text, without a byte order mark. Spans of the source count its bytes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of a text as this file writes them: in its encoding, with its byte order mark.
    pub fn encode(&self, text: &str) -> Vec<u8> {
        let units =
            |unit: fn(u16) -> [u8; 2]| "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(unit);
        match &self.encoding {
            Encoding::Utf8 { mark: 0 } => text.as_bytes().to_vec(),
            Encoding::Utf8 { .. } => ["\u{FEFF}", text].concat().into_bytes(),
            Encoding::Utf16 { big: false } => units(u16::to_le_bytes).collect(),
            Encoding::Utf16 { big: true } => units(u16::to_be_bytes).collect(),
            // What the encoding does not have becomes a character reference: only pages of HTML and XML say theirs.
            Encoding::Declared { encoding, .. } => encoding.encode(text).0.into_owned(),
            // Parts are never written from their text alone.
            Encoding::Parts(_) => text.as_bytes().to_vec(),
        }
    }

    /// The place in the file of a byte of [`Source::text`]. An offset past the end is the end; one inside a character
    /// is its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(&self.text, offset);
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let byte = match &self.encoding {
            Encoding::Declared { places, .. } if places.is_empty() => self.count(offset).characters,
            Encoding::Declared { places, .. } => {
                let at = places.partition_point(|(text, _)| (*text as usize) < offset);
                let end = || places.last().map_or(0, |(text, file)| *file as usize + offset - *text as usize);
                places.get(at).map_or_else(end, |(_, file)| *file as usize)
            }
            Encoding::Utf8 { mark } => offset + mark,
            Encoding::Utf16 { .. } => 2 + 2 * self.count(offset).utf16_units,
            Encoding::Parts(parts) => parts.start(offset).1,
        };
        // The remembered counts pay only on a very long line.
        let before = match offset - start {
            0..MARK_EVERY => self.text[start..offset].chars().count(),
            _ => self.count(offset).characters - self.count(start).characters,
        };
        Position { byte, line: line + 1, column: before + 1 }
    }

    /// The same for the end of a stretch of the text: in a file of several parts, markup may stand between it and what follows.
    pub fn end_position(&self, offset: usize) -> Position {
        let position = self.position(offset);
        let byte = self.parts().map(|parts| parts.end(floor_boundary(&self.text, offset)).1);
        Position { byte: byte.unwrap_or(position.byte), ..position }
    }

    /// The line, counted from 0, that a byte of [`Source::text`] is on.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines().partition_point(|&start| start as usize <= offset).saturating_sub(1)
    }

    /// The span of a line counted from 0, without its line end, in bytes of [`Source::text`]. A line past the last is
    /// empty.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.line_start(line);
        let end = self.lines().get(line + 1).map_or(self.text.len(), |&next| next as usize);
        let bytes = self.text.as_bytes();
        let mut end = end.max(start);
        if end > start && bytes[end - 1] == b'\n' {
            end -= 1;
        }
        if end > start && bytes[end - 1] == b'\r' {
            end -= 1;
        }
        Span::of(start..end)
    }

    fn line_start(&self, line: usize) -> usize {
        self.lines().get(line).map_or(self.text.len(), |&start| start as usize)
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| line_starts(&self.text))
    }

    /// How much text precedes an offset that lies on a character boundary.
    fn count(&self, offset: usize) -> Count {
        let mark = offset / MARK_EVERY;
        let from = floor_boundary(&self.text, mark * MARK_EVERY);
        let marks = self.marks.get_or_init(|| counts(&self.text));
        let known = marks.get(mark).copied().unwrap_or_default();
        known.plus(&self.text[from..offset])
    }
}

fn counts(text: &str) -> Vec<Count> {
    let mut marks = vec![Count::default()];
    let mut from = 0;
    for mark in 1..=text.len() / MARK_EVERY {
        let to = floor_boundary(text, mark * MARK_EVERY);
        marks.push(marks[mark - 1].plus(&text[from..to]));
        from = to;
    }
    marks
}

impl Count {
    fn plus(self, text: &str) -> Count {
        // Bytes that open a four-byte character are the only ones that take two units of UTF-16.
        let wide = text.bytes().filter(|&byte| byte >= 0xF0).count();
        let characters = text.chars().count();
        Count { characters: self.characters + characters, utf16_units: self.utf16_units + characters + wide }
    }
}

/// The last bytes of a text, at most this many, from a character boundary on.
pub fn end_of(text: &str, length: usize) -> &str {
    let from = text.len().saturating_sub(length);
    (from..=text.len()).find_map(|from| text.get(from..)).unwrap_or_default()
}

/// The nearest character boundary at or before an offset in bytes.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: &Source, needle: &str) -> (usize, usize, usize) {
        let position = source.position(source.text().find(needle).unwrap());
        (position.byte, position.line, position.column)
    }

    #[test]
    fn columns_count_characters_and_lines_end_in_three_ways() {
        let source = Source::from_text("é x\r\nsecond\rthird\nfourth");
        assert_eq!(place(&source, "x"), (3, 1, 3));
        assert_eq!(place(&source, "second"), (6, 2, 1));
        assert_eq!(place(&source, "third"), (13, 3, 1));
        assert_eq!(place(&source, "fourth"), (19, 4, 1));
        assert_eq!(&source.text()[source.line_span(0).range()], "é x");
        assert_eq!(&source.text()[source.line_span(3).range()], "fourth");
    }

    #[test]
    fn a_byte_order_mark_counts_as_bytes_but_not_as_a_column() {
        let source = Source::decode(b"\xEF\xBB\xBFbest".to_vec()).unwrap();
        assert_eq!(source.position(0), Position { byte: 3, line: 1, column: 1 });
    }

    #[test]
    fn utf16_is_read_by_its_mark_and_positions_count_its_bytes() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("a\u{1F600}\nb".encode_utf16().flat_map(u16::to_le_bytes));
        let source = Source::decode(bytes).unwrap();
        assert_eq!(place(&source, "b"), (2 + 2 * 4, 2, 1));
    }

    #[test]
    fn a_page_is_read_as_what_it_says_and_positions_count_its_bytes() {
        let page = b"<meta charset=\"windows-1252\"><p>caf\xE9 \x93soft\x94 best</p>";
        let source = Source::decode(page.to_vec()).unwrap();
        assert!(source.text().contains("caf\u{e9} \u{201C}soft\u{201D}"));
        assert_eq!(place(&source, "best").0, page.len() - 8);
        assert_eq!(source.encode(source.text()), page);
        let page = b"<meta charset=shift_jis>\n\x94\xE7\x95\x86 best";
        let source = Source::decode(page.to_vec()).unwrap();
        assert_eq!(place(&source, "best"), (page.len() - 4, 2, 4));
        assert_eq!(source.encode(source.text()), page);
    }

    #[test]
    fn what_a_page_wrongly_says_about_itself_is_reported() {
        let error = Source::decode(b"<meta charset=shift_jis>\x94\xFF".to_vec()).unwrap_err();
        assert!(matches!(error, DecodeError::NotInCharset { charset: "Shift_JIS", .. }), "{error}");
        let source = Source::decode("<meta charset=windows-1252>caf\u{e9}".into()).unwrap();
        assert!(source.text().ends_with("caf\u{e9}"));
    }

    #[test]
    fn what_was_decoded_is_encoded_to_the_same_bytes() {
        let text = "\u{FEFF}a\u{1F600}é\r\nb";
        let files: [Vec<u8>; 4] = [
            text.trim_start_matches('\u{FEFF}').into(),
            text.into(),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ];
        for bytes in files {
            let source = Source::decode(bytes.clone()).unwrap();
            assert_eq!(source.encode(source.text()), bytes);
        }
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_named_with_its_place() {
        let error = Source::decode(b"one\ntwo \xE9".to_vec()).unwrap_err();
        assert_eq!(error, DecodeError::NotUtf8 { value: 0xE9, offset: 8, line: 2, column: 5 });
    }

    #[test]
    fn half_a_utf16_character_and_zero_bytes_are_refused() {
        assert_eq!(Source::decode(b"a\0b".to_vec()).unwrap_err(), DecodeError::Binary { offset: 1 });
        let lone = [0xFF, 0xFE, 0x00, 0xD8];
        assert_eq!(Source::decode(lone.to_vec()).unwrap_err(), DecodeError::BrokenUtf16 { offset: 2 });
        let half = [0xFF, 0xFE, 0x41];
        assert_eq!(Source::decode(half.to_vec()).unwrap_err(), DecodeError::BrokenUtf16 { offset: 2 });
    }

    #[test]
    fn places_in_one_very_long_line_are_right_past_every_mark() {
        let text = "é".repeat(MARK_EVERY * 2) + "x";
        let source = Source::from_text(text);
        assert_eq!(place(&source, "x"), (MARK_EVERY * 4, 1, MARK_EVERY * 2 + 1));
    }
}
