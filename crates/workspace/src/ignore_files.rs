//! What `.gitignore`, `.ignore` and git's own lists of a repository leave out of a walk.
//!
//! They mean what they mean to git and to ripgrep, and are matched by the crate `ignore`; but they are read here, since a
//! repository may hold one that is a device or has a million patterns. The walk itself is for [`crate::walk`].

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use claimlint_base::source::reason;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};
use rustc_hash::FxHashMap;

use crate::bounded_read;
use crate::paths::{absolute, repository_around};

/// All ignore files of a walk together may have this many patterns; each takes some kilobytes of memory.
const MOST_PATTERNS: usize = 20_000;

/// The ignore files of a walk, each read when it is first needed.
#[derive(Debug)]
pub struct IgnoreFiles {
    /// The folder above which no ignore file counts.
    top: PathBuf,
    /// The list that the user keeps for all repositories.
    of_user: Gitignore,
    read: Mutex<Read>,
}

/// What was read so far.
#[derive(Debug, Default)]
struct Read {
    folders: FxHashMap<PathBuf, Arc<Folder>>,
    patterns: usize,
    /// Files that cannot be used, and why.
    failures: Vec<(PathBuf, String)>,
}

/// The patterns of a folder, and those above it.
#[derive(Debug)]
struct Folder {
    above: Option<Arc<Folder>>,
    /// Of `.ignore`.
    ignore: Gitignore,
    /// Of `.gitignore`, and of the list in `.git`.
    git: [Gitignore; 2],
}

impl IgnoreFiles {
    /// Those of a walk that begins in a folder. They count up to the folder of its repository; where it is in none, up to
    /// `project`, or to the current folder, if the walk begins below.
    pub fn of_walk(start: &Path, project: &Path) -> IgnoreFiles {
        let start = absolute(start);
        let starts = [absolute(project), absolute(Path::new("."))];
        let others = starts.iter().map(PathBuf::as_path).filter(|folder| start.starts_with(folder));
        let highest = others.min_by_key(|folder| folder.components().count());
        let top = repository_around(&start).or(highest).unwrap_or(&start).to_owned();
        let mut read = Read::default();
        let of_user = gitconfig_excludes_path().map(|path| read.patterns_of(&path, &top));
        IgnoreFiles { of_user: of_user.unwrap_or_else(Gitignore::empty), read: Mutex::new(read), top }
    }

    /// Whether a file or folder is left out; `Some(false)` where a pattern says that it is not.
    pub fn leave_out(&self, path: &Path, is_folder: bool) -> Option<bool> {
        let path = absolute(path);
        let folder = self.folder(path.parent()?);
        let all = || std::iter::successors(Some(&folder), |folder| folder.above.as_ref());
        let by_ignore = all().map(|folder| folder.ignore.matched(&path, is_folder));
        let by_git = all().flat_map(|folder| &folder.git).map(|one| one.matched(&path, is_folder));
        let mut matches =
            by_ignore.chain(by_git).chain(std::iter::once_with(|| self.of_user.matched(&path, is_folder)));
        match matches.find(|found| !found.is_none())? {
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
            Match::None => None,
        }
    }

    /// The files that could not be used, and why, in the order in which they were met.
    pub fn failures(&self) -> Vec<(PathBuf, String)> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).failures.clone()
    }

    /// The patterns of a folder and of those above it.
    fn folder(&self, folder: &Path) -> Arc<Folder> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.folders.get(folder) {
            return known.clone();
        }
        // From the top down, so that no folder needs another that is not there yet.
        let chain: Vec<&Path> = folder.ancestors().take_while(|one| one.starts_with(&self.top)).collect();
        let mut above: Option<Arc<Folder>> = None;
        for one in chain.into_iter().rev() {
            let known = read.folders.get(one).cloned();
            let known = known.unwrap_or_else(|| {
                let new = Arc::new(read.folder(one, above.take()));
                read.folders.insert(one.to_owned(), new.clone());
                new
            });
            above = Some(known);
        }
        above.unwrap_or_else(|| Arc::new(Read::default().folder(Path::new(""), None)))
    }
}

impl Read {
    fn folder(&mut self, folder: &Path, above: Option<Arc<Folder>>) -> Folder {
        Folder {
            above,
            ignore: self.patterns_of(&folder.join(".ignore"), folder),
            git: [
                self.patterns_of(&folder.join(".gitignore"), folder),
                list_of_repository(&folder.join(".git"))
                    .map_or_else(Gitignore::empty, |list| self.patterns_of(&list, folder)),
            ],
        }
    }

