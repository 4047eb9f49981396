//! `claimlint init`: writes a commented configuration to start from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use claimlint_workspace::config::FILE_NAME;
use claimlint_workspace::content::propose::{self, Proposal};
use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::session::{ConfigChoice, Session, SessionOptions};

use super::failure::Failure;
use super::terminal::print;
use crate::render::count;

/// What is written. A test reads it as a configuration.
pub const TEMPLATE: &str = include_str!("init.toml");

/// Runs the command. An existing configuration is left as it is.
pub fn run() -> Result<ExitStatus, Failure> {
    let proposals = proposals();
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(Path::new(FILE_NAME)).map_err(|error| {
            Failure::Message(match error.kind() {
                ErrorKind::AlreadyExists => format!("{FILE_NAME} exists already; it was left unchanged"),
                _ => format!("cannot write {FILE_NAME}: {error}"),
            })
        })?;
    file.write_all(TEMPLATE.as_bytes())?;
    file.write_all(entries(&proposals).as_bytes())?;
    let found = match proposals.len() {
        0 => String::new(),
        number => format!(
            "it proposes {} for data files in this folder: remove the `#` before those that contain copy\n",
            count(number, "[[content]] entry", "[[content]] entries")
        ),
    };
    print(format!("wrote {FILE_NAME}; now run `claimlint check`\n{found}").as_bytes())?;
    Ok(ExitStatus::Clean)
}

/// What the files of data in this folder may be.
fn proposals() -> Vec<Proposal> {
    let options = SessionOptions { config: ConfigChoice::Nothing, ..SessionOptions::default() };
    // Our own rules have no faults.
    Session::open(&options).map(|session| propose::proposals(&session.files(&[], false))).unwrap_or_default()
}

/// The entries as comments, each with the number of its files.
fn entries(proposals: &[Proposal]) -> String {
    let mut text = String::new();
    if !proposals.is_empty() {
        text.push_str(
            "\n# Data files that were found here. Remove the `#` before an entry to have the texts of its keys read; add or remove\n\
             # keys to match what your pages show.\n",
        );
    }
    for proposal in proposals {
        if proposal.number > 1 {
            text.push_str(&format!("# ({})\n", count(proposal.number, "file", "files")));
        }
        proposal.to_toml().lines().for_each(|line| text.push_str(&format!("# {line}\n")));
        text.push_str("#\n");
    }
    text
}
