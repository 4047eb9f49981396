//! Any text, through any escapes that JSX and the strings of JavaScript allow, is found as in plain text, and each of its characters has
//! the place where the file writes it.

use std::ops::Range;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::Linter;
use claimlint_text::{Document, Format, fold};
use proptest::prelude::*;

/// A text as a page writes it, with the bytes of each of its characters.
struct Written {
    file: String,
    places: Vec<Range<usize>>,
}

/// How a character is written, with what stands before and after it that is not shown.
type Way = fn(char, u8) -> (&'static str, String, &'static str);

/// The ways, each with what stands before and after the text.
const WAYS: &[(&str, Way, &str)] = &[
    ("const a = <p>", child, "</p>;\n"),
    ("const a = <p>\n    ", child, "\n  </p>;\n"),
    ("const a = <Card title=\"", value, "\" />;\n"),
    ("const a = <p>{'", string, "'}</p>;\n"),
    ("const a = <Card title={b ? '", string, "' : undefined} />;\n"),
    ("const a = <p>{`", template, "`}</p>;\n"),
    ("const a = <p>{'", sum, "'}</p>;\n"),
];

fn write((before, way, after): (&str, Way, &str), text: &str, choices: &[u8]) -> Written {
    let mut written = Written { file: before.to_owned(), places: Vec::new() };
    for (sign, choice) in text.chars().zip(choices.iter().cycle()) {
        let (before, sign, after) = way(sign, *choice);
        written.file.push_str(before);
        let start = written.file.len();
        written.file.push_str(&sign);
        written.places.push(start..written.file.len());
        written.file.push_str(after);
    }
    written.file.push_str(after);
    written
}

fn child(sign: char, choice: u8) -> (&'static str, String, &'static str) {
    let gap = if choice.is_multiple_of(9) { "{/* a note */}" } else { "" };
    let written = match (sign, choice % 5) {
        ('{' | '}' | '\'' | ' ', 0 | 3) => {
            let escaped = if sign == '\'' { "\\'".to_owned() } else { sign.to_string() };
            return ("{'", escaped, "'}");
        }
        ('&', 0) => "&amp;".to_owned(),
        ('<', 0) => "&lt;".to_owned(),
        (_, 1) => format!("&#{};", sign as u32),
        ('<' | '>' | '{' | '}' | '&', _) | (_, 2) => format!("&#x{:x};", sign as u32),
        _ => sign.to_string(),
    };
    (gap, written, "")
}

fn value(sign: char, choice: u8) -> (&'static str, String, &'static str) {
    let written = match (sign, choice % 3) {
        ('"', 0) => "&quot;".to_owned(),
        ('&', 0) => "&amp;".to_owned(),
        (_, 1) => format!("&#{};", sign as u32),
        ('"' | '&' | '<', _) => format!("&#x{:X};", sign as u32),
        _ => sign.to_string(),
    };
    ("", written, "")
}

fn units(sign: char) -> String {
    sign.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

fn string(sign: char, choice: u8) -> (&'static str, String, &'static str) {
    let gap = if choice.is_multiple_of(11) { "\\\n" } else { "" };
    let written = match (sign, choice % 5) {
        ('\'' | '\\', 0 | 1) => format!("\\{sign}"),
        (_, 2) => format!("\\u{{{:x}}}", sign as u32),
        ('\'' | '\\', _) | (_, 3) => units(sign),
        (sign, 4) if (sign as u32) < 0x100 => format!("\\x{:02x}", sign as u32),
        _ => sign.to_string(),
    };
    (gap, written, "")
}

fn template(sign: char, choice: u8) -> (&'static str, String, &'static str) {
    match sign {
        '`' | '$' => ("", format!("\\{sign}"), ""),
        '\'' => ("", "'".to_owned(), ""),
        _ => string(sign, choice),
    }
}

fn sum(sign: char, choice: u8) -> (&'static str, String, &'static str) {
    let gap = if choice.is_multiple_of(7) { "' + '" } else { "" };
    (gap, string(sign, choice).1, "")
}

fn text() -> impl Strategy<Value = String> {
    let signs = "aersT5  \"'\\&<>,;:#/%{}[]=`$\u{e9}\u{a0}\u{2019}\u{1F9F4}";
    prop::collection::vec(prop::sample::select(signs.chars().collect::<Vec<_>>()), 1..40).prop_map(|signs| {
        let text = format!("Oats {}x", signs.into_iter().collect::<String>());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// Reads a page, and compares each character with the text.
fn is_read(written: &Written, text: &str) {
    let Written { file, places } = written;
    let source = Source::from_text(file.clone());
    let document = Document::read(&source, Format::Jsx);
    assert_eq!(document.unread_parts(), [], "{file}");
    assert_eq!(document.text(), fold(text), "{file}");
    // Folding may make one character of several, or several of one: those are compared that stay.
    let folded: Vec<(usize, char)> = document.text().char_indices().collect();
    if folded.len() == places.len() {
        for ((at, sign), place) in folded.iter().zip(places) {
            let span = document.source_span(Span::of(*at..at + sign.len_utf8()));
            assert_eq!(span.range(), *place, "{sign:?} in {file}");
        }
    }
}

/// The findings of a text, each as its rule and its characters.
fn found_in_text(linter: &Linter, text: &str) -> Vec<(String, usize, usize)> {
    let found = linter.check(text, Format::Plain);
    let count = |byte: usize| text[..byte].chars().count();
    found.iter().map(|one| (one.rule.id.clone(), count(one.span.start()), count(one.span.end()))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_through_any_escapes(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        for way in WAYS {
            is_read(&write(*way, &text, &choices), &text);
        }
    }
}

#[test]
fn the_findings_are_those_of_the_plain_text_at_the_places_of_their_words() {
    let linter = Linter::builder().build().unwrap();
    let text = "Nine out of ten women say it's the most powerful “peel” & teh best; it is for the the face.";
    let expected = found_in_text(&linter, text);
    assert!(expected.len() > 3, "{expected:?}");
    for way in WAYS {
        for first in 0..40 {
            let choices: Vec<u8> =
                (0..50_u8).map(|step| step.wrapping_mul(11).wrapping_add(first * 6)).collect();
            let written = write(*way, text, &choices);
            let found = linter.check(&written.file, Format::Jsx);
            let index = |byte: usize| written.places.partition_point(|place| place.end <= byte);
            let found: Vec<(String, usize, usize)> = found
                .iter()
                .map(|one| (one.rule.id.clone(), index(one.span.start()), index(one.span.end() - 1) + 1))
                .collect();
            assert_eq!(found, expected, "{}", written.file);
        }
    }
}
