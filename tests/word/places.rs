//! Where a finding is in a Word document: for people a paragraph under a heading, for tools bytes in a part.

use std::io::Read;

use serde_json::{Value, json};

use super::package::{Docx, paragraph, run, styled};
use crate::common::{FORMATS, Folder};

fn document() -> Docx {
    let split = format!(
        "<w:p>{}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">powerful </w:t></w:r>{}</w:p>",
        run("Skin &amp; care: this is the most "),
        run("peel on the market.")
    );
    let body = styled("Heading1", "How it works") + "<w:p/>" + &split;
    Docx::new(&body).part("header", "header1", "hdr", &paragraph("It is teh oats."))
}

/// The part of a file.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn json_names_the_part_the_bytes_in_it_the_heading_and_the_words_around() {
    let file = document().bytes();
    let report = Folder::new().file("a.docx", &file).run(&["check", "--format", "json"]).json();
    let findings = report["files"][0]["diagnostics"].as_array().unwrap();
    let claim = findings.iter().find(|one| one["rule"] == "unsupported-superlative").unwrap();
    assert_eq!(claim["heading"], "How it works");
    assert_eq!(
        claim["quotation"],
        json!({ "before": "Skin & care: this is ", "text": "the most powerful peel", "after": " on the market." })
    );
    assert_eq!(
        (&claim["start"]["part"], &claim["start"]["paragraph"]),
        (&json!("word/document.xml"), &json!(2))
    );
    let xml = part(&file, "word/document.xml");
    let bytes = |place: &Value| usize::try_from(place["byte"].as_u64().unwrap()).unwrap();
    let stretch = &xml[bytes(&claim["start"])..bytes(&claim["end"])];
    assert!(stretch.starts_with("the most </w:t>") && stretch.ends_with(">peel"), "{stretch}");
    let slip = findings.iter().find(|one| one["text"] == "teh").unwrap();
    assert_eq!(slip["start"]["part"], "word/header1.xml");
    let xml = part(&file, "word/header1.xml");
    assert_eq!(&xml[bytes(&slip["start"])..bytes(&slip["end"])], "teh");
}

#[test]
fn people_are_told_the_paragraph_the_heading_above_and_the_words_around() {
    let folder = Folder::new().file("a.docx", document().bytes());
    let pretty = folder.run(&["check"]).out;
    assert!(pretty.contains("place: paragraph 2, under \u{201C}How it works\u{201D}"), "{pretty}");
    assert!(pretty.contains("Skin & care: this is the most powerful peel on the market."), "{pretty}");
    assert!(pretty.contains("place: in the header"), "{pretty}");
    let short = folder.run(&["check", "--format", "short"]).out;
    let expected =
        "a.docx: paragraph 2, under \u{201C}How it works\u{201D}: warning[unsupported-superlative]: ";
    assert!(short.contains(expected), "{short}");
    assert!(
        short.contains("in \u{201C}Skin & care: this is the most powerful peel on the market.\u{201D}"),
        "{short}"
    );
    let markdown = folder.run(&["check", "--format", "markdown"]).out;
    assert!(markdown.contains("| paragraph 2, under \u{201C}How it works\u{201D} | warning |"), "{markdown}");
    let claims = folder.run(&["claims"]).out;
    assert!(claims.contains("paragraph 2, under \u{201C}How it works\u{201D}"), "{claims}");
}

#[test]
fn every_format_shows_what_is_in_a_document() {
    let folder = Folder::new().file("a.docx", document().bytes());
    for format in FORMATS {
        let run = folder.run(&["check", "--format", format]);
        assert_eq!(run.status, 1, "{format}: {}", run.err);
        assert!(run.out.contains("powerful peel") && !run.out.contains("w:t"), "{format}: {}", run.out);
    }
}

#[test]
fn a_slip_that_a_document_repeats_is_told_with_its_paragraphs() {
    let body: String = (0..3).map(|_| paragraph("It is teh oats.")).collect();
    let out = Folder::new().file("a.docx", Docx::new(&body).bytes()).run(&["check"]).out;
    assert!(out.contains("3 times on this page: paragraphs 1, 2, 3"), "{out}");
}

#[test]
fn why_nothing_is_reported_in_a_paragraph_can_be_asked() {
    let body = paragraph("Oats.") + &paragraph("At best, oats calm the skin.");
    let folder = Folder::new().file("a.docx", Docx::new(&body).bytes());
    assert_eq!(folder.run(&["check", "--explain-silence", "a.docx:2"]).status, 0);
}

/// The words between the tags of some markup.
fn without_tags(markup: &str) -> String {
    let pieces = markup.split('<').enumerate();
    let words =
        pieces.map(|(index, piece)| if index == 0 { piece } else { piece.split_once('>').unwrap().1 });
    words.collect()
}

proptest::proptest! {
    #[test]
    fn whatever_cuts_a_claim_into_runs_its_bytes_in_the_part_hold_its_letters(
        cuts in proptest::collection::vec((0_usize..22, 0_usize..5), 0..6),
        before in 0_usize..4,
    ) {
        const BETWEEN: [&str; 5] = [
            "",
            "<w:proofErr w:type=\"gramStart\"/>",
            "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>",
            "<w:del w:id=\"1\"><w:r><w:delText>every word</w:delText></w:r></w:del>",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
        ];
        let claim = "the most powerful peel";
        let mut cuts = cuts;
        cuts.sort_unstable();
        cuts.dedup_by_key(|(at, _)| *at);
        let (mut body, mut from) = (run(["", "It is &amp; was ", "\u{fc}ber caf\u{e9} is ", "Peel"][before]), 0);
        body += &run(" this is ");
        for (at, between) in cuts {
            body += &run(&claim[from..at]);
            body += BETWEEN[between];
            from = at;
        }
        body += &run(&claim[from..]);
        body += &run(" on the market.");
        let file = Docx::new(&format!("<w:p>{body}</w:p>")).bytes();
        let source = claimlint_text::open_document(file.clone(), claimlint_text::Changes::Accepted).unwrap();
        let found = LINTER.check_document(&LINTER.read(&source, WORD)).diagnostics;
        let one = found.iter().find(|one| one.text == claim).unwrap();
        let parts = source.parts().unwrap();
        let (start, end) = (parts.start(one.span.start()), parts.end(one.span.end()));
        assert_eq!((start.0, parts.name(start.0)), (end.0, "word/document.xml"));
        let markup = part(&file, "word/document.xml")[start.1..end.1].to_owned();
        let words = without_tags(&markup).replace("every word", "").replace("hidden", "");
        assert_eq!(words, claim, "{markup}");
    }
}

static LINTER: std::sync::LazyLock<claimlint_engine::Linter> =
    std::sync::LazyLock::new(|| claimlint_engine::Linter::builder().build().unwrap());

const WORD: claimlint_text::Format = claimlint_text::Format::Word(claimlint_text::Changes::Accepted);
