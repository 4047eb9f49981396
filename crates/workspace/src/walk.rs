//! Finds the files to check, in an order that does not depend on the disk.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::reason;
use ignore::WalkBuilder;

use crate::config::Config;
use crate::ignore_files::IgnoreFiles;

/// A path that could not be walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkFailure {
    /// The path, as far as it is known.
    pub path: PathBuf,
    /// What is wrong.
    pub message: String,
}

/// What was found.
#[derive(Debug, Default)]
pub struct FoundFiles {
    /// The files, in order of their paths, none twice.
    pub files: Vec<PathBuf>,
    /// What could not be walked, in order.
    pub failures: Vec<WalkFailure>,
}

/// How folders are walked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Walking<'w> {
    /// Whether what `.gitignore` and `.ignore` name is left out.
    pub ignores: bool,
    /// The settings, which say what is read and what is excluded. Ignore files above their folder do not count.
    pub config: &'w Config,
}

/// Finds the files under some paths.
///
/// In a folder, all files of the formats that we read are found; hidden files and what ignore files name are left out, and
/// links are not followed. A path to a file is taken as it is, unless `force_exclude` and `excludes` say otherwise.
pub(crate) fn find(paths: &[PathBuf], force_exclude: bool, walking: Walking<'_>) -> FoundFiles {
    let mut found = FoundFiles::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => found.failures.push(WalkFailure { path: path.clone(), message: reason(&error) }),
            Ok(metadata) if metadata.is_dir() => folder(path, walking, &mut found),
            Ok(_) if force_exclude && walking.config.excludes(path) => {}
            Ok(_) => found.files.push(path.clone()),
        }
    }
    found.files.sort();
    found.files.dedup();
    found.failures.sort_by(|one, other| one.path.cmp(&other.path));
    found.failures.dedup();
    found
}

fn folder(path: &Path, walking: Walking<'_>, found: &mut FoundFiles) {
    let Walking { ignores, config } = walking;
    if config.excludes(path) {
        return;
    }
    let ignoring = ignores.then(|| Arc::new(IgnoreFiles::of_walk(path, &config.root)));
    for entry in walk(path, ignoring.clone()).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.failures.push(failure(path, &error));
                continue;
            }
        };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && config.format_of(entry.path()).is_some() && !config.excludes(entry.path()) {
            let path = entry.path();
            // `./a.md` is shown as the user would write it.
            found.files.push(path.strip_prefix("./").unwrap_or(path).to_owned());
        }
    }
    let unused = ignoring.iter().flat_map(|ignoring| ignoring.failures());
    found.failures.extend(unused.map(|(path, message)| WalkFailure { path: shown(path), message }));
}

/// A path as the user would write it: from the current folder, if it is below.
fn shown(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(path)
}

/// A walk of a folder that leaves out what is hidden and what the ignore files name. What these say of a hidden file
/// stands above that it is hidden.
fn walk(folder: &Path, ignoring: Option<Arc<IgnoreFiles>>) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    // The ignore files are read by ours, who knows devices from files.
    walk.standard_filters(false).follow_links(false).filter_entry(move |entry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let leave_out = ignoring.as_ref().and_then(|files| files.leave_out(entry.path(), is_folder));
        !leave_out.unwrap_or(is_hidden)
    });
    walk
}

/// The first part of a path that keeps a walk of the folder from finding it: one that is hidden, that an ignore file names,
/// or that is a link. `None` where there is none, and for what does not exist.
pub fn left_out(folder: &Path, path: &Path, ignores: bool) -> Option<PathBuf> {
    let here = std::path::absolute(folder).ok()?;
    let absolute = std::path::absolute(path).ok()?;
    let ignoring = ignores.then(|| Arc::new(IgnoreFiles::of_walk(folder, folder)));
    let mut at = folder.to_owned();
    for part in absolute.strip_prefix(here).ok()?.components() {
        if part == Component::ParentDir {
            return None;
        }
        let next = at.join(part);
        let mut entries = walk(&at, ignoring.clone()).max_depth(Some(1)).build().flatten();
        if next.exists() && !entries.any(|entry| entry.path() == next && !entry.path_is_symlink()) {
            return Some(next.strip_prefix("./").map(Path::to_owned).unwrap_or(next));
        }
        at = next;
    }
    None
}

fn failure(root: &Path, error: &ignore::Error) -> WalkFailure {
    let mut path = root.to_owned();
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = at.clone();
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Io(error) => return WalkFailure { path, message: reason(error) },
            other => return WalkFailure { path, message: other.to_string() },
        }
    }
}
