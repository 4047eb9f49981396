//! Suppressions: comments in the text that suppress findings. Each names rules, categories or packs and gives a reason.
//!
//! Comments are taken apart by [`claimlint_text::comments`]; here it is decided which findings they cover, and what is
//! wrong with them: a suppression that is broken, unknown, unused or expired is a finding of its own.

use std::collections::BTreeSet;
use std::ops::Range;

use claimlint_base::day::Day;
use claimlint_base::toml_fault::did_you_mean;
use claimlint_rules::{Body, Category, Rule, RuleKind, RuleSet, SuppressionFault};
use claimlint_text::comments::{CommentWord, Directive, Verb};
use claimlint_text::{Block, BlockKind, Document};
use rustc_hash::FxHashMap;

use crate::check::quote;
use crate::diagnostic::Diagnostic;

/// What a text suppresses of what was found in it.
#[derive(Debug, Default)]
pub struct Applied {
    /// The findings that stay, in order of place and rule, with those about comments themselves.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that a comment suppresses, in the same order, each with the first of the document's directives that does, by its
    /// index.
    pub suppressed: Vec<(Diagnostic, usize)>,
}

/// Does what the comments of a document say with what these rules found in it. `today` decides which of them have
/// expired.
pub fn apply(found: Vec<Diagnostic>, document: &Document, rules: &RuleSet, today: Day) -> Applied {
    if document.directives().is_empty() {
        return Applied { diagnostics: found, suppressed: Vec::new() };
    }
    let mut faults = Faults { rules, found: Vec::new() };
    let mut suppressions: Vec<Suppression<'_>> = Vec::new();
    let mut open = Open::default();
    let blocks = Blocks::of(document);
    for (index, directive) in document.directives().iter().enumerate() {
        let range = match directive.verb {
            Verb::Unknown => {
                let known: Vec<&str> = Verb::ALL.iter().map(|(word, _)| *word).collect();
                let found = format!("write one of {}", known.join(", "));
                faults.add(SuppressionFault::Broken, directive, &directive.word, &found);
                continue;
            }
            Verb::End => {
                match open.close(directive) {
                    Some(at) => suppressions[at].range.end = directive.span.start(),
                    None => {
                        let found = "there is no claimlint-ignore-start before it";
                        faults.add(SuppressionFault::Broken, directive, &directive.word, found);
                    }
                }
                continue;
            }
            Verb::File => 0..usize::MAX,
            Verb::Start => directive.span.end()..usize::MAX,
            Verb::Block => blocks.of_directive(document, directive),
        };
        if directive.verb == Verb::Start {
            open.add(suppressions.len(), directive);
        }
        let names = faults.names_of(directive, today);
        suppressions.push(Suppression { index, directive, range, names });
    }
    for index in open.all {
        let directive = suppressions[index].directive;
        let found = "it has no claimlint-ignore-end, so it applies to the rest of the file";
        faults.add(SuppressionFault::Broken, directive, &directive.word, found);
    }
    let mut applied = suppress(found, &mut suppressions);
    for Suppression { directive, names, .. } in &suppressions {
        for (name, _) in names.iter().filter(|(name, is_used)| !is_used && is_checked(rules, &name.text)) {
            faults.add(SuppressionFault::Unused, directive, name, "");
        }
    }
    if !faults.found.is_empty() {
        applied.diagnostics.extend(faults.found);
        applied.diagnostics.sort_by(|one, other| {
            let key = |one: &Diagnostic| (one.span.start(), one.span.end());
            key(one).cmp(&key(other)).then_with(|| one.rule.id.cmp(&other.rule.id))
        });
    }
    applied
}

/// A comment that suppresses findings.
struct Suppression<'d> {
    /// Which of the document's directives it is.
    index: usize,
    directive: &'d Directive,
    /// Where it holds, in bytes of the source's text.
    range: Range<usize>,
    /// The names that hold, and whether they suppressed anything.
    names: Vec<(&'d CommentWord, bool)>,
}

/// The suppressions that hold at a place by one name.
#[derive(Default)]
struct Holding {
    all: BTreeSet<usize>,
    /// Those of them that suppressed nothing yet, with the place of the name in their list.
    unused: Vec<(usize, usize)>,
}

