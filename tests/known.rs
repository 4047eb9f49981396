//! What is known is not reported again: the baseline, and lines that did not change since a revision of git.

use crate::common::{CLAIM, Folder, Run, commit, git, repository};

fn write(folder: &Folder, name: &str, text: &str) {
    std::fs::write(folder.path(name), text).unwrap();
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path(name)).unwrap()
}

fn check(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["check", "--format", "json"], arguments].concat())
}

fn number(run: &Run, name: &str) -> u64 {
    run.json()["summary"][name].as_u64().unwrap()
}

/// The files and lines of the findings.
fn places(run: &Run) -> Vec<(String, u64)> {
    let report = run.json();
    let files = report["files"].as_array().unwrap();
    let of_file = |file: &serde_json::Value| {
        let path = file["path"].as_str().unwrap().to_owned();
        let found = file["diagnostics"].as_array().unwrap().clone();
        found.into_iter().map(move |one| (path.clone(), one["start"]["line"].as_u64().unwrap()))
    };
    files.iter().flat_map(of_file).collect()
}

const PAGE: &str = "# Our mask\n\nA revolutionary mask. It is soft.\n\nStudies show that it lifts. It smells of figs.\n\nWe open at nine.\n";

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
    write(&folder, "drafts/a.md", moved);
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
    let baseline = read(&folder, "claimlint-baseline.json");
    assert!(baseline.contains("\"drafts/mask.md\"") && !baseline.contains("a.md"), "{baseline}");
}

#[test]
fn of_a_sentence_that_is_doubled_the_second_is_new() {
    let folder = known();
    write(&folder, "drafts/a.md", &format!("{PAGE}\nA revolutionary mask.\n"));
    let run = check(&folder, &[]);
    assert_eq!((run.status, places(&run)), (1, vec![("drafts/a.md".to_owned(), 9)]));
    write(&folder, "drafts/b.md", PAGE);
    assert_eq!(
        check(&folder, &["drafts/b.md"]).rules().len(),
        2,
        "another page is a copy that nobody looked at"
    );
}

#[test]
fn a_changed_sentence_is_new() {
    let folder = known();
    write(&folder, "drafts/a.md", &PAGE.replace("A revolutionary mask", "A truly revolutionary mask"));
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "gone")), (vec!["hype".to_owned()], 1));
}

#[test]
fn what_was_corrected_is_counted_so_that_the_baseline_shrinks() {
    let folder = known();
    write(&folder, "drafts/a.md", &PAGE.replace("A revolutionary mask.", "A mask."));
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
    write(&folder, "drafts/b.md", "It is soft.\n");
    assert_eq!(number(&check(&folder, &[]), "gone"), 1, "of a page that is no longer there");
}

#[test]
fn a_part_of_the_rules_or_files_says_nothing_of_the_others() {
    let folder = known();
    write(&folder, "drafts/b.md", "The the oil.\n");
    assert_eq!(number(&check(&folder, &["--select", "typos"]), "gone"), 0);
    assert_eq!(number(&check(&folder, &["drafts/b.md"]), "gone"), 0);
    folder.run(&["check", "--write-baseline", "drafts/b.md"]);
    folder.run(&["check", "--write-baseline", "--select", "typos"]);
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known")), (vec![], 3));
}

#[test]
fn the_baseline_knows_a_rule_by_its_old_name() {
    let rule = |head: &str| {
        format!(
            "[pack]\nname = 'house'\n[[rule]]\n{head}\nkind = 'phrase'\ncategory = 'superlative'\nseverity = 'warning'\nmessage = 'no {{match}}'\nwhy = 'Style.'\nhelp = 'Leave it out.'\nphrases = ['pampering']\nexamples.flag = ['A [[pampering]] mask.', 'It is [[pampering]].']\nexamples.pass = ['A mask.', 'It is soft.']\n"
        )
    };
    let folder = Folder::new()
        .file("claimlint.toml", "rules = ['house.toml']\n")
        .file("house.toml", rule("id = 'old-word'"))
        .file("a.md", "A pampering mask.\n");
    folder.run(&["check", "--write-baseline"]);
    write(&folder, "house.toml", &rule("id = 'house-word'\nformerly = ['old-word']"));
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known"), number(&run, "gone")), (vec![], 1, 0));
    write(&folder, "house.toml", &rule("id = 'house-word'"));
    let run = check(&folder, &[]);
    assert_eq!((run.rules().len(), number(&run, "gone")), (1, 1), "a rule that is not there finds nothing");
}

