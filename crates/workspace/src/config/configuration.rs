//! A configuration: its files put together, and what they say about a path, about rules, and about what the house
//! knows.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::day::Day;
use claimlint_base::source::reason;
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_engine::evidence::Accepted;
use claimlint_engine::evidence::citation::KnownSources;
use claimlint_engine::evidence::citation::bibliography::{Bibliography, BibliographyFault};
use claimlint_engine::evidence::citation::sources::Sites;
use claimlint_rules::dictionary::{Dictionary, Locale};
use claimlint_rules::{Category, Library, Market, Selection};
use claimlint_text::data::{DataFormat, Fields};
use claimlint_text::{Changes, Format, Formats, Reading};
use thiserror::Error;
use toml::Spanned;

use super::content::{self, Contents};
use super::fail_on::{self, FailLevels};
use super::globs::Globs;
use super::layers::{self, Layer};
use super::overrides::Overrides;
use super::provenance::{Statement, texts};
use super::verify::VerifySettings;
use super::words::{self, Words};
use super::{evidence, markets, sources, suppressions, text, verify};
use crate::bounded_read;
use crate::kinds_of_files::is_read_as_components;
use crate::paths::{folder_of, from_here};

/// The name by which the configuration is found.
pub const FILE_NAME: &str = "claimlint.toml";

/// A configuration that has been checked, as far as that is possible without the rules.
#[derive(Debug, Default)]
pub struct Config {
    /// Its files, each above those that it extends.
    pub(super) layers: Vec<Layer>,
    /// The folder of the file that no other extends. Globs start from it, also those of extended files.
    pub root: PathBuf,
    pub(super) exclude: Globs,
    /// Its entries about some pages.
    pub(super) overrides: Overrides,
    formats: Formats,
    pub(super) contents: Contents,
    /// What becomes of changes that documents keep track of.
    pub changes: Changes,
}

/// The configuration could not be read.
#[derive(Debug, Error)]
#[error("cannot read the configuration {path}: {reason}", path = path.display(), reason = reason(error))]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// The configuration file in this folder or the nearest one above it, whatever it is: a pipe or a link that leads nowhere is
/// reported when it is read. One in the current folder is named without it, as the user would.
pub(crate) fn find(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let found = folder
        .ancestors()
        .map(|folder| folder.join(FILE_NAME))
        .find(|path| path.symlink_metadata().is_ok())?;
    Some(from_here(found))
}

impl Config {
    /// Reads a configuration file and those that it extends. The faults are what is wrong in them; with any, the
    /// configuration must not be used.
    ///
    /// # Errors
    /// The file could not be read, or is not UTF-8.
    pub(crate) fn load(path: &Path) -> Result<(Config, Vec<Fault>), ConfigError> {
        let text = bounded_read::text(path).map_err(|error| ConfigError { path: path.to_owned(), error })?;
        let source = Arc::new(TomlSource::new(path.display().to_string(), text));
        Ok(Config::parse(&source, path))
    }

    /// Reads a configuration from the text of the file at a path.
    pub fn parse(source: &Arc<TomlSource>, path: &Path) -> (Config, Vec<Fault>) {
        let (layers, mut faults) = layers::layers(source, path);
        for Layer { source, file, folder } in &layers {
            faults.extend(sources::faults(&file.sources, source));
            faults.extend(evidence::faults(&file.evidence, source, folder));
            faults.extend(suppressions::faults(&file.suppressions, source));
            faults.extend(content::faults(&file.content, source));
            faults.extend(text::faults(&file.text, &file.formats, source));
            faults.extend(verify::faults(&file.verify, source));
            faults.extend(markets::faults(file, source));
            let levels = file.overrides.iter().map(|entry| &entry.fail_on).chain([&file.fail_on]);
            faults.extend(levels.flatten().flat_map(|entry| fail_on::faults(entry.get_ref(), source)));
        }
        let exclude =
            Globs::new(layers.iter().map(|layer| (&layer.source, &layer.file.exclude)), &mut faults);
        let overrides = Overrides::of(&layers, &mut faults);
        let formats = text::formats(layers.iter().map(|layer| &layer.file.formats));
        let contents = contents_of(&layers, &mut faults);
        let root = folder_of(path).to_owned();
        let changes = Changes::default();
        (Config { layers, root, exclude, overrides, formats, contents, changes }, faults)
    }

