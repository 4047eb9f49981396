//! The README and the documents beside it: what they show is what the program does.
//!
//! With `CLAIMLINT_UPDATE=1` (see `docs/update`) the report and the picture in the README are written again instead.

use std::path::Path;

use anstyle_svg::{Term, WIN10_CONSOLE};

use crate::common::{Folder, Run, claimlint, project, run};

fn read(path: &str) -> String {
    std::fs::read_to_string(project().join(path)).unwrap()
}

/// The fenced blocks of a Markdown text in a language, each with the `<!-- name -->` that is right before it.
fn blocks(text: &str, language: &str) -> Vec<(Option<String>, String)> {
    let fence = format!("```{language}\n");
    let mut blocks = Vec::new();
    for (at, _) in text.match_indices(&fence) {
        let inside = &text[at + fence.len()..];
        let end = inside.find("```").unwrap();
        let before = text[..at].lines().last().unwrap_or_default();
        let name = before.strip_prefix("<!-- ").and_then(|name| name.strip_suffix(" -->"));
        blocks.push((name.map(str::to_owned), inside[..end].to_owned()));
    }
    blocks
}

fn block(text: &str, language: &str, name: &str) -> String {
    let found = blocks(text, language).into_iter().find(|(own, _)| own.as_deref() == Some(name));
    found.unwrap_or_else(|| panic!("no block {name}")).1
}

/// What the program prints for the draft that the README opens with, on a terminal of 80 columns.
fn report_on_the_draft(color: &str) -> String {
    let folder = Folder::new().file("draft.md", block(&read("README.md"), "markdown", "draft"));
    let output = claimlint()
        .current_dir(folder.path(""))
        .env("COLUMNS", "80")
        .args(["check", "--color", color, "draft.md"])
        .output()
        .unwrap();
    let run = Run::of(output);
    assert_eq!(run.status, 1);
    run.out
}

/// Compares a file with what it should hold, or writes it where that is asked for.
fn keep(path: &str, wanted: &str) {
    if std::env::var_os("CLAIMLINT_UPDATE").is_some() {
        std::fs::write(project().join(path), wanted).unwrap();
    }
    assert_eq!(read(path), wanted, "{path} is out of date: run docs/update and read what changed");
}

#[test]
fn the_readme_opens_with_what_is_really_printed() {
    let readme = read("README.md");
    let shown = block(&readme, "text", "report");
    let before = format!("<!-- report -->\n```text\n{shown}```");
    assert!(readme.contains(&before));
    let now = format!("<!-- report -->\n```text\n{}```", report_on_the_draft("never"));
    keep("README.md", &readme.replace(&before, &now));
}

#[test]
fn the_picture_shows_what_is_really_printed() {
    let svg = Term::new().palette(WIN10_CONSOLE).render_svg(&report_on_the_draft("always"));
    keep("docs/opening.svg", &format!("{}\n", svg.trim_end()));
}

/// Runs the commands of a document in a folder with our fixtures, under version control.
#[cfg(unix)]
fn run_commands(document: &str, holds: impl Fn(&str, &Run)) {
    let binary = assert_cmd::cargo::cargo_bin!("claimlint");
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let folder = Folder::new().file("draft.md", "A peel loosens dead cells.\n");
    copy(&project().join("fixtures"), &folder.path("fixtures"));
    copy(&project().join("fixtures/articles"), &folder.path("drafts"));
    let sh = |command: &str| {
        let mut shell = std::process::Command::new("sh");
        let shell = shell.args(["-c", command]).current_dir(folder.path("")).env("PATH", &path);
        Run::of(shell.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap())
    };
    let writer = "-c user.name=Writer -c user.email=writer@example.org";
    let begun = sh(&format!("git init -q -b main && git add -A && git {writer} commit -q -m drafts"));
    assert_eq!(begun.status, 0, "{}", begun.err);
    let lines = blocks(&read(document), "sh");
    let lines = lines.iter().flat_map(|(_, block)| block.lines());
    let commands: Vec<&str> =
        lines.filter(|line| line.starts_with("claimlint ") || line.starts_with("cp ")).collect();
    assert!(!commands.is_empty(), "{document} shows no command");
    for command in commands {
        holds(command, &sh(command));
    }
}

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_runs() {
    run_commands("README.md", |command, run| {
        let finds = command.starts_with("claimlint check") && !command.contains("--explain-silence");
        assert_eq!(run.status, i32::from(finds), "{command}: {}", run.err);
        // Beside a diff, its closing line goes to standard error.
        assert!(run.err.is_empty() || command.contains("--diff"), "{command}: {}", run.err);
    });
}

#[cfg(unix)]
#[test]
fn every_command_of_the_page_on_ci_runs() {
    run_commands("docs/in-ci.md", |command, run| {
        // In the folder of the test nothing is staged, and nothing has changed.
        let is_quiet = run.err.is_empty() || run.err.starts_with("nothing to check: ");
        assert!(run.status < 2 && is_quiet, "{command}: {}", run.err);
    });
}

#[cfg(unix)]
#[test]
fn every_command_of_the_page_on_the_report_runs() {
    run_commands("docs/report.md", |command, run| {
        assert!(run.status < 2 && run.err.is_empty(), "{command}: {}", run.err);
    });
}

