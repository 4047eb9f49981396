//! `sources.lock`: what the registries answered, and when.
//!
//! It is a TOML file in the order of the identifiers, so that its versions can be compared. It holds what the registries have,
//! not what the articles say, so that a changed article is judged again without asking. A file that cannot be understood is
//! left as it is. Its bytes come from the caller, who has read the file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::day::Day;
use claimlint_base::named_enum;
use claimlint_base::source::Source;
use claimlint_base::toml_fault::{TomlSource, read};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use toml::Spanned;

use super::id::{RegistryId, RegistryIdKind};
use super::record::{Answer, Notice, Record};

/// The version of the format that is written, and the newest that is read.
const VERSION: u32 = 1;
const OPENING: &str = "# Written by `claimlint verify`: what the registries answered, and when.\n";

/// Why the bytes of a lock file cannot be used. The line and column of a fault are 1-based, the column in characters.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum LockError {
    /// A newer program wrote it.
    #[error(
        "{}: this lock file has version {version}, but this claimlint reads versions up to {VERSION}; use a newer claimlint, or \
         name another file as `lock` in `[verify]`", .path.display()
    )]
    Newer { path: PathBuf, version: u32 },
    /// It is not a lock file.
    #[error("{}:{line}:{column}: {what}; correct it, or delete the file to look everything up again", .path.display())]
    Broken { path: PathBuf, line: usize, column: usize, what: String },
}

/// What the registries have answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    entries: BTreeMap<RegistryId, KeptAnswer>,
}

/// An answer, and the day on which it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KeptAnswer {
    checked: Day,
    answer: Answer,
}

/// The version of a file, read first: a newer file may have a form that is not known here.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// The file as a whole.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockFile {
    version: u32,
    #[serde(default, rename = "source")]
    sources: Vec<LockedSource>,
}

/// An answer as the file has it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockedSource {
    kind: RegistryIdKind,
    value: String,
    checked: Spanned<String>,
    answer: AnswerName,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    titles: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    journals: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    years: Vec<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notices: Vec<Notice>,
}

named_enum! {
    /// What a registry said, in the file.
    pub enum AnswerName {
        /// It has it.
        Found = "found",
        /// Nobody has it.
        NotFound = "not-found",
        /// An agency that is not asked has it.
        Elsewhere = "elsewhere",
    }
}

impl LockedSource {
    fn of(identifier: &RegistryId, kept: &KeptAnswer) -> LockedSource {
        let (answer, record) = match &kept.answer {
            Answer::Found(record) => (AnswerName::Found, record.clone()),
            Answer::NotFound => (AnswerName::NotFound, Record::default()),
            Answer::Elsewhere => (AnswerName::Elsewhere, Record::default()),
        };
        let Record { titles, journals, years, notices } = record;
        let (titles, journals) = (titles.into_iter().map(one_line), journals.into_iter().map(one_line));
        let (titles, journals) = (titles.collect(), journals.collect());
        let notices = notices.into_iter().map(|Notice { kind, from, about }| Notice {
            kind,
            from: one_line(from),
            about: one_line(about),
        });
        let notices = notices.collect();
        let checked = Spanned::new(0..0, kept.checked.to_string());
        let RegistryId { kind, value } = identifier.clone();
        LockedSource { kind, value, checked, answer, titles, journals, years, notices }
    }

    /// What it enters into a lock; `None` if the day of the answer is not a date.
    fn into_entry(self) -> Option<(RegistryId, KeptAnswer)> {
        let LockedSource { kind, value, checked, answer, titles, journals, years, notices } = self;
        let checked = Day::read(checked.get_ref())?;
        let answer = match answer {
            AnswerName::Found => Answer::Found(Record { titles, journals, years, notices }),
            AnswerName::NotFound => Answer::NotFound,
            AnswerName::Elsewhere => Answer::Elsewhere,
        };
        Some((RegistryId { kind, value }, KeptAnswer { checked, answer }))
    }
}

impl Lock {
    /// Reads a lock from the bytes of the file at a path.
    ///
    /// # Errors
    /// If the bytes are not a lock file, or a newer program wrote them.
    pub fn parse(bytes: Vec<u8>, path: &Path) -> Result<Lock, LockError> {
        let text = String::from_utf8(bytes).map_err(|error| {
            broken(
                path,
                "",
                0,
                format!("this is not UTF-8 from byte {} on", error.utf8_error().valid_up_to()),
            )
        })?;
        if let Ok(Version { version }) = toml::from_str(&text)
            && version > VERSION
        {
            return Err(LockError::Newer { path: path.to_owned(), version });
        }
        let source = Arc::new(TomlSource::new(path.display().to_string(), text.clone()));
        let (file, faults) = read::<LockFile>(&source);
        if let Some(fault) = faults.into_iter().next() {
            let at = fault.range.map_or(0, |range| range.start);
            return Err(broken(path, &text, at, fault.message));
        }
        let mut lock = Lock::default();
        for locked in file.map(|file| file.sources).unwrap_or_default() {
            let at = locked.checked.span().start;
            let Some((identifier, kept)) = locked.into_entry() else {
                let what = "this is not a date of the form 2026-11-21".to_owned();
                return Err(broken(path, &text, at, what));
            };
            lock.entries.insert(identifier, kept);
        }
        Ok(lock)
    }

    /// Whether nothing has been answered yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What was answered before, no matter how long ago.
    pub fn kept(&self, identifier: &RegistryId) -> Option<&Answer> {
        self.entries.get(identifier).map(|kept| &kept.answer)
    }

    /// What was answered before, if it is not older than this many days. An answer from a day in the future does not
    /// count: nobody can have asked then.
    pub fn answer(&self, identifier: &RegistryId, today: Day, days: Option<u32>) -> Option<Answer> {
        let kept = self.entries.get(identifier)?;
        let holds = days.is_none_or(|days| (0..i64::from(days)).contains(&today.since(kept.checked)));
        holds.then(|| kept.answer.clone())
    }

    /// Enters what was answered today.
    pub fn enter(&mut self, identifier: RegistryId, today: Day, answer: Answer) {
        self.entries.insert(identifier, KeptAnswer { checked: today, answer });
    }

    /// Enters all that another lock has, unless this one has a newer answer.
    pub fn merge(&mut self, other: &Lock) {
        for (identifier, kept) in &other.entries {
            let is_newer = |there: &KeptAnswer| there.checked.since(kept.checked) > 0;
            if !self.entries.get(identifier).is_some_and(is_newer) {
                self.entries.insert(identifier.clone(), kept.clone());
            }
        }
    }

    /// The file as it is written.
    ///
    /// # Errors
    /// If TOML cannot say something; it can say all that was read or answered.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        let sources = self.entries.iter().map(|(identifier, kept)| LockedSource::of(identifier, kept));
        let file = LockFile { version: VERSION, sources: sources.collect() };
        Ok(format!("{OPENING}{}", toml::to_string(&file)?))
    }
}

/// A text without the control characters in it: whatever a registry answers begins no line of the file.
fn one_line(text: String) -> String {
    let ends_a_line = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    if text.contains(ends_a_line) { text.replace(ends_a_line, " ") } else { text }
}

fn broken(path: &Path, text: &str, at: usize, what: String) -> LockError {
    let position = Source::from_text(text).position(at);
    LockError::Broken { path: path.to_owned(), line: position.line, column: position.column, what }
}
