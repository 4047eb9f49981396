//! The `[sources]` table: which sites are the house's own, and how good it holds others to be.
//!
//! Read and checked here; what a tier means is for `claimlint_engine::evidence::citation::sources`.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_engine::evidence::citation::sources::{Sites, is_public_suffix};
use claimlint_rules::file::Texts;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// The tiers that a site can have.
const TIERS: std::ops::RangeInclusive<u8> = 1..=6;

/// The sites that your articles link to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourcesEntry {
    /// Your own domains, such as `brand.com`. Pages there cannot back your own claims.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub own: Texts,
    /// Domains that belong in a different tier from the one that claimlint gives them.
    #[serde(default)]
    pub tiers: Vec<TierEntry>,
}

/// A domain and its tier.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TierEntry {
    /// The domain, such as `example.org`; subdomains are included.
    #[schemars(with = "String")]
    pub domain: Spanned<String>,
    /// From 1, identifiers and regulators, to 6, pages that anyone can write.
    #[schemars(with = "u8")]
    pub tier: Spanned<u8>,
    /// The reason, which the evidence sheet shows.
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
}

/// Puts the sites that a table describes on top of those before; what it says about a domain replaces what was said.
pub fn add(entry: &SourcesEntry, sites: &mut Sites) {
    for own in &entry.own {
        sites.add_own(&normal(own.get_ref()));
    }
    for TierEntry { domain, tier, reason } in &entry.tiers {
        sites.add_tier(&normal(domain.get_ref()), *tier.get_ref(), reason.get_ref().trim());
    }
}

/// The house's own domains by all tables, in order, and how many others have a tier.
pub fn named<'t>(tables: impl Iterator<Item = &'t SourcesEntry>) -> (Vec<String>, usize) {
    let mut is_own: BTreeMap<String, bool> = BTreeMap::new();
    for table in tables {
        is_own.extend(table.own.iter().map(|own| (normal(own.get_ref()), true)));
        is_own.extend(table.tiers.iter().map(|tier| (normal(tier.domain.get_ref()), false)));
    }
    let tiers = is_own.values().filter(|is_own| !**is_own).count();
    (is_own.into_iter().filter_map(|(domain, is_own)| is_own.then_some(domain)).collect(), tiers)
}

/// What is wrong in a table.
pub fn faults(entry: &SourcesEntry, source: &Arc<TomlSource>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let domains = entry.own.iter().chain(entry.tiers.iter().map(|tier| &tier.domain));
    for domain in domains {
        let name = normal(domain.get_ref());
        let fault = |message: &str| Fault::at(source, domain.span(), message);
        if !is_domain(&name) {
            faults.push(
                fault("this is not a domain")
                    .help("write it as brand.com, without https:// and without a path"),
            );
        } else if is_public_suffix(&name) {
            faults.push(
                fault("anyone can have a site under this")
                    .help("name the domain itself, such as brand.co.uk"),
            );
        } else if !seen.insert(name) {
            faults.push(fault("this domain is named twice"));
        }
    }
    for TierEntry { tier, reason, .. } in &entry.tiers {
        if !TIERS.contains(tier.get_ref()) {
            let message = format!("a tier is {} to {}", TIERS.start(), TIERS.end());
            faults.push(Fault::at(source, tier.span(), message));
        }
        if reason.get_ref().trim().is_empty() {
            let fault = Fault::at(source, reason.span(), "readers of the evidence sheet will ask why");
            faults.push(fault.help("say in a few words why the site belongs in this tier"));
        }
    }
    faults
}

/// A domain as it is compared: in small letters, without `www.` and a stop at its end.
fn normal(domain: &str) -> String {
    let domain = domain.trim().trim_end_matches('.').to_lowercase();
    domain.strip_prefix("www.").unwrap_or(&domain).to_owned()
}

fn is_domain(name: &str) -> bool {
    name.split('.').all(is_label)
}

/// Whether a part of a domain between stops can be one.
fn is_label(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|sign| sign.is_alphanumeric() || sign == '-' || sign == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_domain_of_anybody_is_a_fault() {
        let text = "own = ['https://brand.com', 'co.uk', 'brand.com', 'www.brand.com']\ntiers = [\n    { domain = 'skin.example', tier = 7, reason = ' ' },\n]\n";
        let source = Arc::new(TomlSource::new("claimlint.toml", text));
        let (entry, mut found) = claimlint_base::toml_fault::read::<SourcesEntry>(&source);
        found.extend(faults(&entry.unwrap_or_default(), &source));
        let places: Vec<&str> = found.into_iter().map(|fault| &text[fault.range.unwrap()]).collect();
        assert_eq!(places, ["'https://brand.com'", "'co.uk'", "'www.brand.com'", "7", "' '"]);
    }
}
