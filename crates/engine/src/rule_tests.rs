//! Runs the examples that rule files carry: what must be found is found, what must not is not, and each row is reached.
//!
//! Examples are read as Markdown, so that one can show a link or a footnote. A rule is run alone; masks and hedges are
//! run with every rule. An example is a document of its own, and may have several paragraphs. About four identifiers the
//! registries have answered: see [`house`].

use std::sync::Arc;

use claimlint_base::day::Day;
use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::{
    CitationFault, Definitions, Examples, HedgeDefinition, Library, Markets, MaskDefinition, RuleDefinition,
    RuleKind, RuleSet, Selection,
};
use claimlint_text::{Document, Format};

use crate::check::{Checker, Scratch};
use crate::diagnostic::Diagnostic;
use crate::evidence::registry::lock::Lock;
use crate::evidence::registry::{Answer, Notice, NoticeKind, Record, RegistryId, RegistryIdKind};
use crate::evidence::{Accepted, House};
use crate::fix::apply;
use crate::page::check_page;

mod marks;
mod reach;

pub use marks::unmark;
pub use reach::Unreached;

/// An example that does not do what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule, mask or hedge.
    pub id: String,
    /// The sentence.
    pub example: String,
    /// What should have come out and did not.
    pub message: String,
}

/// The outcome of a test of rule files. They pass if nothing failed and each row is reached.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many examples were run.
    pub examples: usize,
    /// Those that failed.
    pub failures: Vec<Failure>,
    /// How many rows there are: phrases, patterns and replacements.
    pub rows: usize,
    /// Those that no example reaches.
    pub unreached: Vec<Unreached>,
}

/// Tests the rules, masks and hedges of the packs that `wanted` names.
pub fn run(definitions: &Definitions, wanted: impl Fn(&str) -> bool) -> Outcome {
    let mut test = Test { outcome: Outcome::default(), scratch: Scratch::with_all_suggestions() };
    let library = Arc::new(Library::compile(definitions));
    let house = Arc::new(house());
    let dictionary = Arc::new(Dictionary::plain(claimlint_builtin::english()));
    let checker = |rules: RuleSet| Checker::new(rules, dictionary.clone(), house.clone());
    // A mask may be for what the law of some market asks alone.
    let everything = all_rules_in(Markets::all());
    let all = checker(RuleSet::select(&library, &everything));
    for RuleDefinition { rule, examples, .. } in definitions.rules.iter().filter(|one| wanted(&one.rule.pack))
    {
        // Some faults are seen in what the other rules find.
        let looks_at_others = rule.reports(CitationFault::Unsourced) || rule.kind() == RuleKind::Suppression;
        let selected = if looks_at_others { "all" } else { &rule.id };
        let selection = Selection::only([selected]);
        let own = checker(RuleSet::select(&library, &selection));
        test.rule(
            [&own, &all],
            &rule.id,
            examples,
            matches!(rule.kind(), RuleKind::Replace | RuleKind::Variants)
                || rule.reports(CitationFault::OldForm)
                || rule.reports(CitationFault::Journal),
        );
    }
    for MaskDefinition { mask, examples, .. } in definitions.masks.iter().filter(|one| wanted(&one.mask.pack))
    {
        let silenced = |one: &Diagnostic| one.rules().any(|rule| mask.silences.contains(&rule.category));
        // What some markets accept is silent where no others count.
        let own = Some(mask.markets()).filter(|markets| !markets.is_empty());
        let there = own.map_or_else(|| everything.clone(), all_rules_in);
        let with = own.map(|_| checker(RuleSet::select(&library, &there)));
        let bare = checker(RuleSet::select(&library, &there).without_mask(&mask.id));
        test.mask(with.as_ref().unwrap_or(&all), &bare, &mask.id, examples, silenced);
    }
    for HedgeDefinition { hedge, examples, .. } in
        definitions.hedges.iter().filter(|one| wanted(&one.hedge.pack))
    {
        test.hedge(&all, &hedge.id, examples);
    }
    (test.outcome.rows, test.outcome.unreached) = reach::unreached(definitions, wanted);
    test.outcome
}

/// All rules that hold in some markets, those among them that hold everywhere.
fn all_rules_in(markets: Markets) -> Selection {
    let mut selection = Selection::only(["all"]);
    selection.steps[0].markets = Some(markets.iter().collect());
    selection
}

/// A house that asked the registries for four papers: 10.5555/retracted was retracted, 10.5555/concern is under
/// concern, 10.5555/missing does not exist, and 10.5555/other is another paper, of 1999. Crossref keeps the prefix
/// 10.5555 for tests.
pub fn house() -> House {
    let mut lock = Lock::default();
    let mut enter = |value: &str, answer: Answer| {
        let identifier = RegistryId { kind: RegistryIdKind::Doi, value: format!("10.5555/{value}") };
        lock.enter(identifier, Day::default(), answer);
    };
    let against = |kind: NoticeKind| {
        let notice = Notice { kind, from: "Crossref".into(), about: "notice 10.5555/notice of 2020".into() };
        Answer::Found(Record { notices: vec![notice], ..Record::default() })
    };
    enter("retracted", against(NoticeKind::Retraction));
    enter("concern", against(NoticeKind::Concern));
    enter("missing", Answer::NotFound);
    let titles = vec!["A catalogue of garden snails".into()];
    enter("other", Answer::Found(Record { titles, years: vec![1999], ..Record::default() }));
    // A day between those that examples name.
    let accepted = Accepted::new(Vec::new(), Day::of(2026, 1, 1).unwrap_or_default());
    House { lock, accepted, ..House::default() }
}

