//! Applies the fixes of findings to a text, round by round, until nothing is left that can be applied.
//!
//! A fix is tried before it is kept: the new text is read and checked again, and must say what the fix meant, between
//! the same markup, without a finding that was not there. How a text must be written where it goes in is
//! `writing`'s; files are for the modules above.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::{Rule, Safety};
use claimlint_text::{Document, Format, fold};
use thiserror::Error;

use crate::bisect::accept;
use crate::diagnostic::{Diagnostic, Edit, Fix};

mod writing;

pub use writing::with_own_apostrophes;

/// Fixes that touch wait for the next round. Real copy needs two or three.
const ROUNDS: usize = 10;

/// A text with its fixes applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The new text; the old one where nothing was applied.
    pub text: String,
    /// The rules whose fixes were applied, in the order of rounds and places.
    pub applied: Vec<Arc<Rule>>,
    /// How many were left out, because the text would say something else or have a new finding.
    pub left_out: usize,
}

/// Why a text was not fixed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FixError {
    /// Each round of fixes made the next.
    #[error(
        "the fixes still change the text after {ROUNDS} rounds, so none was applied; check what {rule} replaces"
    )]
    Endless {
        /// A rule whose fix was still to be applied.
        rule: String,
    },
}

/// A text as it is read and checked.
#[derive(Debug)]
pub struct Reading {
    /// What it says.
    pub document: Document,
    /// What is found in it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Applies all fixes of a text that are as safe as `safety`, or safer. `read` reads and checks a text.
///
/// # Errors
/// Fixes that never come to an end.
pub fn fix(
    text: &str,
    format: Format,
    safety: Safety,
    read: &mut dyn FnMut(&str) -> Reading,
) -> Result<Fixed, FixError> {
    let mut fixed = Fixed { text: text.to_owned(), applied: Vec::new(), left_out: 0 };
    let mut reading = read(text);
    let mut rounds = 0;
    loop {
        let proposals = proposals(&reading.diagnostics, safety);
        let mut trial = Trial { text: &fixed.text, format, before: &reading, read: &mut *read, best: None };
        let accepted = accept(Vec::new(), &proposals, &mut |base, more| trial.attempt(base, more));
        let Some((next_text, next_reading)) = trial.best else {
            fixed.left_out = proposals.len();
            return Ok(fixed);
        };
        if rounds == ROUNDS {
            let rule = accepted.last().map_or_else(String::new, |choice| choice.rule.id.clone());
            return Err(FixError::Endless { rule });
        }
        rounds += 1;
        fixed.applied.extend(accepted.into_iter().map(|choice| choice.rule));
        (fixed.text, reading) = (next_text, next_reading);
    }
}

/// Whether a fix may be applied where fixes of this safety may.
pub fn is_allowed(fix: &Fix, safety: Safety) -> bool {
    fix.safety <= safety
}

/// A text with edits made. Edits are taken in the order of their places; one that overlaps the edit before it, or is
/// no part of the text, is left out.
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut fixed = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        if let Some(between) = text.get(done..edit.span.start())
            && text.is_char_boundary(edit.span.end())
        {
            fixed.push_str(between);
            fixed.push_str(&edit.text);
            done = edit.span.end();
        }
    }
    fixed.push_str(&text[done..]);
    fixed
}

/// A fix that may be applied in a round.
struct Proposal<'d> {
    rule: &'d Arc<Rule>,
    fix: &'d Fix,
}

/// The fixes of a round, in the order of their places: of those that overlap or touch, the first.
fn proposals(diagnostics: &[Diagnostic], safety: Safety) -> Vec<Proposal<'_>> {
    let mut all: Vec<Proposal<'_>> = diagnostics
        .iter()
        .filter_map(|one| one.fix.as_ref().map(|fix| Proposal { rule: &one.rule, fix }))
        .filter(|one| is_allowed(one.fix, safety) && !one.fix.edits.is_empty())
        .collect();
    all.sort_by_key(|one| one.fix.edits.iter().map(|edit| edit.span).min());
    // Where the stretches begin that are taken, and where each ends. They never touch.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    all.retain(|one| {
        let is_taken =
            |span: Span| taken.range(..=span.end()).next_back().is_some_and(|(_, end)| span.start() <= *end);
        let is_free = !one.fix.edits.iter().any(|edit| is_taken(edit.span));
        if is_free {
            taken.extend(one.fix.edits.iter().map(|edit| (edit.span.start(), edit.span.end())));
        }
        is_free
    });
    all
}

/// A fix and the way it is written.
#[derive(Clone)]
struct Choice {
    rule: Arc<Rule>,
    /// What the text is to say.
    meant: Vec<Edit>,
    /// How it is written where it goes in.
    written: Vec<Edit>,
}

/// Finds which of a round's fixes can be applied together.
struct Trial<'t> {
    text: &'t str,
    format: Format,
    before: &'t Reading,
    read: &'t mut dyn FnMut(&str) -> Reading,
    /// The last new text that holds.
    best: Option<(String, Reading)>,
}

