//! `markets` and `[[pages]]`: where pages are published, and what kind of page they are.

use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_rules::Market;
use toml::Spanned;

use super::file::ConfigFile;

/// What cannot be meant: a market named twice, and a kind of page without files.
pub fn faults(file: &ConfigFile, source: &Arc<TomlSource>) -> Vec<Fault> {
    let lists = file.overrides.iter().map(|entry| &entry.markets).chain([&file.markets]);
    let mut faults: Vec<Fault> = lists.flatten().flat_map(|list| twice(list.get_ref(), source)).collect();
    let idle = file.pages.iter().filter(|entry| entry.files.is_empty());
    faults.extend(idle.map(|entry| {
        let fault = Fault::at(source, entry.kind.span(), "no file is of this kind of page");
        fault.help("name some: files = [\"treatments/**\"]")
    }));
    faults
}

fn twice<'l>(
    markets: &'l [Spanned<Market>],
    source: &'l Arc<TomlSource>,
) -> impl Iterator<Item = Fault> + 'l {
    let again = markets
        .iter()
        .enumerate()
        .filter(|(at, market)| markets[..*at].iter().any(|other| other.get_ref() == market.get_ref()));
    again.map(|(_, market)| {
        Fault::at(source, market.span(), format!("`{}` is listed twice", market.get_ref()))
    })
}
