//! The files of a commit or of git's index, by their paths from the folder of the repository, with those of submodules.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::command::{Repository, path_of};
use super::error::ChangesError;
use super::lines::shared_bytes;
use super::objects::Objects;

/// How git marks ordinary files. Links lead to what is checked under its own name.
const FILES: [&str; 2] = ["100644", "100755"];

/// How git marks a submodule.
const SUBMODULE: &str = "160000";

/// At most this many files that are gone, or new, are compared; with more, nobody can say what was renamed.
const MOST_RENAMED: usize = 1_000;

/// At most this many bytes of files that are gone are read to find out what was renamed.
const MOST_READ: usize = 64 << 20;

/// What git has stored of a file: where, and under which name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// The index of its repository.
    repository: usize,
    object: String,
}

/// The files of a commit or of the index.
#[derive(Debug)]
pub struct Tree {
    pub files: BTreeMap<PathBuf, Blob>,
    /// The repositories that they are in: first the one that was asked.
    objects: Vec<Objects>,
}

impl Default for Tree {
    fn default() -> Tree {
        Tree { files: BTreeMap::new(), objects: vec![Objects::new(Repository::default())] }
    }
}

impl Tree {
    /// The files of a commit of the repository in a folder, and of the submodules that are there.
    ///
    /// # Errors
    /// Git does not say.
    pub fn of_commit(commit: &str, root: &Path) -> Result<Tree, ChangesError> {
        let mut tree = Tree::default();
        let mut submodules = tree.add(0, &listed(&Repository::default(), commit)?, Path::new(""));
        while let Some((path, commit)) = submodules.pop() {
            let folder = root.join(&path);
            // Without a repository of its own, git would ask the one around it.
            if !folder.join(".git").exists() {
                continue;
            }
            let repository = Repository { submodule: Some(folder) };
            // A commit that the submodule does not have leaves all its pages new.
            if let Ok(list) = listed(&repository, &commit) {
                tree.objects.push(Objects::new(repository));
                submodules.extend(tree.add(tree.objects.len() - 1, &list, &path));
            }
        }
        Ok(tree)
    }

    /// The files that are staged.
    ///
    /// # Errors
    /// Git does not say.
    pub fn of_index() -> Result<Tree, ChangesError> {
        let mut tree = Tree::default();
        let list = Repository::default().ask(&["ls-files", "--stage", "--full-name", "-z", "--", ":/"])?;
        tree.add(0, &list, Path::new(""));
        Ok(tree)
    }

    /// Adds the files of a list of git: `mode kind object` or `mode object stage`, a tab, and the path. Returns the paths of
    /// submodules with their commits.
    fn add(&mut self, repository: usize, list: &[u8], folder: &Path) -> Vec<(PathBuf, String)> {
        let mut submodules = Vec::new();
        for entry in list.split(|byte| *byte == 0) {
            let Some(tab) = memchr::memchr(b'\t', entry) else { continue };
            let head = String::from_utf8_lossy(&entry[..tab]).into_owned();
            let path = folder.join(path_of(&entry[tab + 1..]));
            match head.split(' ').collect::<Vec<_>>()[..] {
                [SUBMODULE, "commit", object] => submodules.push((path, object.to_owned())),
                // A file in conflict has stages other than 0, and none of them is what will be committed.
                [mode, "blob", object] | [mode, object, "0"] if FILES.contains(&mode) => {
                    self.files.insert(path, Blob { repository, object: object.to_owned() });
                }
                _ => {}
            }
        }
        submodules
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// Git does not have them, or there are more than this many.
    pub fn read(&self, blob: &Blob, most: u64) -> io::Result<Vec<u8>> {
        let objects = self.objects.get(blob.repository).ok_or(io::ErrorKind::NotFound)?;
        objects.read(&blob.object, most)
    }

    /// Which of some new files were files of this tree that are gone: at least half of their text is the same. Each file
    /// that is gone became one new file at most.
    pub fn renamed(&self, gone: &[&PathBuf], new: &[(PathBuf, Vec<u8>)]) -> BTreeMap<PathBuf, Blob> {
        if gone.len() > MOST_RENAMED || new.len() > MOST_RENAMED || new.is_empty() {
            return BTreeMap::new();
        }
        let mut room = MOST_READ;
        let mut pairs = Vec::new();
        for path in gone {
            let Some(blob) = self.files.get(*path) else { continue };
            let Ok(old) = self.read(blob, room as u64) else { continue };
            room -= old.len();
            for (path, text) in new {
                let longer = old.len().max(text.len());
                if old.len().min(text.len()) * 2 < longer {
                    continue;
                }
                let shared = shared_bytes(&old, text);
                if shared * 2 >= longer && longer > 0 {
                    pairs.push((shared * 100 / longer, path, blob));
                }
            }
        }
        // The most alike first, and those that are equally alike in the order of their names.
        pairs.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
        let mut renamed: BTreeMap<PathBuf, Blob> = BTreeMap::new();
        for (_, path, blob) in pairs {
            if !renamed.contains_key(path) && !renamed.values().any(|taken| taken == blob) {
                renamed.insert(path.clone(), blob.clone());
            }
        }
        renamed
    }
}

/// All files of a commit, as git lists them.
fn listed(repository: &Repository, commit: &str) -> Result<Vec<u8>, ChangesError> {
    repository.ask(&["ls-tree", "-r", "-z", "--full-tree", commit])
}