/// Suppresses findings, in the order of their places, and marks the names that did. Each suppression is looked at where
/// it begins, where it ends and when it is first used, so that many comments and many findings cost no more than both.
fn suppress(found: Vec<Diagnostic>, suppressions: &mut [Suppression<'_>]) -> Applied {
    let by = |key: fn(&Range<usize>) -> usize| {
        let mut order: Vec<usize> = (0..suppressions.len()).collect();
        order.sort_by_key(|at| key(&suppressions[*at].range));
        order.into_iter().peekable()
    };
    let (mut starting, mut ending) = (by(|range| range.start), by(|range| range.end));
    let mut holding: FxHashMap<String, Holding> = FxHashMap::default();
    let mut checked = Applied::default();
    for diagnostic in found {
        let at = diagnostic.span.start();
        while let Some(next) = starting.next_if(|next| suppressions[*next].range.start <= at) {
            for (name, (word, _)) in suppressions[next].names.iter().enumerate() {
                let holding = holding.entry(word.text.clone()).or_default();
                holding.all.insert(next);
                holding.unused.push((next, name));
            }
        }
        while let Some(next) = ending.next_if(|next| suppressions[*next].range.end <= at) {
            for (word, _) in &suppressions[next].names {
                holding.get_mut(&word.text).map(|holding| holding.all.remove(&next));
            }
        }
        let mut covering: Option<usize> = None;
        for name in diagnostic.rules().flat_map(Rule::names) {
            let Some(holding) = holding.get_mut(name) else { continue };
            let first = holding.all.first().copied();
            if first.is_some() {
                for (one, name) in holding.unused.drain(..) {
                    let suppression = &mut suppressions[one];
                    suppression.names[name].1 |= suppression.range.contains(&at);
                }
            }
            covering = [covering, first].into_iter().flatten().min();
        }
        match covering {
            Some(first) => checked.suppressed.push((diagnostic, suppressions[first].index)),
            None => checked.diagnostics.push(diagnostic),
        }
    }
    checked
}

/// The suppressions that wait for their end.
#[derive(Default)]
struct Open<'d> {
    all: BTreeSet<usize>,
    by_names: FxHashMap<Vec<&'d str>, Vec<usize>>,
}

impl<'d> Open<'d> {
    fn add(&mut self, suppression: usize, start: &'d Directive) {
        self.all.insert(suppression);
        self.by_names.entry(names(start)).or_default().push(suppression);
    }

    /// Takes out what a comment ends: the last, or the last that names the same.
    fn close(&mut self, end: &'d Directive) -> Option<usize> {
        if end.names.is_empty() {
            return self.all.pop_last();
        }
        let of_names = self.by_names.get_mut(&names(end))?;
        // What another comment ended is still in the list.
        while let Some(last) = of_names.pop() {
            if self.all.remove(&last) {
                return Some(last);
            }
        }
        None
    }
}

/// The names of a comment, in whichever order it has them.
fn names(directive: &Directive) -> Vec<&str> {
    let mut names: Vec<&str> = directive.names.iter().map(|name| name.text.as_str()).collect();
    names.sort_unstable();
    names
}

/// How far comments for one block hold, for each block.
struct Blocks {
    /// Where the next block begins, in bytes of the source's text. What is before it belongs to the block, such as the
    /// marker of a note and the texts of pictures.
    ends: Vec<usize>,
    /// For a cell, the last of its table.
    last_cells: Vec<usize>,
}

impl Blocks {
    fn of(document: &Document) -> Blocks {
        let blocks = document.blocks();
        let mut found = Blocks { ends: vec![usize::MAX; blocks.len()], last_cells: vec![0; blocks.len()] };
        let (mut end, mut last_cell) = (usize::MAX, None);
        for (index, block) in blocks.iter().enumerate().rev() {
            found.ends[index] = end;
            if block.kind == BlockKind::AltText {
                continue;
            }
            let is_cell = block.kind == BlockKind::TableCell;
            last_cell = is_cell.then(|| last_cell.unwrap_or(index));
            found.last_cells[index] = last_cell.unwrap_or(index);
            end = document.source_span(block.span).start();
        }
        found
    }

