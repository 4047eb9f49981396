//! Places, for every reader: the bytes a diagnostic names hold its words, whatever markup, entities, line ends and
//! alphabets are around and inside them.
//!
//! A claim is written word by word in some dress, and where each word went is noted while writing. What the checker
//! then reports must be those bytes.

use std::sync::LazyLock;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::Linter;
use claimlint_text::{Document, Format, fold};
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::builder().build().unwrap());

const FORMATS: [Format; 5] = [Format::Plain, Format::Markdown, Format::Mdx, Format::Html, Format::Jsx];

/// Claims as readers see them, each found as a whole by one rule.
const CLAIMS: [&str; 5] = [
    "the most powerful peel",
    "clinically proven",
    "suitable for all skin types",
    "experts agree",
    "dematologist",
];

/// Words that make no claim, in several alphabets and byte lengths. Those of other scripts are short: a block that is mostly in
/// another script is in another language.
const FILLERS: [&str; 10] = ["water", "crème", "über", "水", "я", "😀", "a̐é", "oats", "“linen”", "3.5"];

/// Ways to write one word, with `{}` for the word. What surrounds it is not part of it.
const PLAIN_DRESS: [&str; 1] = ["{}"];
const MARKDOWN_DRESS: [&str; 5] = ["{}", "**{}**", "*{}*", "[{}](#prices)", "<b>{}</b>"];
const HTML_DRESS: [&str; 5] =
    ["{}", "<b>{}</b>", "<em class='x>y'>{}</em>", "<!-- a -->{}", "<span\n>{}</span>"];
const JSX_DRESS: [&str; 6] =
    ["{}", "<b>{}</b>", "<em className='x>y'>{}</em>", "{/* a */}{}", "{'{}'}", "<Mark\n>{`{}`}</Mark>"];

/// What may be between two words.
const PLAIN_SPACE: [&str; 5] = [" ", "  ", "\t", "\u{a0}", "\u{2009}"];
const MARKDOWN_SPACE: [&str; 6] = [" ", "   ", "\n", "\r\n", "&nbsp;", "\u{a0}"];
const HTML_SPACE: [&str; 6] = [" ", "\n\n", "\r\n\t", "&nbsp;", "&#160;", "<wbr> "];
const JSX_SPACE: [&str; 6] = [" ", "\n  ", "\r\n\t", "{' '}", "&nbsp;", "{\" \"}\n"];

/// Blocks that a claim may be in: what opens each, and what closes it.
const PLAIN_BLOCKS: [(&str, &str); 2] = [("", "\n\n"), ("- ", "\r\n\r\n")];
const MARKDOWN_BLOCKS: [(&str, &str); 3] = [("", "\n\n"), ("- ", "\n\n"), ("* 1. ", "\n\n")];
const HTML_BLOCKS: [(&str, &str); 5] = [
    ("<p>", "</p>\n"),
    ("<P class=a>", ""),
    ("<ul><li>", "</li></ul>"),
    ("<h2>", "</h2>"),
    ("<table><tr><td>", "</table>"),
];
const JSX_BLOCKS: [(&str, &str); 4] = [
    ("<p>", "</p>;\n"),
    ("a = (\n  <h2>\n", "\n</h2>\n);\n"),
    ("<ul>{b.map((c) => <li>", "</li>)}</ul>;\n"),
    ("<>", "</>;\n"),
];

/// What may be inside a word and not be seen.
const UNSEEN: [&str; 4] = ["", "\u{ad}", "\u{200b}", "\u{feff}"];

