//! What was found in a record, as one line of JSON.
//!
//! It has less than the report in JSON: why a rule is there, and what norms it rests on, is the same each time, and
//! `claimlint explain RULE` says it.

use std::io::{self, Write};

use claimlint_base::grade::Grade;
use claimlint_base::source::{Position, Source};
use claimlint_base::span::Span;
use claimlint_engine::{Diagnostic, Edit, Suggestion};
use claimlint_workspace::records::RecordFound;
use serde::Serialize;
use serde_json::value::RawValue;

use super::each::Each;
use super::untrusted::Escaped;

#[derive(Serialize)]
struct JsonRecord<'r, F: Serialize> {
    id: Option<&'r RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'r str>,
    findings: F,
}

#[derive(Serialize)]
struct JsonFinding<'r> {
    rule: &'r str,
    category: &'r str,
    severity: &'r str,
    message: &'r str,
    text: &'r str,
    start: Position,
    end: Position,
    grade: Option<&'r str>,
    fix: Option<JsonFix<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<JsonSuggestion<'r>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct JsonFix<'r> {
    title: &'r str,
    safety: &'r str,
    edits: Vec<JsonEdit<'r>>,
}

/// What to write instead, which nobody applies unasked.
#[derive(Serialize)]
struct JsonSuggestion<'r> {
    title: &'r str,
    edits: Vec<JsonEdit<'r>>,
}

#[derive(Serialize)]
struct JsonEdit<'r> {
    start: Position,
    end: Position,
    text: &'r str,
}

/// Writes a record's line. One that was not checked says which line of the input it is.
///
/// # Errors
/// The writer's own.
pub fn write(found: &RecordFound, line: u64, out: &mut dyn Write) -> io::Result<()> {
    let id = found.id.as_deref().and_then(|id| serde_json::from_str::<&RawValue>(id).ok());
    let findings = || {
        let source = found.source.iter();
        source.flat_map(|source| found.diagnostics.iter().map(|one| finding(one, source)))
    };
    let record = JsonRecord {
        id,
        line: found.error.is_some().then_some(line),
        error: found.error.as_deref(),
        findings: Each(findings),
    };
    serde_json::to_writer(Escaped(&mut *out), &record)?;
    writeln!(out)
}

fn finding<'r>(one: &'r Diagnostic, source: &Source) -> JsonFinding<'r> {
    let (start, end) = ends(one.span, source);
    let edits = |edits: &'r [Edit]| -> Vec<JsonEdit<'r>> {
        let edit = |one: &'r Edit| {
            let (start, end) = ends(one.span, source);
            JsonEdit { start, end, text: &one.text }
        };
        edits.iter().map(edit).collect()
    };
    let suggestion = |one: &'r Suggestion| JsonSuggestion { title: &one.title, edits: edits(&one.edits) };
    JsonFinding {
        rule: &one.rule.id,
        category: one.rule.category.name(),
        severity: one.severity.name(),
        message: &one.message,
        text: &one.text,
        start,
        end,
        grade: one.grade.map(Grade::name),
        fix: one.fix.as_ref().map(|fix| JsonFix {
            title: &fix.title,
            safety: fix.safety.name(),
            edits: edits(&fix.edits),
        }),
        suggestions: one.suggestions.iter().map(suggestion).collect(),
        fingerprint: format!("{:016x}", one.fingerprint),
    }
}

fn ends(span: Span, source: &Source) -> (Position, Position) {
    (source.position(span.start()), source.position(span.end()))
}
