//! `claimlint check --explain-silence FILE:LINE`: why a line has no finding, or a lesser one, for people and for editors.

use std::io::Write;
use std::sync::Arc;

use super::known::Known;
use super::output::Format;
use super::setup::Setup;
use super::{Failure, look_out, print};
use crate::check::Checker;
use crate::diagnostic::Diagnostic;
use crate::explanation::{Explainer, Question};
use crate::render::silence;
use crate::report::Verdict;
use crate::rule::selection::Step;
use crate::rule::{RuleSet, Selection};

/// Answers the question. `narrow` changes the selection as the command line says.
pub fn run(
    question: &Question,
    format: Format,
    (setup, known): (&Setup, &Known),
    narrow: impl Fn(Selection) -> Selection,
) -> Result<Verdict, Failure> {
    if !matches!(format, Format::Pretty | Format::Json) {
        let message = "--explain-silence is for people, or for tools with --format json";
        return Err(Failure::Message(message.into()));
    }
    let Setup { library, dictionary, house, config, .. } = setup;
    let selection = narrow(config.selection(&config.overrides_of(&question.path)));
    let mut everything = Selection::only(["all"]);
    let severities = selection.steps.iter().map(|step| step.severity.clone());
    everything.steps.extend(severities.map(|severity| Step { severity, ..Step::default() }));
    everything.prefer.clone_from(&selection.prefer);
    let checker = |selection: &Selection| {
        let rules = RuleSet::select(library, selection);
        Checker::of_house(rules, Arc::clone(dictionary), Arc::clone(house))
    };
    let (used, all) = (checker(&selection), checker(&everything));
    let off = |rule: &_| selection.off(rule, &library.packs);
    let split = |found: Vec<Diagnostic>| known.split(&question.path, found);
    let answer = Explainer { used: &used, all: &all, off: &off, split: &split }.answer(question);
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
    Ok(setup.ending(verdict))
}
