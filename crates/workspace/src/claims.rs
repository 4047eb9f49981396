//! Reads the claims of files, with what backs them, into evidence sheets.

use std::path::{Path, PathBuf};

use claimlint_engine::Found;
use rayon::prelude::*;

use crate::claim_row::rows_of;
use crate::config::Config;
use crate::content::texts::Texts;
use crate::guard::guarded;
use crate::pages::{bytes_of_file, shown};
use crate::report::{FileError, too_many};
use crate::runner::{Linters, NO_RULES, faults_of};
use crate::sheet::{ClaimRow, Sheet};
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
    let bytes = bytes_of_file(path, config.is_data(path))?;
    sheet_of_bytes(path, bytes, linters, config)
}

/// The claims in the bytes of a page, or in the texts of a file of data.
///
/// # Errors
/// They are not text, or no document that can be read.
pub(crate) fn sheet_of_bytes(
    path: &Path,
    bytes: Vec<u8>,
    linters: &Linters,
    config: &Config,
) -> Result<Sheet, FileError> {
    let mut texts = Texts::of_bytes(path, bytes, config)?;
    let linter = linters.of(config, path).ok_or_else(|| FileError::of_file(NO_RULES))?;
    let (mut errors, mut rows) = (std::mem::take(&mut texts.errors), Vec::new());
    for text in &texts.all {
        let source = &text.source;
        let claims = guarded(source, || {
            let mut document = linter.read(source, text.format);
            if text.is_of_others {
                document.quote_all();
            }
            let Found { all, is_cut, .. } = linter.claims_of(&document);
            let rows = rows_of(&document, source, all);
            (document, rows, is_cut)
        });
        let (document, of_text, is_cut) = claims?;
        errors.extend(faults_of(&document, source));
        errors.extend(is_cut.then(too_many));
        rows.extend(of_text.into_iter().map(|row| {
            let at = texts.position(text, row.claim.diagnostic.span.start());
            let place = text.record().map(ToString::to_string).or(row.place);
            ClaimRow { at, place, ..row }
        }));
    }
    Ok(Sheet { path: shown(path), errors, rows })
}
