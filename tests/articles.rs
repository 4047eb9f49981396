//! The articles in `fixtures/`: what each must give, as a person has read it, and what must stay silent.

use crate::common::{claimlint, run};

#[test]
fn the_flawed_articles_give_these_findings() {
    let run = run(&["check", "--no-config", "--format", "short", "fixtures/articles"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.out);
}

#[test]
fn clean_copy_stays_silent() {
    let run = run(&["check", "--no-config", "--format", "short", "fixtures/clean"]);
    assert!(run.out.contains(" files, ") && run.out.ends_with(" words: nothing found\n"), "{}", run.out);
    assert_eq!(run.status, 0);
}

#[test]
fn clean_copy_stays_silent_under_the_law_of_all_markets() {
    let all = "eu,uk,us,ca,au,de,fr";
    let run = run(&["check", "--no-config", "--format", "short", "--market", all, "fixtures/clean"]);
    assert!(run.out.contains(" words: nothing found; kinds of page guessed: "), "{}", run.out);
    assert_eq!(run.status, 0);
}

#[test]
fn the_json_report_of_an_article_is_complete() {
    let run = run(&["check", "--no-config", "--format", "json", "fixtures/articles/peel-guide.md"]);
    insta::assert_json_snapshot!(run.json());
}

#[test]
fn findings_are_laid_out_for_the_width_of_the_terminal() {
    for columns in ["40", "80", "120"] {
        let output = claimlint()
            .args(["check", "--no-config", "fixtures/articles/needling-basics.txt"])
            .env("COLUMNS", columns)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let width: usize = columns.parse().unwrap();
        // Addresses and paths are not cut.
        for line in text.lines().filter(|line| !line.contains("https://") && !line.contains("┌─")) {
            assert!(line.chars().count() <= width, "{columns} columns: {line}");
        }
        insta::assert_snapshot!(format!("pretty-{columns}"), text);
    }
}

#[test]
fn a_picture_of_the_terminal_has_colours_only_when_asked() {
    let plain = run(&["check", "--no-config", "fixtures/articles/serum-page.md"]);
    assert!(!plain.out.contains('\u{1b}'));
    let colored = run(&["check", "--no-config", "--color", "always", "fixtures/articles/serum-page.md"]);
    assert!(colored.out.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&colored.out).to_string(), plain.out);
}
