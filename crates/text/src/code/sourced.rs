//! Which objects of code list the sources of the copy beside them: `{ body: "…", sources: [{ title: "…", url: "https://…" }] }`.
//!
//! A page shows such a list below the copy, with links that the program makes. What is in it is not read as text.

use claimlint_base::span::Span;
use claimlint_data::words::keys;
use tree_sitter::{Node, Tree};

use super::syntax;
use super::walk::{Visitor, walk};
use crate::published::plain;

/// Sites whose addresses lead to one paper or trial. An object with such an address tells of it.
const SITES_OF_PAPERS: &[&str] = &["doi.org/", "ncbi.nlm.nih.gov/", "clinicaltrials.gov/", "europepmc.org/"];

/// What code has where it tells of papers.
const SIGNS_OF_SOURCES: &[&str] = &["://", "et al", "pmid", "PMID", "doi", "DOI", "ourceIds", "ource_ids"];

/// A PubMed identifier has so many digits.
const DIGITS_OF_PMID: std::ops::RangeInclusive<usize> = 7..=8;

/// Whether a list has an address or an identifier of a paper in it.
fn leads_somewhere(list: &str) -> bool {
    let is_pmid =
        |text: &str| DIGITS_OF_PMID.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_doi = |at: usize| !list[at + "doi".len()..].starts_with(char::is_alphabetic);
    let names_doi = |name: &str| list.match_indices(name).any(|(at, _)| is_doi(at));
    list.contains("://")
        || ["pmid", "PMID"].iter().any(|name| list.contains(name))
        || ["doi", "DOI"].iter().any(|name| names_doi(name))
        || list.split(['"', '\'', '`']).any(is_pmid)
}

/// What a text of no more bytes has of a paper, it has of the one that its object tells of: "Example et al., Skin Letters".
const LONGEST_NAME: usize = 160;

/// Whether a text names the authors of a paper, and hardly says anything else.
fn names_authors(text: &str) -> bool {
    text.len() <= LONGEST_NAME && (text.contains("et al.") || text.contains("et al,"))
}

/// The bytes of the objects that list their sources, and of the whole of the code where the list stands by itself.
pub fn read(source: &str, tree: &Tree) -> Vec<Span> {
    // Most code has no address, no identifier of a paper, and names no authors.
    let code = source.get(tree.root_node().byte_range()).unwrap_or(source).as_bytes();
    let has = |words: &&str| memchr::memmem::find(code, words.as_bytes()).is_some();
    if !SIGNS_OF_SOURCES.iter().any(has) {
        return Vec::new();
    }
    let mut reader = Reader { source, whole: tree.root_node(), found: Vec::new() };
    walk(tree, &mut reader);
    reader.found
}

struct Reader<'s, 't> {
    source: &'s str,
    whole: Node<'t>,
    found: Vec<Span>,
}

impl<'t> Visitor<'t> for Reader<'_, 't> {
    fn enter(&mut self, node: Node<'t>, _: Option<&'static str>) -> bool {
        let (key, is_constant) = match node.kind() {
            "pair" => ("key", false),
            "variable_declarator" => ("name", true),
            _ => return node.child_count() > 0,
        };
        let name = node.child_by_field_name(key).and_then(|name| self.source.get(name.byte_range()));
        let value = node.child_by_field_name("value").map(|value| syntax::wrapped(value).unwrap_or(value));
        let text = value.and_then(|value| self.source.get(value.byte_range()));
        let (Some(name), Some(value), Some(text)) = (name, value, text) else { return true };
        let key = plain(name.trim_matches(['"', '\'']));
        let is_list =
            value.kind() == "array" && keys::LISTS_OF_SOURCES.contains(&key) && leads_somewhere(text);
        let is_text = matches!(value.kind(), "string" | "template_string");
        let is_identifier = keys::OF_PAPERS.contains(&key) && text.chars().any(|sign| sign.is_ascii_digit());
        let is_paper = !is_constant
            && (is_text && (SITES_OF_PAPERS.iter().any(|site| text.contains(site)) || names_authors(text))
                || is_identifier);
        if is_list || is_paper {
            let around = if is_constant { Some(self.whole) } else { node.parent() };
            self.found.extend(around.map(|around| Span::of(around.byte_range())));
        }
        !is_list
    }

    fn leave(&mut self, _: Node<'t>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sourced(source: &str) -> Vec<&str> {
        let tree = syntax::parse(source).expect("it is small");
        read(source, &tree).into_iter().map(|span| &source[span.range()]).collect()
    }

    #[test]
    fn an_object_with_its_sources_is_found() {
        let object = r#"{ body: "Lines soften.", sources: [{ title: "Soft lines", url: "https://skin.example/lines" }] }"#;
        assert_eq!(sourced(&format!("const posts = [{object}, {{ body: \"More.\" }}];")), [object]);
        let named = r#"{ authors: "Example et al., Skin Letters", year: 2018, summary: "A trial found softer lines." }"#;
        assert_eq!(sourced(&format!("const all = [{named}];")), [named]);
        let study = r#"{ title: "Softer", link: "https://pubmed.ncbi.nlm.nih.gov/12345/" }"#;
        assert_eq!(sourced(&format!("const all = [{study}];")), [study]);
        let identified = r#"{ pmid: "12345678", title: "A randomised trial of softer lines" }"#;
        assert_eq!(sourced(&format!("const all = [{identified}];")), [identified]);
        let claim = r#"{ text: "Softer in studies", sourceIds: ["12345678"] }"#;
        assert_eq!(sourced(&format!("const all = [{claim}, {{ sourceIds: [] }}];")), [claim]);
    }

    #[test]
    fn a_constant_is_for_the_whole() {
        let whole =
            r#"const references = [{ url: "https://skin.example/lines" }]; const text = "Lines soften.";"#;
        assert_eq!(sourced(whole), [whole]);
        assert!(
            sourced(r#"const sources = ["fish", "nuts"]; const home = "https://skin.example";"#).is_empty()
        );
    }
}
