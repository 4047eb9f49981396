//! What each part of a configuration says about rules and about what fails a run, and where it says so: first its files,
//! then the overrides that hold.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use claimlint_base::toml_fault::TomlSource;
use claimlint_rules::file::Texts;
use claimlint_rules::selection::{Key, Reason, Step};
use claimlint_rules::{Market, PageKind};
use toml::Spanned;

use super::fail_on::FailOnEntry;
use super::file::{OverridesEntry, PagesEntry, Severities};
use super::layers::Layer;

/// What one configuration file says, either for all pages or in an entry of its overrides for some.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'c> {
    /// The file.
    pub source: &'c Arc<TomlSource>,
    /// Whether it says so in its overrides.
    pub is_override: bool,
    select: Option<&'c Spanned<Texts>>,
    extend: &'c Texts,
    ignore: &'c Texts,
    severity: &'c Severities,
    markets: Option<&'c Spanned<Vec<Spanned<Market>>>>,
    page: Option<PageKind>,
    /// What fails a run.
    pub fail_on: Option<&'c Spanned<FailOnEntry>>,
}

impl<'c> Statement<'c> {
    /// What a file says for all pages.
    pub fn by_file(layer: &'c Layer) -> Statement<'c> {
        let (source, file) = (&layer.source, &layer.file);
        Statement {
            source,
            is_override: false,
            select: file.select.as_ref(),
            extend: &file.extend_select,
            ignore: &file.ignore,
            severity: &file.severity,
            markets: file.markets.as_ref(),
            page: None,
            fail_on: file.fail_on.as_ref(),
        }
    }

    /// What an entry of its overrides says.
    pub fn by_override(layer: &'c Layer, entry: &'c OverridesEntry) -> Statement<'c> {
        Statement {
            source: &layer.source,
            is_override: true,
            select: entry.select.as_ref(),
            extend: &entry.extend_select,
            ignore: &entry.ignore,
            severity: &entry.severity,
            markets: entry.markets.as_ref(),
            page: None,
            fail_on: entry.fail_on.as_ref(),
        }
    }

    /// What a file says about the kind of some pages.
    pub fn by_pages(layer: &'c Layer, entry: &'c PagesEntry) -> Statement<'c> {
        static NOTHING: Texts = Texts::new();
        static NO_SEVERITIES: Severities = Severities::new();
        Statement {
            source: &layer.source,
            is_override: true,
            select: None,
            extend: &NOTHING,
            ignore: &NOTHING,
            severity: &NO_SEVERITIES,
            markets: None,
            page: Some(*entry.kind.get_ref()),
            fail_on: None,
        }
    }

    /// All names of rules, categories and packs in it, with their places.
    pub fn names(&self) -> impl Iterator<Item = &'c Spanned<String>> {
        let lists = self.select.map(Spanned::get_ref).into_iter().chain([self.extend, self.ignore]);
        lists.flatten().chain(self.severity.keys())
    }

    /// The same as a step by which rules are selected.
    pub fn step(&self) -> Step {
        let severity = self.severity.iter().map(|(name, severity)| (name.get_ref().clone(), *severity));
        Step {
            select: self.select.map(|select| texts(select.get_ref())),
            extend: texts(self.extend),
            ignore: texts(self.ignore),
            severity: severity.collect::<BTreeMap<_, _>>(),
            markets: self.markets.map(|markets| markets.get_ref().iter().map(|one| *one.get_ref()).collect()),
            page: self.page,
        }
    }

    /// The key that decides about a rule, and the bytes of the name there that does.
    pub fn place(&self, reason: Reason<'_>) -> (&'static str, Range<usize>) {
        let is_it = |name: &&Spanned<String>| Some(name.get_ref().as_str()) == reason.name;
        let find = |list: &Texts| list.iter().find(is_it).map(Spanned::span);
        let (key, range) = match reason.key {
            // A rule that `select` does not name is off because of the whole list.
            Key::Select => {
                let range = self.select.map(|list| find(list.get_ref()).unwrap_or_else(|| list.span()));
                ("select", range)
            }
            Key::Extend => ("extend-select", find(self.extend)),
            Key::Ignore => ("ignore", find(self.ignore)),
            Key::Markets => {
                let range = self.markets.map(|markets| {
                    let is_it = |one: &&Spanned<Market>| Some(one.get_ref().name()) == reason.name;
                    markets.get_ref().iter().find(is_it).map_or_else(|| markets.span(), Spanned::span)
                });
                ("markets", range)
            }
            Key::Severity => ("severity", self.severity.keys().find(is_it).map(Spanned::span)),
        };
        (key, range.unwrap_or_default())
    }
}

/// A list without its places.
pub fn texts(list: &Texts) -> Vec<String> {
    list.iter().map(|text| text.get_ref().clone()).collect()
}
