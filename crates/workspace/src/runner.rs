//! Checks files: reads, decodes and checks each, in parallel, and reports them in the order of their paths. Where fixes
//! are asked for, a file is fixed first, and the report says what remains.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::Source;
use claimlint_engine::{Checked, Linter, fix};
use claimlint_rules::{Library, Safety, Selection};
use claimlint_text::{Document, Format};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::audience::{is_named_as_note, is_note_of_program};
use crate::claim_row::rows_of;
use crate::config::Config;
use crate::content::fix::fix_data;
use crate::content::{self, Checking, Content};
use crate::git::Changes;
use crate::guard::guarded;
pub use crate::hidden_by::Comments;
use crate::hidden_by::HiddenBy;
pub use crate::page_view::Keeps;
use crate::page_view::PageView;
use crate::pages::{bytes_of_file, decoded, shown};
use crate::report::{FileError, FileReport, NOT_WRITTEN_BACK, Report, Rewrite, too_many};
use crate::save::save;
use crate::session::Session;
use crate::walk::FoundFiles;

/// The linters of a run: one for each set of overrides that holds for some file.
#[derive(Debug, Default)]
pub struct Linters {
    by_overrides: FxHashMap<Vec<usize>, Arc<Linter>>,
}

impl Linters {
    /// Selects the rules for some files. `narrow` changes the selection as the command line says.
    pub fn for_files<'p>(
        session: &Session,
        files: impl Iterator<Item = &'p Path>,
        narrow: impl Fn(Selection) -> Selection,
    ) -> Linters {
        let mut by_overrides = FxHashMap::default();
        for file in files {
            let overrides = session.config.overrides_of(file);
            by_overrides.entry(overrides).or_insert_with_key(|overrides: &Vec<usize>| {
                Arc::new(session.linter(&narrow(session.config.selection(overrides))))
            });
        }
        Linters { by_overrides }
    }

    /// Whether they look for any rule in any file.
    pub fn look_for_any(&self, library: &Library) -> bool {
        library.rules.iter().any(|rule| self.look_for(&rule.id))
    }

    /// Whether they look for a rule in any file.
    pub fn look_for(&self, rule: &str) -> bool {
        self.by_overrides.values().any(|linter| linter.looks_for(rule))
    }

    /// The linter for a file that the linters were made for.
    pub fn of(&self, config: &Config, file: &Path) -> Option<&Arc<Linter>> {
        self.by_overrides.get(&config.overrides_of(file))
    }
}

/// What to do with the fixes of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixing {
    /// Leave the files as they are.
    Off,
    /// Say what the files would be with all fixes that are at least as safe as this.
    Shown(Safety),
    /// Apply all fixes that are at least as safe as this to the files.
    Written(Safety),
}

/// A run over files.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// The linters, made for the files.
    pub linters: &'r Linters,
    /// The settings.
    pub config: &'r Config,
    /// What becomes of fixes.
    pub fixing: Fixing,
    /// What is staged, which is checked in place of the files on disk.
    pub staged: Option<&'r Changes>,
    /// Whether comments in the pages suppress findings.
    pub comments: Comments,
    /// Whether pages of folders are checked, too, that are written for those who make the site.
    pub takes_all: bool,
    /// What is kept of the pages.
    pub keeps: Keeps,
}

impl<'r> Run<'r> {
    /// A run that changes nothing, obeys comments, and keeps the findings.
    pub fn plain(linters: &'r Linters, config: &'r Config) -> Run<'r> {
        Run {
            linters,
            config,
            fixing: Fixing::Off,
            staged: None,
            comments: Comments::Obeyed,
            takes_all: false,
            keeps: Keeps::Findings,
        }
    }
}

impl Run<'_> {
    /// The bytes of a page as they are checked.
    pub(crate) fn bytes_of(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        match self.staged.and_then(|staged| staged.staged_bytes(path)) {
            Some(bytes) => bytes.map_err(FileError::of_file),
            None => bytes_of_file(path, self.config.is_data(path)),
        }
    }
}

/// Checks the files under some paths, or under this folder where none is named, as the configuration says. All files stay as
/// they are.
pub fn check(session: &Session, paths: &[PathBuf]) -> Report {
    let found = session.files(paths, false);
    let linters = Linters::for_files(session, found.files.iter().map(PathBuf::as_path), |all| all);
    let run = Run::plain(&linters, &session.config);
    let skipped = found.skipped.clone();
    Report { files: check_files(found, run, &|| ()), ..Report::default() }.with_skipped(skipped)
}

