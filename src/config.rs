//! `claimlint.toml`: what is checked, with which rules, and what fails a run.
//!
//! Read here and checked with carets; what the settings do is for [`crate::walk`] and [`crate::lint`]. The command
//! line overrides what stands here.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use crate::citation::Known;
use crate::citation::bibliography::{Bibliography, BibliographyFault};
use crate::day::Day;
use crate::dictionary::{Dictionary, Locale};
use crate::document::CommentLine;
use crate::fault::{Fault, TomlSource, read};
use crate::house::Accepted;
use crate::names::named_enum;
use crate::rule::file::Texts;
use crate::rule::{Category, Library, Rule, Selection, Severity};
use crate::source::reason;

mod evidence;
mod sources;
mod suppressions;
mod verify;
mod words;

pub use verify::{VerifyEntry, VerifySettings};

/// The name by which the configuration is found.
pub const FILE_NAME: &str = "claimlint.toml";

named_enum! {
    /// The least severity that fails a run.
    pub enum FailOn {
        /// Anything found.
        Note = "note",
        /// Warnings and errors.
        Warning = "warning",
        /// Errors alone.
        Error = "error",
        /// Nothing found fails a run.
        Never = "never",
    }
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            FailOn::Note => true,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Error => severity >= Severity::Error,
            FailOn::Never => false,
        }
    }
}

/// What is checked, with which rules, and what fails a run, for the folder of this file and those below it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "claimlint.toml")]
pub struct ConfigFile {
    /// Only these rules, categories or packs; every pack that is on by default where it is not said.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Texts>,
    /// These rules, categories or packs as well.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub extend_select: Texts,
    /// But none of these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Texts,
    /// Severities that replace the rules' own, by the rule's id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: BTreeMap<Spanned<String>, Severity>,
    /// The least severity that fails a run.
    pub fail_on: Option<FailOn>,
    /// Files and folders that are not checked, as globs from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub exclude: Texts,
    /// Your own rule files, or folders of them, from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub rules: Texts,
    /// The spelling of English: en-US, en-GB, en-CA, en-AU, or auto for whichever each word has.
    pub locale: Option<Locale>,
    /// What the house says of single words.
    #[serde(default)]
    pub words: words::WordsEntry,
    /// Which sites are the house's own, and how good others are.
    #[serde(default)]
    pub sources: sources::SourcesEntry,
    /// The papers that the house keeps, and wording that it has substantiated elsewhere.
    #[serde(default)]
    pub evidence: evidence::EvidenceEntry,
    /// How comments are written that take findings back.
    #[serde(default)]
    pub suppressions: suppressions::SuppressionsEntry,
    /// How `claimlint verify` asks registries for the sources that are cited.
    #[serde(default)]
    pub verify: VerifyEntry,
    /// Settings for some of the files; later ones win.
    #[serde(default)]
    pub overrides: Vec<OverridesEntry>,
}

/// Settings for the files that some globs name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OverridesEntry {
    /// Which files, as globs from the folder of the configuration.
    #[schemars(with = "Vec<String>")]
    pub paths: Texts,
    /// Only these rules, categories or packs.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Texts>,
    /// These as well.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub extend_select: Texts,
    /// But none of these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Texts,
    /// Severities that replace the rules' own.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: BTreeMap<Spanned<String>, Severity>,
}