impl Trial<'_> {
    /// The fixes that hold in the text with `base`, where all of `more` do. One alone is tried in every way to write it.
    fn attempt(&mut self, base: &[Choice], more: &[Proposal<'_>]) -> Option<Vec<Choice>> {
        let ways = if more.len() == 1 { writing::WAYS } else { &writing::WAYS[..1] };
        let mut tried: Vec<Vec<Edit>> = Vec::new();
        for way in ways {
            let added: Vec<Choice> = more.iter().map(|one| self.choice(one, *way)).collect();
            // Most texts are written the same in most ways.
            if let [one] = added.as_slice() {
                if tried.contains(&one.written) {
                    continue;
                }
                tried.push(one.written.clone());
            }
            let all: Vec<Choice> = base.iter().cloned().chain(added).collect();
            if self.holds(&all) {
                return Some(all);
            }
        }
        None
    }

    fn choice(&self, proposal: &Proposal<'_>, way: writing::Way) -> Choice {
        let meant: Vec<Edit> = proposal
            .fix
            .edits
            .iter()
            .map(|edit| Edit { span: edit.span, text: writing::with_own_apostrophes(self.text, &edit.text) })
            .collect();
        let write = |edit: &Edit| Edit { span: edit.span, text: way.write(&edit.text, self.format) };
        let written = meant.iter().map(write).collect();
        Choice { rule: Arc::clone(proposal.rule), meant, written }
    }

    /// Tries some fixes together, and keeps the new text where it holds.
    fn holds(&mut self, choices: &[Choice]) -> bool {
        let text = apply(self.text, choices.iter().flat_map(|choice| &choice.written));
        if choices.is_empty() || text == self.text {
            return false;
        }
        let meant: Vec<&Edit> = choices.iter().flat_map(|choice| &choice.meant).collect();
        let Some(expected) = expected(self.text, &self.before.document, &meant) else { return false };
        let after = (self.read)(&text);
        let holds = is_same_but_for_words(&self.before.document, &meant, &after.document)
            && fold(after.document.text()) == expected
            && !has_new_finding(self.before, choices, &after);
        if holds {
            self.best = Some((text, after));
        }
        holds
    }
}

/// What the text should say after some edits, folded; `None` where one edits more than words.
fn expected(text: &str, document: &Document, edits: &[&Edit]) -> Option<String> {
    let mut changes: Vec<(Span, Cow<'_, str>)> = Vec::new();
    for edit in edits {
        let Some((words, touched)) = document.touched_by(edit.span) else {
            // The target of a link is not words.
            document.links().iter().find(|link| link.address == Some(edit.span))?;
            continue;
        };
        let before = text.get(touched.start()..edit.span.start())?;
        let following = text.get(edit.span.end()..touched.end())?;
        let said = match before.is_empty() && following.is_empty() {
            true => Cow::Borrowed(edit.text.as_str()),
            false => Cow::Owned([before, &edit.text, following].concat()),
        };
        changes.push((words, said));
    }
    changes.sort_by_key(|(words, _)| *words);
    let mut said = String::with_capacity(document.text().len());
    let mut done = 0;
    for (words, change) in changes {
        said.push_str(document.text().get(done..words.start())?);
        said.push_str(&change);
        done = words.end();
    }
    said.push_str(document.text().get(done..)?);
    Some(fold(&said))
}

/// Whether a document has, after some edits, the same blocks, links, markers and faults. A link leads elsewhere only where an
/// edit means it to.
fn is_same_but_for_words(one: &Document, edits: &[&Edit], other: &Document) -> bool {
    let same_blocks = one.blocks().len() == other.blocks().len()
        && one.blocks().iter().zip(other.blocks()).all(|(one, other)| {
            one.kind == other.kind && one.number == other.number && one.label == other.label
        });
    let meant = one.links().iter().map(|link| {
        let edit = edits.iter().find(|edit| link.address == Some(edit.span));
        edit.map_or(&link.target, |edit| &edit.text)
    });
    let same_targets = meant.eq(other.links().iter().map(|link| &link.target));
    let labels = |document: &Document| -> Vec<String> {
        document.markers().iter().map(|marker| marker.label.clone()).collect()
    };
    let unread = |document: &Document| -> Vec<String> {
        document.unread_parts().iter().map(|part| part.message.clone()).collect()
    };
    same_blocks && same_targets && labels(one) == labels(other) && unread(one) == unread(other)
}

/// Whether a rule finds more than it did, less what was fixed. A finding's fingerprint does not help here: it changes
/// with every fix in the same sentence.
fn has_new_finding(before: &Reading, choices: &[Choice], after: &Reading) -> bool {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &before.diagnostics {
        *left.entry(&one.rule.id).or_default() += 1;
    }
    for choice in choices {
        if let Some(count) = left.get_mut(choice.rule.id.as_str()) {
            *count = count.saturating_sub(1);
        }
    }
    after.diagnostics.iter().any(|one| match left.get_mut(one.rule.id.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}
