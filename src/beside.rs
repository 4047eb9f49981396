//! A file that is written beside its place and takes it when it is whole, so that nobody ever reads half of it.
//!
//! To put new text in place of a user's article takes more care: see [`crate::save`].

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that does not stand in its place yet.
#[derive(Debug)]
pub struct Beside {
    /// Not beside what is no ordinary file: a pipe or a device is written to as it is.
    file: Result<NamedTempFile, fs::File>,
    path: PathBuf,
}

impl Beside {
    /// Begins a file for a place.
    ///
    /// # Errors
    /// The folder is not there or may not be written to, or the place is a folder or read-only.
    pub fn open(path: &Path) -> io::Result<Beside> {
        // A link stays, and what it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_there = fs::metadata(&path);
        if is_there.as_ref().is_ok_and(|there| !there.is_file()) {
            let file = fs::OpenOptions::new().write(true).open(&path)?;
            return Ok(Beside { file: Err(file), path });
        }
        if is_there.is_ok() {
            fs::OpenOptions::new().append(true).open(&path)?;
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".claimlint-");
        // The file is for the whole team, as far as the user's own settings let it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Ok(Beside { file: Ok(builder.tempfile_in(folder)?), path })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// What kept the system from it; what stood there stands there.
    pub fn finish(self) -> io::Result<()> {
        match self.file {
            Ok(file) => {
                file.as_file().sync_all()?;
                file.persist(&self.path).map(drop).map_err(|error| error.error)
            }
            Err(mut file) => file.flush(),
        }
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Ok(file) => file.write(bytes),
            Err(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            Ok(file) => file.flush(),
            Err(file) => file.flush(),
        }
    }
}
