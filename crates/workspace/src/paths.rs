//! How paths are compared and named: in full, with their links followed, from a folder.
//!
//! Nothing is said here of what a path may lead to; that is for `confine`.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// One name for each file, however it is reached. A file that is not there has the name it was given.
pub fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The path from the root, with links followed as far as the file is there.
pub fn full(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| absolute(path))
}

/// The path from the root, as it is written. An empty one is the current folder.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let path = or_here(path);
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// A path as the user would write it: from the current folder, if it is below.
pub(crate) fn from_here(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(path)
}

/// The folder of a file; that of a bare name is the current one.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().map_or(Path::new("."), or_here)
}

/// A folder by a name that can be opened: that of the current folder may be empty.
pub(crate) fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The nearest folder that has a `.git`, from this one up.
pub(crate) fn repository_around(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

/// `site/../house` as `house`. After a link, `..` leads elsewhere: whether both are the same is for whoever asks.
pub(crate) fn without_detours(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        let before = plain.components().next_back();
        match (part, before) {
            (Component::ParentDir, Some(Component::Normal(_))) => _ = plain.pop(),
            (Component::ParentDir, Some(Component::RootDir)) => {}
            _ => plain.push(part),
        }
    }
    plain
}
