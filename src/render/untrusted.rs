//! Copy, file names and rule files are not ours: what could move a terminal's cursor or turn the reading direction is
//! replaced before it is printed, and escaped in JSON.

use std::borrow::Cow;
use std::io::{self, Write};

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
        // Nearly every piece is plain ASCII. A loop without an early exit becomes vector code, so this costs next to
        // nothing.
        let is_plain =
            bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'"' | b'$'..=b'~' | b'\n'));
        let text = if is_plain { None } else { std::str::from_utf8(bytes).ok() };
        let Some(text) = text else { return self.0.write_all(bytes).map(|()| bytes.len()) };
        let mut rest = text;
        // Of two number signs, which may begin a command in the log of a CI service, the second is escaped.
        let mut before = '\n';
        let mut is_escaped = |sign: char| {
            let is_second = sign == '#' && before == '#';
            before = sign;
            is_second || sign != '\n' && is_harmful(sign)
        };
        while let Some((at, found)) = rest.char_indices().find(|(_, sign)| is_escaped(*sign)) {
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