    /// The user's rule files and folders, with the place where each is named.
    pub fn rule_paths(&self) -> impl Iterator<Item = (PathBuf, Fault)> + '_ {
        self.layers.iter().flat_map(|Layer { source, file, folder }| {
            file.rules.iter().map(move |path| {
                let fault = Fault::at(source, path.span(), "these rules cannot be read");
                (layers::beside(folder, path.get_ref()), fault)
            })
        })
    }

    /// The dictionary with the user's words, and what is wrong with these.
    pub fn dictionary(&self) -> (Dictionary, Vec<Fault>) {
        let (words, faults) = self.words();
        let locale = self.locale().map_or_else(Locale::default, |(_, locale)| *locale.get_ref());
        (Dictionary::new(claimlint_builtin::english(), locale, words.accepted, words.rejected), faults)
    }

    pub(super) fn words(&self) -> (Words, Vec<Fault>) {
        let mut words = Words::default();
        let mut faults = Vec::new();
        for Layer { source, file, folder } in &self.layers {
            faults.extend(words.add(&file.words, source, folder));
        }
        (words, faults)
    }

    /// The spelling of English, where a file says, and which.
    pub(super) fn locale(&self) -> Option<(&Layer, &Spanned<Locale>)> {
        self.layers.iter().rev().find_map(|layer| Some((layer, layer.file.locale.as_ref()?)))
    }

    /// What the house knows about sources, except the papers of [`Config::bibliography`].
    pub fn known(&self) -> KnownSources {
        let mut sites = Sites::default();
        self.layers.iter().for_each(|layer| sources::add(&layer.file.sources, &mut sites));
        KnownSources { sites, bibliography: None }
    }

    /// The papers that the house keeps, where it names files of them, with the faults of each file.
    pub fn bibliography(&self) -> (Option<Bibliography>, Vec<(String, Vec<BibliographyFault>)>) {
        evidence::bibliography(&self.evidence_files(), &self.root)
    }

    pub(crate) fn evidence_files(&self) -> Vec<PathBuf> {
        evidence::files(self.layers.iter().map(|layer| (&layer.file.evidence, layer.folder.as_path())))
    }

    /// The wording that the house has substantiated elsewhere, for a day.
    pub fn accepted(&self, today: Day) -> Accepted {
        evidence::accepted(&evidence::accepting(self.layers.iter().map(|layer| &layer.file.evidence)), today)
    }

    /// The files that the settings are in.
    pub(crate) fn files(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.layers.iter().map(|layer| PathBuf::from(&layer.source.name))
    }

    /// How the house writes its pages.
    pub fn reading(&self) -> Reading {
        let comments = suppressions::comments(self.layers.iter().map(|layer| &layer.file.suppressions));
        let mut reading = Reading { comments, ..Reading::default() };
        let mut keys = Vec::new();
        self.layers.iter().for_each(|layer| text::add(&layer.file.text, &mut reading, &mut keys));
        reading
    }

    /// The formats of files.
    pub fn formats(&self) -> &Formats {
        &self.formats
    }

    /// Reads files as well that another configuration gives a format, or says the copy of, and this one does not.
    pub fn add_formats(&mut self, other: &Config) {
        if self.contents.is_empty() {
            self.contents = contents_of(&other.layers, &mut Vec::new());
            if self.layers.is_empty() {
                self.root.clone_from(&other.root);
            }
        }
        if self.formats == Formats::default() {
            self.formats = other.formats.added();
        }
    }

    /// The format in which a file is read; `None` where neither its extension nor, in a script, what it holds says one.
    pub fn format_of(&self, path: &Path) -> Option<Format> {
        if self.is_data(path) {
            return Some(Format::Data);
        }
        match self.formats.of_path(path) {
            Some(Format::Word(_)) => Some(Format::Word(self.changes)),
            None if is_read_as_components(path) => Some(Format::Jsx),
            other => other,
        }
    }

    /// Which texts of a file of data are copy, and its format, as far as its name says it; `None` for other files.
    pub fn content_of(&self, path: &Path) -> Option<(&Fields, Option<DataFormat>)> {
        self.contents.naming(path, &self.root)
    }

    /// Whether a file is one of data.
    pub fn is_data(&self, path: &Path) -> bool {
        self.content_of(path).is_some()
    }

    /// How registries are asked.
    pub fn verify(&self) -> VerifySettings {
        let mut settings = VerifySettings::usual(&self.root);
        self.layers.iter().for_each(|layer| settings.apply(&layer.file.verify, &layer.folder));
        settings
    }

    /// What fails a run in a file.
    pub fn fail_on(&self, path: &Path) -> FailLevels {
        let mut levels = FailLevels::default();
        for statement in self.statements(&self.overrides_of(path)) {
            statement.fail_on.iter().for_each(|entry| entry.get_ref().apply(&mut levels));
        }
        levels
    }

    /// Whether a path is not to be checked. It is compared from the folder of the configuration.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.naming(path, &self.root).is_some()
    }

    /// Which overrides hold for a file, as indexes.
    pub fn overrides_of(&self, path: &Path) -> Vec<usize> {
        self.overrides.naming(path, &self.root)
    }

    /// What is said about rules where these overrides hold: first what holds for all pages, then the overrides. Later
    /// statements win.
    pub(super) fn statements(&self, overrides: &[usize]) -> Vec<Statement<'_>> {
        let of_overrides =
            overrides.iter().filter_map(|&index| self.overrides.statement(index, &self.layers));
        self.layers.iter().map(Statement::by_file).chain(of_overrides).collect()
    }

    /// Which rules hold where these overrides do.
    pub fn selection(&self, overrides: &[usize]) -> Selection {
        let prefer = self.layers.iter().flat_map(|layer| texts(&layer.file.words.prefer)).collect();
        Selection { steps: self.statements(overrides).iter().map(Statement::step).collect(), prefer }
    }

    /// Names of rules, categories and packs in the files that do not exist, and spellings that no rule knows.
    pub fn unknown_names(&self, library: &Library) -> Vec<Fault> {
        let known = selectable(library);
        let overrides: Vec<usize> = (0..self.overrides.count()).collect();
        let mut faults = Vec::new();
        for statement in self.statements(&overrides) {
            for name in statement.names().filter(|name| !known.contains(name.get_ref())) {
                let message = format!("there is no rule, category or pack `{}`", name.get_ref());
                let fault =
                    Fault::at(statement.source, name.span(), message).help("`claimlint rules` lists them");
                faults.push(fault.suggest(name.get_ref(), known.iter().map(String::as_str)));
            }
        }
        for layer in &self.layers {
            faults.extend(words::unknown(&layer.file.words, library, &layer.source));
        }
        faults
    }
}

