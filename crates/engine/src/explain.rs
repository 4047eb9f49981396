//! Why a line of a text has no finding where a reader expects one, or a lesser one.
//!
//! A check itself says what it drops, see [`crate::check`]. Here is what it never sees: rules that are off, titles that
//! are left out because a heading says the same, what comments suppress and a baseline knows, and what is read as
//! markup. How it is put into words is for whoever asks.

use std::sync::Arc;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_rules::selection::Off;
use claimlint_rules::{Rule, RuleKind};
use claimlint_text::{Document, Format};
use thiserror::Error;

use crate::check::{
    self, Checker, Explained, Lowered, Passage, Plain, Reason, Scratch, Silence, sort, touches,
};
use crate::diagnostic::Diagnostic;
use crate::page::check_page;

/// A place that somebody asks about.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// The text.
    pub source: &'q Source,
    /// How it is read.
    pub format: Format,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1; without it, the whole line is meant.
    pub column: Option<usize>,
}

/// A place that a text does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoSuchPlace {
    /// The text is shorter.
    #[error("there is no line {line}; the last line is {last}")]
    Line {
        /// The line asked for, from 1.
        line: usize,
        /// The last line, from 1; 0 for an empty text.
        last: usize,
    },
    /// The line is shorter.
    #[error("line {line} has no column {column}; its last character is in column {last}")]
    Column {
        /// The line, from 1.
        line: usize,
        /// The column asked for, from 1.
        column: usize,
        /// The column of its last character, from 1; 0 for an empty line.
        last: usize,
    },
}

/// What a line has of the words that rules look for.
#[derive(Debug)]
pub struct Explanation {
    /// Whether anything there is read as copy.
    pub is_copy: bool,
    /// What is reported there.
    pub reported: Vec<Diagnostic>,
    /// Of what is reported, what weighs less than its rule.
    pub lowered: Vec<Lowered>,
    /// What is not.
    pub silences: Vec<Silence>,
    /// The text as it was read, with what kept a part of it from being read.
    pub document: Document,
}

/// Answers questions.
pub struct Explainer<'c> {
    /// The rules that are on.
    pub used: &'c Checker,
    /// All rules.
    pub all: &'c Checker,
    /// Why a rule is off.
    pub off: &'c dyn Fn(&Rule) -> Option<Off>,
    /// Separates what is found in the text from what a baseline knows about it, which comes second.
    pub split: &'c dyn Fn(Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>),
}

