//! Checks records of JSON, each by itself: a line in, what is found in it out.
//!
//! A record that cannot be checked says so, and the others are checked. How lines are read and written is for whoever calls.

use std::borrow::Cow;

use claimlint_base::source::Source;
use claimlint_engine::{Diagnostic, Linter};
use claimlint_rules::Severity;
use claimlint_text::Format;
use claimlint_text::data::TextKind;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::config::FailLevels;
use crate::guard::guarded;
use crate::pages::LARGEST_PAGE;

/// No line of a record has more bytes.
pub const LARGEST_RECORD: usize = LARGEST_PAGE;

/// A record as it comes in. Other keys are passed over.
#[derive(Deserialize)]
struct Record<'l> {
    #[serde(borrow, default)]
    id: Option<&'l RawValue>,
    #[serde(borrow, default)]
    text: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    format: Option<Cow<'l, str>>,
}

/// What was found in a record.
#[derive(Debug, Default)]
pub struct RecordFound {
    /// Its `id`, as JSON.
    pub id: Option<String>,
    /// Why it was not checked, or not all of it.
    pub error: Option<String>,
    /// Its text.
    pub source: Option<Source>,
    /// The findings, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings its comments suppress.
    pub suppressed: usize,
}

impl RecordFound {
    /// A record that was not checked.
    pub fn failed(error: impl Into<String>) -> RecordFound {
        RecordFound { error: Some(error.into()), ..RecordFound::default() }
    }

    /// One whose line is longer than any that is read.
    pub fn too_long() -> RecordFound {
        RecordFound::failed(format!(
            "the record has more than {} MiB, and was not checked",
            LARGEST_RECORD >> 20
        ))
    }

    /// Whether one of its findings fails the run.
    pub fn fails(&self, levels: &FailLevels) -> bool {
        self.diagnostics.iter().any(|one| levels.fails(one.rule.category, one.severity))
    }

    /// Leaves out findings of a lesser severity.
    pub fn show_only(&mut self, least: Severity) {
        self.diagnostics.retain(|one| one.severity >= least);
    }
}

/// Checks a line with a record.
pub fn check_record(line: &[u8], linter: &Linter) -> RecordFound {
    let line = match std::str::from_utf8(line) {
        Ok(line) => line,
        Err(error) => {
            let at = error.valid_up_to();
            return RecordFound::failed(format!(
                "byte {at} of the record is not UTF-8, and it was not checked"
            ));
        }
    };
    let record: Record<'_> = match serde_json::from_str(line) {
        Ok(record) => record,
        Err(error) => {
            let column = error.column();
            let message = format!(
                "this line is not a record of JSON with an `id` and a `text` (column {column}): {}",
                error.to_string().split(" at line ").next().unwrap_or_default()
            );
            return RecordFound::failed(message);
        }
    };
    let mut found = RecordFound { id: record.id.map(|id| id.get().to_owned()), ..RecordFound::default() };
    // What a table has no text for has no findings.
    let Some(text) = record.text else { return found };
    let format = match format_of(record.format.as_deref(), &text) {
        Ok(format) => format,
        Err(error) => {
            found.error = Some(error);
            return found;
        }
    };
    let source = Source::from_text(text.into_owned());
    let checked = guarded(&source, || {
        let document = linter.read(&source, format);
        let checked = linter.check_document(&document);
        (document, checked)
    });
    match checked {
        Ok((document, checked)) => {
            let unread = document.unread_parts().iter().map(|part| {
                let at = source.position(part.at);
                format!("line {}, column {}: {}", at.line, at.column, part.message)
            });
            let errors: Vec<String> = unread.collect();
            found.error = (!errors.is_empty()).then(|| errors.join("; "));
            found.suppressed = checked.suppressed.len();
            found.diagnostics = checked.diagnostics;
            found.source = Some(source);
        }
        Err(undone) => {
            let message = undone.to_string();
            found.error = Some(message.replace("this file", "this record").replace("the file", "the record"));
        }
    }
    found
}

fn format_of(name: Option<&str>, text: &str) -> Result<Format, String> {
    match name {
        None => Ok(Format::Plain),
        Some("mdx") => Ok(Format::Mdx),
        Some(name) => match TextKind::of_name(name) {
            Ok(kind @ (TextKind::Of(_) | TextKind::Auto)) => Ok(kind.format_of(text)),
            _ => Err(format!(
                "there is no format `{name}` for a text; write plain, markdown, mdx, html or auto"
            )),
        },
    }
}
