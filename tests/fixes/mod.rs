//! Fixes: what `--fix`, `--unsafe-fixes` and `--diff` make of files, and all that they leave alone.

mod files;
mod markup;
mod promises;

use crate::common::{Folder, Run, claimlint, fixed, fixed_text, name_rule, project};

const DRAFT: &str = "It has many benfits.\nThe skins ability to heal is the most powerful peel.\n";

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    std::fs::read(folder.path(name)).unwrap()
}

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(bytes(folder, name)).unwrap()
}

fn from_stdin(arguments: &[&str], text: impl Into<Vec<u8>>) -> Run {
    let mut all = vec!["check", "--no-config", "--stdin-filename", "draft.md"];
    all.extend(arguments);
    Run::of(claimlint().args(all).write_stdin(text).output().unwrap())
}

#[test]
fn only_what_no_editor_could_object_to_is_fixed_unasked() {
    let folder = Folder::new().file("a.txt", DRAFT);
    let run = folder.run(&["check", "--fix", "--format", "short"]);
    assert_eq!(text(&folder, "a.txt"), DRAFT.replace("benfits", "benefits"));
    assert_eq!(run.status, 1, "what remains decides");
    assert!(
        !run.out.contains("[misspelling]") && run.out.contains("a.txt:2:5: warning[confused-apostrophe]"),
        "{run:?}"
    );
    assert!(
        run.out.ends_with(
            "14 words: 1 fixed in 1 file, 2 left (1 superlative, 1 typo); 1 can be fixed with --fix --unsafe-fixes\n"
        ),
        "{}",
        run.out
    );
    let run = folder.run(&["check", "--fix", "--unsafe-fixes", "--format", "short"]);
    assert_eq!(text(&folder, "a.txt"), DRAFT.replace("benfits", "benefits").replace("skins", "skin's"));
    assert!(run.out.ends_with("1 fixed in 1 file, 1 left (1 superlative)\n"), "{}", run.out);
}

#[test]
fn a_run_that_leaves_nothing_is_clean() {
    let folder = Folder::new().file("a.txt", "It has many benfits.\n").file("b.txt", "No colagen.\n");
    let run = folder.run(&["check", "--fix"]);
    let expected = "fixed: a.txt:1: \u{201C}benfits\u{201D} \u{2192} \u{201C}benefits\u{201D}\n\
                    fixed: b.txt:1: \u{201C}colagen\u{201D} \u{2192} \u{201C}collagen\u{201D}\n\
                    2 files, 6 words: 2 fixed in 2 files, nothing left\n";
    assert_eq!((run.status, run.out.as_str()), (0, expected));
}

