//! `sources.lock`: what the registries answered, and when.
//!
//! A TOML file in the order of the identifiers, so that versions of it can be compared. It holds what the registries have,
//! not what the articles say: a changed article is judged anew without a question. A file that cannot be understood is
//! left as it is. Its bytes come from whoever has read the file.

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

/// Why the bytes of a lock file cannot be used.
#[derive(Debug, Error)]
pub enum LockError {
    /// A newer program wrote it.
    #[error(
        "{}: this lock file has version {version}, and this claimlint reads up to {VERSION}; use a newer claimlint, or \
         name another file as `lock` in `[verify]`", .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// It is no lock file.
    #[error("{}:{line}:{column}: {what}; mend it, or delete the file to ask for everything again", .path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// The line of the first fault, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
        /// What is wrong.
        what: String,
    },
}

/// What the registries answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    entries: BTreeMap<RegistryId, (Day, Answer)>,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockFile {
    version: u32,
    #[serde(default, rename = "source")]
    sources: Vec<LockedSource>,
}

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
        /// An agency has it that is not asked.
        Elsewhere = "elsewhere",
    }
}

impl Lock {
    /// Reads a lock from the bytes of the file at a path.
    ///
    /// # Errors
    /// Bytes that are no lock file, or that a newer program wrote.
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
        for entry in file.map(|file| file.sources).unwrap_or_default() {
            let Some(day) = Day::read(entry.checked.get_ref()) else {
                let what = "this is no date of the form 2026-11-21".to_owned();
                return Err(broken(path, &text, entry.checked.span().start, what));
            };
            let LockedSource { titles, journals, years, notices, .. } = entry;
            let answer = match entry.answer {
                AnswerName::Found => Answer::Found(Record { titles, journals, years, notices }),
                AnswerName::NotFound => Answer::NotFound,
                AnswerName::Elsewhere => Answer::Elsewhere,
            };
            lock.enter(RegistryId { kind: entry.kind, value: entry.value }, day, answer);
        }
        Ok(lock)
    }

    /// Whether nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What was answered before, however long ago.
    pub fn kept(&self, identifier: &RegistryId) -> Option<&Answer> {
        self.entries.get(identifier).map(|(_, answer)| answer)
    }

    /// What was answered before, if that is not older than some days. A day to come is no day at which anybody asked.
    pub fn answer(&self, identifier: &RegistryId, today: Day, days: Option<u32>) -> Option<Answer> {
        let (checked, answer) = self.entries.get(identifier)?;
        let holds = days.is_none_or(|days| (0..i64::from(days)).contains(&today.since(*checked)));
        holds.then(|| answer.clone())
    }

    /// Enters what was answered today.
    pub fn enter(&mut self, identifier: RegistryId, today: Day, answer: Answer) {
        self.entries.insert(identifier, (today, answer));
    }

    /// The file as it is written.
    ///
    /// # Errors
    /// What TOML cannot say; nothing that was read or answered is.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        let sources = self.entries.iter().map(|(identifier, (day, answer))| {
            let (name, record) = match answer {
                Answer::Found(record) => (AnswerName::Found, record.clone()),
                Answer::NotFound => (AnswerName::NotFound, Record::default()),
                Answer::Elsewhere => (AnswerName::Elsewhere, Record::default()),
            };
            let Record { titles, journals, years, notices } = record;
            let checked = Spanned::new(0..0, day.to_string());
            let RegistryId { kind, value } = identifier.clone();
            LockedSource { kind, value, checked, answer: name, titles, journals, years, notices }
        });
        let file = LockFile { version: VERSION, sources: sources.collect() };
        Ok(format!("{OPENING}{}", toml::to_string(&file)?))
    }
}

fn broken(path: &Path, text: &str, at: usize, what: String) -> LockError {
    let position = Source::from_text(text).position(at);
    LockError::Broken { path: path.to_owned(), line: position.line, column: position.column, what }
}
