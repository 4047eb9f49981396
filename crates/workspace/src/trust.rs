//! Runs that trust nothing in a repository: what its comments, settings and baseline would have hidden is reported
//! all the same, and says what would have hidden it.
//!
//! Such a run checks with what the user names. Here the same pages are looked at once more, as the repository would have it,
//! to mark what it hides and to add what only its own rules find.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use claimlint_base::span::Span;
use rayon::prelude::*;

use crate::baseline::Baseline;
use crate::hidden_by::HiddenBy;
use crate::own_output::OwnOutput;
use crate::report::{FileReport, RecordPlace};
use crate::runner::{Linters, Run, check_bytes};
use crate::session::Session;

/// What a repository says about its pages.
pub struct Repository<'r> {
    /// Its configuration, and the linters for the pages.
    pub session: &'r Session,
    /// The linters for the pages, by that configuration.
    pub linters: &'r Linters,
    /// Its baseline.
    pub baseline: Option<&'r Baseline>,
}

/// Marks what ignore files would have hidden, or what a page says of itself: the pages that a walk with them does not find.
pub fn mark_ignored(files: &mut [FileReport], session: &Session, paths: &[PathBuf]) {
    let found: BTreeSet<PathBuf> = session.files_without_ignored(paths).into_iter().collect();
    for file in files.iter_mut().filter(|file| !found.contains(Path::new(&file.path))) {
        let path = Path::new(&file.path);
        let is_ours =
            session.config.format_of(path).is_some_and(|format| OwnOutput::of(path, format).is_some());
        file.hide_all_by(if is_ours { HiddenBy::OwnOutput } else { HiddenBy::IgnoreFile });
    }
}

/// Marks what a repository would have hidden, and adds what only its own rules find.
pub fn mark(files: &mut [FileReport], run: Run<'_>, repository: &Repository<'_>) {
    files.par_iter_mut().for_each(|file| mark_file(file, run, repository));
}

fn mark_file(file: &mut FileReport, run: Run<'_>, repository: &Repository<'_>) {
    let path = PathBuf::from(&file.path);
    let config = &repository.session.config;
    if config.excludes(&path) {
        return file.hide_all_by(HiddenBy::Exclude);
    }
    let (Some(linter), Ok(bytes)) = (repository.linters.of(config, &path), run.bytes_of(&path)) else {
        return;
    };
    let theirs = check_bytes(&path, bytes, config, linter);
    let (new, known) = match repository.baseline {
        Some(baseline) => baseline.split(&path, theirs.diagnostics),
        None => (theirs.diagnostics, Vec::new()),
    };
    let places = |found: &[claimlint_engine::Diagnostic]| -> BTreeSet<(String, Span)> {
        found.iter().map(|one| (one.rule.id.clone(), one.span)).collect()
    };
    let (told, known_places) = (places(&new), places(&known));
    let ours = places(&file.diagnostics);
    file.hide_by(|one| {
        let place = (one.rule.id.clone(), one.span);
        match (told.contains(&place), known_places.contains(&place)) {
            (true, _) => None,
            (false, true) => Some(HiddenBy::Baseline),
            (false, false) => Some(HiddenBy::Configuration),
        }
    });
    let added = new.into_iter().filter(|one| !ours.contains(&(one.rule.id.clone(), one.span)));
    file.diagnostics.extend(added);
    let unknown = theirs.records.into_iter().filter(|one| !file.records.contains(one));
    let unknown: Vec<RecordPlace> = unknown.collect();
    file.records.extend(unknown);
    file.records.sort_by_key(|one| (one.span.start(), one.span.end()));
    file.diagnostics.sort_by_key(|one| (one.span.start(), one.span.end()));
    if file.source.is_none() {
        file.source = theirs.source;
    }
}
