//! Which findings are reported: those that no baseline knows, and those on lines that changed. And how findings become
//! known: they are written into the baseline, or `add_ignores` suppresses them in the text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use claimlint_base::source::reason_not_written;
use claimlint_engine::Diagnostic;
use claimlint_engine::is_reason;
use claimlint_workspace::atomic_file::AtomicFile;
use claimlint_workspace::baseline::{self, Baseline};
use claimlint_workspace::folder_lock::FolderLock;
use claimlint_workspace::git::{Changes, ChangesError};
use claimlint_workspace::path_glob::PathGlob;
use claimlint_workspace::paths::full;
use claimlint_workspace::report::{ExitStatus, FileReport, Report};
use claimlint_workspace::runner::Linters;
use claimlint_workspace::session::Session;
use claimlint_workspace::walk::{FoundFiles, WalkFailure};

use super::add_ignores;
use crate::commands::failure::{Failure, complain};
use crate::commands::terminal::print;
use crate::render::{count, harmless};

/// The arguments that say which findings are reported.
#[derive(Debug, clap::Args)]
pub struct NewFindingsArguments {
    /// File of known findings to leave out of the report; by default, claimlint-baseline.json beside the configuration
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    baseline: Option<PathBuf>,
    /// Do not use a baseline
    #[arg(long)]
    no_baseline: bool,
    /// Write all findings to the baseline, so that later runs report only new ones
    #[arg(long, conflicts_with_all = ["no_baseline", "add_ignores", "diff_base", "staged", "diff", "format", "output_file", "statistics"])]
    write_baseline: bool,
    /// Report only lines that changed since this branch left REV, a git branch or commit
    #[arg(long, value_name = "REV", conflicts_with_all = ["staged", "fix", "diff"])]
    diff_base: Option<String>,
    /// Report only lines that are staged for the next commit, in their staged version
    #[arg(long, conflicts_with_all = ["fix", "diff", "add_ignores"])]
    staged: bool,
    /// Suppress all current findings with comments that give this reason
    #[arg(long, value_name = "REASON", value_parser = reason_of_ignores, conflicts_with_all = ["fix", "diff", "format", "output_file", "statistics"])]
    add_ignores: Option<String>,
}

impl NewFindingsArguments {
    /// Whether anything is to be written.
    pub fn writes(&self) -> bool {
        self.write_baseline || self.adds_ignores()
    }

    /// Whether a baseline is used that lies beside the configuration.
    pub fn may_use_found_baseline(&self) -> bool {
        self.baseline.is_none() && !self.no_baseline
    }

    /// Whether comments are to be written into files.
    pub fn adds_ignores(&self) -> bool {
        self.add_ignores.is_some()
    }

    /// Where the baseline is read and written: the place that is named, otherwise beside the configuration.
    fn baseline_path(&self, session: &Session) -> Option<PathBuf> {
        if self.no_baseline {
            return None;
        }
        // Where no baseline is to be looked for, one may still be written.
        let here = self.write_baseline.then_some(Path::new("."));
        let beside_configuration = || {
            let path = session.folder().or(here)?.join(baseline::FILE_NAME);
            // In this folder it is shown as the user would write it.
            Some(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path))
        };
        self.baseline.clone().or_else(beside_configuration)
    }

    fn read_baseline(&self, path: &Path) -> Result<Option<Baseline>, Failure> {
        let baseline = Baseline::read(path).map_err(|error| Failure::Message(error.to_string()))?;
        if baseline.is_none() && self.baseline.is_some() && !self.write_baseline {
            let message = format!("there is no baseline {}; write it with --write-baseline", path.display());
            return Err(Failure::Message(message));
        }
        Ok(baseline)
    }

    fn changes(&self) -> Result<Option<Changes>, ChangesError> {
        match &self.diff_base {
            Some(revision) => Changes::since(revision).map(Some),
            None => self.staged.then(Changes::staged).transpose(),
        }
    }
}

fn reason_of_ignores(text: &str) -> Result<String, String> {
    match is_reason(text) {
        true => Ok(text.to_owned()),
        false => {
            Err("a reason is one line of text, without “--” or “*/”, which may end a comment".to_owned())
        }
    }
}

/// What is known before a run.
pub struct NewFindings {
    baseline: Option<Baseline>,
    /// The baseline that is to be written, and its place.
    writes: Option<(AtomicFile, PathBuf)>,
    changes: Option<Changes>,
    /// Whether what is staged is checked, and not the files as they are.
    is_of_staged: bool,
}

impl NewFindings {
    /// Reads the baseline and asks git, before anything is checked.
    pub fn read(arguments: &NewFindingsArguments, session: &Session) -> Result<NewFindings, Failure> {
        let path = arguments.baseline_path(session);
        let found = path.as_ref().filter(|path| arguments.baseline.is_none() && path.is_file());
        if let Some(Err(error)) = found.map(|path| session.check_found(path)) {
            let path = found.map(|path| path.display().to_string()).unwrap_or_default();
            return Err(Failure::Message(format!("the baseline {path}: {error}; name it with --baseline")));
        }
        let baseline = match &path {
            Some(path) => arguments.read_baseline(path)?,
            None => None,
        };
        let writes = match path.filter(|_| arguments.write_baseline) {
            Some(path) => Some((begin_baseline(&path)?, path)),
            None => None,
        };
        let changes = arguments.changes().map_err(|error| Failure::Message(error.to_string()))?;
        Ok(NewFindings { baseline, writes, changes, is_of_staged: arguments.staged })
    }

    /// Separates what is found in a file from what the baseline knows about it, which comes second.
    pub fn split(&self, path: &Path, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        match &self.baseline {
            Some(baseline) => baseline.split(path, found),
            None => (found, Vec::new()),
        }
    }

