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

/// What is checked, with which rules, and what fails a run, for the folder of this file and those below it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "claimlint.toml")]
pub struct ConfigFile {
    /// A file to build on, or several, from the folder of this file; what this file says goes on top. Single values and
    /// `select` replace those of the extended file, lists add to its lists, tables replace what they name, and its
    /// overrides come before those of this file. The rules, words and papers that it names lie beside it; its globs
    /// start from the folder of the file that is not extended, so that one file can serve many projects.
    #[schemars(with = "Option<ExtendsEntry>")]
    pub extends: Option<Spanned<ExtendsEntry>>,
    /// Only these rules, categories or packs; without it, every pack that is on by default.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Spanned<Texts>>,
    /// Also these rules, categories or packs. What an extended file ignores runs again where this names it, or what
    /// belongs to it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub extend_select: Texts,
    /// But none of these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Texts,
    /// Severities that replace the rules' own, by rule, pack or category; the narrowest name of a rule counts.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: Severities,
    /// The markets in which the pages are published: eu, uk, us, ca, au, de, fr. Rules that rest on the law of one of them run,
    /// and say so. In de and fr, that of eu holds as well.
    #[schemars(with = "Option<Vec<Market>>")]
    pub markets: Option<Spanned<Vec<Spanned<Market>>>>,
    /// The least severity that fails a run: one for all, or a table of them by category, with `default` for the others.
    #[schemars(with = "Option<FailOnEntry>")]
    pub fail_on: Option<Spanned<FailOnEntry>>,
    /// Files and folders that are not checked, as globs from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub exclude: Texts,
    /// Your own rule files, or folders of them, from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub rules: Texts,
    /// The spelling of English: en-US, en-GB, en-CA, en-AU, or auto for whichever each word has.
    #[schemars(with = "Option<Locale>")]
    pub locale: Option<Spanned<Locale>>,
    /// What the house says about single words.
    #[serde(default)]
    pub words: WordsEntry,
    /// Which sites are the house's own, and how good others are.
    #[serde(default)]
    pub sources: SourcesEntry,
    /// The papers that the house keeps, and wording that it has substantiated elsewhere.
    #[serde(default)]
    pub evidence: EvidenceEntry,
    /// What in pages is not text, and what else is.
    #[serde(default)]
    pub text: TextEntry,
    /// The formats of files by their extensions: "tpl" = "html". The formats are plain, markdown, mdx, html, vue,
    /// svelte, astro, jsx and word.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub formats: FormatsEntry,
    /// Which texts of files of data are copy: exports of shops, catalogues of messages, feeds. Without an entry such files are
    /// counted and not read.
    #[serde(default)]
    pub content: Vec<ContentEntry>,
    /// How comments that suppress findings are written.
    #[serde(default)]
    pub suppressions: SuppressionsEntry,
    /// How `claimlint verify` asks registries for the sources that are cited.
    #[serde(default)]
    pub verify: VerifyEntry,
    /// What kind of page some of the files are: some norms hold on pages of one kind only. Without it, the words of a page decide.
    #[serde(default)]
    pub pages: Vec<PagesEntry>,
    /// Settings for some of the files; they override those for all files, and later ones win.
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
    pub select: Option<Spanned<Texts>>,
    /// Also these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub extend_select: Texts,
    /// But none of these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Texts,
    /// Severities that replace the rules' own, by rule, pack or category.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: Severities,
    /// The markets in which these pages are published.
    #[schemars(with = "Option<Vec<Market>>")]
    pub markets: Option<Spanned<Vec<Spanned<Market>>>>,
    /// The least severity that fails a run.
    #[schemars(with = "Option<FailOnEntry>")]
    pub fail_on: Option<Spanned<FailOnEntry>>,
}

/// What kind of page some files are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PagesEntry {
    /// Which files, as globs from the folder of the configuration.
    #[schemars(with = "Vec<String>")]
    pub files: Texts,
    /// The kind: product, procedure, blog, advertisement.
    #[schemars(with = "PageKind")]
    pub kind: Spanned<PageKind>,
}
