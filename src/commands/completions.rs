//! `claimlint completions`: scripts that complete commands in a shell.

use claimlint_workspace::report::Verdict;
use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, Failure, print};

/// The arguments of `claimlint completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs the command.
pub fn run(arguments: &CompletionsArguments) -> Result<Verdict, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "claimlint", &mut script);
    print(&script)?;
    Ok(Verdict::Clean)
}
