//! Where rule files come from: those built in, and the user's.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::fault::TomlSource;
use crate::reading;
use crate::source::reason;

/// The files of `rules/`, in the order in which their rules are listed. A test compares them with the folder.
const BUILT_IN: &[(&str, &str)] = &[
    ("rules/lexicons/copy.toml", include_str!("../../rules/lexicons/copy.toml")),
    ("rules/lexicons/evidence.toml", include_str!("../../rules/lexicons/evidence.toml")),
    ("rules/lexicons/grammar.toml", include_str!("../../rules/lexicons/grammar.toml")),
    ("rules/superlatives.toml", include_str!("../../rules/superlatives.toml")),
    ("rules/absolutes.toml", include_str!("../../rules/absolutes.toml")),
    ("rules/studies.toml", include_str!("../../rules/studies.toml")),
    ("rules/authority.toml", include_str!("../../rules/authority.toml")),
    ("rules/statistics.toml", include_str!("../../rules/statistics.toml")),
    ("rules/citations.toml", include_str!("../../rules/citations.toml")),
    ("rules/consistency.toml", include_str!("../../rules/consistency.toml")),
    ("rules/typos.toml", include_str!("../../rules/typos.toml")),
    ("rules/spelling.toml", include_str!("../../rules/spelling.toml")),
    ("rules/confusions.toml", include_str!("../../rules/confusions.toml")),
    ("rules/grammar.toml", include_str!("../../rules/grammar.toml")),
    ("rules/agreement.toml", include_str!("../../rules/agreement.toml")),
    ("rules/articles.toml", include_str!("../../rules/articles.toml")),
    ("rules/phrasing.toml", include_str!("../../rules/phrasing.toml")),
    ("rules/suppressions.toml", include_str!("../../rules/suppressions.toml")),
    ("rules/masks.toml", include_str!("../../rules/masks.toml")),
    ("rules/hedges.toml", include_str!("../../rules/hedges.toml")),
];

/// A rule file or folder that could not be read.
#[derive(Debug, Error)]
#[error("cannot read the rules in {path}: {reason}", path = path.display(), reason = reason(error))]
pub struct PacksError {
    /// The path as given.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// The rule files that are built in.
pub fn built_in() -> Vec<Arc<TomlSource>> {
    let source = |&(name, text): &(&str, &str)| TomlSource { built_in: true, ..TomlSource::new(name, text) };
    BUILT_IN.iter().map(source).map(Arc::new).collect()
}

/// The `.toml` files at a path: the file itself, or those in a folder and the folders in it, in order of their paths.
///
/// # Errors
/// A path that is not there, or a file that cannot be read as UTF-8.
pub fn from_path(path: &Path) -> Result<Vec<Arc<TomlSource>>, PacksError> {
    let mut files = Vec::new();
    collect(path, &mut files).map_err(|error| PacksError { path: path.to_owned(), error })?;
    files.sort();
    files
        .into_iter()
        .map(|file| match reading::text(&file) {
            Ok(text) => Ok(Arc::new(TomlSource::new(file.display().to_string(), text))),
            Err(error) => Err(PacksError { path: file, error }),
        })
        .collect()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !std::fs::metadata(path)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        // Links to folders are left alone, so that no folder can hold itself.
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "toml") {
            files.push(entry.path());
        }
    }
    Ok(())
}
