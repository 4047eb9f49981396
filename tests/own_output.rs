//! What claimlint wrote into a folder is not taken for copy there: its reports in HTML, and annotated copies beside their drafts.

use crate::common::{CLAIM, Folder};
use crate::word::package::{Docx, odt, paragraph};

/// A folder with a page and two drafts, in which reports and annotated copies lie.
fn used() -> Folder {
    let folder = Folder::new()
        .file("page.md", CLAIM)
        .file("drafts/a.docx", Docx::new(&paragraph(CLAIM)).bytes())
        .file("drafts/b.odt", odt("", &format!("<text:p>{CLAIM}</text:p>")));
    assert_eq!(folder.run(&["check", "--output-file", "report.html"]).status, 1);
    let claims = folder.run(&["claims", "--format", "html"]);
    folder.write("drafts/claims.html", claims.out);
    assert_eq!(folder.run(&["annotate"]).status, 1);
    folder
}

const CHECKED: [&str; 3] = ["drafts/a.docx", "drafts/b.odt", "page.md"];

#[test]
fn a_folder_with_reports_and_annotated_copies_is_checked_as_before() {
    let folder = used();
    let run = folder.run(&["check", "--format", "json"]);
    let report = run.json();
    let paths = |list: &str, key: &str| -> Vec<String> {
        report[list].as_array().unwrap().iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((run.status, paths("files", "path")), (1, CHECKED.map(str::to_owned).to_vec()));
    assert_eq!(report["summary"]["warning"], 3);
    let left_out = ["drafts/a.reviewed.docx", "drafts/b.reviewed.odt", "drafts/claims.html", "report.html"];
    assert_eq!(paths("skipped", "path"), left_out);
    let reasons = paths("skipped", "reason");
    assert_eq!(reasons[0], "it is the annotated copy of a.docx beside it; name it to have it checked");
    assert_eq!(reasons[3], "it is a report that claimlint wrote; name it to have it checked");
    let pretty = folder.run(&["check"]);
    assert!(pretty.out.ends_with("4 files were not read: 4 written by claimlint\n"), "{}", pretty.out);
    assert_eq!(folder.run(&["check", "--fail-on-skipped"]).status, 1, "they hold no copy of their own");
    let report = std::fs::read(folder.path("report.html")).unwrap();
    folder.run(&["check", "--output-file", "report.html"]);
    assert!(std::fs::read(folder.path("report.html")).unwrap() == report, "a report is not about itself");
}

#[test]
fn claims_and_words_leave_them_out_as_well() {
    let folder = used();
    let claims = folder.run(&["claims", "--format", "json"]).json();
    assert_eq!(claims["files"].as_array().unwrap().len(), 3);
    let words = folder.run(&["words"]);
    assert!(!words.out.contains("reviewed") && !words.out.contains("claims.html"), "{}", words.out);
}

#[test]
fn an_annotated_copy_that_is_gone_drops_no_claims() {
    let folder = used();
    let git = |words: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@b.c"];
        let git =
            std::process::Command::new("git").args(who).args(words).current_dir(folder.path("")).output();
        assert!(git.unwrap().status.success(), "{words:?}");
    };
    git(&["init"]);
    git(&["add", "--all"]);
    git(&["commit", "--message", "drafts"]);
    std::fs::remove_file(folder.path("drafts/a.reviewed.docx")).unwrap();
    let run = folder.run(&["claims", "--since", "HEAD"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(!run.out.contains("reviewed"), "{}", run.out);
}

#[test]
fn what_is_named_is_checked_all_the_same() {
    let folder = used();
    for name in ["drafts/a.reviewed.docx", "drafts/b.reviewed.odt", "report.html"] {
        assert_eq!(folder.run(&["check", name]).status, 1, "{name}");
    }
    let only = Folder::new();
    std::fs::copy(folder.path("report.html"), only.path("report.html")).unwrap();
    let run = only.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("nothing was checked: 1 file was not read: 1 written by claimlint"),
        "{}",
        run.err
    );
}

#[test]
fn an_annotated_copy_that_came_back_without_its_draft_is_a_draft() {
    let folder = used();
    std::fs::remove_file(folder.path("drafts/a.docx")).unwrap();
    let run = folder.run(&["check", "--format", "short", "drafts"]);
    assert!(run.out.starts_with("drafts/a.reviewed.docx: "), "{}", run.out);
}

#[test]
fn a_page_that_only_says_that_it_is_a_report_is_checked_where_nothing_is_trusted() {
    let page = format!("<!DOCTYPE html><meta name=\"generator\" content=\"claimlint\"><p>{CLAIM}</p>");
    let folder = Folder::new()
        .file("a.docx", Docx::new(&paragraph("Oats calm the skin.")).bytes())
        .file("a.reviewed.docx", Docx::new(&paragraph(CLAIM)).bytes())
        .file("page.html", page);
    assert_eq!(folder.run(&["check"]).status, 0);
    let run = folder.run(&["check", "--trust", "none", "--format", "json"]);
    let report = run.json();
    let found = |index: usize| &report["files"][index]["diagnostics"][0]["hidden_by"];
    assert_eq!((run.status, found(1), found(2)), (1, &"own-output".into(), &"own-output".into()));
    assert_eq!(folder.run(&["check", "--no-ignore"]).status, 1);
}
