//! Any text, through any escapes that its format allows, is read as that text, and each of its characters has the place where the
//! file writes it.

use std::ops::Range;

use claimlint_base::span::Span;
use claimlint_text::data::{DataFormat, Fields, KeyPath, TextKind, read};
use proptest::prelude::*;

use crate::promises::targets::data::Taken;

/// A text as a file writes it, with the bytes of each of its characters.
struct Written {
    file: String,
    places: Vec<Range<usize>>,
}

/// How a character is written, and what stands before it that means nothing.
type Way = fn(char, u8) -> (&'static str, String);

fn write(before: &str, text: &str, choices: &[u8], way: Way, after: &str) -> Written {
    let mut written = Written { file: before.to_owned(), places: Vec::new() };
    for (sign, choice) in text.chars().zip(choices.iter().cycle()) {
        let (gap, sign) = way(sign, *choice);
        written.file.push_str(gap);
        let start = written.file.len();
        written.file.push_str(&sign);
        written.places.push(start..written.file.len());
    }
    written.file.push_str(after);
    written
}

/// What is written in a file becomes a text of another.
fn within(inner: &Written, before: &str, choices: &[u8], way: Way, after: &str) -> Written {
    let outer = write(before, &inner.file, choices, way, after);
    let index = |byte: usize| inner.file[..byte].chars().count();
    let place =
        |range: &Range<usize>| outer.places[index(range.start)].start..outer.places[index(range.end) - 1].end;
    Written { places: inner.places.iter().map(place).collect(), file: outer.file }
}

fn read_all(file: &str, format: DataFormat, key: &str) -> Taken {
    let keys = vec![(KeyPath::parse(key).unwrap(), TextKind::Auto)];
    let mut all = Taken::default();
    read(file, format, &Fields::new(keys, &[]), &mut all);
    all
}

/// Reads what was written, and compares each character, and what is written there for other words.
fn is_read(written: &Written, format: DataFormat, key: &str, text: &str) {
    let Written { file, places } = written;
    let Taken { fields, faults } = read_all(file, format, key);
    assert_eq!(faults, [], "{file}");
    let texts: Vec<&str> = fields.iter().map(|field| field.text.as_str()).collect();
    assert_eq!(texts, [text], "{file}");
    let field = &fields[0];
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    for (first, (start, _)) in signs.iter().enumerate() {
        for (last, (end, sign)) in signs.iter().enumerate().skip(first).step_by(5) {
            let span = field.places.span(Span::of(*start..end + sign.len_utf8()));
            assert_eq!(
                span.range(),
                places[first].start..places[last].end,
                "{text:?} {first}..={last} in {file}"
            );
        }
    }
    // "Oats" at the beginning becomes other words, which may need escapes.
    for words in ["Rice", "Rice \"bran\"", "Milk & honey's", "\u{e9} <5 %", "a\\b"] {
        let Some((span, other)) = field.places.write(Span::of(0..4), words) else { continue };
        let mut changed = file.clone();
        changed.replace_range(span.range(), &other);
        let Taken { fields, faults } = read_all(&changed, format, key);
        assert_eq!(faults, [], "{changed}");
        assert_eq!(fields[0].text, text.replacen("Oats", words, 1), "{changed}");
    }
}

fn units(sign: char) -> String {
    sign.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

fn json(sign: char, choice: u8) -> (&'static str, String) {
    let written = match (sign, choice % 4) {
        ('"' | '\\', 0 | 1) => format!("\\{sign}"),
        ('\n', 0 | 1) => "\\n".to_owned(),
        ('\t', 0 | 1) => "\\t".to_owned(),
        ('/', 1) => "\\/".to_owned(),
        (_, 2) => units(sign).to_uppercase().replace("\\U", "\\u"),
        ('"' | '\\' | '\n' | '\t', _) | (_, 3) => units(sign),
        _ => sign.to_string(),
    };
    ("", written)
}

fn json5(sign: char, choice: u8) -> (&'static str, String) {
    let gap = if choice.is_multiple_of(11) { "\\\n" } else { "" };
    let written = match (sign, choice % 3) {
        ('\'' | '\\', 0 | 1) => format!("\\{sign}"),
        ('\'' | '\\' | '\n' | '\t', _) => units(sign),
        (sign, 1) if (sign as u32) < 0x100 => format!("\\x{:02x}", sign as u32),
        _ => sign.to_string(),
    };
    (gap, written)
}

fn cell(sign: char, _: u8) -> (&'static str, String) {
    ("", if sign == '"' { "\"\"".to_owned() } else { sign.to_string() })
}

fn yaml(sign: char, choice: u8) -> (&'static str, String) {
    let gap = if choice.is_multiple_of(13) && !sign.is_whitespace() { "\\\n      " } else { "" };
    let written = match (sign, choice % 5) {
        ('\n', 0) => "\\n".to_owned(),
        ('\t', 0) => "\\t".to_owned(),
        ('"' | '\\', 0 | 1) => format!("\\{sign}"),
        ('\u{a0}', 1) => "\\_".to_owned(),
        (_, 2) => format!("\\U{:08X}", sign as u32),
        (sign, 3) if (sign as u32) < 0x100 => format!("\\x{:02X}", sign as u32),
        (sign, _) if sign.is_control() || matches!(sign, '"' | '\\') => format!("\\U{:08x}", sign as u32),
        // White space at the end of a line would be folded with it.
        (sign, 4) if sign.is_whitespace() => format!("\\U{:08x}", sign as u32),
        _ => sign.to_string(),
    };
    // The white space before a line end that is escaped stays only if it is escaped itself.
    (gap, written)
}

fn single(sign: char, _: u8) -> (&'static str, String) {
    ("", if sign == '\'' { "''".to_owned() } else { sign.to_string() })
}

fn toml(sign: char, choice: u8) -> (&'static str, String) {
    let written = match (sign, choice % 3) {
        ('"' | '\\', 0) => format!("\\{sign}"),
        ('\n', 0) => "\\n".to_owned(),
        ('\t', 0) => "\\t".to_owned(),
        (_, 1) => format!("\\U{:08x}", sign as u32),
        (sign, _) if sign.is_control() || matches!(sign, '"' | '\\') => format!("\\U{:08X}", sign as u32),
        _ => sign.to_string(),
    };
    ("", written)
}

fn gettext(sign: char, choice: u8) -> (&'static str, String) {
    let gap = if choice.is_multiple_of(7) { "\"\n\"" } else { "" };
    let written = match sign {
        '"' | '\\' => format!("\\{sign}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        _ => sign.to_string(),
    };
    (gap, written)
}

fn apple(sign: char, choice: u8) -> (&'static str, String) {
    let written = match (sign, choice % 3) {
        ('"' | '\\', _) => format!("\\{sign}"),
        ('\n', 0) => "\\n".to_owned(),
        (sign, 1) if (sign as u32) < 0x1_0000 => format!("\\U{:04x}", sign as u32),
        _ => sign.to_string(),
    };
    ("", written)
}

fn xml(sign: char, choice: u8) -> (&'static str, String) {
    let gap = if choice.is_multiple_of(9) { "<!-- of the house -->" } else { "" };
    let written = match (sign, choice % 4) {
        ('&', 0) => "&amp;".to_owned(),
        ('<', 0) => "&lt;".to_owned(),
        ('>', 0) => "&gt;".to_owned(),
        ('"', 0) => "&quot;".to_owned(),
        (_, 1) => format!("&#{};", sign as u32),
        ('&' | '<' | '>', _) | (_, 2) => format!("&#x{:x};", sign as u32),
        _ => sign.to_string(),
    };
    (gap, written)
}

fn verbatim(sign: char, _: u8) -> (&'static str, String) {
    ("", sign.to_string())
}

fn android(sign: char, choice: u8) -> (&'static str, String) {
    let written = match (sign, choice % 3) {
        ('\'' | '"' | '\\', _) => format!("\\{sign}"),
        ('\n', _) => "\\n".to_owned(),
        ('\t', _) => "\\t".to_owned(),
        (sign, 1) if (sign as u32) < 0x1_0000 => format!("\\u{:04x}", sign as u32),
        _ => sign.to_string(),
    };
    ("", written)
}

/// A template of JavaScript, in which a dollar sign before a brace would begin code.
fn template(sign: char, choice: u8) -> (&'static str, String) {
    let gap = if choice.is_multiple_of(11) { "\\\n" } else { "" };
    let written = match (sign, choice % 4) {
        ('`' | '\\' | '$', 0 | 1) => format!("\\{sign}"),
        (_, 2) => format!("\\u{{{:x}}}", sign as u32),
        ('`' | '\\' | '$', _) | (_, 3) => units(sign),
        _ => sign.to_string(),
    };
    (gap, written)
}

/// A string of JavaScript that is put together of several.
fn sum(sign: char, choice: u8) -> (&'static str, String) {
    let gap = if choice.is_multiple_of(7) { "' +\n  '" } else { "" };
    (gap, json5(sign, choice).1)
}

/// Texts with what some format writes otherwise.
fn text() -> impl Strategy<Value = String> {
    let signs = vec![
        'a',
        'e',
        'r',
        's',
        'T',
        '5',
        ' ',
        ' ',
        '"',
        '\'',
        '\\',
        '&',
        '<',
        '>',
        ',',
        ';',
        ':',
        '#',
        '/',
        '%',
        '{',
        '}',
        '[',
        ']',
        '=',
        '\u{e9}',
        '\u{a0}',
        '\u{2019}',
        '\u{1F9F4}',
        '\n',
        '\t',
    ];
    prop::collection::vec(prop::sample::select(signs), 1..40)
        .prop_map(|signs| format!("Oats {}x", signs.into_iter().collect::<String>()))
}

/// The same on one line, without white space that folding would take.
fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strings_of_json_in_every_form(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("{\"id\": 7, \"t\": \"", &text, &choices, json, "\", \"n\": [1, null]}");
        is_read(&file, DataFormat::Json, "t", &text);
        let file = write("// c\n[{t: '", &text, &choices, json5, "', n: .5,},]");
        is_read(&file, DataFormat::Json, "t", &text);
        let file = write("{\"t\": 5}\n\n{\"v\": [{}, {\"t\": \"", &text, &choices, json, "\"}]}\n");
        is_read(&file, DataFormat::JsonLines, "v[].t", &text);
    }

    #[test]
    fn literals_of_javascript(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("// c\nexport const a = [{ id: 5, t: '", &text, &choices, json5, "', n: () => 'x' }];");
        is_read(&file, DataFormat::Script, "t", &text);
        let file = write("export default { v: [{ \"t\": \"", &text, &choices, json, "\" }] } as const;");
        is_read(&file, DataFormat::Script, "v[].t", &text);
        let file = write("module.exports = f({ t: `", &text, &choices, template, "` });");
        is_read(&file, DataFormat::Script, "t", &text);
        let file = write("const a: A[] = [{ t: ('", &text, &choices, sum, "') }]");
        is_read(&file, DataFormat::Script, "t", &text);
    }

    #[test]
    fn cells_of_tables_and_json_in_them(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("id,t,u\r\n5,\"", &text, &choices, cell, "\",x\r\n");
        is_read(&file, DataFormat::Csv, "t", &text);
        let file = write("id;t\n5;\"", &text, &choices, cell, "\"");
        is_read(&file, DataFormat::Csv, "t", &text);
        let inner = write("{\"a\": [{\"t\": \"", &text, &choices, json, "\"}]}");
        let file = within(&inner, "id\tdata\n5\t\"", &choices, cell, "\"\n");
        is_read(&file, DataFormat::Tsv, "data{}.a[].t", &text);
    }

    #[test]
    fn scalars_of_yaml(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("a:\n  - t: \"", &text, &choices, yaml, "\"\n    n: 5\n");
        // White space in front of a line end that is escaped is kept, all but what is folded.
        is_read(&file, DataFormat::Yaml, "a[].t", &text);
    }

    #[test]
    fn scalars_of_yaml_on_one_line(text in line(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("# \u{1F9F4}\nt: '", &text, &choices, single, "'\nn: 5\n");
        is_read(&file, DataFormat::Yaml, "t", &text);
        let file = write("n: 5\nt: |-\n  ", &text, &choices, verbatim, "\nm: 5\n");
        is_read(&file, DataFormat::Yaml, "t", &text);
        let file = write("- t: >-\n    ", &text, &choices, verbatim, "\n");
        is_read(&file, DataFormat::Yaml, "t", &text);
    }

    #[test]
    fn strings_of_toml(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("[a]\nt = \"", &text, &choices, toml, "\"\nn = 5\n");
        is_read(&file, DataFormat::Toml, "a.t", &text);
        let file = write("[[a]]\nt = \"\"\"\n", &text, &choices, toml, "\"\"\"\n");
        is_read(&file, DataFormat::Toml, "a[].t", &text);
    }

    #[test]
    fn texts_of_catalogues(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("msgid \"\"\nmsgstr \"Language: en\\n\"\n\n#: a.c:5\nmsgid \"k\"\nmsgstr \"", &text, &choices, gettext, "\"\n");
        is_read(&file, DataFormat::Po, "msgstr", &text);
        let file = write("/* c */\n\"k\" = \"", &text, &choices, apple, "\";\n");
        is_read(&file, DataFormat::Strings, "k", &text);
    }

    #[test]
    fn texts_of_xml(text in text(), choices in prop::collection::vec(any::<u8>(), 8..60)) {
        let file = write("<rss><channel><item><guid>5</guid><t>", &text, &choices, xml, "</t></item></channel></rss>");
        is_read(&file, DataFormat::Xml, "t", &text);
        if !text.contains("]]>") {
            let file = write("<rss><item><t><![CDATA[", &text, &choices, verbatim, "]]></t></item></rss>");
            is_read(&file, DataFormat::Xml, "t", &text);
        }
        let inner = write("", &text, &choices, android, "");
        let file = within(&inner, "<resources><string name=\"k\">", &choices, xml, "</string></resources>");
        is_read(&file, DataFormat::Xml, "string", &text);
        let file = write("<xliff><file><trans-unit id=\"k\"><source>", &text, &choices, xml, "</source></trans-unit></file></xliff>");
        is_read(&file, DataFormat::Xml, "source", &text);
    }
}
