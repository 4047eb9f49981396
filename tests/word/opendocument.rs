//! What is text in a document of OpenDocument, and what backs a claim there.

use super::package::{NAMES, odt, odt_with};
use crate::common::{Folder, Run};

const CLAIM: &str = "This is the most powerful peel on the market.";

fn run(bytes: &[u8], arguments: &[&str]) -> Run {
    Folder::new().file("a.odt", bytes).run(arguments)
}

fn found(bytes: &[u8]) -> Vec<String> {
    let report = run(bytes, &["check", "--format", "json"]).json();
    assert_eq!(report["files"][0]["error"], serde_json::Value::Null);
    let findings = report["files"][0]["diagnostics"].as_array().unwrap().clone();
    findings.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_claim_is_found_in_a_paragraph_a_cell_a_list_a_heading_and_a_text_box() {
    for body in [
        format!("<text:p>{CLAIM}</text:p>"),
        format!("<text:h text:outline-level=\"1\">{CLAIM}</text:h>"),
        format!("<text:list><text:list-item><text:p>{CLAIM}</text:p></text:list-item></text:list>"),
        format!("<table:table><table:table-row><table:table-cell><text:p>{CLAIM}</text:p></table:table-cell></table:table-row></table:table>"),
        format!("<text:p>Oats.<draw:frame><draw:text-box><text:p>{CLAIM}</text:p></draw:text-box></draw:frame></text:p>"),
        "<text:p>This is the most pow<text:span text:style-name=\"T1\">erful</text:span><text:s text:c=\"2\"/>peel &amp; more.</text:p>".to_owned(),
        "<text:p>This is the most<text:line-break/>powerful<text:tab/>peel<office:annotation><text:p>a</text:p></office:annotation>.</text:p>"
            .to_owned(),
        format!("<text:p>Oats.<draw:frame><draw:image/><svg:desc>{CLAIM}</svg:desc></draw:frame></text:p>"),
    ] {
        let found = found(&odt("", &body));
        assert_eq!(found.iter().filter(|text| *text == "the most powerful peel").count(), 1, "{body}: {found:?}");
    }
}

#[test]
fn what_nobody_sees_is_not_read() {
    let style = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let hidden = format!("<text:p>Oats.<text:span text:style-name=\"T1\">{CLAIM}</text:span></text:p>");
    assert_eq!(found(&odt(style, &hidden)), [""; 0]);
    let style = style.replace("family=\"text\"", "family=\"paragraph\"");
    assert_eq!(found(&odt(&style, &format!("<text:p text:style-name=\"T1\">{CLAIM}</text:p>"))), [""; 0]);
    let section = format!("<text:section text:display=\"none\"><text:p>{CLAIM}</text:p></text:section>");
    assert_eq!(found(&odt("", &section)), [""; 0]);
    let contents = format!(
        "<text:table-of-content><text:index-body><text:p>{CLAIM}</text:p></text:index-body></text:table-of-content>"
    );
    assert_eq!(found(&odt("", &contents)), [""; 0]);
}

#[test]
fn deleted_text_is_not_read_and_original_reads_it_and_not_what_was_put_in() {
    let body = "<text:tracked-changes><text:changed-region xml:id=\"c1\" text:id=\"c1\"><text:deletion><office:change-info/>\
                <text:p>the most powerful peel</text:p></text:deletion></text:changed-region><text:changed-region text:id=\"c2\">\
                <text:insertion><office:change-info/></text:insertion></text:changed-region></text:tracked-changes>\
                <text:p>This is <text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>the best peel\
                <text:change-end text:change-id=\"c2\"/> on the market.</text:p>";
    assert_eq!(found(&odt("", body)), ["the best peel on the market"]);
    let original = run(&odt("", body), &["check", "--original", "--format", "json"]).json();
    let findings = original["files"][0]["diagnostics"].as_array().unwrap().clone();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0]["text"], "the most powerful peel");
}

#[test]
fn a_note_a_link_and_a_mark_of_zotero_back_the_claim() {
    let note = "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Smith A. Peels. \
                J Cosmet Dermatol. 2020;19(2):1-9. doi:10.1111/jocd.13000</text:p></text:note-body></text:note>";
    let link = "<text:a xlink:href=\"https://doi.org/10.1111/jocd.13000\">(Smith)</text:a>";
    let name = "ZOTERO_ITEM CSL_CITATION {&quot;citationItems&quot;:[{&quot;itemData&quot;:{&quot;DOI&quot;:&quot;10.1111/jocd.13000&quot;}}]} RND1";
    let mark = format!(
        "<text:reference-mark-start text:name=\"{name}\"/>(1)<text:reference-mark-end text:name=\"{name}\"/>"
    );
    for citation in [note, link, &mark] {
        let body = format!("<text:p>It is clinically proven to reduce redness {citation}.</text:p>");
        let sheet = run(&odt("", &body), &["claims", "--format", "json"]).json();
        let claims = sheet["files"][0]["claims"].as_array().unwrap();
        assert_eq!((claims.len(), &claims[0]["grade"]), (1, &"traceable".into()), "{citation}: {claims:?}");
    }
}

#[test]
fn headers_footers_the_title_and_the_description_are_read() {
    let styles = format!(
        "<office:document-styles{NAMES}><office:master-styles><style:master-page><style:header><text:p>{CLAIM}</text:p></style:header>\
         </style:master-page></office:master-styles></office:document-styles>"
    );
    let meta = format!(
        "<office:document-meta{NAMES}><office:meta><dc:title>{CLAIM}</dc:title></office:meta></office:document-meta>"
    );
    for more in [("styles.xml", styles.as_str()), ("meta.xml", meta.as_str())] {
        assert_eq!(found(&odt_with("", "<text:p>Oats.</text:p>", &[more])), ["the most powerful peel"]);
    }
}

#[test]
fn the_place_is_told_with_the_heading_above() {
    let body = format!("<text:h>How it works</text:h><text:p>{CLAIM}</text:p>");
    let out = run(&odt("", &body), &["check", "--format", "short"]).out;
    assert!(out.contains("a.odt: paragraph 2, under \u{201C}How it works\u{201D}: warning"), "{out}");
}
