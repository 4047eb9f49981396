//! The page on how claimlint is built names what is there, and all of it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::project;

fn page() -> String {
    std::fs::read_to_string(project().join("docs/architecture.md")).unwrap()
}

/// What is between single grave accents and is a path of the project.
fn paths(page: &str) -> BTreeSet<&str> {
    let tops = [
        "crates/",
        "src/",
        "rules/",
        "tests/",
        "docs/",
        "fuzz/",
        "packaging",
        "action.yml",
        "Containerfile",
        ".github/",
        ".pre-commit",
    ];
    page.split('`').skip(1).step_by(2).filter(|name| tops.iter().any(|top| name.starts_with(top))).collect()
}

/// The folders in a folder, by their names.
fn folders(path: &str) -> Vec<String> {
    let entries = std::fs::read_dir(project().join(path)).unwrap().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

#[test]
fn every_path_on_the_page_is_there() {
    let page = page();
    let paths = paths(&page);
    assert!(paths.len() > 40, "{paths:?}");
    for path in paths {
        assert!(project().join(path).exists(), "{path}");
    }
}

#[test]
fn every_package_and_every_folder_of_rules_is_on_the_page() {
    let page = page();
    for name in folders("crates") {
        assert!(page.contains(&format!("| `crates/{name}` |")), "{name}");
    }
    for name in folders("rules") {
        assert!(page.contains(&format!("rules/{name}")), "{name}");
    }
    for name in folders("src") {
        assert!(page.contains(&format!("`src/{name}`")), "{name}");
    }
}

#[test]
fn the_page_says_of_each_package_what_its_manifest_says() {
    let page = page();
    for name in folders("crates") {
        let manifest =
            std::fs::read_to_string(project().join("crates").join(&name).join("Cargo.toml")).unwrap();
        let row = page.lines().find(|line| line.starts_with(&format!("| `crates/{name}` |"))).unwrap();
        let may_use = row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap();
        if may_use.contains("all") || may_use.contains("below") {
            continue;
        }
        let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
        let dependencies = dependencies.split("\n[").next().unwrap();
        for used in dependencies.lines().filter_map(|line| line.strip_prefix("claimlint-")) {
            let used = used.split('.').next().unwrap();
            assert!(may_use.contains(used), "{name} uses {used}: {row}");
        }
    }
}

#[test]
fn files_beside_one_that_is_named_are_there_too() {
    // "`matching.rs`" after a path means a file in the same folder.
    let page = page();
    let mut folder = String::new();
    for name in page.split('`').skip(1).step_by(2) {
        if name.contains('/') {
            folder = Path::new(name).parent().unwrap().display().to_string();
            if !name.ends_with(".rs") {
                folder = name.trim_end_matches('/').to_owned();
            }
        } else if name.ends_with(".rs") {
            assert!(project().join(&folder).join(name).exists(), "{folder}/{name}");
        }
    }
}
