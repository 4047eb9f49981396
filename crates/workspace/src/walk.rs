//! Finds the files to check, in an order that does not depend on the disk.

use std::path::{Component, Path, PathBuf};

use claimlint_base::source::reason;
use ignore::WalkBuilder;

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

/// Finds the files under some paths.
///
/// In a folder, all files of the formats that we read are found; hidden files and what `.gitignore` names are left out, and
/// links are not followed. A path to a file is taken as it is, unless `force_exclude` and `excludes` say otherwise.
pub(crate) fn find(
    paths: &[PathBuf],
    force_exclude: bool,
    excludes: &(dyn Fn(&Path) -> bool + Sync),
    is_read: &(dyn Fn(&Path) -> bool + Sync),
) -> FoundFiles {
    let mut found = FoundFiles::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => found.failures.push(WalkFailure { path: path.clone(), message: reason(&error) }),
            Ok(metadata) if metadata.is_dir() => folder(path, excludes, is_read, &mut found),
            Ok(_) if force_exclude && excludes(path) => {}
            Ok(_) => found.files.push(path.clone()),
        }
    }
    found.files.sort();
    found.files.dedup();
    found.failures.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn folder(
    path: &Path,
    excludes: &(dyn Fn(&Path) -> bool + Sync),
    is_read: &(dyn Fn(&Path) -> bool + Sync),
    found: &mut FoundFiles,
) {
    if excludes(path) {
        return;
    }
    for entry in walk(path).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.failures.push(failure(path, &error));
                continue;
            }
        };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && is_read(entry.path()) && !excludes(entry.path()) {
            let path = entry.path();
            // `./a.md` is shown as the user would write it.
            found.files.push(path.strip_prefix("./").unwrap_or(path).to_owned());
        }
    }
}

fn walk(folder: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    // A folder need not be a git repository for its .gitignore to mean what it says.
    walk.require_git(false).follow_links(false);
    walk
}

/// The first part of a path that keeps a walk of the folder from finding it: one that is hidden, that `.gitignore` names,
/// or that is a link. `None` where there is none, and for what does not exist.
pub fn left_out(folder: &Path, path: &Path) -> Option<PathBuf> {
    let here = std::path::absolute(folder).ok()?;
    let absolute = std::path::absolute(path).ok()?;
    let mut at = folder.to_owned();
    for part in absolute.strip_prefix(here).ok()?.components() {
        if part == Component::ParentDir {
            return None;
        }
        let next = at.join(part);
        let mut entries = walk(&at).max_depth(Some(1)).build().flatten();
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
