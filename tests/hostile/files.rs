//! Names, links, pipes, devices, and files that change while they are read: what is not a page is reported or skipped,
//! and the pages beside it are checked.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use quick_xml::events::Event;
use serde_json::Value;

use super::{CLAIM, FORMATS, assert_harmless, error, findings};
use crate::common::{Folder, Run, claimlint};

/// A pipe that nobody writes to.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A file of this many bytes, which takes no place on the disk.
fn sparse(path: &Path, bytes: u64) {
    File::create(path).unwrap().set_len(bytes).unwrap();
}

#[test]
fn pipes_devices_sockets_and_folders_are_reported_where_they_are_named() {
    let folder = Folder::new().file("good.md", CLAIM).file("folder.md/in.md", CLAIM);
    pipe(&folder.path("pipe.md"));
    let _socket = UnixListener::bind(folder.path("socket.md")).unwrap();
    symlink("/dev/zero", folder.path("zero.md")).unwrap();
    symlink("pipe.md", folder.path("link.md")).unwrap();
    let odd = ["pipe.md", "socket.md", "zero.md", "link.md", "/dev/zero", "/dev/stdin"];
    let arguments =
        [&["check", "--no-config", "--format", "json", "good.md", "folder.md"], &odd[..]].concat();
    let run = folder.run(&arguments);
    assert_eq!((run.status, run.errors().len()), (2, odd.len()), "{}", run.out);
    let is_told =
        |error: &String| error.contains("it is not a regular file") || error.starts_with("/dev/stdin");
    assert!(run.errors().iter().all(is_told), "{:?}", run.errors());
    assert_eq!((findings(&run.json(), "good.md"), findings(&run.json(), "folder.md/in.md")), (1, 1));
    let walked = folder.run(&["check", "--no-config", "--format", "json"]);
    assert_eq!((walked.status, walked.rules().len()), (1, 2), "a walk passes over them: {}", walked.out);
}

#[test]
fn settings_that_are_pipes_or_devices_end_the_run_at_once() {
    let contents = [
        ("claimlint.toml", "rules = ['odd.toml']\n"),
        ("claimlint.toml", "extends = 'odd.toml'\n"),
        ("claimlint.toml", "[words]\nfiles = ['odd.toml']\n"),
    ];
    for (name, text) in contents {
        for device in [true, false] {
            let folder = Folder::new().file("a.md", CLAIM).file(name, text);
            match device {
                true => symlink("/dev/zero", folder.path("odd.toml")).unwrap(),
                false => pipe(&folder.path("odd.toml")),
            }
            let run = folder.run(&["check"]);
            let is_told = run.err.contains("odd.toml") && run.err.contains("not a regular file");
            assert!(run.status == 2 && is_told, "{text}: {run:?}");
        }
    }
}

#[test]
fn what_lies_beside_the_settings_and_is_a_device_is_done_without_or_reported() {
    let folder = Folder::new().file("a.md", CLAIM);
    symlink("/dev/zero", folder.path("sources.lock")).unwrap();
    let run = folder.run(&["check", "--format", "short"]);
    assert_eq!((run.status, run.out.lines().count()), (2, 2), "the page is checked: {}", run.err);
    assert!(run.err.contains("sources.lock") && run.err.contains("not a regular file"), "{}", run.err);
    let folder = folder.file("claimlint.toml", "[evidence]\nfiles = ['a.bib']\n");
    symlink("/dev/zero", folder.path("a.bib")).unwrap();
    let run = folder.run(&["check"]);
    assert!(run.status == 2 && run.err.contains("there is no file ./a.bib"), "{}", run.err);
    let folder = Folder::new().file("a.md", CLAIM).file("claimlint.toml", "");
    symlink("/dev/zero", folder.path("claimlint-baseline.json")).unwrap();
    let run = folder.run(&["check"]);
    assert!(run.status == 2 && run.err.contains("not a regular file"), "{}", run.err);
    let folder = Folder::new().file("a.md", CLAIM);
    pipe(&folder.path("claimlint.toml"));
    let run = folder.run(&["check"]);
    assert!(run.status == 2 && run.err.contains("not a regular file"), "a pipe is reported: {}", run.err);
}

#[test]
fn files_without_an_end_are_refused_before_they_are_read() {
    let folder = Folder::new().file("good.md", CLAIM).file("claimlint.toml", "rules = ['house.toml']\n");
    sparse(&folder.path("large.md"), 5 << 30);
    let run = folder.run(&["check", "--no-config", "--format", "json"]);
    let report = run.json();
    assert_eq!((run.status, findings(&report, "good.md")), (2, 1));
    assert_eq!(
        error(&report, "large.md"),
        "it has 5368709120 bytes, and a page may have 64 MiB; split it, or leave it out with `exclude`"
    );
    sparse(&folder.path("house.toml"), 1 << 40);
    let run = folder.run(&["check", "good.md"]);
    assert!(run.status == 2 && run.err.contains("it is larger than 64 MiB"), "{}", run.err);
}

