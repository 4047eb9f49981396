//! `[[content]]`: which texts of files of data are copy.
//!
//! How such files are read is for the crate `claimlint-text`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_rules::file::Texts;
use claimlint_text::data::{DataFormat, Fields, KeyPath, Preset, TextKind, preset_names};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::globs::Globs;

/// Which texts in some data files are copy: exports, message catalogues, feeds.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContentEntry {
    /// The files, as globs from the folder of the configuration. If several entries name a file, the last one applies.
    #[schemars(with = "Vec<String>")]
    pub files: Texts,
    /// The program they come from: shopify-csv, shopify-json, woocommerce-csv, wordpress, contentful, sanity, ghost, google-merchant,
    /// i18next or rails. The preset knows which keys are copy; `keys` adds to them.
    #[schemars(with = "Option<String>")]
    pub preset: Option<Spanned<String>>,
    /// The keys that are copy, each with the format of its text: plain, markdown, html, auto (HTML if it contains tags),
    /// portable-text, rich-text, or skip. A path begins at the record: title, variants[].body_html, **.alt.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub keys: BTreeMap<Spanned<String>, Spanned<String>>,
    /// The key or keys that identify a record in reports.
    #[schemars(with = "Option<NameEntry>")]
    pub name: Option<NameEntry>,
    /// The format, if the extension of the files does not give it: json, jsonl, csv, tsv, yaml, toml, po, xml, xliff, rss,
    /// wxr, android, strings, stringsdict, or js for the lists and objects of JavaScript and TypeScript.
    #[schemars(with = "Option<String>")]
    pub format: Option<Spanned<String>>,
}

/// One key, or several.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum NameEntry {
    /// One.
    One(String),
    /// Several, all of which are shown.
    Several(Vec<String>),
}

impl NameEntry {
    fn keys(&self) -> Vec<String> {
        match self {
            NameEntry::One(key) => vec![key.clone()],
            NameEntry::Several(keys) => keys.clone(),
        }
    }
}

/// What is wrong in an entry.
pub fn faults(entries: &[ContentEntry], source: &Arc<TomlSource>) -> Vec<Fault> {
    entries.iter().flat_map(|entry| faults_of(entry, source)).collect()
}

fn faults_of(entry: &ContentEntry, source: &Arc<TomlSource>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(name) = entry.preset.as_ref().filter(|name| Preset::of_name(name.get_ref()).is_none()) {
        let fault = Fault::at(source, name.span(), format!("there is no preset `{}`", name.get_ref()));
        faults.push(fault.suggest(name.get_ref(), preset_names()));
    }
    if let Some(name) = entry.format.as_ref().filter(|name| DataFormat::of_name(name.get_ref()).is_none()) {
        let message = format!("there is no data format `{}`", name.get_ref());
        let names = DataFormat::ALL.iter().map(|(name, _)| *name);
        faults.push(Fault::at(source, name.span(), message).suggest(name.get_ref(), names));
    }
    for (path, kind) in &entry.keys {
        if let Err(error) = TextKind::of_name(kind.get_ref()) {
            let names = TextKind::ALL.iter().map(|(name, _)| *name);
            let fault = Fault::at(source, kind.span(), error.to_string());
            let known = names.clone().collect::<Vec<_>>().join(", ");
            faults.push(fault.suggest(kind.get_ref(), names).help(format!("write one of {known}")));
        }
        // The name of a column may have any signs.
        if let Err(error) = KeyPath::parse(path.get_ref())
            && path.get_ref().trim().is_empty()
        {
            faults.push(Fault::at(source, path.span(), error.to_string()));
        }
    }
    let format = entry.format.as_ref().and_then(|name| DataFormat::of_name(name.get_ref()));
    let is_usual = entry.files.iter().all(|glob| {
        let format = format.or_else(|| DataFormat::of_path(Path::new(glob.get_ref())));
        format.is_some_and(|format| Fields::usual(format).is_some())
    });
    if entry.preset.is_none() && entry.keys.is_empty() && !is_usual {
        let first = entry.files.first();
        let span = first.map_or(0..0, Spanned::span);
        let fault = Fault::at(source, span, "this does not say which keys of these files are copy");
        faults.push(fault.help("add `keys = { \"title\" = \"plain\" }` with your keys, or a preset"));
    }
    faults
}

/// The files of data of a configuration, and what in them is copy.
#[derive(Debug, Default)]
pub struct Contents {
    files: Globs,
    /// The index of the entry that each glob belongs to.
    entry_of: Vec<usize>,
    entries: Vec<Fields>,
}

impl Contents {
    /// Those of some files of settings; later entries count more.
    pub fn of<'f>(
        files: impl Iterator<Item = (&'f Arc<TomlSource>, &'f Vec<ContentEntry>)>,
        faults: &mut Vec<Fault>,
    ) -> Contents {
        let (mut lists, mut entry_of, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for (source, content) in files {
            for entry in content {
                entry_of.extend(entry.files.iter().map(|_| entries.len()));
                lists.push((source, &entry.files));
                entries.push(fields_of(entry));
            }
        }
        Contents { files: Globs::new(lists, faults), entry_of, entries }
    }

    /// What is copy in a file, and its format; `None` for a file that no entry names.
    pub fn naming(&self, path: &Path, root: &Path) -> Option<(&Fields, Option<DataFormat>)> {
        let last = *self.files.all_naming(path, root).last()?;
        let fields = self.entries.get(*self.entry_of.get(last)?)?;
        Some((fields, DataFormat::of_path(path)))
    }

    /// Whether it names no file.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The globs.
    pub fn globs(&self) -> &Globs {
        &self.files
    }
}

fn fields_of(entry: &ContentEntry) -> Fields {
    let mut keys: Vec<(KeyPath, TextKind)> = Vec::new();
    for (path, kind) in &entry.keys {
        let path = KeyPath::parse(path.get_ref()).unwrap_or_else(|_| KeyPath::of_name(path.get_ref()));
        keys.extend(TextKind::of_name(kind.get_ref()).ok().map(|kind| (path, kind)));
    }
    let format = entry.format.as_ref().and_then(|name| DataFormat::of_name(name.get_ref()));
    let names = entry.name.as_ref().map(NameEntry::keys).unwrap_or_default();
    let preset = entry.preset.as_ref().and_then(|name| Preset::of_name(name.get_ref()));
    let mut fields = match preset {
        Some(preset) => Fields::of_preset(preset, keys, &names),
        None => Fields::new(keys, &names),
    };
    fields.format = format.or(fields.format);
    fields
}
