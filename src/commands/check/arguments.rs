//! The arguments of `claimlint check`, and what several of them say together.

use std::io::Write;
use std::path::{Path, PathBuf};

use claimlint_base::toml_fault::did_you_mean;
use claimlint_rules::{Safety, Severity};
use claimlint_workspace::config::FailOn;
use claimlint_workspace::explain::Question;
use claimlint_workspace::runner::Fixing;
use clap::ValueEnum;

use super::new_findings::NewFindingsArguments;
use super::output::{ReportFormat, Target};
use crate::commands::failure::{Failure, complain};
use crate::commands::nothing_read::ALLOWED;
use crate::commands::rule_choice::RuleChoice;
use crate::commands::session::SessionArguments;
use crate::render::harmless;

/// The arguments of `claimlint check`.
#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    /// Files and folders to check; by default, this folder; `-` is standard input
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Apply the fixes that no editor could object to, and report what remains
    #[arg(long)]
    pub fix: bool,
    /// Also apply fixes that need review (with --fix or --diff)
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, as a unified diff, and write nothing
    #[arg(long, conflicts_with_all = ["format", "statistics"])]
    pub diff: bool,
    /// The format of the report
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub format: ReportFormat,
    /// Write the report to this file instead of printing it; with `sarif=FILE`, write that format and still print the
    /// report. May be repeated
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = Target::parse, conflicts_with_all = ["diff", "statistics"])]
    pub output_file: Vec<Target>,
    /// The lowest severity that fails the run: note, warning, error or never
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    pub fail_on: Option<FailOn>,
    /// Show only findings of at least this severity: note, warning or error. The exit status stays the same
    #[arg(long, value_name = "SEVERITY", value_parser = min_severity)]
    pub min_severity: Option<Severity>,
    #[command(flatten)]
    pub choice: RuleChoice,
    /// Print the number of findings of each rule, instead of the findings
    #[arg(long)]
    pub statistics: bool,
    /// Do not use a pager
    #[arg(long)]
    pub no_pager: bool,
    /// Print only the findings
    #[arg(long, short)]
    pub quiet: bool,
    /// How many files to check at once; 0 means one for each core. The limit is four for each core, or 16 if that is more;
    /// if you ask for more, a line on standard error says how many run instead, unless --quiet is given
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = jobs)]
    pub jobs: usize,
    /// Fail if files that may contain copy were found but not read, such as PDF, JSON or templates
    #[arg(long)]
    pub fail_on_skipped: bool,
    /// Succeed even if no page was read or no rule is selected
    #[arg(long)]
    pub allow_empty: bool,
    /// Skip excluded files even if they are named on the command line
    #[arg(long)]
    pub force_exclude: bool,
    /// The file name to use for standard input
    #[arg(long, value_name = "FILE")]
    pub stdin_filename: Option<PathBuf>,
    /// Check records instead of pages, from this file or, with `-`, from standard input. Each is a line of JSON with `id`,
    /// `text` and, optionally, `format`; for each, a line with its `findings` is printed, in order
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "stdin_filename", "fix", "unsafe_fixes", "diff", "format",
        "statistics", "output_file", "fail_on_skipped", "force_exclude", "baseline", "write_baseline", "diff_base",
        "staged", "add_ignores", "explain_silence", "watch", "trust"])]
    pub records: Option<PathBuf>,
    /// Instead of checking, list the matches on this line that were not reported or were lowered, and why
    #[arg(long, value_name = "FILE:LINE[:COLUMN]", value_parser = Question::parse, conflicts_with_all =
        ["paths", "stdin_filename", "fix", "unsafe_fixes", "diff", "statistics", "output_file", "write_baseline",
         "diff_base", "staged", "add_ignores"])]
    pub explain_silence: Option<Question>,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["stdin_filename", "fix", "diff", "output_file", "staged", "write_baseline",
        "add_ignores", "explain_silence"])]
    pub watch: bool,
    /// How far to trust the repository; use `none` for a pull request from a stranger
    #[arg(long, value_name = "WHAT", default_value = "all")]
    pub trust: Trust,
    #[command(flatten)]
    pub known: NewFindingsArguments,
    #[command(flatten)]
    pub session: SessionArguments,
}

