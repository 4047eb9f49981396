//! What a run found, file by file, and how it ends. Renderers only read it; nothing is counted while printing.

use std::collections::BTreeMap;
use std::path::Path;

use claimlint_base::source::{Position, Source};
use claimlint_base::span::Span;
use claimlint_engine::fix;
use claimlint_engine::{Diagnostic, MOST_FINDINGS, Page};
use claimlint_rules::{Safety, Severity};

use crate::config::FailLevels;
use crate::hidden_by::HiddenBy;
use crate::kinds_of_files::SkippedFile;
use crate::page_view::PageView;

/// The result of a run.
#[derive(Debug)]
pub struct Report {
    /// The files, in order of their paths.
    pub files: Vec<FileReport>,
    /// How far fixes are trusted that are applied or offered.
    pub safety: Safety,
    /// What the baseline has and the files no longer do, in order.
    pub gone: Vec<GoneFinding>,
    /// What was found and not read, in order.
    pub skipped: Vec<SkippedFile>,
    /// How many findings are not shown, because they weigh less than what is asked for.
    pub unshown: usize,
    /// Whether the run failed as a whole: it read nothing, or left out what it must not.
    pub has_failed: bool,
}

/// Findings that a baseline has and that are no longer there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct GoneFinding {
    /// The file as the baseline names it.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// The words.
    pub text: String,
    /// How many.
    pub count: usize,
}

impl Default for Report {
    fn default() -> Report {
        Report {
            files: Vec::new(),
            safety: Safety::Safe,
            gone: Vec::new(),
            skipped: Vec::new(),
            unshown: 0,
            has_failed: false,
        }
    }
}

/// The result for one file.
#[derive(Debug)]
pub struct FileReport {
    /// The path as the user knows it.
    pub path: String,
    /// The path from the root of the repository, where that is another.
    pub(crate) from_root: Option<String>,
    /// How many words were checked.
    pub words: usize,
    /// What kept the file, or a part of it, from being checked.
    pub errors: Vec<FileError>,
    /// What kind of page it is taken for, where the law of a market counts.
    pub page: Option<Page>,
    /// The language of the page, if it says that it is not English. Nothing in it was checked.
    pub other_language: Option<String>,
    /// Whether it is written for those who make the site, so that nothing in it was checked.
    pub is_for_programmers: bool,
    /// The text, where there is something to show in it.
    pub source: Option<Source>,
    /// The page as its readers see it, in a run that keeps it.
    pub view: Option<Box<PageView>>,
    /// The texts of a file of data that have findings, in order of place.
    pub records: Vec<RecordPlace>,
    /// The findings, in order of place; where fixes were applied, those that remain.
    pub diagnostics: Vec<Diagnostic>,
    /// What would have hidden some of them, by rule and place, in a run that trusts nothing in the repository.
    pub hidden: BTreeMap<(String, Span), HiddenBy>,
    /// How many findings the text suppresses.
    pub suppressed: usize,
    /// How many findings the baseline knows.
    pub known: usize,
    /// Which of them fail the run.
    pub fail_on: FailLevels,
    /// What fixes changed, or would.
    pub change: Option<Rewrite>,
    /// Fixes that were tried and left out, because they would have caused a new finding or a text other than the one
    /// they promise.
    pub fixes_left_out: usize,
    /// Whether its fixes could not be applied or written; why is among the errors.
    pub is_unfixed: bool,
}

impl FileReport {
    /// A report on a file about which nothing is known yet.
    pub fn new(path: String) -> FileReport {
        FileReport {
            path,
            from_root: None,
            words: 0,
            errors: Vec::new(),
            page: None,
            other_language: None,
            is_for_programmers: false,
            source: None,
            view: None,
            records: Vec::new(),
            diagnostics: Vec::new(),
            hidden: BTreeMap::new(),
            suppressed: 0,
            known: 0,
            fail_on: FailLevels::default(),
            change: None,
            fixes_left_out: 0,
            is_unfixed: false,
        }
    }

    /// The path as a CI service knows it: from the root of the repository, where there is one.
    pub fn path_from_root(&self) -> &str {
        self.from_root.as_ref().unwrap_or(&self.path)
    }

    /// What would have hidden a finding, if the repository were trusted.
    pub fn hidden_by(&self, finding: &Diagnostic) -> Option<HiddenBy> {
        // Nearly all runs trust it, and need no name to look for.
        if self.hidden.is_empty() {
            return None;
        }
        self.hidden.get(&(finding.rule.id.clone(), finding.span)).copied()
    }