#[test]
fn the_report_says_what_can_be_fixed_and_changes_nothing() {
    let folder = Folder::new().file("a.txt", DRAFT);
    let run = folder.run(&["check"]);
    assert!(
        run.out.contains("  = help: Correct the spelling.\n  = fix: replace with “benefits”\n"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("skin's”\n  = "), "{}", run.out);
    assert!(run.out.replace('\n', " ").contains("1 can be fixed with --fix, 1 more with --unsafe-fixes"));
    let run = folder.run(&["check", "--unsafe-fixes"]);
    assert!(run.out.contains("= unsafe fix: replace with “skin's”\n"), "{}", run.out);
    assert!(run.out.replace('\n', " ").contains("2 can be fixed with --fix --unsafe-fixes"), "{}", run.out);
    assert_eq!(text(&folder, "a.txt"), DRAFT);
}

#[test]
fn the_json_report_counts_what_was_fixed() {
    let folder = Folder::new().file("a.txt", DRAFT);
    let run = folder.run(&["check", "--fix", "--format", "json"]);
    assert_eq!(run.rules(), ["confused-apostrophe", "unsupported-superlative"]);
    assert_eq!(run.json()["summary"]["fixed"], 1);
}

#[test]
fn a_diff_shows_what_would_change_and_writes_nothing() {
    let long: String = (1..20).map(|number| format!("Line {number} of the draft.\n")).collect();
    let folder = Folder::new()
        .file("drafts/a.md", format!("# Colagen\n\n{long}\nIt has many benfits.\n"))
        .file("drafts/b.txt", "The skins ability to heal.\nNo colagen")
        .file("drafts/clean.txt", "A peel loosens dead cells.\n");
    let safe = folder.run(&["check", "--diff"]);
    assert_eq!(safe.status, 1);
    assert_eq!(safe.err, "3 would be fixed in 2 files; 1 more with --unsafe-fixes\n");
    insta::assert_snapshot!("diff", safe.out);
    let all = folder.run(&["check", "--diff", "--unsafe-fixes", "--fix", "--quiet"]);
    assert_eq!(all.err, "");
    insta::assert_snapshot!("diff-unsafe", all.out);
    assert!(text(&folder, "drafts/a.md").contains("benfits"), "--diff wins over --fix");
    assert_eq!(folder.run(&["check", "--diff", "drafts/clean.txt"]).status, 0);
    assert_eq!(folder.run(&["check", "--diff", "--format", "json"]).status, 2);
    let failed = folder.run(&["check", "--diff", "drafts", "gone.txt"]);
    assert_eq!((failed.status, failed.out), (2, safe.out));
    assert!(failed.err.contains("gone.txt: there is no such file"), "{}", failed.err);
}

#[cfg(unix)]
#[test]
fn the_diff_is_one_that_patch_can_apply() {
    let folder = Folder::new()
        .file("a.txt", "\u{feff}It has many benfits.\r\nA line.\r\nNo colagen")
        .file("b.md", "One\n\nTwo\n\nThree benfits\n\nFour\n\nFive\n\nSix\n\nSeven colagen\n");
    let diff = folder.run(&["check", "--diff"]).out;
    folder.write("fixes.diff", diff);
    let patch = std::process::Command::new("patch")
        .args(["--binary", "-p0", "-i", "fixes.diff"])
        .current_dir(folder.path(""))
        .output();
    // Not every machine has it.
    let Ok(patch) = patch else { return };
    assert!(patch.status.success(), "{patch:?}");
    assert_eq!(text(&folder, "a.txt"), "\u{feff}It has many benefits.\r\nA line.\r\nNo collagen");
    assert_eq!(folder.run(&["check", "--select", "typos"]).status, 0);
}

#[test]
fn colours_of_a_diff_are_shown_when_asked() {
    let folder = Folder::new().file("a.txt", "No colagen.\n");
    let plain = folder.run(&["check", "--diff"]).out;
    let colored = folder.run(&["check", "--diff", "--color", "always"]).out;
    assert!(colored.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let run = from_stdin(&["--fix", "--format", "short", "-"], DRAFT);
    assert_eq!(run.out, DRAFT.replace("benfits", "benefits"));
    assert!(run.err.starts_with("fixed: draft.md:1: "), "{}", run.err);
    assert!(run.err.contains("\ndraft.md:2:5: warning[confused-apostrophe]"), "{}", run.err);
    assert!(run.err.contains("1 fixed in 1 file, 2 left"), "{}", run.err);
    assert_eq!(run.status, 1);
    let run = from_stdin(&["--diff", "-"], "No colagen.\n");
    assert_eq!(run.out, "--- draft.md\n+++ draft.md\n@@ -1 +1 @@\n-No colagen.\n+No collagen.\n");
    assert_eq!((run.status, run.err.as_str()), (1, "1 would be fixed in 1 file\n"));
    let clean = from_stdin(&["--fix", "--quiet", "-"], "A peel\r\nand no line end");
    assert_eq!((clean.status, clean.out.as_str(), clean.err.as_str()), (0, "A peel\r\nand no line end", ""));
}

#[test]
fn standard_input_that_cannot_be_read_is_handed_on_as_it_is() {
    let output = claimlint()
        .args(["check", "--no-config", "--fix", "-"])
        .write_stdin(&b"A benfit \xe9clat"[..])
        .output()
        .unwrap();
    assert_eq!(output.stdout, b"A benfit \xe9clat");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not UTF-8"));
}

#[test]
fn line_ends_marks_and_a_missing_last_line_end_stay() {
    for text in [
        "It has benfits.\r\n\r\nNo colagen.\r\n",
        "It has benfits.\r\rNo colagen.\r",
        "\u{feff}It has benfits.\n\r\n  No colagen",
        "It has benfits.  \t\n\u{a0}\n\n\n\nNo\u{a0}colagen. \n\n\n",
    ] {
        let expected = text.replace("benfits", "benefits").replace("colagen", "collagen");
        for name in ["a.txt", "a.md", "a.html"] {
            assert_eq!(fixed_text(name, text), expected, "{name}");
        }
    }
}

#[test]
fn utf_16_is_written_back_as_it_was() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let encode = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
        let text = "\u{feff}“Élan” 😀\r\nIt has many benfits";
        assert_eq!(fixed("wide.txt", encode(text)), encode(&text.replace("benfits", "benefits")));
    }
}

