//! Globs that name files and folders of a project, and which of them names a path.

use std::path::Path;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_rules::file::Texts;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;

use crate::paths::absolute;

/// More globs are a list of files, and each takes some kilobytes of memory.
const MOST_GLOBS: usize = 20_000;

/// Signs that a backslash before them makes ordinary, as in `.gitignore`.
const ESCAPED: [char; 7] = ['[', ']', '{', '}', '?', '!', '#'];

/// Reads a glob as `.gitignore` does: from the folder of the configuration, which a slash or `./` at its beginning names, with
/// slashes between folders on every system.
///
/// # Errors
/// What is wrong with it, and what to write.
pub fn read(text: &str) -> Result<Glob, String> {
    let mut pattern = text.trim_end_matches('/');
    while let Some(rest) = pattern.strip_prefix("./").or_else(|| pattern.strip_prefix('/')) {
        pattern = rest;
    }
    if pattern.is_empty() || pattern == "." {
        return Err("this glob names no file; `**` names all".to_owned());
    }
    if pattern.split('/').any(|part| part == "..") {
        return Err(
            "this glob leads out of the configuration's folder, and no file outside it is checked".to_owned()
        );
    }
    if pattern.starts_with('!') {
        return Err("a glob cannot include files again; name the others".to_owned());
    }
    let following = pattern.match_indices('\\').map(|(at, _)| pattern[at + 1..].chars().next());
    if following.into_iter().any(|sign| sign.is_none_or(|sign| !ESCAPED.contains(&sign))) {
        return Err(
            "write `/` between folders, on Windows as well; a `\\` makes the character after it ordinary"
                .to_owned(),
        );
    }
    let glob = GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build();
    glob.map_err(|error| format!("this is not a glob: {}", error.kind()))
}

/// Some globs, each with the place where it is written.
#[derive(Debug, Default)]
pub struct Globs {
    set: GlobSet,
    written: Vec<(Arc<TomlSource>, Spanned<String>)>,
}

impl Globs {
    /// Reads lists of globs, with the files they are in.
    pub fn new<'t>(
        lists: impl IntoIterator<Item = (&'t Arc<TomlSource>, &'t Texts)>,
        faults: &mut Vec<Fault>,
    ) -> Globs {
        let mut builder = GlobSetBuilder::new();
        let mut written = Vec::new();
        for (source, list) in lists {
            for text in list {
                if written.len() >= MOST_GLOBS {
                    let message = format!("there are more than {MOST_GLOBS} globs by this point");
                    faults
                        .push(Fault::at(source, text.span(), message).help("name folders instead of files"));
                    return Globs::default();
                }
                match read(text.get_ref()) {
                    Ok(glob) => {
                        builder.add(glob);
                        written.push((source.clone(), text.clone()));
                    }
                    Err(message) => faults.push(Fault::at(source, text.span(), message)),
                }
            }
        }
        let set = builder.build().unwrap_or_else(|_| GlobSet::empty());
        Globs { set, written }
    }

    /// The globs as they are written, each with the file it is in.
    pub fn all(&self) -> &[(Arc<TomlSource>, Spanned<String>)] {
        &self.written
    }

    /// The first glob that names a path, and the file it is in. The path is compared from the root.
    pub fn naming(&self, path: &Path, root: &Path) -> Option<&(Arc<TomlSource>, Spanned<String>)> {
        if self.set.is_empty() {
            return None;
        }
        self.written(*self.all_naming(path, root).first()?)
    }

    /// A glob by its index, and the file it is in.
    pub fn written(&self, index: usize) -> Option<&(Arc<TomlSource>, Spanned<String>)> {
        self.written.get(index)
    }

    /// The indexes of all globs that name a path, in order. The path is compared from the root.
    pub fn all_naming(&self, path: &Path, root: &Path) -> Vec<usize> {
        if self.set.is_empty() {
            return Vec::new();
        }
        let whole = absolute(path);
        let relative = whole.strip_prefix(absolute(root)).unwrap_or(path);
        // A glob that names a folder holds for what is in it.
        let parts = relative.ancestors().filter(|part| !part.as_os_str().is_empty());
        let mut naming: Vec<usize> = parts.flat_map(|part| self.set.matches(part)).collect();
        naming.sort_unstable();
        naming.dedup();
        naming
    }
}
