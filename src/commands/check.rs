//! `claimlint check`: checks files and folders, and prints what was found.

use std::collections::BTreeSet;
use std::io::{BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use claimlint_base::source::LARGEST_FILE;
use claimlint_base::toml_fault::did_you_mean;
use claimlint_engine::check::Scratch;
use claimlint_rules::selection::Step;
use claimlint_rules::{Safety, Selection};
use claimlint_text::Format as DocumentFormat;
use claimlint_workspace::config::{FailLevels, FailOn, selectable};
use claimlint_workspace::explain::Question;
use claimlint_workspace::report::{Report, Verdict};
use claimlint_workspace::runner::{Checkers, Fixing, Run, check_bytes, check_files, fix_bytes};
use claimlint_workspace::session::Session;

use super::explain_silence;
use super::interrupt;
use super::new_findings::{NewFindings, NewFindingsArguments};
use super::output::{Format, Outputs, Target};
use super::progress::progress;
use super::session::SessionArguments;
use super::watch;
use super::{Failure, look_err, look_out};
use crate::render::diff::{self, Reader};
use crate::render::{Look, pretty, statistics};

/// The arguments of `claimlint check`.
#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    /// Files and folders to check; this folder without any, standard input for `-`
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Write the files anew with the fixes that no editor could object to, and print what remains
    #[arg(long)]
    fix: bool,
    /// Count fixes in that a person should look at: with --fix and --diff they are applied as well
    #[arg(long)]
    unsafe_fixes: bool,
    /// Print what --fix would change as a unified diff, and write nothing
    #[arg(long, conflicts_with_all = ["format", "statistics"])]
    diff: bool,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    format: Format,
    /// Write the report to this file in place of printing it; with `sarif=FILE` and the like in that format as well as
    /// printing it
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = Target::parse, conflicts_with_all = ["diff", "statistics"])]
    output_file: Vec<Target>,
    /// The least severity that fails the run: note, warning, error, never
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    fail_on: Option<FailOn>,
    /// Only these rules, categories or packs; separate several by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    select: Vec<String>,
    /// None of these rules, categories or packs
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Print how often each rule found something, in place of the findings
    #[arg(long)]
    statistics: bool,
    /// Print the findings and nothing else
    #[arg(long, short)]
    pub quiet: bool,
    /// How many files to check at once; 0 is one for each core. The most is four for each core, or 16 where that is more; if
    /// you ask for more, a line on standard error says how many run instead, except with --quiet
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub jobs: usize,
    /// Leave out excluded files even where they are named
    #[arg(long)]
    force_exclude: bool,
    /// The name standard input is checked and shown under
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
    /// Say why nothing, or less, is reported on a line, or at a place in it, in place of checking
    #[arg(long, value_name = "FILE:LINE[:COLUMN]", value_parser = Question::parse, conflicts_with_all =
        ["paths", "stdin_filename", "fix", "unsafe_fixes", "diff", "statistics", "output_file", "write_baseline",
         "diff_base", "staged", "add_ignores"])]
    explain_silence: Option<Question>,
    /// Check again what changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["stdin_filename", "fix", "diff", "output_file", "staged", "write_baseline",
        "add_ignores", "explain_silence"])]
    watch: bool,
    #[command(flatten)]
    known: NewFindingsArguments,
    #[command(flatten)]
    session: SessionArguments,
}

fn fail_on(name: &str) -> Result<FailOn, String> {
    let known = || FailOn::ALL.iter().map(|one| one.name());
    FailOn::ALL.iter().copied().find(|one| one.name() == name).ok_or_else(|| {
        let names: Vec<&str> = known().collect();
        did_you_mean(name, known()).unwrap_or_else(|| format!("one of {}", names.join(", ")))
    })
}

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<Verdict, Failure> {
    if arguments.watch {
        return watch::run(arguments);
    }
    if arguments.fix || !arguments.output_file.is_empty() || arguments.known.writes() {
        interrupt::leave_nothing();
    }
    let finished = once(arguments, None)?;
    let verdict = finished.verdict;
    // The process ends here: to take a large report and all rules apart would only keep the user waiting.
    std::mem::forget(finished);
    Ok(verdict)
}

/// What a run ends with.
pub struct Finished {
    /// How it ends.
    pub verdict: Verdict,
    /// What was found.
    pub report: Report,
    /// What it was found with.
    pub session: Session,
    _checkers: Checkers,
}