#[test]
fn the_baseline_is_a_line_for_each_finding_and_the_same_for_any_number_of_threads() {
    let folder = known();
    let first = read(&folder, "claimlint-baseline.json");
    insta::assert_snapshot!(first);
    folder.run(&["check", "--write-baseline", "--jobs", "1"]);
    assert_eq!(read(&folder, "claimlint-baseline.json"), first);
}

#[test]
fn a_baseline_that_cannot_be_read_is_reported_and_left_as_it_is() {
    let folder = known();
    let whole = read(&folder, "claimlint-baseline.json");
    let cut = &whole[..whole.len() / 2];
    for (text, told) in [
        (cut, "claimlint-baseline.json:"),
        ("{\"version\": 2, \"pages\": []}", "version 2, but this claimlint reads versions up to 1"),
        ("{\"version\": 1, \"files\": {\"a.md\": [{\"rule\": \"hype\"}]}}", "missing field"),
        ("", "cannot be understood"),
    ] {
        write(&folder, "claimlint-baseline.json", text);
        for arguments in [&["check"][..], &["check", "--write-baseline"]] {
            let run = folder.run(arguments);
            assert!(run.status == 2 && run.err.contains(told), "{told}: {}", run.err);
            assert_eq!(read(&folder, "claimlint-baseline.json"), text);
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
    std::fs::write(folder.path("drafts/a.md"), b"caf\xe9").unwrap();
    assert_eq!(folder.run(&["check", "--write-baseline"]).status, 2);
    write(&folder, "drafts/a.md", PAGE);
    assert_eq!(number(&check(&folder, &[]), "known"), 2);
}

// Lines that changed.

#[test]
fn only_lines_that_changed_since_a_revision_are_reported() {
    let folder = repository(PAGE);
    let run = check(&folder, &["--diff-base", "main"]);
    assert_eq!((run.status, run.rules()), (0, vec![]), "nothing changed");
    write(&folder, "drafts/a.md", &PAGE.replace("We open at nine.", "The most powerful mask on the market."));
    let run = check(&folder, &["--diff-base", "main"]);
    assert_eq!((run.status, places(&run)), (1, vec![("drafts/a.md".to_owned(), 7)]));
    commit(&folder);
    assert_eq!(places(&check(&folder, &["--diff-base", "HEAD~1"])), [("drafts/a.md".to_owned(), 7)]);
    assert_eq!(check(&folder, &["--diff-base", "HEAD"]).rules(), [""; 0]);
}

#[test]
fn a_new_page_is_reported_in_full_and_a_moved_one_where_it_changed() {
    let folder = repository(PAGE);
    git(&folder, &["mv", "drafts/a.md", "drafts/mask.md"]);
    write(&folder, "drafts/mask.md", &PAGE.replace("We open at nine.", "A revolutionary oil."));
    write(&folder, "drafts/new.md", "A revolutionary toner.\n");
    let run = check(&folder, &["--diff-base", "main", "drafts"]);
    assert_eq!(places(&run), [("drafts/mask.md".to_owned(), 7), ("drafts/new.md".to_owned(), 1)]);
}

#[test]
fn what_others_changed_meanwhile_is_not_told() {
    let folder = repository(PAGE);
    git(&folder, &["checkout", "-q", "-b", "mine"]);
    write(&folder, "drafts/b.md", "A revolutionary toner.\n");
    commit(&folder);
    git(&folder, &["checkout", "-q", "main"]);
    write(&folder, "drafts/a.md", "It is soft.\n");
    commit(&folder);
    git(&folder, &["checkout", "-q", "mine"]);
    assert_eq!(places(&check(&folder, &["--diff-base", "main"])), [("drafts/b.md".to_owned(), 1)]);
}

#[test]
fn a_sentence_over_several_lines_is_reported_where_one_of_them_changed() {
    let folder = Folder::new().file("a.md", "It is the most\npowerful mask on\nthe market.\n\nIt is soft.\n");
    git(&folder, &["init", "-q"]);
    commit(&folder);
    write(&folder, "a.md", "It is the most\npowerful oil on\nthe market.\n\nIt is soft.\n");
    assert_eq!(places(&check(&folder, &["--diff-base", "HEAD"])), [("a.md".to_owned(), 1)]);
    write(&folder, "a.md", "It is the most\npowerful mask on\nthe market.\n\nIt is very soft.\n");
    assert_eq!(check(&folder, &["--diff-base", "HEAD"]).rules(), [""; 0]);
}

#[test]
fn paths_that_git_quotes_and_settings_of_the_user_change_nothing() {
    let folder = repository(PAGE);
    git(&folder, &["config", "diff.noprefix", "true"]);
    git(&folder, &["config", "diff.mnemonicPrefix", "true"]);
    git(&folder, &["config", "diff.external", "false"]);
    git(&folder, &["config", "color.ui", "always"]);
    git(&folder, &["config", "diff.interHunkContext", "9"]);
    git(&folder, &["config", "diff.submodule", "log"]);
    let names = ["caf\u{e9} \"noir\".md", "tab\there.md", "a\\b.md", "diff --git.md", "line\nend.md"];
    for name in names {
        write(&folder, name, "It is soft.\n\n@@ -1 +1 @@ and nothing else.\n");
    }
    commit(&folder);
    for name in names {
        write(&folder, name, "It is soft.\n\n@@ -1 +1 @@ and nothing else.\nA revolutionary mask.\n");
    }
    write(&folder, "new \u{fc} page.md", "A revolutionary mask.\n");
    let mut found = places(&check(&folder, &["--diff-base", "HEAD", "--select", "hype"]));
    found.sort();
    let mut wanted: Vec<(String, u64)> = names.iter().map(|name| ((*name).to_owned(), 4)).collect();
    wanted.push(("new \u{fc} page.md".to_owned(), 1));
    wanted.sort();
    assert_eq!(found, wanted);
}

#[test]
fn pages_in_utf_16_and_with_windows_line_ends_are_reported() {
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let folder =
        Folder::new().file("a.txt", utf16("It is soft.\n")).file("b.txt", "It is soft.\r\nIt is blue.\r\n");
    git(&folder, &["init", "-q"]);
    commit(&folder);
    std::fs::write(folder.path("a.txt"), utf16("It is soft.\nA revolutionary mask.\n")).unwrap();
    write(&folder, "b.txt", "It is soft.\r\nA revolutionary mask.\r\n");
    let found = places(&check(&folder, &["--diff-base", "HEAD"]));
    assert_eq!(found, [("a.txt".to_owned(), 2), ("b.txt".to_owned(), 2)]);
}

#[test]
fn what_is_staged_is_checked_as_it_is_staged() {
    let folder = repository(PAGE);
    write(&folder, "drafts/a.md", &PAGE.replace("We open at nine.", "A revolutionary oil."));
    write(&folder, "drafts/new.md", "A revolutionary toner.\n");
    write(&folder, "drafts/gone.md", "A revolutionary cream.\n");
    git(&folder, &["add", "-A"]);
    write(&folder, "drafts/a.md", "It is soft.\n");
    std::fs::remove_file(folder.path("drafts/gone.md")).unwrap();
    write(&folder, "drafts/other.md", "A revolutionary serum.\n");
    let found = places(&check(&folder, &["--staged"]));
    let wanted = [("drafts/a.md", 7), ("drafts/gone.md", 1), ("drafts/new.md", 1)];
    assert_eq!(found, wanted.map(|(path, line)| (path.to_owned(), line)));
    assert_eq!(places(&check(&folder, &["--staged", "drafts/new.md"])).len(), 1);
    let first = Folder::new().file("a.md", "A revolutionary mask.\n");
    git(&first, &["init", "-q"]);
    git(&first, &["add", "-A"]);
    assert_eq!(places(&check(&first, &["--staged"])).len(), 1, "the first commit of a repository");
}

#[test]
fn paths_that_are_named_are_reported_and_links_are_left_out() {
    let folder = repository(PAGE);
    write(&folder, "claimlint.toml", "exclude = ['old']\n");
    std::fs::create_dir(folder.path("old")).unwrap();
    write(&folder, "old/b.md", "A revolutionary oil.\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("Studies show the best peel.md", folder.path("link.md")).unwrap();
    git(&folder, &["add", "-A"]);
    assert_eq!(check(&folder, &["--staged"]).rules(), [""; 0]);
    assert_eq!(places(&check(&folder, &["--staged", "old/b.md"])).len(), 1, "a named page is checked");
    assert_eq!(check(&folder, &["--staged", "--force-exclude", "old/b.md"]).rules(), [""; 0]);
    let run = folder.run(&["check", "--staged", "nowhere.md"]);
    assert!(run.status == 2 && run.out.contains("and none is staged"), "{}", run.out);
}

#[test]
fn pages_of_a_submodule_that_changed_are_reported() {
    let (folder, inner) = (repository(PAGE), Folder::new().file("a.md", "It is soft.\n"));
    git(&inner, &["init", "-q"]);
    commit(&inner);
    let from = inner.path("").display().to_string();
    git(&folder, &["-c", "protocol.file.allow=always", "submodule", "add", "-q", &from, "inner"]);
    commit(&folder);
    assert_eq!(check(&folder, &["--diff-base", "HEAD"]).rules(), [""; 0]);
    write(&folder, "inner/a.md", "A revolutionary mask.\n");
    assert_eq!(places(&check(&folder, &["--diff-base", "HEAD"])), [("inner/a.md".to_owned(), 1)]);
}

#[test]
fn a_part_of_the_pages_leaves_alone_what_is_known_of_renamed_ones() {
    let folder = known();
    write(&folder, "b.md", "A revolutionary oil.\n");
    std::fs::create_dir(folder.path("new")).unwrap();
    std::fs::rename(folder.path("drafts/a.md"), folder.path("new/a.md")).unwrap();
    folder.run(&["check", "--write-baseline", "b.md"]);
    let run = check(&folder, &[]);
    assert_eq!((run.rules(), number(&run, "known"), number(&run, "gone")), (vec![], 3, 0));
}

#[test]
fn the_baseline_and_changed_lines_hold_together() {
    let folder = repository(PAGE);
    let run = folder.run(&["check", "--write-baseline"]);
    assert_eq!(run.status, 0, "{}", run.err);
    commit(&folder);
    // The line of a known finding changes beside it; a second such sentence is on a line that is new.
    let text = PAGE.replace("It is soft.", "It is very soft.");
    write(&folder, "drafts/a.md", &format!("{text}\nA revolutionary mask.\n"));
    let run = check(&folder, &["--diff-base", "HEAD"]);
    assert_eq!((places(&run), number(&run, "known")), (vec![("drafts/a.md".to_owned(), 9)], 2));
}

#[test]
fn what_git_cannot_say_ends_the_run_with_what_to_do() {
    let folder = repository(PAGE);
    let told = |folder: &Folder, revision: &str, words: &str| {
        let run = folder.run(&["check", &format!("--diff-base={revision}")]);
        assert!(run.status == 2 && run.err.contains(words), "{words}: {}", run.err);
        assert_eq!((run.out.as_str(), run.err.lines().count()), ("", 1), "{}", run.err);
    };
    told(&folder, "nowhere", "there is no git commit \u{201C}nowhere\u{201D}");
    told(&folder, "--output=x", "there is no git commit \u{201C}--output=x\u{201D}");
    assert!(!folder.path("x").exists());
    git(&folder, &["checkout", "-q", "--orphan", "other"]);
    git(&folder, &["commit", "-q", "-m", "other"]);
    told(&folder, "main", "no commit in common");
    let bare = Folder::new().file("a.md", "It is soft.\n");
    git(&bare, &["init", "-q"]);
    told(&bare, "main", "no commits yet");
    let outside = Folder::new().file("a.md", "It is soft.\n");
    told(&outside, "main", "not in a git repository");
    let run = outside.run(&["check", "--staged"]);
    assert!(run.status == 2 && run.err.contains("not in a git repository"), "{}", run.err);

    let deep = repository(PAGE);
    write(&deep, "drafts/a.md", "It is soft.\n");
    commit(&deep);
    let (from, to) = (format!("file://{}", deep.path("").display()), Folder::new());
    git(&to, &["clone", "-q", "--depth", "1", &from, "shallow"]);
    let run = crate::common::claimlint()
        .current_dir(to.path("shallow"))
        .args(["check", "--diff-base", "HEAD~1"])
        .output()
        .unwrap();
    let run = Run::of(run);
    assert!(run.status == 2 && run.err.contains("this clone is shallow"), "{}", run.err);
}

#[test]
fn without_git_the_error_says_that_git_is_needed() {
    let folder = Folder::new().file("a.md", "It is soft.\n");
    let output = crate::common::claimlint()
        .current_dir(folder.path(""))
        .env("PATH", folder.path(""))
        .args(["check", "--diff-base", "main"])
        .output()
        .unwrap();
    let run = Run::of(output);
    assert!(run.status == 2 && run.err.contains("cannot run git"), "{}", run.err);
}

#[test]
fn comments_can_be_added_for_what_changed_alone() {
    let folder = repository(PAGE);
    write(&folder, "drafts/a.md", &format!("{PAGE}\nA revolutionary oil.\n"));
    let run = folder.run(&["check", "--diff-base", "main", "--add-ignores", "agreed"]);
    assert_eq!(run.out, "added 1 comment to 1 file, suppressing 1 finding\n", "{}", run.err);
    assert_eq!(check(&folder, &[]).rules().len(), 2);
    assert_eq!(check(&folder, &["--diff-base", "main"]).rules(), [""; 0]);
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
