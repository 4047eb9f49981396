//! `claimlint rules`: lists the rules; `claimlint rules test` runs their examples, `claimlint rules stats` (`stats`) measures
//! them.

use std::io::Write;
use std::path::PathBuf;

use claimlint_engine::rule_tests::{self, Unreached};
use claimlint_workspace::report::ExitStatus;
use clap::{Subcommand, ValueEnum};

use super::failure::Failure;
use super::session::SessionArguments;
use super::terminal::print;
use crate::render::{count, harmless, reference};

mod stats;

/// The arguments of `claimlint rules`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RulesArguments {
    #[command(subcommand)]
    command: Option<RulesCommand>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "list")]
    format: RulesFormat,
    #[command(flatten)]
    session: SessionArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RulesFormat {
    /// A line for each rule
    List,
    /// A page with what each finds, why, and examples
    Markdown,
}

#[derive(Debug, Subcommand)]
enum RulesCommand {
    /// Run the examples of rule files: your own where a path is given, the built-in ones otherwise
    Test(TestArguments),
    /// Measure the rules on documents that you have labelled: what of their findings is right, and what they miss
    Stats(stats::StatsArguments),
}

#[derive(Debug, clap::Args)]
struct TestArguments {
    /// Your rule file, or a folder of them
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[command(flatten)]
    session: SessionArguments,
}

/// Runs the command.
pub fn run(arguments: &RulesArguments) -> Result<ExitStatus, Failure> {
    match &arguments.command {
        None if arguments.format == RulesFormat::Markdown => page(&arguments.session),
        None => list(&arguments.session),
        Some(RulesCommand::Test(test)) => run_tests(test),
        Some(RulesCommand::Stats(arguments)) => stats::run(arguments),
    }
}

fn list(arguments: &SessionArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.open(&[], None)?;
    let rules = &session.library.rules;
    let longest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut out = Vec::new();
    for pack in &session.library.packs {
        let own: Vec<_> = rules.iter().filter(|rule| rule.pack == pack.name).collect();
        if own.is_empty() {
            continue;
        }
        let off = if pack.default { "" } else { ", off unless selected" };
        writeln!(out, "{} ({}{off})", harmless(&pack.title), pack.name)?;
        for rule in own {
            writeln!(out, "  {:<longest$}  {:<7}  {}", rule.id, rule.severity.name(), rule.category)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}; `claimlint explain RULE` says more.", count(rules.len(), "rule", "rules"))?;
    print(&out)?;
    Ok(ExitStatus::Clean)
}

fn page(arguments: &SessionArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.open(&[], None)?;
    let mut out = Vec::new();
    reference::write(&session.definitions(), &mut out)?;
    print(&out)?;
    Ok(ExitStatus::Clean)
}

fn run_tests(arguments: &TestArguments) -> Result<ExitStatus, Failure> {
    let extra: Vec<PathBuf> = arguments.path.iter().cloned().collect();
    let session = arguments.session.open(&extra, None)?;
    let packs = session.library.packs.iter();
    let own: Vec<&str> = packs.filter(|pack| !pack.built_in).map(|pack| pack.name.as_str()).collect();
    let runs_all = arguments.path.is_none();
    let outcome = rule_tests::run(&session.definitions(), |pack| runs_all || own.contains(&pack));
    let mut out = Vec::new();
    for failure in &outcome.failures {
        writeln!(out, "{}: {}", failure.id, harmless(&failure.message))?;
        writeln!(out, "    {}", harmless(&failure.example))?;
    }
    for Unreached { id, file, line, row } in &outcome.unreached {
        writeln!(out, "{id}: no example reaches this row; add an example, or strike it")?;
        writeln!(out, "    {}:{line}: {}", harmless(file), harmless(row))?;
    }
    let (failed, unreached) = (outcome.failures.len(), outcome.unreached.len());
    let result = if failed == 0 { "all as they say".to_owned() } else { format!("{failed} not as they say") };
    writeln!(out, "{}: {result}", count(outcome.examples, "example", "examples"))?;
    let result = if unreached == 0 { "all reached".to_owned() } else { format!("{unreached} not reached") };
    writeln!(out, "{}: {result}", count(outcome.rows, "row", "rows"))?;
    print(&out)?;
    Ok(if failed + unreached == 0 { ExitStatus::Clean } else { ExitStatus::Findings })
}
