//! What of the findings is told: what no baseline knows, and what stands on lines that changed. And how findings become
//! known: the baseline that is written, the comments that are added.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use claimlint_base::source::reason_not_written;
use claimlint_engine::suppression::write::{self, Ignored};
use claimlint_engine::{Diagnostic, Linter};
use claimlint_text::Format;
use claimlint_workspace::atomic_file::Beside;
use claimlint_workspace::baseline::{self, Baseline};
use claimlint_workspace::git::Changes;
use claimlint_workspace::report::{FileReport, Report, Verdict};
use claimlint_workspace::runner::{Linters, OUR_FAULT, guarded};
use claimlint_workspace::save::save;
use claimlint_workspace::session::Session;
use claimlint_workspace::walk::{Found, WalkFailure};
use rayon::prelude::*;

use super::{Failure, fail};
use crate::render::{count, harmless};

/// The arguments that say what of the findings is told.
#[derive(Debug, clap::Args)]
pub struct NewFindingsArguments {
    /// The findings that are known and not told again; without it, claimlint-baseline.json beside the configuration
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    baseline: Option<PathBuf>,
    /// Use no baseline
    #[arg(long)]
    no_baseline: bool,
    /// Write all that is found into the baseline, so that later runs tell only what is new
    #[arg(long, conflicts_with_all = ["no_baseline", "add_ignores", "diff_base", "staged", "diff", "format", "output_file", "statistics"])]
    write_baseline: bool,
    /// Only what stands on lines that changed since this branch left REV, a branch or commit of git
    #[arg(long, value_name = "REV", conflicts_with_all = ["staged", "fix", "diff"])]
    diff_base: Option<String>,
    /// Only what stands on lines that are staged for the next commit, as they are staged
    #[arg(long, conflicts_with_all = ["fix", "diff", "add_ignores"])]
    staged: bool,
    /// Write a comment with this reason before each block with findings, which takes them back
    #[arg(long, value_name = "REASON", value_parser = reason_of_ignores, conflicts_with_all = ["fix", "diff", "format", "output_file", "statistics"])]
    add_ignores: Option<String>,
}

impl NewFindingsArguments {
    /// Whether anything is to be written.
    pub fn writes(&self) -> bool {
        self.write_baseline || self.adds_ignores()
    }

    /// Whether comments are to be written into files.
    pub fn adds_ignores(&self) -> bool {
        self.add_ignores.is_some()
    }
}

fn reason_of_ignores(text: &str) -> Result<String, String> {
    match write::is_reason(text) {
        true => Ok(text.to_owned()),
        false => Err("a reason is a line of text, without “--” and “*/”, which may end a comment".to_owned()),
    }
}

/// What is known before a run.
pub struct NewFindings {
    baseline: Option<Baseline>,
    /// The baseline that is to be written, and its place.
    writes: Option<(Beside, PathBuf)>,
    changes: Option<Changes>,
    /// What is staged, by full paths.
    pub staged: Option<BTreeMap<PathBuf, Vec<u8>>>,
}