#[test]
fn links_that_lead_in_circles_or_nowhere_are_reported() {
    let folder = Folder::new().file("drafts/a.txt", CLAIM);
    symlink("../drafts", folder.path("drafts/again")).unwrap();
    symlink("turning.txt", folder.path("turning.txt")).unwrap();
    symlink("back.txt", folder.path("forth.txt")).unwrap();
    symlink("forth.txt", folder.path("back.txt")).unwrap();
    symlink("gone.txt", folder.path("dangling.txt")).unwrap();
    let walked = folder.run(&["check", "--format", "json"]);
    assert_eq!((walked.status, walked.rules().len()), (1, 1), "a walk follows no link");
    let run =
        folder.run(&["check", "--format", "json", "turning.txt", "forth.txt", "dangling.txt", "drafts"]);
    assert_eq!((run.status, run.rules().len()), (2, 1));
    let errors = run.errors();
    assert_eq!(errors[0], "dangling.txt: there is no such file or folder");
    assert!(errors[1].starts_with("forth.txt: it cannot be read: "), "{errors:?}");
    assert!(errors[2].starts_with("turning.txt: it cannot be read: "), "{errors:?}");
}

#[test]
fn names_that_formats_take_for_their_own_are_shown_whole() {
    let names = [
        "line\nend.md",
        "quote\"s and 'these'.md",
        "per%20cent%.md",
        "--fix",
        "-.md",
        "a:1:2.md",
        "a,b;c.md",
        "<b>&amp;.md",
        "]]>.md",
        "::error::.md",
        "| cell |.md",
        "\u{1f600} e\u{301}.md",
        " blank .md",
        "back\\slash.md",
    ];
    // One sentence on all pages would be shown once.
    let texts = (1..).map(|number| format!("This is the most powerful peel of {number}.\n"));
    let pages = names.iter().zip(texts);
    let folder = pages.fold(Folder::new(), |folder, (name, text)| folder.file(name, text));
    for format in FORMATS {
        let run = folder.run(&["check", "--no-config", "--format", format, "--", ".", "--fix"]);
        assert_eq!(run.status, 1, "{format}: {}", run.err);
        assert_harmless(&run, format);
        let count = match format {
            "pretty" => run.out.matches("\u{250c}").count(),
            "short" => run.out.lines().filter(|line| line.contains("[unsupported-superlative]")).count(),
            "github" => run.out.lines().filter(|line| line.starts_with("::warning file=")).count(),
            "markdown" => run.out.lines().filter(|line| line.starts_with("| 1:9 ")).count(),
            "json" => run.rules().len(),
            "json-lines" => {
                run.out.lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count() - 1
            }
            "sarif" => run.json()["runs"][0]["results"].as_array().unwrap().len(),
            "gitlab" => run.json().as_array().unwrap().len(),
            "html" => run.out.matches("<article class=\"card warning\"").count(),
            "rdjson" => run.json()["diagnostics"].as_array().unwrap().len(),
            _ => elements(&run.out, if format == "junit" { "failure" } else { "error" }),
        };
        assert_eq!(count, names.len(), "{format}: {}", run.out);
    }
    let report = folder.run(&["check", "--no-config", "--format", "json", "."]).json();
    for name in names.iter().filter(|name| name.ends_with(".md")) {
        assert_eq!(findings(&report, name), 1, "JSON has the name as it is");
    }
    let stray = folder.run(&["check", "--fix.md"]);
    assert!(stray.status == 2 && !stray.err.is_empty(), "a name that looks like an option is one");
}

