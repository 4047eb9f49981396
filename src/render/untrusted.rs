//! Copy, file names and rule files are not ours: what could move a terminal's cursor or turn the reading direction is
//! replaced before it is printed, and escaped in JSON.

use std::borrow::Cow;
use std::io::{self, Write};

/// The text with control and direction characters replaced by visible ones of the same length in bytes, so that
/// offsets stay right. Tabs become spaces.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
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
    Cow::Owned(shown)
}

/// Writes JSON, in which what could move a terminal's cursor or turn the reading direction is escaped: whoever reads the
/// JSON gets it as it was.
///
/// Each piece that is written must hold whole characters, as those of `serde_json` do. Such characters occur in JSON only
/// inside strings.
pub struct Escaped<'o>(pub &'o mut dyn Write);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Nearly every piece is plain ASCII. A loop without an early exit becomes vector code, so this costs next to
        // nothing.
        let is_plain = bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~' | b'\n'));
        let text = if is_plain { None } else { std::str::from_utf8(bytes).ok() };
        let Some(text) = text else { return self.0.write_all(bytes).map(|()| bytes.len()) };
        let mut rest = text;
        while let Some((at, found)) = rest.char_indices().find(|(_, sign)| *sign != '\n' && is_harmful(*sign))
        {
            self.0.write_all(&rest.as_bytes()[..at])?;
            for unit in found.encode_utf16(&mut [0; 2]) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            rest = &rest[at + found.len_utf8()..];
        }
        self.0.write_all(rest.as_bytes()).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

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
