//! Which lines of which files changed since a revision, or are staged.
//!
//! The program `git` says which files a commit or the index has, and returns what it has stored of them; what differs
//! is found here, so that no filter, text conversion or diff of the repository is ever run. What is reported in a
//! changed file is for [`crate::runner`].

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use claimlint_engine::Diagnostic;
use rayon::prelude::*;

use crate::pages::{LARGEST_PAGE, bytes_of};
use crate::paths::{full, real};

mod command;
mod error;
mod former;
mod lines;
mod objects;
mod tree;

use command::{Repository, path_of};
pub use error::ChangesError;
pub use former::FormerPage;
use lines::Lines;
use tree::{Blob, Tree};

const SHALLOW: &str = "; this clone is shallow: fetch the history first (git fetch --unshallow, or fetch-depth: 0 in a \
                       workflow)";

/// What changed.
#[derive(Debug)]
pub struct Changes {
    /// The folder of the repository.
    root: PathBuf,
    /// What it had before.
    before: Tree,
    /// What is staged, where that is compared and not the files as they are.
    staged: Option<Tree>,
    /// The former files that are no longer staged; where nothing staged is compared, the disk is asked.
    unstaged: Vec<PathBuf>,
    /// What changed of the pages that were looked at, by their paths from the root.
    pages: BTreeMap<PathBuf, Changed>,
}

/// What changed of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    lines: Lines,
}

impl Changed {
    /// Keeps the findings that touch a line which changed.
    pub fn keep(&self, text: &str, diagnostics: &mut Vec<Diagnostic>) {
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let line = |at: usize| ends.partition_point(|end| *end < at) + 1;
        diagnostics.retain(|one| {
            let last = one.span.end().max(one.span.start() + 1) - 1;
            self.lines.touch(line(one.span.start()), line(last))
        });
    }
}

impl Changes {
    /// What changed between the commit that a revision and this branch have in common and the files as they are; files that
    /// git does not know yet are new.
    ///
    /// # Errors
    /// There is no git, no repository, or no such revision.
    pub fn since(revision: &str) -> Result<Changes, ChangesError> {
        let root = root()?;
        let before = Tree::of_commit(&base(revision)?, &root)?;
        Ok(Changes { root, before, staged: None, unstaged: Vec::new(), pages: BTreeMap::new() })
    }

    /// What is staged for the next commit.
    ///
    /// # Errors
    /// There is no git, or no repository.
    pub fn staged() -> Result<Changes, ChangesError> {
        let root = root()?;
        let before = match commit("HEAD") {
            Ok(head) => Tree::of_commit(&head, &root)?,
            Err(_) => Tree::default(),
        };
        let mut index = Tree::of_index()?;
        let unstaged = before.files.keys().filter(|path| !index.files.contains_key(*path)).cloned().collect();
        index.files.retain(|path, blob| before.files.get(path) != Some(blob));
        Ok(Changes { root, before, staged: Some(index), unstaged, pages: BTreeMap::new() })
    }

    /// The full paths of what is staged.
    pub fn staged_paths(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.staged.iter().flat_map(|index| index.files.keys().map(|path| self.root.join(path)))
    }

    /// The bytes of a page as they are staged; `None` where the page is read from its file.
    pub(crate) fn staged_bytes(&self, path: &Path) -> Option<Result<Vec<u8>, String>> {
        let index = self.staged.as_ref()?;
        let blob = index.files.get(&self.path_in(path)?)?;
        Some(index.read(blob, LARGEST_PAGE as u64).map_err(|error| error.to_string()))
    }

    /// Keeps of some pages those that changed, and finds out which of their lines did.
    pub fn keep_changed(&mut self, pages: &mut Vec<PathBuf>) {
        let looked_at: Vec<(PathBuf, PathBuf)> =
            pages.iter().filter_map(|page| Some((self.path_in(page)?, page.clone()))).collect();
        let (known, new): (Vec<_>, Vec<_>) =
            looked_at.into_iter().partition(|(path, _)| self.before.files.contains_key(path));
        let renamed = self.renamed(&new);
        let compared = known.into_par_iter().chain(new).filter_map(|(path, page)| {
            let blob = self.before.files.get(&path).or_else(|| renamed.get(&path));
            Some((path, Changed { lines: self.changed_lines(blob, &page)? }))
        });
        let compared: BTreeMap<PathBuf, Changed> = compared.collect();
        self.pages = compared;
        pages.retain(|page| self.of(page).is_some());
    }

