//! The address of the resolver of DOIs.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The characters of a DOI that mean something else in an address (the DOI handbook, "Encoding"). The plus sign, which the
/// handbook has as well, means itself in a path.
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
