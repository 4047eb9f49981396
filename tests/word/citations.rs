//! What backs a claim in a Word document: notes, links, and what reference managers keep in fields.

use super::package::{Docx, paragraph, run};
use crate::common::Folder;

const NOTE: &str =
    "Smith A, Lee B. Peels and pigment. J Cosmet Dermatol. 2020;19(2):1-9. doi:10.1111/jocd.13000";

/// The grades of the claims in a document, and the sources.
fn claims(document: &Docx) -> Vec<(String, String)> {
    let folder = Folder::new().file("a.docx", document.bytes());
    let sheet = folder.run(&["claims", "--format", "json"]).json();
    let claims = sheet["files"][0]["claims"].as_array().unwrap().clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    claims.iter().map(|one| (text(&one["grade"]), text(&one["source"]))).collect()
}

fn grade(document: &Docx) -> String {
    let claims = claims(document);
    assert_eq!(claims.len(), 1, "{claims:?}");
    claims[0].0.clone()
}

fn field(instruction: &str, shown: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{instruction}</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        run(shown)
    )
}

fn claim_with(citation: &str) -> String {
    format!("<w:p>{}{citation}{}</w:p>", run("It is clinically proven to reduce redness "), run("."))
}

#[test]
fn a_footnote_or_an_endnote_with_a_doi_backs_the_claim() {
    assert_eq!(grade(&Docx::new(&claim_with(""))), "none");
    for (kind, root, note) in [("footnotes", "footnotes", "footnote"), ("endnotes", "endnotes", "endnote")] {
        let reference = format!(
            "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:{note}Reference w:id=\"2\"/></w:r>"
        );
        let notes = format!(
            "<w:{note} w:type=\"separator\" w:id=\"-1\">{}</w:{note}><w:{note} w:id=\"2\"><w:p><w:r><w:{note}Ref/></w:r>{}</w:p></w:{note}>",
            paragraph("It is the most powerful peel."),
            run(NOTE)
        );
        let document = Docx::new(&claim_with(&reference)).part(kind, kind, root, &notes);
        assert_eq!(grade(&document), "traceable", "{kind}");
    }
}

#[test]
fn a_link_to_a_doi_backs_the_claim() {
    let link = format!("<w:hyperlink r:id=\"x\">{}</w:hyperlink>", run("(Smith)"));
    assert_eq!(
        grade(&Docx::new(&claim_with(&link)).link("x", "https://doi.org/10.1111/jocd.13000")),
        "traceable"
    );
    let link = field(" HYPERLINK &quot;https://doi.org/10.1111/jocd.13000&quot; ", "(Smith)");
    assert_eq!(grade(&Docx::new(&claim_with(&link))), "traceable");
    let simple = format!(
        "<w:fldSimple w:instr=\" HYPERLINK &quot;https://doi.org/10.1111/jocd.13000&quot; \">{}</w:fldSimple>",
        run("(Smith)")
    );
    assert_eq!(grade(&Docx::new(&claim_with(&simple))), "traceable");
}

#[test]
fn the_fields_of_reference_managers_give_their_dois() {
    let csl = "{&quot;citationItems&quot;:[{&quot;itemData&quot;:{&quot;DOI&quot;:&quot;10.1111/jocd.13000&quot;}}]}";
    let endnote = "&lt;EndNote&gt;&lt;electronic-resource-num&gt;10.1111/jocd.13000&lt;/electronic-resource-num&gt;&lt;/EndNote&gt;";
    for instruction in [
        format!(" ADDIN ZOTERO_ITEM CSL_CITATION {csl} "),
        format!("ADDIN CSL_CITATION {csl}"),
        format!(" ADDIN EN.CITE {endnote}"),
    ] {
        assert_eq!(grade(&Docx::new(&claim_with(&field(&instruction, "(1)")))), "traceable", "{instruction}");
    }
    // EndNote packs a long citation into a field in the instruction.
    let packed = "PEVuZE5vdGU+PGVsZWN0cm9uaWMtcmVzb3VyY2UtbnVtPjEwLjExMTEvam9jZC4xMzAwMDwvZWxlY3Ryb25pYy1yZXNvdXJjZS1udW0+PC9FbmROb3RlPg==";
    let inner = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:fldData>{packed}</w:fldData></w:fldChar></w:r><w:r><w:instrText> ADDIN EN.CITE.DATA \
         </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    );
    let outer = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>{inner}<w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        run("(1)")
    );
    assert_eq!(grade(&Docx::new(&claim_with(&outer))), "traceable");
    // Mendeley keeps it in the tag of a control.
    let packed = "eyJjaXRhdGlvbkl0ZW1zIjpbeyJpdGVtRGF0YSI6eyJET0kiOiIxMC4xMTExL2pvY2QuMTMwMDAifX1dfQ==";
    let control = format!(
        "<w:sdt><w:sdtPr><w:tag w:val=\"MENDELEY_CITATION_v3_{packed}\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("(1)")
    );
    assert_eq!(grade(&Docx::new(&claim_with(&control))), "traceable");
}

#[test]
fn the_sources_that_word_keeps_itself_give_their_dois() {
    let sources = "<b:Sources xmlns:b=\"http://schemas.openxmlformats.org/officeDocument/2006/bibliography\"><b:Source><b:Tag>Smi20</b:Tag>\
                   <b:DOI>10.1111/jocd.13000</b:DOI></b:Source></b:Sources>";
    let body = claim_with(&field(" CITATION Smi20 \\l 1033 ", "(Smith)"));
    let document =
        Docx::new(&body).lead("customXml", "../customXml/item1.xml").raw("customXml/item1.xml", sources);
    assert_eq!(grade(&document), "traceable");
}

#[test]
fn a_numbered_list_of_references_backs_what_its_numbers_mark() {
    let item = |words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr></w:pPr>{}</w:p>",
            run(words)
        )
    };
    let numbering = "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/></w:lvl>\
                     </w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"7\"/></w:num>";
    let raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>";
    let body = format!(
        "{}<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>{}{}",
        claim_with(raised),
        run("References"),
        item("Smith A. A page about oats. Our magazine."),
        item(NOTE)
    );
    assert_eq!(grade(&Docx::new(&body).part("numbering", "numbering", "numbering", numbering)), "traceable");
}

#[test]
fn a_page_that_google_docs_exports_leads_to_the_true_sources() {
    let page = "<html><body><p>It is clinically proven to reduce redness \
                (<a href=\"https://www.google.com/url?q=https://doi.org/10.1111/jocd.13000&amp;sa=D&amp;source=editors\">Smith</a>).</p></body></html>";
    let sheet = Folder::new().file("a.html", page).run(&["claims", "--format", "json"]).json();
    assert_eq!(sheet["files"][0]["claims"][0]["grade"], "traceable", "{sheet}");
}
