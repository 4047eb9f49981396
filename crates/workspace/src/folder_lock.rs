//! Lets one run after another write a file that several may write, so that none loses what another wrote.
//!
//! The folder of the file is locked, so that no file is left beside it. A lock ends with its process, however that ends.

use std::fs::File;
use std::path::Path;

use crate::paths::{folder_of, real};

/// A lock that others wait for, until it is dropped.
#[derive(Debug)]
pub struct FolderLock {
    _folder: Option<File>,
}

impl FolderLock {
    /// Waits until no other run writes in the folder of a file. Where a system cannot lock folders, it does not wait.
    pub fn of_file(path: &Path) -> FolderLock {
        // What a link leads to is written, in its own folder.
        let path = real(path);
        let folder = File::open(folder_of(&path)).ok().filter(|folder| folder.lock().is_ok());
        FolderLock { _folder: folder }
    }
}
