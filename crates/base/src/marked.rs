//! Decodes files in which some bytes are not text, such as exports that were put together from files in several encodings.

use crate::charset;
use crate::source::{DecodeError, Source};

impl Source {
    /// Decodes as [`Source::decode`] does, but goes on where bytes are not UTF-8: each becomes a sign of its own that no text
    /// has, so that all places stay as they are.
    ///
    /// # Errors
    /// Bytes that are no text at all.
    pub fn decode_with_marks(bytes: Vec<u8>, mark: char) -> Result<Source, DecodeError> {
        if !mark.is_ascii() || std::str::from_utf8(&bytes).is_ok() || charset::declared(&bytes).is_some() {
            return Source::decode(bytes);
        }
        if matches!(bytes.as_slice(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            return Source::decode(bytes);
        }
        let mut marked = Vec::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            marked.extend_from_slice(chunk.valid().as_bytes());
            marked.extend(chunk.invalid().iter().map(|_| mark as u8));
        }
        Source::decode(marked)
    }
}
