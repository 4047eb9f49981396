//! A Word document that keeps track of its changes is read as if they were accepted, or as it was before.

use super::package::{Docx, paragraph, run, styled};
use crate::common::Folder;

/// The words that are found, as changes are taken and as they are not.
fn found(body: &str) -> [Vec<String>; 2] {
    let folder = Folder::new().file("a.docx", Docx::new(body).bytes());
    [&["check", "--format", "json"][..], &["check", "--format", "json", "--original"]].map(|arguments| {
        let report = folder.run(arguments).json();
        let findings = report["files"][0]["diagnostics"].as_array().unwrap().clone();
        findings.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    })
}

#[test]
fn deleted_text_is_not_read_and_inserted_text_is_and_original_does_the_opposite() {
    let changed = format!(
        "<w:p>{}<w:del w:id=\"1\"><w:r><w:delText>the most powerful peel</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}</w:p>",
        run("This is "),
        run("the best peel"),
        run(" on the market.")
    );
    assert_eq!(
        found(&changed),
        [vec!["the best peel on the market".to_owned()], vec!["the most powerful peel".to_owned()]]
    );
    let moved = format!(
        "<w:p><w:moveFrom w:id=\"1\">{0}</w:moveFrom>{1}</w:p><w:p><w:moveTo w:id=\"2\">{0}</w:moveTo></w:p>",
        run("It is the most powerful peel here. "),
        run("Oats.")
    );
    assert_eq!(found(&moved).map(|found| found.len()), [1, 1]);
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on_in_the_next() {
    let first =
        format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p>", run("This is the most "));
    let body = first + &paragraph("powerful peel on the market.");
    let [taken, original] = found(&body);
    assert!(taken.contains(&"the most powerful peel".to_owned()), "{taken:?}");
    assert!(!original.contains(&"the most powerful peel".to_owned()), "{original:?}");
}

#[test]
fn what_a_changed_paragraph_was_before_does_not_count() {
    let body = format!(
        "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr>\
         <w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>{}</w:t></w:r></w:p>",
        "It is the most powerful peel here."
    );
    assert_eq!(found(&body).map(|found| found.len()), [1, 1]);
}

#[test]
fn a_heading_below_a_deleted_paragraph_stays_one() {
    let deleted = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:del w:id=\"1\"><w:r><w:delText>Out.</w:delText></w:r></w:del></w:p>";
    let cell =
        format!("<w:tbl><w:tr><w:tc>{deleted}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("Oats."));
    let body =
        deleted.to_owned() + &styled("Heading1", "How it works") + &cell + &paragraph("It is teh oats.");
    let folder = Folder::new().file("a.docx", Docx::new(&body).bytes());
    let out = folder.run(&["check", "--format", "short"]).out;
    assert!(
        out.contains("a.docx: paragraph 3, under \u{201C}How it works\u{201D}: error[misspelling]"),
        "{out}"
    );
}
