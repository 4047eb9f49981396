//! The manual pages that `claimlint man` writes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says what it left out"
)]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::common::{Folder, run};

/// The pages by file name.
fn pages() -> BTreeMap<String, String> {
    let folder = Folder::new();
    let run = folder.run(&["man", "share/man"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let entries = std::fs::read_dir(folder.path("share/man")).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// What a command prints for `--help`.
pub fn help(command: &[String]) -> String {
    run(&command.iter().map(String::as_str).chain(["--help"]).collect::<Vec<_>>()).out
}

/// A command and all those below it, as `--help` lists them.
pub fn commands(command: Vec<String>) -> Vec<Vec<String>> {
    let help = help(&command);
    let listed = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest).lines();
    let below = listed.take_while(|line| !line.is_empty()).filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty())?;
        (name != "help").then(|| [command.as_slice(), &[name.to_owned()]].concat())
    });
    let below: Vec<_> = below.flat_map(commands).collect();
    [vec![command], below].concat()
}

/// The words of a page as a reader sees them.
fn plain(page: &str) -> String {
    page.replace("\\fB", "")
        .replace("\\fI", "")
        .replace("\\fR", "")
        .replace("\\-", "-")
        .replace("\\*(Aq", "'")
}

#[test]
fn each_command_has_a_page_with_all_its_options() {
    let pages = pages();
    let commands = commands(Vec::new());
    assert!(commands.len() > 10);
    assert_eq!(pages.len(), commands.len(), "{:?}", pages.keys());
    for command in commands {
        let name =
            ["claimlint"].into_iter().chain(command.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
        let page = plain(&pages[&format!("{name}.1")]);
        assert!(page.contains(&format!(".TH {name} 1 ")), "{page}");
        let help = help(&command);
        let options: Vec<&str> = help
            .split_whitespace()
            .map(|word| word.trim_end_matches(|sign: char| !sign.is_ascii_lowercase()))
            .filter(|word| word.starts_with("--"))
            .collect();
        assert!(options.contains(&"--help"), "{help}");
        for option in options {
            assert!(page.contains(option), "{name}: {option} is missing in\n{page}");
        }
    }
}

#[test]
fn the_page_of_the_program_is_printed_and_names_every_command_and_exit_status() {
    let printed = run(&["man"]);
    assert_eq!((printed.status, printed.err.as_str()), (0, ""));
    assert_eq!(printed.out, pages()["claimlint.1"]);
    let page = plain(&printed.out);
    for title in
        ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "EXIT STATUS", "FILES", "ENVIRONMENT"]
    {
        let heading = [format!(".SH {title}\n"), format!(".SH \"{title}\"\n")];
        assert!(heading.iter().any(|heading| page.contains(heading)), "{title} is missing in\n{page}");
    }
    for name in pages().keys().filter(|name| name.matches('-').count() == 1) {
        let reference = format!("{}(1)", name.trim_end_matches(".1"));
        assert!(page.contains(&reference), "{reference} is missing in\n{page}");
    }
    assert!(page.contains(&format!("claimlint {}", env!("CARGO_PKG_VERSION"))), "{page}");
}

#[test]
fn the_pages_are_the_same_on_any_day() {
    assert_eq!(pages(), pages());
    for (name, page) in pages() {
        let title = page.lines().find(|line| line.starts_with(".TH")).unwrap();
        assert!(title.contains(" 1 \" \" \"claimlint "), "{name} has a date: {title}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_reported() {
    let folder = Folder::new().file("share", "a file");
    let run = folder.run(&["man", "share"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("share: the manual page cannot be written"), "{}", run.err);
}

/// Where groff is installed, it is asked; the tests above hold anywhere.
#[test]
fn groff_has_nothing_to_complain_of() {
    for (name, page) in pages() {
        let groff = Command::new("groff")
            .args(["-man", "-Tutf8", "-Kutf8", "-ww", "-z"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut groff = match groff {
            Ok(groff) => groff,
            Err(error) => {
                assert!(page.starts_with(".ie"), "{name}: {page}");
                eprintln!("the pages were not given to groff: {error}");
                return;
            }
        };
        groff.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
        let output = groff.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{name}: {said}");
    }
}
