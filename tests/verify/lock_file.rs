//! What registries answered is kept in the lock file, and asked again when it is old.

use std::time::Duration;

use super::registry::{Canned, Registry, mud, ok, work};
use super::{ENTRY, lock_of, verify};
use crate::common::Folder;

#[test]
fn what_a_registry_answers_begins_no_line_of_the_lock_file() {
    let title = "Mud\\n[[source]]\\r\\u2028\\u0085key = 1\\u001b";
    let notice = r#","updated-by":[{"DOI":"10.1/x\nssh-ed25519 key\n'''\n\"\"\"","type":"retraction","source":"publisher"}]"#;
    let registry = Registry::new(vec![ok(work(title, 2016, notice))]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    verify(&folder, &[]);
    let lock = lock_of(&folder);
    let is_ours = |line: &str| {
        let names =
            ["# Written", "version = ", "[[source]]", "kind = ", "value = ", "checked = ", "answer = "];
        let more = ["titles = ", "journals = ", "years = ", "[[source.notices]]", "from = ", "about = "];
        line.is_empty() || names.iter().chain(&more).any(|name| line.starts_with(name))
    };
    assert!(lock.contains("ssh-ed25519") && lock.matches("[[source]]\n").count() == 1, "{lock}");
    assert!(lock.split(['\n', '\r', '\u{2028}', '\u{85}']).all(is_ours), "{lock}");
    assert_eq!(folder.run(&["verify", "--offline"]).status, 1, "it is read again");
}

#[test]
fn what_the_lock_file_has_is_not_asked_again_until_it_is_old() {
    let registry = Registry::new(vec![mud(""), mud("")]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    verify(&folder, &[]);
    let lock = lock_of(&folder);
    let again = verify(&folder, &[]);
    assert!(
        again.out.contains(": verified\n") && again.out.contains("0 looked up, 1 from the lock file"),
        "{again:?}"
    );
    assert_eq!((registry.questions().len(), &lock_of(&folder)), (1, &lock));

    // The same answer, judged by what the article says now.
    let folder = folder.file("draft.md", ENTRY.replace("2016", "2009"));
    assert_eq!(verify(&folder, &["--offline"]).status, 1);

    let checked = lock.split("checked = \"").nth(1).unwrap().split('"').next().unwrap();
    let folder = folder.file("draft.md", ENTRY).file("sources.lock", lock.replace(checked, "2001-01-01"));
    assert!(verify(&folder, &["--offline"]).out.contains(": verified\n"));
    assert_eq!(registry.questions().len(), 0);
    assert!(verify(&folder, &[]).out.contains(": verified\n"));
    assert_eq!((registry.questions().len(), &lock_of(&folder)), (1, &lock));
}

#[test]
fn what_was_answered_before_a_run_is_interrupted_is_kept() {
    let paper =
        |number| work("Blue mud", 2016, "").replace("10.5555/mud", &format!("10.5555/mud{number:02}"));
    let mut answers: Vec<Canned> = (0..10).map(|number| ok(paper(number))).collect();
    answers.push(Canned::Silence);
    let registry = Registry::new(answers);
    let text: String = (0..11).map(|number| format!("See doi:10.5555/mud{number:02}.\n\n")).collect();
    let settings = registry.settings("mailto = 'desk@glowmere.example'\ntimeout-seconds = 60\n");
    let folder = Folder::new().file("draft.md", text).file("claimlint.toml", settings);
    let mut run = std::process::Command::new(assert_cmd::cargo::cargo_bin!("claimlint"));
    let allowed = ["verify", "--allow-registry", &registry.address].map(str::to_owned);
    let others =
        ["handles", "eutils", "v2"].map(|name| format!("--allow-registry={}/{name}", registry.address));
    let mut run = run.current_dir(folder.path("")).args(allowed).args(others).spawn().unwrap();
    for _ in 0..600 {
        if registry.questions().iter().any(|question| question.contains("mud10")) {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert_eq!(lock_of(&folder).matches("[[source]]").count(), 10, "{}", lock_of(&folder));
}

#[test]
fn without_a_lock_file_nothing_is_known_off_line() {
    let registry = Registry::new(vec![]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    let run = verify(&folder, &["--offline"]);
    assert!(run.status == 0 && run.out.contains("unchecked: the lock file does not have it"), "{run:?}");
    assert_eq!((registry.questions().len(), lock_of(&folder).as_str()), (0, ""));
}

#[test]
fn a_lock_file_that_cannot_be_understood_is_reported_and_left() {
    for (lock, why) in [
        ("version = 2\n[[paper]]\n", "has version 2"),
        ("version = 1\n[[source]]\nkind = \"doi\"\n", "sources.lock:2:1: missing field"),
        ("version = 1\n[[source]\n", "sources.lock:2:"),
        (
            "version = 1\n[[source]]\nkind = \"doi\"\nvalue = \"10.5555/mud\"\nchecked = \"soon\"\nanswer = \"found\"\n",
            "sources.lock:5:11: this is not a date",
        ),
    ] {
        let registry = Registry::new(vec![mud("")]);
        let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
        let folder = folder.file("sources.lock", lock);
        let run = verify(&folder, &[]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.err.contains(why) && run.err.contains("continued without this file"), "{why}: {run:?}");
        assert!(run.out.contains("10.5555/mud: verified"), "{run:?}");
        assert_eq!(lock_of(&folder), lock);
    }
}