/// A configuration that has been checked, as far as it can be without the rules.
#[derive(Debug, Default)]
pub struct Config {
    source: Arc<TomlSource>,
    file: ConfigFile,
    /// The folder that globs and rule paths start from.
    pub root: PathBuf,
    exclude: GlobSet,
    overrides: Vec<GlobSet>,
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

/// The configuration file in this folder or the nearest one above it. One in the current folder is named without it, as
/// the user would.
pub fn find(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let found = folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())?;
    let here = std::env::current_dir().ok();
    Some(here.and_then(|here| found.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(found))
}

impl Config {
    /// Reads a configuration file. The faults are what is wrong in it; with any, it must not be used.
    ///
    /// # Errors
    /// The file could not be read, or is not UTF-8.
    pub fn load(path: &Path) -> Result<(Config, Vec<Fault>), ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|error| ConfigError { path: path.to_owned(), error })?;
        let root = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let root = root.to_owned();
        let source = Arc::new(TomlSource::new(path.display().to_string(), text));
        Ok(Config::parse(&source, root))
    }

    /// Reads a configuration from its text.
    pub fn parse(source: &Arc<TomlSource>, root: PathBuf) -> (Config, Vec<Fault>) {
        let (file, mut faults) = read::<ConfigFile>(source);
        let file = file.unwrap_or_default();
        faults.extend(sources::faults(&file.sources, source));
        faults.extend(evidence::faults(&file.evidence, source, &root));
        faults.extend(suppressions::faults(&file.suppressions, source));
        faults.extend(verify::faults(&file.verify, source));
        let exclude = globs(&file.exclude, source, &mut faults);
        let overrides = file.overrides.iter().map(|entry| globs(&entry.paths, source, &mut faults)).collect();
        (Config { source: source.clone(), file, root, exclude, overrides }, faults)
    }

    /// The user's rule files and folders, with the place where each is named.
    pub fn rule_paths(&self) -> impl Iterator<Item = (PathBuf, Fault)> + '_ {
        self.file.rules.iter().map(|path| {
            let fault = Fault::at(&self.source, path.span(), "these rules cannot be read");
            (self.root.join(path.get_ref()), fault)
        })
    }

    /// The dictionary with the user's words, and what is wrong with these.
    pub fn dictionary(&self) -> (Dictionary, Vec<Fault>) {
        let locale = self.file.locale.unwrap_or_default();
        words::dictionary(&self.file.words, locale, &self.source, &self.root)
    }

    /// What the house knows of sources, but for the papers of [`Config::bibliography`].
    pub fn known(&self) -> Known {
        Known { sites: sources::sites(&self.file.sources), bibliography: None }
    }

    /// The papers that the house keeps, where it names files of them, with the faults of each file.
    pub fn bibliography(&self) -> (Option<Bibliography>, Vec<(String, Vec<BibliographyFault>)>) {
        evidence::bibliography(&self.file.evidence, &self.root)
    }

    /// The wording that the house has substantiated elsewhere, for a day.
    pub fn accepted(&self, today: Day) -> Accepted {
        evidence::accepted(&self.file.evidence, today)
    }

    /// How plain texts write comments to claimlint.
    pub fn comments(&self) -> CommentLine {
        suppressions::comments(&self.file.suppressions)
    }

    /// How registries are asked.
    pub fn verify(&self) -> VerifySettings {
        verify::settings(&self.file.verify, &self.root)
    }

    /// The least severity that fails a run, where the file says.
    pub fn fail_on(&self) -> Option<FailOn> {
        self.file.fail_on
    }

    /// Whether a path is not to be checked. It is compared from the folder of the configuration.
    pub fn excludes(&self, path: &Path) -> bool {
        !self.exclude.is_empty() && self.matches(&self.exclude, path)
    }

    /// Which overrides hold for a file, as indexes.
    pub fn overrides_of(&self, path: &Path) -> Vec<usize> {
        (0..self.overrides.len()).filter(|&index| self.matches(&self.overrides[index], path)).collect()
    }

    fn matches(&self, globs: &GlobSet, path: &Path) -> bool {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let root = std::path::absolute(&self.root).unwrap_or_else(|_| self.root.clone());
        let relative = absolute.strip_prefix(&root).unwrap_or(path);
        // A glob that names a folder holds for what is in it.
        relative.ancestors().filter(|part| !part.as_os_str().is_empty()).any(|part| globs.is_match(part))
    }

    /// Which rules hold where these overrides do.
    pub fn selection(&self, overrides: &[usize]) -> Selection {
        let mut selection = Selection {
            select: self.file.select.as_ref().map(texts),
            extend: texts(&self.file.extend_select),
            ignore: texts(&self.file.ignore),
            prefer: texts(&self.file.words.prefer),
            severity: severities(&self.file.severity),
        };
        for entry in overrides.iter().filter_map(|&index| self.file.overrides.get(index)) {
            if let Some(select) = &entry.select {
                selection.select = Some(texts(select));
                selection.extend.clear();
            }
            let again = texts(&entry.extend_select);
            // What is selected again here is no longer ignored.
            selection.ignore.retain(|name| !again.contains(name));
            selection.extend.extend(again);
            selection.ignore.extend(texts(&entry.ignore));
            selection.severity.extend(severities(&entry.severity));
        }
        selection
    }

    /// Names of rules, categories and packs in the file that do not exist, and spellings that no rule knows.
    pub fn unknown_names(&self, library: &Library) -> Vec<Fault> {
        let entries = self.file.overrides.iter();
        let mut selectors: Vec<&Spanned<String>> = Vec::new();
        selectors.extend(self.file.select.iter().flatten());
        selectors.extend(self.file.extend_select.iter().chain(&self.file.ignore));
        let mut rules: Vec<&Spanned<String>> = self.file.severity.keys().collect();
        for entry in entries {
            selectors.extend(entry.select.iter().flatten().chain(&entry.extend_select).chain(&entry.ignore));
            rules.extend(entry.severity.keys());
        }
        let mut faults = Vec::new();
        let mut report = |name: &Spanned<String>, what: &str, known: &[String]| {
            if !known.contains(name.get_ref()) {
                let message = format!("there is no {what} `{}`", name.get_ref());
                let fault = Fault::at(&self.source, name.span(), message);
                faults.push(fault.suggest(name.get_ref(), known.iter().map(String::as_str)));
            }
        };
        let known = selectable(library);
        let ids: Vec<String> = library.rules.iter().map(|rule| rule.id.clone()).collect();
        selectors.into_iter().for_each(|name| report(name, "rule, category or pack", &known));
        rules.into_iter().for_each(|name| report(name, "rule", &ids));
        faults.extend(words::unknown(&self.file.words, library, &self.source));
        faults
    }
}