impl NewFindings {
    /// Reads the baseline and asks git, before anything is checked.
    pub fn read(arguments: &NewFindingsArguments, session: &Session) -> Result<NewFindings, Failure> {
        let told = |error: &dyn std::fmt::Display| Failure::Message(error.to_string());
        // In this folder it is shown as the user would write it.
        let shown = |path: PathBuf| path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
        // Where none is to be looked for, one may still be written.
        let here = arguments.write_baseline.then_some(Path::new("."));
        let by_default = || session.folder().or(here).map(|folder| shown(folder.join(baseline::FILE_NAME)));
        let path = match arguments.no_baseline {
            true => None,
            false => arguments.baseline.clone().or_else(by_default),
        };
        let mut baseline = None;
        if let Some(path) = &path {
            baseline = Baseline::read(path).map_err(|error| told(&error))?;
            if baseline.is_none() && arguments.baseline.is_some() && !arguments.write_baseline {
                let message =
                    format!("the baseline {} is not there; write it with --write-baseline", path.display());
                return Err(Failure::Message(message));
            }
        }
        let writes = path.filter(|_| arguments.write_baseline).map(|path| {
            let file = Beside::open(&path).map_err(|error| {
                let reason = reason_not_written(&error);
                Failure::Message(format!("the baseline {} cannot be written: {reason}", path.display()))
            });
            file.map(|file| (file, path))
        });
        let changes = match (&arguments.diff_base, arguments.staged) {
            (Some(revision), _) => Some(Changes::since(revision).map_err(|error| told(&error))?),
            (None, true) => Some(Changes::staged().map_err(|error| told(&error))?),
            (None, false) => None,
        };
        let staged = changes.as_ref().filter(|_| arguments.staged).map(Changes::contents).transpose();
        let staged = staged.map_err(|error| told(&error))?;
        Ok(NewFindings { baseline, writes: writes.transpose()?, changes, staged })
    }

    /// Parts what is found in a file from what the baseline knows of it, which comes second.
    pub fn split(&self, path: &Path, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        match &self.baseline {
            Some(baseline) => baseline.split(path, found),
            None => (found, Vec::new()),
        }
    }

    /// Whether only what changed is told.
    pub fn is_of_changes(&self) -> bool {
        self.changes.is_some()
    }

    /// Whether nothing is asked that only files have.
    pub fn can_be_of_one_text(&self) -> bool {
        self.changes.is_none() && self.writes.is_none()
    }

    /// The files under some paths of which something changed, where only that is wanted.
    pub fn files(&self, paths: &[PathBuf], force_exclude: bool, session: &Session) -> Found {
        let Some(changes) = &self.changes else { return session.files(paths, force_exclude) };
        let Some(staged) = &self.staged else {
            let mut found = session.files(paths, force_exclude);
            found.files.retain(|path| changes.of(path).is_some());
            return found;
        };
        // What is staged may be gone from its folder, so the folders are not asked.
        let full = |path: &Path| {
            let there = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
            there.unwrap_or_else(|_| path.to_owned())
        };
        let here = full(Path::new("."));
        let shown = |path: &Path| path.strip_prefix(&here).unwrap_or(path).to_owned();
        let mut found = Found::default();
        let all: &[PathBuf] = if paths.is_empty() { std::slice::from_ref(&here) } else { paths };
        for path in all {
            let asked = full(path);
            // A page that is named is taken as it is, as everywhere.
            let is_named = |page: &Path| page == asked && !force_exclude;
            let takes = |page: &Path| {
                page.starts_with(&asked)
                    && (is_named(page)
                        || Format::of_path(page).is_some() && !session.config.excludes(&shown(page)))
            };
            found.files.extend(staged.keys().filter(|page| takes(page)).map(|page| shown(page)));
            let is_known = asked.exists() || staged.keys().any(|page| page.starts_with(&asked));
            if !is_known {
                let message = "there is no such file or folder, nor is it staged".to_owned();
                found.failures.push(WalkFailure { path: path.clone(), message });
            }
        }
        found.files.sort();
        found.files.dedup();
        found
    }

