//! The JSON report, version 1. Tools read it: fields are added, never changed.

use std::io::{self, Write};

use claimlint_base::grade::Grade;
use claimlint_base::place::Place;
use claimlint_base::source::{Position, Source, floor_boundary};
use claimlint_base::span::Span;
use claimlint_engine::{Diagnostic, Edit, Fix, Label, Suggestion};
use claimlint_rules::PageKind;
use claimlint_workspace::hidden_by::HiddenBy;
use claimlint_workspace::report::{FileReport, Report};
use serde::Serialize;

use super::in_order::in_order;
use super::norms::JsonNorm;
use super::place::{Quotation, quotation};
use super::untrusted::write_json;

#[derive(Serialize)]
struct JsonFile<'r> {
    path: &'r str,
    words: usize,
    error: Option<String>,
    #[serde(flatten)]
    page: Option<JsonPage>,
    diagnostics: Vec<JsonDiagnostic<'r>>,
}

/// What kind of page a file is taken for; null where nothing decides.
#[derive(Serialize)]
struct JsonPage {
    kind: Option<&'static str>,
    kind_assumed: bool,
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
    start: JsonPosition<'r>,
    end: JsonPosition<'r>,
    grade: Option<&'r str>,
    labels: Vec<JsonLabel<'r>>,
    norms: Vec<JsonNorm<'r>>,
    fix: Option<JsonFix<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<JsonSuggestion<'r>>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_by: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotation: Option<Quotation<'r>>,
}

/// A place; in a document of a word processor, one in a part of it.
#[derive(Serialize)]
pub struct JsonPosition<'r> {
    byte: usize,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
}

#[derive(Serialize)]
struct JsonLabel<'r> {
    message: &'r str,
    start: JsonPosition<'r>,
    end: JsonPosition<'r>,
}

/// A fix.
#[derive(Serialize)]
pub struct JsonFix<'r> {
    title: &'r str,
    safety: &'r str,
    edits: Vec<JsonEdit<'r>>,
}

/// What to write instead, which nobody applies unasked.
#[derive(Serialize)]
pub struct JsonSuggestion<'r> {
    title: &'r str,
    edits: Vec<JsonEdit<'r>>,
}

#[derive(Serialize)]
struct JsonEdit<'r> {
    start: JsonPosition<'r>,
    end: JsonPosition<'r>,
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
        write_json(out, &file(one))?;
        let is_last = report.files.get(last).is_some_and(|other| std::ptr::eq(other, one));
        if is_last { Ok(()) } else { write!(out, ",") }
    })?;
    if !report.gone.is_empty() {
        write!(out, "\n],\"gone\":")?;
        write_json(out, &report.gone)?;
    } else {
        write!(out, "\n]")?;
    }
    write!(out, ",\"skipped\":")?;
    write_json(out, &report.skipped)?;
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
    write_json(out, &line)
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
        page: file
            .page
            .map(|page| JsonPage { kind: page.kind.map(PageKind::name), kind_assumed: page.is_assumed }),
        error: (!errors.is_empty()).then(|| errors.join("; ")),
        diagnostics: diagnostics.collect(),
    }
}

fn diagnostic<'r>(
    diagnostic: &'r Diagnostic,
    source: &'r Source,
    file: &'r FileReport,
) -> JsonDiagnostic<'r> {
    let rule = &diagnostic.rule;
    let (start, end) = ends(diagnostic.span, source);
    let place = file.record_of(diagnostic);
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
        norms: JsonNorm::all(&rule.norms),
        fix: diagnostic.fix.as_ref().map(|one| fix(one, source)),
        suggestions: diagnostic.suggestions.iter().map(|one| suggestion(one, source)).collect(),
        fingerprint: format!("{:016x}", diagnostic.fingerprint),
        hidden_by: file.hidden_by(diagnostic).map(HiddenBy::name),
        record: place.and_then(|place| place.record.as_deref()),
        key: place.map(|place| place.key.as_str()),
        heading: Place::of(source, diagnostic.span.start()).and_then(|place| place.heading),
        quotation: quotation(source, diagnostic.span),
    }
}

fn label<'r>(label: &'r Label, source: &'r Source) -> JsonLabel<'r> {
    let (start, end) = ends(label.span, source);
    JsonLabel { message: &label.message, start, end }
}

/// A fix in a text.
pub fn fix<'r>(fix: &'r Fix, source: &'r Source) -> JsonFix<'r> {
    JsonFix { title: &fix.title, safety: fix.safety.name(), edits: edits(&fix.edits, source) }
}

/// A suggestion for a text.
pub fn suggestion<'r>(one: &'r Suggestion, source: &'r Source) -> JsonSuggestion<'r> {
    JsonSuggestion { title: &one.title, edits: edits(&one.edits, source) }
}

fn edits<'r>(edits: &'r [Edit], source: &'r Source) -> Vec<JsonEdit<'r>> {
    let edits = edits.iter().map(|edit| {
        let (start, end) = ends(edit.span, source);
        JsonEdit { start, end, text: &edit.text }
    });
    edits.collect()
}

/// Where a stretch of a text begins and ends.
pub fn ends(span: Span, source: &Source) -> (JsonPosition<'_>, JsonPosition<'_>) {
    // What ends a stretch is in the part of its last character.
    let last = span.end().saturating_sub(usize::from(!span.is_empty()));
    let last = floor_boundary(source.text(), last);
    let start = position(source.position(span.start()), source, span.start());
    (start, position(source.end_position(span.end()), source, last))
}

fn position(at: Position, source: &Source, offset: usize) -> JsonPosition<'_> {
    let Position { byte, line, column } = at;
    let place = Place::of(source, offset);
    let (part, paragraph) = (place.map(|place| place.part), place.map(|place| place.paragraph));
    JsonPosition { byte, line, column, part, paragraph }
}
