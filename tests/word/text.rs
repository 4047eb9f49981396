//! What is text in a Word document: whatever a reader sees, however the program cut it up.

use serde_json::Value;

use super::package::{Docx, paragraph, run, styled};
use crate::common::Folder;

const CLAIM: &str = "the most powerful peel";

/// The words that are found in a document, each with its rule.
fn found(document: &Docx) -> Vec<(String, String)> {
    let report = Folder::new().file("a.docx", document.bytes()).run(&["check", "--format", "json"]).json();
    assert_eq!(report["files"][0]["error"], Value::Null);
    let findings = report["files"][0]["diagnostics"].as_array().unwrap().clone();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    findings.iter().map(|one| (text(one, "rule"), text(one, "text"))).collect()
}

fn finds_claim(body: &str) -> bool {
    found(&Docx::new(body)).contains(&("unsupported-superlative".to_owned(), CLAIM.to_owned()))
}

#[test]
fn a_claim_is_found_in_a_paragraph_a_cell_a_list_a_heading_and_a_text_box() {
    let claim = paragraph("This is the most powerful peel on the market.");
    let numbered = claim.replace(
        "<w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    );
    let shape = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><wps:txbx>\
         <w:txbxContent>{claim}</w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>\
         <w:pict><v:textbox><w:txbxContent>{claim}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let nested =
        format!("<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{claim}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>");
    let control = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"a\"/></w:sdtPr><w:sdtContent>{claim}</w:sdtContent></w:sdt>"
    );
    for body in [
        &claim,
        &numbered,
        &shape,
        &nested,
        &control,
        &styled("Heading1", "It is the most powerful peel here"),
    ] {
        let found = found(&Docx::new(body));
        assert_eq!(found.iter().filter(|(_, text)| text == CLAIM).count(), 1, "{body}: {found:?}");
    }
}

#[test]
fn a_phrase_is_found_however_its_runs_are_split() {
    let split = |between: &str| {
        format!("<w:p>{}{between}{}</w:p>", run("This is the most pow"), run("erful peel on the market."))
    };
    for between in [
        "",
        "<w:proofErr w:type=\"spellStart\"/>",
        "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:bookmarkEnd w:id=\"1\"/>",
        "<w:commentRangeStart w:id=\"0\"/>",
        "<w:r><w:rPr><w:b/></w:rPr></w:r>",
        "<w:r><w:softHyphen/></w:r>",
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:r><w:drawing><wp:anchor><wp:docPr id=\"1\" name=\"a\"/></wp:anchor></w:drawing></w:r>",
    ] {
        assert!(finds_claim(&split(between)), "{between}");
    }
    for body in [
        format!("<w:p>{}<w:hyperlink w:anchor=\"a\">{}</w:hyperlink></w:p>", run("It is the most powerful"), run(" peel here.")),
        format!("<w:p>{}<w:smartTag>{}</w:smartTag></w:p>", run("It is the most powerful"), run(" peel here.")),
        "<w:p><w:r><w:t>It is the</w:t><w:tab/><w:t>most powerful peel, anti</w:t><w:noBreakHyphen/><w:t>ageing here.</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:t>It is the</w:t><w:br/><w:t>most powerful peel here.</w:t></w:r></w:p>".to_owned(),
        paragraph("It is the &#109;ost\npowerful&#xA0;peel &amp; more."),
        "<w:p><w:r><w:t><![CDATA[It is the most powerful peel here.]]></w:t></w:r></w:p>".to_owned(),
    ] {
        assert!(finds_claim(&body), "{body}");
    }
    // A break that ends a sentence ends what a rule looks at.
    assert!(!finds_claim(
        "<w:p><w:r><w:t>It is the</w:t><w:br/><w:t>Most powerful peel here.</w:t></w:r></w:p>"
    ));
}

#[test]
fn white_space_at_the_ends_of_a_run_counts_only_where_it_is_preserved() {
    let body = "<w:p><w:r><w:t>The results are </w:t></w:r><w:r><w:t>guaranteed.</w:t></w:r></w:p>";
    let found = found(&Docx::new(body));
    assert!(found.iter().any(|(_, text)| text == "areguaranteed"), "{found:?}");
}

#[test]
fn what_nobody_sees_is_not_read() {
    let hidden = |properties: &str| {
        format!(
            "<w:p>{}<w:r><w:rPr>{properties}</w:rPr><w:t>It is the most powerful peel.</w:t></w:r></w:p>",
            run("Oats. ")
        )
    };
    assert!(finds_claim(&hidden("<w:vanish w:val=\"0\"/>")));
    for body in [
        hidden("<w:vanish/>"),
        hidden("<w:rStyle w:val=\"Inner\"/>"),
        format!("<w:p><w:r><w:instrText>It is the most powerful peel.</w:instrText></w:r>{}</w:p>", run("Oats.")),
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>It is the most powerful peel.</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
            .to_owned(),
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            paragraph("It is the most powerful peel.")
        ),
    ] {
        let styles = "<w:style w:type=\"character\" w:styleId=\"Base\"><w:rPr><w:vanish/></w:rPr></w:style>\
                      <w:style w:type=\"character\" w:styleId=\"Inner\"><w:basedOn w:val=\"Base\"/></w:style>";
        let document = Docx::new(&body).part("styles", "styles", "styles", styles);
        assert_eq!(found(&document), [], "{body}");
    }
}

#[test]
fn a_table_of_contents_is_not_read_again() {
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}\
         </w:sdtContent></w:sdt>{}",
        paragraph("The most powerful peel on the market"),
        styled("Heading1", "The most powerful peel on the market")
    );
    let field = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>{}</w:p>{}<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>{}",
        run("The most powerful peel on the market"),
        paragraph("The most powerful peel on the market"),
        styled("Heading1", "The most powerful peel on the market")
    );
    for body in [contents, field] {
        assert_eq!(found(&Docx::new(&body)).len(), 1, "{body}");
    }
}

#[test]
fn headers_footers_alternative_texts_the_title_and_the_description_are_read() {
    let claim = paragraph("This is the most powerful peel on the market.");
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"Élan & co: it is the most powerful peel &amp; more\"/>\
                   </wp:inline></w:drawing></w:r></w:p>";
    let core = |name: &str| {
        format!(
            "<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\"><dc:{name}>It is the most powerful peel</dc:{name}></cp:coreProperties>"
        )
    };
    let oats = paragraph("Oats calm the skin.");
    for document in [
        Docx::new(&oats).part("header", "header1", "hdr", &claim).part("header", "header2", "hdr", &claim),
        Docx::new(&oats).part("footer", "footer1", "ftr", &claim),
        Docx::new(picture),
        Docx::new(&oats).raw("docProps/core.xml", &core("title")),
        Docx::new(&oats).raw("docProps/core.xml", &core("description")),
    ] {
        assert_eq!(
            found(&document).iter().filter(|(_, text)| text == CLAIM).count(),
            1,
            "{}",
            document.document()
        );
    }
    let made_up = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"teh-jar.png\"/></wp:inline></w:drawing></w:r></w:p>";
    assert_eq!(found(&Docx::new(made_up)), []);
}

#[test]
fn the_strict_form_is_read_like_the_other() {
    let claim = paragraph("This is the most powerful peel on the market.");
    let relationships = "<Relationships xmlns=\"a\"><Relationship Id=\"r1\" \
                         Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    assert_eq!(found(&Docx::new(&claim).strict().raw("_rels/.rels", relationships)).len(), 1);
}
