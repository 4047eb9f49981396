//! Globs in place of paths, for shells that leave them alone: `drafts/*.md`.
//!
//! Where a file has that very name, it is meant; that is for whoever asks.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

/// Characters that a path has where it is a glob.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// A glob, and the folder in which it begins.
#[derive(Debug, Clone)]
pub struct PathGlob {
    /// The folder below which all that it names is.
    pub folder: PathBuf,
    matcher: GlobMatcher,
}

impl PathGlob {
    /// Reads a path as a glob; `None` where it is none.
    pub fn of(path: &Path) -> Option<PathGlob> {
        let text = path.to_str()?;
        if !text.contains(SPECIAL) {
            return None;
        }
        let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
        let text = text.trim_start_matches("./").trim_end_matches('/');
        let glob = GlobBuilder::new(text).literal_separator(true).build().ok()?;
        let parts = Path::new(text).components();
        let plain = parts.take_while(|part| !part.as_os_str().to_string_lossy().contains(SPECIAL));
        let folder: PathBuf = plain.collect();
        let folder = if folder.as_os_str().is_empty() { PathBuf::from("./") } else { folder };
        Some(PathGlob { folder, matcher: glob.compile_matcher() })
    }

    /// Whether it names a path, or a folder that it is in.
    pub fn names(&self, path: &Path) -> bool {
        let mut parts = path.components().peekable();
        while parts.next_if_eq(&Component::CurDir).is_some() {}
        let path: PathBuf = parts.collect();
        path.ancestors().any(|part| self.matcher.is_match(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_names_files_and_what_is_in_the_folders_that_it_names() {
        let glob = PathGlob::of(Path::new("./site/*/drafts")).unwrap();
        assert_eq!(glob.folder, Path::new("site"));
        assert!(glob.names(Path::new("site/a/drafts/b.md")) && glob.names(Path::new("./site/a/drafts")));
        assert!(!glob.names(Path::new("site/a/b/drafts/c.md")) && !glob.names(Path::new("site/a/b.md")));
        let pages = PathGlob::of(Path::new("**/*.{md,html}")).unwrap();
        assert!(pages.names(Path::new("a.md")) && pages.names(Path::new("a/b/c.html")));
        for path in ["drafts/a.md", "[draft"] {
            assert!(PathGlob::of(Path::new(path)).is_none(), "{path}");
        }
    }
}
