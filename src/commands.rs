//! The command line. Nothing else knows clap, and nothing else prints.
//!
//! One file for each subcommand; `session` opens what they share.

use std::io::{self, Write};
use std::panic::{PanicHookInfo, catch_unwind, set_hook};
use std::process::ExitCode;

use anstream::ColorChoice;
use claimlint_workspace::report::Verdict;
use clap::{Parser, Subcommand, ValueEnum};

use crate::render::{Look, NARROWEST, harmless_lines, is_harmless};

mod check;
mod claims;
mod completions;
mod config;
mod explain;
mod explain_silence;
mod init;
mod interrupt;
mod man;
mod new_findings;
mod output;
mod progress;
mod rules;
mod schema;
mod session;
mod threads;
#[cfg(feature = "verify")]
mod verify;
mod watch;
mod words;

/// Without a terminal, reports are laid out for this many columns.
const DEFAULT_WIDTH: usize = 100;
/// On a wide terminal, lines longer than this are hard to read.
const WIDEST: usize = 120;

/// A source-credibility linter for cosmetic marketing copy.
///
/// Finds superlatives and promises nothing backs, studies nobody could look up, unnamed experts, figures from nowhere
/// and misspelt terms, and says what would satisfy an editor or a regulator. The text never leaves this machine; only
/// `verify` goes online, and sends nothing but identifiers.
#[derive(Debug, Parser)]
#[command(name = "claimlint", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles: .txt, .text, .md, .markdown, .mdx, .html, .htm, .xhtml
    Check(check::CheckArguments),
    /// List the rules, or test them
    Rules(rules::RulesArguments),
    /// Explain a rule: what it finds, why, good and bad examples, what it rests on
    Explain(explain::ExplainArguments),
    /// List every claim with what backs it, for whoever must find the evidence
    Claims(claims::ClaimsArguments),
    /// List the words that the dictionary does not have, to paste into claimlint.toml
    Words(words::WordsArguments),
    /// Look up the DOIs, PMIDs and trial numbers that articles cite; the only command that goes online
    #[cfg(feature = "verify")]
    Verify(verify::VerifyArguments),
    /// Show which settings hold for a file, and which line of which file says so
    Config(config::ConfigArguments),
    /// Write a commented claimlint.toml into this folder
    Init,
    /// Print the JSON schema of claimlint.toml or of rule files, for editors
    Schema(schema::SchemaArguments),
    /// Print a script that completes commands in a shell
    Completions(completions::CompletionsArguments),
    /// Print the manual page, or write one for each command into a folder
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

/// Why a command ended early.
#[derive(Debug)]
enum Failure {
    /// What is wrong has been printed.
    Reported,
    /// What is wrong, to print.
    Message(String),
    /// Output could not be written.
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Io(error)
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    set_hook(Box::new(tell_our_fault));
    catch_unwind(run_command)
        .unwrap_or_else(|_| fail("nothing more was done; please report this with the command and its files"))
}

/// Says that we are at fault, and where. What the fault says may quote a page.
fn tell_our_fault(fault: &PanicHookInfo<'_>) {
    fail(&format!("claimlint itself failed: {}", fault.to_string().replace('\n', " ")));
}

fn run_command() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; a closed pipe is none either. What the error quotes may be the name of a file.
            let is_harmless = std::env::args_os().all(|one| is_harmless(&one.to_string_lossy()));
            let _ = match is_harmless {
                true => error.print(),
                false => writeln!(anstream::stderr(), "{}", harmless_lines(&error.to_string()).trim_end()),
            };
            return ExitCode::from(if error.use_stderr() {
                Verdict::Failed as u8
            } else {
                Verdict::Clean as u8
            });
        }
    };
    let choice = match arguments.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    };
    choice.write_global();
    let (jobs, is_quiet) = match &arguments.command {
        Command::Check(command) => (command.jobs, command.quiet),
        _ => (0, false),
    };
    if let Err(error) = threads::start(jobs, is_quiet) {
        return Failure::Io(error).tell();
    }
    let result = match &arguments.command {
        Command::Check(command) => check::run(command),
        Command::Rules(command) => rules::run(command),
        Command::Explain(command) => explain::run(command),
        Command::Claims(command) => claims::run(command),
        Command::Words(command) => words::run(command),
        #[cfg(feature = "verify")]
        Command::Verify(command) => verify::run(command),
        Command::Config(command) => config::run(command),
        Command::Init => init::run(),
        Command::Schema(command) => schema::run(command),
        Command::Completions(command) => completions::run(command),
        Command::Man(command) => man::run(command),
    };
    match result {
        Ok(verdict) => ExitCode::from(verdict as u8),
        Err(failure) => failure.tell(),
    }
}

impl Failure {
    /// Whether nobody reads the output any more.
    fn is_closed_pipe(&self) -> bool {
        matches!(self, Failure::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Says what is wrong, and gives how the process ends.
    fn tell(self) -> ExitCode {
        match self {
            Failure::Reported => ExitCode::from(Verdict::Failed as u8),
            // Whoever read the output has seen enough.
            failure if failure.is_closed_pipe() => ExitCode::SUCCESS,
            Failure::Io(error) => fail(&format!("cannot write the output: {error}")),
            Failure::Message(message) => fail(&message),
        }
    }
}

fn fail(message: &str) -> ExitCode {
    let shown = crate::render::harmless(message);
    // Where even that cannot be said, the exit status says it.
    let _ = writeln!(anstream::stderr(), "error: {shown}");
    ExitCode::from(Verdict::Failed as u8)
}

/// The layout for a stream: as wide as the terminal, within reason.
fn look(stream_has_color: bool) -> Look {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = asked.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    Look {
        width: width.map_or(DEFAULT_WIDTH, |width| width.clamp(NARROWEST, WIDEST)),
        color: stream_has_color,
    }
}

/// The layout for standard output.
fn look_out() -> Look {
    look(anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never)
}

/// The layout for standard error.
fn look_err() -> Look {
    look(anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never)
}

/// Writes bytes to standard output in one go.
fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
