//! What the baseline knows is not reported again.

use super::{PAGE, check, number, places};
use crate::common::{CLAIM, Folder, Run, word_rule};

/// A folder with a page whose findings are known.
fn known() -> Folder {
    let folder = Folder::new().file("claimlint.toml", "").file("drafts/a.md", PAGE);
    let run = folder.run(&["check", "--write-baseline"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "claimlint-baseline.json now has 2 findings in 1 file; later runs report only new ones\n"
    );
    folder
}

#[test]
fn what_the_baseline_knows_is_no_longer_reported() {
    let folder = known();
    let run = check(&folder, &[]);
    assert_eq!(
        (run.status, run.rules(), number(&run, "known"), number(&run, "suppressed")),
        (0, vec![], 2, 2)
    );
    let run = check(&folder, &["--no-baseline"]);
    assert_eq!((run.status, run.rules().len()), (1, 2));
    let elsewhere = check(&folder, &["--baseline", "claimlint-baseline.json", "--no-config"]);
    assert_eq!((elsewhere.status, number(&elsewhere, "known")), (0, 2));
    assert_eq!(check(&folder, &["--no-config"]).rules().len(), 2, "--no-config looks for no files by itself");
    std::fs::remove_file(folder.path("claimlint-baseline.json")).unwrap();
    folder.run(&["check", "--no-config", "--write-baseline"]);
    assert_eq!(number(&check(&folder, &[]), "known"), 2);
}

#[test]
fn the_baseline_holds_from_every_folder_and_for_standard_input() {
    let folder = known();
    let output = crate::common::claimlint()
        .current_dir(folder.path("drafts"))
        .args(["check", "--format", "json", "../drafts/./a.md"])
        .output()
        .unwrap();
    assert_eq!(number(&Run::of(output), "known"), 2);
    let output = crate::common::claimlint()
        .current_dir(folder.path(""))
        .args(["check", "--format", "json", "--stdin-filename", "drafts/a.md", "-"])
        .write_stdin(format!("{PAGE}\nA revolutionary oil.\n"))
        .output()
        .unwrap();
    let run = Run::of(output);
    assert_eq!((run.rules(), number(&run, "known")), (vec!["hype".to_owned()], 2));
}

#[test]
fn a_paragraph_may_move_and_its_neighbours_may_change() {
    let folder = known();
    let moved = "# Our new mask\n\nWe open at ten.\n\nStudies show that it lifts. It smells of roses.\n\nIt is very soft. A revolutionary mask.\n";
    folder.write("drafts/a.md", moved);
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known"), number(&run, "gone")), (vec![], 2, 0));
}

#[test]
fn a_file_may_be_renamed() {
    let folder = known();
    std::fs::rename(folder.path("drafts/a.md"), folder.path("drafts/mask.md")).unwrap();
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known"), number(&run, "gone")), (vec![], 2, 0));
    folder.run(&["check", "--write-baseline"]);
    let baseline = folder.read("claimlint-baseline.json");
    assert!(baseline.contains("\"drafts/mask.md\"") && !baseline.contains("a.md"), "{baseline}");
}

#[test]
fn of_a_sentence_that_is_doubled_the_second_is_new() {
    let folder = known();
    folder.write("drafts/a.md", format!("{PAGE}\nA revolutionary mask.\n"));
    let run = check(&folder, &[]);
    assert_eq!((run.status, places(&run)), (1, vec![("drafts/a.md".to_owned(), 9)]));
    folder.write("drafts/b.md", PAGE);
    assert_eq!(
        check(&folder, &["drafts/b.md"]).rules().len(),
        2,
        "another page is a copy that nobody looked at"
    );
}

#[test]
fn a_changed_sentence_is_new() {
    let folder = known();
    folder.write("drafts/a.md", PAGE.replace("A revolutionary mask", "A truly revolutionary mask"));
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "gone")), (vec!["hype".to_owned()], 1));
}

#[test]
fn what_was_corrected_is_counted_so_that_the_baseline_shrinks() {
    let folder = known();
    folder.write("drafts/a.md", PAGE.replace("A revolutionary mask.", "A mask."));
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 0, "what is gone fails no run");
    assert!(run.out.starts_with("gone: drafts/a.md: hype \u{201C}revolutionary\u{201D}\n"), "{}", run.out);
    let words: Vec<&str> = run.out.split_whitespace().collect();
    assert!(
        words.join(" ").contains("1 in the baseline but no longer found (--write-baseline removes them)"),
        "{}",
        run.out
    );
    let report = check(&folder, &[]).json();
    assert_eq!(report["gone"][0]["rule"], "hype");
    folder.run(&["check", "--write-baseline"]);
    assert_eq!(number(&check(&folder, &[]), "gone"), 0);
    std::fs::remove_file(folder.path("drafts/a.md")).unwrap();
    folder.write("drafts/b.md", "It is soft.\n");
    assert_eq!(number(&check(&folder, &[]), "gone"), 1, "of a page that is no longer there");
}

