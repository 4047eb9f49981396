//! Rule files: ours do what they say, and so do a user's.

use std::collections::BTreeSet;

use claimlint_engine::rule_tests;
use claimlint_rules::{Definitions, RuleKind};

use crate::common::{Folder, Run, claimlint, project, run};

fn built_in() -> Definitions {
    let (definitions, faults) =
        Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    assert!(faults.is_empty(), "{faults:#?}");
    definitions
}

#[test]
fn every_example_of_the_built_in_rules_does_what_it_says() {
    let outcome = rule_tests::run(&built_in(), |_| true);
    assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
    let shown = run(&["rules", "test", "--no-config"]);
    let out = shown.out.replace(',', "");
    assert_eq!((shown.status, out), (0, format!("{} examples: all as they say\n", outcome.examples)));
}

#[test]
fn built_in_patterns_hold_to_what_is_asked_of_a_users() {
    // At every start this check would cost more than all the rest of the reading.
    for source in claimlint_builtin::rule_files() {
        let mut source = (*source).clone();
        source.built_in = false;
        let mut sources = claimlint_builtin::rule_files();
        sources.retain(|other| other.name != source.name);
        sources.push(source.into());
        let (_, faults) = Definitions::read(&sources, claimlint_builtin::classes());
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn every_claim_rests_on_a_norm_read_at_its_address() {
    let definitions = built_in();
    let rules = definitions.rules.iter().map(|one| &one.rule);
    for rule in rules.filter(|rule| rule.kind() == RuleKind::Claim) {
        assert!(!rule.norms.is_empty(), "{} names no norm", rule.id);
        for norm in &rule.norms {
            assert!(norm.url.starts_with("https://"), "{}: {norm:?}", rule.id);
        }
    }
}

#[test]
fn a_phrase_is_in_a_list_once() {
    for source in claimlint_builtin::rule_files() {
        let file: toml::Table = source.text.parse().unwrap();
        let mut tables = vec![&file];
        for kind in ["rule", "mask", "hedge"] {
            tables.extend(
                file.get(kind)
                    .and_then(|list| list.as_array())
                    .into_iter()
                    .flatten()
                    .filter_map(|one| one.as_table()),
            );
        }
        tables.extend(file.get("lexicon").and_then(|lists| lists.as_table()));
        for (key, value) in tables.into_iter().flatten() {
            let texts = value.as_array().into_iter().flatten().filter_map(|text| text.as_str());
            let mut seen = BTreeSet::new();
            let twice: Vec<&str> = texts.filter(|text| !seen.insert(*text)).collect();
            assert!(twice.is_empty(), "{}, {key}: {twice:?}", source.name);
        }
    }
}

#[test]
fn every_fault_of_a_rule_file_is_reported_at_once_with_a_caret() {
    for name in ["classes", "consistency", "fields", "forms", "phrases", "syntax"] {
        let path = format!("fixtures/rules/broken/{name}.toml");
        let run = run(&["check", "--no-config", "--rules", &path, "fixtures/clean"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{name}");
        insta::assert_snapshot!(name, run.err);
    }
}

#[test]
fn all_faults_in_a_folder_of_rule_files_are_reported() {
    let run = run(&["rules", "test", "--no-config", "fixtures/rules/broken"]);
    assert_eq!(run.status, 2);
    for name in ["classes", "consistency", "fields", "forms", "phrases", "syntax"] {
        assert!(run.err.contains(&format!("fixtures/rules/broken/{name}.toml:")), "{name}: {}", run.err);
    }
}

#[test]
fn rules_that_are_not_there_are_named() {
    let run = run(&["check", "--no-config", "--rules", "no-such-rules", "fixtures/clean"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("cannot read the rules in no-such-rules: there is no such file or folder"),
        "{}",
        run.err
    );
}

const COPY: &str = "\
The most loved glow ritual is game-changing.

The most loved corner of the house is painless.

It is the most powerful peel.
";

/// Severity, rule and words of each finding.
fn findings(run: &Run) -> Vec<String> {
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    run.diagnostics()
        .iter()
        .map(|one| format!("{} {}: {}", text(one, "severity"), text(one, "rule"), text(one, "text")))
        .collect()
}

#[test]
fn a_house_adds_rules_words_severities_and_exceptions_and_switches_rules_off() {
    let folder = Folder::new().file("a.txt", COPY);
    let house = project().join("fixtures/rules/house");
    let house = house.to_str().unwrap();
    let plain = folder.run(&["check", "--format", "json"]);
    assert_eq!(
        findings(&plain),
        [
            "warning unsupported-superlative: The most loved glow",
            "warning hype: game-changing",
            "warning unsupported-superlative: The most loved",
            "error absolute-safety: painless",
            "warning unsupported-superlative: the most powerful peel",
        ]
    );
    let with_house = folder.run(&["check", "--format", "json", "--rules", house, "--ignore", "hype"]);
    assert_eq!(
        findings(&with_house),
        [
            "error unsupported-superlative: The most loved glow ritual",
            "note house-word: game-changing",
            "error unsupported-superlative: the most powerful peel",
        ]
    );
}

#[test]
fn the_examples_of_a_users_rules_are_run_alone() {
    let good = run(&["rules", "test", "--no-config", "fixtures/rules/house"]);
    assert_eq!((good.status, good.out.as_str()), (0, "4 examples: all as they say\n"));
    let text = std::fs::read_to_string(project().join("fixtures/rules/house/house.toml")).unwrap();
    let bad = text
        .replace("It takes skin care to the [[next level]].", "It takes skin care one [[step]] on.")
        .replace("The next step is toner.", "The next level is toner.");
    let folder = Folder::new().file("house.toml", bad);
    let run = folder.run(&["rules", "test", "house.toml"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.out);
}

#[test]
fn the_configuration_names_rule_files_from_its_own_folder() {
    let house = std::fs::read_to_string(project().join("fixtures/rules/house/house.toml")).unwrap();
    let folder = Folder::new()
        .file("claimlint.toml", "rules = ['style']\nselect = ['house']\n")
        .file("style/house.toml", house)
        .file("drafts/a.txt", COPY);
    let output =
        claimlint().current_dir(folder.path("drafts")).args(["check", "--format", "json"]).output().unwrap();
    assert_eq!(Run::of(output).rules(), ["house-word"]);
    assert!(folder.run(&["rules"]).out.contains("House style (house)"));
    assert!(folder.run(&["explain", "house-word"]).out.contains("Say what changes, and for whom."));
}

#[test]
fn a_rule_may_show_its_words_in_any_letters_and_hyphens() {
    let rule = "
        [pack]
        name = 'own'
        [[rule]]
        id = 'own-word'
        kind = 'replace'
        category = 'typo'
        severity = 'warning'
        message = '“{match}” for “{right}”'
        why = 'It is how we write it.'
        help = 'Write it as we do.'
        examples.flag = ['A [[crème brulée]] mask.', 'An [[e mail]] list.']
        examples.pass = ['A crème brûlée mask.', 'An email list.']
        [rule.replace]
        'crème brulée' = 'crème brûlée'
        'e mail' = 'email'
    ";
    let folder = Folder::new().file("own.toml", rule).file("a.md", "CRÈME\u{a0}BRULÉE by **E**-mail.\n");
    let tested = folder.run(&["rules", "test", "own.toml"]);
    assert_eq!((tested.status, tested.err.as_str()), (0, ""), "{}", tested.out);
    let run = folder.run(&["check", "--format", "json", "--rules", "own.toml", "--select", "own"]);
    let report = run.json();
    let found: Vec<&str> = report["files"][0]["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["CRÈME BRULÉE", "E-mail"]);
}
