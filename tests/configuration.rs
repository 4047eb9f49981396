//! `claimlint.toml`: where it is found, what it changes, and how its faults are told.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use common::Folder;

const CLAIM: &str = "This is the most powerful peel on the market. It is painless.\n";

#[test]
fn the_nearest_configuration_above_is_used_and_can_be_switched_off() {
    let folder = Folder::new().file("claimlint.toml", "ignore = ['all']\n").file("a/b/c.txt", CLAIM);
    let deep = common::claimlint().current_dir(folder.path("a/b")).arg("check").output().unwrap();
    assert_eq!(common::Run::of(deep).status, 0);
    assert_eq!(folder.run(&["check", "--no-config"]).status, 1);
    let elsewhere = common::run(&["check", folder.path("a/b/c.txt").to_str().unwrap()]);
    assert_eq!(elsewhere.status, 0, "the folder of the file has the configuration: {}", elsewhere.out);
}

#[test]
fn a_configuration_can_be_named() {
    let folder =
        Folder::new().file("strict.toml", "fail-on = 'note'\nselect = ['typo']\n").file("a.txt", CLAIM);
    assert_eq!(folder.run(&["check", "--config", "strict.toml"]).status, 0);
    let missing = folder.run(&["check", "--config", "none.toml"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("none.toml"), "{}", missing.err);
}

#[test]
fn folders_have_settings_of_their_own() {
    let config = "
        ignore = ['absolutes']
        [[overrides]]
        paths = ['shop/**']
        extend-select = ['absolutes']
        severity = { unsupported-superlative = 'error' }
        [[overrides]]
        paths = ['shop/old/*.txt']
        select = ['typo']
    ";
    let folder = Folder::new()
        .file("claimlint.toml", config)
        .file("blog/a.txt", CLAIM)
        .file("shop/a.txt", CLAIM)
        .file("shop/old/a.txt", CLAIM);
    let report = folder.run(&["check", "--format", "json"]).json();
    let severities = |file: usize| {
        let found = report["files"][file]["diagnostics"].as_array().unwrap().iter();
        found.map(|one| one["severity"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(severities(0), ["warning"]);
    assert_eq!(severities(1), ["error", "error"]);
    assert_eq!(severities(2), ["error"; 0]);
}

#[test]
fn the_command_line_stands_above_the_configuration() {
    let folder =
        Folder::new().file("claimlint.toml", "select = ['typo']\nfail-on = 'never'\n").file("a.txt", CLAIM);
    assert_eq!(folder.run(&["check"]).status, 0);
    let run = folder.run(&["check", "--select", "absolute", "--fail-on", "error", "--format", "json"]);
    assert_eq!((run.status, run.rules()), (1, vec!["absolute-safety".to_owned()]));
}

#[test]
fn every_fault_is_told_at_once_with_a_caret() {
    let config = "\
fail-on = 'sometimes'
exlude = ['a']
exclude = ['a[']
rules = ['missing-rules']

[[overrides]]
select = ['typo']
";
    let folder = Folder::new().file("claimlint.toml", config).file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err);
}

#[test]
fn names_that_no_rule_has_are_faults() {
    let config = "select = ['superlativ']\nignore = ['hyp']\n[severity]\nuncited-studies = 'note'\n";
    let folder = Folder::new().file("claimlint.toml", config).file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 2);
    insta::assert_snapshot!(run.err);
}

#[test]
fn a_broken_configuration_says_where_it_breaks() {
    let folder = Folder::new().file("claimlint.toml", "exclude = ['a'\nselect = \n").file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("claimlint.toml:") && run.err.contains('^'), "{}", run.err);
}
