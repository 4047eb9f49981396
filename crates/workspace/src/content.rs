//! Checks files of data: each text that is copy is a page of its own, and what is found in it has its place in the file.
//!
//! The texts of a file are checked in batches on all threads, so that no more than one batch is in memory besides the file. How
//! they are found is for the crate `claimlint-text`; how they are fixed, for `fix`.

use std::path::Path;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::{Checked, Diagnostic, Edit, Fix, Label, Linter, MOST_FINDINGS, Page, Suggestion};
use claimlint_text::data::{self, DataFormat, Field, Fields, Places, Sink, UNDECODED};
use claimlint_text::{Document, UnreadPart};
use rayon::prelude::*;

use crate::claim_row::{ClaimRow, rows_of};
use crate::config::Config;
use crate::guard::{caught, guarded};
use crate::hidden_by::Comments;
use crate::page_view::{Keeps, PageView, SuppressedFinding};
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
                "its extension does not say what format it has; write `format = \"csv\"`, or whatever it is, in its [[content]] entry",
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

/// How the texts of a file are checked.
#[derive(Clone, Copy)]
pub(crate) struct Checking<'c> {
    /// The file, by which it is shown.
    pub path: &'c Path,
    /// What in it is copy.
    pub content: &'c Content,
    /// What looks for findings.
    pub linter: &'c Linter,
    /// Whether comments in the texts suppress findings.
    pub comments: Comments,
    /// What is kept for the report.
    pub keeps: Keeps,
}

/// Checks the texts of a file.
pub(crate) fn check(how: Checking<'_>, bytes: Vec<u8>) -> FileReport {
    match source_of(bytes) {
        Ok(source) => check_source(how, source),
        Err(error) => FileReport::failed(how.path, error.message),
    }
}

fn check_source(how: Checking<'_>, source: Source) -> FileReport {
    let Checking { path, content, .. } = how;
    let report = FileReport::new(shown(path));
    let mut checker = FileChecker {
        source: &source,
        how,
        batch: Vec::new(),
        bytes: 0,
        report,
        view: PageView::default(),
        is_cut: false,
    };
    let read = caught(|| data::read(source.text(), content.format, &content.fields, &mut checker));
    if let Err(undone) = read {
        return FileReport::failed(path, undone.to_string());
    }
    checker.check_batch();
    let FileChecker { mut report, mut view, is_cut, .. } = checker;
    report.errors.sort_by_key(|error| error.position);
    report.errors.extend(is_cut.then(too_many));
    report.diagnostics.sort_by_key(|one| (one.span.start(), one.span.end()));
    // A text of code may be read as a part of a page, and by its key.
    report.diagnostics.dedup_by(|next, one| next.span == one.span && next.rule.id == one.rule.id);
    report.records.sort_by_key(|one| (one.span.start(), one.span.end()));
    view.suppressed.sort_by_key(|one| (one.diagnostic.span.start(), one.diagnostic.span.end()));
    view.claims.sort_by_key(|row| (row.claim.diagnostic.span.start(), row.claim.diagnostic.span.end()));
    // It has no text, and is kept for what has findings all the same: the baseline puts those into it that it knows.
    let is_shown = how.keeps == Keeps::Pages && !(report.diagnostics.is_empty() && view.is_empty());
    report.view = is_shown.then(|| Box::new(view));
    report.source = (!report.diagnostics.is_empty() || report.view.is_some()).then_some(source);
    report
}