struct Test {
    outcome: Outcome,
    scratch: Scratch,
}

impl Test {
    /// Tests a rule: by itself, and what it suggests with all rules.
    fn rule(&mut self, [checker, all]: [&Checker; 2], id: &str, examples: &Examples, fixes: bool) {
        for example in &examples.flag {
            let (text, marks) = unmark(example);
            let found = self.found_by(id, checker, &text);
            for mark in marks {
                // A rule that looks at the whole document names further places in labels.
                let covers = |one: &Diagnostic| {
                    one.span.contains(mark) || one.labels.iter().any(|label| label.span.contains(mark))
                };
                if !found.iter().any(covers) {
                    let words = &text[mark.range()];
                    self.fail(id, example, format!("\u{201C}{words}\u{201D} was not found"));
                }
            }
            for one in &found {
                self.suggestions(all, id, example, &text, one);
            }
            if fixes {
                let fixes = found.iter().filter_map(|one| one.fix.as_ref());
                let fixed = apply(&text, fixes.flat_map(|fix| &fix.edits));
                if !self.found_by(id, checker, &fixed).is_empty() {
                    self.fail(id, example, format!("its fix is found again: {fixed}"));
                }
            }
        }
        for example in &examples.pass {
            if let Some(one) = self.found_by(id, checker, example).first() {
                self.fail(id, example, format!("\u{201C}{}\u{201D} was found", one.text));
            }
        }
    }

    /// What a finding suggests is not found again, nor is it what another rule finds and did not find before.
    fn suggestions(&mut self, all: &Checker, id: &str, example: &str, text: &str, one: &Diagnostic) {
        let edited = one.suggestions.iter().filter_map(|suggestion| suggestion.edits.first());
        for edit in edited {
            let new = apply(text, [edit]);
            let start = edit.span.start();
            let written = Span::of(start..start + edit.text.len());
            let names = |found: &[Diagnostic], place: Span| {
                let there = found.iter().filter(|one| one.span.overlaps(place));
                there.flat_map(Diagnostic::rules).map(|rule| rule.id.clone()).collect::<Vec<_>>()
            };
            let before = names(&self.check(all, text), edit.span);
            let after = names(&self.check(all, &new), written);
            if let Some(other) = after.iter().find(|other| *other == id || !before.contains(other)) {
                let by = if other == id { String::new() } else { format!(" by {other}") };
                self.fail(id, example, format!("what it suggests is found again{by}: {new}"));
            }
        }
    }

    /// What one rule finds.
    fn found_by(&mut self, id: &str, checker: &Checker, text: &str) -> Vec<Diagnostic> {
        let mut found = self.check(checker, text);
        found.retain(|one| one.rule.id == id);
        found
    }

    fn mask(
        &mut self,
        all: &Checker,
        bare: &Checker,
        id: &str,
        examples: &Examples,
        silenced: impl Fn(&Diagnostic) -> bool,
    ) {
        for example in &examples.pass {
            let (text, _) = unmark(example);
            if let Some(one) = self.check(all, &text).iter().find(|one| silenced(one)) {
                self.fail(id, example, format!("\u{201C}{}\u{201D} was found all the same", one.text));
            }
            if !self.check(bare, &text).iter().any(&silenced) {
                self.fail(id, example, "nothing is found here without the mask either".to_owned());
            }
        }
        for example in &examples.flag {
            let (text, _) = unmark(example);
            if !self.check(all, &text).iter().any(&silenced) {
                self.fail(id, example, "the mask silenced a claim that must be found".to_owned());
            }
        }
    }

    fn hedge(&mut self, all: &Checker, id: &str, examples: &Examples) {
        for example in &examples.flag {
            let found = self.check(all, example);
            if !found.iter().any(|one| one.severity < one.rule.severity) {
                self.fail(id, example, "no finding weighs less here".to_owned());
            }
        }
        for example in &examples.pass {
            let found = self.check(all, example);
            if !found.iter().any(|one| one.severity == one.rule.severity) {
                self.fail(id, example, "no finding keeps its weight here".to_owned());
            }
        }
    }

    fn check(&mut self, checker: &Checker, text: &str) -> Vec<Diagnostic> {
        self.outcome.examples += 1;
        let source = Source::from_text(text);
        let document = Document::read(&source, Format::Markdown);
        check_page(checker, &document, &mut self.scratch).diagnostics
    }

    fn fail(&mut self, id: &str, example: &str, message: String) {
        self.outcome.failures.push(Failure { id: id.to_owned(), example: example.to_owned(), message });
    }
}
