//! Folded text, and the way back to the source.

use super::*;

#[test]
fn a_span_of_folded_text_leads_back_to_all_its_bytes() {
    let source = "the\u{00A0}\u{00A0}mo\u{00AD}st e\u{FB03}cient de\u{0301}coupage";
    let mut builder = Builder::new(source);
    builder.text(0..source.len());
    let document = builder.finish();
    let back = |words: &str| {
        let at = document.text().find(words).unwrap();
        &source[document.source_span(Span::of(at..at + words.len())).range()]
    };
    assert_eq!(back("the most"), "the\u{00A0}\u{00A0}mo\u{00AD}st");
    assert_eq!(back("efficient"), "e\u{FB03}cient");
    assert_eq!(back("fi"), "\u{FB03}");
    assert_eq!(back("d\u{e9}coupage"), "de\u{0301}coupage");
}

#[test]
fn a_superscript_leaves_the_words_around_it_alone() {
    let mut builder = Builder::new("proven 12 times");
    builder.text(0..6);
    let checkpoint = builder.checkpoint();
    builder.text(6..9);
    assert_eq!(builder.text_since(&checkpoint), Some(" 12"));
    builder.make_marker(checkpoint, 6..9);
    builder.text(9..15);
    let document = builder.finish();
    assert_eq!(document.text(), "proven times");
    assert_eq!((document.markers()[0].label.as_str(), document.markers()[0].at), ("12", 6));
}
