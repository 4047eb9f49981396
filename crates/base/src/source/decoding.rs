//! Decodes the bytes of a file: UTF-8, UTF-16, or the encoding that a page declares.
//!
//! Which of them a file is, and how its bytes are counted afterwards, is for `source`.

use memchr::memchr;
use thiserror::Error;

use super::lines::line_starts;
use crate::charset::{self, Decoded};

/// Offsets are kept in 32 bits; a longer file is refused.
pub const LARGEST_FILE: usize = u32::MAX as usize;

/// Why a file's bytes are not text that can be checked. Offsets count the bytes of the file from 0; lines and columns
/// count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum DecodeError {
    /// A byte that UTF-8 does not allow there.
    #[error(
        "byte 0x{value:02X} at offset {offset} (line {line}, column {column}) is not UTF-8; save the file as UTF-8"
    )]
    NotUtf8 { value: u8, offset: usize, line: usize, column: usize },
    /// A zero byte: a picture, an archive, or UTF-16 without a byte order mark.
    #[error(
        "a zero byte at offset {offset}: this is not a text file, or it is UTF-16 without a byte order mark"
    )]
    Binary { offset: usize },
    /// A byte that the encoding which the page says it has does not allow there.
    #[error(
        "the page declares {charset}, but the byte 0x{value:02X} at offset {offset} is not valid in it; correct the declaration, or save the file as UTF-8"
    )]
    NotInCharset { charset: &'static str, value: u8, offset: usize },
    /// One half of a surrogate pair without the other, or half a unit at the end.
    #[error("broken UTF-16 at offset {offset}; save the file as UTF-8")]
    BrokenUtf16 { offset: usize },
    /// More bytes than offsets can count.
    #[error("the file has {bytes} bytes; at most {LARGEST_FILE} can be checked")]
    TooLarge { bytes: usize },
}

/// Decodes bytes that are not UTF-8 as what the page says; with the error that says so where it says nothing.
pub(super) fn decode_declared(
    bytes: &[u8],
    error: DecodeError,
) -> Result<(&'static encoding_rs::Encoding, Decoded), DecodeError> {
    let is_binary = matches!(error, DecodeError::Binary { .. });
    let Some(encoding) = charset::declared(bytes).filter(|_| !is_binary) else { return Err(error) };
    let decoded = charset::decoded(bytes, encoding).map_err(|offset| DecodeError::NotInCharset {
        charset: encoding.name(),
        value: bytes.get(offset).copied().unwrap_or_default(),
        offset,
    })?;
    Ok((encoding, decoded))
}

/// Decodes UTF-8, or returns the bytes with what is wrong.
pub(super) fn decode_utf8(bytes: Vec<u8>, mark: usize) -> Result<String, (Vec<u8>, DecodeError)> {
    if let Some(at) = memchr(0, &bytes) {
        return Err((bytes, DecodeError::Binary { offset: at + mark }));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        // All before the fault is UTF-8, so its line and column can be counted.
        let before = String::from_utf8_lossy(&bytes[..at]);
        let starts = line_starts(&before);
        let start = starts.last().map_or(0, |start| *start as usize);
        let (line, column) = (starts.len(), before[start..].chars().count() + 1);
        let value = bytes[at];
        let error = DecodeError::NotUtf8 { value, offset: at + mark, line, column };
        (bytes, error)
    })
}

pub(super) fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = 2;
    for character in char::decode_utf16(units) {
        match character {
            Ok('\0') => return Err(DecodeError::Binary { offset }),
            Ok(character) => {
                text.push(character);
                offset += 2 * character.len_utf16();
            }
            Err(_) => return Err(DecodeError::BrokenUtf16 { offset }),
        }
    }
    if bytes.len() % 2 == 1 {
        return Err(DecodeError::BrokenUtf16 { offset });
    }
    Ok(text)
}
