//! A configuration file as it is typed: plain structs for TOML, and the source of the JSON schema for editors.
//!
//! Nothing is checked here but types and names of keys. Tables of their own are in `words`, `sources`, `evidence` and
//! `verify`.

use std::collections::BTreeMap;

use claimlint_rules::dictionary::Locale;
use claimlint_rules::file::Texts;
use claimlint_rules::{Market, PageKind, Severity};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::content::ContentEntry;
use super::evidence::EvidenceEntry;
use super::extends::ExtendsEntry;
use super::fail_on::FailOnEntry;
use super::sources::SourcesEntry;
use super::suppressions::SuppressionsEntry;
use super::text::{FormatsEntry, TextEntry};
use super::verify::VerifyEntry;
use super::words::WordsEntry;

/// Severities by the names of rules, categories and packs.
pub type Severities = BTreeMap<Spanned<String>, Severity>;

/// Which files are checked, by which rules, and what fails a run, for the folder of this file and those below it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "claimlint.toml")]
pub struct ConfigFile {
    /// One or several files to build on, as paths from the folder of this file. Single values and `select` in this file
    /// replace those of the extended file; lists add to its lists; tables replace the keys that they name; overrides come
    /// after its overrides. Paths of rules, words and papers in the extended file start from its own folder, but its globs
    /// start from the folder of the file that extends it, so that one file can serve many projects.
    #[schemars(with = "Option<ExtendsEntry>")]
    pub extends: Option<Spanned<ExtendsEntry>>,
    /// Use only these rules, categories or packs. Without this key, every pack that is on by default runs.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Spanned<Texts>>,
    /// Use these rules, categories or packs as well, even if an extended file ignores them or the group they belong to.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub extend_select: Texts,
    /// Leave out these rules, categories or packs.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Texts,
    /// Severities that replace those of the rules, by rule, pack or category; the most specific name applies.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: Severities,
    /// The markets where the pages are published: eu, uk, us, ca, au, de, fr. Rules based on the law of one of them run, and
    /// say so. With de and fr, the law of eu applies as well.
    #[schemars(with = "Option<Vec<Market>>")]
    pub markets: Option<Spanned<Vec<Spanned<Market>>>>,
    /// The lowest severity that fails a run: one for all, or a table by category, with `default` for the others.
    #[schemars(with = "Option<FailOnEntry>")]
    pub fail_on: Option<Spanned<FailOnEntry>>,
    /// Files and folders to leave out, as globs from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub exclude: Texts,
    /// Your own rule files, or folders of them, from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub rules: Texts,
    /// The spelling of English: en-US, en-GB, en-CA, en-AU, or auto to accept all of them.
    #[schemars(with = "Option<Locale>")]
    pub locale: Option<Spanned<Locale>>,
    /// Your own words and spellings.
    #[serde(default)]
    pub words: WordsEntry,
    /// Which sites are your own, and how reliable others are.
    #[serde(default)]
    pub sources: SourcesEntry,
    /// Papers that you keep, and wording that you have substantiated elsewhere.
    #[serde(default)]
    pub evidence: EvidenceEntry,
    /// Which parts of pages are not text, and which others are.
    #[serde(default)]
    pub text: TextEntry,
    /// The formats of files by their extensions: "tpl" = "html". The formats are plain, markdown, mdx, html, vue,
    /// svelte, astro, jsx and word.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub formats: FormatsEntry,
    /// Which texts in data files are copy: shop exports, message catalogues, feeds. Without an entry, such files are counted
    /// but not read.
    #[serde(default)]
    pub content: Vec<ContentEntry>,
    /// How comments that suppress findings are written.
    #[serde(default)]
    pub suppressions: SuppressionsEntry,
    /// How `claimlint verify` looks up the sources that are cited.
    #[serde(default)]
    pub verify: VerifyEntry,
    /// The kinds of page that some files are, because some norms apply to one kind only. Without it, the kind is inferred.
    #[serde(default)]
    pub pages: Vec<PagesEntry>,
    /// Settings for some files, which override the general ones; later entries win.
    #[serde(default)]
    pub overrides: Vec<OverridesEntry>,
}

/// Settings for the files that some globs name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OverridesEntry {
    /// The files, as globs from the folder of the configuration.
    #[schemars(with = "Vec<String>")]
    pub paths: Texts,
    /// Use only these rules, categories or packs.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Spanned<Texts>>,
    /// Use these as well.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub extend_select: Texts,
    /// Leave out these rules, categories or packs.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Texts,
    /// Severities that replace those of the rules, by rule, pack or category.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: Severities,
    /// The markets where these pages are published.
    #[schemars(with = "Option<Vec<Market>>")]
    pub markets: Option<Spanned<Vec<Spanned<Market>>>>,
    /// The lowest severity that fails a run.
    #[schemars(with = "Option<FailOnEntry>")]
    pub fail_on: Option<Spanned<FailOnEntry>>,
}

/// What kind of page some files are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PagesEntry {
    /// The files, as globs from the folder of the configuration.
    #[schemars(with = "Vec<String>")]
    pub files: Texts,
    /// The kind: product, procedure, blog, advertisement.
    #[schemars(with = "PageKind")]
    pub kind: Spanned<PageKind>,
}
