//! Checks files: reads, decodes and checks each, in parallel, and reports them in the order of their paths. Where fixes
//! are asked for, a file is fixed first, and the report says what remains.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::{LARGEST_FILE, Source, reason};
use claimlint_engine::check::{Checker, Claim, MOST_FINDINGS, Scratch, unknown_words};
use claimlint_engine::fix;
use claimlint_engine::suppression::{self, Checked};
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::{Safety, Selection};
use claimlint_text::{CommentLine, Document, Format};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bounded_read;
use crate::config::Config;
use crate::report::{FileError, FileReport, Rewrite};
use crate::save::save;
use crate::session::Session;
use crate::sheet::{ClaimRow, Sheet};
use crate::walk::FoundFiles;

/// The checkers of a run: one for each set of overrides that holds for some file.
#[derive(Debug, Default)]
pub struct Checkers {
    by_overrides: FxHashMap<Vec<usize>, Arc<Checker>>,
}

impl Checkers {
    /// Selects the rules for some files. `narrow` changes the selection as the command line says.
    pub fn for_files<'p>(
        session: &Session,
        files: impl Iterator<Item = &'p Path>,
        narrow: impl Fn(Selection) -> Selection,
    ) -> Checkers {
        let mut by_overrides = FxHashMap::default();
        for file in files {
            let overrides = session.config.overrides_of(file);
            by_overrides.entry(overrides).or_insert_with_key(|overrides: &Vec<usize>| {
                Arc::new(session.checker(&narrow(session.config.selection(overrides))))
            });
        }
        Checkers { by_overrides }
    }

    /// The checker for a file that the checkers were made for.
    pub fn of(&self, config: &Config, file: &Path) -> Option<&Arc<Checker>> {
        self.by_overrides.get(&config.overrides_of(file))
    }
}

/// What to do with the fixes of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixing {
    /// Leave the files as they are.
    Off,
    /// Say what the fixes that are as safe as this would make of the files.
    Shown(Safety),
    /// Write the files anew with the fixes that are as safe as this.
    Written(Safety),
}

/// A run over files.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// The checkers, made for the files.
    pub checkers: &'r Checkers,
    /// The settings.
    pub config: &'r Config,
    /// What becomes of fixes.
    pub fixing: Fixing,
    /// The bytes of the files by their full paths, where these are not those on disk.
    pub staged: Option<&'r BTreeMap<PathBuf, Vec<u8>>>,
}

impl Run<'_> {
    fn bytes_of(&self, path: &Path) -> Result<Vec<u8>, Failed> {
        let Some(staged) = self.staged else { return bytes_of(path) };
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        staged.get(&full).cloned().map_or_else(|| bytes_of(path), Ok)
    }
}

/// Checks files on all threads of the current pool; the report is the same for any number. `done` is called once for
/// each file, from any thread.
pub fn check_files(found: FoundFiles, run: Run<'_>, done: &(dyn Fn() + Sync)) -> Vec<FileReport> {
    let check = |path: &PathBuf| {
        thread_local!(static SCRATCH: std::cell::RefCell<Scratch> = std::cell::RefCell::default());
        let report = SCRATCH.with_borrow_mut(|scratch| check_file(path, run, scratch));
        done();
        report
    };
    let mut files: Vec<FileReport> = found.files.par_iter().map(check).collect();
    files.extend(found.failures.into_iter().map(|failure| failed(&failure.path, failure.message)));
    files.sort_by(|one, other| Path::new(&one.path).cmp(Path::new(&other.path)));
    files
}

fn check_file(path: &Path, run: Run<'_>, scratch: &mut Scratch) -> FileReport {
    FileReport { fail_on: run.config.fail_on(path), ..fix_or_check(path, run, scratch) }
}

fn fix_or_check(path: &Path, run: Run<'_>, scratch: &mut Scratch) -> FileReport {
    let bytes = match run.bytes_of(path) {
        Ok(bytes) => bytes,
        Err(failed) => return *failed,
    };
    let Some(checker) = run.checkers.of(run.config, path) else {
        return failed(path, "no rules were compiled for it");
    };
    let format = Format::of_path(path).unwrap_or(Format::Plain);
    let safety = match run.fixing {
        Fixing::Off => return check_bytes(path, bytes, format, checker, scratch),
        Fixing::Shown(safety) | Fixing::Written(safety) => safety,
    };
    let mut report = fix_bytes(path, bytes, format, checker, scratch, safety);
    if let (Fixing::Written(_), Some(change)) = (run.fixing, &report.change)
        && let Err(error) = save(path, &change.before, &change.after)
    {
        // What remains is what the file still has.
        report = check_bytes(path, change.before.clone(), format, checker, scratch);
        report.errors.push(FileError { message: error.to_string(), position: None });
        report.is_unfixed = true;
    }
    report
}

