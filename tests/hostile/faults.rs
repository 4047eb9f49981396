//! Faults: ours in one page, a full disk, a folder that may not be written to, a reader that goes away, and whoever ends the
//! process. A file is there as it was or as it is to be, and what is begun is gone.

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{CLAIM, FORMATS, assert_harmless};
use crate::common::{Folder, Run, claimlint};

/// A page that fixes change, of some kilobytes, so that it takes time to write.
fn wrong(number: usize) -> String {
    format!("Page {number}: the the peel is soft.\n\n").repeat(60)
}

/// The same page with its fixes.
fn right(number: usize) -> String {
    wrong(number).replace("the the", "the")
}

fn name(number: usize) -> String {
    format!("page-{number:02}.md")
}

/// A folder of this many such pages.
fn pages(count: usize) -> Folder {
    (0..count).fold(Folder::new(), |folder, number| folder.file(&name(number), wrong(number)))
}

/// What a run left in a folder that had not taken its place.
fn begun(folder: &Folder) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".claimlint-")).collect()
}

/// How many pages of a folder are as they were, and how many as they are to be; there is no third.
#[track_caller]
fn old_and_new(folder: &Folder, count: usize) -> (usize, usize) {
    let new = (0..count).filter(|number| {
        let text = folder.read(&name(*number));
        assert!(text == wrong(*number) || text == right(*number), "page {number} is neither");
        text == right(*number)
    });
    let new = new.count();
    (count - new, new)
}

/// Starts a run whose output nobody sees.
fn begin(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = Command::new(claimlint().get_program());
    command.args(arguments).current_dir(folder.path("")).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn send(signal: &str, child: &Child) {
    // The process may have ended by itself.
    let _ =
        Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
}

/// Runs the program with arguments in a folder, in a shell that prepares something.
fn prepared(folder: &Folder, prepare: &str, arguments: &str) -> Run {
    let mut command = Command::new("sh");
    let script = format!("{prepare} exec \"$0\" {arguments}");
    command.args(["-c", &script]).arg(claimlint().get_program()).current_dir(folder.path(""));
    Run::of(command.output().unwrap())
}

#[cfg(debug_assertions)]
#[test]
fn a_fault_of_ours_in_one_page_is_its_failure_and_the_others_are_checked() {
    let page = format!("{CLAIM}\nNow claimlint, fail on purpose.\n");
    let folder =
        || Folder::new().file("bad.md", &page).file("good.md", CLAIM).file("slip.md", "The the peel.\n");
    for arguments in [&["check", "--format", "json"][..], &["check", "--fix", "--format", "json"]] {
        let folder = folder();
        let run = folder.run(arguments);
        let report = run.json();
        assert_eq!((run.status, super::findings(&report, "good.md")), (2, 1), "{}", run.err);
        let told = super::error(&report, "bad.md");
        assert_eq!(told, "claimlint itself failed on this file; please report it with the file");
        assert!(
            run.err.starts_with("error: claimlint itself failed: panicked at crates/workspace/src/guard.rs:"),
            "{}",
            run.err
        );
        assert_harmless(&run, "what a fault says");
        assert_eq!(folder.read("bad.md"), page);
        let is_fixed = folder.read("slip.md") == "The peel.\n";
        assert_eq!(is_fixed, arguments.contains(&"--fix"));
    }
    for format in FORMATS {
        let run = folder().run(&["check", "--format", format]);
        assert_eq!(run.status, 2, "{format}");
        assert!((run.out + &run.err).contains("please report it with the file"), "{format}");
    }
    for command in ["claims", "words"] {
        let run = folder().run(&[command]);
        assert_eq!(run.status, 2, "{}", run.err);
        assert!(run.err.contains("bad.md: claimlint itself failed on this file"), "{}", run.err);
        assert!(command == "words" || run.out.contains("good.md"), "{}", run.out);
    }
}

// Other systems have no such limit, or do not hold to it.
#[cfg(target_os = "linux")]
#[test]
fn a_page_that_memory_is_too_small_for_is_left_out_and_the_others_are_checked() {
    let folder = Folder::new().file("dense.md", "[^1]".repeat(6_000_000)).file("good.md", CLAIM);
    for arguments in [
        "check --no-config",
        "check --no-config --fix",
        "claims",
        "words",
        "check --explain-silence dense.md:1",
    ] {
        let run = prepared(&folder, "ulimit -v 2000000;", arguments);
        assert_eq!(run.status, 2, "{arguments}: {}", run.err);
        let what = "dense.md: checking it may take 2975 MiB of memory, and ";
        assert!((run.out.replace("error: ", "") + &run.err).contains(what), "{arguments}: {}", run.err);
        assert!(arguments != "claims" || run.out.contains("good.md"), "{}", run.out);
        assert!(
            !arguments.starts_with("check --no") || run.out.contains("1 finding"),
            "{arguments}: {}",
            run.out
        );
    }
}

#[test]
fn fixes_that_are_killed_leave_each_page_old_or_new() {
    const COUNT: usize = 40;
    // The first kills come before anything is written, the last when all is.
    for turn in 0..12 {
        let folder = pages(COUNT);
        let mut child = begin(&folder, &["check", "--no-config", "--fix"]);
        std::thread::sleep(Duration::from_millis(turn * 40));
        child.kill().unwrap();
        child.wait().unwrap();
        old_and_new(&folder, COUNT);
        if turn % 4 == 3 {
            // What may be left is skipped, and a later run does the rest.
            let run = folder.run(&["check", "--no-config", "--fix", "--format", "json"]);
            assert_eq!(run.json()["summary"]["files"], COUNT);
            assert_eq!(old_and_new(&folder, COUNT), (0, COUNT));
        }
    }
}

#[test]
fn who_interrupts_a_run_finds_nothing_begun() {
    const COUNT: usize = 40;
    for (turn, signal) in ["-INT", "-TERM", "-HUP"].into_iter().cycle().take(9).enumerate() {
        let folder = pages(COUNT);
        let arguments = ["check", "--no-config", "--fix", "--output-file", "sarif=report.sarif"];
        let mut child = begin(&folder, &arguments);
        // Once something is begun, the run can be interrupted.
        while begun(&folder).is_empty() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(turn as u64 * 15));
        send(signal, &child);
        let status = child.wait().unwrap();
        assert_eq!(begun(&folder), Vec::<PathBuf>::new(), "{signal}");
        let (_, new) = old_and_new(&folder, COUNT);
        let is_whole = |text: String| serde_json::from_str::<serde_json::Value>(&text).is_ok();
        let report = fs::read_to_string(folder.path("report.sarif"));
        match status.code() {
            Some(130) => assert!(report.map_or(true, is_whole)),
            code => assert_eq!((code, new, report.is_ok_and(is_whole)), (Some(0), COUNT, true), "{status}"),
        }
    }
}

