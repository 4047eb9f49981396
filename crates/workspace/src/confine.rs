//! What the files of a folder may lead to: whether a path stays below the folder, and what is said about a file that
//! does not.
//!
//! Whoever writes `claimlint.toml` may name any file to read, and git stores links. Such a file is read, so that projects
//! can share theirs; but nothing of it is shown, and nothing outside is written.

use std::io::{Error, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use claimlint_base::source::Source;
use claimlint_base::toml_fault::{Fault, TomlSource};

use crate::paths::{folder_of, or_here};

/// What is said about a path that must stay in its folder.
const LEADS_OUT: &str = "it is outside the folder of claimlint.toml";

/// What is to be done about a fault that is not shown.
const CHECK_THERE: &str =
    "open the file there; or name it on the command line, with --config or --rules, to see the fault";

/// Whether a path, with all its links followed, is below a folder. Of a file that is not there yet, its folder counts.
pub fn is_inside(folder: &Path, path: &Path) -> bool {
    let Ok(folder) = or_here(folder).canonicalize() else { return false };
    let real = match path.symlink_metadata() {
        Ok(_) => path.canonicalize(),
        Err(_) if path.file_name().is_none() => return false,
        Err(_) => folder_of(path).canonicalize(),
    };
    real.is_ok_and(|real| real.starts_with(folder))
}

/// Fails for a path that leads out of a folder.
///
/// # Errors
/// It does.
pub fn stay_inside(folder: &Path, path: &Path) -> Result<(), Error> {
    // In a folder that is not there, nothing can be written, and there is nothing to lead out of.
    match is_inside(folder, path) || !folder_of(path).exists() {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::InvalidInput, LEADS_OUT)),
    }
}

/// A fault without a word of the file that it is in: its place alone.
pub fn unquoted(fault: &Fault) -> Fault {
    let name = fault.source.name.clone();
    let start = fault.range.as_ref().map_or(0, |range| range.start);
    let at = Source::from_text(&*fault.source.text).position(start.min(fault.source.text.len()));
    let message = format!(
        "line {}, column {}: there is a fault, which is not shown because the file is outside the folder of claimlint.toml",
        at.line, at.column
    );
    let source = Arc::new(TomlSource::new(name, ""));
    Fault { source, range: None, message, help: Some(CHECK_THERE.to_owned()) }
}
