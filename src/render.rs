//! Prints reports: one function per format over a report and a writer.
//!
//! Copy, file names and rule files are not ours: what could move a terminal's cursor or turn the reading direction is
//! replaced before it is printed.

use std::borrow::Cow;
use std::io::{self, Write};

use claimlint_engine::diagnostic::Diagnostic;
use claimlint_rules::Norm;
use claimlint_workspace::report::{FileReport, Report};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rayon::prelude::*;

pub mod diff;
pub mod explain;
pub mod faults;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod json_lines;
pub mod markdown;
pub mod pretty;
pub mod rdjson;
pub mod reference;
pub mod sarif;
pub mod settings;
pub mod sheet;
pub mod short;
pub mod statistics;
pub mod xml;

/// How text is laid out for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns to wrap at.
    pub width: usize,
    /// Whether to write colours.
    pub color: bool,
}

/// Narrower than this nothing can be laid out.
pub const NARROWEST: usize = 40;

/// The text with control and direction characters replaced by visible ones of the same length in bytes, so that
/// offsets stay right. Tabs become spaces.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let replace = |character: char| match character {
        '\t' => Cow::Borrowed(" "),
        _ if is_harmful(character) => Cow::Borrowed(match character.len_utf8() {
            1 => "?",
            2 => "\u{B7}",
            3 => "\u{FFFD}",
            _ => "\u{FFFD}?",
        }),
        _ => Cow::Owned(character.to_string()),
    };
    Cow::Owned(text.chars().map(replace).collect())
}

/// Writes JSON, in which what could move a terminal's cursor or turn the reading direction is escaped: whoever reads the
/// JSON gets it as it was.
///
/// Each piece that is written holds whole characters, as those of `serde_json` do. Outside texts JSON has none of them.
struct Escaped<'o>(&'o mut dyn Write);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Nearly every piece is plain ASCII, and looked through without a way out it costs next to nothing.
        let is_plain = bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~' | b'\n'));
        if is_plain {
            return self.0.write_all(bytes).map(|()| bytes.len());
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return self.0.write_all(bytes).map(|()| bytes.len());
        };
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
    // Nearly every text is ASCII, and looked through without a way out it costs next to nothing.
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

/// Files printed before anything of them is written.
const AT_ONCE: usize = 256;

/// Prints files on all threads and writes what they print in the order of the report.
fn in_order(
    report: &Report,
    out: &mut dyn Write,
    print: impl Fn(&FileReport, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    in_order_with(report, out, |file, (), out| print(file, out))
}

/// The same, where a thread remembers something of the files that it printed for those that follow. Which files those are
/// hangs on the threads, so that it must not change what is printed.
fn in_order_with<'r, M: Default>(
    report: &'r Report,
    out: &mut dyn Write,
    print: impl Fn(&'r FileReport, &mut M, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    for files in report.files.chunks(AT_ONCE) {
        let print = |memory: &mut M, file| {
            let mut bytes = Vec::new();
            print(file, memory, &mut bytes).map(|()| bytes)
        };
        let printed: Vec<io::Result<Vec<u8>>> = files.par_iter().map_init(M::default, print).collect();
        printed.into_iter().try_for_each(|bytes| out.write_all(&bytes?))?;
    }
    Ok(())
}

/// What is wrong and what to do, for formats with one line for both.
pub fn with_help(diagnostic: &Diagnostic) -> String {
    format!("{}. {}", diagnostic.message, diagnostic.rule.help)
}

/// "CAP Code, 3.7 (https://…)"
pub fn norm_words(norm: &Norm) -> String {
    let section = norm.section.as_deref().map_or(String::new(), |section| format!(", {section}"));
    format!("{}{section} ({})", norm.name, norm.url)
}

/// A path as a relative reference of a web address (RFC 3986), or as one of a file where it begins at the root.
pub fn address(path: &str) -> String {
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    let path = if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    let path = path.strip_prefix("./").unwrap_or(&path);
    let encoded = utf8_percent_encode(path, KEPT);
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded.to_string() }
}

/// "1 file", "2 files".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// 1,234,567
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
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

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "file", "files"), "1 file");
    }
}
