//! Globs of a configuration that name nothing: most are misspelt, or left over from what is gone.
//!
//! A walk reports what it meets. Only globs of the file that no other extends are looked at: a shared file names what
//! some of its projects have.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use claimlint_base::toml_fault::TomlSource;
use globset::{GlobSet, GlobSetBuilder};
use toml::Spanned;

use super::configuration::Config;
use super::globs;
use crate::paths::absolute;

/// The globs of a configuration, and which of them have named something.
#[derive(Debug, Default)]
pub struct IdleGlobs {
    set: GlobSet,
    written: Vec<WrittenGlob>,
    /// The folder from which globs start.
    root: PathBuf,
    /// Whether a path was met without a name that can be known from that folder.
    is_lost: bool,
}

/// A glob as it is written.
#[derive(Debug)]
struct WrittenGlob {
    key: &'static str,
    text: String,
    /// The file and line, as `claimlint.toml:3`.
    place: String,
    has_named: bool,
}

impl IdleGlobs {
    /// The globs of a configuration, none of which has named anything yet.
    pub fn of(config: &Config) -> IdleGlobs {
        let Some(layer) = config.layers.last() else { return IdleGlobs::default() };
        let is_own = |source: &Arc<TomlSource>| Arc::ptr_eq(source, &layer.source);
        let overrides = config.overrides.globs().all().iter().map(|written| ("overrides.paths", written));
        let contents = config.contents.globs().all().iter().map(|written| ("content.files", written));
        let all =
            config.exclude.all().iter().map(|written| ("exclude", written)).chain(overrides).chain(contents);
        let mut set = GlobSetBuilder::new();
        let mut written = Vec::new();
        for (key, (source, glob)) in all.filter(|(_, (source, _))| is_own(source)) {
            // Those that cannot be read are faults, with which nothing is run.
            let Ok(compiled) = globs::read(glob.get_ref()) else { continue };
            set.add(compiled);
            written.push(WrittenGlob {
                key,
                text: glob.get_ref().clone(),
                place: place(source, glob),
                has_named: false,
            });
        }
        let root = absolute(&config.root);
        IdleGlobs { set: set.build().unwrap_or_else(|_| GlobSet::empty()), written, root, is_lost: false }
    }

    /// Says that a walk has met a file or folder.
    pub fn meet(&mut self, path: &Path) {
        // No glob names the folder from which it starts.
        if self.written.is_empty() || path.as_os_str().is_empty() {
            return;
        }
        let path = absolute(path);
        let Ok(relative) = path.strip_prefix(&self.root) else {
            self.is_lost = true;
            return;
        };
        for index in self.set.matches(relative) {
            if let Some(one) = self.written.get_mut(index) {
                one.has_named = true;
            }
        }
    }

    /// A warning for each glob that has named nothing. What is there and not walked, because it is hidden or ignored, counts
    /// as named.
    pub fn warnings(&self, is_walked: impl Fn(&Path) -> bool) -> Vec<String> {
        let known = self.written.iter().filter(|_| !self.is_lost);
        let idle = known.filter(|one| !one.has_named && !self.is_there(&one.text, &is_walked));
        let told = idle.map(|WrittenGlob { key, text, place, .. }| {
            format!("{place}: \u{201C}{text}\u{201D} names no file or folder ({key})")
        });
        told.collect()
    }

    /// Whether the folder in which a glob begins is there and not walked, or the glob is the name of something that is there.
    fn is_there(&self, glob: &str, is_walked: impl Fn(&Path) -> bool) -> bool {
        let glob = Path::new(glob.trim_start_matches("./").trim_matches('/'));
        let is_plain = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(SIGNS);
        let plain: PathBuf = glob.components().take_while(is_plain).collect();
        let place = self.root.join(&plain);
        !plain.as_os_str().is_empty() && place.exists() && (plain == glob || !is_walked(&place))
    }
}

/// Signs with which a part of a glob is not a plain name.
const SIGNS: [char; 5] = ['*', '?', '[', '{', '\\'];

/// The file and line of a glob.
fn place(source: &TomlSource, glob: &Spanned<String>) -> String {
    let before = source.text.get(..glob.span().start).unwrap_or_default();
    format!("{}:{}", source.name, before.matches('\n').count() + 1)
}
