//! Which addresses are a source, and how good a one.
//!
//! The lists are in `rules/sources.toml`, by tier. An address that no list names is a weak source: a reader can open
//! it and judge, and it may be the house's own.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::grade::Grade;

#[derive(Debug, Deserialize)]
struct SourcesFile {
    tier: Vec<TierEntry>,
    page: PageEntry,
}

/// Domains of one tier; 1 is best, 0 is no source at all.
#[derive(Debug, Deserialize)]
struct TierEntry {
    tier: u8,
    domains: Vec<String>,
}

/// Words in the path of a page that sells or books, whatever the domain.
#[derive(Debug, Deserialize)]
struct PageEntry {
    sells: Vec<String>,
}

struct Sources {
    tiers: FxHashMap<String, u8>,
    sells: Vec<String>,
}

static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    let file: SourcesFile = toml::from_str(include_str!("../../rules/sources.toml"))
        .unwrap_or(SourcesFile { tier: Vec::new(), page: PageEntry { sells: Vec::new() } });
    let tiers = file
        .tier
        .into_iter()
        .flat_map(|entry| entry.domains.into_iter().map(move |domain| (domain, entry.tier)));
    Sources { tiers: tiers.collect(), sells: file.page.sells }
});

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A site of a tier: 1 is best, 6 is what anybody may write.
    Tier(u8),
    /// A site that no list names.
    Unknown,
    /// A page that sells or books, whoever's it is.
    Shop,
    /// Nobody can see where.
    Shortened,
}

/// What an address leads to; `None` for another place on the same site, a telephone number and the like.
pub fn standing(target: &str) -> Option<Standing> {
    let target = target.trim();
    let rest = target.strip_prefix("//").or_else(|| strip_scheme(target))?;
    let (host, path) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
    let host = host.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let path = path.to_ascii_lowercase();
    let sells = || path.split(['/', '?']).any(|step| SOURCES.sells.iter().any(|sells| sells == step));
    match tier(&host) {
        Some(0) => Some(Standing::Shortened),
        Some(tier @ 1..=4) => Some(Standing::Tier(tier)),
        _ if !host.contains('.') => None,
        _ if sells() => Some(Standing::Shop),
        Some(tier) => Some(Standing::Tier(tier)),
        None => Some(Standing::Unknown),
    }
}

/// How far an address leads a reader who looks for evidence; `None` where it leads to no source: another place on the
/// same site, a telephone number, a shop's shelf, a shortened link.
pub fn grade(target: &str) -> Option<Grade> {
    match standing(target)? {
        Standing::Tier(1..=3) => Some(Grade::Traceable),
        Standing::Tier(_) | Standing::Unknown => Some(Grade::Weak),
        Standing::Shop | Standing::Shortened => None,
    }
}

fn strip_scheme(target: &str) -> Option<&str> {
    let (scheme, rest) = target.split_once("://")?;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(rest)
}

/// The tier of the longest domain in the lists that the host is or lies under.
fn tier(host: &str) -> Option<u8> {
    let mut domain = host;
    loop {
        if let Some(tier) = SOURCES.tiers.get(domain) {
            return Some(*tier);
        }
        domain = domain.split_once('.')?.1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_on_the_same_site_and_shops_are_no_source() {
        for target in [
            "#top",
            "/blog/5",
            "tel:+4412345",
            "mailto:a@b.co",
            "https://example.com/products/peel",
            "book.html",
        ] {
            assert_eq!(grade(target), None, "{target}");
        }
        assert_eq!(grade("https://bit.ly/abc"), None);
    }

    #[test]
    fn journals_lead_further_than_social_pages() {
        assert_eq!(grade("https://pubmed.ncbi.nlm.nih.gov/1234567/"), Some(Grade::Traceable));
        assert_eq!(grade("http://www.example.org/paper.pdf"), Some(Grade::Weak));
        assert_eq!(grade("https://www.instagram.com/p/x"), Some(Grade::Weak));
    }
}
