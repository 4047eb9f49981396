//! Checks files of data: each text that is copy is a page of its own, and what is found in it has its place in the file.
//!
//! The texts of a file are checked in batches on all threads, so that no more than one batch is in memory besides the file. How
//! they are found is for the crate `claimlint-text`; how they are fixed, for `fix`.

use std::path::Path;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::{Checked, Diagnostic, Edit, Fix, Label, Linter, MOST_FINDINGS};
use claimlint_text::data::{self, DataFormat, Field, Fields, Places, Sink, UNDECODED};
use claimlint_text::{Document, UnreadPart};
use rayon::prelude::*;

use crate::config::Config;
use crate::guard::{caught, guarded};
use crate::hidden_by::Comments;
use crate::pages::{LARGEST_DATA, LARGEST_PAGE, shown};
use crate::report::{FileError, FileReport, RecordPlace, too_many};

pub(crate) mod fix;
pub mod propose;
pub mod texts;

/// A batch is checked when its texts have this many bytes, or it has this many texts.
const BATCH: (usize, usize) = (1 << 20, 4096);

/// How a file of data is read.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    /// Its format.
    pub format: DataFormat,
    /// What in it is copy.
    pub fields: Fields,
}

impl Content {
    /// How a file is read; `None` where it is no file of data.
    ///
    /// # Errors
    /// Neither its name nor the settings say its format.
    pub fn of(path: &Path, config: &Config) -> Option<Result<Content, FileError>> {
        let (fields, of_path) = config.content_of(path)?;
        let format = fields.format.or(of_path).ok_or_else(|| {
            FileError::of_file(
                "its ending does not say what format it has; write `format = \"csv\"`, or whichever it is, in its [[content]] entry",
            )
        });
        Some(format.map(|format| Content { format, fields: fields.or_usual(format) }))
    }
}

/// The text of a file of data.
///
/// # Errors
/// It is larger than can be read, or no text.
pub(crate) fn source_of(bytes: Vec<u8>) -> Result<Source, FileError> {
    if bytes.len() > LARGEST_DATA {
        let most = LARGEST_DATA >> 20;
        return Err(FileError::of_file(format!(
            "it has more than {most} MiB; split it, or give its records to `claimlint check --records`"
        )));
    }
    Source::decode_with_marks(bytes, UNDECODED).map_err(|error| FileError::of_file(error.to_string()))
}

/// Checks the texts of a file.
pub(crate) fn check(
    path: &Path,
    bytes: Vec<u8>,
    content: &Content,
    linter: &Linter,
    comments: Comments,
) -> FileReport {
    match source_of(bytes) {
        Ok(source) => check_source(path, source, content, linter, comments),
        Err(error) => FileReport::failed(path, error.message),
    }
}

fn check_source(
    path: &Path,
    source: Source,
    content: &Content,
    linter: &Linter,
    comments: Comments,
) -> FileReport {
    let report = FileReport::new(shown(path));
    let mut checker =
        FileChecker { source: &source, linter, comments, batch: Vec::new(), bytes: 0, report, is_cut: false };
    let read = caught(|| data::read(source.text(), content.format, &content.fields, &mut checker));
    if let Err(undone) = read {
        return FileReport::failed(path, undone.to_string());
    }
    checker.check_batch();
    let FileChecker { mut report, is_cut, .. } = checker;
    report.errors.sort_by_key(|error| error.position);
    report.errors.extend(is_cut.then(too_many));
    report.diagnostics.sort_by_key(|one| (one.span.start(), one.span.end()));
    report.records.sort_by_key(|one| (one.span.start(), one.span.end()));
    report.source = (!report.diagnostics.is_empty()).then_some(source);
    report
}

/// Takes the fields of a file, and checks them in batches.
struct FileChecker<'c> {
    source: &'c Source,
    linter: &'c Linter,
    comments: Comments,
    batch: Vec<Field>,
    bytes: usize,
    report: FileReport,
    is_cut: bool,
}

