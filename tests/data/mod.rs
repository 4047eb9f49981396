//! Copy in files of data: what is read of them, where findings are, and what fixes write.

mod bad_input;
mod escapes;
mod exports;
mod fixes;
mod formats;
mod proposals;
mod records;
mod reports;

use serde_json::Value;

use crate::common::{Folder, Run};

/// The findings of a report, each as its rule and the bytes of its file at its place.
fn found(folder: &Folder, run: &Run) -> Vec<(String, String)> {
    let report = run.json();
    let mut found = Vec::new();
    for file in report["files"].as_array().unwrap() {
        let bytes = std::fs::read(folder.path(file["path"].as_str().unwrap())).unwrap();
        for one in file["diagnostics"].as_array().unwrap() {
            let place = |end: &str| one[end]["byte"].as_u64().unwrap() as usize;
            let words = String::from_utf8_lossy(&bytes[place("start")..place("end")]).into_owned();
            found.push((one["rule"].as_str().unwrap().to_owned(), words));
        }
    }
    found
}

/// The names of the records and keys of all findings.
fn named(run: &Run) -> Vec<(Value, String)> {
    let report = run.json();
    let files = report["files"].as_array().unwrap().iter();
    let all = files.flat_map(|file| file["diagnostics"].as_array().unwrap().clone());
    all.map(|one| (one["record"].clone(), one["key"].as_str().unwrap_or_default().to_owned())).collect()
}
