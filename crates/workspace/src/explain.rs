//! Why a line of a file has no finding where a reader expects one, or a lesser one.
//!
//! The linter answers; here the question is read and the file. How the answer is printed is for whoever asks.

use std::path::{Path, PathBuf};

use claimlint_base::source::Source;
use claimlint_engine::{Diagnostic, Linter, NoSuchPlace};
use claimlint_engine::{Lowered, Silence};
use claimlint_text::Format;
use thiserror::Error;

use crate::guard::{Undone, guarded};
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
        let usage = || "write the file and its line, such as draft.md:12, or the column as well, such as draft.md:12:5";
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

/// A text and the number after its last colon.
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
    /// The text was not read through.
    #[error("{path}: {undone}")]
    Undone { path: String, undone: Undone },
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

/// Answers a question. `split` separates what is found in the file from what the baseline knows about it, which comes
/// second.
///
/// # Errors
/// The file cannot be read, or has no such place.
pub fn explain(
    linter: &Linter,
    format: Format,
    question: &Question,
    split: &dyn Fn(Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>),
) -> Result<Explanation, QuestionError> {
    let path = shown(&question.path);
    let source = source_of(&question.path, format)
        .map_err(|error| QuestionError::Unreadable { path: path.clone(), reason: error.to_string() })?;
    let (line, column) = (question.line, question.column);
    let answer = guarded(&source, || linter.explain(&source, format, line, column, split));
    let answer = match answer {
        Err(undone) => return Err(QuestionError::Undone { path, undone }),
        Ok(Err(NoSuchPlace::Line { line, last })) => {
            return Err(QuestionError::NoLine { path, line, last });
        }
        Ok(Err(NoSuchPlace::Column { line, column, last })) => {
            return Err(QuestionError::NoColumn { path, line, column, last });
        }
        Ok(Ok(answer)) => answer,
    };
    let errors = faults_of(&answer.document, &source);
    let claimlint_engine::Explanation { is_copy, reported, lowered, silences, .. } = answer;
    Ok(Explanation { path, line, column, source, errors, is_copy, reported, lowered, silences })
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
