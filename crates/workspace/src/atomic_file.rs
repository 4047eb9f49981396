//! A file that is written beside its place and takes it when it is whole, so that nobody ever reads half of it.
//!
//! To put new text in place of a user's article takes more care: see [`crate::save`].

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::attributes::take_over;
use crate::paths::{folder_of, real};

/// How the names of files begin that are not in their places yet. Walks skip them, as they skip all hidden files: a run
/// that is killed may leave one.
const PREFIX: &str = ".claimlint-";

/// How long somebody may take to start reading a pipe.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// The files that are begun and not yet in their places, so that a process that must end can remove them.
static BEGUN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn begun() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the files that are begun, and blocks whoever would begin another: the process must end after this. A file that
/// takes its place at the same moment is kept.
pub fn remove_all_begun() {
    let begun = begun();
    begun.iter().for_each(|path| _ = fs::remove_file(path));
    std::mem::forget(begun);
}

/// A file that is removed again unless it takes its place.
#[derive(Debug)]
pub(crate) struct TemporaryFile {
    file: NamedTempFile,
    _listed: Listed,
}

/// The place of a file in the list of those that are begun.
#[derive(Debug)]
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        begun().remove(&self.0);
    }
}

impl TemporaryFile {
    /// Begins a file that only its owner may read, or with `for_all` everybody whom the user's umask allows.
    ///
    /// # Errors
    /// The folder is not there or may not be written to.
    pub(crate) fn new(folder: &Path, for_all: bool) -> io::Result<TemporaryFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        if for_all {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = for_all;
        // The list stays locked until the file is in it: no file may exist unlisted.
        let mut begun = begun();
        let file = builder.tempfile_in(folder)?;
        begun.insert(file.path().to_owned());
        let listed = Listed(file.path().to_owned());
        Ok(TemporaryFile { file, _listed: listed })
    }

    /// The file itself.
    pub(crate) fn file(&self) -> &fs::File {
        self.file.as_file()
    }

    /// Gives the file the name of its place, in one step.
    ///
    /// # Errors
    /// What kept the system from it; the file that was there is unchanged.
    pub(crate) fn take_place(self, path: &Path) -> io::Result<()> {
        self.file.persist(path).map(drop).map_err(|error| error.error)
    }
}

impl Write for TemporaryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

/// A file that is written beside its place, and takes it when it is finished.
#[derive(Debug)]
pub struct AtomicFile {
    target: Target,
    path: PathBuf,
}

#[derive(Debug)]
enum Target {
    Beside(TemporaryFile),
    /// A pipe or a device, which nothing can replace, is written to directly.
    Special(fs::File),
}

impl AtomicFile {
    /// Writes a whole file at a place.
    ///
    /// # Errors
    /// Those of [`AtomicFile::open`] and [`AtomicFile::finish`]; the file that was there is unchanged.
    pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = AtomicFile::open(path)?;
        file.write_all(bytes)?;
        file.finish()
    }

    /// Begins a file for a place.
    ///
    /// # Errors
    /// The folder is not there or may not be written to, or the place is a folder or read-only.
    pub fn open(path: &Path) -> io::Result<AtomicFile> {
        // A link stays, and what it leads to is replaced.
        let path = real(path);
        let is_there = fs::metadata(&path);
        if is_there.as_ref().is_ok_and(|there| !there.is_file()) {
            let file = open_special(&path)?;
            return Ok(AtomicFile { target: Target::Special(file), path });
        }
        if is_there.is_ok() {
            // Fails where the file is read-only.
            fs::OpenOptions::new().append(true).open(&path)?;
        }
        // Others of the team may read what is new here; what is replaced stays as open as it was.
        let file = TemporaryFile::new(folder_of(&path), is_there.is_err())?;
        if let Ok(old) = &is_there {
            take_over(file.file(), &path, old)?;
        }
        Ok(AtomicFile { target: Target::Beside(file), path })
    }

    /// How many bytes were written so far; nothing for a pipe or a device.
    ///
    /// # Errors
    /// The system does not say.
    pub(crate) fn length(&self) -> io::Result<u64> {
        match &self.target {
            Target::Beside(file) => Ok(file.file().metadata()?.len()),
            Target::Special(_) => Ok(0),
        }
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// What kept the system from it; the file that was there is unchanged.
    pub fn finish(self) -> io::Result<()> {
        match self.target {
            Target::Beside(file) => {
                file.file().sync_all()?;
                file.take_place(&self.path)
            }
            Target::Special(mut file) => file.flush(),
        }
    }
}

/// Opens a pipe or a device. A pipe opens when somebody reads it, which may never be.
fn open_special(path: &Path) -> io::Result<fs::File> {
    let (sender, opened) = channel();
    let path = path.to_owned();
    // Where nobody reads the pipe, this thread waits until the process ends.
    std::thread::spawn(move || sender.send(fs::OpenOptions::new().write(true).open(path)));
    opened.recv_timeout(LONGEST_WAIT).unwrap_or_else(|_| {
        Err(io::Error::new(io::ErrorKind::TimedOut, "nothing reads this pipe; start a reader first"))
    })
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Beside(file) => file.write(bytes),
            Target::Special(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Beside(file) => file.flush(),
            Target::Special(file) => file.flush(),
        }
    }
}
