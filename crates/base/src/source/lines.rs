//! Where lines start: `\n`, `\r\n` and `\r` end one.

use memchr::memchr2_iter;

/// The bytes at which the lines of a text start.
pub(super) fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        let is_first_of_two = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
        if !is_first_of_two {
            starts.push((end + 1) as u32);
        }
    }
    starts
}
