//! Ignore files that somebody prepared: none is read that has no end, and a run can look in spite of them.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::CLAIM;
use crate::common::Folder;

const ALONE: [&str; 5] = ["check", "--no-config", "--no-baseline", "--format", "json"];

#[test]
fn an_ignore_file_that_is_a_device_or_a_pipe_is_reported_and_the_pages_are_checked() {
    for name in [".gitignore", ".ignore", "sub/.gitignore", ".git/info/exclude"] {
        for is_device in [true, false] {
            let folder = Folder::new().file("a.md", CLAIM).file("sub/b.md", CLAIM).file(".git/info/x", "");
            match is_device {
                true => symlink("/dev/zero", folder.path(name)).unwrap(),
                false => assert!(Command::new("mkfifo").arg(folder.path(name)).status().unwrap().success()),
            }
            let run = folder.run(&ALONE);
            assert_eq!((run.status, run.rules().len()), (2, 2), "{name}: {run:?}");
            assert!(
                run.errors()[0].starts_with(name) && run.errors()[0].contains("not a regular file"),
                "{run:?}"
            );
        }
    }
}

#[test]
fn a_million_patterns_are_not_compiled() {
    let patterns: String = (0..300_000).map(|number| format!("page-{number}-*.md\n")).collect();
    let folder = Folder::new().file("a.md", CLAIM).file(".ignore", patterns);
    let run = folder.run(&ALONE);
    assert_eq!((run.status, run.rules().len()), (2, 1), "{run:?}");
    assert!(run.errors()[0].contains("more than 20000 patterns"), "{run:?}");
    assert_eq!(folder.run(&[&ALONE[..], &["--no-ignore"]].concat()).status, 1);
}

#[test]
fn more_globs_than_anybody_writes_are_refused() {
    let globs: String = (0..20_001).map(|number| format!("'page-{number}-*.md',")).collect();
    for settings in [format!("exclude = [{globs}]"), format!("[[overrides]]\npaths = [{globs}]")] {
        let run = Folder::new().file("a.md", CLAIM).file("claimlint.toml", settings).run(&["check"]);
        assert!(run.status == 2 && run.err.contains("more than 20000 globs"), "{}", run.err);
    }
}

#[test]
fn a_run_can_look_in_spite_of_ignore_files() {
    let folder = Folder::new()
        .file(".ignore", "*.md\n")
        .file("drafts/.gitignore", "*.txt\n")
        .file("a.md", CLAIM)
        .file("drafts/b.txt", CLAIM);
    assert_eq!(folder.run(&ALONE).rules(), [""; 0]);
    let run = folder.run(&[&ALONE[..], &["--no-ignore"]].concat());
    assert_eq!((run.status, run.rules().len()), (1, 2), "{run:?}");
    let shown = folder.run(&["config", "show", "a.md", "--no-config"]);
    assert!(shown.out.contains(".ignore"), "it says why: {}", shown.out);
}

#[test]
fn an_ignore_file_above_the_project_hides_nothing() {
    let folder = Folder::new().file(".ignore", "*.md\n").file("site/a.md", CLAIM);
    folder.write(".gitignore", "site\n");
    let mut command = crate::common::claimlint();
    let output = command.current_dir(folder.path("site")).args(ALONE).output().unwrap();
    assert_eq!(crate::common::Run::of(output).rules().len(), 1);
}

#[test]
fn a_list_of_retractions_has_an_end() {
    let folder = Folder::new().file("a.md", "See doi:10.5555/mud.\n");
    assert!(Command::new("mkfifo").arg(folder.path("pipe.csv")).status().unwrap().success());
    for list in ["/dev/zero", "pipe.csv"] {
        let run = folder.run(&["verify", "--offline", "--no-config", "--retractions", list]);
        assert!(run.status == 2 && run.err.contains("not a regular file"), "{list}: {run:?}");
    }
}