    /// The text of a file of data in which a finding is.
    pub fn record_of(&self, finding: &Diagnostic) -> Option<&RecordPlace> {
        let at = finding.span.start();
        let after = self.records.partition_point(|one| one.span.start() <= at);
        self.records[..after].iter().rev().take(NEAR).find(|one| at <= one.span.end())
    }

    /// Notes for findings what would have hidden them; what was noted before stays.
    pub(crate) fn hide_by(&mut self, hidden_by: impl Fn(&Diagnostic) -> Option<HiddenBy>) {
        for one in &self.diagnostics {
            if let Some(by) = hidden_by(one) {
                self.hidden.entry((one.rule.id.clone(), one.span)).or_insert(by);
            }
        }
    }

    /// Notes for findings that are not among its own yet that a comment would have hidden them.
    pub(crate) fn hide(&mut self, suppressed: &[Diagnostic]) {
        for one in suppressed {
            self.hidden.entry((one.rule.id.clone(), one.span)).or_insert(HiddenBy::Comment);
        }
    }

    /// Notes the same for all findings.
    pub(crate) fn hide_all_by(&mut self, by: HiddenBy) {
        self.hide_by(|_| Some(by));
    }

    /// Whether one of its findings fails the run.
    fn fails(&self) -> bool {
        self.diagnostics.iter().any(|found| self.fail_on.fails(found.rule.category, found.severity))
    }

    /// A report on a file that could not be checked.
    pub fn failed(path: &Path, message: impl Into<String>) -> FileReport {
        let path = path.to_string_lossy().into_owned();
        FileReport { errors: vec![FileError::of_file(message)], ..FileReport::new(path) }
    }
}

/// So many texts are looked at for the one that a finding is in: texts hardly ever lie within each other.
const NEAR: usize = 8;

/// A text of a file of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPlace {
    /// Its bytes in the file's text.
    pub span: Span,
    /// What names its record; `None` where the file is one record.
    pub record: Option<String>,
    /// Its key in the record.
    pub key: String,
}

impl std::fmt::Display for RecordPlace {
    /// `Handle=vitamin-c-serum, Body (HTML)`
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = self.record.iter().chain([&self.key]).filter(|part| !part.is_empty());
        formatter.write_str(&parts.map(String::as_str).collect::<Vec<_>>().join(", "))
    }
}

/// What fixes make of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// The bytes of the file as it was read.
    pub before: Vec<u8>,
    /// Its bytes with the fixes applied.
    pub after: Vec<u8>,
    /// How many fixes that were.
    pub fixes: usize,
}

/// Why a file, or a part of it, was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// What is wrong and what to do.
    pub message: String,
    /// Where, if it is a place in the text.
    pub position: Option<Position>,
}

impl FileError {
    /// An error without a place in the text.
    pub(crate) fn of_file(message: impl Into<String>) -> FileError {
        FileError { message: message.into(), position: None }
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.position {
            Some(at) => write!(formatter, "line {}, column {}: {}", at.line, at.column, self.message),
            None => formatter.write_str(&self.message),
        }
    }
}

/// What is said about a file with so many findings that some were not looked for.
pub(crate) fn too_many() -> FileError {
    FileError::of_file(format!(
        "it has more than {MOST_FINDINGS} findings, so the check stopped there; check it in parts"
    ))
}

/// What is said about a file that would not be the same again.
pub(crate) const NOT_WRITTEN_BACK: &str = "it was left unchanged: its encoding has several ways to write its characters; save the file as UTF-8 to have it fixed";

