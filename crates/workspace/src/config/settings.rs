//! What holds for a path, and which line of which file says so.
//!
//! Collected from the same steps by which rules are selected, so that it cannot differ from what a check does. How it is
//! printed is for `crate::render::settings`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use claimlint_base::toml_fault::{TomlSource, read};
use claimlint_rules::dictionary::Locale;
use claimlint_rules::file::PackFile;
use claimlint_rules::selection::{Reason, Standing};
use claimlint_rules::{Category, Library, Market, PageKind, Severity};
use serde::Serialize;
use toml::Spanned;

use super::configuration::Config;
use super::fail_on::{DEFAULT, FailLevels, FailOn, FailOnEntry};
use super::layers::Layer;
use super::provenance::Statement;
use super::{evidence, sources};

/// Longer lines of a file are cut.
const LONGEST_LINE: usize = 60;

/// What holds for a path. Tools read it as JSON: fields are added, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// The path as the user knows it.
    pub path: String,
    /// Whether it is a folder; overrides for some of the files in it are then not among what holds.
    pub is_folder: bool,
    /// The configuration files, each above those that it extends. Without any, the defaults hold.
    pub files: Vec<String>,
    /// The folder that globs start from.
    pub root: String,
    /// Why it is not checked together with its folder; empty where it is.
    pub left_out: Vec<LeftOut>,
    /// The globs of the overrides that hold, later ones on top.
    pub overrides: Vec<SettingLine>,
    /// How many overrides do not hold.
    pub other_overrides: usize,
    /// How many rules run, pack by pack.
    pub packs: Vec<PackCount>,
    /// All rules.
    pub rules: Vec<RuleSetting>,
    /// The markets whose law counts.
    pub markets: Vec<Market>,
    /// What kind of page it is; `None` where its words decide.
    pub page: Option<PageKind>,
    /// What fails a run: first for the categories that have no level of their own.
    pub fail_on: Vec<FailSetting>,
    /// The spelling of English.
    pub locale: Locale,
    /// What says so.
    pub locale_by: Option<SettingLine>,
    /// The user's rule files.
    pub rule_files: Vec<String>,
    /// The user's words.
    pub words: WordCounts,
    /// The house's own sites.
    pub own_sources: Vec<String>,
    /// How many sites have a different tier from the one that claimlint has for them.
    pub other_tiers: usize,
    /// The files of papers.
    pub evidence: Vec<String>,
    /// How many wordings are accepted, whether or not they have expired.
    pub accepted_wordings: usize,
    /// The file that keeps the answers of registries; `None` where none is read.
    pub lock: Option<String>,
}

/// A line of a file that decides something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SettingLine {
    /// The file, as the user knows it.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// The key that it sets.
    pub key: String,
    /// The name or glob that decides, where it is a single one.
    pub name: Option<String>,
    /// The line, without the spaces around it; cut where it is long.
    pub text: String,
}

/// Why a path is not checked together with its folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum LeftOut {
    /// The configuration excludes it.
    Excluded {
        /// The glob.
        by: SettingLine,
    },
    /// No reader knows files of its extension.
    Extension,
    /// There is no such file or folder.
    NotThere,
    /// It is hidden, a link to a folder, or named in a `.gitignore`.
    NotWalked {
        /// It, or the folder it lies in.
        part: String,
    },
}

/// How many rules of a pack run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackCount {
    /// The name of the pack.
    pub pack: String,
    /// Its rules.
    pub rules: usize,
    /// Those that run.
    pub on: usize,
}

/// How a rule is run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleSetting {
    /// Its id.
    pub rule: String,
    /// Its pack.
    pub pack: String,
    /// Its category.
    pub category: Category,
    /// Whether it runs.
    pub on: bool,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Whether it runs where nothing is said.
    pub on_by_default: bool,
    /// How much its findings weigh where nothing is said.
    pub severity_by_default: Severity,
    /// What says whether it runs.
    pub on_by: Option<SettingLine>,
    /// What says how much they weigh.
    pub severity_by: Option<SettingLine>,
}

/// The least severity that fails a run, for a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailSetting {
    /// The category; `default` for all that have no level of their own.
    pub category: &'static str,
    /// The severity.
    pub level: FailOn,
    /// What says so.
    pub by: Option<SettingLine>,
}

