//! Fixes are changes that a person accepts or refuses, and never silent.

use super::read::{annotated_as, has_only_more, part, words};
use crate::common::Folder;
use crate::word::package::{Docx, odt, paragraph};

const MAIN: &str = "word/document.xml";

#[track_caller]
fn proposed(body: &str, which: &str) -> String {
    let file = Docx::new(body).bytes();
    let (after, _) = annotated_as("a.docx", &file, &["--fixes", which]);
    let markup = part(&after, MAIN);
    assert!(has_only_more(part(&file, MAIN).as_bytes(), markup.as_bytes()), "{markup}");
    markup
}

/// The text of a document after all changes are accepted, or as it was before them.
fn text(markup: &str, original: bool) -> String {
    let body = Docx::new("").raw(MAIN, markup).bytes();
    let changes =
        if original { claimlint_text::Changes::Rejected } else { claimlint_text::Changes::Accepted };
    claimlint_text::open_document(body, changes).unwrap().text().to_owned()
}

#[test]
fn none_are_proposed_unless_asked_for() {
    let file = Docx::new(&paragraph("It is teh oats.")).bytes();
    let (after, _) = annotated_as("a.docx", &file, &[]);
    let markup = part(&after, MAIN);
    assert!(!markup.contains("<w:ins") && !markup.contains("<w:del"), "{markup}");
    assert!(part(&after, "word/comments.xml").contains("Suggestion: "));
}

#[test]
fn accepting_them_corrects_the_text_and_refusing_them_leaves_it() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>It is t</w:t></w:r><w:r><w:t>eh oats, and definately so.</w:t></w:r></w:p>";
    let markup = proposed(body, "safe");
    assert_eq!(text(&markup, false), "It is the oats, and definitely so.\n");
    assert_eq!(text(&markup, true), "It is teh oats, and definately so.\n");
    assert!(markup.contains("w:author=\"claimlint\"") && !markup.contains("w:date"), "{markup}");
    // What is put in looks as what is taken out did.
    assert!(
        markup.contains("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">the</w:t></w:r></w:ins>"),
        "{markup}"
    );
    assert!(markup.contains("<w:delText xml:space=\"preserve\">eh</w:delText>"), "{markup}");
}

#[test]
fn the_comment_stays_on_the_words_and_their_change() {
    let file = Docx::new(&paragraph("It is teh oats.")).bytes();
    let (after, run) = annotated_as("a.docx", &file, &["--fixes", "safe"]);
    assert_eq!(words(&after), ["the"], "as they are once the change is accepted");
    assert!(run.out.contains("1 comment and 1 proposed change"), "{}", run.out);
}

#[test]
fn in_words_that_somebody_else_proposed_there_is_the_comment_alone() {
    let body = "<w:p><w:ins w:id=\"1\" w:author=\"Ann\"><w:r><w:t>It is teh oats.</w:t></w:r></w:ins></w:p>";
    let markup = proposed(body, "all");
    assert!(!markup.contains("<w:del ") && markup.matches("<w:ins ").count() == 1, "{markup}");
    assert!(markup.contains("commentRangeStart"));
}

#[test]
fn a_text_of_opendocument_lists_what_is_taken_out() {
    let file = odt("", "<text:p>It is teh oats &amp; rice.</text:p>");
    let (after, _) = annotated_as("a.odt", &file, &["--fixes", "safe"]);
    let read = |changes| claimlint_text::open_document(after.clone(), changes).unwrap().text().to_owned();
    assert_eq!(read(claimlint_text::Changes::Accepted), "It is the oats & rice.\n");
    assert_eq!(read(claimlint_text::Changes::Rejected), "It is teh oats & rice.\n");
    assert_eq!(annotated_as("a.odt", &after, &["--fixes", "safe"]).0, after);
    let without = annotated_as("a.odt", &after, &[]).0;
    let plain = annotated_as("a.odt", &file, &[]).0;
    let flow = |file: &[u8]| {
        part(file, "content.xml")
            .replace("<text:tracked-changes text:track-changes=\"false\"></text:tracked-changes>", "")
    };
    assert_eq!(flow(&without), flow(&plain), "what nobody accepted is removed");
}

#[test]
fn they_are_for_the_text_with_its_changes() {
    let folder = Folder::new().file("a.docx", Docx::new(&paragraph("teh")).bytes());
    let run = folder.run(&["annotate", "a.docx", "--original", "--fixes", "safe"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--original"), "{}", run.err);
}
