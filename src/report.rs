//! What a run found, file by file, and its verdict. Renderers only read it; nothing is counted while printing.

use crate::config::FailOn;
use crate::diagnostic::Diagnostic;
use crate::rule::Severity;
use crate::source::{Position, Source};

/// The result of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The files, in order of their paths.
    pub files: Vec<FileReport>,
}

/// The result for one file.
#[derive(Debug)]
pub struct FileReport {
    /// The path as the user knows it.
    pub path: String,
    /// How many words were checked.
    pub words: usize,
    /// What kept the file, or a part of it, from being checked.
    pub errors: Vec<FileError>,
    /// The text, where there is something to show in it.
    pub source: Option<Source>,
    /// The findings, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a file, or a part of it, was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// What is wrong and what to do.
    pub message: String,
    /// Where, if it is a place in the text.
    pub position: Option<Position>,
}

impl std::fmt::Display for FileError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.position {
            Some(at) => write!(formatter, "line {}, column {}: {}", at.line, at.column, self.message),
            None => formatter.write_str(&self.message),
        }
    }
}

/// Counts over all files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Files given, failed ones included.
    pub files: usize,
    /// Files of which not all could be checked.
    pub failed: usize,
    /// Words checked.
    pub words: usize,
    /// Findings that are errors.
    pub error: usize,
    /// Findings that are warnings.
    pub warning: usize,
    /// Findings that are notes.
    pub note: usize,
    /// Findings that a comment or a baseline took back.
    pub suppressed: usize,
}

impl Summary {
    /// All findings.
    pub fn findings(&self) -> usize {
        self.error + self.warning + self.note
    }
}

/// What a run ends with. The numbers are the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing at or above the severity that fails a run.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The run failed, or a file could not be checked.
    Failed = 2,
}

impl Report {
    /// The counts over all files.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { files: self.files.len(), ..Summary::default() };
        for file in &self.files {
            summary.failed += usize::from(!file.errors.is_empty());
            summary.words += file.words;
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
    pub fn verdict(&self, fail_on: FailOn) -> Verdict {
        if self.files.iter().any(|file| !file.errors.is_empty()) {
            return Verdict::Failed;
        }
        let mut diagnostics = self.files.iter().flat_map(|file| &file.diagnostics);
        if diagnostics.any(|diagnostic| fail_on.fails(diagnostic.severity)) {
            Verdict::Findings
        } else {
            Verdict::Clean
        }
    }
}
