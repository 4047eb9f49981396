//! Documents beside pages: every command reads both.

use super::package::{Docx, odt, paragraph};
use crate::common::{CLAIM, Folder, Run, claimlint, commit_first};

fn mixed() -> Folder {
    let claim = paragraph("This is the most powerful peel on teh market.");
    Folder::new()
        .file("a.docx", Docx::new(&claim).bytes())
        .file("b.odt", odt("", "<text:p>This is the most powerful peel on teh market.</text:p>"))
        .file("c.md", CLAIM)
}

#[test]
fn a_folder_with_documents_in_it_is_checked_as_a_whole() {
    let folder = mixed();
    let report = folder.run(&["check", "--format", "json"]).json();
    assert_eq!(report["summary"]["files"], 3);
    assert_eq!(report["summary"]["skipped"], 0);
    for file in report["files"].as_array().unwrap() {
        assert_eq!(file["diagnostics"][0]["rule"], "unsupported-superlative", "{file}");
        assert_eq!(file["diagnostics"][0]["text"], "the most powerful peel", "{file}");
    }
    let sheet = folder.run(&["claims", "--format", "csv"]).out;
    assert!(sheet.contains("a.docx,1,9,") && sheet.contains("b.odt,1,9,"), "{sheet}");
    let words = folder.file("d.docx", Docx::new(&paragraph("Glowella calms.")).bytes()).run(&["words"]).out;
    assert!(words.contains("\"Glowella\""), "{words}");
}

#[test]
fn fixes_are_neither_offered_nor_written() {
    let folder = mixed();
    let before = std::fs::read(folder.path("a.docx")).unwrap();
    let out = folder.run(&["check", "a.docx"]).out;
    assert!(!out.contains("fix:") && !out.contains("--fix"), "{out}");
    let run = folder.run(&["check", "--fix", "a.docx"]);
    assert_eq!(run.status, 2);
    assert!(run.out.contains("`claimlint annotate --fixes safe` proposes them there"), "{}", run.out);
    assert_eq!(std::fs::read(folder.path("a.docx")).unwrap(), before);
    let ignored = folder.run(&["check", "--add-ignores", "Agreed with the agency.", "a.docx"]);
    assert_eq!(ignored.status, 2);
    assert!(ignored.err.contains("--write-baseline"), "{}", ignored.err);
    assert_eq!(std::fs::read(folder.path("a.docx")).unwrap(), before);
}

#[test]
fn a_baseline_knows_the_findings_of_a_document_after_it_is_saved_again() {
    let folder = mixed();
    folder.run(&["check", "--write-baseline", "a.docx"]);
    let moved = paragraph("Oats.") + &paragraph("This is the most powerful peel on teh market.");
    let folder = folder.file("a.docx", Docx::new(&moved).bytes());
    let run = folder.run(&["check", "a.docx"]);
    assert_eq!(run.status, 0, "{}", run.out);
}

#[test]
fn a_document_can_come_from_standard_input_and_other_endings_can_be_given_its_format() {
    let bytes = std::fs::read(mixed().path("a.docx")).unwrap();
    let mut command = claimlint();
    command.args(["check", "--no-config", "--stdin-filename", "a.docx", "-"]).write_stdin(bytes.clone());
    let run = Run::of(command.output().unwrap());
    assert!(run.status == 1 && run.out.contains("the most powerful peel"), "{run:?}");
    let folder = Folder::new().file("a.dotx", bytes).file("claimlint.toml", "[formats]\ndotx = 'word'\n");
    assert_eq!(folder.run(&["check"]).status, 1);
}

#[test]
fn what_only_changed_in_a_document_is_checked_for_a_branch() {
    let folder = mixed();
    commit_first(&folder);
    let new = Docx::new(&paragraph("This is the best peel on the market.")).bytes();
    folder.write("a.docx", new);
    let report = folder.run(&["check", "--format", "json", "--diff-base", "HEAD"]).json();
    assert_eq!(report["files"].as_array().unwrap().len(), 1);
    assert_eq!(report["files"][0]["diagnostics"][0]["text"], "the best peel on the market");
}