    /// Takes out of a report what is not to be told. Where findings are to become known instead, this is done and said,
    /// and the run ends so.
    pub fn settle(
        self,
        (arguments, asked): (&NewFindingsArguments, &[PathBuf]),
        report: &mut Report,
        (linters, session): (&Linters, &Session),
    ) -> Result<Option<Verdict>, Failure> {
        let linter = |file: &FileReport| linters.of(&session.config, Path::new(&file.path));
        let was_checked = |file: &FileReport, rule: &str| linter(file).is_some_and(|one| one.looks_for(rule));
        if let Some((file, path)) = self.writes {
            let mut baseline = self.baseline.unwrap_or_else(|| Baseline::new(&path));
            baseline.enter(report, asked, &was_checked);
            baseline.write(file, &path).map_err(|error| Failure::Message(error.to_string()))?;
            let (findings, files) = baseline.counts();
            let known = count(findings, "finding", "findings");
            let files = count(files, "file", "files");
            let path = path.to_string_lossy();
            let said = format!("{} knows {known} in {files}; later runs tell what is new\n", harmless(&path));
            super::print(said.as_bytes())?;
            return Ok(Some(verdict(report)));
        }
        if let Some(baseline) = self.baseline {
            baseline.apply(report, &was_checked);
        }
        if let Some(changes) = &self.changes {
            for file in &mut report.files {
                let changed = changes.of(Path::new(&file.path));
                if let (Some(source), Some(changed)) = (&file.source, changed) {
                    changed.keep(source.text(), &mut file.diagnostics);
                }
            }
        }
        match &arguments.add_ignores {
            Some(reason) => add_ignores(report, reason, &|file| linter(file).map(AsRef::as_ref)).map(Some),
            None => Ok(None),
        }
    }
}

/// How a run ends that only makes findings known.
fn verdict(report: &Report) -> Verdict {
    for file in &report.files {
        file.errors.iter().for_each(|error| _ = fail(&format!("{}: {error}", file.path)));
    }
    if report.files.iter().any(|file| !file.errors.is_empty()) { Verdict::Failed } else { Verdict::Clean }
}

type LinterOf<'c> = &'c (dyn Fn(&FileReport) -> Option<&'c Linter> + Sync);

/// Adds comments that take back what a report has, and says how many.
fn add_ignores(report: &Report, reason: &str, linter: LinterOf<'_>) -> Result<Verdict, Failure> {
    let failures: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let failed = |message: String| failures.lock().map(|mut all| all.push(message)).unwrap_or_default();
    let add = |file: &FileReport| {
        let (source, linter) = (file.source.as_ref()?, linter(file)?);
        let path = Path::new(&file.path);
        let format = Format::of_path(path).unwrap_or(Format::Plain);
        let ignored =
            guarded(source, || linter.add_comments(source.text(), format, &file.diagnostics, reason));
        let Some(ignored) = ignored else {
            failed(format!("{}: {OUR_FAULT}", file.path));
            return None;
        };
        if ignored.left > 0 {
            let left = count(ignored.left, "finding", "findings");
            let path = &file.path;
            failed(format!(
                "{path}: no comment can take back {left}; those about comments themselves are to be mended"
            ));
        }
        if ignored.comments == 0 {
            return None;
        }
        let (old, new) = (source.encode(source.text()), source.encode(&ignored.text));
        match save(path, &old, &new) {
            Err(error) => {
                failed(format!("{}: {error}", file.path));
                None
            }
            Ok(()) => Some((file.path.clone(), ignored)),
        }
    };
    let added: Vec<(String, Ignored)> =
        report.files.par_iter().filter(|file| !file.diagnostics.is_empty()).filter_map(add).collect();
    let comments = count(added.iter().map(|(_, ignored)| ignored.comments).sum(), "comment", "comments");
    let findings = count(added.iter().map(|(_, ignored)| ignored.findings).sum(), "finding", "findings");
    let files = count(added.len(), "file", "files");
    let mut said = format!("added {comments} to {files}, which take back {findings}\n");
    for (path, _) in added.iter().filter(|(_, ignored)| ignored.is_of_file) {
        let path = harmless(path);
        said += &format!(
            "{path}: the comment at its end holds for the whole file; none can stand at the place itself\n"
        );
    }
    super::print(said.as_bytes())?;
    let mut failures = failures.into_inner().unwrap_or_default();
    failures.sort();
    failures.iter().for_each(|message| _ = fail(message));
    Ok(if failures.is_empty() { verdict(report) } else { Verdict::Failed })
}
