//! The README and the documents beside it: what they show is what the program does. Whether their commands run is in
//! `documents.rs`.
//!
//! With `CLAIMLINT_UPDATE=1` (see `docs/update`) the picture, the report, the help and the page of rules are written again
//! instead.

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
fn the_documentation_opens_with_what_is_really_printed() {
    let page = read("docs/README.md");
    let around = |text: &str| format!("<!-- report -->\n```text\n{text}```");
    let shown = block(&page, "text", "report");
    keep("docs/README.md", &page.replace(&around(&shown), &around(&report_on_the_draft("never"))));
}

#[test]
fn the_picture_shows_what_is_really_printed() {
    let svg = Term::new().palette(WIN10_CONSOLE).render_svg(&report_on_the_draft("always"));
    keep("docs/opening.svg", &format!("{}\n", svg.trim_end()));
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

/// The commands whose help the reference has, with their subcommands: each that the program lists.
fn commands_of_the_program() -> Vec<String> {
    let listed = |arguments: &[&str]| -> Vec<String> {
        let help = run(&[arguments, &["--help"]].concat()).out;
        let list = help.split("Commands:\n").nth(1).unwrap_or_default();
        let list = list.split("\n\n").next().unwrap_or_default().lines();
        // What goes on in a second line is indented further.
        let names =
            list.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
        names.filter(|name| *name != "help").map(str::to_owned).collect()
    };
    let mut commands = vec![String::new()];
    for name in listed(&[]) {
        commands.push(name.clone());
        commands.extend(listed(&[&name]).into_iter().map(|below| format!("{name} {below}")));
    }
    commands
}

#[test]
fn the_reference_has_the_help_of_every_command() {
    let path = "docs/commands.md";
    let commands = commands_of_the_program();
    assert!(commands.len() > 12, "{commands:?}");
    for command in commands {
        let name = if command.is_empty() { "help".to_owned() } else { format!("help: {command}") };
        let page = read(path);
        let shown = block(&page, "text", &name);
        let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let around = |text: &str| format!("<!-- {name} -->\n```text\n{text}```");
        keep(path, &page.replace(&around(&shown), &around(&run(&arguments).out)));
    }
}

#[test]
fn the_page_on_what_it_finds_names_every_rule_and_pack_that_runs_unless_it_is_asked_for() {
    let page = read("docs/what-it-finds.md");
    let (definitions, _) =
        claimlint_rules::Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    let is_default = |name: &str| definitions.packs.iter().any(|pack| pack.name == name && pack.default);
    for rule in definitions.rules.iter().map(|one| &one.rule).filter(|rule| is_default(&rule.pack)) {
        assert!(page.contains(&format!("[`{0}`](rules.md#{0})", rule.id)), "{}", rule.id);
        assert!(page.contains(&format!(" (`{}`)\n", rule.pack)), "{}", rule.pack);
    }
}

#[test]
fn the_configuration_in_the_reference_is_read_without_a_fault() {
    let page = read("docs/configuration.md");
    let folder = Folder::new()
        .file("claimlint.toml", block(&page, "toml", "file: claimlint.toml"))
        .file("archive/old.md", "")
        .file("built/a.min.html", "")
        .file("products/a.json", "{}")
        .file("shop/peel.md", "")
        .file("draft.md", "It is the most powerful peel.\n");
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.err, "");
    assert_eq!(run.rules(), ["unsupported-superlative"]);
    let settings = folder.run(&["config", "show", "shop/peel.md"]);
    for line in block(&page, "text", "settings").lines() {
        assert!(settings.out.lines().any(|printed| printed == line), "{line} is not in {}", settings.out);
    }
}

#[test]
fn every_key_of_the_configuration_is_in_the_reference() {
    let page = read("docs/configuration.md");
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema", "config"]).out).unwrap();
    let entries = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for key in entries.filter_map(|entry| entry["properties"].as_object()).flat_map(serde_json::Map::keys) {
        // A table has its name in brackets.
        assert!(page.contains(&format!("`{key}`")) || page.contains(&format!("[{key}]")), "{key}");
    }
}

#[test]
fn the_rule_in_the_page_on_contributing_passes_its_examples() {
    let rule = block(&read("CONTRIBUTING.md"), "toml", "rule");
    let folder = Folder::new().file("new.toml", format!("[pack]\nname = 'new'\n{rule}"));
    let run = folder.run(&["rules", "test", "new.toml"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(!run.out.starts_with("0 examples"));
}

#[test]
fn every_key_of_a_rule_is_in_the_documents() {
    let document = read("docs/writing-rules.md");
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema", "rules"]).out).unwrap();
    for key in schema["$defs"]["RuleEntry"]["properties"].as_object().unwrap().keys() {
        assert!(document.contains(&format!("`{key}")), "{key}");
    }
}