/// Checks once, and prints what was found; of the files that the arguments name, only these where some are given, by
/// their full paths.
pub fn once(arguments: &CheckArguments, only: Option<&BTreeSet<PathBuf>>) -> Result<Finished, Failure> {
    if arguments.statistics && !arguments.format.is_for_people() {
        return Err(Failure::Message("--statistics is for people; leave out --format".into()));
    }
    let is_stdin = |path: &PathBuf| path == Path::new("-");
    let from_stdin = arguments.paths.iter().any(is_stdin);
    if from_stdin && (arguments.paths.len() > 1 || arguments.watch) {
        let message = "standard input (`-`) is checked alone, without other paths, and once";
        return Err(Failure::Message(message.into()));
    }
    let from_stdin = from_stdin || (arguments.stdin_filename.is_some() && arguments.paths.is_empty());
    let question = arguments.explain_silence.as_ref();
    let named = arguments.paths.first().or(question.map(|question| &question.path));
    let start = arguments.stdin_filename.as_deref().or(named.map(PathBuf::as_path));
    let session = arguments.session.open_with_answers(start)?;
    check_names(arguments, &session)?;
    let known = NewFindings::read(&arguments.known, &session)?;
    if let Some(question) = question {
        let narrow = |all| narrow(arguments, all);
        let verdict = explain_silence::run(question, arguments.format, (&session, &known), narrow)?;
        return Ok(Finished::without_report(verdict, session));
    }
    if from_stdin && (!known.can_be_of_one_text() || arguments.known.adds_ignores()) {
        let message = "standard input is no file: --diff-base, --staged, --write-baseline and --add-ignores work on files";
        return Err(Failure::Message(message.into()));
    }
    let outputs = Outputs::open(&arguments.output_file, arguments.format)?;
    let (mut report, checkers, fixed_text) = if from_stdin {
        check_stdin(arguments, &session, known)?
    } else {
        let (report, checkers, verdict) = check_paths(arguments, &session, (known, &outputs), only)?;
        if let Some(verdict) = verdict {
            return Ok(Finished::without_report(verdict, session));
        }
        (report, checkers, None)
    };
    if let Some(fail_on) = arguments.fail_on {
        report.files.iter_mut().for_each(|file| file.fail_on = FailLevels::from(fail_on));
    }
    let verdict = if arguments.diff { report.diff_verdict() } else { report.verdict() };
    outputs.write(&report)?;
    if arguments.diff {
        print_diff(arguments, &report)?;
    } else if let Some(text) = fixed_text {
        // The fixed text has standard output to itself.
        super::print(&text)?;
        print_report(arguments, &report, look_err(), &mut std::io::stderr().lock())?;
    } else {
        match print_report(arguments, &report, look_out(), &mut std::io::stdout().lock()) {
            // Whoever read the report has seen enough; what was found is the same.
            Err(failure) if failure.is_closed_pipe() && !arguments.watch => {}
            printed => printed?,
        }
    }
    Ok(Finished { verdict: session.ending(verdict), report, session, _checkers: checkers })
}

impl Finished {
    fn without_report(verdict: Verdict, session: Session) -> Finished {
        let (verdict, report) = (session.ending(verdict), Report::default());
        Finished { verdict, report, session, _checkers: Checkers::default() }
    }
}

impl CheckArguments {
    /// The paths to check.
    pub fn paths_or_here(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() { vec![PathBuf::from(".")] } else { self.paths.clone() }
    }
}

/// What the arguments say of fixes: `--diff` writes nothing, whatever else is said.
fn fixing(arguments: &CheckArguments) -> Fixing {
    match (arguments.diff, arguments.fix) {
        (true, _) => Fixing::Shown(safety(arguments)),
        (false, true) => Fixing::Written(safety(arguments)),
        (false, false) => Fixing::Off,
    }
}

fn safety(arguments: &CheckArguments) -> Safety {
    if arguments.unsafe_fixes { Safety::Unsafe } else { Safety::Safe }
}

/// Names on the command line that no rule, category or pack has.
fn check_names(arguments: &CheckArguments, session: &Session) -> Result<(), Failure> {
    let known = selectable(&session.library);
    for name in arguments.select.iter().chain(&arguments.ignore) {
        if !known.contains(name) {
            let help = did_you_mean(name, known.iter().map(String::as_str)).unwrap_or_else(|| {
                "`claimlint rules` lists the rules with their categories and packs".to_owned()
            });
            return Err(Failure::Message(format!("there is no rule, category or pack `{name}`; {help}")));
        }
    }
    Ok(())
}

/// What the command line says stands above the configuration.
fn narrow(arguments: &CheckArguments, mut selection: Selection) -> Selection {
    let select = (!arguments.select.is_empty()).then(|| arguments.select.clone());
    selection.steps.push(Step { select, ignore: arguments.ignore.clone(), ..Step::default() });
    selection
}

fn checkers<'p>(
    arguments: &CheckArguments,
    session: &Session,
    files: impl Iterator<Item = &'p Path>,
) -> Checkers {
    Checkers::for_files(session, files, |all| narrow(arguments, all))
}

