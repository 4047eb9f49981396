//! Where a comment goes that cannot stand on its words: Word shows none in notes, headers and text boxes.

use super::read::{Comment, annotated, annotated_as, comments, has_only_more, part};
use crate::word::package::{Docx, paragraph, run};

const CLAIM: &str = "This is the most powerful peel on the market.";

/// The words and the first line of each comment.
#[track_caller]
fn placed(document: &Docx) -> Vec<(String, String)> {
    let file = document.bytes();
    let after = annotated(&file);
    let (before, body) = (part(&file, "word/document.xml"), part(&after, "word/document.xml"));
    assert!(has_only_more(before.as_bytes(), body.as_bytes()), "{body}");
    let first = |one: Comment| (one.words, one.said.lines().next().unwrap_or_default().to_owned());
    let placed = comments(&after).into_iter().map(first).collect();
    assert_eq!(annotated(&after), after, "once more changes nothing");
    placed
}

fn note(kind: &str) -> String {
    format!(
        "<w:{kind} w:id=\"2\"><w:p>{}</w:p></w:{kind}>",
        run("Smith A. Peels and skin. J Dermatol. doi:10.1016/")
    )
}

#[test]
fn of_a_footnote_or_endnote_on_its_reference_with_the_words() {
    for (kind, place) in [("footnote", "Footnote 1"), ("endnote", "Endnote i")] {
        let body = format!(
            "<w:p>{}<w:r><w:t>Oats</w:t><w:{kind}Reference w:id=\"2\"/><w:t>calm.</w:t></w:r></w:p>",
            run("Read this. ")
        );
        let document =
            Docx::new(&body).part(&format!("{kind}s"), &format!("{kind}s"), &format!("{kind}s"), &note(kind));
        let [(words, said)] = placed(&document).try_into().unwrap();
        assert_eq!(words, "");
        assert_eq!(said, format!("{place}: \u{201C}doi:10.1016/\u{201D}"));
        let markup = part(&annotated(&document.bytes()), "word/document.xml");
        let reference = format!(
            "<w:commentRangeStart w:id=\"1\"/><w:r><w:{kind}Reference w:id=\"2\"/></w:r><w:commentRangeEnd"
        );
        assert!(markup.contains(&reference), "{markup}");
    }
}

#[test]
fn of_a_header_and_of_the_title_on_the_first_paragraph_with_words() {
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>The most advanced serum in the world</dc:title></cp:coreProperties>";
    let document = Docx::new(&("<w:p/>".to_owned() + &paragraph("Oats calm.") + &paragraph("They do.")))
        .part("header", "header1", "hdr", &paragraph(CLAIM))
        .raw("docProps/core.xml", core);
    let all = placed(&document);
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all.iter().all(|(words, _)| words == "Oats calm."), "{all:?}");
    assert!(
        all.iter().any(|(_, said)| said == "In the header: \u{201C}the most powerful peel\u{201D}"),
        "{all:?}"
    );
    assert!(all.iter().any(|(_, said)| said.starts_with("In the title property: ")), "{all:?}");
}

#[test]
fn of_a_text_box_and_of_a_picture_on_the_paragraph_that_holds_it() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(CLAIM));
    let shape = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{inside}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    let body = paragraph("First.")
        + &format!("<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr>{}{shape}</w:p>", run("Beside it."));
    let [(words, said)] = placed(&Docx::new(&body)).try_into().unwrap();
    // The words in the box stand in both of its forms.
    assert!(words.starts_with("Beside it."), "{words}");
    assert!(said.ends_with("in a text box: \u{201C}the most powerful peel\u{201D}"), "{said}");
    let picture = "<w:r><w:drawing><wp:inline xmlns:wp=\"w\"><wp:docPr id=\"1\" name=\"a\" descr=\"The most powerful peel on the market\"/></wp:inline></w:drawing></w:r>";
    let [(words, said)] =
        placed(&Docx::new(&(paragraph("First.") + &format!("<w:p>{}{picture}</w:p>", run("Look.")))))
            .try_into()
            .unwrap();
    assert_eq!(words, "Look.");
    assert!(said.starts_with("In the alt text of a picture: "), "{said}");
}

#[test]
fn of_a_table_cell_on_its_words() {
    let body = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(CLAIM));
    let [(words, said)] = placed(&Docx::new(&body)).try_into().unwrap();
    assert_eq!(words, "the most powerful peel");
    assert!(said.starts_with("Warning: "), "{said}");
}

#[test]
fn of_a_document_whose_only_paragraph_is_empty_on_that() {
    let document = Docx::new("<w:p w:rsidR=\"1\"/>").part("footer", "footer1", "ftr", &paragraph(CLAIM));
    let [(words, _)] = placed(&document).try_into().unwrap();
    assert_eq!(words, "");
    let markup = part(&annotated(&document.bytes()), "word/document.xml");
    assert!(
        markup.contains("<w:p w:rsidR=\"1\"><w:commentRangeStart w:id=\"1\"/><w:commentRangeEnd"),
        "{markup}"
    );
}

#[test]
fn of_a_text_that_was_taken_out_on_its_words_in_the_original() {
    let body = "<w:p><w:del w:id=\"1\" w:author=\"Ann\"><w:r><w:delText>This is the most powerful peel.</w:delText></w:r></w:del></w:p>";
    let (after, run) = annotated_as("a.docx", &Docx::new(body).bytes(), &["--original"]);
    assert!(run.out.contains("1 comment in out"), "{}", run.out);
    let markup = part(&after, "word/document.xml");
    assert!(
        markup.contains("<w:r><w:delText xml:space=\"preserve\">the most powerful peel</w:delText></w:r>"),
        "{markup}"
    );
}

#[test]
fn ids_are_new_in_the_whole_package() {
    let document =
        Docx::new(&("<w:p><w:bookmarkStart w:id=\"1\" w:name=\"a\"/></w:p>".to_owned() + &paragraph(CLAIM)))
            .part("header", "header1", "hdr", "<w:p><w:ins w:id=\"2\" w:author=\"Ann\"/></w:p>");
    let markup = part(&annotated(&document.bytes()), "word/document.xml");
    assert!(markup.contains("<w:commentRangeStart w:id=\"3\"/>"), "{markup}");
}
