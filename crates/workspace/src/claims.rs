//! Reads the claims of files, with what backs them, into evidence sheets.

use std::path::{Path, PathBuf};

use claimlint_base::place::Place;
use claimlint_engine::{Claim, Found};
use claimlint_text::Format;
use rayon::prelude::*;

use crate::config::Config;
use crate::guard::guarded;
use crate::pages::{shown, source_of};
use crate::report::FileError;
use crate::runner::{Linters, NO_RULES, faults_of, too_many};
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

fn failed(path: &Path, error: FileError) -> Sheet {
    Sheet { path: shown(path), errors: vec![error], rows: Vec::new() }
}

fn sheet_of(path: &Path, linters: &Linters, config: &Config) -> Result<Sheet, FileError> {
    let format = config.format_of(path).unwrap_or(Format::Plain);
    let source = source_of(path, format)?;
    let linter = linters.of(config, path).ok_or_else(|| FileError::of_file(NO_RULES))?;
    let claims = guarded(&source, || {
        let document = linter.read(&source, format);
        let claims = linter.claims_of(&document);
        (document, claims)
    });
    let (document, Found { all: claims, is_cut, .. }) = claims?;
    let mut errors = faults_of(&document, &source);
    errors.extend(is_cut.then(too_many));
    let row = |claim: Claim| {
        let start = claim.diagnostic.span.start();
        let place = Place::of(&source, start).map(|place| place.to_string());
        ClaimRow { at: source.position(start), place, claim }
    };
    Ok(Sheet { path: shown(path), errors, rows: claims.into_iter().map(row).collect() })
}
