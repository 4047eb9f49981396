//! Comments in texts of OpenDocument.

use super::read::{Comment, annotated_as, has_only_more, odt_comments, part, parts};
use crate::word::package::{odt, odt_with};

const CLAIM: &str = "This is the most powerful peel on the market.";

#[track_caller]
fn annotated(file: &[u8]) -> Vec<u8> {
    let after = annotated_as("a.odt", file, &[]).0;
    let markup = part(&after, "content.xml");
    assert!(has_only_more(part(file, "content.xml").as_bytes(), markup.as_bytes()), "{markup}");
    assert_eq!(annotated_as("a.odt", &after, &[]).0, after, "once more changes nothing");
    after
}

#[track_caller]
fn comment(body: &str) -> Comment {
    let [one] = odt_comments(&annotated(&odt("", body))).try_into().unwrap();
    one
}

#[test]
fn a_comment_stands_on_exactly_its_words_across_spans_links_and_signs() {
    for body in [
        format!("<text:p>{CLAIM}</text:p>"),
        "<text:p>This is the <text:span>most</text:span> pow<text:a xlink:href=\"#a\">er<text:span>ful</text:span></text:a> peel on the market.</text:p>".to_owned(),
        "<text:p>This is the most<text:s/>powerful<text:bookmark text:name=\"b\"/> pe<text:soft-page-break/>el on the market.</text:p>".to_owned(),
        format!("<table:table><table:table-row><table:table-cell><text:p>{CLAIM}</text:p></table:table-cell></table:table-row></table:table>"),
    ] {
        let one = comment(&body);
        assert_eq!(one.author, "claimlint");
        assert_eq!(one.words.replace("mostpowerful", "most powerful"), "the most powerful peel", "{body}");
        assert!(one.said.starts_with("Warning: ") && one.said.contains("Rests on: CAP Code"), "{}", one.said);
    }
}

#[test]
fn all_other_parts_have_the_same_bytes_and_the_type_stays_first() {
    let file = odt_with(
        "",
        &format!("<text:p>{CLAIM}</text:p>"),
        &[("styles.xml", "<office:document-styles/>"), ("settings.xml", "<a/>")],
    );
    let (before, after) = (parts(&file), annotated(&file));
    assert!(after[30..].starts_with(b"mimetype"));
    let after = parts(&after);
    let changed: Vec<_> = before.iter().filter(|(name, bytes)| after[*name] != **bytes).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(after.len(), before.len());
}

#[test]
fn of_a_note_it_stands_on_the_reference_of_a_box_on_the_paragraph() {
    let note = ("<text:p>Oats.<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Smith A. Peels and skin. J Dermatol. doi:10.1016/</text:p></text:note-body></text:note> Calm.</text:p>").to_owned();
    let one = comment(&note);
    assert!(one.said.starts_with("Footnote 1: \u{201C}doi:10.1016/\u{201D}"), "{}", one.said);
    assert!(!one.words.contains("Oats"), "{}", one.words);
    let shape = format!(
        "<text:p>First.</text:p><text:p>Beside.<draw:frame><draw:text-box><text:p>{CLAIM}</text:p></draw:text-box></draw:frame></text:p>"
    );
    let one = comment(&shape);
    assert!(one.words.starts_with("Beside."), "{}", one.words);
    assert!(one.said.contains("in a text box: \u{201C}the most"), "{}", one.said);
}

#[test]
fn of_a_header_and_of_an_empty_text_it_stands_on_the_first_paragraph() {
    let page = format!(
        "<office:document-styles><office:master-styles><style:master-page><style:header><text:p>{CLAIM}</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
    );
    let file = odt_with("", "<text:p/>", &[("styles.xml", &page)]);
    let [one] = odt_comments(&annotated(&file)).try_into().unwrap();
    assert!(one.said.starts_with("In the header: "), "{}", one.said);
    assert_eq!(one.words, "");
}

#[test]
fn comments_of_others_stay_and_ours_that_were_settled_come_no_second_time() {
    let theirs = "<office:annotation office:name=\"a\"><dc:creator>Ann</dc:creator><text:p>Is it?</text:p></office:annotation>";
    let body = format!("<text:p>{theirs}{CLAIM}<office:annotation-end office:name=\"a\"/></text:p>");
    let after = annotated(&odt("", &body));
    let authors: Vec<String> = odt_comments(&after).into_iter().map(|one| one.author).collect();
    assert_eq!(authors, ["Ann", "claimlint"]);
    let content = part(&after, "content.xml");
    let settled = content.replace(
        "office:name=\"claimlint-1\"><dc:creator>claimlint",
        "office:name=\"claimlint-1\" loext:resolved=\"true\"><dc:creator>claimlint",
    );
    assert_ne!(settled, content);
    let file = crate::word::package::zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &settled),
    ]);
    assert_eq!(parts(&annotated_as("a.odt", &file, &[]).0), parts(&file));
}

#[test]
fn names_that_are_not_known_in_the_document_are_declared_where_they_are_used() {
    let content = "<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
        <o:body><o:text><t:p>This is the most powerful peel.</t:p></o:text></o:body></o:document-content>";
    let file = crate::word::package::zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ]);
    let markup = part(&annotated(&file), "content.xml");
    for name in ["office", "text", "dc", "meta"] {
        assert!(markup.contains(&format!(" xmlns:{name}=\"")), "{markup}");
    }
}