/// How many words the user's settings name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WordCounts {
    /// Right ones, those of files among them.
    pub accepted: usize,
    /// Wrong ones.
    pub rejected: usize,
    /// Spellings to choose.
    pub preferred: usize,
}

impl Config {
    /// What holds for a path, with these rules, of which some come from the user's files.
    pub fn settings(&self, path: &Path, library: &Library, own: &[Arc<TomlSource>]) -> Settings {
        let overrides = self.overrides_of(path);
        let statements = self.statements(&overrides);
        let (words, _) = self.words();
        let preferred: BTreeSet<String> = self.selection(&[]).prefer.into_iter().collect();
        let overrides_by = overrides.iter().filter_map(|&index| {
            let (key, (source, glob)) = self.overrides.glob_of(index, path, &self.root)?;
            Some(SettingLine::of_glob(source, key, glob))
        });
        let excluded = self
            .exclude
            .naming(path, &self.root)
            .map(|(source, glob)| LeftOut::Excluded { by: SettingLine::of_glob(source, "exclude", glob) });
        let is_folder = path.is_dir();
        let missing = (!path.exists()).then_some(LeftOut::NotThere);
        let unread = (!is_folder && self.format_of(path).is_none()).then_some(LeftOut::Extension);
        let rules = self.rule_settings(&overrides, &statements, library, own);
        let locale = self.locale();
        let tables = || self.layers.iter().map(|layer| &layer.file);
        let (own_sources, other_tiers) = sources::named(tables().map(|file| &file.sources));
        Settings {
            path: shown(path),
            is_folder,
            files: self.layers.iter().map(|layer| layer.source.name.clone()).collect(),
            root: shown(&self.root),
            left_out: excluded.into_iter().chain(unread).chain(missing).collect(),
            overrides: overrides_by.collect(),
            other_overrides: self.overrides.count() - overrides.len(),
            packs: pack_counts(&rules, library),
            rules,
            markets: self.selection(&overrides).markets().iter().collect(),
            page: self.selection(&overrides).page(),
            fail_on: fail_settings(&statements),
            locale: locale.map_or_else(Locale::default, |(_, locale)| *locale.get_ref()),
            locale_by: locale
                .map(|(Layer { source, .. }, locale)| SettingLine::of(source, "locale", &locale.span())),
            rule_files: own.iter().map(|source| source.name.clone()).collect(),
            words: WordCounts {
                accepted: words.accepted.len(),
                rejected: words.rejected.len(),
                preferred: preferred.len(),
            },
            own_sources,
            other_tiers,
            evidence: self.evidence_files().iter().map(|file| shown(file)).collect(),
            accepted_wordings: evidence::accepting(tables().map(|file| &file.evidence)).len(),
            lock: Some(shown(&self.verify().lock)),
        }
    }

    fn rule_settings(
        &self,
        overrides: &[usize],
        statements: &[Statement<'_>],
        library: &Library,
        own: &[Arc<TomlSource>],
    ) -> Vec<RuleSetting> {
        let selection = self.selection(overrides);
        let usual = claimlint_builtin::library();
        let changed = changed_in_rule_files(own);
        let by = |reason: Option<Reason<'_>>| SettingLine::of_reason(reason?, statements);
        let mut rules = Vec::new();
        for rule in &library.rules {
            let Standing { is_used: on, reason: on_by, .. } = selection.takes(rule, &library.packs);
            let (severity, severity_by) = selection.weighs(rule);
            let before = usual.rules.iter().find(|usual| usual.id == rule.id);
            let changed =
                changed.get(&rule.id).filter(|_| before.is_some_and(|one| one.severity != rule.severity));
            rules.push(RuleSetting {
                rule: rule.id.clone(),
                pack: rule.pack.clone(),
                category: rule.category,
                on,
                severity,
                on_by_default: is_default(library, &rule.pack),
                severity_by_default: before.unwrap_or(rule).severity,
                on_by: by(on_by),
                severity_by: by(severity_by).or_else(|| changed.cloned()),
            });
        }
        for rule in usual.rules.iter().filter(|rule| !library.rules.iter().any(|one| one.id == rule.id)) {
            rules.push(RuleSetting {
                rule: rule.id.clone(),
                pack: rule.pack.clone(),
                category: rule.category,
                on: false,
                severity: rule.severity,
                on_by_default: is_default(&usual, &rule.pack),
                severity_by_default: rule.severity,
                on_by: changed.get(&rule.id).cloned(),
                severity_by: None,
            });
        }
        rules
    }
}

impl SettingLine {
    /// The line of a place.
    fn of(source: &TomlSource, key: &str, range: &Range<usize>) -> SettingLine {
        let start = range.start.min(source.text.len());
        let before = source.text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let whole = source.text.lines().nth(line - 1).unwrap_or_default().trim();
        let text = match whole.char_indices().nth(LONGEST_LINE) {
            Some((end, _)) => format!("{}\u{2026}", &whole[..end]),
            None => whole.to_owned(),
        };
        SettingLine { file: source.name.clone(), line, key: key.to_owned(), name: None, text }
    }

