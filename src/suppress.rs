//! Suppressions: comments in the text that take findings back. Each names rules, categories or packs and gives a reason.
//!
//! Comments are taken apart by [`crate::document::directives`]; here it is decided which findings they cover, and what is
//! wrong with them: a suppression that is broken, unknown, unused or expired is a finding of its own.

use std::ops::Range;

use crate::check::{Checker, Scratch};
use crate::day::Day;
use crate::diagnostic::{Diagnostic, Fingerprint};
use crate::document::directives::{Directive, Verb, Word};
use crate::document::{BlockKind, Document};
use crate::fault::did_you_mean;
use crate::rule::{Category, Rule, RuleKind, RuleSet, SuppressionFault};

/// What a check found, and what the text takes back of it.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings that stand, in order of place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that a suppression takes back, in the same order, each with the first of the document's directives that
    /// does, by its index.
    pub suppressed: Vec<(Diagnostic, usize)>,
}

/// Checks a document, and does what its suppressions say.
pub fn check(checker: &Checker, document: &Document, scratch: &mut Scratch) -> Checked {
    let found = checker.check(document, scratch);
    if document.directives().is_empty() {
        return Checked { diagnostics: found, suppressed: Vec::new() };
    }
    let rules = checker.rule_set();
    let mut faults = Faults { rules, found: Vec::new() };
    let today = checker.house().today();
    let mut suppressions: Vec<Suppression<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, directive) in document.directives().iter().enumerate() {
        let range = match directive.verb {
            Verb::Unknown => {
                let known = Verb::ALL.iter().map(|(word, _)| *word);
                let meant = did_you_mean(&directive.word.text, known).unwrap_or_else(|| {
                    "claimlint-ignore, -ignore-start, -ignore-end and -ignore-file are known".to_owned()
                });
                faults.add(SuppressionFault::Broken, directive, &directive.word, &meant);
                continue;
            }
            Verb::End => {
                match closed(&open, &suppressions, directive) {
                    Some(at) => suppressions[open.remove(at)].range.end = directive.span.start(),
                    None => {
                        let found = "there is no claimlint-ignore-start before it that it ends";
                        faults.add(SuppressionFault::Broken, directive, &directive.word, found);
                    }
                }
                continue;
            }
            Verb::File => 0..usize::MAX,
            Verb::Start => directive.span.end()..usize::MAX,
            Verb::Block => block(document, directive),
        };
        if directive.verb == Verb::Start {
            open.push(suppressions.len());
        }
        let names = faults.names_of(directive, today);
        suppressions.push(Suppression { index, directive, range, names });
    }
    for index in open {
        let directive = suppressions[index].directive;
        let found = "no claimlint-ignore-end ends it, so that it holds for the rest of the file";
        faults.add(SuppressionFault::Broken, directive, &directive.word, found);
    }
    let mut checked = Checked::default();
    for diagnostic in found {
        let mut covering = None;
        for suppression in &mut suppressions {
            if suppression.covers(&diagnostic) {
                covering = covering.or(Some(suppression.index));
            }
        }
        match covering {
            Some(index) => checked.suppressed.push((diagnostic, index)),
            None => checked.diagnostics.push(diagnostic),
        }
    }
    for Suppression { directive, names, .. } in &suppressions {
        for (name, _) in names.iter().filter(|(name, is_used)| !is_used && is_checked(rules, &name.text)) {
            faults.add(SuppressionFault::Unused, directive, name, "");
        }
    }
    if !faults.found.is_empty() {
        checked.diagnostics.extend(faults.found);
        checked.diagnostics.sort_by(|one, other| {
            let key = |one: &Diagnostic| (one.span.start(), one.span.end());
            key(one).cmp(&key(other)).then_with(|| one.rule.id.cmp(&other.rule.id))
        });
    }
    checked
}

/// A comment that takes findings back.
struct Suppression<'d> {
    /// Which of the document's directives it is.
    index: usize,
    directive: &'d Directive,
    /// Where it holds, in bytes of the source's text.
    range: Range<usize>,
    /// The names that hold, and whether they took anything back.
    names: Vec<(&'d Word, bool)>,
}

impl Suppression<'_> {
    /// Whether it takes a finding back, which its names remember.
    fn covers(&mut self, diagnostic: &Diagnostic) -> bool {
        if !self.range.contains(&diagnostic.span.start()) {
            return false;
        }
        let mut covers = false;
        for (name, is_used) in &mut self.names {
            if diagnostic.rule.is_called(&name.text) {
                *is_used = true;
                covers = true;
            }
        }
        covers
    }
}

