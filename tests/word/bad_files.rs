//! A document that is protected, broken or made to do harm is told in one sentence, and the other files are checked.

use super::package::{Docx, odt_with, paragraph, zipped};
use crate::common::{CLAIM, Folder};

/// The error of a document, beside a page that is checked all the same.
fn error(name: &str, bytes: &[u8]) -> String {
    let folder = Folder::new().file(name, bytes).file("z.md", CLAIM);
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 2, "{name}: {run:?}");
    let report = run.json();
    assert_eq!(report["files"][1]["diagnostics"].as_array().unwrap().len(), 1, "{name}");
    let error = report["files"][0]["error"].as_str().unwrap().to_owned();
    assert!(!error.contains('\n') && error.len() < 300, "{error}");
    error
}

fn plain() -> Docx {
    Docx::new(&paragraph("Oats calm the skin."))
}

#[test]
fn a_document_with_a_password_is_told() {
    let ole = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    assert!(error("a.docx", &ole).contains("protected with a password"));
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let encrypted = odt_with("", "", &[("META-INF/manifest.xml", manifest)]);
    assert!(error("a.odt", &encrypted).contains("protected with a password"));
}

#[test]
fn a_document_with_macros_is_refused_and_a_signed_one_is_read() {
    let types = "<Types><Override PartName=\"/word/document.xml\" \
                 ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    assert!(
        error("a.docx", &plain().raw("[Content_Types].xml", types).bytes()).contains("it contains macros")
    );
    let refused = Folder::new().file("a.docm", plain().bytes()).run(&["check", "a.docm"]);
    assert_eq!(refused.status, 2);
    assert!(refused.out.contains("save it as .docx"), "{}", refused.out);
    let signed = plain().raw("_xmlsignatures/sig1.xml", "<Signature/>").bytes();
    assert_eq!(Folder::new().file("a.docx", signed).run(&["check"]).status, 0);
}

#[test]
fn a_file_that_is_no_document_is_told() {
    assert!(error("a.docx", b"").contains("it is not a Word or OpenDocument file"));
    assert!(error("a.docx", b"Oats calm the skin.").contains("save it again as .docx or .odt"));
    assert!(error("a.docx", &zipped(&[("a.txt", "Oats.")])).contains("it does not contain a text document"));
    let sheet =
        zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]);
    assert!(error("a.odt", &sheet).contains("it does not contain a text document"));
}

#[test]
fn a_broken_document_names_what_is_broken() {
    let whole = plain().bytes();
    for length in [4, 30, whole.len() / 2, whole.len() - 10] {
        assert!(error("a.docx", &whole[..length]).contains("it is broken or cut off"), "{length}");
    }
    let mut damaged = whole.clone();
    let at = whole.windows(17).position(|name| name == b"word/document.xml").unwrap() + 40;
    damaged[at] ^= 0xFF;
    assert!(error("a.docx", &damaged).contains("broken"));
    for (body, said) in [
        ("<w:p><w:r>", "is broken at byte"),
        ("<w:p></w:r>", "is broken at byte"),
        ("<w:p></w:\nr>", "is broken at byte"),
        ("<w:p>&bomb;</w:p>", "unknown entity `bomb`"),
        ("<w:p a=></w:p><", "is broken at byte"),
    ] {
        let error = error(
            "a.docx",
            &plain()
                .raw("word/document.xml", &format!("<w:document xmlns:w=\"wordprocessingml\">{body}"))
                .bytes(),
        );
        assert!(error.contains(said) && error.contains("word/document.xml"), "{body}: {error}");
    }
}

#[test]
fn entities_names_that_climb_and_bombs_are_refused() {
    let entities = "<!DOCTYPE a [<!ENTITY b \"cccc\">]><w:document xmlns:w=\"wordprocessingml\"/>";
    assert!(
        error("a.docx", &plain().raw("word/document.xml", entities).bytes())
            .contains("declares a document type")
    );
    for name in ["../evil.xml", "/etc/evil.xml", "word\\..\\..\\evil.xml", "C:/evil.xml"] {
        assert!(error("a.docx", &plain().raw(name, "a").bytes()).contains("leads out of it"), "{name}");
    }
    let bomb = paragraph(&"a".repeat(8 << 20));
    assert!(error("a.docx", &Docx::new(&bomb).bytes()).contains("times its size, which no document does"));
    let deep = "<w:x>".repeat(2000) + &"</w:x>".repeat(2000);
    assert!(error("a.docx", &Docx::new(&deep).bytes()).contains("nests more than"));
}

#[test]
fn a_part_in_utf_16_and_a_file_of_300_megabytes_are_told() {
    let rels = "<a><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></a>";
    let utf16: Vec<u8> = plain().document().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [&[0xFF, 0xFE], utf16.as_slice()].concat();
    let file = zipped(&[("_rels/.rels", rels.as_bytes()), ("word/document.xml", utf16.as_slice())]);
    assert!(error("a.docx", &file).contains("`word/document.xml` is not in UTF-8"));
    let folder = Folder::new().file("z.md", CLAIM);
    std::fs::File::create(folder.path("a.docx")).unwrap().set_len(300 << 20).unwrap();
    let report = folder.run(&["check", "--format", "json"]).json();
    let error = report["files"][0]["error"].as_str().unwrap();
    assert!(error.contains("it has 314572800 bytes, and a page may have 64 MiB"), "{error}");
    assert_eq!(report["files"][1]["diagnostics"].as_array().unwrap().len(), 1);
}

#[test]
fn too_many_parts_are_refused() {
    let names: Vec<String> = (0..10_100).map(|number| format!("a/{number}")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert!(error("a.docx", &zipped(&files)).contains("a document may have 10000"));
}

#[test]
fn a_lock_that_word_leaves_beside_an_open_file_is_no_document() {
    let folder = Folder::new().file("~$a.docx", b"\x05Ina").file("a.docx", plain().bytes());
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.json()["summary"]["files"].as_u64()), (0, Some(1)));
}