/// How many elements of a name a document in XML has.
fn elements(text: &str, wanted: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut count = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return count,
            Event::Start(element) | Event::Empty(element) => {
                count += usize::from(AsRef::<str>::as_ref(&element.name()) == wanted);
            }
            _ => {}
        }
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_checked_fixed_and_shown_with_a_sign_for_what_is_wrong() {
    let folder = Folder::new().file("good.md", CLAIM);
    let path = folder.path("").join(OsStr::from_bytes(b"caf\xe9\xff.md"));
    fs::write(&path, "The the peel is the most powerful.\n").unwrap();
    for format in FORMATS {
        let run = folder.run(&["check", "--no-config", "--format", format]);
        assert_eq!(run.status, 1, "{format}: {}", run.err);
        assert!(run.out.contains("caf\u{fffd}") || run.out.contains("caf%EF%BF%BD"), "{format}: {}", run.out);
    }
    let run = folder.run(&["check", "--no-config", "--add-ignores", "a reason", "good.md"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let run = folder.run(&["check", "--no-config", "--fix"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), "The peel is the most powerful.\n");
    for arguments in
        [&["check", "--write-baseline"][..], &["check"], &["claims"], &["words"], &["verify", "--offline"]]
    {
        let run = folder.run(arguments);
        assert!(run.status <= 1, "{arguments:?}: {}", run.err);
    }
}

/// Folders in folders, whose names have 200 bytes, and a page in the last.
fn deep(depth: usize) -> String {
    format!("{}/", "d".repeat(200)).repeat(depth) + "page.md"
}

#[test]
fn a_path_of_4000_bytes_is_checked_and_a_longer_one_is_reported() {
    let folder = Folder::new().file("good.md", CLAIM).file(&deep(19), CLAIM);
    let run = folder.run(&["check", "--no-config", "--format", "json"]);
    assert_eq!((run.status, run.rules().len()), (1, 2), "{}", run.err);
    // No name leads there, so that one half of it is moved into the other.
    let folder =
        Folder::new().file("good.md", CLAIM).file(&deep(15), CLAIM).file(&format!("e/{}", deep(15)), CLAIM);
    let inside = folder.path(&deep(15)).with_file_name("e");
    fs::rename(folder.path("e"), inside).unwrap();
    let run = folder.run(&["check", "--no-config", "--format", "json"]);
    assert_eq!((run.status, findings(&run.json(), "good.md")), (2, 1), "{}", run.out);
    assert!(
        run.errors().iter().any(|error| error.ends_with("its path is longer than the system allows")),
        "{:?}",
        run.errors()
    );
    let named = folder.run(&["check", "--no-config", "--format", "json", &"n".repeat(5_000), "good.md"]);
    assert_eq!((named.status, findings(&named.json(), "good.md")), (2, 1));
}

#[test]
fn folders_in_folders_are_walked_to_their_end() {
    let path = "a/".repeat(900);
    let folder = Folder::new().file(&format!("{path}page.md"), CLAIM);
    let run = folder.run(&["check", "--no-config", "--format", "json"]);
    assert_eq!((run.status, run.rules().len()), (1, 1), "{}", run.err);
    let rules = folder.run(&["check", "--no-config", "--rules", "a", "--quiet"]);
    assert_eq!(rules.status, 1, "{}", rules.err);
}

#[test]
fn files_that_change_while_they_are_read_are_checked_as_they_were_or_reported() {
    let folder = Folder::new().file("good.md", CLAIM);
    let ended = AtomicBool::new(false);
    let path = |name: &str| folder.path(name);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0_usize;
            while !ended.load(Ordering::Relaxed) {
                turn += 1;
                let text = "It is a soft mask, the the best. ".repeat(turn % 3_000);
                // Written anew, cut, grown, gone and back, and now a folder, now a page.
                let _ = fs::write(path("anew.md"), &text);
                let _ = File::options()
                    .write(true)
                    .open(path("anew.md"))
                    .map(|file| file.set_len(turn as u64 % 700));
                let _ = File::options()
                    .append(true)
                    .create(true)
                    .open(path("grows.md"))
                    .map(|file| file.set_len((turn as u64 * 37) % 90_000));
                let _ = fs::write(path("gone.md"), &text);
                let _ = fs::remove_file(path("gone.md"));
                let _ = fs::create_dir(path("either.md"));
                let _ = fs::remove_dir(path("either.md"));
                let _ = fs::write(path("either.md"), &text);
                let _ = fs::remove_file(path("either.md"));
            }
        });
        let check = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for turn in 0..24 {
                let mut arguments = vec!["check", "--no-config", "--format", "json"];
                arguments.extend((turn % 2 == 0).then_some("--fix"));
                arguments.extend(["good.md", "anew.md", "grows.md", "gone.md", "either.md", "."]);
                let run = folder.run(&arguments);
                assert!(run.status == 1 || run.status == 2, "{run:?}");
                assert_eq!(findings(&run.json(), "good.md"), 1);
                assert!(!run.out.contains("claimlint itself failed") && run.err.is_empty(), "{run:?}");
            }
        }));
        ended.store(true, Ordering::Relaxed);
        check.unwrap_or_else(|failure| std::panic::resume_unwind(failure));
    });
}

#[test]
fn standard_input_that_is_a_pipe_is_read_to_its_end() {
    let mut command = std::process::Command::new(claimlint().get_program());
    command
        .args(["check", "--no-config", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    for _ in 0..100 {
        std::io::Write::write_all(&mut pipe, CLAIM.as_bytes()).unwrap();
    }
    drop(pipe);
    let run = Run::of(child.wait_with_output().unwrap());
    assert!(run.status == 1 && run.rules().len() >= 100, "{}", run.err);
}
