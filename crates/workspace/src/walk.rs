//! Finds the files to check, in an order that does not depend on the disk.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::reason;
use claimlint_text::Format;
use ignore::WalkBuilder;
use rustc_hash::FxHashSet;

use crate::audience::{is_by_customers, is_for_staff};
use crate::config::{Config, IdleGlobs};
use crate::dependencies::{BuiltFolders, is_foreign};
use crate::ignore_files::IgnoreFiles;
use crate::kinds_of_files::{SkippedFile, is_of_settings, may_hold_copy_as_data, refusal};
use crate::own_output::OwnOutput;
use crate::path_glob::PathGlob;
use crate::paths::{from_here, or_here, real};

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
    /// What could not be walked, or is named and cannot be read, in order.
    pub failures: Vec<WalkFailure>,
    /// Files that may hold copy and that no reader knows, in order.
    pub skipped: Vec<SkippedFile>,
    /// Code that may hold short texts as data, in order: where it lies says so. It is not read, nor counted.
    pub scripts: Vec<PathBuf>,
    /// Those of the files that are named themselves: they are checked whatever they hold.
    pub named: FxHashSet<PathBuf>,
    /// How many files are named and were left out, because they are excluded.
    pub excluded: usize,
    /// Warnings that do not fail the run: globs of the configuration that name nothing.
    pub warnings: Vec<String>,
}

impl FoundFiles {
    /// Whether there is nothing to read, although nothing went wrong and nothing that is named was excluded.
    pub fn is_nothing(&self) -> bool {
        self.files.is_empty() && self.failures.is_empty() && self.excluded == 0
    }

    /// Adds a file that is named, whether or not it is excluded.
    pub fn add_named(&mut self, path: &Path, config: &Config) {
        match refusal(path).filter(|_| config.format_of(path).is_none()) {
            Some(message) => self.failures.push(WalkFailure { path: path.to_owned(), message }),
            None => {
                self.named.insert(path.to_owned());
                self.files.push(path.to_owned());
            }
        }
    }

    /// Adds a file of a folder, if it is a page or may hold copy. What claimlint wrote is left out where ignore files are obeyed:
    /// a page only says so itself.
    pub fn add_found(&mut self, path: &Path, config: &Config, ignores: bool) {
        if config.excludes(path) || is_lock(path) {
            return;
        }
        match config.format_of(path) {
            // What names a file of data itself says that it holds copy.
            Some(Format::Data) => self.files.push(path.to_owned()),
            Some(_) if is_of_settings(path) => {}
            Some(_) if is_for_staff(path, &config.root) => self.skipped.push(SkippedFile::for_staff(path)),
            Some(_) if is_by_customers(path) => self.skipped.push(SkippedFile::by_customers(path)),
            Some(format) => match ignores.then(|| OwnOutput::of(path, format)).flatten() {
                Some(what) => self.skipped.push(SkippedFile::of_ours(path, &what)),
                None => self.files.push(path.to_owned()),
            },
            None if may_hold_copy_as_data(path) => self.scripts.push(path.to_owned()),
            None => self.skipped.extend(SkippedFile::found(path)),
        }
    }

    /// Puts all in order, and takes out what is there twice.
    pub fn put_in_order(&mut self) {
        self.files.sort();
        self.files.dedup();
        self.failures.sort_by(|one, other| one.path.cmp(&other.path));
        self.failures.dedup();
        self.skipped.sort();
        self.skipped.dedup();
        self.scripts.sort();
        self.scripts.dedup();
    }

    /// Keeps the shortest of several names for a file.
    fn keep_one_name_each(&mut self) {
        self.files.sort_by_key(|path| path.as_os_str().len());
        let mut known = FxHashSet::default();
        // What is not an ordinary file is refused under each of its names.
        self.files.retain(|path| !path.is_file() || known.insert(real(path)));
        self.skipped.sort_by_key(|file| file.path.len());
        self.skipped.retain(|file| known.insert(real(Path::new(&file.path))));
    }
}

/// Whether a file says that another is open in Word: `~$draft.docx`. It has no text.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"))
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
/// In a folder, all files of the formats that we read are found; hidden files, what ignore files name and folders of
/// dependencies are left out, and links are not followed. A path to a file is taken as it is, unless `force_exclude` and
/// `excludes` say otherwise. A glob is what it names in its folder, where there is no file of that very name.
pub(crate) fn find(paths: &[PathBuf], force_exclude: bool, walking: Walking<'_>) -> FoundFiles {
    let mut found = FoundFiles::default();
    // A part of the project does not show what a glob names elsewhere.
    let root = real(or_here(&walking.config.root));
    let is_whole = paths.iter().any(|path| root.starts_with(real(path)));
    let mut idle = is_whole.then(|| IdleGlobs::of(walking.config));
    for path in paths {
        match (std::fs::metadata(path), PathGlob::of(path)) {
            (Err(_), Some(glob)) => named_by(&glob, path, walking, &mut found),
            (Err(error), None) => {
                found.failures.push(WalkFailure { path: path.clone(), message: reason(&error) });
            }
            (Ok(metadata), _) if metadata.is_dir() => {
                folder(path, walking, &mut found, |one| {
                    idle.iter_mut().for_each(|idle| idle.meet(one));
                    true
                });
            }
            (Ok(_), _) if force_exclude && walking.config.excludes(path) => found.excluded += 1,
            (Ok(_), _) => found.add_named(path, walking.config),
        }
    }
    if paths.len() > 1 {
        found.keep_one_name_each();
    }
    let is_walked = |place: &Path| left_out(&root, place, walking.ignores).is_none();
    found.warnings = idle.map(|idle| idle.warnings(is_walked)).unwrap_or_default();
    found.put_in_order();
    found
}

/// Adds what a glob names.
fn named_by(glob: &PathGlob, path: &Path, walking: Walking<'_>, found: &mut FoundFiles) {
    let before = found.files.len() + found.skipped.len() + found.failures.len();
    if glob.folder.is_dir() {
        folder(&glob.folder, walking, found, |path| glob.names(path));
    }
    if found.files.len() + found.skipped.len() + found.failures.len() == before {
        let message = "no page matches this pattern, or all that do are excluded".to_owned();
        found.failures.push(WalkFailure { path: path.to_owned(), message });
    }
}

/// Adds the files of a folder that are wanted. What is asked whether it is wanted may be a folder.
fn folder(
    path: &Path,
    walking: Walking<'_>,
    found: &mut FoundFiles,
    mut is_wanted: impl FnMut(&Path) -> bool,
) {
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
        // `./a.md` is shown as the user would write it.
        let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_wanted(path) && is_file {
            found.add_found(path, config, ignores);
        }
    }
    let unused = ignoring.iter().flat_map(|ignoring| ignoring.failures());
    found.failures.extend(unused.map(|(path, message)| WalkFailure { path: from_here(path), message }));
}

/// A walk of a folder that leaves out what is hidden, what others wrote, and what the ignore files name. What these say
/// about a file counts more than that it is hidden or in such a folder.
fn walk(folder: &Path, ignoring: Option<Arc<IgnoreFiles>>) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    let built = BuiltFolders::default();
    // Ignore files are read by our own code, which tells devices from files.
    walk.standard_filters(false).follow_links(false).filter_entry(move |entry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let leave_out = ignoring.as_ref().and_then(|files| files.leave_out(entry.path(), is_folder));
        let is_others = || {
            is_folder
                && entry.depth() > 0
                && is_foreign(entry.path(), entry.depth(), ignoring.is_some(), &built)
        };
        !leave_out.unwrap_or_else(|| is_hidden || is_others())
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