fn pick<'l>(list: &'l [&'l str], number: usize) -> &'l str {
    list[number % list.len()]
}

/// A file under way, and the bytes of the claims in it.
struct Writer {
    format: Format,
    text: String,
    claims: Vec<(usize, usize)>,
}

impl Writer {
    fn new(format: Format) -> Writer {
        Writer { format, text: String::new(), claims: Vec::new() }
    }

    /// Writes a word in some markup; returns the bytes from its first character to the end of its last.
    fn word(&mut self, word: &str, choice: usize) -> (usize, usize) {
        let dresses: &[&str] = match self.format {
            Format::Plain | Format::Word(_) | Format::Data => &PLAIN_DRESS,
            Format::Markdown | Format::Mdx => &MARKDOWN_DRESS,
            Format::Html | Format::Vue | Format::Braced => &HTML_DRESS,
            Format::Jsx => &JSX_DRESS,
        };
        let (before, after) = pick(dresses, choice).split_once("{}").unwrap();
        self.text.push_str(before);
        let start = self.text.len();
        let middle = word.char_indices().nth(1).map_or(word.len(), |(at, _)| at);
        self.text.push_str(&word[..middle]);
        self.text.push_str(pick(&UNSEEN, choice / 5));
        self.text.push_str(&word[middle..]);
        let end = self.text.len();
        self.text.push_str(after);
        (start, end)
    }

    fn space(&mut self, choice: usize) {
        let spaces: &[&str] = match self.format {
            Format::Plain | Format::Word(_) | Format::Data => &PLAIN_SPACE,
            Format::Markdown | Format::Mdx => &MARKDOWN_SPACE,
            Format::Html | Format::Vue | Format::Braced => &HTML_SPACE,
            Format::Jsx => &JSX_SPACE,
        };
        self.text.push_str(pick(spaces, choice));
    }

    /// A paragraph with a claim in the middle of it.
    fn paragraph(&mut self, claim: &str, choices: &[usize]) {
        let mut choices = choices.iter().copied().cycle();
        let mut next = || choices.next().unwrap_or(0);
        let blocks: &[(&str, &str)] = match self.format {
            Format::Plain | Format::Word(_) | Format::Data => &PLAIN_BLOCKS,
            Format::Markdown | Format::Mdx => &MARKDOWN_BLOCKS,
            Format::Html | Format::Vue | Format::Braced => &HTML_BLOCKS,
            Format::Jsx => &JSX_BLOCKS,
        };
        let (before, after) = blocks[next() % blocks.len()];
        self.text.push_str(before);
        self.text.push_str("Oats");
        self.space(next());
        for _ in 0..next() % 4 {
            self.word(pick(&FILLERS, next()), 0);
            self.space(next());
        }
        let mut place: Option<(usize, usize)> = None;
        for word in claim.split(' ') {
            if place.is_some() {
                self.space(next());
            }
            let (start, end) = self.word(word, next());
            place = Some((place.map_or(start, |(first, _)| first), end));
        }
        self.claims.extend(place);
        for _ in 0..next() % 3 {
            self.space(next());
            self.word(pick(&FILLERS, next()), 0);
        }
        self.text.push('.');
        self.text.push_str(after);
    }
}

/// Counts lines and columns the slow way.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn settings() -> ProptestConfig {
    ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() }
}

fn any_format() -> impl Strategy<Value = Format> {
    prop::sample::select(&FORMATS[..])
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn a_diagnostic_covers_the_words_it_names(
        format in any_format(),
        paragraphs in prop::collection::vec((prop::sample::select(&CLAIMS[..]), prop::collection::vec(0usize..1000, 12)), 1..5),
    ) {
        let mut writer = Writer::new(format);
        for (claim, choices) in &paragraphs {
            writer.paragraph(claim, choices);
        }
        let source = Source::from_text(writer.text.clone());
        let document = Document::read(&source, format);
        prop_assert!(document.unread_parts().is_empty(), "{:?}", document.unread_parts());
        let found = LINTER.check_document(&document).diagnostics;
        // The words between the claims come as they may, doubled too.
        let found: Vec<_> = found.into_iter().filter(|one| one.rule.pack != "spelling").collect();
        let places: Vec<(usize, usize)> = found.iter().map(|one| (one.span.start(), one.span.end())).collect();
        prop_assert_eq!(&places, &writer.claims, "{:?} in {:?}", found.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), &writer.text);
        for (one, (claim, _)) in found.iter().zip(&paragraphs) {
            prop_assert_eq!(one.text.as_str(), *claim);
            let position = source.position(one.span.start());
            prop_assert_eq!((position.line, position.column), line_and_column(&writer.text, one.span.start()));
        }
    }

    #[test]
    fn offsets_are_those_of_the_file_on_disk(
        choices in prop::collection::vec(0usize..1000, 12),
        encoding in 0..4usize,
    ) {
        let mut writer = Writer::new(Format::Plain);
        writer.paragraph(CLAIMS[choices[0] % CLAIMS.len()], &choices);
        let marked = format!("\u{feff}{}", writer.text);
        let encode = |text: &str| -> Vec<u8> {
            match encoding {
                0 | 1 => text.as_bytes().to_vec(),
                2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            }
        };
        let bytes = encode(if encoding == 0 { &writer.text } else { &marked });
        let source = Source::decode(bytes.clone()).unwrap();
        prop_assert_eq!(source.text(), writer.text.as_str());
        let (start, end) = writer.claims[0];
        let cut = &bytes[source.position(start).byte..source.position(end).byte];
        prop_assert_eq!(cut.to_vec(), encode(&writer.text[start..end]));
    }

    #[test]
    fn folding_twice_changes_nothing(text in any_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn every_place_is_a_character_of_the_source_whatever_the_file_holds(format in any_format(), text in any_text()) {
        let source = Source::from_text(text.clone());
        let document = Document::read(&source, format);
        for sentence in document.sentences() {
            let place = document.source_span(*sentence);
            prop_assert!(text.get(place.range()).is_some(), "{:?} of {:?}", place, text);
        }
        for unread in document.unread_parts() {
            prop_assert!(text.is_char_boundary(unread.at), "{:?}", unread);
        }
        let found = LINTER.check_document(&document).diagnostics;
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.start() <= pair[1].span.start(), "in the order of the file");
        }
        for one in &found {
            let cut = text.get(one.span.range());
            prop_assert!(cut.is_some_and(|cut| !cut.is_empty()), "{one:?} of {text:?}");
            // A gap is one sign, and so is a reference in plain text that turns out to hold markup.
            let is_as_written = cut.is_some_and(|cut| !cut.contains('&'));
            if format == Format::Plain && is_as_written && !one.text.contains('\u{fffc}') {
                prop_assert_eq!(fold(cut.unwrap_or_default()), one.text.as_str());
            }
            for label in &one.labels {
                prop_assert!(text.get(label.span.range()).is_some(), "{label:?}");
            }
            for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.span.range()).is_some(), "{edit:?}");
            }
        }
    }
}