#[test]
fn what_the_page_for_writers_says_is_found_is_found_and_what_passes_passes() {
    let page = read("docs/for-writers.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| ") && line.matches(" | ").count() == 2)
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").map(str::trim).collect())
        .filter(|row: &Vec<&str>| row[0] != "claimlint stops at")
        .collect();
    assert!(rows.len() >= 12, "{rows:?}");
    for row in rows {
        let found = |text: &str| {
            let folder = Folder::new().file("a.md", format!("{text}\n"));
            folder.run(&["check", "--no-config", "--format", "json"]).rules()
        };
        assert_ne!(found(row[0]), [""; 0], "{}", row[0]);
        assert_eq!(found(row[2]), [""; 0], "{}", row[2]);
    }
    for (comments, taken_back) in
        [(block(&page, "markdown", "comments"), 3), (block(&read("README.md"), "markdown", "comment"), 1)]
    {
        let folder = Folder::new().file("a.md", comments);
        let run = folder.run(&["check", "--no-config", "--format", "json"]);
        assert_eq!((run.rules(), run.json()["summary"]["suppressed"].as_u64()), (vec![], Some(taken_back)));
    }
}

#[test]
fn the_page_on_rules_shows_what_measuring_really_prints() {
    let page = read("docs/writing-rules.md");
    let shown = block(&page, "text", "stats");
    let line = page.lines().find(|line| line.starts_with("claimlint rules stats ")).unwrap();
    let arguments: Vec<&str> = line.split_whitespace().skip(1).collect();
    let printed = run(&arguments);
    assert_eq!((printed.status, printed.err.as_str()), (0, ""), "{line}");
    let around = |text: &str| format!("<!-- stats -->\n```text\n{text}```");
    keep("docs/writing-rules.md", &page.replace(&around(&shown), &around(&printed.out)));
}

#[test]
fn labels_in_the_documents_are_read_without_a_fault() {
    let labels = block(&read("docs/writing-rules.md"), "json", "labels");
    let folder = Folder::new().file("labels.jsonl", labels);
    let labels = folder.path("labels.jsonl");
    let run = run(&["rules", "stats", "--no-config", "fixtures", labels.to_str().unwrap()]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn the_page_of_rules_is_what_the_rule_files_say() {
    keep("docs/rules.md", &run(&["rules", "--no-config", "--format", "markdown"]).out);
}

#[test]
fn the_readme_has_the_help_of_the_program() {
    let readme = read("README.md");
    for (name, arguments) in [("help", &["--help"][..]), ("check-help", &["check", "--help"])] {
        let shown = block(&readme, "text", name);
        let help = run(arguments).out;
        let around = |text: &str| format!("<!-- {name} -->\n```text\n{text}```");
        keep("README.md", &read("README.md").replace(&around(&shown), &around(&help)));
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => std::fs::copy(entry.path(), target).map(|_| ()).unwrap(),
        }
    }
}

#[test]
fn the_readme_names_every_rule_and_pack_that_runs_unless_it_is_asked_for() {
    let readme = read("README.md");
    let (definitions, _) =
        claimlint_rules::Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    let is_default = |name: &str| definitions.packs.iter().any(|pack| pack.name == name && pack.default);
    for rule in definitions.rules.iter().map(|one| &one.rule).filter(|rule| is_default(&rule.pack)) {
        assert!(readme.contains(&format!("`{}`", rule.id)), "{}", rule.id);
        assert!(readme.contains(&format!("| {} |", rule.pack)), "{}", rule.pack);
    }
}

#[test]
fn the_configuration_in_the_readme_is_read_without_a_fault() {
    let folder = Folder::new()
        .file("claimlint.toml", block(&read("README.md"), "toml", "configuration"))
        .file("house-rules/house.toml", read("fixtures/rules/house/house.toml"))
        .file("archive/old.md", "")
        .file("built/a.min.html", "")
        .file("shop/peel.md", "")
        .file("draft.md", "It is the most powerful peel.\n");
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.err, "");
    assert_eq!(run.rules(), ["unsupported-superlative"]);
    let settings = folder.run(&["config", "show", "shop/peel.md"]);
    for line in block(&read("README.md"), "text", "settings").lines() {
        assert!(settings.out.lines().any(|printed| printed == line), "{line} is not in {}", settings.out);
    }
}

#[test]
fn the_rules_in_the_documents_do_what_they_say() {
    let document = read("docs/writing-rules.md");
    let mask =
        blocks(&document, "toml").into_iter().find(|(_, block)| block.starts_with("[[mask]]")).unwrap().1;
    let folder =
        Folder::new().file("house.toml", format!("{}\n{mask}", block(&document, "toml", "rules"))).file(
            "new.toml",
            format!("[pack]\nname = 'new'\n{}", block(&read("CONTRIBUTING.md"), "toml", "rule")),
        );
    for name in ["house.toml", "new.toml"] {
        let run = folder.run(&["rules", "test", name]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}: {}", run.out);
        assert!(!run.out.starts_with("0 examples"), "{name}");
    }
}

#[test]
fn every_key_of_a_rule_is_in_the_documents() {
    let document = read("docs/writing-rules.md");
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema", "rules"]).out).unwrap();
    for key in schema["$defs"]["RuleEntry"]["properties"].as_object().unwrap().keys() {
        assert!(document.contains(&format!("`{key}")), "{key}");
    }
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    for (name, folder) in [
        ("README.md", ""),
        ("CONTRIBUTING.md", ""),
        ("docs/rules.md", "docs"),
        ("docs/writing-rules.md", "docs"),
        ("docs/accuracy.md", "docs"),
        ("docs/for-writers.md", "docs"),
        ("docs/in-ci.md", "docs"),
        ("docs/in-word.md", "docs"),
        ("docs/citations.md", "docs"),
        ("docs/verify.md", "docs"),
        ("docs/markets.md", "docs"),
        ("docs/report.md", "docs"),
    ] {
        // What is in a fence is shown, and leads nowhere.
        let text = read(name);
        let text: String = text.split("```").step_by(2).collect();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let outside = target.starts_with("https://") || target.starts_with('#');
            let file = target.split('#').next().unwrap_or_default();
            assert!(outside || project().join(folder).join(file).exists(), "{name}: {target}");
        }
    }
}
