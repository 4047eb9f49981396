//! What pages were at a revision: which of its files is a page now, and which files that are pages are gone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Changes;
use super::tree::Blob;
use crate::pages::{bytes_of_file, largest};

/// A page as it is and as it was.
#[derive(Debug)]
pub struct FormerPage {
    /// Its path now; `None` where it is gone.
    pub now: Option<PathBuf>,
    /// Its full path at the revision; `None` where it is new.
    pub before: Option<PathBuf>,
    blob: Option<Blob>,
}

impl Changes {
    /// What some pages were. Of the files that are gone, those are among them that are wanted: full paths are asked about.
    pub fn former(&self, pages: &[PathBuf], is_wanted: &dyn Fn(&Path) -> bool) -> Vec<FormerPage> {
        let looked_at = pages.iter().filter_map(|page| Some((self.path_in(page)?, page.clone())));
        let (known, new): (Vec<_>, Vec<_>) =
            looked_at.partition(|(path, _)| self.before.files.contains_key(path));
        let renamed = self.renamed(&new);
        let mut taken: BTreeSet<&Path> = BTreeSet::new();
        let mut former = Vec::new();
        for (path, page) in known {
            let (before, blob) = (Some(self.root.join(&path)), self.before.files.get(&path).cloned());
            former.push(FormerPage { now: Some(page), before, blob });
        }
        let is_gone = |path: &Path| std::fs::symlink_metadata(self.root.join(path)).is_err();
        for (path, page) in new {
            let blob = renamed.get(&path);
            // Two files that were the same are as good as each other.
            let mut files = self.before.files.iter();
            let name = blob.and_then(|blob| {
                files.find(|(path, own)| *own == blob && is_gone(path) && !taken.contains(path.as_path()))
            });
            taken.extend(name.map(|(path, _)| path.as_path()));
            let before = name.map(|(path, _)| self.root.join(path));
            former.push(FormerPage { now: Some(page), before, blob: name.map(|(_, blob)| blob.clone()) });
        }
        let left = self.before.files.iter().filter(|(path, _)| !taken.contains(path.as_path()));
        for (path, blob) in left {
            let full = self.root.join(path);
            if is_wanted(&full) && is_gone(path) {
                former.push(FormerPage { now: None, before: Some(full), blob: Some(blob.clone()) });
            }
        }
        former
    }

    /// The bytes of a page, or of a file of data, at the revision; `None` where it is new.
    pub fn bytes_before(&self, page: &FormerPage, is_data: bool) -> Option<Result<Vec<u8>, String>> {
        let blob = page.blob.as_ref()?;
        Some(self.before.read(blob, largest(is_data) as u64).map_err(|error| error.to_string()))
    }

    /// Whether a page, or a file of data, has the same bytes as before.
    pub fn is_as_before(&self, page: &FormerPage, is_data: bool) -> bool {
        let (Some(now), Some(Ok(before))) = (&page.now, self.bytes_before(page, is_data)) else {
            return false;
        };
        bytes_of_file(now, is_data).is_ok_and(|bytes| bytes == before)
    }
}