/// Checks the bytes of one file, which is shown by the path.
pub fn check_bytes(
    path: &Path,
    bytes: Vec<u8>,
    format: Format,
    checker: &Checker,
    scratch: &mut Scratch,
) -> FileReport {
    let source = match decode(path, bytes) {
        Ok(source) => source,
        Err(failed) => return *failed,
    };
    let checked = guarded(&source, scratch, |scratch| {
        let document = checker.read(&source, format);
        let checked = suppression::check(checker, &document, scratch);
        (document, checked, scratch.is_cut())
    });
    let Some((document, checked, is_cut)) = checked else { return failed(path, OUR_FAULT) };
    let mut errors = faults_of(&document, &source);
    errors.extend(is_cut.then(too_many));
    let words = document.word_count();
    let Checked { diagnostics, suppressed } = checked;
    let source = (!diagnostics.is_empty()).then_some(source);
    let suppressed = suppressed.len();
    FileReport { words, errors, source, diagnostics, suppressed, ..FileReport::new(shown(path)) }
}

/// Checks the bytes of one file with its fixes applied. The file on disk stays as it is; the report says what changed.
pub fn fix_bytes(
    path: &Path,
    bytes: Vec<u8>,
    format: Format,
    checker: &Checker,
    scratch: &mut Scratch,
    safety: Safety,
) -> FileReport {
    let mut unfixed = check_bytes(path, bytes.clone(), format, checker, scratch);
    let fixes = unfixed.diagnostics.iter().filter_map(|one| one.fix.as_ref());
    let is_fixable = fixes.into_iter().any(|one| fix::is_allowed(one, safety));
    let Some(source) = unfixed.source.as_ref().filter(|_| is_fixable) else { return unfixed };
    let fixed = guarded(source, scratch, |scratch| fix::fix(source.text(), format, checker, scratch, safety));
    let error = match fixed {
        Some(Ok(fixed)) if fixed.applied.is_empty() => {
            unfixed.fixes_left_out = fixed.left_out;
            return unfixed;
        }
        Some(Ok(fixed)) => {
            let after = source.encode(&fixed.text);
            let mut report = check_bytes(path, after.clone(), format, checker, scratch);
            report.change = Some(Rewrite { before: bytes, after, fixes: fixed.applied.len() });
            report.fixes_left_out = fixed.left_out;
            return report;
        }
        Some(Err(error)) => error.to_string(),
        None => OUR_FAULT.to_owned(),
    };
    unfixed.errors.push(FileError { message: error, position: None });
    unfixed.is_unfixed = true;
    unfixed
}

/// What kept parts of a document from being read.
pub fn faults_of(document: &Document, source: &Source) -> Vec<FileError> {
    let place = |at: usize| Some(source.position(at));
    let faults = document.faults().iter();
    faults.map(|fault| FileError { message: fault.message.clone(), position: place(fault.at) }).collect()
}

/// What is told of a file with so many findings that some were not looked for.
fn too_many() -> FileError {
    let message = format!(
        "it has more than {MOST_FINDINGS} findings, and those behind them were not looked for; check it in parts"
    );
    FileError { message, position: None }
}

/// What is told of a file on which claimlint itself fails.
pub const OUR_FAULT: &str = "claimlint itself failed on this file; please report it with the file";

/// Runs something over a source that a fault of ours may end: one file must not cost the user the others.
pub fn guarded<T>(source: &Source, scratch: &mut Scratch, work: impl FnOnce(&mut Scratch) -> T) -> Option<T> {
    let result = catch_unwind(AssertUnwindSafe(|| {
        fail_on_purpose(source);
        work(scratch)
    }));
    if result.is_err() {
        *scratch = Scratch::default();
    }
    result.ok()
}

/// Fails on a page with these words, in programs built for tests alone: what becomes of a fault of ours can be seen of the
/// whole program only, and what is released has no such words.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "it is what the tests are about")]
fn fail_on_purpose(source: &Source) {
    if source.text().contains("claimlint, fail on purpose") {
        panic!("on purpose, with \u{1b}[31m and \u{202e}");
    }
}

#[cfg(not(debug_assertions))]
fn fail_on_purpose(_: &Source) {}

