//! `claimlint check --watch`: what a writer sees who saves a page while it runs.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::common::Folder;
use crate::word::package::{Docx, paragraph};

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

    /// What is printed until each of these words was read, in whatever order: the two streams are read side by
    /// side, and a line of the one may come before an earlier line of the other.
    fn until(&self, words: &[&str]) -> String {
        let mut seen = String::new();
        while !words.iter().all(|words| seen.contains(words)) {
            let line = self.lines.recv_timeout(PATIENCE);
            seen += &line.unwrap_or_else(|_| panic!("not all of {words:?} in:\n{seen}"));
            seen.push('\n');
        }
        seen
    }

    /// What a check prints that has these words, up to where the program waits for the next change.
    fn round(&self, words: &str) -> String {
        self.until(&[words, "watching for changes"])
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_page_is_checked_again_when_it_is_saved_and_errors_end_nothing() {
    let folder = Folder::new()
        .file("claimlint.toml", "")
        .file("drafts/a.md", "A revolutionary mask.\n")
        .file("drafts/b.md", "A revolutionary oil.\n");
    let watching = Watching::start(&folder, &["drafts"]);
    let first = watching.round("2 files, 6 words");
    assert!(first.contains("a.md:1:3") && first.contains("b.md:1:3"), "{first}");

    folder.write("drafts/a.md", "A soft mask.\n\nA revolutionary cream.\n");
    let second = watching.round("1 file, 6 words");
    assert!(second.contains("a.md:3:3") && !second.contains("b.md"), "only what changed: {second}");

    folder.write("claimlint.toml", "ignroe = ['hype']\n");
    watching.round("unknown field `ignroe`");

    folder.write("claimlint.toml", "ignore = ['hype']\n");
    watching.round("2 files, 9 words: nothing found");

    folder.write("drafts/a.md", b"caf\xe9");
    watching.round("is not UTF-8");

    // As editors save: a new file takes the place of the old one.
    folder.write("drafts/.a.md.new", "The the mask.\n");
    std::fs::rename(folder.path("drafts/.a.md.new"), folder.path("drafts/a.md")).unwrap();
    watching.round("doubled-word");

    folder.write("drafts/c.md", "The the toner.\n");
    watching.until(&["c.md:1:1"]);
}

#[test]
fn one_page_may_be_watched_alone() {
    let folder = Folder::new().file("a.md", "A soft mask.\n").file("b.md", "A soft oil.\n");
    let watching = Watching::start(&folder, &["a.md"]);
    watching.round("1 file, 3 words: nothing found");
    folder.write("b.md", "A revolutionary oil.\n");
    folder.write("a.md", "A revolutionary mask.\n");
    let seen = watching.until(&["1 file, 3 words: 1 finding"]);
    assert!(seen.contains("a.md:1:3") && !seen.contains("b.md"), "{seen}");
}

#[test]
fn folders_are_seen_that_are_moved_in_or_made_again() {
    let folder =
        Folder::new().file("drafts/a.md", "A soft mask.\n").file("away/b.md", "A revolutionary oil.\n");
    let watching = Watching::start(&folder, &["--no-config", "drafts"]);
    watching.round("1 file, 3 words: nothing found");
    std::fs::rename(folder.path("away"), folder.path("drafts/in")).unwrap();
    watching.until(&["b.md:1:3"]);

    std::fs::create_dir(folder.path("drafts/new")).unwrap();
    folder.write("drafts/new/c.md", "A revolutionary cream.\n");
    watching.until(&["c.md:1:3"]);

    std::fs::remove_dir_all(folder.path("drafts")).unwrap();
    watching.until(&["drafts: error: there is no such file or folder"]);
    std::fs::create_dir(folder.path("drafts")).unwrap();
    folder.write("drafts/d.md", "A revolutionary toner.\n");
    watching.until(&["d.md:1:3"]);
    // Its new folder is watched as the old one was.
    folder.write("drafts/e.md", "A revolutionary serum.\n");
    watching.until(&["e.md:1:3"]);
}

#[test]
fn a_file_that_is_written_all_the_time_holds_nothing_back() {
    let folder = Folder::new().file("drafts/a.md", "A soft mask.\n").file("drafts/busy.md", "A soft oil.\n");
    let watching = Watching::start(&folder, &["--no-config", "drafts"]);
    watching.round("2 files, 6 words");
    let is_over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                folder.write("drafts/app.log", "x\n");
                folder.write("drafts/busy.md", "A soft oil.\n");
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        folder.write("drafts/a.md", "A revolutionary mask.\n");
        let seen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| watching.until(&["a.md:1:3"])));
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        seen.unwrap();
    });
}

#[test]
fn what_cannot_be_watched_is_reported() {
    let folder = Folder::new();
    let run = folder.run(&["check", "--watch", "nowhere"]);
    assert!(
        run.status == 2 && run.err.contains("cannot watch nowhere: there is no such file"),
        "{}",
        run.err
    );
    assert_eq!(folder.run(&["check", "--watch", "-"]).status, 2);
}

#[test]
fn a_word_document_is_checked_again_when_word_saves_it() {
    let document = |words: &str| Docx::new(&paragraph(words)).bytes();
    let folder = Folder::new().file("drafts/a.docx", document("A revolutionary mask."));
    let watching = Watching::start(&folder, &["drafts"]);
    watching.round("a.docx: paragraph 1: ");
    // Word writes a new file, and leaves another that says who has it open.
    folder.write("drafts/~$a.docx", b"\x03Ina");
    folder.write("drafts/~WRD0001.tmp", document("The the oil."));
    std::fs::rename(folder.path("drafts/~WRD0001.tmp"), folder.path("drafts/a.docx")).unwrap();
    let second = watching.round("doubled-word");
    assert!(!second.contains("error: "), "{second}");
}