/// Fragments that readers and folding trip over, and any characters at all.
fn any_text() -> impl Strategy<Value = String> {
    let fragments = [
        "the most powerful peel",
        "Studies show",
        "clinically\u{a0}proven",
        "87% of users",
        "(Smith et al., 2019)",
        "dematologist",
        "[1]",
        "[^1]",
        "[^1]: ",
        "[a](b",
        "](https://a.example)",
        "![",
        "**",
        "_",
        "`",
        "```\n",
        "# ",
        "> ",
        "- ",
        "1. ",
        "| a | b |\n|---|---|\n| ",
        "---\n",
        "title: ",
        "description: \"",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "<p>",
        "</p>",
        "<b",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<img alt=\"",
        "\">",
        "<meta name=description content='",
        "<style>",
        "<sup>",
        "</sup>",
        "<a href=\"#r1\">",
        "&nbsp;",
        "&amp;",
        "&#x41;",
        "&#0;",
        "&",
        "{",
        "}",
        "import x from 'y'\n",
        "\u{200b}",
        "\u{ad}",
        "\u{feff}",
        "e\u{301}",
        "\u{2019}",
        "\u{201c}",
        "\u{2013}",
        "😀",
        "日本",
        "\u{202e}",
        "\u{0}",
        "\u{fffc}",
        "Dr. ",
        "e.g. ",
        "?",
        ". ",
        "$$",
        "\\",
        "~~",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(fragments.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z ]{0,12}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

#[test]
fn an_address_is_a_stretch_between_spaces_and_has_an_end() {
    let stretch = |text: &str| {
        let document = Document::read(&Source::from_text(text), Format::Plain);
        let at = document.text().find("skin").unwrap();
        let stretch = document.stretch_around(Span::of(at..at + "skin".len()));
        stretch.map(|stretch| document.words_of(stretch).to_owned())
    };
    assert_eq!(stretch("See shop.example/skin now.").as_deref(), Some("shop.example/skin"));
    assert_eq!(stretch("skin").as_deref(), Some("skin"));
    assert_eq!(stretch(&format!("{}skin", "a/".repeat(5_000))), None);
}

#[test]
fn the_text_for_a_picture_goes_on_in_its_next_line_and_code_in_it_is_not_words() {
    let places = |text: &str| {
        let document = Document::read(&Source::from_text(text), Format::Markdown);
        let found = LINTER.check_document(&document).diagnostics;
        found.into_iter().map(|one| text[one.span.range()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        places("Oats ![It is the most\npowerful peel](peel.jpg) calm.\n"),
        ["the most\npowerful peel"]
    );
    assert_eq!(places("![It is the most\\\npowerful peel](peel.jpg)\n"), ["the most\\\npowerful peel"]);
    assert_eq!(places("![It is the most <b>powerful</b> peel](peel.jpg)\n").len(), 1);
    assert_eq!(places("![It is the most `x` powerful peel](peel.jpg)\n"), [""; 0]);
}
