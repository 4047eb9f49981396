//! Addresses of the web: how any text is written as a part of one (RFC 3986).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the characters that mean nothing anywhere in an address (RFC 3986, 2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same in a path, whose parts slashes separate.
const ENCODED_IN_PATH: &AsciiSet = &ENCODED.remove(b'/');

/// A text as one part of an address: what has a meaning there is encoded, slashes included.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A path in an address: its slashes stay.
pub fn encoded_path(path: &str) -> String {
    utf8_percent_encode(path, ENCODED_IN_PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_no_slash_and_a_path_keeps_its_own() {
        assert_eq!(encoded("a(1)/b <2>-._~"), "a%281%29%2Fb%20%3C2%3E-._~");
        assert_eq!(encoded_path("site/a peel:1.md"), "site/a%20peel%3A1.md");
    }
}