    /// Whether only what changed is reported.
    pub fn is_of_changes(&self) -> bool {
        self.changes.is_some()
    }

    /// Whether all that is asked can be done for standard input, which is not a file.
    pub fn can_be_of_one_text(&self) -> bool {
        self.changes.is_none() && self.writes.is_none()
    }

    /// The files under some paths, or those of which something changed, where only that is wanted.
    pub fn files(&mut self, paths: &[PathBuf], force_exclude: bool, session: &Session) -> FoundFiles {
        let mut found = match self.staged() {
            Some(staged) => staged_files(staged, paths, force_exclude, session),
            None => session.files(paths, force_exclude),
        };
        if let Some(changes) = &mut self.changes {
            let mut changed: Vec<PathBuf> =
                found.skipped.iter().map(|file| PathBuf::from(&file.path)).chain(found.files).collect();
            changes.keep_changed(&mut changed);
            let changed: BTreeSet<PathBuf> = changed.into_iter().collect();
            found.skipped.retain(|file| changed.contains(Path::new(&file.path)));
            let skipped: BTreeSet<&Path> = found.skipped.iter().map(|file| Path::new(&file.path)).collect();
            found.files = changed.iter().filter(|path| !skipped.contains(path.as_path())).cloned().collect();
        }
        found
    }

    /// What is staged, where that is checked.
    pub fn staged(&self) -> Option<&Changes> {
        self.changes.as_ref().filter(|_| self.is_of_staged)
    }

    /// Removes from a report what is not to be reported. Where findings are to become known instead, this is done and said,
    /// and the run ends with the status that is returned.
    pub fn settle(
        self,
        arguments: &NewFindingsArguments,
        asked: &[PathBuf],
        report: &mut Report,
        linters: &Linters,
        session: &Session,
    ) -> Result<Option<ExitStatus>, Failure> {
        let linter = |file: &FileReport| linters.of(&session.config, Path::new(&file.path));
        let was_checked = |file: &FileReport, rule: &str| linter(file).is_some_and(|one| one.looks_for(rule));
        if let Some((file, path)) = self.writes {
            // Another run may have written since this one read it.
            let _others_wait = FolderLock::of_file(&path);
            let baseline = Baseline::read(&path).map_err(|error| Failure::Message(error.to_string()))?;
            let mut baseline = baseline.unwrap_or_else(|| Baseline::new(&path));
            baseline.enter(report, asked, &was_checked);
            baseline.write(file, &path).map_err(|error| Failure::Message(error.to_string()))?;
            let (findings, files) = baseline.counts();
            let known = count(findings, "finding", "findings");
            let files = count(files, "file", "files");
            let path = path.to_string_lossy();
            let said =
                format!("{} now has {known} in {files}; later runs report only new ones\n", harmless(&path));
            print(said.as_bytes())?;
            return Ok(Some(ending(report)));
        }
        if let Some(baseline) = self.baseline {
            baseline.apply(report, &was_checked);
        }
        if let Some(changes) = &self.changes {
            keep_changed(changes, report);
        }
        let Some(reason) = &arguments.add_ignores else { return Ok(None) };
        let is_done = add_ignores::add(report, reason, linters, &session.config)?;
        Ok(Some(if is_done { ending(report) } else { ExitStatus::Failed }))
    }
}

fn begin_baseline(path: &Path) -> Result<AtomicFile, Failure> {
    AtomicFile::open(path).map_err(|error| {
        let reason = reason_not_written(&error);
        Failure::Message(format!("the baseline {} cannot be written: {reason}", path.display()))
    })
}

/// The staged files under some paths. What is staged may be gone from its folder, so the folders are not asked.
fn staged_files(staged: &Changes, paths: &[PathBuf], force_exclude: bool, session: &Session) -> FoundFiles {
    let here = full(Path::new("."));
    let mut found = FoundFiles::default();
    let staged: Vec<PathBuf> = staged.staged_paths().collect();
    for path in if paths.is_empty() { std::slice::from_ref(&here) } else { paths } {
        let asked = full(path);
        let mut is_known = asked.exists();
        let glob = PathGlob::of(path).filter(|_| !is_known);
        let pages = staged.iter().map(|page| (page, page.strip_prefix(&here).unwrap_or(page)));
        let asked_for = pages.filter(|(page, shown)| match &glob {
            Some(glob) => glob.names(shown),
            None => page.starts_with(&asked),
        });
        for (page, shown) in asked_for {
            is_known = true;
            // A page that is named is taken as it is, as everywhere.
            match *page == asked && !force_exclude {
                true => found.add_named(shown, &session.config),
                false => found.add_found(shown, &session.config, session.ignores()),
            }
        }
        if !is_known {
            let message = "there is no such file or folder, and none is staged".to_owned();
            found.failures.push(WalkFailure { path: path.clone(), message });
        }
    }
    found.put_in_order();
    found
}

/// Keeps only findings on lines that changed.
fn keep_changed(changes: &Changes, report: &mut Report) {
    for file in &mut report.files {
        let changed = changes.of(Path::new(&file.path));
        if let (Some(source), Some(changed)) = (&file.source, changed) {
            changed.keep(source.text(), &mut file.diagnostics);
        }
    }
}

/// How a run that only makes findings known ends.
fn ending(report: &Report) -> ExitStatus {
    for file in &report.files {
        file.errors.iter().for_each(|error| complain(&format!("{}: {error}", file.path)));
    }
    if report.files.iter().any(|file| !file.errors.is_empty()) {
        ExitStatus::Failed
    } else {
        ExitStatus::Clean
    }
}
