//! Web addresses, and the identifiers of papers and trials in the addresses of registries.

use super::doi;
use super::identifier::{Identifier, IdentifierKind};
use super::text::Text;
use super::trials::nct;

/// The former name of the resolver of DOIs.
const ADDRESS_OLD: &str = "dx.doi.org/";

/// `https://…`; the address of a resolver or a registry is read as the identifier in it.
pub fn address(text: &Text<'_>, start: usize, scheme: usize) -> Option<Identifier> {
    let range = start..text.chunk(scheme).end;
    let host = text.small.get(scheme..range.end)?.trim_start_matches("www.");
    let after = |prefix: &str| host.strip_prefix(prefix).map(|rest| range.end - rest.len());
    if let Some(from) = after("doi.org/").or_else(|| after(ADDRESS_OLD)) {
        let is_old_form = host.starts_with(ADDRESS_OLD) || text.small[start..].starts_with("http:");
        if let Some(found) = doi::in_address(text, from, range.clone()) {
            return Some(Identifier { is_old_form, ..found });
        }
    }
    let paths = ["pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"];
    if let Some(from) = paths.into_iter().find_map(after) {
        let end = text.digits(from);
        if end > from {
            return Some(Identifier::new(IdentifierKind::Pmid, range, &text.small[from..end]));
        }
    }
    if let Some(from) = after("clinicaltrials.gov/study/").or_else(|| after("clinicaltrials.gov/ct2/show/")) {
        let found = nct(text, from, from + "nct".len()).filter(|found| found.fault.is_none());
        if let Some(found) = found.filter(|_| text.small[from..].starts_with("nct")) {
            return Some(Identifier { range, ..found });
        }
    }
    (range.end > scheme).then(|| Identifier::new(IdentifierKind::Address, range.clone(), &text.text[range]))
}
