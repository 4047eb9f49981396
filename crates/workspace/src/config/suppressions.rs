//! `[suppressions]`: how comments that suppress findings are written.
//!
//! Markdown, MDX and HTML have comments of their own; plain text has none, so a house may say what its own look like.
//! What they say is for [`claimlint_text::comments`].

use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_text::CommentLine;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// How comments that suppress findings are written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SuppressionsEntry {
    /// How a comment is written in plain text, with `{}` for its content: "<!-- {} -->" by default, or "// {}".
    #[schemars(with = "Option<String>")]
    pub plain_text: Option<Spanned<String>>,
}

/// What is wrong in a table.
pub fn faults(entry: &SuppressionsEntry, source: &Arc<TomlSource>) -> Vec<Fault> {
    let broken = entry.plain_text.iter().filter(|form| CommentLine::parse(form.get_ref()).is_none());
    let faults = broken.map(|form| {
        let fault = Fault::at(source, form.span(), "this does not say what such a line begins with");
        fault.help("write it as \"// {}\", with {} for what the comment says")
    });
    faults.collect()
}

/// The form that the last of some tables says.
pub fn comments<'e>(entries: impl Iterator<Item = &'e SuppressionsEntry>) -> CommentLine {
    let forms = entries.filter_map(|entry| CommentLine::parse(entry.plain_text.as_ref()?.get_ref()));
    forms.last().unwrap_or_default()
}
