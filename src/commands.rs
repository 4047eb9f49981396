//! The command line: reads the arguments and runs the command that they name. Nothing else knows clap, and nothing else
//! prints.
//!
//! One file for each command. They share `session`, which opens what they read, `terminal`, to which they print, and
//! `failure`, with which they end.

use std::io::Write;
use std::panic::{PanicHookInfo, catch_unwind, set_hook};
use std::process::ExitCode;

use anstream::ColorChoice;
use claimlint_workspace::report::ExitStatus;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::render::{harmless_lines, is_harmless};

mod annotate;
mod check;
mod claims;
mod completions;
mod config;
mod explain;
mod failure;
mod init;
mod interrupt;
mod man;
mod nothing_read;
mod pager;
mod progress;
mod rule_choice;
mod rules;
mod schema;
mod session;
mod terminal;
mod threads;
#[cfg(feature = "verify")]
mod verify;
mod words;

use failure::{Failure, complain};

/// A source-credibility linter for cosmetic marketing copy.
///
/// Finds unsupported superlatives and promises, studies that cannot be looked up, unnamed experts, figures without a
/// source and misspelt terms, and says what would satisfy an editor or a regulator. Your text never leaves this machine;
/// only `verify` goes online, and it sends nothing but identifiers.
#[derive(Debug, Parser)]
#[command(name = "claimlint", version, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles: .txt, .text, .md, .markdown, .mdx, .html, .htm, .xhtml, .docx, .odt, components and templates of sites
    Check(check::CheckArguments),
    /// Add findings to Word and OpenDocument files as comments
    Annotate(annotate::AnnotateArguments),
    /// List rules, test them, or measure them on labelled documents
    Rules(rules::RulesArguments),
    /// Explain a rule: what it finds, why, examples, and the codes and laws it is based on
    Explain(explain::ExplainArguments),
    /// List every claim and what backs it, as an evidence sheet
    Claims(claims::ClaimsArguments),
    /// List words that are not in the dictionary, to paste into claimlint.toml
    Words(words::WordsArguments),
    /// Look up the DOIs, PMIDs and trial numbers that articles cite; the only command that goes online
    #[cfg(feature = "verify")]
    Verify(verify::VerifyArguments),
    /// Show the settings for a file, and where each one is set
    Config(config::ConfigArguments),
    /// Write a claimlint.toml with comments into this folder
    Init,
    /// Print the JSON schema of claimlint.toml or of rule files, for editors
    Schema(schema::SchemaArguments),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArguments),
    /// Print the manual page, or write one for each command to a folder
    Man(man::ManArguments),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    set_hook(Box::new(tell_our_fault));
    catch_unwind(run_command).unwrap_or_else(|_| {
        complain("the run stopped; please report this with the command and its files");
        ExitCode::from(ExitStatus::Failed as u8)
    })
}

/// Says that the fault is ours, and where. Its message may quote a page.
fn tell_our_fault(fault: &PanicHookInfo<'_>) {
    complain(&format!("claimlint itself failed: {}", fault.to_string().replace('\n', " ")));
}

fn run_command() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    arguments.color.choice().write_global();
    match arguments.command.run() {
        Ok(status) => ExitCode::from(status as u8),
        Err(failure) => failure.tell(),
    }
}

/// Says what is wrong with the arguments, or prints the help or version that they ask for.
fn refuse(error: &clap::Error) -> ExitCode {
    // What the error quotes may be the name of a file.
    let is_harmless = std::env::args_os().all(|one| is_harmless(&one.to_string_lossy()));
    // Whoever closed the pipe has seen enough.
    let _ = match is_harmless {
        true => error.print(),
        false => writeln!(anstream::stderr(), "{}", harmless_lines(&error.to_string()).trim_end()),
    };
    let status = if error.use_stderr() { ExitStatus::Failed } else { ExitStatus::Clean };
    ExitCode::from(status as u8)
}

impl Color {
    fn choice(self) -> ColorChoice {
        match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        }
    }
}

impl Command {
    fn run(&self) -> Result<ExitStatus, Failure> {
        let (jobs, is_quiet) = match self {
            Command::Check(arguments) => (arguments.jobs, arguments.quiet),
            Command::Annotate(arguments) => (0, arguments.quiet),
            _ => (0, false),
        };
        threads::start(jobs, is_quiet)?;
        match self {
            Command::Check(arguments) => check::run(arguments),
            Command::Annotate(arguments) => annotate::run(arguments),
            Command::Rules(arguments) => rules::run(arguments),
            Command::Explain(arguments) => explain::run(arguments),
            Command::Claims(arguments) => claims::run(arguments),
            Command::Words(arguments) => words::run(arguments),
            #[cfg(feature = "verify")]
            Command::Verify(arguments) => verify::run(arguments),
            Command::Config(arguments) => config::run(arguments),
            Command::Init => init::run(),
            Command::Schema(arguments) => schema::run(arguments),
            Command::Completions(arguments) => completions::run(arguments, Arguments::command()),
            Command::Man(arguments) => man::run(arguments, Arguments::command()),
        }
    }
}
