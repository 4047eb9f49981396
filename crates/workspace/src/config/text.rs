//! `[text]` and `[formats]`: what is not text in the pages of a house, and which files are read in which format.
//!
//! What is done with it is for the crate `claimlint-text`.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_rules::file::Texts;
use claimlint_text::{Format, Formats, Keys, Reading, Selector};
use regex::{Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// A pattern may take this many bytes when it is compiled.
const LARGEST_PATTERN: usize = 1 << 20;

/// What in pages is not text, and what else is.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TextEntry {
    /// Regular expressions for what is not text: it is neither checked nor changed.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Texts,
    /// HTML elements that are not read: nav, .cookie-banner, #menu, footer.small, [role=search].
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub skip: Texts,
    /// Front matter keys that contain published text, besides title, description, summary and the like: lead, or hero.text
    /// for a key within a key.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub keys: Texts,
    /// Attributes of JSX whose texts are published, besides title, alt, label, description, placeholder, heading, subtitle, caption
    /// and aria-label: tagline, pricingNote.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub attributes: Texts,
}

/// Formats by the extensions of files, without the stop before them.
pub type FormatsEntry = BTreeMap<Spanned<String>, Spanned<String>>;

/// What is wrong in the tables.
pub fn faults(text: &TextEntry, formats: &FormatsEntry, source: &Arc<TomlSource>) -> Vec<Fault> {
    let patterns = text.ignore.iter().filter_map(|pattern| {
        let error = compiled(pattern.get_ref()).err()?;
        // The last line of the message says what is wrong; the lines before it draw the pattern.
        let message = error.to_string();
        let reason = message.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        Some(Fault::at(source, pattern.span(), format!("this pattern cannot be used: {reason}")))
    });
    let selectors = text.skip.iter().filter_map(|selector| {
        let error = Selector::parse(selector.get_ref()).err()?;
        Some(Fault::at(source, selector.span(), error.to_string()))
    });
    let names = || Format::ALL.iter().map(|(name, _)| *name);
    let formats = formats.values().filter(|name| Format::of_name(name.get_ref()).is_none()).map(|name| {
        let known = names().collect::<Vec<_>>().join(", ");
        let fault = Fault::at(source, name.span(), format!("there is no format `{}`", name.get_ref()));
        fault.help(format!("the formats are {known}"))
    });
    patterns.chain(selectors).chain(formats).collect()
}

fn compiled(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).multi_line(true).size_limit(LARGEST_PATTERN).build()
}

/// Adds what a table says.
pub fn add(entry: &TextEntry, reading: &mut Reading, keys: &mut Vec<String>) {
    reading.ignore.extend(entry.ignore.iter().filter_map(|pattern| compiled(pattern.get_ref()).ok()));
    reading.skip.extend(entry.skip.iter().filter_map(|selector| Selector::parse(selector.get_ref()).ok()));
    reading.attributes.extend(entry.attributes.iter().map(|name| name.get_ref().trim().to_owned()));
    keys.extend(entry.keys.iter().map(|key| key.get_ref().clone()));
    reading.keys = Keys::with(keys.iter().cloned());
}

/// The formats of some tables; of two for one extension, the later one counts.
pub fn formats<'e>(entries: impl Iterator<Item = &'e FormatsEntry>) -> Formats {
    let own = entries.flatten().filter_map(|(extension, name)| {
        let extension = extension.get_ref().trim_start_matches(['*', '.']).to_ascii_lowercase();
        Some((extension, Format::of_name(name.get_ref())?))
    });
    Formats::with(own.collect())
}
