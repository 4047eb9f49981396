//! The JSON report, version 1. Tools read it: fields are added, never changed.

use std::io::{self, Write};

use claimlint_base::grade::Grade;
use claimlint_base::source::{Position, Source};
use claimlint_base::span::Span;
use claimlint_engine::{Diagnostic, Fix, Label};
use claimlint_rules::Norm;
use claimlint_workspace::hidden_by::HiddenBy;
use claimlint_workspace::report::{FileReport, Report};
use serde::Serialize;

use super::in_order::in_order;
use super::untrusted::Escaped;

#[derive(Serialize)]
struct JsonFile<'r> {
    path: &'r str,
    words: usize,
    error: Option<String>,
    diagnostics: Vec<JsonDiagnostic<'r>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'r> {
    rule: &'r str,
    category: &'r str,
    severity: &'r str,
    message: &'r str,
    why: &'r str,
    help: &'r str,
    text: &'r str,
    start: Position,
    end: Position,
    grade: Option<&'r str>,
    labels: Vec<JsonLabel<'r>>,
    norms: &'r [Norm],
    fix: Option<JsonFix<'r>>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_by: Option<&'r str>,
}

#[derive(Serialize)]
struct JsonLabel<'r> {
    message: &'r str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct JsonFix<'r> {
    title: &'r str,
    safety: &'r str,
    edits: Vec<JsonEdit<'r>>,
}

#[derive(Serialize)]
struct JsonEdit<'r> {
    start: Position,
    end: Position,
    text: &'r str,
}

/// Writes the report as one JSON document, a line for each file.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":1,\"files\":[")?;
    let last = report.files.len().saturating_sub(1);
    in_order(report, out, |one, out| {
        writeln!(out)?;
        serde_json::to_writer(Escaped(out), &file(one))?;
        let is_last = report.files.get(last).is_some_and(|other| std::ptr::eq(other, one));
        if is_last { Ok(()) } else { write!(out, ",") }
    })?;
    if !report.gone.is_empty() {
        write!(out, "\n],\"gone\":")?;
        serde_json::to_writer(Escaped(out), &report.gone)?;
    } else {
        write!(out, "\n]")?;
    }
    write!(out, ",\"skipped\":")?;
    serde_json::to_writer(Escaped(out), &report.skipped)?;
    writeln!(out, ",\"summary\":{}}}", serde_json::to_string(&report.summary())?)
}

/// A finding with its file.
#[derive(Serialize)]
struct JsonLine<'r> {
    path: &'r str,
    #[serde(flatten)]
    diagnostic: JsonDiagnostic<'r>,
}

/// Writes a finding with its file as one JSON document, without a line end.
///
/// # Errors
/// The writer's own.
pub fn finding_line(
    file: &FileReport,
    finding: &Diagnostic,
    source: &Source,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = JsonLine { path: &file.path, diagnostic: diagnostic(finding, source, file) };
    Ok(serde_json::to_writer(Escaped(out), &line)?)
}

fn file(file: &FileReport) -> JsonFile<'_> {
    let errors: Vec<String> = file.errors.iter().map(ToString::to_string).collect();
    let diagnostics = file
        .source
        .iter()
        .flat_map(|source| file.diagnostics.iter().map(|one| diagnostic(one, source, file)));
    JsonFile {
        path: &file.path,
        words: file.words,
        error: (!errors.is_empty()).then(|| errors.join("; ")),
        diagnostics: diagnostics.collect(),
    }
}

fn diagnostic<'r>(diagnostic: &'r Diagnostic, source: &Source, file: &FileReport) -> JsonDiagnostic<'r> {
    let rule = &diagnostic.rule;
    let (start, end) = ends(diagnostic.span, source);
    JsonDiagnostic {
        rule: &rule.id,
        category: rule.category.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        why: &rule.why,
        help: &rule.help,
        text: &diagnostic.text,
        start,
        end,
        grade: diagnostic.grade.map(Grade::name),
        labels: diagnostic.labels.iter().map(|one| label(one, source)).collect(),
        norms: &rule.norms,
        fix: diagnostic.fix.as_ref().map(|one| fix(one, source)),
        fingerprint: format!("{:016x}", diagnostic.fingerprint),
        hidden_by: file.hidden_by(diagnostic).map(HiddenBy::name),
    }
}

fn label<'r>(label: &'r Label, source: &Source) -> JsonLabel<'r> {
    let (start, end) = ends(label.span, source);
    JsonLabel { message: &label.message, start, end }
}

fn fix<'r>(fix: &'r Fix, source: &Source) -> JsonFix<'r> {
    let edits = fix.edits.iter().map(|edit| {
        let (start, end) = ends(edit.span, source);
        JsonEdit { start, end, text: &edit.text }
    });
    JsonFix { title: &fix.title, safety: fix.safety.name(), edits: edits.collect() }
}

fn ends(span: Span, source: &Source) -> (Position, Position) {
    (source.position(span.start()), source.position(span.end()))
}
