//! The diagnostic format of reviewdog (<https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>). Its columns count
//! bytes of UTF-8, from 1.

use std::io::{self, Write};

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::Diagnostic;
use claimlint_rules::Severity;
use claimlint_workspace::report::{FileReport, Report};
use serde::Serialize;
use serde_json::{Value, json};

use super::each::Each;
use super::untrusted::write_json;
use super::wording::with_help;

/// Writes the report as one JSON document.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics = Each(|| report.files.iter().flat_map(entries));
    let document = Document { diagnostics, source: Tool { name: "claimlint" } };
    write_json(out, &document)?;
    writeln!(out)
}

/// The report as a whole.
#[derive(Serialize)]
struct Document<D> {
    diagnostics: D,
    source: Tool,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

fn entries(file: &FileReport) -> impl Iterator<Item = Value> {
    let errors = file.errors.iter().map(|error| {
        let line = error.position.map_or(1, |at| at.line);
        let location = json!({ "path": file.path_from_root(), "range": { "start": { "line": line } } });
        json!({ "message": error.message, "location": location, "severity": "ERROR" })
    });
    let sources = file.source.iter();
    errors.chain(
        sources.flat_map(move |source| file.diagnostics.iter().map(move |one| entry(file, source, one))),
    )
}

fn entry(file: &FileReport, source: &Source, diagnostic: &Diagnostic) -> Value {
    let path = file.path_from_root();
    let severity = match diagnostic.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    // A suggestion has one range, so a fix in several places cannot be one.
    let fixes = diagnostic.fix.iter().map(|fix| fix.edits.as_slice());
    let edits = fixes.chain(diagnostic.suggestions.iter().map(|one| one.edits.as_slice()));
    let edits = edits.filter(|edits| edits.len() == 1);
    let suggestions: Vec<Value> =
        edits.flatten().map(|edit| json!({ "range": range(source, edit.span), "text": edit.text })).collect();
    let related: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let location = json!({ "path": path, "range": range(source, label.span) });
            json!({ "message": label.message, "location": location })
        })
        .collect();
    json!({
        "message": with_help(file, diagnostic),
        "location": { "path": path, "range": range(source, diagnostic.span) },
        "severity": severity,
        "code": { "value": diagnostic.rule.id },
        "suggestions": suggestions,
        "related_locations": related,
    })
}

fn range(source: &Source, span: Span) -> Value {
    json!({ "start": place(source, span.start()), "end": place(source, span.end()) })
}

fn place(source: &Source, at: usize) -> Value {
    let line = source.line_of(at);
    json!({ "line": line + 1, "column": at - source.line_span(line).start() + 1 })
}
