//! The place that somebody asks about: a line, a column, a file, and those that are not there.

use super::{answer, printed, silence_in};
use crate::common::{Folder, Run};

#[test]
fn a_line_without_words_of_any_rule_says_so() {
    let folder = Folder::new().file("a.md", "A peel loosens dead cells.\n\nIt tingles.\n");
    assert_eq!(printed(&folder, "a.md:1"), "a.md:1\n\nNo rule matches anything on this line.\n");
    assert!(printed(&folder, "a.md:2").contains("This line is not read as copy"));
}

#[test]
fn words_that_one_reason_keeps_silent_are_shown_together() {
    let folder = Folder::new().file("a.md", "Our skincare is mild. Skincare takes time.\n");
    let page = printed(&folder, "a.md:1");
    assert!(page.contains("  mixed-spelling: “skincare” (1:5), “Skincare” (1:23)\n"), "{page}");
    assert_eq!(page.matches("document's usual spelling").count(), 1, "{page}");
}

#[test]
fn a_sentence_over_several_lines_is_reported_on_each_that_its_words_touch() {
    let text = "It is not the most\npowerful peel there is,\nand it tingles.\n";
    assert_eq!(silence_in(text, 1, "unsupported-superlative").1, "mask");
    assert_eq!(silence_in(text, 2, "unsupported-superlative").1, "mask");
    let folder = Folder::new().file("a.md", text);
    assert_eq!(answer(&folder, "a.md:3", &[])["silent"].as_array().unwrap().len(), 0);
}

#[test]
fn a_column_asks_about_the_words_there_alone() {
    let text = "It is not the most powerful peel, and is not suitable for all skin types.\n";
    let folder = Folder::new().file("a.md", text);
    let rules = |place: &str| -> Vec<String> {
        let answer = answer(&folder, place, &[]);
        let silent = answer["silent"].as_array().unwrap();
        silent.iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rules("a.md:1").len(), 2);
    assert_eq!(rules("a.md:1:20"), ["unsupported-superlative"]);
    assert_eq!(rules("a.md:1:60"), ["universal-suitability"]);
    assert_eq!(rules("a.md:1:2"), [""; 0]);
}

#[test]
fn a_place_that_is_not_there_is_an_error() {
    let folder = Folder::new().file("a.md", "It tingles.\n").file("b.md", b"\xFF\x00").file("c/d.md", "");
    let fails = |arguments: &[&str], words: &str| {
        let Run { status, out, err } = folder.run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(words), "{arguments:?}: {err}");
    };
    fails(&["check", "--explain-silence", "a.md:2"], "a.md has no line 2; its last line is 1");
    fails(&["check", "--explain-silence", "a.md:1:40"], "line 1 of a.md has no column 40");
    fails(&["check", "--explain-silence", "none.md:1"], "none.md: there is no such file");
    fails(&["check", "--explain-silence", "c:1"], "c: it is a folder");
    fails(&["check", "--explain-silence", "b.md:1"], "b.md: ");
    fails(&["check", "--explain-silence", "c/d.md:1"], "no line 1");
    fails(&["check", "--explain-silence", "a.md"], "write the file and its line, such as draft.md:12");
    fails(&["check", "--explain-silence", "a.md:0"], "count from 1");
    fails(&["check", "--explain-silence", "a.md:1", "a.md"], "cannot be used with");
    for option in ["--fix", "--diff", "--statistics", "--output-file=x"] {
        fails(&["check", "--explain-silence", "a.md:1", option], "cannot be used with");
    }
    fails(&["check", "--explain-silence", "a.md:1", "--format", "sarif"], "--format json");
}

#[test]
fn a_file_with_a_colon_and_a_number_in_its_name_is_found() {
    if cfg!(windows) {
        return;
    }
    let folder = Folder::new().file("a:7", "It tingles.\n").file("b:c.md", "It tingles.\n");
    assert_eq!(answer(&folder, "a:7:1", &[])["path"], "a:7");
    assert_eq!(answer(&folder, "b:c.md:1:1", &[])["column"], 1);
}

#[test]
fn the_answer_fits_the_terminal_and_holds_no_control_characters() {
    let text = "Is it \u{202E}the most powerful peel\u{1B}[31m on the market, and is it suitable for all skin types?\n";
    let folder = Folder::new().file("a.txt", text);
    let output = crate::common::claimlint()
        .current_dir(folder.path(""))
        .env("COLUMNS", "50")
        .args(["check", "--explain-silence", "a.txt:1"])
        .output()
        .unwrap();
    let run = Run::of(output);
    assert_eq!(run.status, 0);
    assert!(run.out.lines().all(|line| line.chars().count() <= 50), "{}", run.out);
    assert!(!run.out.contains(['\u{1B}', '\u{202E}']), "{}", run.out);
}

#[test]
fn an_excluded_file_says_that_it_is() {
    let folder = Folder::new()
        .file("claimlint.toml", "exclude = ['old']\n")
        .file("old/a.md", "It is the best peel in the world.\n");
    assert!(printed(&folder, "old/a.md:1").contains("excludes this file"));
    assert_eq!(answer(&folder, "old/a.md:1", &[])["excluded"], true);
}
