//! Looks at the files of data in a folder, and proposes entries of `[[content]]` for them.
//!
//! Only the beginning of each file is looked at. What is proposed is for a person to look through: that a text looks like prose does
//! not say that it is published.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use claimlint_text::data::{self, DataFormat, Field, Fields, KeyPath, Sink, TextKind};
use claimlint_text::{KEYS_OF_COPY, UnreadPart};

use crate::walk::FoundFiles;

/// So many bytes of a file are looked at.
const LOOKED_AT: u64 = 1 << 20;

/// So many files of a group are looked at.
const MOST_FILES: usize = 8;

/// So many files of code side by side hold the same sort of thing: a file a treatment.
const FEWEST_ALIKE: usize = 3;

/// Of more keys, only their last names are proposed.
const MOST_KEYS: usize = 24;

/// So many entries are proposed at most.
const MOST_ENTRIES: usize = 20;

/// A text with fewer words is not taken for prose.
const FEWEST_WORDS: usize = 3;

/// Names of keys that may hold copy, besides those that are read without an entry where components are given data.
const MORE_KEYS: &[&str] = &["alt", "body_html", "hero", "html", "message", "quote"];

/// An entry that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The glob of its files.
    pub files: String,
    /// How many files that names.
    pub number: usize,
    /// The preset.
    pub preset: Option<&'static str>,
    /// The keys, each with how its text is read.
    pub keys: Vec<(String, &'static str)>,
}

/// What is proposed for the files of data among those of a folder that were not read.
pub fn proposals(found: &FoundFiles) -> Vec<Proposal> {
    let mut groups: BTreeMap<(String, String), Vec<&Path>> = BTreeMap::new();
    let skipped = found.skipped.iter().filter(|file| !file.is_for_staff()).map(|file| Path::new(&file.path));
    let paths: Vec<&Path> = skipped.chain(found.scripts.iter().map(PathBuf::as_path)).collect();
    let place = |path: &Path| (path.parent().map(Path::to_owned), path.extension().map(OsStr::to_owned));
    let mut beside: BTreeMap<_, usize> = BTreeMap::new();
    for path in &paths {
        *beside.entry(place(path)).or_default() += 1;
    }
    let read: BTreeSet<_> = found.files.iter().map(|path| place(path)).collect();
    for &path in &paths {
        let Some(format) = DataFormat::of_path(path) else { continue };
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let folder =
            path.parent().map(|folder| folder.to_string_lossy().replace('\\', "/")).unwrap_or_default();
        // A file of a table is an export of its own kind; files side by side in other formats are alike.
        let group = match format {
            DataFormat::Csv | DataFormat::Tsv | DataFormat::Xml | DataFormat::JsonLines => {
                path.to_string_lossy().replace('\\', "/")
            }
            // An entry for all of them would keep others from being read that need none.
            DataFormat::Script if beside[&place(path)] < FEWEST_ALIKE || read.contains(&place(path)) => {
                path.to_string_lossy().replace('\\', "/")
            }
            _ => String::new(),
        };
        groups.entry((folder + "/*." + &ending, group)).or_default().push(path);
    }
    let mut proposals: Vec<Proposal> =
        groups.into_iter().filter_map(|((glob, file), paths)| propose(&glob, &file, &paths)).collect();
    proposals.truncate(MOST_ENTRIES);
    proposals
}

fn propose(glob: &str, file: &str, paths: &[&Path]) -> Option<Proposal> {
    let files = match (file, paths) {
        ("", [one]) => one.to_string_lossy().replace('\\', "/"),
        ("", _) => glob.trim_start_matches('/').to_owned(),
        (file, _) => file.to_owned(),
    };
    let number = paths.len();
    let format = DataFormat::of_path(paths.first()?)?;
    let texts: Vec<String> = paths.iter().take(MOST_FILES).filter_map(|path| beginning(path)).collect();
    let first = texts.first()?;
    let preset = preset(format, first, &files);
    let is_usual = matches!(format, DataFormat::Po | DataFormat::Strings)
        || format == DataFormat::Xml && is_known_xml(first);
    if preset.is_some() || is_usual {
        return Some(Proposal { files, number, preset, keys: Vec::new() });
    }
    let mut keys: BTreeMap<String, &'static str> = BTreeMap::new();
    for text in &texts {
        let mut seen = Seen::default();
        data::read(text, format, &fields(), &mut seen);
        for (key, is_html) in seen.keys {
            let kind = keys.entry(key).or_insert("plain");
            if is_html {
                *kind = "html";
            }
        }
    }
    if keys.len() > MOST_KEYS {
        let mut by_name = BTreeMap::new();
        for (key, kind) in keys {
            let known = by_name.entry(format!("**.{}", last_name(&key))).or_insert(kind);
            if kind == "html" {
                *known = kind;
            }
        }
        keys = by_name;
    }
    (!keys.is_empty()).then(|| Proposal { files, number, preset: None, keys: keys.into_iter().collect() })
}

