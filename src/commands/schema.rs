//! `claimlint schema`: the JSON schemas that editors check and complete our TOML files by.

use claimlint_rules::file::PackFile;
use claimlint_workspace::config::ConfigFile;
use claimlint_workspace::report::ExitStatus;
use clap::ValueEnum;
use schemars::schema_for;

use super::failure::Failure;
use super::terminal::print;

/// The arguments of `claimlint schema`.
#[derive(Debug, clap::Args)]
pub struct SchemaArguments {
    /// The kind of file that the schema describes
    #[arg(value_name = "config|rules")]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// claimlint.toml
    Config,
    /// Rule files
    Rules,
}

/// Runs the command.
pub fn run(arguments: &SchemaArguments) -> Result<ExitStatus, Failure> {
    let schema = match arguments.of {
        Of::Config => schema_for!(ConfigFile),
        Of::Rules => schema_for!(PackFile),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(|error| Failure::Io(error.into()))?;
    print(format!("{text}\n").as_bytes())?;
    Ok(ExitStatus::Clean)
}