    /// The patterns of a file, which hold below a folder; none where it is not there or cannot be used.
    fn patterns_of(&mut self, path: &Path, folder: &Path) -> Gitignore {
        let bytes = match bounded_read::bytes(path) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => {
                return Gitignore::empty();
            }
            Err(error) => return self.refuse(path, &reason(&error)),
        };
        let text = String::from_utf8_lossy(&bytes);
        let is_pattern = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
        let count = text.lines().filter(is_pattern).take(MOST_PATTERNS + 1).count();
        if self.patterns + count > MOST_PATTERNS {
            let message = format!(
                "with this file, the ignore files have more than {MOST_PATTERNS} patterns; shorten it, or run with --no-ignore"
            );
            return self.refuse(path, &message);
        }
        let mut builder = GitignoreBuilder::new(folder);
        for line in text.lines().filter(is_pattern) {
            // A line that is not a pattern names nothing, as with git.
            let _ = builder.add_line(Some(path.to_owned()), line);
        }
        self.patterns += count;
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    }

    fn refuse(&mut self, path: &Path, message: &str) -> Gitignore {
        self.failures.push((path.to_owned(), format!("this ignore file was not used: {message}")));
        Gitignore::empty()
    }
}

/// The list of what a repository leaves out, besides its `.gitignore`. In a worktree or a submodule, `.git` is a file that
/// says where the rest is.
fn list_of_repository(git: &Path) -> Option<PathBuf> {
    let is_folder = git.metadata().ok()?.is_dir();
    if is_folder {
        return Some(git.join("info/exclude"));
    }
    let text = bounded_read::text(git).ok()?;
    let folder = git.parent()?.join(text.strip_prefix("gitdir:")?.trim());
    let common = bounded_read::text(&folder.join("commondir"));
    let common = common.map_or_else(|_| folder.clone(), |common| folder.join(common.trim()));
    Some(common.join("info/exclude"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use ignore::WalkBuilder;

    use super::*;

    #[test]
    fn files_are_left_out_as_git_and_ripgrep_leave_them_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let files = [
            (".gitignore", "*.log\nbuild/\n/top.md\n!keep.log\n# no.md\n\\#odd.md\ndeep/**/x.md\n"),
            (".ignore", "secret.md\n!build/\n"),
            (".git/info/exclude", "mine.md\n"),
            ("sub/.gitignore", "!a.log\n*.tmp\ntrailing.md   \n[\n"),
            ("sub/.ignore", "!secret.md\n"),
            ("inner/.git/HEAD", "x"),
            ("inner/.gitignore", "own.md\n"),
            ("unlike/.gitignore", "!.shown\n!.shown/\n"),
        ];
        let pages = [
            "a.log",
            "keep.log",
            "top.md",
            "sub/top.md",
            "no.md",
            "#odd.md",
            "secret.md",
            "mine.md",
            "build/b.md",
            "sub/a.log",
            "sub/b.log",
            "sub/c.tmp",
            "sub/trailing.md",
            "sub/secret.md",
            "sub/mine.md",
            "sub/build/x.md",
            "inner/a.log",
            "inner/own.md",
            "inner/secret.md",
            "inner/mine.md",
            "deep/1/2/x.md",
            ".hidden/x.md",
            ".hidden.md",
            "unlike/.shown/x.md",
        ];
        for (name, text) in files.into_iter().chain(pages.map(|name| (name, ""))) {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let found = |walk: &mut WalkBuilder| -> BTreeSet<PathBuf> {
            let entries = walk.build().map(Result::unwrap);
            entries.filter(|entry| entry.path().is_file()).map(ignore::DirEntry::into_path).collect()
        };
        let theirs = found(WalkBuilder::new(root).require_git(false));
        let files = Arc::new(IgnoreFiles::of_walk(root, root));
        let ours = found(WalkBuilder::new(root).standard_filters(false).filter_entry(move |entry| {
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            !files.leave_out(entry.path(), entry.path().is_dir()).unwrap_or(is_hidden)
        }));
        assert_eq!(ours, theirs);
        assert!(ours.contains(&root.join("keep.log")) && !ours.contains(&root.join("a.log")), "{ours:?}");
    }
}