/// The last name of a key: `items[]` of `benefits.items[]`.
fn last_name(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or(key)
}

/// The beginning of a file, as far as it is text.
fn beginning(path: &Path) -> Option<String> {
    if !path.symlink_metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LOOKED_AT).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    (!text.contains('\0')).then_some(text)
}

fn preset(format: DataFormat, text: &str, files: &str) -> Option<&'static str> {
    let first = text.lines().next().unwrap_or_default();
    let has = |names: &[&str]| names.iter().all(|name| text.contains(name));
    let first_has = |names: &[&str]| names.iter().all(|name| first.contains(name));
    let is_of_messages = || {
        let is_name =
            |part: &str| matches!(part, "locales" | "locale" | "i18n" | "lang" | "translations" | "messages");
        files.split('/').rev().skip(1).any(is_name)
    };
    match format {
        DataFormat::Csv if first_has(&["Handle", "Body (HTML)"]) => Some("shopify-csv"),
        DataFormat::Csv if first_has(&["SKU", "Short description"]) => Some("woocommerce-csv"),
        DataFormat::Csv | DataFormat::Tsv
            if first_has(&["title", "description", "link"]) && first_has(&["id"]) =>
        {
            Some("google-merchant")
        }
        DataFormat::Json if has(&["\"body_html\"", "\"handle\""]) => Some("shopify-json"),
        DataFormat::Json if has(&["\"db\"", "\"posts\"", "\"html\""]) => Some("ghost"),
        DataFormat::Json
            if has(&["\"contentTypes\"", "\"sys\""]) || has(&["\"entries\"", "\"sys\"", "\"fields\""]) =>
        {
            Some("contentful")
        }
        DataFormat::JsonLines if has(&["\"_type\"", "\"_id\""]) => Some("sanity"),
        DataFormat::Json if is_of_messages() => Some("i18next"),
        DataFormat::Yaml if is_of_messages() && text.contains("\nen:") | text.starts_with("en:") => {
            Some("rails")
        }
        DataFormat::Yaml if is_of_messages() => Some("i18next"),
        DataFormat::Xml if has(&["<rss", "content:encoded", "wp:"]) => Some("wordpress"),
        DataFormat::Xml if has(&["base.google.com/ns/1.0"]) => Some("google-merchant"),
        _ => None,
    }
}

fn is_known_xml(text: &str) -> bool {
    let roots = ["<rss", "<feed", "<xliff", "<resources"];
    roots.iter().any(|root| text.contains(root))
        || text.contains("<plist") && text.contains("NSStringLocalizedFormatKey")
}

/// All texts whose keys have names that copy has.
fn fields() -> Fields {
    let paths =
        KEYS_OF_COPY.iter().chain(MORE_KEYS).flat_map(|key| [format!("**.{key}"), format!("**.{key}[]")]);
    let keys = paths.filter_map(|path| Some((KeyPath::parse(&path).ok()?, TextKind::Auto)));
    Fields::new(keys.collect(), &[])
}

#[derive(Default)]
struct Seen {
    /// The keys of what looks like prose, each with whether it has tags.
    keys: BTreeSet<(String, bool)>,
}

impl Sink for Seen {
    fn field(&mut self, field: Field) {
        let is_prose =
            field.text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
                >= FEWEST_WORDS;
        // The text of a page of components has no key, and is read without an entry.
        if is_prose && !field.key.is_empty() {
            let is_html = field.format == claimlint_text::Format::Html;
            self.keys.insert((without_numbers(&field.key), is_html));
        }
    }

    fn fault(&mut self, _: UnreadPart) {}
}

/// A key of any item of its lists: `variants[].text` for `variants[3].text`.
fn without_numbers(key: &str) -> String {
    let mut general = String::new();
    let mut rest = key;
    while let Some((before, after)) = rest.split_once('[') {
        general.push_str(before);
        general.push('[');
        rest = after.trim_start_matches(|sign: char| sign.is_ascii_digit());
    }
    general + rest
}

impl Proposal {
    /// The entry as TOML.
    pub fn to_toml(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut text = format!("[[content]]\nfiles = [{}]\n", quoted(&self.files));
        if let Some(preset) = self.preset {
            text.push_str(&format!("preset = {}\n", quoted(preset)));
        }
        if !self.keys.is_empty() {
            let keys: Vec<String> =
                self.keys.iter().map(|(key, kind)| format!("{} = {}", quoted(key), quoted(kind))).collect();
            text.push_str(&format!("keys = {{ {} }}\n", keys.join(", ")));
        }
        text
    }
}
