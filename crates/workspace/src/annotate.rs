//! Writes what was found in documents of word processors into copies of them: comments on the words, and fixes as changes that a
//! person accepts or rejects.
//!
//! What the comments say is for the caller; the markup is `claimlint_text`'s.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use claimlint_base::source::reason_not_written;
use claimlint_base::span::Span;
use claimlint_engine::{Diagnostic, fix};
use claimlint_rules::Safety;
use claimlint_text::{Annotated, Change, Format, Note, annotated, cleaned};
use rayon::prelude::*;

use crate::atomic_file::AtomicFile;
use crate::guard::caught;
use crate::own_output::{is_reviewed, reviewed};
use crate::pages::LARGEST_PAGE;
use crate::paths::real;
use crate::report::{FileError, FileReport};
use crate::runner::{Keeps, NO_RULES, Page, Run, check_with_fixes};
use crate::save::save;
use crate::walk::{FoundFiles, WalkFailure};

/// A document that was checked.
#[derive(Debug)]
pub struct Draft {
    /// What was found.
    pub report: FileReport,
    /// Its bytes as they were read.
    before: Vec<u8>,
    /// The same without what claimlint had written into it, which is what was checked.
    cleaned: Vec<u8>,
    /// How many comments it can hold.
    room: usize,
}

/// Where an annotated document goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// In the place of the draft.
    Itself,
    /// Beside it, by its name; whether it may take the place of what is there.
    Beside(bool),
    /// To this file.
    File(PathBuf),
}

/// How a document is annotated.
pub struct Annotating<'a> {
    /// The paragraphs of the comment about a finding.
    pub comment: &'a (dyn Fn(&FileReport, &Diagnostic) -> Vec<String> + Sync),
    /// What is said where a document can hold no more comments, about so many findings.
    pub rest: &'a (dyn Fn(usize) -> String + Sync),
    /// How safe the fixes are that are proposed.
    pub fixes: Option<Safety>,
    /// Where it goes.
    pub target: Target,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Where it was written; `None` where there was nothing to write.
    pub path: Option<PathBuf>,
    /// How many comments of ours are in it.
    pub comments: usize,
    /// How many changes were proposed in it.
    pub changes: usize,
}

/// Leaves only documents that can be annotated. Copies that were annotated before are left out, unless they are named, and a page
/// of another kind that is named is a failure.
pub fn keep_documents(found: &mut FoundFiles, format_of: impl Fn(&Path) -> Option<Format>) {
    let named = std::mem::take(&mut found.named);
    let mut failures = Vec::new();
    found.files.retain(|path| {
        let is_document = matches!(format_of(path), Some(Format::Word(_)));
        let is_named = named.contains(path);
        if is_named && !is_document {
            let message =
                "only Word and OpenDocument files (.docx, .odt) can have comments; `claimlint check` prints \
                           the findings in this one"
                    .to_owned();
            failures.push(WalkFailure { path: path.clone(), message });
        }
        is_document && (is_named || !is_reviewed(path))
    });
    found.failures.extend(failures);
    found.named = named;
}

/// Reads and checks documents. `done` is called once for each.
pub fn check_drafts(found: FoundFiles, run: Run<'_>, done: &(dyn Fn() + Sync)) -> Vec<Draft> {
    let drafts = found.files.par_iter().map(|path| {
        let run = Run { takes_all: run.takes_all || found.named.contains(path), ..run };
        let draft = check_draft(path, run).unwrap_or_else(|error| Draft::failed(path, error.message));
        done();
        draft
    });
    let mut drafts: Vec<Draft> = drafts.collect();
    drafts.extend(found.failures.into_iter().map(|one| Draft::failed(&one.path, one.message)));
    drafts.sort_by(|one, other| Path::new(&one.report.path).cmp(Path::new(&other.report.path)));
    drafts
}

fn check_draft(path: &Path, run: Run<'_>) -> Result<Draft, FileError> {
    let before = run.bytes_of(path)?;
    if before.len() > LARGEST_PAGE {
        let most = LARGEST_PAGE >> 20;
        return Err(FileError::of_file(format!(
            "it has more than {most} MiB; split it, and check it in parts"
        )));
    }
    let own = before.clone();
    let cleaned = caught(|| cleaned(own))?.map_err(|fault| FileError::of_file(fault.to_string()))?;
    let linter = run.linters.of(run.config, path).ok_or_else(|| FileError::of_file(NO_RULES))?;
    let format = run.config.format_of(path).unwrap_or(Format::Word(run.config.changes));
    let page = Page { path, format, content: None, takes_all: run.takes_all, keeps: Keeps::Findings };
    let mut report = check_with_fixes(&page, cleaned.bytes.clone(), linter, run.comments);
    report.fail_on = run.config.fail_on(path);
    Ok(Draft { report, before, cleaned: cleaned.bytes, room: cleaned.room })
}

impl Draft {
    /// One that was not read.
    fn failed(path: &Path, message: impl Into<String>) -> Draft {
        let report = FileReport::failed(path, message);
        Draft { report, before: Vec::new(), cleaned: Vec::new(), room: 0 }
    }

    /// Takes out what was found, to be put back.
    pub fn take_report(&mut self) -> FileReport {
        let path = self.report.path.clone();
        std::mem::replace(&mut self.report, FileReport::new(path))
    }

    /// Whether it could not be read, so that it is not written either.
    pub fn was_refused(&self) -> bool {
        !self.report.errors.is_empty() && (self.before.is_empty() || self.report.source.is_none())
    }

