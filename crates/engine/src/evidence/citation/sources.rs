//! Which addresses are a source, and how good.
//!
//! The lists are in `rules/citations/sources.toml`, by tier; the user adds the house's own sites and other tiers. A
//! domain includes all domains under it. What is registered under which suffix is read from the public suffix list
//! (<https://publicsuffix.org>), which is in the crate `psl`. An address that no list has is a weak source: a reader can open
//! it and judge.

use std::sync::LazyLock;

use claimlint_base::grade::Grade;
use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct SourcesFile {
    tier: Vec<TierEntry>,
    page: PageEntry,
}

/// The name of a host is at most this long, in bytes (RFC 1035, 2.3.4).
const LONGEST_HOST: usize = 255;

/// Domains of one tier; 1 is best, 0 is not a source at all.
#[derive(Debug, Deserialize)]
struct TierEntry {
    tier: u8,
    /// Whether the papers there have not been reviewed yet.
    #[serde(default)]
    preprints: bool,
    /// Whether whoever goes there buys, books, writes a message or finds the way, and reads nothing about a claim.
    #[serde(default)]
    sells: bool,
    /// `amazon.*` is that name under any public suffix.
    domains: Vec<String>,
}

/// Words in the path of a page that sells or takes bookings, on any domain.
#[derive(Debug, Deserialize)]
struct PageEntry {
    sells: Vec<String>,
}

struct Lists {
    domains: FxHashMap<String, Standing>,
    /// Names that hold under any public suffix.
    names: FxHashMap<String, Standing>,
    sells: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let file: SourcesFile = toml::from_str(claimlint_data::lists::SOURCES)
        .unwrap_or(SourcesFile { tier: Vec::new(), page: PageEntry { sells: Vec::new() } });
    let mut lists =
        Lists { domains: FxHashMap::default(), names: FxHashMap::default(), sells: file.page.sells };
    for TierEntry { tier, preprints, sells, domains } in file.tier {
        let standing = match tier {
            0 => Standing::Shortened,
            _ if sells => Standing::Shop,
            _ if preprints => Standing::Preprint,
            _ => Standing::Tier(tier),
        };
        for domain in domains {
            match domain.strip_suffix(".*") {
                Some(name) => lists.names.insert(name.to_owned(), standing),
                None => lists.domains.insert(domain, standing),
            };
        }
    }
    lists
});

/// Short names under which a shop has no pages but its own: a reader sees where they lead.
const SHORT_NAMES_OF_SHOPS: &[&str] = &["a.co", "amzn.eu", "amzn.to", "ebay.us"];

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A site of a tier: 1 is best, 6 is what anybody may write.
    Tier(u8),
    /// Papers that nobody has reviewed yet.
    Preprint,
    /// The house's own site, which cannot vouch for itself.
    Own,
    /// A site that no list has.
    Unknown,
    /// A page that sells or takes bookings, on any site.
    Shop,
    /// Nobody can see where it leads.
    Shortened,
}

impl Standing {
    /// How far it leads a reader who looks for evidence.
    pub fn grade(self) -> Grade {
        match self {
            Standing::Tier(1..=3) => Grade::Traceable,
            Standing::Tier(_) | Standing::Preprint | Standing::Unknown => Grade::Weak,
            Standing::Own | Standing::Shop | Standing::Shortened => Grade::None,
        }
    }

    /// What it is, in the words of a sheet.
    pub fn name(self) -> String {
        match self {
            Standing::Tier(tier) => format!("tier {tier}"),
            Standing::Preprint => "preprint".to_owned(),
            Standing::Own => "own site".to_owned(),
            Standing::Unknown => "unknown site".to_owned(),
            Standing::Shop => "a shop".to_owned(),
            Standing::Shortened => "shortened link".to_owned(),
        }
    }
}

/// What the user says about single domains, which goes before the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sites {
    own: FxHashMap<String, Standing>,
    reasons: FxHashMap<String, String>,
}

impl Sites {
    /// Adds a domain, in small letters, as the house's own.
    pub fn add_own(&mut self, domain: &str) {
        self.own.insert(domain.to_owned(), Standing::Own);
        self.reasons.remove(domain);
    }

    /// Gives a domain, in small letters, another tier.
    pub fn add_tier(&mut self, domain: &str, tier: u8, reason: &str) {
        self.own.insert(domain.to_owned(), Standing::Tier(tier));
        self.reasons.insert(domain.to_owned(), reason.to_owned());
    }

    /// What an address leads to; `None` for another place on the same site, a telephone number and the like.
    pub fn standing(&self, target: &str) -> Option<Standing> {
        let (host, path) = host_and_path(target)?;
        if SHORT_NAMES_OF_SHOPS.contains(&host.as_str()) {
            return Some(Standing::Shop);
        }
        match self.of_host(&host) {
            // "goo.gl/maps/…" names the service that it leads to, as "maps.app.goo.gl" does.
            Some(Standing::Shortened) if path.starts_with("/maps/") => Some(Standing::Tier(6)),
            Some(known @ (Standing::Shortened | Standing::Preprint | Standing::Tier(1..=4))) => Some(known),
            _ if !host.contains('.') => None,
            _ if sells(&path) => Some(Standing::Shop),
            known => Some(known.unwrap_or(Standing::Unknown)),
        }
    }