/// Takes the fields of a file, and checks them in batches.
struct FileChecker<'c> {
    source: &'c Source,
    how: Checking<'c>,
    batch: Vec<Field>,
    bytes: usize,
    report: FileReport,
    view: PageView,
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
        let (how, source) = (self.how, self.source);
        let found: Vec<FieldFound> =
            batch.into_par_iter().map(|field| check_field(field, how, source)).collect();
        for one in found {
            self.take(one);
        }
    }

    fn take(&mut self, found: FieldFound) {
        let FieldFound { place, words, errors, page, diagnostics, suppressed, claims } = found;
        self.report.words += words;
        self.report.errors.extend(errors);
        self.report.page = match (self.report.page, page) {
            // Texts that are taken for different kinds of pages make the file none of them.
            (Some(one), Some(other)) if one.kind != other.kind => Some(Page { kind: None, ..one }),
            (one, other) => one.or(other),
        };
        let mut shown = diagnostics;
        let is_found = !shown.is_empty() || !suppressed.is_empty();
        match self.how.comments {
            Comments::Obeyed => {
                self.report.suppressed += suppressed.len();
                if self.how.keeps == Keeps::Pages {
                    self.view.suppressed.extend(suppressed);
                }
            }
            Comments::Reported => {
                let suppressed: Vec<Diagnostic> = suppressed.into_iter().map(|one| one.diagnostic).collect();
                self.report.hide(&suppressed);
                shown.extend(suppressed);
            }
        }
        if is_found {
            self.report.records.push(place);
        }
        self.report.diagnostics.extend(shown);
        self.view.claims.extend(claims);
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
    /// What kind of page it is taken for.
    page: Option<Page>,
    diagnostics: Vec<Diagnostic>,
    suppressed: Vec<SuppressedFinding>,
    /// Its claims, in a run that keeps them.
    claims: Vec<ClaimRow>,
}

fn check_field(field: Field, how: Checking<'_>, source: &Source) -> FieldFound {
    let Checking { linter, keeps, .. } = how;
    let is_of_others = field.is_of_others();
    let Field { record, key, format, text, places } = field;
    let whole = places.span(Span::of(0..text.len()));
    let mut found = FieldFound {
        place: RecordPlace { span: whole, record, key },
        words: 0,
        errors: Vec::new(),
        page: None,
        diagnostics: Vec::new(),
        suppressed: Vec::new(),
        claims: Vec::new(),
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
        let mut document = linter.read(&page, format);
        if is_of_others {
            document.quote_all();
        }
        let checked = document.other_language().is_none().then(|| linter.check_document(&document));
        let keeps_claims = keeps == Keeps::Pages && checked.is_some();
        let claims = keeps_claims.then(|| rows_of(&document, &page, linter.claims_of(&document).all));
        (document, checked, claims.unwrap_or_default())
    });
    let (document, checked, claims): (Document, Option<Checked>, Vec<ClaimRow>) = match checked {
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
    let Some(Checked { diagnostics, suppressed, page: kind, .. }) = checked else { return found };
    found.page = kind;
    found.diagnostics = diagnostics.into_iter().map(|one| placed(one, &places)).collect();
    let suppressed = SuppressedFinding::all(&document, &suppressed).into_iter();
    found.suppressed = suppressed
        .map(|one| SuppressedFinding { diagnostic: placed(one.diagnostic, &places), ..one })
        .collect();
    let name = found.place.to_string();
    found.claims = claims
        .into_iter()
        .map(|mut row| {
            row.claim.diagnostic = placed(row.claim.diagnostic, &places);
            row.at = source.position(row.claim.diagnostic.span.start());
            row.place = Some(name.clone());
            row
        })
        .collect();
    found
}

/// A finding with its places in the file. A fix that cannot be written there is none.
fn placed(diagnostic: Diagnostic, places: &Places) -> Diagnostic {
    let label = |label: Label| Label { span: places.span(label.span), ..label };
    let edits = |edits: &[Edit]| -> Option<Vec<Edit>> {
        let edit = |edit: &Edit| {
            let (span, text) = places.write(edit.span, &edit.text)?;
            Some(Edit { span, text })
        };
        edits.iter().map(edit).collect()
    };
    let fix = diagnostic.fix.and_then(|fix| edits(&fix.edits).map(|edits| Fix { edits, ..fix }));
    // What to write instead is worth saying without the way to write it, too.
    let suggestion = |one: Suggestion| Suggestion { edits: edits(&one.edits).unwrap_or_default(), ..one };
    Diagnostic {
        span: places.span(diagnostic.span),
        labels: diagnostic.labels.into_iter().map(label).collect(),
        fix,
        suggestions: diagnostic.suggestions.into_iter().map(suggestion).collect(),
        ..diagnostic
    }
}
