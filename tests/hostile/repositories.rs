//! Git repositories that somebody prepared: whatever their files and settings say, looking at what changed starts no program
//! and asks nobody.

use std::fs;
use std::path::Path;

use super::CLAIM;
use crate::common::{Folder, Run, claimlint, git_in as git};

fn commit(path: &Path) {
    git(path, &["add", "-A", "-f"]);
    git(path, &["commit", "-q", "--allow-empty", "-m", "drafts"]);
}

fn repository() -> Folder {
    let folder = Folder::new().file("a.md", "It is soft.\n").file("b.md", "It is blue.\n");
    git(&folder.path(""), &["init", "-q", "-b", "main"]);
    commit(&folder.path(""));
    folder
}

fn check_in(path: &Path, arguments: &[&str]) -> Run {
    let mut command = claimlint();
    command.current_dir(path).args(["check", "--no-config", "--format", "json"]).args(arguments);
    Run::of(command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap())
}

/// A program that leaves a mark in a folder when it is run, as a line of a shell.
fn mark(marks: &Folder, name: &str) -> String {
    format!("touch {}; cat", marks.path(name).display())
}

fn marks_in(marks: &Folder) -> Vec<String> {
    let entries = fs::read_dir(marks.path("")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn no_setting_of_a_repository_starts_a_program() {
    let (folder, marks) = (repository(), Folder::new());
    let path = folder.path("");
    fs::write(path.join(".gitattributes"), "*.md filter=house diff=house\n").unwrap();
    fs::write(path.join("a.md"), CLAIM).unwrap();
    commit(&path);
    let settings = [
        "filter.house.clean",
        "filter.house.smudge",
        "filter.house.process",
        "diff.house.textconv",
        "diff.house.command",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "core.editor",
        "core.alternateRefsCommand",
        "core.gitProxy",
        "credential.helper",
        "gpg.program",
        "interactive.diffFilter",
        "uploadpack.packObjectsHook",
        "trace2.eventTarget",
        "alias.ls-tree",
        "pager.ls-files",
    ];
    for name in settings {
        git(&path, &["config", name, &mark(&marks, name)]);
    }
    let hooks = folder.path("hooks");
    fs::create_dir(&hooks).unwrap();
    for hook in ["post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"] {
        fs::write(hooks.join(hook), format!("#!/bin/sh\n{}\n", mark(&marks, hook))).unwrap();
        make_executable(&hooks.join(hook));
    }
    git(&path, &["config", "core.hooksPath", "hooks"]);
    // What git knows about the files on disk is out of date, so that it would look at them.
    fs::write(path.join("b.md"), "It is blue.\n").unwrap();
    fs::write(path.join("a.md"), format!("It is soft.\n\n{CLAIM}")).unwrap();
    let run = check_in(&path, &["--diff-base", "HEAD~1"]);
    assert_eq!((run.status, run.rules().len()), (1, 1), "{run:?}");
    check_in(&path, &["--staged"]);
    assert_eq!(marks_in(&marks), [""; 0]);
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn make_executable(_: &Path) {}

#[test]
fn what_a_partial_clone_lacks_is_asked_of_nobody() {
    let (folder, marks) = (repository(), Folder::new());
    let path = folder.path("");
    let missing = git(&path, &["rev-parse", "HEAD:a.md"]);
    fs::write(path.join("a.md"), CLAIM).unwrap();
    commit(&path);
    fs::remove_file(path.join(".git/objects").join(&missing[..2]).join(&missing[2..])).unwrap();
    let here = path.display().to_string();
    let remotes = [
        ("remote.origin.url", here.as_str()),
        ("remote.origin.url", "ssh://nobody.example/x"),
        ("remote.origin.url", "git://127.0.0.1:9/x"),
        ("remote.origin.url", "http://127.0.0.1:9/x"),
        ("remote.origin.vcs", "ext"),
    ];
    for (name, address) in [
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
        ("remote.origin.promisor", "true"),
        ("protocol.allow", "always"),
        ("remote.origin.uploadpack", &mark(&marks, "uploadpack")),
        ("core.sshCommand", &mark(&marks, "ssh")),
        ("core.gitProxy", &mark(&marks, "proxy")),
    ] {
        git(&path, &["config", name, address]);
    }
    let by_command = format!("ext::sh -c '{}'", mark(&marks, "ext"));
    for (name, address) in remotes.into_iter().chain([("remote.origin.url", by_command.as_str())]) {
        git(&path, &["config", name, address]);
        for arguments in [&["--diff-base", "HEAD~1"][..], &["--staged"]] {
            let run = check_in(&path, arguments);
            assert_eq!(marks_in(&marks), [""; 0], "{address}");
            assert!(run.status <= 1, "{address}: {run:?}");
        }
        let told = check_in(&path, &["--diff-base", "HEAD~1"]);
        assert_eq!(told.rules().len(), 1, "without the older text, the whole page is reported: {told:?}");
    }
}

#[test]
fn a_folder_of_pages_that_is_laid_out_as_a_repository_is_refused() {
    let (folder, marks) = (repository(), Folder::new());
    let drafts = folder.path("drafts");
    fs::create_dir_all(drafts.join("objects")).unwrap();
    fs::create_dir_all(drafts.join("refs/heads")).unwrap();
    fs::create_dir_all(drafts.join("info")).unwrap();
    for (name, text) in [("HEAD", "ref: refs/heads/main\n"), ("info/attributes", "*.md filter=x\n")] {
        fs::write(drafts.join(name), text).unwrap();
    }
    let config = format!(
        "[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = {0}\n[filter \"x\"]\n\tclean = {0}\n",
        mark(&marks, "ran")
    );
    fs::write(drafts.join("config"), config).unwrap();
    fs::write(drafts.join("page.md"), CLAIM).unwrap();
    for arguments in [&["--diff-base", "HEAD"][..], &["--staged"]] {
        let run = check_in(&drafts, arguments);
        assert!(run.status == 2 && run.err.contains("laid out as a bare git repository"), "{}", run.err);
        assert_eq!(marks_in(&marks), [""; 0]);
    }
}

#[test]
fn a_staged_submodule_and_a_staged_film_leave_the_pages_as_they_are() {
    let (folder, inner) = (repository(), Folder::new().file("s.md", "It is soft.\n"));
    let (path, within) = (folder.path(""), folder.path("inner"));
    git(&inner.path(""), &["init", "-q"]);
    commit(&inner.path(""));
    let from = inner.path("").display().to_string();
    git(&path, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "inner"]);
    commit(&path);
    fs::write(within.join("s.md"), CLAIM).unwrap();
    commit(&within);
    fs::write(path.join("a.md"), CLAIM).unwrap();
    fs::File::create(path.join("film.mp4")).unwrap().set_len(80 << 20).unwrap();
    fs::File::create(path.join("long.md")).unwrap().set_len(65 << 20).unwrap();
    git(&path, &["add", "-A"]);
    let run = check_in(&path, &["--staged"]);
    assert_eq!((run.status, run.rules().len()), (2, 1), "{run:?}");
    assert_eq!(run.errors(), ["long.md: it has 68157440 bytes; at most 67108864 can be checked"]);
}

#[test]
fn a_commit_can_be_named_by_its_message() {
    let folder = repository();
    let path = folder.path("");
    fs::write(path.join("b.md"), CLAIM).unwrap();
    git(&path, &["commit", "-q", "-a", "-m", "A claim"]);
    let run = check_in(&path, &["--diff-base", ":/drafts"]);
    assert_eq!((run.status, run.rules().len()), (1, 1), "{}", run.err);
    assert_eq!(check_in(&path, &["--diff-base", ":/A claim"]).status, 0);
    let run = check_in(&path, &["--diff-base", ":/nothing of it"]);
    assert!(run.status == 2 && run.err.contains("there is no git commit"), "{}", run.err);
}
