//! `claimlint config show`: which settings apply to a file or a folder, and which line of which file sets them.

use std::path::{Path, PathBuf};

use claimlint_workspace::config::settings::LeftOut;
use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::walk;
use clap::{Subcommand, ValueEnum};

use super::failure::Failure;
use super::session::SessionArguments;
use super::terminal::{look_out, print};
use crate::render::settings;

/// The arguments of `claimlint config`.
#[derive(Debug, clap::Args)]
pub struct ConfigArguments {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Show the settings for a file or folder, and where each one is set
    Show(ShowArguments),
}

#[derive(Debug, clap::Args)]
struct ShowArguments {
    /// The file or folder, which need not exist yet; by default, this folder
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The format of the settings
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SettingsFormat,
    #[command(flatten)]
    session: SessionArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SettingsFormat {
    /// For people: what differs from the defaults
    Text,
    /// For tools: one JSON document
    Json,
}

/// Runs the command.
pub fn run(arguments: &ConfigArguments) -> Result<ExitStatus, Failure> {
    let ConfigCommand::Show(show) = &arguments.command;
    let session = show.session.open(&[], Some(&show.path))?;
    let mut settings = session.config.settings(&show.path, &session.library, session.own_rules());
    let hidden = walk::left_out(Path::new("."), &show.path, session.ignores());
    settings.left_out.extend(hidden.map(|part| LeftOut::NotWalked { part: part.display().to_string() }));
    if !session.reads_lock() {
        settings.lock = None;
    }
    let mut out = Vec::new();
    match show.format {
        SettingsFormat::Text => settings::text(&settings, look_out(), &mut out)?,
        SettingsFormat::Json => settings::json(&settings, &mut out)?,
    }
    print(&out)?;
    Ok(ExitStatus::Clean)
}
