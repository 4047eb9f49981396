//! Copy in code: what is read of it and what is not, where findings are, and what fixes write.

mod bad_input;
mod data;
mod escapes;
mod pages;
mod sites;
mod templates;

use crate::common::{Folder, Run};

/// The report on one file.
fn check(name: &str, text: &str) -> Run {
    Folder::new().file(name, text).run(&["check", "--no-config", "--format", "json", name])
}

/// The words that are reported in one file.
fn words(name: &str, text: &str) -> Vec<String> {
    let run = check(name, text);
    run.diagnostics().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

/// A component that returns some elements.
fn component(elements: &str) -> String {
    format!("export function A({{ name }}: {{ name: string }}) {{\n  return (\n    {elements}\n  );\n}}\n")
}