#[test]
fn apostrophes_are_put_in_as_the_file_writes_them() {
    assert_eq!(fixed_text("a.txt", "It’s the skins ability.\n"), "It’s the skin’s ability.\n");
    assert_eq!(fixed_text("a.txt", "It's the skins ability.\n"), "It's the skin's ability.\n");
}

/// What a house rule makes of a file.
#[track_caller]
fn with_house_rule(replace: &str, name: &str, content: &str) -> (Run, String) {
    let folder = Folder::new().file("rules/house.toml", name_rule(replace)).file(name, content);
    let run = folder.run(&["check", "--fix", "--format", "short", "--rules", "rules", name]);
    (run, text(&folder, name))
}

#[test]
fn a_fix_that_would_lead_to_another_finding_is_left_out_and_the_others_are_made() {
    let (run, text) = with_house_rule(
        "'a good' = 'the most powerful'\n",
        "a.txt",
        "It has benfits.\nIt is a good serum.\nNo colagen.\n",
    );
    assert_eq!(text, "It has benefits.\nIt is a good serum.\nNo collagen.\n");
    assert!(
        run.out.ends_with("2 fixed in 1 file, 1 left (1 typo); 1 fix not applied, to avoid a new finding\n"),
        "{}",
        run.out
    );
}

#[test]
fn two_rules_that_undo_each_other_change_nothing() {
    let (run, text) =
        with_house_rule("serum = 'essence'\nessence = 'serum'\n", "a.txt", "A serum, an essence.\n");
    assert_eq!(text, "A serum, an essence.\n");
    assert_eq!(run.status, 1);
}

#[test]
fn words_that_touch_are_all_fixed() {
    assert_eq!(
        fixed_text("a.txt", "benfits colagen benfits/colagen-benfits"),
        "benefits collagen benefits/collagen-benefits"
    );
}

#[test]
fn fixing_twice_changes_nothing() {
    let folder = Folder::new();
    let articles = std::fs::read_dir(project().join("fixtures/articles")).unwrap();
    let mut folder = folder;
    for article in articles.map(|entry| entry.unwrap().path()) {
        folder =
            folder.file(article.file_name().unwrap().to_str().unwrap(), std::fs::read(&article).unwrap());
    }
    let content =
        |folder: &Folder| -> Vec<Vec<u8>> { folder.names().iter().map(|name| bytes(folder, name)).collect() };
    let first = folder.run(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!((first.status, first.err.as_str()), (1, ""));
    let once = content(&folder);
    let second = folder.run(&["check", "--fix", "--unsafe-fixes", "--format", "json"]);
    assert_eq!(second.json()["summary"]["fixed"], 0);
    assert_eq!(content(&folder), once);
    assert_eq!(folder.run(&["check", "--diff", "--unsafe-fixes"]).status, 0);
}
