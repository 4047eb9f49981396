//! Programs of others that check texts with `claimlint-engine`: the example that shows how is one, and what they build on is
//! what checking takes, and nothing that belongs to a program.

use std::path::Path;
use std::process::Command;

use crate::common::{Run, project};

/// The Cargo that runs these tests; it must not fetch anything.
fn cargo(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).args(arguments).arg("--offline").env("CARGO_PROFILE_DEV_DEBUG", "0");
    Run::of(command.output().unwrap())
}

#[test]
fn a_program_outside_of_the_project_checks_a_text_in_ten_lines() {
    let example = project().join("examples/embedding");
    let outside = tempfile::tempdir().unwrap();
    let copy = |path: &str, text: &str| std::fs::write(outside.path().join(path), text).unwrap();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    std::fs::create_dir(outside.path().join("src")).unwrap();
    let main = read(&example.join("src/main.rs"));
    assert!(main.lines().filter(|line| !line.is_empty()).count() <= 12, "{main}");
    copy("src/main.rs", &main);
    let crates = format!("{}/crates", project().display());
    copy("Cargo.toml", &read(&example.join("Cargo.toml")).replace("../../crates", &crates));
    // The versions that the project is tested with, which are there already.
    copy("Cargo.lock", &read(&project().join("Cargo.lock")));
    // Kept, so that what the program builds on is compiled once.
    let kept = concat!(env!("CARGO_TARGET_TMPDIR"), "/embedding");
    let run = cargo(outside.path(), &["run", "--quiet", "--target-dir", kept]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(
        run.out.starts_with("1:1: warning[unsupported-superlative]: “The most powerful peel” "),
        "{}",
        run.out
    );
}

#[test]
fn a_program_that_checks_texts_builds_on_nothing_that_belongs_to_ours() {
    let tree = cargo(
        project(),
        &["tree", "--locked", "--package", "claimlint-engine", "--edges", "normal", "--prefix", "none"],
    );
    assert_eq!(tree.status, 0, "{}", tree.err);
    let names: Vec<&str> = tree.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"claimlint-engine") && names.contains(&"regex"), "{names:?}");
    for ours in [
        "clap",
        "clap_builder",
        "codespan-reporting",
        "csv",
        "ctrlc",
        "indicatif",
        "notify",
        "rustls",
        "similar",
        "textwrap",
        "ureq",
    ] {
        assert!(!names.contains(&ours), "{ours}");
    }
}