/// The claims of some files with what backs them, in the order of their paths.
pub fn claims_of(found: FoundFiles, checkers: &Checkers, config: &Config) -> Vec<Sheet> {
    let failed_sheet =
        |failed: FileReport| Sheet { path: failed.path, errors: failed.errors, rows: Vec::new() };
    let read = |path: &PathBuf| {
        let (source, checker) = match (source_of(path), checkers.of(config, path)) {
            (Ok(source), Some(checker)) => (source, checker),
            (Err(failed), _) => return failed_sheet(*failed),
            (Ok(_), None) => return failed_sheet(failed(path, "no rules were compiled for it")),
        };
        let claims = guarded(&source, &mut Scratch::default(), |scratch| {
            let document = checker.read(&source, Format::of_path(path).unwrap_or(Format::Plain));
            let claims = checker.claims(&document, scratch);
            (document, claims, scratch.is_cut())
        });
        let Some((document, claims, is_cut)) = claims else { return failed_sheet(failed(path, OUR_FAULT)) };
        let row = |claim: Claim| ClaimRow { at: source.position(claim.diagnostic.span.start()), claim };
        let rows = claims.into_iter().map(row).collect();
        let mut errors = faults_of(&document, &source);
        errors.extend(is_cut.then(too_many));
        Sheet { path: shown(path), errors, rows }
    };
    let mut sheets: Vec<Sheet> = found.files.par_iter().map(read).collect();
    let failures = found.failures.into_iter();
    sheets.extend(failures.map(|failure| failed_sheet(failed(&failure.path, failure.message))));
    sheets.sort_by(|one, other| Path::new(&one.path).cmp(Path::new(&other.path)));
    sheets
}

/// A word that the dictionary does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word as it stands in the files.
    pub word: String,
    /// How often it stands there.
    pub uses: usize,
    /// In how many files.
    pub files: usize,
}

/// The words of some files that the dictionary does not have, the most used first, and the files that could not be read.
pub fn unknown_words_of(
    found: FoundFiles,
    dictionary: &Dictionary,
    comments: &CommentLine,
) -> (Vec<UnknownWord>, Vec<FileReport>) {
    let read = |path: &PathBuf| {
        let source = source_of(path)?;
        let format = Format::of_path(path).unwrap_or(Format::Plain);
        let words = guarded(&source, &mut Scratch::default(), |_| {
            unknown_words(&Document::read_with(&source, format, comments), dictionary)
        });
        words.ok_or_else(|| Box::new(failed(path, OUR_FAULT)))
    };
    let files: Vec<Result<_, Failed>> = found.files.par_iter().map(read).collect();
    let mut failures: Vec<FileReport> =
        found.failures.into_iter().map(|failure| failed(&failure.path, failure.message)).collect();
    let mut totals: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for file in files {
        match file {
            Ok(words) => words.into_iter().for_each(|(word, uses)| {
                let total = totals.entry(word).or_default();
                *total = (total.0 + uses, total.1 + 1);
            }),
            Err(failure) => failures.push(*failure),
        }
    }
    let totals = totals.into_iter();
    let mut words: Vec<UnknownWord> =
        totals.map(|(word, (uses, files))| UnknownWord { word, uses, files }).collect();
    words.sort_by(|one, other| (other.uses, &one.word).cmp(&(one.uses, &other.word)));
    (words, failures)
}

/// The report of a file that could not be checked.
pub type Failed = Box<FileReport>;

/// Reads a file and decodes it.
///
/// # Errors
/// A report that says why it could not be read.
pub fn source_of(path: &Path) -> Result<Source, Failed> {
    decode(path, bytes_of(path)?)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Failed> {
    read_whole(path).map_err(|error| {
        let instead = match error.kind() {
            // A pipe or a device.
            ErrorKind::InvalidInput => "; give its text on standard input, as `claimlint check - < FILE`",
            _ => "",
        };
        Box::new(failed(path, reason(&error) + instead))
    })
}

/// The bytes of a page, one of them more than can be checked where there are too many.
fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    let (file, length) = bounded_read::open(path)?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    // A larger file is refused unread, and one that is read may grow meanwhile.
    if length > LARGEST_FILE {
        let message = format!("it has {length} bytes; at most {LARGEST_FILE} can be checked");
        return Err(io::Error::new(ErrorKind::FileTooLarge, message));
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length + 1)?;
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn decode(path: &Path, bytes: Vec<u8>) -> Result<Source, Failed> {
    Source::decode(bytes).map_err(|error| Box::new(failed(path, error.to_string())))
}

fn failed(path: &Path, message: impl Into<String>) -> FileReport {
    let errors = vec![FileError { message: message.into(), position: None }];
    FileReport { errors, ..FileReport::new(shown(path)) }
}

/// A path as the user knows it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
