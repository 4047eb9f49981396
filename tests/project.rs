//! The shape of the project: what may import what, and that what is written twice agrees.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::{project, run};

/// The modules from the bottom up. A file imports only from its own module and those before it.
const LAYERS: &[&str] = &[
    "list",
    "day",
    "beside",
    "reading",
    "names",
    "span",
    "source",
    "document",
    "fault",
    "dictionary",
    "grade",
    "rule",
    "built_in",
    "citation",
    "registry",
    "house",
    "claim",
    "diagnostic",
    "check",
    "suppress",
    "fix",
    "ignores",
    "selftest",
    "config",
    "report",
    "baseline",
    "changes",
    "sheet",
    "walk",
    "save",
    "lint",
    "explanation",
    "verify",
    "render",
    "cli",
    "main",
];

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

/// The top module of a source file: `rule` for `src/rule/matcher/build.rs`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap();
    let top = below.components().next().unwrap().as_os_str().to_str().unwrap();
    top.trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_go_one_way() {
    let layer = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    for (path, text) in files("src", "rs") {
        let module = module(&path);
        if module == "lib" || module == "build" {
            continue;
        }
        let own = layer(&module).unwrap_or_else(|| panic!("{module} has no layer"));
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let imports = code.flat_map(|line| line.split("crate::").skip(1)).map(|rest| {
            rest.split(|sign: char| !sign.is_ascii_lowercase() && sign != '_').next().unwrap_or_default()
        });
        for import in imports.filter(|import| layer(import).is_some()) {
            assert!(layer(import).unwrap() <= own, "{} imports {import}", path.display());
        }
    }
}

#[test]
fn each_outside_library_is_used_where_it_belongs() {
    let homes: [(&str, &[&str]); 7] = [
        ("clap::", &["src/cli.rs", "src/cli/"]),
        ("codespan_reporting::", &["src/render/pretty.rs", "src/render/faults.rs"]),
        (
            "std::fs::",
            &[
                "src/lint.rs",
                "src/save.rs",
                "src/beside.rs",
                "src/baseline.rs",
                "src/changes.rs",
                "src/config.rs",
                "src/config/",
                "src/reading.rs",
                "src/rule/packs.rs",
                "src/cli/",
                "src/walk.rs",
                "src/verify/retractions.rs",
            ],
        ),
        ("biblatex::", &["src/citation/bibliography/bibtex.rs"]),
        ("ureq::", &["src/verify/address.rs", "src/verify/client.rs"]),
        ("csv::", &["src/render/sheet.rs", "src/verify/retractions.rs"]),
        ("std::io::stdout", &["src/cli.rs", "src/cli/", "src/main.rs"]),
    ];
    for (path, text) in files("src", "rs") {
        for (name, allowed) in homes {
            let at_home = allowed.iter().any(|home| path.to_str().unwrap().starts_with(home));
            assert!(at_home || !text.contains(name), "{} uses {name}", path.display());
        }
    }
}

#[test]
fn a_module_is_one_thing_and_says_what() {
    for (path, text) in files("src", "rs") {
        assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
        assert!(text.lines().count() <= 450, "{} has {} lines", path.display(), text.lines().count());
    }
}

#[test]
fn every_rule_file_is_built_in() {
    let in_folder: BTreeSet<String> =
        files("rules", "toml").into_iter().map(|(path, _)| path.display().to_string()).collect();
    let built_in: BTreeSet<String> =
        claimlint::rule::packs::built_in().iter().map(|source| source.name.clone()).collect();
    // The tiers of sources and the journals are no rules and are read apart.
    let is_rules = |name: &String| name != "rules/sources.toml" && name != "rules/journals.toml";
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
    let mut dependencies = 0;
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if inside && line.contains('=') {
            dependencies += 1;
            assert!(line.contains('#'), "{line}");
        }
    }
    assert!(dependencies > 20);
}

#[test]
fn the_changelog_knows_this_version() {
    let changelog = std::fs::read_to_string(project().join("CHANGELOG.md")).unwrap();
    assert!(changelog.contains(concat!("## ", env!("CARGO_PKG_VERSION"))), "{changelog}");
}
