//! Copy, file names and rule files are not ours: what could move a terminal's cursor or turn the reading direction is
//! replaced before it is printed, and escaped in JSON.

use std::borrow::Cow;
use std::io::{self, BufWriter, IntoInnerError, Write};

use serde::Serialize;

/// The text with control and direction characters replaced by visible ones of the same length in bytes, so that
/// offsets stay right. Tabs become spaces. What would be a command in the log of a CI service no longer is one.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return without_commands(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => shown.push(' '),
            _ if is_harmful(character) => shown.push_str(match character.len_utf8() {
                1 => "?",
                2 => "\u{B7}",
                3 => "\u{FFFD}",
                _ => "\u{FFFD}?",
            }),
            _ => shown.push(character),
        }
    }
    match without_commands(&shown) {
        Cow::Owned(shown) => Cow::Owned(shown),
        Cow::Borrowed(_) => Cow::Owned(shown),
    }
}

/// The text without commands that CI services find in their logs: `::name::` at the beginning of a line, also after
/// spaces, becomes `:.name::`, and `##[`, `##vso[` or `##teamcity[` anywhere `##(` and so on. The length in bytes
/// stays.
///
/// A text may be wrapped before it is printed, so that every word may begin a line.
pub fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (at, _) in text.match_indices("::") {
        let begins_word = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let has_name = text[at + 2..].starts_with(|sign: char| sign.is_ascii_alphabetic());
        if begins_word && has_name {
            bytes[at + 1] = b'.';
        }
    }
    for (at, _) in text.match_indices("##") {
        let name = text[at..].trim_start_matches('#');
        let following = name.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
        if following.starts_with('[') {
            bytes[text.len() - following.len()] = b'(';
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Writes JSON, in which what could move a terminal's cursor or turn the reading direction is escaped: whoever reads the
/// JSON gets it as it was.
///
/// Each piece that is written must hold whole characters, as those of `serde_json` do. Such characters occur in JSON only
/// inside strings.
pub struct Escaped<'o>(pub &'o mut dyn Write);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (mut written, mut at) = (0, plain_length(bytes));
        let text = if at < bytes.len() { std::str::from_utf8(bytes).ok() } else { None };
        while let Some(sign) = text.and_then(|text| text[at..].chars().next()) {
            // Of two number signs, which may begin a command in the log of a CI service, the second is escaped.
            let is_second = sign == '#' && bytes[..at].ends_with(b"#");
            if is_second || sign != '\n' && is_harmful(sign) {
                self.0.write_all(&bytes[written..at])?;
                for unit in sign.encode_utf16(&mut [0; 2]) {
                    write!(self.0, "\\u{unit:04x}")?;
                }
                written = at + sign.len_utf8();
            }
            at += sign.len_utf8();
            at += plain_length(&bytes[at..]);
        }
        self.0.write_all(&bytes[written..]).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes a value as JSON, as [`Escaped`] does.
///
/// # Errors
/// The writer's own.
pub fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    // JSON is written in small pieces, of which many are looked through at once. None of them is ever cut in two.
    let mut out = BufWriter::new(Escaped(out));
    serde_json::to_writer(&mut out, value)?;
    out.into_inner().map(|_| ()).map_err(IntoInnerError::into_error)
}

/// How many bytes at the front of JSON are ASCII that is never escaped.
fn plain_length(json: &[u8]) -> usize {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'"' | b'$'..=b'~' | b'\n');
    // A loop without an early exit becomes vector code, so that nearly all of it costs next to nothing.
    let are_plain = |piece: &&[u8]| piece.iter().fold(true, |all, byte| all & is_plain(byte));
    let pieces = json.chunks_exact(PIECE).take_while(are_plain).count();
    let rest = &json[pieces * PIECE..];
    pieces * PIECE + rest.iter().take_while(|byte| is_plain(byte)).count()
}

/// So many bytes are looked at together.
const PIECE: usize = 64;

/// Whether nothing in a text has to be replaced to be printed.
pub fn is_harmless(text: &str) -> bool {
    // Nearly every text is plain ASCII. A loop without an early exit becomes vector code, so this costs next to nothing.
    let is_plain = text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
    is_plain || !text.chars().any(is_harmful)
}

/// The text made harmless line by line: its line ends stay.
pub fn harmless_lines(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => format!("{}\n", harmless(line)),
            None => harmless(line).into_owned(),
        })
        .collect()
}

fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_marks_are_replaced_at_equal_length() {
        let hostile = "a\u{1b}[31mb\u{202E}c\td\u{85}e\u{E0041}";
        let shown = harmless(hostile);
        assert_eq!(shown.len(), hostile.len());
        assert!(!shown.chars().any(is_harmful));
        assert_eq!(harmless("plain \u{e9}"), "plain \u{e9}");
    }

    #[test]
    fn what_is_escaped_in_json_is_read_as_it_was() {
        let hostile = "a\u{1b}[31mb\u{202E}c\td\u{85}e\u{E0041}\u{7F} \u{201C}\n";
        let mut written = Vec::new();
        serde_json::to_writer_pretty(Escaped(&mut written), &[hostile]).unwrap();
        let written = String::from_utf8(written).unwrap();
        assert!(!written.chars().any(|sign| sign != '\n' && is_harmful(sign)), "{written}");
        assert!(written.contains('\u{201C}'));
        assert_eq!(serde_json::from_str::<[String; 1]>(&written).unwrap(), [hostile]);
    }
}
