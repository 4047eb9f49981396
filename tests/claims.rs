//! The evidence sheet, as whoever must find the evidence reads it.

use serde_json::Value;

use crate::common::Folder;

const ARTICLE: &str = "\
It is the most powerful peel on the market.

Studies show that it lifts (https://doi.org/10.5555/soft).

A 2015 study in the International Journal of Skin Letters says that it works. Studies show that it lasts [2].

References

1. Author A. Soft lines. 2019.
2. Author B. Firm lines. 2020. PMID: 1234567
";

#[test]
fn every_claim_is_listed_with_its_grade_source_and_tier() {
    let folder = Folder::new().file("draft.md", ARTICLE);
    let run = folder.run(&["claims", "--format", "json", "draft.md"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let sheet = run.json();
    let claims = sheet["files"][0]["claims"].as_array().unwrap();
    let row = |claim: &Value| {
        let text = |key: &str| claim[key].as_str().unwrap_or_default().to_owned();
        [text("text"), text("grade"), text("source"), text("tier")].join(" | ")
    };
    assert_eq!(
        claims.iter().map(row).collect::<Vec<_>>(),
        [
            "the most powerful peel | none |  | ",
            "Studies show | traceable | https://doi.org/10.5555/soft | tier 1",
            "A 2015 study in the International Journal of Skin Letters says | partial | A 2015 study in the International Journal of Skin Letters | ",
            "Studies show | traceable | https://pubmed.ncbi.nlm.nih.gov/1234567/ | tier 1",
        ]
    );
    let summary = &sheet["files"][0]["summary"];
    // A warning without a source; two errors with one, and one with a quarter of one: 675 of 1100.
    assert_eq!((&summary["earned"], &summary["most"]), (&675.into(), &1100.into()));
    assert_eq!(summary["credibility"], 61);
}

#[test]
fn the_table_ends_with_the_figure_and_its_arithmetic() {
    let folder = Folder::new().file("draft.md", ARTICLE).file("plain.txt", "We open at nine.\n");
    let run = folder.run(&["claims"]);
    assert!(run.out.contains("4 claims: 1 none, 1 partial, 2 traceable"), "{}", run.out);
    assert!(run.out.contains("credibility 61 of 100 (675 of 1100 points)"), "{}", run.out);
    assert!(run.out.contains("plain.txt\n  no claims"), "{}", run.out);
}

#[test]
fn a_spreadsheet_runs_nothing_and_markdown_stays_text() {
    let text = "=SUM(A1) | is *the* most powerful peel. -2+3 is completely painless, they `say`.\n";
    let folder = Folder::new().file("-1+1.txt", text);
    let csv = folder.run(&["claims", "--format", "csv", "."]).out;
    assert!(csv.starts_with("file,line,column,category,claim,satisfied,grade,source,tier\n"), "{csv}");
    assert!(csv.lines().skip(1).all(|line| line.starts_with("'-1+1.txt,1,")), "{csv}");
    let markdown = folder.run(&["claims", "--format", "markdown", "."]).out;
    assert!(markdown.contains("| line | category | claim | grade | source | evidence |"), "{markdown}");
    assert!(markdown.contains("| 1 | absolute | completely painless | none |  | |"), "{markdown}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_listed() {
    let folder = Folder::new().file("draft.md", ARTICLE);
    let run = folder.run(&["claims", "missing.txt", "draft.md"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("missing.txt") && run.out.contains("credibility"), "{}{}", run.err, run.out);
}

#[test]
fn what_was_not_read_in_a_file_is_reported_beside_the_claims_before_it() {
    let page =
        "<p>It is the most powerful peel on the market.</p>\n<p class=\"lost>Studies show that it lifts.";
    let folder = Folder::new().file("page.html", page);
    let run = folder.run(&["claims", "page.html"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("page.html: line 2, column 1: the tag that begins here is not closed"),
        "{}",
        run.err
    );
    assert!(run.out.contains("the most powerful peel"), "{}", run.out);
}