/// Counts over all files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Files given, failed ones included.
    pub files: usize,
    /// Files that could not be checked in full.
    pub failed: usize,
    /// Words checked.
    pub words: usize,
    /// Findings that are errors.
    pub error: usize,
    /// Findings that are warnings.
    pub warning: usize,
    /// Findings that are notes.
    pub note: usize,
    /// Findings that a comment or a baseline suppressed.
    pub suppressed: usize,
    /// Those of them that the baseline knows.
    pub known: usize,
    /// Findings that the baseline has and the files no longer do.
    pub gone: usize,
    /// Findings that are not among the others, because they weigh less than what is asked for.
    #[serde(skip_serializing_if = "is_zero")]
    pub unshown: usize,
    /// Findings that the repository would have hidden, in a run that does not trust it.
    #[serde(skip_serializing_if = "is_zero")]
    pub hidden: usize,
    /// Files and pages that were found and not read.
    pub skipped: usize,
    /// Fixes applied.
    pub fixed: usize,
    /// Files that fixes were applied to.
    #[serde(skip)]
    pub fixed_files: usize,
    /// Findings with a fix that may be applied and was not tried.
    #[serde(skip)]
    pub fixable: usize,
    /// Findings with a fix that is too unsafe to be applied unasked.
    #[serde(skip)]
    pub fixable_unsafely: usize,
    /// Files whose fixes could not be applied or written; they are among the failed.
    #[serde(skip)]
    pub unfixed: usize,
    /// Fixes that were tried and left out.
    #[serde(skip)]
    pub fixes_left_out: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Summary {
    /// All findings.
    pub fn findings(&self) -> usize {
        self.error + self.warning + self.note
    }
}

/// What a run ends with. The numbers are the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Nothing at or above the severity that fails a run.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The run failed, or a file could not be checked.
    Failed = 2,
}

impl Report {
    /// The same report, with the files that were found and not read, and the pages in other languages.
    pub fn with_skipped(mut self, skipped: Vec<SkippedFile>) -> Report {
        self.skipped = skipped;
        let languages = self.files.iter().filter_map(|file| {
            file.other_language.as_ref().map(|tag| SkippedFile::in_language(&file.path, tag))
        });
        self.skipped.extend(languages);
        let for_programmers = self.files.iter().filter(|file| file.is_for_programmers);
        self.skipped.extend(for_programmers.map(|file| SkippedFile::for_programmers(&file.path)));
        // It holds sentences, and none under a key that is known to be copy.
        let is_silent = |file: &&FileReport| file.words == 0 && file.errors.is_empty();
        let silent = self.files.iter().filter(is_silent);
        self.skipped.extend(silent.filter_map(|file| SkippedFile::with_copy(Path::new(&file.path))));
        self.skipped.sort();
        self
    }

    /// Removes the findings of a lesser severity; how the run ends must be known before.
    pub fn show_only(&mut self, least: Severity) {
        for file in &mut self.files {
            let before = file.diagnostics.len();
            file.diagnostics.retain(|one| one.severity >= least);
            self.unshown += before - file.diagnostics.len();
        }
    }

    /// The counts over all files.
    pub fn summary(&self) -> Summary {
        let gone = self.gone.iter().map(|gone| gone.count).fold(0, usize::saturating_add);
        let skipped = self.skipped.len();
        let (files, unshown) = (self.files.len(), self.unshown);
        let mut summary = Summary { files, gone, skipped, unshown, ..Summary::default() };
        for file in &self.files {
            summary.failed += usize::from(!file.errors.is_empty());
            summary.words += file.words;
            summary.suppressed += file.suppressed + file.known;
            summary.known += file.known;
            summary.hidden += file.diagnostics.iter().filter(|one| file.hidden_by(one).is_some()).count();
            summary.fixed += file.change.as_ref().map_or(0, |change| change.fixes);
            summary.fixed_files += usize::from(file.change.is_some());
            summary.unfixed += usize::from(file.is_unfixed);
            summary.fixes_left_out += file.fixes_left_out;
            let fixes = file.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
            let allowed = fixes.clone().filter(|fix| fix::is_allowed(fix, self.safety)).count();
            summary.fixable += allowed.saturating_sub(file.fixes_left_out);
            summary.fixable_unsafely += fixes.count() - allowed;
            for diagnostic in &file.diagnostics {
                match diagnostic.severity {
                    Severity::Error => summary.error += 1,
                    Severity::Warning => summary.warning += 1,
                    Severity::Note => summary.note += 1,
                }
            }
        }
        summary
    }

    /// What the run ends with.
    pub fn exit_status(&self) -> ExitStatus {
        if self.has_failed || self.files.iter().any(|file| !file.errors.is_empty()) {
            return ExitStatus::Failed;
        }
        if self.files.iter().any(FileReport::fails) { ExitStatus::Findings } else { ExitStatus::Clean }
    }

    /// What a run ends with that only shows what fixes would change.
    pub fn exit_status_of_diff(&self) -> ExitStatus {
        if self.has_failed || self.files.iter().any(|file| !file.errors.is_empty()) {
            ExitStatus::Failed
        } else if self.files.iter().any(|file| file.change.is_some()) {
            ExitStatus::Findings
        } else {
            ExitStatus::Clean
        }
    }
}
