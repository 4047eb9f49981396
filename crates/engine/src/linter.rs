//! Checks texts: what this crate is for, in one type.

use std::fmt::{Display, Formatter};
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use claimlint_base::source::{Position, Source};
use claimlint_base::span::Span;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::selection::Step;
use claimlint_rules::{Library, Market, Rule, RuleSet, Safety, Selection};
use claimlint_text::{Document, Format};

use crate::check::{self, Checker, Claim, Explained, Found, Scratch};
use crate::diagnostic::Diagnostic;
use crate::evidence::House;
use crate::explain::{self, Explanation, NoSuchPlace, Question};
use crate::fix::{FixError, Fixed, Reading, fix};
use crate::page::{Checked, check_page};
use crate::suppression::write::{Ignored, add_comments};

/// Checks texts against a set of rules. It is made once and may be used by any number of threads.
///
/// ```
/// use claimlint_engine::{Format, Linter};
///
/// let linter = Linter::builder().words(["Glowella"]).build()?;
/// let found = linter.check("The **most** powerful peel on the market.", Format::Markdown);
/// assert_eq!(found[0].rule.id, "unsupported-superlative");
/// assert_eq!((found[0].start.line, found[0].start.column), (1, 1));
/// # Ok::<(), claimlint_engine::BuildError>(())
/// ```
#[derive(Debug)]
pub struct Linter {
    checker: Checker,
    /// All rules, on and off.
    library: Arc<Library>,
    /// Which of them are on.
    selection: Selection,
    /// All of them on, for whoever asks what a rule would find that is off.
    everything: OnceLock<Checker>,
    /// Working space that nobody uses at the moment.
    idle: Mutex<Vec<Scratch>>,
}

/// A selection of all rules, in which they weigh as much as in another.
fn all_rules(selection: &Selection) -> Selection {
    let mut everything = Selection::only(["all"]);
    everything.steps[0].markets = Some(Market::ALL.to_vec());
    let severities = selection.steps.iter().map(|step| step.severity.clone());
    everything.steps.extend(severities.map(|severity| Step { severity, ..Step::default() }));
    everything.prefer.clone_from(&selection.prefer);
    everything
}

/// A finding and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// Where it begins: bytes from 0, line and column in characters from 1.
    pub start: Position,
    /// Where it ends, after its last character.
    pub end: Position,
}

impl Deref for Finding {
    type Target = Diagnostic;

    fn deref(&self) -> &Diagnostic {
        &self.diagnostic
    }
}

impl Display for Finding {
    /// `1:5: warning[unsupported-superlative]: …`
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let Finding { diagnostic, start, .. } = self;
        let (severity, rule, message) = (diagnostic.severity, &diagnostic.rule.id, &diagnostic.message);
        write!(formatter, "{}:{}: {severity}[{rule}]: {message}", start.line, start.column)
    }
}

impl Linter {
    /// A linter for those rules of a library that are selected, with a dictionary and what a house knows.
    pub fn new(
        library: &Arc<Library>,
        selection: &Selection,
        dictionary: Arc<Dictionary>,
        house: Arc<House>,
    ) -> Linter {
        Linter {
            checker: Checker::new(RuleSet::select(library, selection), dictionary, house),
            library: library.clone(),
            selection: selection.clone(),
            everything: OnceLock::new(),
            idle: Mutex::default(),
        }
    }

    /// What is found in a text, in order of place and rule, without what its comments suppress.
    pub fn check(&self, text: &str, format: Format) -> Vec<Finding> {
        let source = Source::from_text(text);
        let checked = self.check_document(&self.read(&source, format));
        let placed = |diagnostic: Diagnostic| {
            let span = diagnostic.span;
            Finding { start: source.position(span.start()), end: source.position(span.end()), diagnostic }
        };
        checked.diagnostics.into_iter().map(placed).collect()
    }

    /// Every claim of a text with what backs it, those that a citation satisfies among them, in order of place.
    pub fn claims(&self, text: &str, format: Format) -> Vec<Claim> {
        self.claims_of(&self.read(&Source::from_text(text), format)).all
    }

    /// A text with all fixes applied that are as safe as `safety`, or safer.
    ///
    /// # Errors
    /// Fixes that never come to an end.
    pub fn fix(&self, text: &str, format: Format, safety: Safety) -> Result<Fixed, FixError> {
        self.with_scratch(|scratch| {
            let mut read = |text: &str| {
                let document = self.checker.read_with_repeats(&Source::from_text(text), format);
                let diagnostics = check_page(&self.checker, &document, scratch).diagnostics;
                Reading { document, diagnostics }
            };
            fix(text, format, safety, &mut read)
        })
    }

    /// Why a line of a text has no finding where somebody expects one, or a lesser one. Lines and columns, in characters,
    /// count from 1; without a column the whole line is meant.
    ///
    /// # Errors
    /// The text has no such line or column.
    pub fn explain_silence(
        &self,
        text: &str,
        format: Format,
        line: usize,
        column: Option<usize>,
    ) -> Result<Explanation, NoSuchPlace> {
        self.explain(&Source::from_text(text), format, line, column, &|found| (found, Vec::new()))
    }