/// Checks standard input. With `--fix`, the text that is to be printed comes beside the report.
fn check_stdin(
    arguments: &CheckArguments,
    session: &Session,
    known: NewFindings,
) -> Result<(Report, Checkers, Option<Vec<u8>>), Failure> {
    let path = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(LARGEST_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Message(format!("cannot read standard input: {error}")))?;
    let fixing = fixing(arguments);
    let prints_text = matches!(fixing, Fixing::Written(_));
    let mut report = Report { safety: safety(arguments), ..Report::default() };
    let checkers = checkers(arguments, session, std::iter::once(path.as_path()));
    let checker = checkers.of(&session.config, &path);
    let is_excluded = arguments.force_exclude && session.config.excludes(&path);
    let Some(checker) = checker.filter(|_| !is_excluded) else {
        return Ok((report, checkers, prints_text.then_some(bytes)));
    };
    let format = DocumentFormat::of_path(&path).unwrap_or(DocumentFormat::Plain);
    let mut scratch = Scratch::default();
    let mut file = match fixing {
        Fixing::Off => check_bytes(&path, bytes.clone(), format, checker, &mut scratch),
        Fixing::Shown(safety) | Fixing::Written(safety) => {
            fix_bytes(&path, bytes.clone(), format, checker, &mut scratch, safety)
        }
    };
    let text = prints_text.then(|| file.change.as_ref().map_or(bytes, |change| change.after.clone()));
    file.fail_on = session.config.fail_on(&path);
    report.files.push(file);
    known.settle((&arguments.known, &arguments.paths), &mut report, (&checkers, session))?;
    Ok((report, checkers, text))
}

/// Checks files and folders. Where findings only become known, it is told how the run ends.
fn check_paths(
    arguments: &CheckArguments,
    session: &Session,
    (known, outputs): (NewFindings, &Outputs),
    only: Option<&BTreeSet<PathBuf>>,
) -> Result<(Report, Checkers, Option<Verdict>), Failure> {
    let mut found = known.files(&arguments.paths, arguments.force_exclude, session);
    if found.files.is_empty() && found.failures.is_empty() && !arguments.quiet && !known.is_of_changes() {
        let message = "nothing to check: no .txt, .md, .mdx or .html file is there, or all are excluded";
        writeln!(anstream::stderr(), "{message}")?;
    }
    if let Some(only) = only {
        found.files.retain(|path| std::fs::canonicalize(path).is_ok_and(|path| only.contains(&path)));
    }
    outputs.take_the_place_of_none(&found.files)?;
    let checkers = checkers(arguments, session, found.files.iter().map(PathBuf::as_path));
    let progress = progress(found.files.len(), "files", arguments.quiet);
    let staged = known.staged.as_ref();
    let run = Run { checkers: &checkers, config: &session.config, fixing: fixing(arguments), staged };
    let files = check_files(found, run, &|| progress.inc(1));
    progress.finish_and_clear();
    let mut report = Report { files, safety: safety(arguments), ..Report::default() };
    let verdict = known.settle((&arguments.known, &arguments.paths), &mut report, (&checkers, session))?;
    Ok((report, checkers, verdict))
}

fn print_report(
    arguments: &CheckArguments,
    report: &Report,
    look: Look,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if arguments.output_file.iter().any(Target::replaces_output) {
        return Ok(());
    }
    let mut out = BufWriter::new(out);
    match arguments.format {
        _ if arguments.statistics => statistics::write(report, &mut out)?,
        format => format.write(report, look, &mut out)?,
    }
    let has_line = arguments.format.is_for_people() && !arguments.quiet;
    if has_line && !report.files.is_empty() {
        statistics::write_gone(report, &mut out)?;
        let line = statistics::closing_line(report);
        let wrapped = if arguments.format == Format::Pretty { filled(&line, look.width) } else { line };
        writeln!(out, "{wrapped}")?;
    }
    out.flush()?;
    Ok(())
}

/// A line wrapped at blanks alone: options have hyphens in them.
fn filled(line: &str, width: usize) -> String {
    let options = textwrap::Options::new(width);
    textwrap::fill(line, options.word_splitter(textwrap::WordSplitter::NoHyphenation))
}

/// Prints the diff; what went wrong and the closing line go to standard error, where no patch reads them.
fn print_diff(arguments: &CheckArguments, report: &Report) -> Result<(), Failure> {
    let reader = if std::io::stdout().is_terminal() { Reader::Terminal } else { Reader::Program };
    let mut out = BufWriter::new(std::io::stdout().lock());
    diff::write(report, look_out(), reader, &mut out)?;
    out.flush()?;
    let mut err = std::io::stderr().lock();
    pretty::write_failures(report, look_err(), &mut err)?;
    if !arguments.quiet {
        writeln!(err, "{}", statistics::diff_line(report))?;
    }
    Ok(())
}
