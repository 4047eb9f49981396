//! The entries of a configuration about some pages, and which of them name a path.
//!
//! What such an entry says about rules is for `provenance`, and what all of them come to for `configuration`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use toml::Spanned;

use super::globs::Globs;
use super::layers::Layer;
use super::provenance::Statement;

/// The entries of all files about some pages, in the order in which they are read: later ones win.
#[derive(Debug, Default)]
pub struct Overrides {
    entries: Vec<Override>,
    /// The paths of all entries together, which are compared in one go.
    paths: Globs,
    /// The index of the entry that each of them belongs to.
    entry_of: Vec<usize>,
}

/// An entry of a file about some pages.
#[derive(Debug)]
struct Override {
    /// The index of its layer.
    layer: usize,
    /// Its own index among those of its sort in the layer.
    entry: usize,
    /// Which sort it is of.
    sort: Sort,
}

/// A key that holds globs, and one of its globs with the file it is in.
type KeyAndGlob<'g> = (&'static str, &'g (Arc<TomlSource>, Spanned<String>));

/// What an entry about some pages says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Other settings: `[[overrides]]`.
    Settings,
    /// What kind of page they are: `[[pages]]`.
    Pages,
}

impl Sort {
    /// The key that names its pages.
    fn key(self) -> &'static str {
        match self {
            Sort::Settings => "overrides.paths",
            Sort::Pages => "pages.files",
        }
    }
}

impl Overrides {
    /// The entries of some layers. What is wrong with their globs is added to the faults.
    pub fn of(layers: &[Layer], faults: &mut Vec<Fault>) -> Overrides {
        let (mut entries, mut lists, mut entry_of) = (Vec::new(), Vec::new(), Vec::new());
        for (index, layer) in layers.iter().enumerate() {
            let pages = layer.file.pages.iter().map(|typed| &typed.files).enumerate();
            let settings = layer.file.overrides.iter().map(|typed| &typed.paths).enumerate();
            let pages = pages.map(|(entry, paths)| (entry, paths, Sort::Pages));
            let settings = settings.map(|(entry, paths)| (entry, paths, Sort::Settings));
            for (entry, paths, sort) in settings.chain(pages) {
                entry_of.extend(paths.iter().map(|_| entries.len()));
                lists.push((&layer.source, paths));
                entries.push(Override { layer: index, entry, sort });
            }
        }
        let paths = Globs::new(lists, faults);
        Overrides { entries, paths, entry_of }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// The globs of all entries.
    pub fn globs(&self) -> &Globs {
        &self.paths
    }

    /// The entries that name a path, as indexes. Globs start from a folder.
    pub fn naming(&self, path: &Path, root: &Path) -> Vec<usize> {
        let naming = self.paths.all_naming(path, root);
        let entries = naming.into_iter().filter_map(|glob| self.entry_of.get(glob).copied());
        let entries: BTreeSet<usize> = entries.collect();
        entries.into_iter().collect()
    }

    /// The first glob by which an entry names a path, with the key and the file it is in.
    pub fn glob_of(&self, index: usize, path: &Path, root: &Path) -> Option<KeyAndGlob<'_>> {
        let mut naming = self.paths.all_naming(path, root).into_iter();
        let written = self.paths.written(naming.find(|glob| self.entry_of.get(*glob) == Some(&index))?)?;
        Some((self.entries.get(index)?.sort.key(), written))
    }

    /// What an entry says about rules, with the layers it was read from.
    pub fn statement<'l>(&self, index: usize, layers: &'l [Layer]) -> Option<Statement<'l>> {
        let Override { layer, entry, sort } = self.entries.get(index)?;
        let layer = layers.get(*layer)?;
        Some(match sort {
            Sort::Settings => Statement::by_override(layer, layer.file.overrides.get(*entry)?),
            Sort::Pages => Statement::by_pages(layer, layer.file.pages.get(*entry)?),
        })
    }
}