    /// Why the user gave the site of an address another tier.
    pub fn reason(&self, target: &str) -> Option<&str> {
        let (host, _) = host_and_path(target)?;
        domains(&host).find_map(|domain| self.reasons.get(domain)).map(String::as_str)
    }

    /// The standing of the longest known domain that the host is or is under.
    fn of_host(&self, host: &str) -> Option<Standing> {
        if host.len() > LONGEST_HOST {
            return None;
        }
        if let Some(standing) = domains(host).find_map(|domain| self.of_domain(domain)) {
            return Some(standing);
        }
        let registered = psl::domain_str(host)?;
        LISTS.names.get(registered.split_once('.')?.0).copied()
    }

    fn of_domain(&self, domain: &str) -> Option<Standing> {
        self.own.get(domain).or_else(|| LISTS.domains.get(domain)).copied()
    }
}

/// Whether a path has a step that pages have that sell or take bookings.
fn sells(path: &str) -> bool {
    path.split(['/', '?']).any(|step| LISTS.sells.iter().any(|sells| sells == step))
}

/// Whether this is a domain under which others can be registered, so that it belongs to nobody: `com`, `co.uk`.
pub fn is_public_suffix(domain: &str) -> bool {
    psl::suffix_str(domain) == Some(domain)
}

/// The host of a web address and its path with all that follows, in small letters.
fn host_and_path(target: &str) -> Option<(String, String)> {
    let target = target.trim();
    let rest = target.strip_prefix("//").or_else(|| strip_scheme(target))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next()?.split(':').next()?.trim_end_matches('.');
    Some((host.to_ascii_lowercase(), rest[end..].to_ascii_lowercase()))
}

/// A host and the domains that it is under, the longest first.
fn domains(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |domain| domain.split_once('.').map(|(_, above)| above))
}

/// A web address without its scheme.
fn strip_scheme(target: &str) -> Option<&str> {
    let (scheme, rest) = target.split_once("://")?;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(target: &str) -> Option<Standing> {
        Sites::default().standing(target)
    }

    #[test]
    fn places_on_the_same_site_are_not_a_source() {
        for target in ["#top", "/blog/5", "tel:+4412345", "mailto:a@b.co", "book.html", "https://intranet/x"]
        {
            assert_eq!(standing(target), None, "{target}");
        }
    }

    #[test]
    fn shops_and_shortened_links_back_nothing() {
        assert_eq!(standing("https://example.com/products/peel"), Some(Standing::Shop));
        assert_eq!(standing("https://bit.ly/abc"), Some(Standing::Shortened));
        assert_eq!(standing("https://amzn.to/abc"), Some(Standing::Shop));
        assert_eq!(Standing::Shop.grade(), Grade::None);
    }

    #[test]
    fn journals_lead_further_than_social_pages() {
        assert_eq!(standing("https://pubmed.ncbi.nlm.nih.gov/1234567/"), Some(Standing::Tier(1)));
        assert_eq!(standing("http://www.example.org/paper.pdf"), Some(Standing::Unknown));
        assert_eq!(standing("https://www.instagram.com/p/x"), Some(Standing::Tier(6)));
        assert_eq!(standing("https://www.medrxiv.org/content/1"), Some(Standing::Preprint));
        assert_eq!(standing("https://wa.me/447700900000"), Some(Standing::Shop));
        assert_eq!(standing("https://www.fresha.com/a/glowmere"), Some(Standing::Shop));
    }

    #[test]
    fn a_name_in_the_lists_holds_under_every_public_suffix_and_for_no_other_name() {
        for shop in ["amazon.com", "www.amazon.co.uk", "amazon.com.au", "amazon.se"] {
            assert_eq!(standing(&format!("https://{shop}/peel")), Some(Standing::Shop), "{shop}");
        }
        for other in ["amazon.example.org", "notamazon.com", "amazon.peels.com"] {
            assert_eq!(standing(&format!("https://{other}/peel")), Some(Standing::Unknown), "{other}");
        }
        assert_eq!(standing("https://notnih.gov.example/x"), Some(Standing::Unknown));
        assert_eq!(standing("https://dept.state.edu/x"), Some(Standing::Tier(3)));
    }

    #[test]
    fn what_the_user_says_about_a_domain_wins_over_the_lists() {
        let mut sites = Sites::default();
        sites.add_own("glowmere.example");
        sites.add_tier("byrdie.com", 6, "paid pieces");
        assert_eq!(sites.standing("https://www.glowmere.example/trial"), Some(Standing::Own));
        assert_eq!(sites.standing("https://shop.glowmere.example/products/peel"), Some(Standing::Shop));
        assert_eq!(sites.standing("https://www.byrdie.com/x"), Some(Standing::Tier(6)));
        assert_eq!(sites.reason("https://www.byrdie.com/x"), Some("paid pieces"));
        assert_eq!(sites.reason("https://example.org"), None);
    }

    #[test]
    fn public_suffixes_are_nobodys() {
        assert!(is_public_suffix("co.uk") && is_public_suffix("com"));
        assert!(!is_public_suffix("glowmere.co.uk") && !is_public_suffix("glowmere.com"));
    }
}