impl Sink for FileChecker<'_> {
    fn field(&mut self, field: Field) {
        self.bytes += field.text.len();
        self.batch.push(field);
        if self.bytes >= BATCH.0 || self.batch.len() >= BATCH.1 {
            self.check_batch();
        }
    }

    fn fault(&mut self, fault: UnreadPart) {
        let position = Some(self.source.position(fault.at));
        self.report.errors.push(FileError { message: fault.message, position });
    }
}

impl FileChecker<'_> {
    fn check_batch(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        if self.is_cut {
            return;
        }
        let (linter, source) = (self.linter, self.source);
        let found: Vec<FieldFound> =
            batch.into_par_iter().map(|field| check_field(field, linter, source)).collect();
        for one in found {
            self.take(one);
        }
    }

    fn take(&mut self, found: FieldFound) {
        let FieldFound { place, words, errors, diagnostics, suppressed } = found;
        self.report.words += words;
        self.report.errors.extend(errors);
        let mut shown = diagnostics;
        match self.comments {
            Comments::Obeyed => self.report.suppressed += suppressed.len(),
            Comments::Reported => {
                self.report.hide(&suppressed);
                shown.extend(suppressed);
            }
        }
        if !shown.is_empty() {
            self.report.records.push(place);
        }
        self.report.diagnostics.extend(shown);
        if self.report.diagnostics.len() > MOST_FINDINGS {
            self.report.diagnostics.truncate(MOST_FINDINGS);
            self.is_cut = true;
        }
    }
}

/// What is found in a text, with its places in the file.
struct FieldFound {
    place: RecordPlace,
    words: usize,
    errors: Vec<FileError>,
    diagnostics: Vec<Diagnostic>,
    suppressed: Vec<Diagnostic>,
}

fn check_field(field: Field, linter: &Linter, source: &Source) -> FieldFound {
    let Field { record, key, format, text, places } = field;
    let whole = places.span(Span::of(0..text.len()));
    let mut found = FieldFound {
        place: RecordPlace { span: whole, record, key },
        words: 0,
        errors: Vec::new(),
        diagnostics: Vec::new(),
        suppressed: Vec::new(),
    };
    let position = |at: usize| Some(source.position(at));
    if text.len() > LARGEST_PAGE {
        let message = format!(
            "{}: this text has more than {} MiB, and was not checked",
            found.place,
            LARGEST_PAGE >> 20
        );
        found.errors.push(FileError { message, position: position(whole.start()) });
        return found;
    }
    let page = Source::from_text(text);
    let checked = guarded(&page, || {
        let document = linter.read(&page, format);
        let checked = document.other_language().is_none().then(|| linter.check_document(&document));
        (document, checked)
    });
    let (document, checked): (Document, Option<Checked>) = match checked {
        Ok(checked) => checked,
        Err(undone) => {
            let message = format!("{}: {undone}", found.place);
            found.errors.push(FileError { message, position: position(whole.start()) });
            return found;
        }
    };
    found.words = document.word_count();
    found.errors.extend(document.unread_parts().iter().map(|part| {
        let at = places.span(Span::at(part.at)).start();
        FileError { message: format!("{}: {}", found.place, part.message), position: position(at) }
    }));
    let Some(Checked { diagnostics, suppressed, .. }) = checked else { return found };
    found.diagnostics = diagnostics.into_iter().map(|one| placed(one, &places)).collect();
    found.suppressed = suppressed.into_iter().map(|(one, _)| placed(one, &places)).collect();
    found
}

/// A finding with its places in the file. A fix that cannot be written there is none.
fn placed(diagnostic: Diagnostic, places: &Places) -> Diagnostic {
    let label = |label: Label| Label { span: places.span(label.span), ..label };
    let edit = |edit: &Edit| {
        let (span, text) = places.write(edit.span, &edit.text)?;
        Some(Edit { span, text })
    };
    let fix = diagnostic.fix.and_then(|fix| {
        let edits: Option<Vec<Edit>> = fix.edits.iter().map(edit).collect();
        edits.map(|edits| Fix { edits, ..fix })
    });
    Diagnostic {
        span: places.span(diagnostic.span),
        labels: diagnostic.labels.into_iter().map(label).collect(),
        fix,
        ..diagnostic
    }
}
