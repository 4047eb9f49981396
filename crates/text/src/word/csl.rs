//! The works that reference managers keep beside a citation as CSL-JSON: Zotero, Mendeley and others.

use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// Where the works of a citation lead, each to its DOI if it has one.
pub fn of_csl(text: &str) -> Vec<String> {
    let end = text.rfind('}').map_or(0, |at| at + 1);
    let Ok(parsed) = parse_to_ast(&text[..end], &CollectOptions::default(), &ParseOptions::default()) else {
        return Vec::new();
    };
    let Some(Value::Object(citation)) = &parsed.value else { return Vec::new() };
    let items = citation.get_array("citationItems");
    let items = items.iter().flat_map(|items| &items.elements);
    let of_item = |item: &Value<'_>| {
        let Value::Object(item) = item else { return None };
        let data = item.get_object("itemData")?;
        let text = |name: &str| data.get_string(name).map(|own| own.value.trim().to_owned());
        let known = |text: Option<String>| text.filter(|text| !text.is_empty());
        let doi = known(text("DOI")).map(|doi| address_of_doi(&doi));
        let pmid = || known(text("PMID")).map(|pmid| format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"));
        doi.or_else(pmid).or_else(|| known(text("URL")))
    };
    items.filter_map(of_item).collect()
}

/// The address of a work with this DOI, however that is written.
pub fn address_of_doi(doi: &str) -> String {
    let at = doi.find("10.").unwrap_or(0);
    format!("https://doi.org/{}", &doi[at..])
}
