//! The rule files of the user: a file, or a folder of them. What they say is for [`claimlint_rules`].

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::reason;
use claimlint_base::toml_fault::TomlSource;
use thiserror::Error;

use crate::bounded_read;

/// A folder with more files and folders holds other things than rules; a configuration may name any folder.
const MOST_ENTRIES: usize = 10_000;

/// All rule files of a path together have no more bytes.
const MOST_BYTES: usize = 64 << 20;

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
    let mut found = Found::default();
    found.collect(path).map_err(|error| RuleFilesError { path: path.to_owned(), error })?;
    found.files.sort();
    let mut bytes = 0;
    let mut sources = Vec::new();
    for file in found.files {
        let text = bounded_read::text(&file).and_then(|text| {
            bytes += text.len();
            if bytes > MOST_BYTES {
                Err(too_large("the rules have more than 64 MiB together"))
            } else {
                Ok(text)
            }
        });
        match text {
            Ok(text) => sources.push(Arc::new(TomlSource::new(file.display().to_string(), text))),
            Err(error) => return Err(RuleFilesError { path: file, error }),
        }
    }
    Ok(sources)
}

/// Whether a path that a configuration names can hold rules: a folder, or a file that is one by its name.
pub fn is_for_rules(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml") || !path.is_file()
}

/// The files of a folder of rules.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    /// How many files and folders were looked at.
    entries: usize,
}

impl Found {
    fn collect(&mut self, path: &Path) -> io::Result<()> {
        if !std::fs::metadata(path)?.is_dir() {
            self.files.push(path.to_owned());
            return Ok(());
        }
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Err(too_large(
                    "this is not a folder of rules: it has more than 10,000 files and folders",
                ));
            }
            // Links to folders are not followed: a folder could contain itself.
            if entry.file_type()?.is_dir() {
                self.collect(&entry.path())?;
            } else if entry.path().extension().is_some_and(|extension| extension == "toml") {
                self.files.push(entry.path());
            }
        }
        Ok(())
    }
}

fn too_large(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}
