//! What was found in a record, as one line of JSON.
//!
//! It has less than the report in JSON: why a rule is there, and what norms it rests on, is the same each time, and
//! `claimlint explain RULE` says it.

use std::io::{self, Write};

use claimlint_base::grade::Grade;
use claimlint_base::source::Source;
use claimlint_engine::Diagnostic;
use claimlint_workspace::records::RecordFound;
use serde::Serialize;
use serde_json::value::RawValue;

use super::each::Each;
use super::json::{JsonFix, JsonPosition, JsonSuggestion, ends, fix, suggestion};
use super::untrusted::write_json;

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
    start: JsonPosition<'r>,
    end: JsonPosition<'r>,
    grade: Option<&'r str>,
    fix: Option<JsonFix<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<JsonSuggestion<'r>>,
    fingerprint: String,
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
    write_json(&mut *out, &record)?;
    writeln!(out)
}

fn finding<'r>(one: &'r Diagnostic, source: &'r Source) -> JsonFinding<'r> {
    let (start, end) = ends(one.span, source);
    JsonFinding {
        rule: &one.rule.id,
        category: one.rule.category.name(),
        severity: one.severity.name(),
        message: &one.message,
        text: &one.text,
        start,
        end,
        grade: one.grade.map(Grade::name),
        fix: one.fix.as_ref().map(|one| fix(one, source)),
        suggestions: one.suggestions.iter().map(|one| suggestion(one, source)).collect(),
        fingerprint: format!("{:016x}", one.fingerprint),
    }
}