/// What in a repository is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Trust {
    /// Use its comments, configuration, baseline and ignore files
    All,
    /// Use only what the command line names; report what the rest would have hidden, and how
    None,
}

impl CheckArguments {
    /// The paths to check.
    pub fn paths_or_here(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() { vec![PathBuf::from(".")] } else { self.paths.clone() }
    }

    /// Whether the text to check comes from standard input.
    ///
    /// # Errors
    /// Standard input is asked for beside other paths, or more than once.
    pub fn takes_stdin(&self) -> Result<bool, Failure> {
        if !self.paths.iter().any(|path| path == Path::new("-")) {
            return Ok(self.stdin_filename.is_some() && self.paths.is_empty());
        }
        if self.paths.len() > 1 || self.watch {
            let message = "standard input (`-`) is checked alone, without other paths, and once";
            return Err(Failure::Message(message.into()));
        }
        Ok(true)
    }

    /// Whether nothing in the repository is trusted.
    ///
    /// # Errors
    /// It is asked for together with what changes pages or makes findings known.
    pub fn distrusts(&self) -> Result<bool, Failure> {
        let is_refused =
            self.fix || self.diff || self.watch || self.explain_silence.is_some() || self.known.writes();
        match self.trust {
            Trust::All => Ok(false),
            Trust::None if is_refused => Err(Failure::Message(
                "--trust none only reports; leave out --fix, --diff, --watch, --explain-silence, --write-baseline and \
                 --add-ignores"
                    .into(),
            )),
            Trust::None => Ok(true),
        }
    }

    /// Whether the run writes files that it must not leave half written.
    pub fn writes_files(&self) -> bool {
        self.fix || !self.output_file.is_empty() || self.known.writes()
    }

    /// What becomes of fixes: `--diff` writes nothing, whatever else is said.
    pub fn fixing(&self) -> Fixing {
        match (self.diff, self.fix) {
            (true, _) => Fixing::Shown(self.safety()),
            (false, true) => Fixing::Written(self.safety()),
            (false, false) => Fixing::Off,
        }
    }

    /// How far fixes are trusted.
    pub fn safety(&self) -> Safety {
        if self.unsafe_fixes { Safety::Unsafe } else { Safety::Safe }
    }

    /// Says that there is nothing to do: a note where that is allowed, otherwise the reason why the run fails.
    ///
    /// # Errors
    /// Standard error cannot be written to.
    pub fn say_or_complain(&self, message: &str) -> std::io::Result<()> {
        match (self.allow_empty, self.quiet) {
            (true, true) => Ok(()),
            (true, false) => writeln!(anstream::stderr(), "{}", harmless(message)),
            (false, _) => {
                complain(&format!("{message}{ALLOWED}"));
                Ok(())
            }
        }
    }
}

fn jobs(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "write a number, such as 4; 0 means one for each core".to_owned())
}

/// The severity of this name.
pub fn min_severity(name: &str) -> Result<Severity, String> {
    let names = || Severity::ALL.iter().map(|one| one.name());
    Severity::ALL.iter().copied().find(|one| one.name() == name).ok_or_else(|| {
        let all = || format!("one of {}", names().collect::<Vec<_>>().join(", "));
        did_you_mean(name, names()).unwrap_or_else(all)
    })
}

/// What fails a run, by this name.
pub fn fail_on(name: &str) -> Result<FailOn, String> {
    let names = || FailOn::ALL.iter().map(|one| one.name());
    FailOn::ALL.iter().copied().find(|one| one.name() == name).ok_or_else(|| {
        let all = || format!("one of {}", names().collect::<Vec<_>>().join(", "));
        did_you_mean(name, names()).unwrap_or_else(all)
    })
}
