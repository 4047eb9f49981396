//! Hostile input and faults. A small generator makes each input, and a test says what must come out of it: how the run ends,
//! what is reported, that the other files are still checked, and that only words reach the reader.
//!
//! - `text`: characters that steer a terminal or turn the reading direction, wherever words come from.
//! - `documents`: pages that nest, repeat or never end.
//! - `settings`: rules, configuration, papers, baselines and lock files that nest, explode or never end.
//! - `files`: names, links, pipes, devices, and files that change while they are read.
//! - `repositories`: settings and files by which git would start programs or go online.
//! - `ignored`: ignore files and lists of retractions that have no end.
//! - `kept`: owners, permissions, attributes and other names of files, and several runs at once.
//! - `logs`: words that CI services and code hosts take for commands and links.
//! - `names`: what settings name, and what of it is shown or written.
//! - `security`: that each sentence of `SECURITY.md` is held by one of these.
//! - `faults`: ours, the disk's, and whoever ends the process.
//! - `mutations`: pages of ours, changed at random.

mod documents;
#[cfg(unix)]
mod faults;
#[cfg(unix)]
mod files;
#[cfg(unix)]
mod ignored;
#[cfg(unix)]
mod kept;
mod logs;
mod mutations;
#[cfg(unix)]
mod names;
mod repositories;
mod security;
mod settings;
mod text;

use serde_json::Value;

use crate::common::{CLAIM, FORMATS, Run};

/// The formats of which the whole is one JSON document.
pub const JSON_FORMATS: [&str; 4] = ["json", "sarif", "gitlab", "rdjson"];

/// Whether a character steers a terminal or turns the reading direction; a line end does neither.
pub fn steers(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || ('\u{e0000}'..='\u{e007f}').contains(&character)
}

/// Fails where a run printed something that steers.
#[track_caller]
pub fn assert_harmless(run: &Run, what: &str) {
    for text in [&run.out, &run.err] {
        let bad = text.lines().find(|line| line.chars().any(steers));
        assert!(bad.is_none(), "{what}: {bad:?}");
    }
}

/// The report of a file in the JSON report.
#[track_caller]
pub fn file<'r>(report: &'r Value, path: &str) -> &'r Value {
    let mut files = report["files"].as_array().unwrap().iter();
    files.find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path} is not in the report"))
}

/// How many findings a file has in the JSON report.
#[track_caller]
pub fn findings(report: &Value, path: &str) -> usize {
    file(report, path)["diagnostics"].as_array().unwrap().len()
}

/// Why a file could not be checked in full; empty where it was.
#[track_caller]
pub fn error<'r>(report: &'r Value, path: &str) -> &'r str {
    file(report, path)["error"].as_str().unwrap_or_default()
}
