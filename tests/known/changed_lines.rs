//! Of pages in git, only lines that changed since a revision are reported.

use super::{PAGE, check, number, places};
use crate::common::{Folder, Run, commit, commit_first, git, repository};

#[test]
fn only_lines_that_changed_since_a_revision_are_reported() {
    let folder = repository(PAGE);
    let run = check(&folder, &["--diff-base", "main"]);
    assert_eq!((run.status, run.rules()), (0, vec![]), "nothing changed");
    folder.write("drafts/a.md", PAGE.replace("We open at nine.", "The most powerful mask on the market."));
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
    folder.write("drafts/mask.md", PAGE.replace("We open at nine.", "A revolutionary oil."));
    folder.write("drafts/new.md", "A revolutionary toner.\n");
    let run = check(&folder, &["--diff-base", "main", "drafts"]);
    assert_eq!(places(&run), [("drafts/mask.md".to_owned(), 7), ("drafts/new.md".to_owned(), 1)]);
}

#[test]
fn what_others_changed_meanwhile_is_not_told() {
    let folder = repository(PAGE);
    git(&folder, &["checkout", "-q", "-b", "mine"]);
    folder.write("drafts/b.md", "A revolutionary toner.\n");
    commit(&folder);
    git(&folder, &["checkout", "-q", "main"]);
    folder.write("drafts/a.md", "It is soft.\n");
    commit(&folder);
    git(&folder, &["checkout", "-q", "mine"]);
    assert_eq!(places(&check(&folder, &["--diff-base", "main"])), [("drafts/b.md".to_owned(), 1)]);
}

#[test]
fn a_sentence_over_several_lines_is_reported_where_one_of_them_changed() {
    let folder = Folder::new().file("a.md", "It is the most\npowerful mask on\nthe market.\n\nIt is soft.\n");
    commit_first(&folder);
    folder.write("a.md", "It is the most\npowerful oil on\nthe market.\n\nIt is soft.\n");
    assert_eq!(places(&check(&folder, &["--diff-base", "HEAD"])), [("a.md".to_owned(), 1)]);
    folder.write("a.md", "It is the most\npowerful mask on\nthe market.\n\nIt is very soft.\n");
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
        folder.write(name, "It is soft.\n\n@@ -1 +1 @@ and nothing else.\n");
    }
    commit(&folder);
    for name in names {
        folder.write(name, "It is soft.\n\n@@ -1 +1 @@ and nothing else.\nA revolutionary mask.\n");
    }
    folder.write("new \u{fc} page.md", "A revolutionary mask.\n");
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
    commit_first(&folder);
    folder.write("a.txt", utf16("It is soft.\nA revolutionary mask.\n"));
    folder.write("b.txt", "It is soft.\r\nA revolutionary mask.\r\n");
    let found = places(&check(&folder, &["--diff-base", "HEAD"]));
    assert_eq!(found, [("a.txt".to_owned(), 2), ("b.txt".to_owned(), 2)]);
}

#[test]
fn what_is_staged_is_checked_as_it_is_staged() {
    let folder = repository(PAGE);
    folder.write("drafts/a.md", PAGE.replace("We open at nine.", "A revolutionary oil."));
    folder.write("drafts/new.md", "A revolutionary toner.\n");
    folder.write("drafts/gone.md", "A revolutionary cream.\n");
    git(&folder, &["add", "-A"]);
    folder.write("drafts/a.md", "It is soft.\n");
    std::fs::remove_file(folder.path("drafts/gone.md")).unwrap();
    folder.write("drafts/other.md", "A revolutionary serum.\n");
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
    folder.write("claimlint.toml", "exclude = ['old']\n");
    std::fs::create_dir(folder.path("old")).unwrap();
    folder.write("old/b.md", "A revolutionary oil.\n");
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
    commit_first(&inner);
    let from = inner.path("").display().to_string();
    git(&folder, &["-c", "protocol.file.allow=always", "submodule", "add", "-q", &from, "inner"]);
    commit(&folder);
    assert_eq!(check(&folder, &["--diff-base", "HEAD"]).rules(), [""; 0]);
    folder.write("inner/a.md", "A revolutionary mask.\n");
    assert_eq!(places(&check(&folder, &["--diff-base", "HEAD"])), [("inner/a.md".to_owned(), 1)]);
}

#[test]
fn the_baseline_and_changed_lines_hold_together() {
    let folder = repository(PAGE);
    let run = folder.run(&["check", "--write-baseline"]);
    assert_eq!(run.status, 0, "{}", run.err);
    commit(&folder);
    // The line of a known finding changes beside it; a second such sentence is on a line that is new.
    let text = PAGE.replace("It is soft.", "It is very soft.");
    folder.write("drafts/a.md", format!("{text}\nA revolutionary mask.\n"));
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
    deep.write("drafts/a.md", "It is soft.\n");
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
    folder.write("drafts/a.md", format!("{PAGE}\nA revolutionary oil.\n"));
    let run = folder.run(&["check", "--diff-base", "main", "--add-ignores", "agreed"]);
    assert_eq!(run.out, "added 1 comment to 1 file, suppressing 1 finding\n", "{}", run.err);
    assert_eq!(check(&folder, &[]).rules().len(), 2);
    assert_eq!(check(&folder, &["--diff-base", "main"]).rules(), [""; 0]);
}
