//! The code quality report of GitLab (<https://docs.gitlab.com/ci/testing/code_quality/>), shown in merge requests.

use std::collections::BTreeMap;
use std::io::{self, Write};

use claimlint_rules::Severity;
use claimlint_workspace::report::{FileReport, Report};
use serde_json::{Value, json};

use super::each::Each;
use super::untrusted::Escaped;
use super::wording::with_help;

/// Writes one JSON list with an entry for each finding and each file that failed.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let entries = || report.files.iter().flat_map(|file| errors(file).chain(findings(file)));
    serde_json::to_writer_pretty(Escaped(out), &Each(entries))?;
    writeln!(out)
}

fn errors(file: &FileReport) -> impl Iterator<Item = Value> {
    file.errors.iter().enumerate().map(|(index, error)| {
        let line = error.position.map_or(1, |at| at.line);
        json!({
            "description": error.message, "check_name": "unreadable", "severity": "critical",
            "fingerprint": format!("{}#{index}", file.path_from_root()),
            "location": { "path": file.path_from_root(), "lines": { "begin": line } },
        })
    })
}

fn findings(file: &FileReport) -> impl Iterator<Item = Value> {
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    let found = file.source.iter().flat_map(|source| file.diagnostics.iter().map(move |one| (source, one)));
    found.map(move |(source, one)| {
        let severity = match one.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        };
        let (start, end) = (source.position(one.span.start()), source.position(one.span.end()));
        // GitLab drops an entry whose fingerprint it has already, and the same sentence may come twice.
        let own = format!("{:016x}-{}", one.fingerprint, file.path_from_root());
        let times = seen.entry(one.fingerprint.value()).or_default();
        *times += 1;
        let fingerprint = if *times == 1 { own } else { format!("{own}-{times}") };
        json!({
            "description": with_help(file, one),
            "check_name": one.rule.id, "fingerprint": fingerprint, "severity": severity,
            "location": {
                "path": file.path_from_root(),
                "positions": {
                    "begin": { "line": start.line, "column": start.column },
                    "end": { "line": end.line, "column": end.column },
                },
                "lines": { "begin": start.line, "end": end.line },
            },
        })
    })
}
