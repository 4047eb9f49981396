//! Pages that say which encoding they have: which one, and how their bytes become text.
//!
//! The encodings and their names are those of the Encoding Standard, which browsers read. What is UTF-8 is read as UTF-8,
//! whatever it says; that is for `source`.

use encoding_rs::{DecoderResult, Encoding, UTF_8};

/// How far from the start of a file a page says its encoding, in bytes (HTML, 13.2.3.2).
const NEAR_START: usize = 1024;

/// The encoding that a page says it has: in a `<meta>` or in the declaration of XML. `None` where it says none, or UTF-8.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(NEAR_START)].to_ascii_lowercase();
    let start = String::from_utf8_lossy(&start);
    let of_xml = start.strip_prefix("<?xml").and_then(|rest| value(rest.split("?>").next()?, "encoding"));
    let name = of_xml.or_else(|| {
        let mut tags = start.split("<meta").skip(1);
        tags.find_map(|tag| value(tag.split('>').next()?, "charset"))
    })?;
    let encoding = Encoding::for_label_no_replacement(name.as_bytes())?;
    // A page that can be read to this point is not UTF-16, whatever it says.
    let is_utf_16 = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    (encoding != UTF_8 && !is_utf_16).then_some(encoding)
}

/// What comes after a name and `=`, with quotation marks or without.
fn value<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.match_indices(name).find_map(|(at, _)| {
        let rest = text[at + name.len()..].trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end =
            rest.find(|sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'' | ';' | '/' | '?'));
        Some(&rest[..end.unwrap_or(rest.len())])
    })
}

/// Text that was decoded, and where its characters are in the file.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// For encodings in which characters have different lengths: a byte of the text at which a character starts, and the
    /// byte of the file at which it does.
    pub places: Vec<(u32, u32)>,
}

/// Decodes bytes.
///
/// # Errors
/// The offset of the first byte that the encoding does not have there.
pub fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, usize> {
    if encoding.is_single_byte() {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        let text = text.ok_or_else(|| first_fault(bytes, encoding))?.into_owned();
        return Ok(Decoded { text, places: Vec::new() });
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut places) = (String::with_capacity(bytes.len()), Vec::new());
    let mut character_start = 0;
    for at in 0..bytes.len() {
        let before = text.len();
        text.reserve(16);
        let is_last = at + 1 == bytes.len();
        let (result, _) = decoder.decode_to_string_without_replacement(&bytes[at..=at], &mut text, is_last);
        if matches!(result, DecoderResult::Malformed(..)) {
            return Err(character_start);
        }
        if text.len() > before {
            places.push((before as u32, character_start as u32));
            character_start = at + 1;
        }
    }
    Ok(Decoded { text, places })
}

fn first_fault(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
    let (_, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    read.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_its_encoding_in_several_ways() {
        for (page, name) in [
            ("<html><meta charset=windows-1252>", Some("windows-1252")),
            (
                "<meta http-equiv='Content-Type' content=\"text/html; charset=ISO-8859-1\">",
                Some("windows-1252"),
            ),
            ("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>", Some("Shift_JIS")),
            ("<meta charset=\"utf-8\">", None),
            ("<p>charset=windows-1252</p>", None),
        ] {
            assert_eq!(declared(page.as_bytes()).map(Encoding::name), name, "{page}");
        }
    }
}
