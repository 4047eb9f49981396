//! The README and the pages of `docs/`: their commands run as they are in an empty folder, their links lead somewhere, the list of
//! contents has them all, and claimlint finds nothing in them.
//!
//! A comment before a fenced block says what a reader does with it: `<!-- file: NAME -->` is saved, `<!-- needs: THING -->` is for
//! whoever has that. What a page shows is in `readme.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common::{Folder, Run, project, run};
use crate::word::package::{Docx, paragraph};

/// What a block of commands may need, and whether the test has it.
const NEEDS: [(&str, Has); 8] = [
    ("draft.docx", Has::It),
    ("a copy of this project", Has::ItsFixtures),
    ("a network", Has::Nothing),
    ("Podman or Docker", Has::Nothing),
    ("DuckDB and products.parquet", Has::Nothing),
    ("Apache Spark and products.parquet", Has::Nothing),
    ("PySpark and products.parquet", Has::Nothing),
    ("mdbook", Has::Nothing),
];

#[derive(Clone, Copy, PartialEq)]
enum Has {
    /// The commands run.
    It,
    /// Those of claimlint run; the others are those of `packaging/try`, and what they name is there.
    ItsFixtures,
    /// The arguments of claimlint are looked at.
    Nothing,
}

fn read(path: &str) -> String {
    std::fs::read_to_string(project().join(path)).unwrap()
}

/// The README and all pages, by their path.
fn pages() -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(project().join("docs")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let docs = names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}"));
    docs.chain(["README.md".to_owned()]).map(|path| (path.clone(), read(&path))).collect()
}

/// A fenced block, with what the comment right before it says.
struct Fence {
    comment: String,
    language: String,
    text: String,
}

/// The fenced blocks of a page, and its lines outside of them.
fn fences(page: &str) -> (Vec<Fence>, Vec<&str>) {
    let (mut fences, mut prose) = (Vec::new(), Vec::new());
    let mut lines = page.lines();
    let mut before = "";
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let comment = before.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
            fences.push(Fence {
                comment: comment.unwrap_or_default().to_owned(),
                language: language.to_owned(),
                text: text.join("\n") + "\n",
            });
        } else {
            prose.push(line);
        }
        before = line;
    }
    (fences, prose)
}

/// The commands of a block: its lines, joined where one goes on in the next.
fn commands(block: &str) -> Vec<String> {
    let joined = block.replace("\\\n", " ");
    joined.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect()
}

/// A line of a shell in a folder, with claimlint and an author's name for git.
#[cfg(unix)]
fn shell(line: &str, folder: &Folder) -> Run {
    let binary = assert_cmd::cargo::cargo_bin!("claimlint");
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", line])
        .current_dir(folder.path(""))
        .env("PATH", path)
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    for role in ["AUTHOR", "COMMITTER"] {
        shell
            .env(format!("GIT_{role}_NAME"), "Writer")
            .env(format!("GIT_{role}_EMAIL"), "writer@example.org");
    }
    Run::of(shell.output().unwrap())
}

/// Runs a line, and fails if it does not do what its reader expects.
#[cfg(unix)]
fn follow(page: &str, line: &str, folder: &Folder) {
    let run = shell(line, folder);
    let (command, comment) = line.split_once("  # ").unwrap_or((line, ""));
    let may_find = ["claimlint check", "claimlint annotate"].iter().any(|name| command.starts_with(name));
    assert!(run.status == 0 || may_find && run.status == 1, "{page}: {line}: {} {}", run.out, run.err);
    if comment.starts_with("nothing") {
        assert!(run.status == 0 && run.out.contains("nothing found"), "{page}: {line}: {}", run.out);
    }
    if comment.starts_with("two findings") {
        assert!(run.out.contains(": 2 findings "), "{page}: {line}: {}", run.out);
    }
    let tests_rules = command.starts_with("claimlint rules test");
    assert!(!tests_rules || !run.out.starts_with("0 "), "{page}: {line}: {}", run.out);
    // A diff leaves its closing line to standard error; what a page names as an example may not be there yet.
    let told = run.err.lines().filter(|line| !line.contains("names no file or folder"));
    assert!(command.contains("--diff ") || told.count() == 0, "{page}: {line}: {}", run.err);
}

/// The arguments of claimlint in a line are ones that it knows.
fn knows(page: &str, line: &str) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some(at) = words.iter().position(|word| *word == "claimlint") else { return };
    let ends = |word: &str| ["|", ">", "--", "#"].contains(&word);
    let arguments = words[at + 1..].iter().take_while(|word| !ends(word));
    // `podman build --tag claimlint .` does not start it.
    if words[at - usize::from(at > 0)] == "--tag" {
        return;
    }
    let help = run(&arguments.copied().chain(["--help"]).collect::<Vec<&str>>());
    assert_eq!(help.status, 0, "{page}: {line}: {}", help.err);
}

