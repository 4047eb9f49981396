//! What is known is not reported again: the baseline, and lines that did not change since a revision of git.

mod baseline;
mod changed_lines;

use crate::common::{Folder, Run};

fn check(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["check", "--format", "json"], arguments].concat())
}

fn number(run: &Run, name: &str) -> u64 {
    run.json()["summary"][name].as_u64().unwrap()
}

/// The files and lines of the findings.
fn places(run: &Run) -> Vec<(String, u64)> {
    let report = run.json();
    let files = report["files"].as_array().unwrap();
    let of_file = |file: &serde_json::Value| {
        let path = file["path"].as_str().unwrap().to_owned();
        let found = file["diagnostics"].as_array().unwrap().clone();
        found.into_iter().map(move |one| (path.clone(), one["start"]["line"].as_u64().unwrap()))
    };
    files.iter().flat_map(of_file).collect()
}

const PAGE: &str = "# Our mask\n\nA revolutionary mask. It is soft.\n\nStudies show that it lifts. It smells of figs.\n\nWe open at nine.\n";