    /// The bytes of the source's text that a comment holds for: those of its block, or, before a table, those of all
    /// its cells.
    fn of_directive(&self, document: &Document, directive: &Directive) -> Range<usize> {
        let blocks = document.blocks();
        let Some(id) = document.block_at(directive.place.at) else { return 0..0 };
        let (block, first) = (document.block(id), id.index());
        let is_cell = |block: &Block| block.kind == BlockKind::TableCell;
        let before = blocks[..first].iter().rfind(|block| block.kind != BlockKind::AltText);
        let opens_table = is_cell(block) && !before.is_some_and(is_cell);
        let is_before = directive.place.at <= block.span.start() && !directive.place.is_inside;
        let last = if opens_table && is_before { self.last_cells[first] } else { first };
        document.source_span(block.span).start()..self.ends[last]
    }
}

/// Whether the rules of a name are looked for, so that it would show where it suppressed something.
fn is_checked(rules: &RuleSet, name: &str) -> bool {
    let of_name: Vec<_> = rules.all().filter(|(_, rule)| rule.is_called(name)).collect();
    let is_asked_for = |rule: &Rule| rules.is_default(rule) || rule.id == name;
    of_name.iter().any(|(id, _)| rules.uses(*id))
        && of_name.iter().all(|(id, rule)| rules.uses(*id) || !is_asked_for(rule))
}

/// What is wrong with suppressions.
struct Faults<'c> {
    rules: &'c RuleSet,
    found: Vec<Diagnostic>,
}

impl Faults<'_> {
    /// The names by which a comment suppresses findings; none where the comment does not hold.
    fn names_of<'d>(&mut self, directive: &'d Directive, today: Day) -> Vec<(&'d CommentWord, bool)> {
        let broken = match (directive.names.is_empty(), &directive.reason) {
            (true, _) => Some("it names no rule, category or pack"),
            (_, None) => Some("it gives no reason; add one at the end, after a colon"),
            _ => None,
        };
        if let Some(found) = broken {
            self.add(SuppressionFault::Broken, directive, &directive.word, found);
            return Vec::new();
        }
        if let Some(until) = &directive.until {
            let day = Day::read(&until.text);
            if day.is_none() {
                let found = "write the last day as until=2027-01-31";
                self.add(SuppressionFault::Broken, directive, until, found);
                return Vec::new();
            }
            if day.is_some_and(|day| day < today) {
                self.add(SuppressionFault::Expired, directive, until, &until.text);
                return Vec::new();
            }
        }
        let rules = self.rules;
        let can_be = |rule: &Rule| rule.kind() != RuleKind::Suppression;
        let is_known = |name: &str| rules.all().any(|(_, rule)| can_be(rule) && rule.is_called(name));
        let is_name = |name: &str| is_known(name) || Category::ALL.iter().any(|one| one.name() == name);
        let (known, unknown): (Vec<_>, Vec<_>) = directive.names.iter().partition(|name| is_name(&name.text));
        for name in unknown {
            let all = rules.all().map(|(_, rule)| rule).filter(|rule| can_be(rule));
            let names = all.flat_map(|rule| [rule.id.as_str(), rule.pack.as_str(), rule.category.name()]);
            let meant = did_you_mean(&name.text, names).map_or(String::new(), |meant| format!("; {meant}"));
            self.add(SuppressionFault::Unknown, directive, name, &meant);
        }
        known.into_iter().map(|name| (name, false)).collect()
    }

    fn add(&mut self, fault: SuppressionFault, directive: &Directive, at: &CommentWord, found: &str) {
        let mut selected = self.rules.selected().map(|(_, rule)| rule);
        let Some(rule) = selected.find(|rule| rule.body == Body::Suppression { fault }) else { return };
        let names: Vec<&str> = directive.names.iter().map(|name| name.text.as_str()).collect();
        let words = format!("{}: {}", names.join(" "), directive.reason.as_deref().unwrap_or_default());
        let message = rule.message.replace("{match}", &quote(&at.text)).replace("{found}", found);
        self.found.push(Diagnostic::new(rule, message, at.span, &at.text, &words));
    }
}