    /// The same of a source. `split` separates what is found in all of it from what a baseline knows, which comes
    /// second.
    ///
    /// # Errors
    /// The source has no such line or column.
    pub fn explain(
        &self,
        source: &Source,
        format: Format,
        line: usize,
        column: Option<usize>,
        split: &dyn Fn(Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>),
    ) -> Result<Explanation, NoSuchPlace> {
        let all = self.everything.get_or_init(|| self.with_all_rules());
        let off = |rule: &Rule| {
            // A finding has its rule as it applies there, without the norms of other markets.
            let mut rules = self.library.rules.iter().map(|one| &**one);
            self.selection.off(rules.find(|one| one.id == rule.id).unwrap_or(rule), &self.library.packs)
        };
        let question = Question { source, format, line, column };
        explain::Explainer { used: &self.checker, all, off: &off, split }.answer(&question)
    }

    /// Reads a source as the house writes its files.
    pub fn read(&self, source: &Source, format: Format) -> Document {
        self.checker.read(source, format)
    }

    /// Reads a source as [`Linter::read`] does, with a title or description even where a heading says the same: what is wrong
    /// in both must be fixed in both.
    pub fn read_with_repeats(&self, source: &Source, format: Format) -> Document {
        self.checker.read_with_repeats(source, format)
    }

    /// What is found in a document, whatever its comments say.
    pub fn check_without_comments(&self, document: &Document) -> Found<Diagnostic> {
        self.with_scratch(|scratch| check::check(&self.checker, document, scratch))
    }

    /// What is reported in a stretch of the text that a document was read from, and what is not, as far as the rules that are
    /// on see it.
    pub fn explain_stretch(&self, document: &Document, stretch: Span) -> Explained {
        check::explain(&self.checker, document, stretch)
    }

    /// What is found in a document, and what its comments suppress.
    pub fn check_document(&self, document: &Document) -> Checked {
        self.with_scratch(|scratch| check_page(&self.checker, document, scratch))
    }

    /// Every claim of a document with what backs it.
    pub fn claims_of(&self, document: &Document) -> Found<Claim> {
        self.with_scratch(|scratch| check::claims(&self.checker, document, scratch))
    }

    /// A text with comments, for a reason, that suppress these findings of it. [`crate::suppression::write::is_reason`] says
    /// which reasons a comment can have.
    pub fn add_comments(
        &self,
        text: &str,
        format: Format,
        diagnostics: &[Diagnostic],
        reason: &str,
    ) -> Ignored {
        self.with_scratch(|scratch| {
            let mut check = |text: &str| {
                let document = self.checker.read(&Source::from_text(text), format);
                let diagnostics = check_page(&self.checker, &document, scratch).diagnostics;
                Reading { document, diagnostics }
            };
            add_comments(
                text,
                format,
                &self.checker.house().reading.comments,
                diagnostics,
                reason,
                &mut check,
            )
        })
    }

    /// All rules, and which of them it checks.
    pub fn rules(&self) -> &RuleSet {
        self.checker.rule_set()
    }

    /// Whether it would find what a rule finds. It finds all there is of a rule that does not exist.
    pub fn looks_for(&self, rule: &str) -> bool {
        self.checker.looks_for(rule)
    }

    /// What the house knows.
    pub fn house(&self) -> &House {
        self.checker.house()
    }

    /// The same with all rules on, which weigh as much as they do here.
    fn with_all_rules(&self) -> Checker {
        let everything = all_rules(&self.selection);
        let rules = RuleSet::select(&self.library, &everything);
        Checker::new(rules, self.checker.dictionary().clone(), self.checker.shared_house().clone())
    }

    /// Lends working space to some work. What is left of it after a panic is not used again.
    fn with_scratch<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = idle().pop().unwrap_or_default();
        let result = work(&mut scratch);
        idle().push(scratch);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_linter_serves_many_threads() {
        fn is_shared<T: Send + Sync>(_: &T) {}
        let linter = Linter::builder().build().unwrap();
        is_shared(&linter);
        let texts = ["The most powerful peel on the market.", "We open at nine.", "It is the the peel."];
        let alone: Vec<_> = texts.iter().map(|text| linter.check(text, Format::Plain)).collect();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for (text, found) in texts.iter().zip(&alone) {
                        assert_eq!(linter.check(text, Format::Plain), *found);
                    }
                });
            }
        });
    }

    #[test]
    fn a_finding_is_printed_with_its_place_and_its_rule() {
        let linter = Linter::builder().build().unwrap();
        let found = linter.check("We open at nine.\n\nIt is the most powerful peel.", Format::Markdown);
        let line = found[0].to_string();
        assert!(line.starts_with("3:7: warning[unsupported-superlative]: "), "{line}");
    }
}
