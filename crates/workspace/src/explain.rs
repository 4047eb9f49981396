//! Why a line of a file has no finding where a reader expects one, or a lesser one: the check of the file, asked about one
//! line.
//!
//! What a check drops it says itself, see [`claimlint_engine::check::silence`]. Here is what it never sees: rules that the
//! run does not use, titles that are left out because a heading says the same, and what is read as markup. How it is printed
//! is for whoever asks.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::check::silence::{Explained, Lowered, Place, Reason, Silence, sort, touches};
use claimlint_engine::check::{Checker, Scratch};
use claimlint_engine::diagnostic::Diagnostic;
use claimlint_engine::suppression::{self, Checked};
use claimlint_rules::selection::Off;
use claimlint_rules::{Rule, RuleKind};
use claimlint_text::{Document, Format};
use thiserror::Error;

use crate::guard::guarded;
use crate::pages::{shown, source_of};
use crate::report::FileError;
use crate::runner::faults_of;

/// A place that somebody asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1; without it, the whole line is meant.
    pub column: Option<usize>,
}

impl Question {
    /// Reads `draft.md:12` or `draft.md:12:5`. A path may have colons, too. Where the name of a file itself ends in a colon
    /// and a number, the file that is there is meant.
    ///
    /// # Errors
    /// What is wrong and what to write.
    pub fn parse(text: &str) -> Result<Question, String> {
        let usage = || "write the file and its line, as draft.md:12, or the column as well, as draft.md:12:5";
        let (before, last) = numbered(text).ok_or_else(usage)?;
        let line_alone = Question { path: before.into(), line: last, column: None };
        let question = match numbered(before) {
            Some((path, _)) if Path::new(before).exists() && !Path::new(path).exists() => line_alone,
            Some((path, line)) => Question { path: path.into(), line, column: Some(last) },
            None => line_alone,
        };
        let counts_from_one = question.line > 0 && question.column != Some(0);
        counts_from_one.then_some(question).ok_or_else(|| "lines and columns count from 1".to_owned())
    }
}

/// A text and the number behind its last colon.
fn numbered(text: &str) -> Option<(&str, usize)> {
    let (before, number) = text.rsplit_once(':')?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !before.is_empty();
    Some((before, number.parse().ok().filter(|_| is_number)?))
}

/// Why a question has no answer. Lines and columns count from 1; the last of them is 0 where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum QuestionError {
    /// The file cannot be read.
    #[error("{path}: {reason}")]
    Unreadable { path: String, reason: String },
    /// The file is shorter.
    #[error("{path} has no line {line}; its last line is {last}")]
    NoLine { path: String, line: usize, last: usize },
    /// The line is shorter.
    #[error("line {line} of {path} has no column {column}; its last character is in column {last}")]
    NoColumn { path: String, line: usize, column: usize, last: usize },
    /// A fault of ours.
    #[error("{path}: claimlint itself failed on this file; please report it with the file")]
    OurFault { path: String },
}

/// The checkers that answer a question.
pub struct Explainer<'c> {
    /// The rules that the run uses for the file.
    pub used: &'c Checker,
    /// All rules.
    pub all: &'c Checker,
    /// Why the run does not use a rule.
    pub off: &'c dyn Fn(&Rule) -> Option<Off>,
    /// Parts what is found in the file from what the baseline knows of it, which comes second.
    pub split: &'c dyn Fn(Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>),
}

/// The words on a line that rules look for, and what became of them.
#[derive(Debug)]
pub struct Explanation {
    /// The path as the user knows it.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1, where one was asked for.
    pub column: Option<usize>,
    /// The text of the file.
    pub source: Source,
    /// What kept a part of the file from being read.
    pub errors: Vec<FileError>,
    /// Whether anything there is read as copy.
    pub is_copy: bool,
    /// What is reported there.
    pub reported: Vec<Diagnostic>,
    /// Why some of it weighs less than its rule says.
    pub lowered: Vec<Lowered>,
    /// What rules found there and is not reported, with the reason.
    pub silences: Vec<Silence>,
}

