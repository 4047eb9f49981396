//! `claimlint check --explain-silence FILE:LINE`: why a line has no finding, or a lesser one, for people and for editors.

use claimlint_engine::diagnostic::Diagnostic;
use claimlint_rules::selection::Step;
use claimlint_rules::{Rule, Selection};
use claimlint_workspace::explain::{Explainer, Question};
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
    arguments.check_names(&session.library)?;
    let known = NewFindings::read(&arguments.known, &session)?;
    if !matches!(arguments.format, ReportFormat::Pretty | ReportFormat::Json) {
        let message = "--explain-silence is for people, or for tools with --format json";
        return Err(Failure::Message(message.into()));
    }
    let selection = arguments.narrow(session.selection_for(&question.path));
    let explainer = Explainer {
        used: &session.checker(&selection),
        all: &session.checker(&everything(&selection)),
        off: &|rule: &Rule| selection.off(rule, &session.library.packs),
        split: &|found: Vec<Diagnostic>| known.split(&question.path, found),
    };
    let answer = explainer.answer(question);
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

/// All rules, with the severities and spellings of a selection.
fn everything(selection: &Selection) -> Selection {
    let mut everything = Selection::only(["all"]);
    let severities = selection.steps.iter().map(|step| step.severity.clone());
    everything.steps.extend(severities.map(|severity| Step { severity, ..Step::default() }));
    everything.prefer.clone_from(&selection.prefer);
    everything
}