    /// The line that decides about a rule; `None` where none of these statements does.
    fn of_reason(reason: Reason<'_>, statements: &[Statement<'_>]) -> Option<SettingLine> {
        let statement = statements.get(reason.step)?;
        let (key, range) = statement.place(reason);
        let key = if statement.is_override { format!("overrides.{key}") } else { key.to_owned() };
        let line = SettingLine::of(statement.source, &key, &range);
        Some(SettingLine { name: reason.name.map(str::to_owned), ..line })
    }

    /// The line of a glob, with the glob.
    fn of_glob(source: &TomlSource, key: &str, glob: &Spanned<String>) -> SettingLine {
        SettingLine { name: Some(glob.get_ref().clone()), ..SettingLine::of(source, key, &glob.span()) }
    }
}

/// The lines by which the user's rule files change or switch off rules of other files, by the rule's id; the last where
/// there are several.
fn changed_in_rule_files(own: &[Arc<TomlSource>]) -> BTreeMap<String, SettingLine> {
    let mut changed = BTreeMap::new();
    for source in own {
        let file = read::<PackFile>(source).0.unwrap_or_default();
        for (id, entry) in &file.overrides {
            if entry.enabled == Some(false) || entry.severity.is_some() {
                changed.insert(id.get_ref().clone(), SettingLine::of(source, "override", &id.span()));
            }
        }
    }
    changed
}

/// Whether a pack runs where nothing is said.
fn is_default(library: &Library, name: &str) -> bool {
    library.packs.iter().any(|pack| pack.name == name && pack.default)
}

fn pack_counts(rules: &[RuleSetting], library: &Library) -> Vec<PackCount> {
    let counts = library.packs.iter().map(|pack| {
        let of_pack: Vec<&RuleSetting> = rules.iter().filter(|rule| rule.pack == pack.name).collect();
        let on = of_pack.iter().filter(|rule| rule.on).count();
        PackCount { pack: pack.name.clone(), rules: of_pack.len(), on }
    });
    counts.filter(|count| count.rules > 0).collect()
}

fn fail_settings(statements: &[Statement<'_>]) -> Vec<FailSetting> {
    let mut levels = FailLevels::default();
    let mut places: BTreeMap<String, SettingLine> = BTreeMap::new();
    for Statement { source, is_override, fail_on, .. } in statements {
        let Some(entry) = fail_on else { continue };
        let key = if *is_override { "overrides.fail-on" } else { "fail-on" };
        entry.get_ref().apply(&mut levels);
        if let FailOnEntry::Level(_) = entry.get_ref() {
            places.clear();
            places.insert(DEFAULT.to_owned(), SettingLine::of(source, key, &entry.span()));
        }
        for name in entry.get_ref().keys() {
            places.insert(name.get_ref().clone(), SettingLine::of(source, key, &name.span()));
        }
    }
    let categories = levels.categories.iter().map(|(category, level)| (category.name(), *level));
    let settings = [(DEFAULT, levels.default)].into_iter().chain(categories);
    settings
        .map(|(category, level)| FailSetting { category, level, by: places.get(category).cloned() })
        .collect()
}

/// A path as a user would write it.
fn shown(path: &Path) -> String {
    let plain = path.strip_prefix("./").ok().filter(|rest| !rest.as_os_str().is_empty());
    let shown = plain.unwrap_or(path).display().to_string();
    if shown.is_empty() { ".".to_owned() } else { shown }
}
