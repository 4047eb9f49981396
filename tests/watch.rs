//! `claimlint check --watch`: what a writer sees who saves a page while it runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use common::Folder;

/// Longer than any machine takes to check a page; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program while it watches a folder, and the lines that it prints.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Folder, arguments: &[&str]) -> Watching {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("claimlint"))
            .current_dir(folder.path(""))
            .args(["check", "--watch", "--format", "short"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                let lines = BufReader::new(stream).lines();
                lines.map_while(Result::ok).for_each(|line| _ = sender.send(line));
            });
        }
        Watching { child, lines }
    }

    /// What is printed up to a line that has these words. Both streams are read, so that lines of one may come in
    /// between.
    fn until(&self, words: &str) -> Vec<String> {
        let mut seen = Vec::new();
        while !seen.last().is_some_and(|line: &String| line.contains(words)) {
            let line = self.lines.recv_timeout(PATIENCE);
            seen.push(line.unwrap_or_else(|_| panic!("no {words} in {seen:#?}")));
        }
        seen
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(folder: &Folder, name: &str, text: &str) {
    std::fs::write(folder.path(name), text).unwrap();
}

#[test]
fn a_page_is_checked_again_when_it_is_saved_and_errors_end_nothing() {
    let folder = Folder::new()
        .file("claimlint.toml", "")
        .file("drafts/a.md", "A revolutionary mask.\n")
        .file("drafts/b.md", "A revolutionary oil.\n");
    let watching = Watching::start(&folder, &["drafts"]);
    let first = watching.until("2 files, 6 words").join("\n");
    assert!(first.contains("a.md:1:3") && first.contains("b.md:1:3"), "{first}");
    watching.until("watching for changes");

    write(&folder, "drafts/a.md", "A soft mask.\n\nA revolutionary cream.\n");
    let second = watching.until("1 file, 6 words").join("\n");
    assert!(second.contains("a.md:3:3") && !second.contains("b.md"), "only what changed: {second}");
    watching.until("watching for changes");

    write(&folder, "claimlint.toml", "ignroe = ['hype']\n");
    watching.until("unknown field `ignroe`");
    watching.until("watching for changes");

    write(&folder, "claimlint.toml", "ignore = ['hype']\n");
    let mended = watching.until("2 files, 9 words: nothing found").join("\n");
    assert!(!mended.contains("hype"), "{mended}");
    watching.until("watching for changes");

    std::fs::write(folder.path("drafts/a.md"), b"caf\xe9").unwrap();
    watching.until("is not UTF-8");
    watching.until("watching for changes");

    // As editors save: a new file takes the place of the old one.
    write(&folder, "drafts/.a.md.new", "The the mask.\n");
    std::fs::rename(folder.path("drafts/.a.md.new"), folder.path("drafts/a.md")).unwrap();
    watching.until("doubled-word");
    watching.until("watching for changes");

    write(&folder, "drafts/c.md", "The the toner.\n");
    watching.until("c.md:1:1");
}

#[test]
fn one_page_may_be_watched_alone() {
    let folder = Folder::new().file("a.md", "A soft mask.\n").file("b.md", "A soft oil.\n");
    let watching = Watching::start(&folder, &["a.md"]);
    watching.until("watching for changes");
    write(&folder, "b.md", "A revolutionary oil.\n");
    write(&folder, "a.md", "A revolutionary mask.\n");
    let seen = watching.until("1 file, 3 words: 1 finding").join("\n");
    assert!(seen.contains("a.md:1:3") && !seen.contains("b.md"), "{seen}");
}

#[test]
fn what_cannot_be_watched_is_told() {
    let folder = Folder::new();
    let run = folder.run(&["check", "--watch", "nowhere"]);
    assert!(
        run.status == 2 && run.err.contains("cannot watch nowhere: there is no such file"),
        "{}",
        run.err
    );
    assert_eq!(folder.run(&["check", "--watch", "-"]).status, 2);
}
