//! Names for findings by which a link leads to them: their fingerprints. Of findings with the same one, those after the first
//! have a number as well.

use std::fmt::{Display, Formatter};

use claimlint_engine::Diagnostic;
use claimlint_workspace::report::{FileReport, Report};
use rustc_hash::FxHashMap;

/// The names of all findings of a report.
pub struct Ids<'r> {
    files: FxHashMap<&'r str, OfFile>,
}

/// The names of the findings of a file.
#[derive(Default)]
pub struct OfFile {
    /// Which file it is, counted from 1.
    pub number: usize,
    /// How often the fingerprint of each finding came before, with those that are suppressed and those that are known after
    /// the others.
    repeats: Vec<u32>,
}

/// The name of a finding.
#[derive(Debug, Clone, Copy)]
pub struct Id {
    fingerprint: u64,
    repeats: u32,
}

impl Display for Id {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.fingerprint)?;
        if self.repeats > 0 { write!(formatter, "-{}", self.repeats + 1) } else { Ok(()) }
    }
}

impl<'r> Ids<'r> {
    /// Those of a report. Findings that are reported come before the others, so that to suppress one changes no other name.
    pub fn of(report: &'r Report) -> Ids<'r> {
        let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
        let mut files: FxHashMap<&str, OfFile> = FxHashMap::default();
        let mut name = |finding: &Diagnostic| {
            let seen = seen.entry(finding.fingerprint.value()).or_default();
            *seen += 1;
            *seen - 1
        };
        for (index, file) in report.files.iter().enumerate() {
            let of_file = files.entry(file.path.as_str()).or_default();
            of_file.number = index + 1;
            of_file.repeats.extend(file.diagnostics.iter().map(&mut name));
        }
        for file in &report.files {
            if let Some(of_file) = files.get_mut(file.path.as_str()) {
                of_file.repeats.extend(others(file).map(&mut name));
            }
        }
        Ids { files }
    }

    /// The number of a file, counted from 1.
    pub fn number(&self, file: &FileReport) -> usize {
        self.files.get(file.path.as_str()).map_or(0, |of_file| of_file.number)
    }

    /// The name of a finding of a file: by its index among those that are reported, then those that are suppressed, then those
    /// that are known.
    pub fn of_finding(&self, file: &FileReport, index: usize, finding: &Diagnostic) -> Id {
        let of_file = self.files.get(file.path.as_str());
        let repeats = of_file.and_then(|of_file| of_file.repeats.get(index)).copied().unwrap_or_default();
        Id { fingerprint: finding.fingerprint.value(), repeats }
    }
}

/// The findings of a file that are not reported.
fn others(file: &FileReport) -> impl Iterator<Item = &Diagnostic> {
    file.view.iter().flat_map(|view| view.suppressed.iter().map(|one| &one.diagnostic).chain(&view.known))
}
