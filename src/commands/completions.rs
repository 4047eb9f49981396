//! `claimlint completions`: scripts that complete commands in a shell.

use claimlint_workspace::report::ExitStatus;
use clap::Command;
use clap_complete::Shell;

use super::failure::Failure;
use super::terminal::print;

/// The arguments of `claimlint completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs the command, for a program.
pub fn run(arguments: &CompletionsArguments, mut program: Command) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "claimlint", &mut script);
    print(&script)?;
    Ok(ExitStatus::Clean)
}
