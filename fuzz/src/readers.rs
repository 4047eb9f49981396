//! The readers: every place in a document is a place in its file, and a file reads the same each time.

use claimlint_base::source::{Source, floor_boundary};
use claimlint_base::span::Span;
use claimlint_text::{Document, Format};

use super::{QUICK_LINTER, cut};

/// So many places of a file are counted by hand.
const COUNTED: usize = 8;

/// Any bytes as plain text.
pub fn plain(input: &[u8]) {
    reads(input, Format::Plain);
}

/// Any bytes as Markdown.
pub fn markdown(input: &[u8]) {
    reads(input, Format::Markdown);
}

/// Any bytes as Markdown with JSX.
pub fn mdx(input: &[u8]) {
    reads(input, Format::Mdx);
}

/// Any bytes as HTML.
pub fn html(input: &[u8]) {
    reads(input, Format::Html);
}

/// Any bytes as JavaScript with JSX.
pub fn jsx(input: &[u8]) {
    reads(input, Format::Jsx);
}

/// Any bytes as HTML with code in braces.
pub fn astro(input: &[u8]) {
    reads(input, Format::Braced);
}

/// Any bytes as the front matter of an article.
pub fn front_matter(input: &[u8]) {
    for fence in ["---", "+++"] {
        let fence = format!("{fence}\n");
        let file = [fence.as_bytes(), input, b"\n", fence.as_bytes(), b"\nOats calm the skin.\n"].concat();
        reads(&file, Format::Markdown);
    }
}

/// Any bytes as sentences: nothing that is read is left out of them.
pub fn sentences(input: &[u8]) {
    let Some(source) = decoded(input) else { return };
    let document = Document::read(&source, Format::Plain);
    holds_together(&source, &document);
    for block in document.blocks() {
        let mut from = block.span.start();
        for sentence in document.sentences_in(block.sentences.clone()) {
            let between = cut(document.text(), Span::of(from..sentence.start()));
            assert_eq!(between.trim(), "", "is outside all sentences");
            from = sentence.end();
        }
        let following = cut(document.text(), Span::of(from..block.span.end()));
        assert_eq!(following.trim(), "", "is outside all sentences");
    }
}

fn reads(input: &[u8], format: Format) {
    let Some(source) = decoded(input) else { return };
    let document = Document::read(&source, format);
    holds_together(&source, &document);
    let again = Document::read(&source, format);
    assert!(is_same(&document, &again), "reads the same each time");
    finds(&source, &document);
}

fn is_same(one: &Document, other: &Document) -> bool {
    one.text() == other.text()
        && one.blocks() == other.blocks()
        && one.sentences() == other.sentences()
        && one.links() == other.links()
        && one.markers() == other.markers()
        && one.directives() == other.directives()
        && one.unread_parts() == other.unread_parts()
}

/// The bytes of a file as a source, where they are a text. Its places are those of the bytes.
fn decoded(input: &[u8]) -> Option<Source> {
    let source = Source::decode(input.to_vec()).ok()?;
    let text = source.text();
    assert_eq!(source.encode(text), input, "is written as it was read");
    for part in 0..=COUNTED {
        let offset = floor_boundary(text, text.len() * part / COUNTED);
        let place = source.position(offset);
        let before = &text[..offset];
        assert_eq!(source.encode(before), input[..place.byte]);
        let ends = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
        // An offset between the two signs of one line end is on the line that they end.
        let is_inside_end = before.ends_with('\r') && text[offset..].starts_with('\n');
        assert_eq!(place.line, ends + 1 - usize::from(is_inside_end));
        let start = source.line_span(place.line - 1).start();
        assert_eq!(place.column, text[start..offset].chars().count() + 1);
    }
    Some(source)
}

/// Every place of a document is a part of its text, and leads to a part of the source's.
pub fn holds_together(source: &Source, document: &Document) {
    let (file, text) = (source.text(), document.text());
    assert_eq!(document.small(), text.to_ascii_lowercase());
    let (mut end, mut sentences) = (0, document.all_sentences().start);
    for block in document.blocks() {
        assert!(block.span.start() >= end && !block.span.is_empty(), "blocks stand in order");
        assert_eq!(block.sentences.start, sentences, "each sentence belongs to one block");
        (end, sentences) = (block.span.end(), block.sentences.end);
        let mut from = block.span.start();
        for sentence in document.sentences_in(block.sentences.clone()) {
            assert!(sentence.start() >= from && sentence.end() <= end, "sentences stand in their block");
            assert!(!cut(text, *sentence).trim().is_empty(), "a sentence says something");
            from = sentence.end();
        }
        leads_back(file, document, block.span);
    }
    assert_eq!(sentences, document.all_sentences().end);
    for link in document.links() {
        cut(text, link.span);
    }
    for marker in document.markers() {
        cut(text, Span::at(marker.at));
        cut(file, marker.source);
    }
    for directive in document.directives() {
        cut(file, directive.span);
        assert!(directive.word.text.eq_ignore_ascii_case(cut(file, directive.word.span)));
        for word in directive.names.iter().chain(&directive.until) {
            assert_eq!(word.text, cut(file, word.span));
            assert!(directive.span.contains(word.span));
        }
    }
    for unread in document.unread_parts() {
        cut(file, Span::at(unread.at));
        assert!(!unread.message.is_empty());
    }
}

/// Each character of a block leads to the bytes it came from, which are in the same order. Of some it is tried whether
/// the bytes lead back.
fn leads_back(file: &str, document: &Document, block: Span) {
    let each = 1 + block.len() / COUNTED;
    let mut last = Span::at(0);
    for (number, (at, character)) in cut(document.text(), block).char_indices().enumerate() {
        let start = block.start() + at;
        let span = Span::of(start..start + character.len_utf8());
        let place = document.source_span(span);
        let from = cut(file, place);
        assert!(!from.is_empty() || character == ' ', "{character:?} came from nowhere");
        assert!(last.start() <= place.start() && last.end() <= place.end(), "{character:?} came from before");
        last = place;
        if number % each > 0 {
            continue;
        }
        if let Some((said, touched)) = document.touched_by(place) {
            cut(document.text(), said);
            cut(file, touched);
            assert!(touched.contains(place), "who changes {character:?} changes its bytes");
        }
        // What stands for a picture is not text to change, and nor is the sign itself.
        let is_itself = character != '\u{FFFC}' && from == character.encode_utf8(&mut [0; 4]);
        if is_itself && document.is_unbroken(span) {
            assert_eq!(document.touched_by(place), Some((span, place)), "{character:?} stands alone");
        }
    }
}

/// What is found in a document is in its file, in order, whatever was checked before it.
pub fn finds(source: &Source, document: &Document) {
    let file = source.text();
    let found = QUICK_LINTER.check_without_comments(document).all;
    let alone = super::quick_linter().check_without_comments(document).all;
    assert_eq!(alone, found, "what was checked before matters");
    for pair in found.windows(2) {
        assert!(pair[0].span.start() <= pair[1].span.start(), "findings stand in order");
    }
    for one in &found {
        assert!(!cut(file, one.span).is_empty(), "{one:?}");
        for label in &one.labels {
            cut(file, label.span);
        }
        let mut end = 0;
        for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
            cut(file, edit.span);
            assert!(edit.span.start() >= end, "edits stand in order and apart");
            end = edit.span.end();
        }
    }
}