/// Which of the open suppressions a comment ends: the last, or the last that names the same.
fn closed(open: &[usize], suppressions: &[Suppression<'_>], end: &Directive) -> Option<usize> {
    let names = |directive: &Directive| {
        let mut names: Vec<String> = directive.names.iter().map(|name| name.text.clone()).collect();
        names.sort();
        names
    };
    let wanted = names(end);
    open.iter().rposition(|index| wanted.is_empty() || names(suppressions[*index].directive) == wanted)
}

/// The bytes of the source's text that a comment for one block holds for: those of its block, and what follows up to the
/// next, such as the marker of a note and the texts of pictures. In front of a table, the whole table.
fn block(document: &Document, directive: &Directive) -> Range<usize> {
    let blocks = document.blocks();
    let first = document.block_at(directive.at);
    let Some(block) = blocks.get(first) else { return 0..0 };
    let is_cell = |index: usize| blocks.get(index).is_some_and(|block| block.kind == BlockKind::TableCell);
    let mut last = first;
    let opens_table = is_cell(first) && !first.checked_sub(1).is_some_and(is_cell);
    if opens_table && directive.at <= block.span.start() && !directive.is_inside {
        while is_cell(last + 1) {
            last += 1;
        }
    }
    let start = document.source_span(block.span).start();
    let mut behind = blocks[last + 1..].iter().filter(|block| block.kind != BlockKind::AltText);
    let end = behind.next().map_or(usize::MAX, |next| document.source_span(next.span).start());
    start..end
}

/// Whether the rules of a name are looked for, so that it would show where it took something back.
fn is_checked(rules: &RuleSet, name: &str) -> bool {
    let of_name: Vec<(usize, &Rule)> =
        rules.rules.iter().map(AsRef::as_ref).enumerate().filter(|(_, rule)| rule.is_called(name)).collect();
    let is_asked_for = |rule: &Rule| rules.is_default(rule) || rule.id == name;
    of_name.iter().any(|(index, _)| rules.uses(*index))
        && of_name.iter().all(|(index, rule)| rules.uses(*index) || !is_asked_for(rule))
}

/// What is wrong with suppressions.
struct Faults<'c> {
    rules: &'c RuleSet,
    found: Vec<Diagnostic>,
}

impl Faults<'_> {
    /// The names by which a comment takes findings back; none where the comment does not hold.
    fn names_of<'d>(&mut self, directive: &'d Directive, today: Day) -> Vec<(&'d Word, bool)> {
        let broken = match (directive.names.is_empty(), &directive.reason) {
            (true, _) => Some("it names no rule, category or pack"),
            (_, None) => Some("it gives no reason; write it behind a colon, at the end"),
            _ => None,
        };
        if let Some(found) = broken {
            self.add(SuppressionFault::Broken, directive, &directive.word, found);
            return Vec::new();
        }
        if let Some(until) = &directive.until {
            let day = Day::read(&until.text);
            if day.is_none() {
                let found = "its last day is written as until=2027-01-31";
                self.add(SuppressionFault::Broken, directive, until, found);
                return Vec::new();
            }
            if day.is_some_and(|day| day < today) {
                self.add(SuppressionFault::Expired, directive, until, &until.text);
                return Vec::new();
            }
        }
        let rules = self.rules;
        let can_be = |rule: &Rule| rule.kind != RuleKind::Suppression;
        let is_known = |name: &str| rules.rules.iter().any(|rule| can_be(rule) && rule.is_called(name));
        let is_name = |name: &str| is_known(name) || Category::ALL.iter().any(|one| one.name() == name);
        let (known, unknown): (Vec<_>, Vec<_>) = directive.names.iter().partition(|name| is_name(&name.text));
        for name in unknown {
            let all = rules.rules.iter().filter(|rule| can_be(rule));
            let names = all.flat_map(|rule| [rule.id.as_str(), rule.pack.as_str(), rule.category.name()]);
            let meant = did_you_mean(&name.text, names).map_or(String::new(), |meant| format!("; {meant}"));
            self.add(SuppressionFault::Unknown, directive, name, &meant);
        }
        known.into_iter().map(|name| (name, false)).collect()
    }

    fn add(&mut self, fault: SuppressionFault, directive: &Directive, at: &Word, found: &str) {
        let mut selected = self.rules.selected().map(|(_, rule)| rule);
        let Some(rule) = selected.find(|rule| rule.suppression == Some(fault)) else { return };
        let names: Vec<&str> = directive.names.iter().map(|name| name.text.as_str()).collect();
        let words = format!("{}: {}", names.join(" "), directive.reason.as_deref().unwrap_or_default());
        self.found.push(Diagnostic {
            rule: rule.clone(),
            severity: rule.severity,
            message: rule.message.replace("{match}", &at.text).replace("{found}", found),
            span: at.span,
            text: at.text.clone(),
            grade: None,
            labels: Vec::new(),
            fix: None,
            fingerprint: Fingerprint::of(rule, &at.text, &words),
        });
    }
}