impl Explainer<'_> {
    /// Answers a question.
    ///
    /// # Errors
    /// The text has no such place.
    pub fn answer(&self, question: &Question<'_>) -> Result<Explanation, NoSuchPlace> {
        let stretch = stretch(question)?;
        let Question { source, format, line, .. } = *question;
        let line = source.line_span(line - 1);
        let document = self.used.read(source, format);
        let mut explained = self.explained(&document, stretch);
        self.suppress(source, &document, stretch, &mut explained);
        explained.silences.extend(self.repeated(source, format, &document, stretch));
        explained.silences.extend(self.unread(source, line, &document, stretch));
        sort(&mut explained.silences);
        let Explained { diagnostics: reported, lowered, silences } = explained;
        Ok(Explanation { is_copy: document.reads(line), reported, lowered, silences, document })
    }

    /// Moves what comments in the text suppress and the baseline knows from what is reported to what is silent.
    fn suppress(&self, source: &Source, document: &Document, stretch: Span, explained: &mut Explained) {
        let checked = check_page(self.used, document, &mut Scratch::default());
        let (new, known) = (self.split)(checked.diagnostics);
        explained.diagnostics = new.into_iter().filter(|one| touches(stretch, one.span)).collect();
        for one in known.iter().filter(|one| touches(stretch, one.span)) {
            explained.silences.push(silence(one, Plain::Known.into()));
        }
        for (one, index) in checked.suppressed.iter().filter(|(one, _)| touches(stretch, one.span)) {
            let Some(directive) = document.directives().get(*index) else { continue };
            let text = source.text()[directive.span.range()].to_owned();
            let comment = Passage { text, span: directive.span };
            explained.silences.push(silence(one, Reason::Suppressed { comment }));
        }
    }

    /// What the run finds in a document and what it does not, with what rules look for that are off.
    fn explained(&self, document: &Document, stretch: Span) -> Explained {
        let mut own = check::explain(self.used, document, stretch);
        for (rule, words) in matches(check::explain(self.all, document, stretch)) {
            if let Some(off) = (self.off)(&rule) {
                own.silences.push(Silence { rule, words, reason: Reason::Off(off) });
            }
        }
        own
    }

    /// What would be found in titles, descriptions and texts of pictures that are left out since other words say the same.
    fn repeated(&self, source: &Source, format: Format, document: &Document, stretch: Span) -> Vec<Silence> {
        let whole = self.used.read_with_repeats(source, format);
        let kept: Vec<Passage> =
            document.blocks().iter().map(|block| Passage::of(document, block.span)).collect();
        let metadata = whole.blocks().iter().filter(|block| block.kind.is_metadata());
        let metadata = metadata.map(|block| Passage::of(&whole, block.span));
        let dropped: Vec<Passage> = metadata.filter(|one| !kept.contains(one)).collect();
        if dropped.is_empty() {
            return Vec::new();
        }
        let mut silences = Vec::new();
        for (rule, words) in matches(check::explain(self.used, &whole, stretch)) {
            let Some(own) = dropped.iter().find(|block| block.span.contains(words.span)) else { continue };
            if let Some(first) = kept.iter().find(|block| block.text == own.text) {
                silences.push(Silence { rule, words, reason: Reason::SaidAgain(first.clone()) });
            }
        }
        silences
    }

    /// What would be found in a line, were its code, addresses and markup copy.
    fn unread(&self, source: &Source, line: Span, document: &Document, stretch: Span) -> Vec<Silence> {
        // Without the signs that make code of it, it is read.
        let bare = source.text()[line.range()].replace(['`', '{', '}', '<'], " ");
        let bare = Source::from_text(bare);
        let within = Span::of(stretch.start() - line.start()..stretch.end() - line.start());
        let read = Document::read(&bare, Format::Plain);
        let mut silences = Vec::new();
        for (rule, mut words) in matches(check::explain(self.used, &read, within)) {
            words.span = words.span.moved(0, line.start());
            // Code is full of words that no dictionary has.
            let is_plain = matches!(rule.kind(), RuleKind::Claim | RuleKind::Phrase | RuleKind::Replace);
            if is_plain && !document.reads(words.span) {
                silences.push(Silence { rule, words, reason: Plain::Unread.into() });
            }
        }
        silences
    }
}

/// Why the rule of a finding is silent after all.
fn silence(finding: &Diagnostic, reason: Reason) -> Silence {
    Silence { rule: finding.rule.clone(), words: Passage::of_diagnostic(finding), reason }
}

/// All words that rules found, reported or not.
fn matches(explained: Explained) -> impl Iterator<Item = (Arc<Rule>, Passage)> {
    let reported = explained.diagnostics.into_iter();
    let reported = reported.map(|one| (one.rule.clone(), Passage::of_diagnostic(&one)));
    reported.chain(explained.silences.into_iter().map(|one| (one.rule, one.words)))
}

/// The bytes of the text that a question is about: those of the line, or none at its column.
fn stretch(question: &Question<'_>) -> Result<Span, NoSuchPlace> {
    let Question { source, line, column, .. } = *question;
    let text = source.text();
    // A line end ends a line, and begins none.
    let last = source.line_of(text.len()) + usize::from(!text.is_empty() && !text.ends_with(['\n', '\r']));
    if line == 0 || line > last {
        return Err(NoSuchPlace::Line { line, last });
    }
    let span = source.line_span(line - 1);
    let Some(column) = column else { return Ok(span) };
    let words = &text[span.range()];
    let ends = words.char_indices().map(|(at, _)| at).chain([words.len()]);
    match column.checked_sub(1).and_then(|before| ends.clone().nth(before)) {
        Some(at) => Ok(Span::at(span.start() + at)),
        None => Err(NoSuchPlace::Column { line, column, last: ends.count() - 1 }),
    }
}