#[test]
fn a_part_of_the_rules_or_files_says_nothing_of_the_others() {
    let folder = known();
    folder.write("drafts/b.md", "The the oil.\n");
    assert_eq!(number(&check(&folder, &["--select", "typos"]), "gone"), 0);
    assert_eq!(number(&check(&folder, &["drafts/b.md"]), "gone"), 0);
    folder.run(&["check", "--write-baseline", "drafts/b.md"]);
    folder.run(&["check", "--write-baseline", "--select", "typos"]);
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known")), (vec![], 3));
}

#[test]
fn the_baseline_knows_a_rule_by_its_old_name() {
    let folder = Folder::new()
        .file("claimlint.toml", "rules = ['house.toml']\n")
        .file("house.toml", word_rule("old-word", "pampering", ""))
        .file("a.md", "A pampering mask.\n");
    folder.run(&["check", "--write-baseline"]);
    folder.write("house.toml", word_rule("house-word", "pampering", "formerly = ['old-word']"));
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known"), number(&run, "gone")), (vec![], 1, 0));
    folder.write("house.toml", word_rule("house-word", "pampering", ""));
    let run = check(&folder, &[]);
    assert_eq!((run.rules().len(), number(&run, "gone")), (1, 1), "a rule that is not there finds nothing");
}

#[test]
fn the_baseline_is_a_line_for_each_finding_and_the_same_for_any_number_of_threads() {
    let folder = known();
    let first = folder.read("claimlint-baseline.json");
    insta::assert_snapshot!(first);
    folder.run(&["check", "--write-baseline", "--jobs", "1"]);
    assert_eq!(folder.read("claimlint-baseline.json"), first);
}

#[test]
fn a_baseline_that_cannot_be_read_is_reported_and_left_as_it_is() {
    let folder = known();
    let whole = folder.read("claimlint-baseline.json");
    let cut = &whole[..whole.len() / 2];
    for (text, told) in [
        (cut, "claimlint-baseline.json:"),
        ("{\"version\": 2, \"pages\": []}", "version 2, but this claimlint reads versions up to 1"),
        ("{\"version\": 1, \"files\": {\"a.md\": [{\"rule\": \"hype\"}]}}", "missing field"),
        ("", "cannot be understood"),
    ] {
        folder.write("claimlint-baseline.json", text);
        for arguments in [&["check"][..], &["check", "--write-baseline"]] {
            let run = folder.run(arguments);
            assert!(run.status == 2 && run.err.contains(told), "{told}: {}", run.err);
            assert_eq!(folder.read("claimlint-baseline.json"), text);
        }
    }
    let run = folder.run(&["check", "--baseline", "nowhere.json"]);
    assert!(run.status == 2 && run.err.contains("there is no baseline nowhere.json"), "{}", run.err);
    let run = folder.run(&["check", "--write-baseline", "--baseline", "no/folder.json"]);
    assert!(run.status == 2 && run.err.contains("cannot be written"), "{}", run.err);
}

#[test]
fn a_page_that_cannot_be_read_keeps_what_is_known_of_it() {
    let folder = known();
    folder.write("drafts/a.md", b"caf\xe9");
    assert_eq!(folder.run(&["check", "--write-baseline"]).status, 2);
    folder.write("drafts/a.md", PAGE);
    assert_eq!(number(&check(&folder, &[]), "known"), 2);
}

#[test]
fn a_part_of_the_pages_leaves_alone_what_is_known_of_renamed_ones() {
    let folder = known();
    folder.write("b.md", "A revolutionary oil.\n");
    std::fs::create_dir(folder.path("new")).unwrap();
    std::fs::rename(folder.path("drafts/a.md"), folder.path("new/a.md")).unwrap();
    folder.run(&["check", "--write-baseline", "b.md"]);
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known"), number(&run, "gone")), (vec![], 3, 0));
}

#[test]
fn the_footer_of_known_pages_is_known_on_a_new_page_but_a_copied_claim_is_not() {
    let footer = "We are the best clinic in town.\n";
    let mut folder = Folder::new().file("claimlint.toml", "").file("first.md", CLAIM);
    for page in 0..3 {
        folder = folder.file(&format!("{page}.md"), format!("Page {page}.\n\n{footer}"));
    }
    folder.run(&["check", "--write-baseline"]);
    let folder = folder.file("new.md", format!("A new page.\n\n{footer}"));
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.rules().len()), (0, 0), "{run:?}");
    assert_eq!(run.json()["summary"]["known"], 5);
    // A second copy on one page is new, and so is what only one page had.
    let folder = folder.file("twice.md", format!("{footer}\nMore.\n\n{footer}")).file("copy.md", CLAIM);
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.rules().len()), (1, 2), "{run:?}");
}
