//! `claimlint rules`: lists the rules; `claimlint rules test` runs their examples, `claimlint rules stats` (`stats`) measures
//! them.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use claimlint_engine::rule_tests::{self, Unreached};
use claimlint_rules::selection::Step;
use claimlint_rules::{Market, Markets, Rule, RuleSet, Selection};
use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::session::Session;
use clap::{Subcommand, ValueEnum};

use super::failure::Failure;
use super::rule_choice::MarketChoice;
use super::session::SessionArguments;
use super::terminal::print;
use crate::render::{count, harmless, law, reference, when_off};

mod stats;

/// The arguments of `claimlint rules`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RulesArguments {
    #[command(subcommand)]
    command: Option<RulesCommand>,
    /// The format of the list
    #[arg(long, value_name = "FORMAT", default_value = "list")]
    format: RulesFormat,
    #[command(flatten)]
    markets: MarketChoice,
    #[command(flatten)]
    session: SessionArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RulesFormat {
    /// One line for each rule
    List,
    /// A page that says what each rule finds and why, with examples
    Markdown,
}

#[derive(Debug, Subcommand)]
enum RulesCommand {
    /// Run the examples in rule files: your own, or without a path the built-in ones
    Test(TestArguments),
    /// Measure the rules on documents that you have labelled: how often they are right, and what they miss
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
        None => {
            let session = arguments.session.open(&[], None)?;
            let out = match (arguments.format, arguments.markets.named()) {
                (RulesFormat::Markdown, None) => page(&session)?,
                (RulesFormat::Markdown, Some(markets)) => page_of_markets(&session, &markets)?,
                (RulesFormat::List, markets) => list(&session, markets.as_deref())?,
            };
            print(&out)?;
            Ok(ExitStatus::Clean)
        }
        Some(RulesCommand::Test(test)) => run_tests(test),
        Some(RulesCommand::Stats(arguments)) => stats::run(arguments),
    }
}

/// A line for each rule, or for each that rests on the law of some markets, with what it weighs there.
fn list(session: &Session, markets: Option<&[Market]>) -> io::Result<Vec<u8>> {
    let chosen = selection_of(markets.unwrap_or_default());
    let set = RuleSet::select(&session.library, &chosen);
    let in_markets = |rule: &Arc<Rule>| rule.markets().meets(set.markets());
    let rules = set.all().filter(|(_, rule)| markets.is_none() || in_markets(rule));
    let rules: Vec<Arc<Rule>> = rules
        .map(|(id, rule)| set.applied(id, None, Markets::default()).unwrap_or_else(|| rule.clone()))
        .collect();
    let longest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut out = Vec::new();
    for pack in &session.library.packs {
        let own: Vec<_> = rules.iter().filter(|rule| rule.pack == pack.name).collect();
        if own.is_empty() {
            continue;
        }
        let off = when_off(pack, own.iter().map(|rule| &***rule));
        writeln!(out, "{} ({}{off})", harmless(&pack.title), pack.name)?;
        for rule in own {
            writeln!(out, "  {:<longest$}  {:<7}  {}", rule.id, rule.severity.name(), rule.category)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}; `claimlint explain RULE` says more.", count(rules.len(), "rule", "rules"))?;
    Ok(out)
}

fn page(session: &Session) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    reference::write(&session.definitions(), &mut out)?;
    Ok(out)
}

/// What the law of some markets is taken to say, for a lawyer.
fn page_of_markets(session: &Session, markets: &[Market]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    law::write(&session.definitions(), selection_of(markets).markets(), &mut out)?;
    Ok(out)
}

/// What some markets select.
fn selection_of(markets: &[Market]) -> Selection {
    Selection {
        steps: vec![Step { markets: Some(markets.to_vec()), ..Step::default() }],
        ..Selection::default()
    }
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
        writeln!(out, "{id}: no example reaches this row; add an example, or delete the row")?;
        writeln!(out, "    {}:{line}: {}", harmless(file), harmless(row))?;
    }
    let (failed, unreached) = (outcome.failures.len(), outcome.unreached.len());
    let result = if failed == 0 { " passed".to_owned() } else { format!(", {failed} failed") };
    writeln!(out, "{}{result}", count(outcome.examples, "example", "examples"))?;
    let result = if unreached == 0 { "all reached".to_owned() } else { format!("{unreached} not reached") };
    writeln!(out, "{}: {result}", count(outcome.rows, "row", "rows"))?;
    print(&out)?;
    Ok(if failed + unreached == 0 { ExitStatus::Clean } else { ExitStatus::Findings })
}