fn contents_of(layers: &[Layer], faults: &mut Vec<Fault>) -> Contents {
    Contents::of(layers.iter().map(|layer| (&layer.source, &layer.file.content)), faults)
}

/// Everything that can be selected or ignored.
pub fn selectable(library: &Library) -> Vec<String> {
    let rules = library.rules.iter().flat_map(|rule| rule.formerly.iter().chain([&rule.id])).cloned();
    let packs = library.packs.iter().map(|pack| pack.name.clone());
    let categories = Category::ALL.iter().map(|category| category.name().to_owned());
    let markets = Market::ALL.iter().map(|market| market.name().to_owned());
    rules.chain(packs).chain(categories).chain(markets).chain(["all".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimlint_rules::Severity;

    fn config(text: &str) -> (Config, Vec<Fault>) {
        let source = Arc::new(TomlSource::new(FILE_NAME, text));
        Config::parse(&source, Path::new("/site/claimlint.toml"))
    }

    #[test]
    fn globs_start_at_the_folder_of_the_configuration_and_hold_for_what_is_in_a_folder() {
        let (config, faults) = config("exclude = ['drafts/old/', '*.tmp.md', '**/archive']\n");
        assert_eq!(faults, []);
        for path in ["/site/drafts/old/a.md", "/site/x.tmp.md", "/site/a/b/archive/c.md"] {
            assert!(config.excludes(Path::new(path)), "{path}");
        }
        for path in ["/site/drafts/new/a.md", "/site/sub/x.tmp.md", "/other/drafts/old/a.md"] {
            assert!(!config.excludes(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn overrides_stand_above_what_holds_for_all_files() {
        let text = "ignore = ['typo']\nseverity = { a = 'note' }\n[[overrides]]\npaths = ['shop/**']\nextend-select = ['typo']\nseverity = { a = 'error' }\n";
        let (config, faults) = config(text);
        assert_eq!(faults, []);
        let overrides = config.overrides_of(Path::new("/site/shop/a.md"));
        assert_eq!(config.selection(&[]).steps.len(), 1);
        let selection = config.selection(&overrides);
        assert_eq!(selection.steps[0].ignore, ["typo"]);
        assert_eq!(selection.steps[1].extend, ["typo"]);
        assert_eq!(selection.steps[1].severity["a"], Severity::Error);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let (_, faults) = config("fail-on = 'sometimes'\nexlude = []\nexclude = ['a[']\n");
        assert_eq!(faults.len(), 3, "{faults:#?}");
    }
}
