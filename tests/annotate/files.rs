//! Which files are annotated, and where they are written.

use super::read::words;
use crate::common::{CLAIM, Folder};
use crate::word::package::{Docx, odt, paragraph};

fn claim() -> Vec<u8> {
    Docx::new(&paragraph(CLAIM)).bytes()
}

#[test]
fn each_document_of_a_folder_gets_a_copy_beside_it_and_what_is_clean_gets_none() {
    let folder = Folder::new()
        .file("a.docx", claim())
        .file("in/b.odt", odt("", &format!("<text:p>{CLAIM}</text:p>")))
        .file("clean.docx", Docx::new(&paragraph("Oats calm the skin.")).bytes())
        .file("page.md", CLAIM);
    let run = folder.run(&["annotate"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert_eq!(run.err, "");
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(
        lines,
        [
            "a.docx: 1 comment in a.reviewed.docx",
            "clean.docx: nothing to comment on; no file was written",
            "in/b.odt: 1 comment in in/b.reviewed.odt",
        ]
    );
    assert_eq!(folder.names(), ["a.docx", "a.reviewed.docx", "clean.docx", "in", "page.md"]);
    assert_eq!(std::fs::read(folder.path("a.docx")).unwrap(), claim());
    // A copy is not annotated again with the folder, and one that is the same is no trouble.
    let again = folder.run(&["annotate"]);
    assert_eq!((again.status, again.out), (1, run.out));
}

#[test]
fn a_copy_that_may_hold_somebodys_work_is_replaced_only_when_that_is_said() {
    let folder = Folder::new().file("a.docx", claim()).file("a.reviewed.docx", "work");
    let run = folder.run(&["annotate", "a.docx"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("a.reviewed.docx exists already") && run.err.contains("--overwrite"),
        "{}",
        run.err
    );
    assert_eq!(std::fs::read(folder.path("a.reviewed.docx")).unwrap(), b"work");
    assert_eq!(folder.run(&["annotate", "a.docx", "--overwrite"]).status, 1);
    assert_eq!(words(&std::fs::read(folder.path("a.reviewed.docx")).unwrap()), ["the most powerful peel"]);
}

#[test]
fn in_place_the_draft_itself_has_the_comments_and_loses_them_once_they_are_settled() {
    let folder = Folder::new().file("a.docx", claim());
    let run = folder.run(&["annotate", "--in-place", "a.docx"]);
    assert_eq!((run.status, run.out.as_str()), (1, "a.docx: 1 comment\n"));
    let once = std::fs::read(folder.path("a.docx")).unwrap();
    assert_eq!(words(&once), ["the most powerful peel"]);
    let again = folder.run(&["annotate", "--in-place", "a.docx"]);
    assert_eq!(again.out, "a.docx: 1 comment; the file has them already\n");
    assert_eq!(std::fs::read(folder.path("a.docx")).unwrap(), once);
    let run = folder.run(&["annotate", "--in-place", "--ignore", "unsupported-superlative", "a.docx"]);
    assert_eq!((run.status, run.out.as_str()), (0, "a.docx: no comment\n"));
    assert_eq!(folder.names(), ["a.docx"]);
}

#[test]
fn the_draft_is_never_the_output_by_accident() {
    let folder = Folder::new().file("a.docx", claim()).file("b.docx", claim());
    let run = folder.run(&["annotate", "a.docx", "--output", "./a.docx"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("it would overwrite the draft"), "{}", run.err);
    let run = folder.run(&["annotate", "a.docx", "b.docx", "--output", "c.docx"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--output names one file"), "{}", run.err);
    let run = folder.run(&["annotate", "a.docx", "--output", "no/c.docx"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no/c.docx cannot be written: its folder does not exist"), "{}", run.err);
    assert_eq!(folder.names(), ["a.docx", "b.docx"]);
}

#[test]
fn one_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::new().file("a.docx", "PK broken").file("b.docx", claim());
    let run = folder.run(&["annotate", "a.docx", "b.docx", "none.docx"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.out, "b.docx: 1 comment in b.reviewed.docx\n");
    assert!(run.err.contains("a.docx: it is broken") && run.err.contains("none.docx: "), "{}", run.err);
    let empty = Folder::new().file("a.md", CLAIM);
    let run = empty.run(&["annotate"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no Word or OpenDocument file"), "{}", run.err);
    assert_eq!(empty.run(&["annotate", "--allow-empty"]).status, 0);
}

#[test]
fn settings_baseline_and_choices_count_as_in_a_check() {
    let text = "This is the most powerful peel on the market, and it is guaranteed to work.";
    let file = Docx::new(&paragraph(text)).bytes();
    let all = |folder: &Folder, arguments: &[&str]| {
        let run = folder.run(&[&["annotate", "a.docx", "--output", "out"], arguments].concat());
        (run.status, words(&std::fs::read(folder.path("out")).unwrap()))
    };
    let folder = Folder::new().file("a.docx", &file);
    let both = ["the most powerful peel".to_owned(), "guaranteed to work".to_owned()];
    let (status, found) = all(&folder, &[]);
    assert_eq!((status, found.len()), (1, 2), "{found:?}");
    assert_eq!(found[0], both[0]);
    assert_eq!(all(&folder, &["--select", "unsupported-superlative"]).1, both[..1]);
    assert_eq!(all(&folder, &["--ignore", "unsupported-superlative"]).1, found[1..]);
    assert_eq!(all(&folder, &["--min-severity", "error"]).1, found[1..]);
    assert_eq!(all(&folder, &["--fail-on", "never"]).0, 0);
    let configured = Folder::new()
        .file("a.docx", &file)
        .file("claimlint.toml", "ignore = [\"unsupported-superlative\"]\n");
    assert_eq!(all(&configured, &[]).1, found[1..], "{:?}", configured.run(&["check"]));
    let known = Folder::new().file("a.docx", &file);
    assert_eq!(known.run(&["check", "--write-baseline"]).status, 0);
    assert_eq!(all(&known, &[]), (0, Vec::new()));
    assert_eq!(all(&known, &["--no-baseline"]).1, found);
}
