//! What cannot be annotated is refused in one sentence that says what to do, and nothing is written.

use crate::common::{CLAIM, Folder};
use crate::word::package::{Docx, odt_with, paragraph};

#[track_caller]
fn refused(name: &str, file: impl AsRef<[u8]>, said: &str) {
    let folder = Folder::new().file(name, file);
    for how in [&["--overwrite"][..], &["--in-place"], &["--output", "out"]] {
        let before = std::fs::read(folder.path(name)).unwrap();
        let run = folder.run(&[&["annotate", name], how].concat());
        assert_eq!(run.status, 2, "{run:?}");
        assert_eq!((run.out.as_str(), run.err.lines().count()), ("", 1), "{run:?}");
        assert!(run.err.contains(said), "{}", run.err);
        assert_eq!(folder.names(), [name], "nothing was written");
        assert_eq!(std::fs::read(folder.path(name)).unwrap(), before);
    }
}

fn document() -> Docx {
    Docx::new(&paragraph(CLAIM))
}

#[test]
fn other_formats() {
    refused("a.doc", "x", "save it as .docx");
    refused("a.rtf", "{\\rtf1}", ".docx");
    refused("a.pages", "x", ".docx");
    refused("a.docm", "x", ".docx");
    refused("a.md", CLAIM, "only Word and OpenDocument files (.docx, .odt) can have comments");
}

#[test]
fn a_signed_document() {
    refused(
        "a.docx",
        document().raw("_xmlsignatures/sig1.xml", "<a/>").bytes(),
        "save a copy without the signature",
    );
    let signed = odt_with("", "<text:p>a</text:p>", &[("META-INF/documentsignatures.xml", "<a/>")]);
    refused("a.odt", signed, "it is signed");
}

#[test]
fn the_strict_form_macros_passwords_and_what_is_broken() {
    refused("a.docx", document().strict().bytes(), "it is a Strict Open XML document");
    let types =
        "<Types><Default ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    refused("a.docx", document().raw("[Content_Types].xml", types).bytes(), "it contains macros");
    refused(
        "a.docx",
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        "it is protected with a password, or it is an old .doc file",
    );
    refused("a.docx", &document().bytes()[..300], "it is broken or cut off");
    refused("a.docx", document().raw("../a.xml", "<a/>").bytes(), "has a name that leads out of it");
    let huge = paragraph(&"a".repeat(8 << 20));
    refused(
        "a.docx",
        document().raw("word/document.xml", &huge).bytes(),
        "unpacks to more than 300 times its size",
    );
}

#[test]
fn a_document_that_is_open_elsewhere() {
    let long = "long-name.docx";
    for (name, lock, program) in [
        ("a.docx", "~$a.docx", "Word"),
        (long, "~$ng-name.docx", "Word"),
        ("a.docx", ".~lock.a.docx#", "LibreOffice"),
        ("a.docx", ".~lock.a.reviewed.docx#", "LibreOffice"),
    ] {
        let folder = Folder::new().file(name, document().bytes()).file(lock, "x");
        let run = folder.run(&["annotate", name]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(
            run.err.contains(&format!("is open in {program}; close it there and run again")),
            "{}",
            run.err
        );
        assert_eq!(folder.names().len(), 2);
    }
}

#[test]
fn a_body_without_a_paragraph() {
    let file = Docx::new("").part("header", "header1", "hdr", &paragraph(CLAIM)).bytes();
    refused("a.docx", file, "it has no paragraph in its body");
}