impl Explainer<'_> {
    /// Answers a question.
    ///
    /// # Errors
    /// The file cannot be read, or has no such place.
    pub fn answer(&self, question: &Question) -> Result<Explanation, QuestionError> {
        let path = shown(&question.path);
        let source = source_of(&question.path)
            .map_err(|error| QuestionError::Unreadable { path: path.clone(), reason: error.to_string() })?;
        let stretch = stretch(&source, question, &path)?;
        let format = Format::of_path(&question.path).unwrap_or(Format::Plain);
        let answer = guarded(&source, &mut Scratch::default(), |_| {
            let document = self.used.read(&source, format);
            let line = source.line_span(question.line - 1);
            let mut explained = self.explained(&document, stretch);
            self.take_back(&source, &document, stretch, &mut explained);
            explained.silences.extend(self.repeated(&source, format, &document, stretch));
            explained.silences.extend(self.unread(&source, line, &document, stretch));
            sort(&mut explained.silences);
            (explained, faults_of(&document, &source), document.reads(line))
        });
        let Some((explained, errors, is_copy)) = answer else {
            return Err(QuestionError::OurFault { path });
        };
        let Explained { diagnostics: reported, lowered, silences } = explained;
        let (line, column) = (question.line, question.column);
        Ok(Explanation { path, line, column, source, errors, is_copy, reported, lowered, silences })
    }

    /// Moves what comments in the text and the baseline take back from what is reported to what is silent.
    fn take_back(&self, source: &Source, document: &Document, stretch: Span, explained: &mut Explained) {
        let Checked { diagnostics, suppressed } =
            suppression::check(self.used, document, &mut Scratch::default());
        let (new, known) = (self.split)(diagnostics);
        let touched = |one: &Diagnostic| touches(stretch, one.span);
        explained.diagnostics = new.into_iter().filter(touched).collect();
        for one in known.iter().filter(|one| touched(one)) {
            explained.silences.push(silence_of(one, Reason::Known));
        }
        for (one, index) in suppressed.iter().filter(|(one, _)| touched(one)) {
            let Some(directive) = document.directives().get(*index) else { continue };
            let text = source.text()[directive.span.range()].to_owned();
            let comment = Place { text, span: directive.span };
            explained.silences.push(silence_of(one, Reason::TakenBack { comment }));
        }
    }

    /// What the run finds in a document and what it does not, with what rules look for that are off.
    fn explained(&self, document: &Document, stretch: Span) -> Explained {
        let mut own = self.used.explain(document, stretch);
        for (rule, words) in matches(self.all.explain(document, stretch)) {
            if let Some(off) = (self.off)(&rule) {
                own.silences.push(Silence { rule, words, reason: Reason::Off(off) });
            }
        }
        own
    }

    /// What would be found in titles, descriptions and texts of pictures that are left out since other words say the same.
    fn repeated(&self, source: &Source, format: Format, document: &Document, stretch: Span) -> Vec<Silence> {
        let whole = self.used.read_with_repeats(source, format);
        let kept = || document.blocks().iter().map(|block| Place::of(document, block.span));
        let metadata = whole.blocks().iter().filter(|block| block.kind.is_metadata());
        let metadata = metadata.map(|block| Place::of(&whole, block.span));
        let dropped: Vec<Place> = metadata.filter(|one| !kept().any(|other| other == *one)).collect();
        if dropped.is_empty() {
            return Vec::new();
        }
        let again = matches(self.used.explain(&whole, stretch)).filter_map(|(rule, words)| {
            let own = dropped.iter().find(|block| block.span.contains(words.span))?;
            let first = kept().find(|block| block.text == own.text)?;
            Some(Silence { rule, words, reason: Reason::SaidAgain(first) })
        });
        again.collect()
    }

    /// What would be found in a line, were its code, addresses and markup copy.
    fn unread(&self, source: &Source, line: Span, document: &Document, stretch: Span) -> Vec<Silence> {
        let bare = Source::from_text(&source.text()[line.range()]);
        let within = Span::of(stretch.start() - line.start()..stretch.end() - line.start());
        let found = matches(self.used.explain(&Document::read(&bare, Format::Plain), within));
        let unread = found.filter_map(|(rule, mut words)| {
            words.span = words.span.moved(0, line.start());
            // No other kind: code is full of words that no dictionary has.
            let is_of_phrases = matches!(rule.kind, RuleKind::Claim | RuleKind::Phrase | RuleKind::Replace);
            let is_unread = is_of_phrases && !document.reads(words.span);
            is_unread.then_some(Silence { rule, words, reason: Reason::Unread })
        });
        unread.collect()
    }
}

fn silence_of(one: &Diagnostic, reason: Reason) -> Silence {
    Silence { rule: one.rule.clone(), words: Place::of_diagnostic(one), reason }
}

/// All words that rules found, reported or not.
fn matches(explained: Explained) -> impl Iterator<Item = (Arc<Rule>, Place)> {
    let reported = explained.diagnostics.into_iter();
    let reported = reported.map(|one| (one.rule.clone(), Place::of_diagnostic(&one)));
    reported.chain(explained.silences.into_iter().map(|one| (one.rule, one.words)))
}

/// The bytes of the text that a question is about: those of the line, or none at its column.
fn stretch(source: &Source, question: &Question, path: &str) -> Result<Span, QuestionError> {
    let path = path.to_owned();
    let text = source.text();
    // A line end ends a line, and begins none.
    let last = source.line_of(text.len()) + usize::from(!text.is_empty() && !text.ends_with(['\n', '\r']));
    if question.line > last {
        return Err(QuestionError::NoLine { path, line: question.line, last });
    }
    let line = source.line_span(question.line - 1);
    let Some(column) = question.column else { return Ok(line) };
    let words = &text[line.range()];
    let ends = words.char_indices().map(|(at, _)| at).chain([words.len()]);
    match ends.clone().nth(column - 1) {
        Some(at) => Ok(Span::at(line.start() + at)),
        None => {
            let (line, last) = (question.line, ends.count() - 1);
            Err(QuestionError::NoColumn { path, line, column, last })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_numbers_of_a_place_are_its_line_and_column() {
        let read = |text: &str| {
            let question = Question::parse(text).unwrap();
            (question.path.to_str().unwrap().to_owned(), question.line, question.column)
        };
        assert_eq!(read("draft.md:3"), ("draft.md".to_owned(), 3, None));
        assert_eq!(read("draft.md:3:14"), ("draft.md".to_owned(), 3, Some(14)));
        assert_eq!(read(r"C:\a.md:3"), (r"C:\a.md".to_owned(), 3, None));
        assert_eq!(read(r"C:\a.md:3:5"), (r"C:\a.md".to_owned(), 3, Some(5)));
        assert_eq!(read("a:b.md:7"), ("a:b.md".to_owned(), 7, None));
        assert_eq!(read("1:2:3:4"), ("1:2".to_owned(), 3, Some(4)));
        for wrong in
            ["draft.md", "draft.md:", ":3", "draft.md:x", "draft.md:0", "draft.md:3:0", "draft.md:+3", ""]
        {
            assert!(Question::parse(wrong).is_err(), "{wrong}");
        }
    }
}
