//! How fixed files are written: what stays of them, and what happens where they cannot be written.

use std::path::Path;

use claimlint_workspace::save::{SaveError, save};

use super::{DRAFT, text};
use crate::common::{Folder, Run};

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o640, 0o755, 0o600] {
        let folder = Folder::new().file("a.txt", DRAFT);
        std::fs::set_permissions(folder.path("a.txt"), PermissionsExt::from_mode(mode)).unwrap();
        folder.run(&["check", "--fix"]);
        assert!(text(&folder, "a.txt").contains("benefits"));
        let kept = std::fs::metadata(folder.path("a.txt")).unwrap().permissions().mode() & 0o7777;
        assert_eq!(kept, mode);
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_fixed_and_the_link_stays() {
    let folder = Folder::new().file("true/a.txt", DRAFT).file("links/b.txt", "");
    std::fs::remove_file(folder.path("links/b.txt")).unwrap();
    std::os::unix::fs::symlink("../true/a.txt", folder.path("links/b.txt")).unwrap();
    folder.run(&["check", "--fix", "links/b.txt"]);
    assert!(folder.path("links/b.txt").is_symlink());
    assert!(!folder.path("true/a.txt").is_symlink());
    assert!(text(&folder, "true/a.txt").contains("benefits"));
}

#[test]
fn a_file_without_fixes_is_not_written() {
    let folder = Folder::new().file("a.txt", "It is the most powerful peel.\n");
    let before = std::fs::metadata(folder.path("a.txt")).unwrap().modified().unwrap();
    folder.run(&["check", "--fix"]);
    assert_eq!(std::fs::metadata(folder.path("a.txt")).unwrap().modified().unwrap(), before);
}

#[test]
fn a_read_only_file_is_named_and_left_and_the_others_are_fixed() {
    let folder = Folder::new().file("a.txt", DRAFT).file("b.txt", DRAFT);
    let mut permissions = std::fs::metadata(folder.path("a.txt")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.path("a.txt"), permissions).unwrap();
    let run = folder.run(&["check", "--fix", "--format", "short"]);
    assert_eq!(run.status, 2);
    let error =
        "a.txt: error: it was left unchanged: the file is read-only; make it writable and run again\n";
    assert!(run.out.contains(error), "{}", run.out);
    assert!(run.out.contains("a.txt:1:13: error[misspelling]"), "its findings are reported: {}", run.out);
    assert!(run.out.contains("1 fixed in 1 file, 5 left"), "{}", run.out);
    assert!(run.out.contains("; 1 file could not be fixed;"), "{}", run.out);
    assert_eq!(text(&folder, "a.txt"), DRAFT);
    assert!(text(&folder, "b.txt").contains("benefits"));
    assert_eq!(folder.names(), ["a.txt", "b.txt"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named_and_its_files_are_left() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = Folder::new().file("shut/a.txt", DRAFT).file("open/b.txt", DRAFT);
    let mode = |path: &str, mode| {
        std::fs::set_permissions(folder.path(path), PermissionsExt::from_mode(mode)).unwrap();
    };
    mode("", 0o755);
    mode("open", 0o777);
    mode("open/b.txt", 0o666);
    mode("shut/a.txt", 0o666);
    mode("shut", 0o555);
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("claimlint"));
    command.args(["check", "--no-config", "--fix", "--format", "short"]).current_dir(folder.path(""));
    // For root no folder is closed: then the program runs as nobody.
    if std::fs::write(folder.path("shut/probe"), "").is_ok() {
        std::fs::remove_file(folder.path("shut/probe")).unwrap();
        command.gid(65_534).uid(65_534);
    }
    // Where nobody may run the program, there is nothing to test.
    let Ok(output) = command.output() else { return mode("shut", 0o755) };
    let run = Run::of(output);
    mode("shut", 0o755);
    assert_eq!(run.status, 2);
    assert!(run.out.contains("shut/a.txt: error: it was left unchanged: its folder is read-only"), "{run:?}");
    assert_eq!(text(&folder, "shut/a.txt"), DRAFT);
    assert!(text(&folder, "open/b.txt").contains("benefits"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_to_its_end_is_as_it_was() {
    // A limit on the size of files stands for a disk that is full: the write fails half-way.
    let long = format!("It has many benfits.\n{}", "A peel loosens dead cells.\n".repeat(1000));
    let folder = Folder::new().file("long.txt", &long).file("short.txt", DRAFT);
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 8; exec \"$0\" check --no-config --fix --format short")
        .arg(assert_cmd::cargo::cargo_bin!("claimlint"))
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let run = Run::of(output);
    assert_eq!(run.status, 2);
    assert!(run.out.contains("\nlong.txt: error: it was left unchanged: it cannot be written: "), "{run:?}");
    assert_eq!(text(&folder, "long.txt"), long);
    assert!(text(&folder, "short.txt").contains("benefits"));
    assert_eq!(folder.names(), ["long.txt", "short.txt"]);
}

#[test]
fn a_file_that_somebody_changes_meanwhile_is_not_overwritten() {
    let folder = Folder::new().file("a.txt", "An editor saved this.\n");
    let error = save(&folder.path("a.txt"), DRAFT.as_bytes(), b"fixed").unwrap_err();
    assert!(matches!(error, SaveError::Changed));
    assert!(error.to_string().contains("it changed on disk"));
    assert_eq!(text(&folder, "a.txt"), "An editor saved this.\n");
    assert_eq!(folder.names(), ["a.txt"]);
}

#[cfg(unix)]
#[test]
fn a_device_is_not_a_file_to_fix() {
    assert!(matches!(save(Path::new("/dev/null"), b"", b"x").unwrap_err(), SaveError::NoFile));
}