    /// What changed of a page that was kept; `None` where nothing did.
    pub fn of(&self, path: &Path) -> Option<&Changed> {
        self.pages.get(&self.path_in(path)?)
    }

    /// The lines of a page that changed since it was this blob; `None` where none did.
    fn changed_lines(&self, blob: Option<&Blob>, page: &Path) -> Option<Lines> {
        let before = blob.map(|blob| self.before.read(blob, LARGEST_PAGE as u64));
        match (before, self.bytes_of(page)) {
            (Some(Ok(before)), Ok(now)) => Lines::changed(before, now),
            // What cannot be read is reported when it is checked.
            _ => Some(Lines::All),
        }
    }

    /// The bytes of a page as they are checked.
    fn bytes_of(&self, page: &Path) -> Result<Vec<u8>, String> {
        self.staged_bytes(page).unwrap_or_else(|| bytes_of(page).map_err(|error| error.message))
    }

    /// Which new pages had another name before.
    fn renamed(&self, new: &[(PathBuf, PathBuf)]) -> BTreeMap<PathBuf, Blob> {
        if new.is_empty() {
            return BTreeMap::new();
        }
        // A page keeps its format when it is renamed, and a picture is not a page.
        let extensions: BTreeSet<Option<&OsStr>> = new.iter().map(|(path, _)| path.extension()).collect();
        let is_page = |path: &&PathBuf| extensions.contains(&path.extension());
        let gone: Vec<&PathBuf> = match &self.staged {
            Some(_) => self.unstaged.iter().filter(is_page).collect(),
            None => {
                let pages = self.before.files.keys().filter(is_page);
                pages.filter(|path| std::fs::symlink_metadata(self.root.join(path)).is_err()).collect()
            }
        };
        if gone.is_empty() {
            return BTreeMap::new();
        }
        let texts = new.iter().filter_map(|(path, page)| Some((path.clone(), self.bytes_of(page).ok()?)));
        self.before.renamed(&gone, &texts.collect::<Vec<_>>())
    }

    /// A path as it is in the repository, from its folder.
    fn path_in(&self, path: &Path) -> Option<PathBuf> {
        full(path).strip_prefix(&self.root).ok().map(Path::to_owned)
    }
}

/// The folder of the repository.
fn root() -> Result<PathBuf, ChangesError> {
    let root = Repository::default().ask(&["rev-parse", "--show-toplevel"]).map_err(|error| match error {
        ChangesError::Failed { reason, .. } if reason.contains("not a git repository") => {
            ChangesError::NoRepository(reason)
        }
        ChangesError::Failed { reason, .. } if reason.contains("safe.bareRepository") => {
            ChangesError::BareRepository(reason)
        }
        other => other,
    })?;
    let root = path_of(root.strip_suffix(b"\n").unwrap_or(&root));
    Ok(real(root))
}

/// The commit that a name means. Names such as `:/words of its message` take no more after them, so that what they mean
/// is asked first.
fn commit(name: &str) -> Result<String, ChangesError> {
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
    let named = Repository::default().ask_for_line(&[&verify[..], &[name]].concat())?;
    Repository::default().ask_for_line(&[&verify[..], &[&format!("{named}^{{commit}}")]].concat())
}

/// The commit at which this branch left a revision.
fn base(revision: &str) -> Result<String, ChangesError> {
    if commit("HEAD").is_err() {
        return Err(ChangesError::NoCommits(revision.to_owned()));
    }
    let shallow = Repository::default().ask_for_line(&["rev-parse", "--is-shallow-repository"]);
    let help = if shallow.is_ok_and(|answer| answer == "true") { SHALLOW } else { "" };
    let named = commit(revision)
        .map_err(|_| ChangesError::UnknownRevision { revision: revision.to_owned(), help })?;
    Repository::default()
        .ask_for_line(&["merge-base", &named, "HEAD"])
        .map_err(|_| ChangesError::NothingInCommon { revision: revision.to_owned(), help })
}
