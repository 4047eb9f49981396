//! The address of the resolver of DOIs.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What has a meaning in an address and none in a DOI (the DOI handbook, "Encoding"). The plus sign, which it names as
/// well, means itself in a path.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b'%')
    .add(b'"')
    .add(b'#')
    .add(b' ')
    .add(b'?')
    .add(b'<')
    .add(b'>')
    .add(b'{')
    .add(b'}')
    .add(b'^')
    .add(b'[')
    .add(b']')
    .add(b'`')
    .add(b'|')
    .add(b'\\');

/// The address at which a reader finds what a DOI identifies.
pub fn doi_address(value: &str) -> String {
    format!("https://doi.org/{}", utf8_percent_encode(value, ENCODED))
}