#[cfg(unix)]
#[test]
fn every_command_of_a_page_runs_as_it_is_in_an_empty_folder() {
    let draft = Docx::new(&paragraph("Our serum is the most powerful on the market.")).bytes();
    // `packaging/try` runs the commands of that page.
    let tried = read("docs/install.md");
    assert!(read("packaging/try").contains("commands docs/install.md"));
    let mut ran = BTreeSet::new();
    for (page, text) in pages() {
        let (blocks, prose) = fences(&text);
        let folder = Folder::new();
        for block in blocks {
            if let Some(name) = block.comment.strip_prefix("file: ") {
                let told = prose.iter().any(|line| line.contains(&format!("`{name}`")));
                assert!(told, "{page} never says that a block is to be saved as {name}");
                let path = folder.path(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, block.text).unwrap();
                continue;
            }
            assert!(
                !["", "console", "bash", "shell"].contains(&block.language.as_str()),
                "{page}: {}",
                block.text
            );
            if block.language != "sh" {
                continue;
            }
            let has = match block.comment.strip_prefix("needs: ") {
                None => Has::It,
                Some(thing) => {
                    NEEDS
                        .iter()
                        .find(|(name, _)| *name == thing)
                        .unwrap_or_else(|| panic!("{page}: {thing}"))
                        .1
                }
            };
            for line in commands(&block.text) {
                if has == Has::It {
                    if line.contains(" draft.docx") {
                        folder.write("draft.docx", &draft);
                    }
                    follow(&page, &line, &folder);
                    ran.insert(page.clone());
                } else if has == Has::ItsFixtures && line.starts_with("claimlint ") {
                    let arguments: Vec<&str> = line.split_whitespace().skip(1).collect();
                    assert_eq!(run(&arguments).status, 0, "{page}: {line}");
                } else if has == Has::ItsFixtures {
                    assert!(tried.contains(&line), "{page}: packaging/try does not try: {line}");
                } else {
                    knows(&page, &line);
                }
            }
        }
    }
    // Pages that tell their readers what to type.
    for page in ["README.md", "docs/commands.md", "docs/false-positives.md", "docs/in-ci.md", "docs/data.md"]
    {
        assert!(ran.contains(page), "{page} has no command");
    }
}

/// The names that links can lead to: each heading in small letters, with hyphens for spaces and nothing else but letters.
fn anchors(page: &str) -> BTreeSet<String> {
    let (_, prose) = fences(page);
    let mut anchors = BTreeSet::new();
    for line in prose.iter().filter(|line| line.starts_with('#')) {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter(|sign| sign.is_alphanumeric() || "-_ ".contains(*sign));
        anchors.insert(kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect());
    }
    anchors
}

#[test]
fn links_between_the_pages_lead_to_what_is_there() {
    let mut texts = pages();
    for path in ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "benches/README.md", "fuzz/README.md"] {
        texts.insert(path.to_owned(), read(path));
    }
    let mut links = 0;
    for (page, text) in &texts {
        let folder = Path::new(page).parent().unwrap();
        // What is in a fence or between backquotes is shown, and leads nowhere.
        let prose = fences(text).1.join("\n");
        let prose: String = prose.split('`').step_by(2).collect();
        for target in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("https://") {
                continue;
            }
            links += 1;
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { page.clone() } else { plain(&folder.join(file)) };
            assert!(project().join(&path).exists(), "{page}: {target}");
            if !anchor.is_empty() {
                let headings = texts.get(&path).map(|text| anchors(text)).unwrap_or_default();
                assert!(headings.contains(anchor), "{page}: {target}: no heading of {path} has this name");
            }
        }
    }
    assert!(links > 150, "{links} links");
}

/// A path without its `..`.
fn plain(path: &Path) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.to_str().unwrap().split('/') {
        match part {
            ".." => drop(parts.pop()),
            "" | "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn the_lists_of_contents_have_every_page_once() {
    let names: Vec<String> =
        pages().into_keys().filter_map(|path| path.strip_prefix("docs/").map(str::to_owned)).collect();
    for (list, itself) in [("docs/SUMMARY.md", "SUMMARY.md"), ("docs/README.md", "README.md")] {
        let text = read(list);
        for name in
            names.iter().filter(|name| *name != itself && *name != "SUMMARY.md" && *name != "README.md")
        {
            assert_eq!(text.matches(&format!("]({name})")).count(), 1, "{list} has no line for docs/{name}");
        }
    }
}

#[test]
fn the_readme_can_be_read_in_a_few_minutes() {
    let readme = read("README.md");
    let words = readme.split_whitespace().count();
    assert!(words <= 900, "{words} words: move some to docs");
    let at = |heading: &str| readme.find(heading).unwrap_or_else(|| panic!("{heading}"));
    assert!(at("## What it finds") < at("## Install") && at("## Install") < at("## First run"));
    assert!(at("## First run") < at("## False positives"));
}

#[test]
fn claimlint_finds_nothing_in_its_own_documents() {
    let mut names: Vec<String> = pages().into_keys().collect();
    names.extend(["CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned));
    // Named, because claimlint takes some of them for notes that are no copy.
    let named: Vec<&str> = names.iter().map(String::as_str).collect();
    for arguments in [&named[..], &[]] {
        let run = run(&[&["check", "--format", "short"], arguments].concat());
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    }
}