    /// Writes the annotated document.
    ///
    /// # Errors
    /// It cannot be annotated or written; nothing was written.
    pub fn write(&self, how: &Annotating<'_>) -> Result<Outcome, FileError> {
        let path = Path::new(&self.report.path);
        refuse_open(path, path)?;
        let target = match &how.target {
            Target::Itself => path.to_owned(),
            Target::Beside(_) => reviewed(path),
            Target::File(file) => file.clone(),
        };
        let is_itself = how.target == Target::Itself;
        if !is_itself && real(&target) == real(path) {
            return Err(FileError::of_file(
                "it would overwrite the draft; name another file, or write into the draft itself with --in-place",
            ));
        }
        let written = self.annotated(how)?;
        let outcome =
            |path: Option<PathBuf>| Outcome { path, comments: written.comments, changes: written.changes };
        let is_same = written.bytes == self.before;
        if is_same && (is_itself || matches!(how.target, Target::Beside(_)) && written.comments == 0) {
            return Ok(outcome(None));
        }
        if is_itself {
            save(path, &self.before, &written.bytes)
                .map_err(|error| FileError::of_file(error.to_string()))?;
            return Ok(outcome(Some(target)));
        }
        refuse_open(&target, path)?;
        if how.target == Target::Beside(false) && target.exists() {
            if std::fs::read(&target).is_ok_and(|there| there == written.bytes) {
                return Ok(outcome(Some(target)));
            }
            return Err(FileError::of_file(format!(
                "{} exists already and may contain someone's work: annotate that file itself with --in-place, or replace it \
                 with --overwrite",
                target.display()
            )));
        }
        put(&target, &written.bytes)?;
        Ok(outcome(Some(target)))
    }

    /// The bytes of the document with its comments.
    fn annotated(&self, how: &Annotating<'_>) -> Result<Annotated, FileError> {
        let notes = self.notes(how);
        let Some(source) = self.report.source.as_ref().filter(|_| !notes.is_empty()) else {
            return Ok(Annotated { bytes: self.cleaned.clone(), comments: 0, changes: 0 });
        };
        let bytes = self.cleaned.clone();
        caught(|| annotated(bytes, source, &notes))?.map_err(|fault| FileError::of_file(fault.to_string()))
    }

    /// What is to be written about the findings. Where there is not room for all, the heaviest are.
    fn notes(&self, how: &Annotating<'_>) -> Vec<Note> {
        let mut shown: Vec<&Diagnostic> = self.report.diagnostics.iter().collect();
        let mut rest = None;
        if shown.len() > self.room {
            shown.sort_by_key(|one| (std::cmp::Reverse(one.severity), one.span));
            let kept = self.room.saturating_sub(1);
            rest = Some((how.rest)(shown.len() - kept)).filter(|_| self.room > 0);
            shown.truncate(kept);
            shown.sort_by_key(|one| one.span);
        }
        // Where the changes begin that are proposed, and where each ends. They never touch.
        let mut taken = BTreeMap::new();
        let note = |one: &Diagnostic| Note {
            span: if one.is_of_document() { Span::at(one.span.start()) } else { one.span },
            paragraphs: (how.comment)(&self.report, one),
            changes: self.changes(one, how.fixes, &mut taken),
        };
        let mut notes: Vec<Note> = shown.into_iter().map(note).collect();
        notes.extend(rest.map(|rest| Note {
            span: Span::at(0),
            paragraphs: vec![rest],
            changes: Vec::new(),
        }));
        notes
    }

    /// The changes that fix a finding, where they may be proposed. Of those that overlap or touch, the first are.
    fn changes(
        &self,
        one: &Diagnostic,
        fixes: Option<Safety>,
        taken: &mut BTreeMap<usize, usize>,
    ) -> Vec<Change> {
        let (Some(safety), Some(fix), Some(source)) = (fixes, &one.fix, &self.report.source) else {
            return Vec::new();
        };
        let touches =
            |span: Span| taken.range(..=span.end()).next_back().is_some_and(|(_, end)| span.start() <= *end);
        if !fix::is_allowed(fix, safety) || fix.edits.iter().any(|edit| touches(edit.span)) {
            return Vec::new();
        }
        taken.extend(fix.edits.iter().map(|edit| (edit.span.start(), edit.span.end())));
        let change = |edit: &claimlint_engine::Edit| Change {
            span: edit.span,
            text: fix::with_own_apostrophes(source.text(), &edit.text),
        };
        fix.edits.iter().map(change).collect()
    }
}

/// Writes a file that takes its place when it is whole.
fn put(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    AtomicFile::put(path, bytes).map_err(|error| {
        FileError::of_file(format!("{} cannot be written: {}", path.display(), reason_not_written(&error)))
    })
}

/// Refuses a document that is open in a word processor: what it holds there would be lost, or was not checked.
fn refuse_open(path: &Path, draft: &Path) -> Result<(), FileError> {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return Ok(()) };
    // Word puts two signs in the place of the first two of a long name.
    let rest = |count: usize| name.char_indices().nth(count).map(|(at, _)| name[at..].to_owned());
    let of_word = (0..=2).filter_map(rest).map(|rest| (format!("~${rest}"), "Word"));
    let of_libreoffice = std::iter::once((format!(".~lock.{name}#"), "LibreOffice"));
    let found = of_word.chain(of_libreoffice).find(|(lock, _)| path.with_file_name(lock).exists());
    match found {
        Some((lock, program)) => {
            let what = if path == draft { "it".to_owned() } else { path.display().to_string() };
            Err(FileError::of_file(format!(
                "{what} is open in {program}; close it there and run again (if it is not open, delete `{lock}` beside it)"
            )))
        }
        None => Ok(()),
    }
}
