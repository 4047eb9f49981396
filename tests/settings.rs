//! `claimlint config show`: it says what holds for a file and why, and what it says is what a check does.

use std::collections::{BTreeMap, BTreeSet};

use claimlint_engine::rule_tests::unmark;
use claimlint_rules::{Definitions, RuleDefinition};

use crate::common::Folder;

#[test]
fn without_a_configuration_it_says_that_the_defaults_hold_and_little_else() {
    let run = Folder::new().file("a.md", "").run(&["config", "show", "a.md"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("No configuration file: the defaults apply.\n"), "{}", run.out);
    assert!(run.out.contains("\nFails on: warning\n"), "{}", run.out);
    assert!(run.out.lines().count() < 10, "{}", run.out);
}

#[test]
fn everything_that_differs_from_the_defaults_is_shown_with_the_line_that_sets_it() {
    let house = "
ignore = [
    'hype', # said often enough
]
exclude = ['archive']
locale = 'en-GB'
fail-on = { default = 'warning', typo = 'error' }
[severity]
superlatives = 'note'
[sources]
own = ['glowmere.example', 'www.glowmere-shop.example']
tiers = [{ domain = 'skin.example', tier = 3, reason = 'edited by dermatologists' }]
[[overrides]]
paths = ['shop', '**/landing.md']
fail-on = { superlative = 'note' }
";
    let own = "
extends = 'house/claimlint.toml'
select = ['superlatives', 'absolutes', 'typos', 'authority']
rules = ['rules.toml']
[severity]
unsupported-superlative = 'error'
[words]
accept = ['Glowmere', 'Glowella']
prefer = ['skincare']
[[overrides]]
paths = ['shop/**']
extend-select = ['grammar']
";
    let rules = "[override.vague-crowd]\nenabled = false\n\n[override.vague-authority]\nseverity = 'error'\n";
    let folder = Folder::new()
        .file("house/claimlint.toml", house)
        .file("claimlint.toml", own)
        .file("rules.toml", rules)
        .file("shop/peel.md", "A peel.\n");
    let run = folder.run(&["config", "show", "shop/peel.md"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
    let json = folder.run(&["config", "show", "--format", "json", "shop/peel.md"]).json();
    let hype = json["rules"].as_array().unwrap().iter().find(|rule| rule["rule"] == "hype").unwrap();
    let because = serde_json::json!({
        "file": "house/claimlint.toml", "line": 3, "key": "ignore", "name": "hype",
        "text": "'hype', # said often enough",
    });
    assert_eq!(
        (&hype["on"], &hype["on_by_default"], &hype["on_by"]),
        (&false.into(), &true.into(), &because)
    );
}

#[test]
fn why_a_file_is_left_out_is_shown() {
    let folder = Folder::new()
        .file("claimlint.toml", "exclude = ['archive', 'drafts/*.old.md']\n")
        .file(".gitignore", "built/\n")
        .file("archive/2020/a.md", "")
        .file("built/pages/a.md", "")
        .file(".notes/a.md", "")
        .file("a.docx", "")
        .file("b.md", "");
    let shown = |path: &str| {
        let run = folder.run(&["config", "show", path]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{path}");
        run.out.lines().nth(2).unwrap().to_owned()
    };
    assert!(shown("archive/2020/a.md").starts_with("Excluded by “archive”, claimlint.toml:1: "));
    assert!(shown("drafts/new.old.md").starts_with("Excluded by “drafts/*.old.md”, claimlint.toml:1: "));
    assert!(
        shown("built/pages/a.md")
            .starts_with("Left out because built is hidden, a link, or named in a .gitignore")
    );
    assert!(shown(".notes/a.md").starts_with("Left out because .notes is hidden"));
    assert!(shown("a.xyz").starts_with("Left out: claimlint does not read .xyz files; to have them read"));
    assert!(shown("b.md").starts_with("Rules: "), "{}", shown("b.md"));
    assert!(shown(".").starts_with("Rules: "), "{}", shown("."));
}

/// The rules that find something in the file named after them, with the severity, in a folder of the project.
fn found(folder: &Folder, within: &str) -> BTreeMap<String, String> {
    let report = folder.run(&["check", "--format", "json", "--allow-empty", within]).json();
    let mut found = BTreeMap::new();
    for file in report["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        for one in file["diagnostics"].as_array().unwrap() {
            let rule = one["rule"].as_str().unwrap();
            if path == format!("{within}/{rule}.md") {
                found.insert(rule.to_owned(), one["severity"].as_str().unwrap().to_owned());
            }
        }
    }
    found
}

/// The rules that are said to run on the files of a folder, with their severities.
fn said(folder: &Folder, within: &str) -> BTreeMap<String, String> {
    let run = folder.run(&["config", "show", "--format", "json", &format!("{within}/new.md")]);
    let rules = run.json()["rules"].as_array().unwrap().clone();
    let on = rules.iter().filter(|rule| rule["on"] == true);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    on.map(|rule| (text(&rule["rule"]), text(&rule["severity"]))).collect()
}

#[test]
fn what_is_said_to_run_is_what_finds_something() {
    let (definitions, _) = Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    let project = |config: &str| {
        let mut folder = Folder::new()
            .file("claimlint.toml", config)
            .file("house.toml", "ignore = ['superlatives', 'typo']\nseverity = { study = 'note' }\n[[overrides]]\npaths = ['shop']\nextend-select = ['typo']\n")
            .file("rules.toml", "[override.hype]\nenabled = false\n\n[override.vague-crowd]\nseverity = 'error'\n");
        for RuleDefinition { rule, examples, .. } in &definitions.rules {
            let (text, _) = unmark(&examples.flag[0]);
            folder = folder
                .file(&format!("blog/{}.md", rule.id), &text)
                .file(&format!("shop/{}.md", rule.id), &text);
        }
        folder
    };
    let everything = project("select = ['all']\n");
    let mut can_be_found = found(&everything, "blog");
    // A comment is unused only where the rule runs that it names.
    can_be_found.remove("unused-suppression");
    let severities = said(&everything, "blog");
    assert_eq!(severities.len(), definitions.rules.len());
    // What the registries answered, and what other rules say better, cannot be found here.
    let missed: Vec<&String> = severities.keys().filter(|id| !can_be_found.contains_key(*id)).collect();
    assert!(missed.len() * 5 < severities.len(), "{missed:?}");
    for config in [
        "",
        "select = []\n",
        "select = ['typos', 'study']\nignore = ['misspelling']\n",
        "extends = 'house.toml'\n",
        "extends = 'house.toml'\nextend-select = ['hype', 'split-word', 'all']\n",
        "rules = ['rules.toml']\n[severity]\nall = 'note'\nabsolutes = 'warning'\nabsolute-safety = 'error'\n",
        "extends = 'house.toml'\nselect = ['superlatives']\n[[overrides]]\npaths = ['**/*.md']\nselect = ['grammar', 'hype']\n[[overrides]]\npaths = ['blog/*']\nignore = ['grammar']\nseverity = { hype = 'error' }\n",
    ] {
        let folder = project(config);
        for within in ["blog", "shop"] {
            let (found, said) = (found(&folder, within), said(&folder, within));
            let ids = |map: &BTreeMap<String, String>| {
                map.keys().filter(|id| can_be_found.contains_key(*id)).cloned().collect::<BTreeSet<_>>()
            };
            assert_eq!(ids(&found), ids(&said), "{within} with {config}");
            for (id, severity) in &found {
                assert!(said.contains_key(id), "{id} in {within} with {config}");
                // Words that limit a claim lower it, whatever the configuration says.
                if can_be_found.get(id) == severities.get(id) {
                    assert_eq!(severity, &said[id], "{id} in {within} with {config}");
                }
            }
        }
    }
}
