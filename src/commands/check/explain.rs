//! `claimlint check --explain-silence FILE:LINE`: why a line has no finding, or a lesser one, for people and for editors.

use claimlint_text::Format;
use claimlint_workspace::explain::{Question, explain as why};
use claimlint_workspace::kinds_of_files::refusal;
use claimlint_workspace::report::ExitStatus;

use super::arguments::CheckArguments;
use super::new_findings::NewFindings;
use super::output::ReportFormat;
use crate::commands::failure::{Failure, complain};
use crate::commands::terminal::{look_out, print};
use crate::render::explain;

/// Answers a question in place of a run.
pub fn run(question: &Question, arguments: &CheckArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.session.open_with_answers(Some(&question.path))?;
    arguments.choice.check_names(&session.library)?;
    let known = NewFindings::read(&arguments.known, &session)?;
    if !matches!(arguments.format, ReportFormat::Pretty | ReportFormat::Json) {
        let message = "--explain-silence is for people, or for tools with --format json";
        return Err(Failure::Message(message.into()));
    }
    let path = &question.path;
    if let Some(message) = refusal(path).filter(|_| session.config.format_of(path).is_none()) {
        return Err(Failure::Message(format!("{}: {message}", path.display())));
    }
    let selection = arguments.choice.narrow(session.selection_for(&question.path));
    let linter = session.linter(&selection);
    let format = session.config.format_of(&question.path).unwrap_or(Format::Plain);
    if format == Format::Data {
        let message = format!(
            "{}: --explain-silence answers for pages; put the text of the field into a file of its own, and ask there",
            path.display()
        );
        return Err(Failure::Message(message));
    }
    let answer = why(&linter, format, question, &|found| known.split(&question.path, found));
    let explanation = answer.map_err(|error| Failure::Message(error.to_string()))?;
    let is_excluded = session.config.excludes(&question.path);
    let mut out = Vec::new();
    match arguments.format {
        ReportFormat::Json => explain::json(&explanation, is_excluded, &mut out)?,
        _ => explain::write(&explanation, is_excluded, look_out(), &mut out)?,
    }
    print(&out)?;
    for error in &explanation.errors {
        complain(&format!("{}: {error}", explanation.path));
    }
    let status = if explanation.errors.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed };
    Ok(session.ending(status))
}
