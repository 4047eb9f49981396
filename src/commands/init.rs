//! `claimlint init`: writes a commented configuration to start from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use claimlint_workspace::config::FILE_NAME;
use claimlint_workspace::report::ExitStatus;

use super::failure::Failure;
use super::terminal::print;

/// What is written. A test reads it as a configuration.
pub const TEMPLATE: &str = include_str!("init.toml");

/// Runs the command. An existing configuration is left as it is.
pub fn run() -> Result<ExitStatus, Failure> {
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(Path::new(FILE_NAME)).map_err(|error| {
            Failure::Message(match error.kind() {
                ErrorKind::AlreadyExists => format!("{FILE_NAME} exists already; it was left as it is"),
                _ => format!("cannot write {FILE_NAME}: {error}"),
            })
        })?;
    file.write_all(TEMPLATE.as_bytes())?;
    print(format!("wrote {FILE_NAME}; now run `claimlint check`\n").as_bytes())?;
    Ok(ExitStatus::Clean)
}
