//! `claimlint check --explain-silence FILE:LINE`: why a line has no finding, or a lesser one, for people and for editors.

use std::io::Write;

use claimlint_engine::Diagnostic;
use claimlint_rules::Selection;
use claimlint_workspace::explain::{Question, explain};
use claimlint_workspace::report::Verdict;
use claimlint_workspace::session::Session;

use super::new_findings::NewFindings;
use super::output::Format;
use super::{Failure, look_out, print};
use crate::render::silence;

/// Answers the question. `narrow` changes the selection as the command line says.
pub fn run(
    question: &Question,
    format: Format,
    (session, known): (&Session, &NewFindings),
    narrow: impl Fn(Selection) -> Selection,
) -> Result<Verdict, Failure> {
    if !matches!(format, Format::Pretty | Format::Json) {
        let message = "--explain-silence is for people, or for tools with --format json";
        return Err(Failure::Message(message.into()));
    }
    let config = &session.config;
    let selection = narrow(session.selection_for(&question.path));
    let linter = session.linter(&selection);
    let split = |found: Vec<Diagnostic>| known.split(&question.path, found);
    let answer = explain(&linter, question, &split);
    let explanation = answer.map_err(|error| Failure::Message(error.to_string()))?;
    let is_excluded = config.excludes(&question.path);
    let mut out = Vec::new();
    match format {
        Format::Json => silence::json(&explanation, is_excluded, &mut out)?,
        _ => silence::write(&explanation, is_excluded, look_out(), &mut out)?,
    }
    print(&out)?;
    for error in &explanation.errors {
        writeln!(
            anstream::stderr(),
            "error: {}",
            crate::render::harmless(&format!("{}: {error}", explanation.path))
        )?;
    }
    let verdict = if explanation.errors.is_empty() { Verdict::Clean } else { Verdict::Failed };
    Ok(session.ending(verdict))
}