#[test]
fn a_disk_that_is_full_leaves_pages_and_reports_as_they_were() {
    let folder = pages(3)
        .file("report.json", "old")
        .file("claimlint-baseline.json", "{ \"version\": 1, \"files\": {} }\n");
    // A limit on the size of files stands for the disk; the signal that comes with it is ignored, as a full disk sends none.
    let full = "trap '' XFSZ; ulimit -f 1;";
    let run = prepared(&folder, full, "check --no-config --fix --format json");
    assert_eq!((run.status, run.json()["summary"]["failed"].as_u64()), (2, Some(3)), "{}", run.out);
    assert!(run.out.contains("it was left unchanged: it cannot be written"), "{}", run.out);
    let run = prepared(&folder, full, "check --no-config --add-ignores 'a reason'");
    assert!(run.status == 2 && run.err.contains("it was left unchanged"), "{}", run.err);
    let run = prepared(&folder, full, "check --no-config --format json --output-file report.json");
    assert!(run.status == 2 && run.err.contains("report.json: the report cannot be written"), "{}", run.err);
    let many = folder.file(
        "many.md",
        (0..400).map(|n| format!("The most powerful peel number {n}.\n\n")).collect::<String>(),
    );
    let run = prepared(&many, full, "check --write-baseline");
    assert!(run.status == 2 && run.err.contains("claimlint-baseline.json cannot be written"), "{}", run.err);
    assert_eq!(old_and_new(&many, 3), (3, 0));
    assert_eq!(many.read("report.json"), "old");
    assert!(many.read("claimlint-baseline.json").contains("\"files\": {}"));
    assert_eq!(begun(&many), Vec::<PathBuf>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_nobody_can_store_is_reported() {
    let folder = Folder::new().file("a.md", CLAIM);
    for format in FORMATS {
        let run = prepared(&folder, "", &format!("check --no-config --format {format} a.md > /dev/full"));
        assert!(
            run.status == 2 && run.err.starts_with("error: cannot write the output: "),
            "{format}: {run:?}"
        );
    }
    let run = folder.run(&["check", "--no-config", "--output-file", "/dev/full", "a.md"]);
    assert!(
        run.status == 2 && run.err.contains("/dev/full: the report cannot be written: the disk is full"),
        "{}",
        run.err
    );
}

/// Nobody may make a file there, not even who runs the tests as root.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let folder = Folder::new().file("a.md", CLAIM);
    for arguments in [
        &["check", "--no-config", "--output-file", "sarif=/proc/report.sarif", "a.md"][..],
        &["check", "--no-config", "--write-baseline", "--baseline", "/proc/baseline.json", "a.md"],
        &["man", "/proc/self/pages"],
    ] {
        let run = folder.run(arguments);
        assert!(run.status == 2 && run.out.is_empty(), "{run:?}");
        assert!(run.err.contains("/proc/"), "{}", run.err);
    }
}

/// A folder in which only root may write, where the tests do not run as root.
#[test]
fn a_folder_that_may_not_be_written_to_fails_its_fixes_with_a_message() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().file("in/a.md", "The the peel.\n");
    let set = |mode: u32| fs::set_permissions(folder.path("in"), fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    let is_root = fs::write(folder.path("in/b"), "").is_ok();
    let run = folder.run(&["check", "--no-config", "--fix", "in"]);
    set(0o755);
    let text = folder.read("in/a.md");
    match is_root {
        true => assert_eq!((run.status, text.as_str()), (0, "The peel.\n")),
        false => {
            assert_eq!((run.status, text.as_str()), (2, "The the peel.\n"));
            assert!(run.out.contains("its folder is read-only"), "{}", run.out);
        }
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_without_a_word() {
    let folder = (0..30).fold(Folder::new(), |folder, n| {
        folder.file(&name(n), "It is the the most powerful peel.\n\n".repeat(40))
    });
    let commands = FORMATS.iter().map(|format| vec!["check", "--no-config", "--format", format]);
    let others = [
        vec!["check", "--no-config", "--diff"],
        vec!["claims", "--format", "csv"],
        vec!["rules", "--format", "markdown"],
        vec!["schema", "rules"],
    ];
    for arguments in commands.chain(others) {
        let mut command = Command::new(claimlint().get_program());
        command.args(&arguments).current_dir(folder.path("")).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = [0];
        let _ = child.stdout.take().unwrap().read(&mut first).unwrap();
        let run = Run::of(child.wait_with_output().unwrap());
        let is_quiet = run.err.lines().all(|line| line.starts_with(|sign: char| sign.is_ascii_digit()));
        assert!(run.status <= 1 && is_quiet, "{arguments:?}: {run:?}");
    }
}