/// Checks files on all threads of the current pool; the report is the same for any number. `done` is called once for
/// each file, from any thread.
pub fn check_files(found: FoundFiles, run: Run<'_>, done: &(dyn Fn() + Sync)) -> Vec<FileReport> {
    let checked = found.files.par_iter().map(|path| {
        let run = Run { takes_all: run.takes_all || found.named.contains(path), ..run };
        let report = check_file(path, run);
        done();
        report
    });
    let mut files: Vec<FileReport> = checked.collect();
    files.extend(found.failures.into_iter().map(|one| FileReport::failed(&one.path, one.message)));
    files.sort_by(|one, other| Path::new(&one.path).cmp(Path::new(&other.path)));
    files
}

fn check_file(path: &Path, run: Run<'_>) -> FileReport {
    FileReport { fail_on: run.config.fail_on(path), ..fix_or_check(path, run) }
}

fn fix_or_check(path: &Path, run: Run<'_>) -> FileReport {
    let bytes = match run.bytes_of(path) {
        Ok(bytes) => bytes,
        Err(error) => return FileReport::failed(path, error.message),
    };
    let Some(linter) = run.linters.of(run.config, path) else {
        return FileReport::failed(path, NO_RULES);
    };
    let page = match Page::of(path, run.config, run.takes_all, run.keeps) {
        Ok(page) => page,
        Err(error) => return FileReport::failed(path, error.message),
    };
    let safety = match run.fixing {
        Fixing::Off => return check_page(&page, bytes, linter, run.comments),
        Fixing::Shown(safety) | Fixing::Written(safety) => safety,
    };
    let mut report = fix_page(&page, bytes, linter, safety);
    if let (Fixing::Written(_), Some(change)) = (run.fixing, &report.change)
        && let Err(error) = save(path, &change.before, &change.after)
    {
        // The file is as it was, and so are its findings.
        report = check_page(&page, change.before.clone(), linter, Comments::Obeyed);
        report.errors.push(FileError::of_file(error.to_string()));
        report.is_unfixed = true;
    }
    report
}

/// Checks the bytes of one file, which is shown by the path.
pub fn check_bytes(path: &Path, bytes: Vec<u8>, config: &Config, linter: &Linter) -> FileReport {
    match Page::of(path, config, true, Keeps::Findings) {
        Ok(page) => check_page(&page, bytes, linter, Comments::Obeyed),
        Err(error) => FileReport::failed(path, error.message),
    }
}

/// A page, and what is done with it.
#[derive(Debug)]
pub struct Page<'p> {
    /// By which it is shown.
    pub path: &'p Path,
    /// How it is read.
    pub format: Format,
    /// What is copy in a file of data.
    pub(crate) content: Option<Content>,
    /// Whether it is checked whatever it holds.
    pub takes_all: bool,
    /// What is kept of it.
    pub keeps: Keeps,
}

