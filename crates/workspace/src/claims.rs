//! Reads the claims of files, with what backs them, into evidence sheets.

use std::path::{Path, PathBuf};

use claimlint_engine::Found;
use claimlint_text::Format;
use rayon::prelude::*;

use crate::claim_row::rows_of;
use crate::config::Config;
use crate::guard::guarded;
use crate::pages::{bytes_of, decoded, shown};
use crate::report::FileError;
use crate::runner::{Linters, NO_RULES, faults_of, too_many};
use crate::sheet::Sheet;
use crate::walk::FoundFiles;

/// The claims of some files with what backs them, in the order of their paths.
pub fn claims_of(found: FoundFiles, linters: &Linters, config: &Config) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = found
        .files
        .par_iter()
        .map(|path: &PathBuf| sheet_of(path, linters, config).unwrap_or_else(|error| failed(path, error)))
        .collect();
    let failures = found.failures.into_iter();
    sheets.extend(failures.map(|failure| failed(&failure.path, FileError::of_file(failure.message))));
    sheets.sort_by(|one, other| Path::new(&one.path).cmp(Path::new(&other.path)));
    sheets
}

pub(crate) fn failed(path: &Path, error: FileError) -> Sheet {
    Sheet { path: shown(path), errors: vec![error], rows: Vec::new() }
}

fn sheet_of(path: &Path, linters: &Linters, config: &Config) -> Result<Sheet, FileError> {
    sheet_of_bytes(path, bytes_of(path)?, linters, config)
}

/// The claims in the bytes of a page.
///
/// # Errors
/// They are not text, or no document that can be read.
pub(crate) fn sheet_of_bytes(
    path: &Path,
    bytes: Vec<u8>,
    linters: &Linters,
    config: &Config,
) -> Result<Sheet, FileError> {
    let format = config.format_of(path).unwrap_or(Format::Plain);
    let source = decoded(bytes, format)?;
    let linter = linters.of(config, path).ok_or_else(|| FileError::of_file(NO_RULES))?;
    let claims = guarded(&source, || {
        let document = linter.read(&source, format);
        let Found { all, is_cut, .. } = linter.claims_of(&document);
        let rows = rows_of(&document, &source, all);
        (document, rows, is_cut)
    });
    let (document, rows, is_cut) = claims?;
    let mut errors = faults_of(&document, &source);
    errors.extend(is_cut.then(too_many));
    Ok(Sheet { path: shown(path), errors, rows })
}
