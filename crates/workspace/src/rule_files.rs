//! The rule files of the user: a file, or a folder of them. What they say is for [`claimlint_rules`].

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::reason;
use claimlint_base::toml_fault::TomlSource;
use thiserror::Error;

use crate::bounded_read;

/// A rule file or folder that could not be read.
#[derive(Debug, Error)]
#[error("cannot read the rules in {path}: {reason}", path = path.display(), reason = reason(error))]
pub struct RuleFilesError {
    /// The path as given.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// The `.toml` files at a path: the file itself, or those in a folder and the folders in it, in order of their paths.
///
/// # Errors
/// A path that is not there, or a file that cannot be read as UTF-8.
pub fn from_path(path: &Path) -> Result<Vec<Arc<TomlSource>>, RuleFilesError> {
    let mut files = Vec::new();
    collect(path, &mut files).map_err(|error| RuleFilesError { path: path.to_owned(), error })?;
    files.sort();
    files
        .into_iter()
        .map(|file| match bounded_read::text(&file) {
            Ok(text) => Ok(Arc::new(TomlSource::new(file.display().to_string(), text))),
            Err(error) => Err(RuleFilesError { path: file, error }),
        })
        .collect()
}

/// Whether a path that a configuration names can hold rules: a folder, or a file that is one by its name.
pub fn is_for_rules(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml") || !path.is_file()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !std::fs::metadata(path)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        // Links to folders are not followed: a folder could contain itself.
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "toml") {
            files.push(entry.path());
        }
    }
    Ok(())
}
