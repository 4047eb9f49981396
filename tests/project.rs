//! The shape of the project: what may import what, and that what is written twice agrees.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::common::{project, run};

/// The files in a folder and below with this extension, and their text.
fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let walk = ignore::WalkBuilder::new(project().join(folder)).sort_by_file_path(Ord::cmp).build();
    let paths = walk.map(|entry| entry.unwrap().into_path());
    paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            (path.strip_prefix(project()).unwrap().to_owned(), std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The source files of all packages, and their text.
fn sources() -> Vec<(PathBuf, String)> {
    let of_crates = files("crates", "rs");
    files("src", "rs").into_iter().chain(of_crates).collect()
}

#[test]
fn each_outside_library_is_used_where_it_belongs() {
    let homes: [(&str, &[&str]); 7] = [
        ("clap::", &["src/commands.rs", "src/commands/"]),
        ("codespan_reporting::", &["src/render/faults.rs", "src/render/pen.rs", "src/render/pretty.rs"]),
        // Build scripts read and write files by their nature.
        (
            "std::fs",
            &[
                "crates/workspace/",
                "src/commands/",
                "crates/verify/src/retractions.rs",
                "crates/data/build.rs",
            ],
        ),
        ("biblatex::", &["crates/engine/src/evidence/citation/bibliography/bibtex.rs"]),
        ("ureq::", &["crates/verify/src/address.rs", "crates/verify/src/client.rs"]),
        ("csv::", &["src/render/sheet.rs", "crates/verify/src/retractions.rs"]),
        ("std::io::stdout", &["src/commands.rs", "src/commands/", "src/main.rs"]),
    ];
    for (path, text) in sources() {
        for (name, allowed) in homes {
            let at_home = allowed.iter().any(|home| path.to_str().unwrap().starts_with(home));
            assert!(at_home || !text.contains(name), "{} uses {name}", path.display());
        }
    }
}

#[test]
fn a_module_is_one_thing_and_says_what() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
        assert!(text.lines().count() <= 450, "{} has {} lines", path.display(), text.lines().count());
    }
}

#[test]
fn every_rule_file_is_built_in() {
    let in_folder: BTreeSet<String> =
        files("rules", "toml").into_iter().map(|(path, _)| path.display().to_string()).collect();
    let built_in: BTreeSet<String> =
        claimlint_builtin::rule_files().iter().map(|source| source.name.clone()).collect();
    // The tiers of sources, the journals and the lists of words are not rules and are read apart.
    let is_rules = |name: &String| {
        !name.starts_with("rules/lists/")
            && name != "rules/citations/sources.toml"
            && name != "rules/citations/journals.toml"
    };
    let rules: BTreeSet<String> = in_folder.into_iter().filter(is_rules).collect();
    assert_eq!(built_in, rules);
}

#[test]
fn the_schemas_in_the_project_are_what_the_program_writes() {
    for name in ["config", "rules"] {
        let written = run(&["schema", name]);
        assert_eq!(written.status, 0);
        let path = project().join("schemas").join(format!("{name}.json"));
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, written.out, "write it again: claimlint schema {name} > schemas/{name}.json");
    }
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = std::fs::read_to_string(project().join("Cargo.toml")).unwrap();
    let (_, dependencies) = manifest.split_once("[workspace.dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let named: Vec<&str> = dependencies.lines().filter(|line| line.contains(" = ")).collect();
    assert!(named.len() > 20);
    for line in named {
        assert!(line.contains('#'), "{line}");
    }
}

#[test]
fn packages_take_their_dependencies_from_the_workspace() {
    let manifests = files("crates", "toml").into_iter().filter(|(path, _)| path.ends_with("Cargo.toml"));
    for (path, text) in manifests {
        let manifest: toml::Table = text.parse().unwrap();
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let table = manifest.get(kind).and_then(toml::Value::as_table);
            for (name, value) in table.into_iter().flatten() {
                let is_shared = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                assert!(is_shared, "{}: {name}", path.display());
            }
        }
    }
}

#[test]
fn the_changelog_knows_this_version() {
    let changelog = std::fs::read_to_string(project().join("CHANGELOG.md")).unwrap();
    assert!(changelog.contains(concat!("## ", env!("CARGO_PKG_VERSION"))), "{changelog}");
}