/// Everything that can be selected or ignored.
pub fn selectable(library: &Library) -> Vec<String> {
    let names = |rule: &Arc<Rule>| [&rule.formerly[..], &[rule.id.clone()]].concat();
    let rules = library.rules.iter().flat_map(names);
    let packs = library.packs.iter().map(|pack| pack.name.clone());
    let categories = Category::ALL.iter().map(|category| category.name().to_owned());
    rules.chain(packs).chain(categories).chain(["all".to_owned()]).collect()
}

fn texts(list: &Texts) -> Vec<String> {
    list.iter().map(|text| text.get_ref().clone()).collect()
}

fn severities(map: &BTreeMap<Spanned<String>, Severity>) -> rustc_hash::FxHashMap<String, Severity> {
    map.iter().map(|(rule, severity)| (rule.get_ref().clone(), *severity)).collect()
}

fn globs(list: &Texts, source: &Arc<TomlSource>, faults: &mut Vec<Fault>) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for text in list {
        let pattern = text.get_ref().trim_end_matches('/');
        match GlobBuilder::new(pattern).literal_separator(true).build() {
            Ok(glob) => {
                builder.add(glob);
            }
            Err(error) => {
                faults.push(Fault::at(source, text.span(), format!("this is no glob: {}", error.kind())));
            }
        }
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> (Config, Vec<Fault>) {
        let source = Arc::new(TomlSource::new(FILE_NAME, text));
        Config::parse(&source, PathBuf::from("/site"))
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
    fn later_overrides_win_and_can_select_again_what_was_ignored() {
        let text = "ignore = ['typo']\nseverity = { a = 'note' }\n[[overrides]]\npaths = ['shop/**']\nextend-select = ['typo']\nseverity = { a = 'error' }\n";
        let (config, faults) = config(text);
        assert_eq!(faults, []);
        let overrides = config.overrides_of(Path::new("/site/shop/a.md"));
        let selection = config.selection(&overrides);
        assert!(selection.ignore.is_empty());
        assert_eq!(selection.severity["a"], Severity::Error);
        assert_eq!(config.selection(&[]).ignore, ["typo"]);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let (_, faults) = config("fail-on = 'sometimes'\nexlude = []\nexclude = ['a[']\n");
        assert_eq!(faults.len(), 3, "{faults:#?}");
    }
}