impl<'p> Page<'p> {
    /// The page at a path, read as the settings say.
    ///
    /// # Errors
    /// It is a file of data, and nothing says its format.
    pub fn of(path: &'p Path, config: &Config, takes_all: bool, keeps: Keeps) -> Result<Page<'p>, FileError> {
        let content = Content::of(path, config).transpose()?;
        let format = config.format_of(path).unwrap_or(Format::Plain);
        Ok(Page { path, format, content, takes_all, keeps })
    }
}

/// Checks the bytes of a page, with or without what comments in it suppress.
pub fn check_page(page: &Page<'_>, bytes: Vec<u8>, linter: &Linter, comments: Comments) -> FileReport {
    let mut report = check_with_fixes(page, bytes, linter, comments);
    withhold_fixes(page.format, &mut report);
    report
}

/// Offers no fixes for documents of word processors, in which a person decides on each: see [`crate::annotate`].
fn withhold_fixes(format: Format, report: &mut FileReport) {
    if matches!(format, Format::Word(_)) {
        for one in &mut report.diagnostics {
            one.fix = None;
            one.suggestions.iter_mut().for_each(|suggestion| suggestion.edits.clear());
        }
    }
}

/// Checks a page, with the fixes of what is found.
pub(crate) fn check_with_fixes(
    page: &Page<'_>,
    bytes: Vec<u8>,
    linter: &Linter,
    comments: Comments,
) -> FileReport {
    let &Page { path, format, takes_all, keeps, .. } = page;
    if let Some(content) = &page.content {
        return content::check(Checking { path, content, linter, comments, keeps }, bytes);
    }
    let source = match decoded(bytes, format) {
        Ok(source) => source,
        Err(error) => return FileReport::failed(path, error.message),
    };
    let checked = guarded(&source, || {
        let document = linter.read(&source, format);
        let is_note = || is_note_of_program(path) || document.is_about_software(is_named_as_note(path));
        let is_copy = takes_all || !is_note();
        let checked = is_copy.then(|| linter.check_document(&document));
        let view = match (keeps, &checked) {
            (Keeps::Pages, Some(Checked { diagnostics, suppressed, .. })) => {
                let claims = rows_of(&document, &source, linter.claims_of(&document).all);
                Some(PageView::of(&document, diagnostics, suppressed, claims))
            }
            _ => None,
        };
        (document, checked, view)
    });
    let (document, checked, view) = match checked {
        Ok(checked) => checked,
        Err(undone) => return FileReport::failed(path, undone.to_string()),
    };
    let Some(Checked { mut diagnostics, suppressed, is_cut, page: kind }) = checked else {
        return FileReport { is_for_programmers: true, ..FileReport::new(shown(path)) };
    };
    let mut errors = faults_of(&document, &source);
    errors.extend(is_cut.then(too_many));
    let mut report = FileReport {
        words: document.word_count(),
        errors,
        page: kind,
        other_language: document.other_language().map(str::to_owned),
        ..FileReport::new(shown(path))
    };
    match comments {
        Comments::Obeyed => report.suppressed = suppressed.len(),
        Comments::Reported => {
            report.diagnostics = suppressed.into_iter().map(|(finding, _)| finding).collect();
            report.hide_all_by(HiddenBy::Comment);
            diagnostics.append(&mut report.diagnostics);
            diagnostics.sort_by_key(|one| (one.span.start(), one.span.end()));
        }
    }
    report.view = view.filter(|view| !view.is_empty()).map(Box::new);
    report.source = (!diagnostics.is_empty() || report.view.is_some()).then_some(source);
    report.diagnostics = diagnostics;
    report
}

/// Checks the bytes of one file with its fixes applied. The file on disk stays as it is; the report says what changed.
pub fn fix_page(page: &Page<'_>, bytes: Vec<u8>, linter: &Linter, safety: Safety) -> FileReport {
    let &Page { path, format, keeps, .. } = page;
    if let Some(content) = &page.content {
        let how = Checking { path, content, linter, comments: Comments::Obeyed, keeps };
        return fix_data(how, bytes, safety);
    }
    let mut unfixed = check_with_fixes(page, bytes.clone(), linter, Comments::Obeyed);
    let fixes = unfixed.diagnostics.iter().filter_map(|one| one.fix.as_ref());
    let is_fixable = fixes.into_iter().any(|one| fix::is_allowed(one, safety));
    if matches!(format, Format::Word(_)) {
        withhold_fixes(format, &mut unfixed);
        unfixed.errors.extend(is_fixable.then(|| FileError::of_file(NOT_WRITTEN)));
        unfixed.is_unfixed = is_fixable;
        return unfixed;
    }
    let Some(source) = unfixed.source.as_ref().filter(|_| is_fixable) else { return unfixed };
    if source.encode(source.text()) != bytes {
        unfixed.errors.push(FileError::of_file(NOT_WRITTEN_BACK));
        unfixed.is_unfixed = true;
        return unfixed;
    }
    let fixed = guarded(source, || linter.fix(source.text(), format, safety));
    let error = match fixed {
        Ok(Ok(fixed)) if fixed.applied.is_empty() => {
            unfixed.fixes_left_out = fixed.left_out;
            return unfixed;
        }
        Ok(Ok(fixed)) => {
            let after = source.encode(&fixed.text);
            let whole = Page { path, format, content: None, takes_all: true, keeps };
            let mut report = check_page(&whole, after.clone(), linter, Comments::Obeyed);
            report.change = Some(Rewrite { before: bytes, after, fixes: fixed.applied.len() });
            report.fixes_left_out = fixed.left_out;
            return report;
        }
        Ok(Err(error)) => error.to_string(),
        Err(undone) => undone.to_string(),
    };
    unfixed.errors.push(FileError::of_file(error));
    unfixed.is_unfixed = true;
    unfixed
}

/// What kept parts of a document from being read.
pub(crate) fn faults_of(document: &Document, source: &Source) -> Vec<FileError> {
    let faults = document
        .unread_parts()
        .iter()
        .map(|fault| FileError { message: fault.message.clone(), position: Some(source.position(fault.at)) });
    faults.collect()
}

/// What is said about a document that has faults which could be fixed.
const NOT_WRITTEN: &str = "it was left unchanged: in Word and OpenDocument files a person decides on each fix; `claimlint annotate --fixes safe` proposes them there";

/// What is said about a file that the linters of a run were not made for.
pub(crate) const NO_RULES: &str = "no rules were compiled for it";
