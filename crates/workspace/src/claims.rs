//! Reads the claims of files, with what backs them, into evidence sheets.

use std::path::{Path, PathBuf};

use claimlint_base::place::Place;
use claimlint_engine::{Claim, Found};
use rayon::prelude::*;

use crate::config::Config;
use crate::content::texts::Texts;
use crate::guard::guarded;
use crate::pages::shown;
use crate::report::FileError;
use crate::report::too_many;
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

fn failed(path: &Path, error: FileError) -> Sheet {
    Sheet { path: shown(path), errors: vec![error], rows: Vec::new() }
}

fn sheet_of(path: &Path, linters: &Linters, config: &Config) -> Result<Sheet, FileError> {
    let mut texts = Texts::of(path, config)?;
    let linter = linters.of(config, path).ok_or_else(|| FileError::of_file(NO_RULES))?;
    let (mut errors, mut rows) = (std::mem::take(&mut texts.errors), Vec::new());
    for text in &texts.all {
        let source = &text.source;
        let claims = guarded(source, || {
            let document = linter.read(source, text.format);
            let claims = linter.claims_of(&document);
            (document, claims)
        });
        let (document, Found { all: claims, is_cut }) = claims?;
        errors.extend(faults_of(&document, source));
        errors.extend(is_cut.then(too_many));
        rows.extend(claims.into_iter().map(|claim: Claim| {
            let start = claim.diagnostic.span.start();
            let place = Place::of(source, start).map(|place| place.to_string());
            let place = place.or_else(|| text.record().map(ToString::to_string));
            ClaimRow { at: texts.position(text, start), place, claim }
        }));
    }
    Ok(Sheet { path: shown(path), errors, rows })
}
