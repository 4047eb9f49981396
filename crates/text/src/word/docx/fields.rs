//! What the fields of a Word document lead to: links, and what reference managers keep in them about the works that are cited.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use rustc_hash::FxHashMap;

use crate::word::container::Part;
use crate::word::csl::{address_of_doi, of_csl};
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Xml};

/// What a field is, by its instruction.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Where its words lead.
    pub targets: Vec<String>,
    /// Whether its words are a table of contents or an index.
    pub is_contents: bool,
}

/// The works that Word itself keeps, by their tags: where each leads.
pub type Works = FxHashMap<String, String>;

/// What an instruction means.
pub fn meaning(instruction: &str, works: &Works) -> Meaning {
    let instruction = instruction.trim();
    let (name, rest) = instruction.split_once(char::is_whitespace).unwrap_or((instruction, ""));
    let targets = match name.to_ascii_uppercase().as_str() {
        "HYPERLINK" => link(rest).into_iter().collect(),
        "CITATION" => works_of(rest, works),
        "ADDIN" if rest.trim_start().starts_with("EN.CITE") => of_endnote(rest),
        "ADDIN" => rest.find('{').map(|at| of_csl(&rest[at..])).unwrap_or_default(),
        "TOC" | "INDEX" => return Meaning { targets: Vec::new(), is_contents: true },
        _ => Vec::new(),
    };
    Meaning { targets, is_contents: false }
}

/// `"address" \l "place"`, either of which may be missing.
fn link(arguments: &str) -> Option<String> {
    let (mut address, mut place, mut is_place, mut is_other) = (None, None, false, false);
    for (index, piece) in arguments.split('"').enumerate() {
        if index % 2 == 0 {
            let switch = piece.split_whitespace().next_back().unwrap_or_default();
            (is_place, is_other) = (switch == "\\l", matches!(switch, "\\o" | "\\t"));
            continue;
        }
        match (is_place, is_other) {
            (true, _) => place = Some(piece),
            (false, true) => {}
            (false, false) => address = address.or(Some(piece)),
        }
    }
    // An address may stand without quotation marks.
    let bare = || arguments.split_whitespace().next().filter(|word| !word.starts_with(['\\', '"']));
    match (address.or_else(bare), place) {
        (Some(address), Some(place)) => Some(format!("{address}#{place}")),
        (Some(address), None) => Some(address.to_owned()),
        (None, place) => place.map(|place| format!("#{place}")),
    }
}

/// `CITATION Smi20 \l 1033 \m Lee21`.
fn works_of(arguments: &str, works: &Works) -> Vec<String> {
    let mut tags = Vec::new();
    let mut words = arguments.split_whitespace();
    tags.extend(words.next());
    while let Some(word) = words.next() {
        if word == "\\m" {
            tags.extend(words.next());
        }
    }
    tags.into_iter().filter_map(|tag| works.get(tag).cloned()).collect()
}

/// The works of EndNote, which keeps them as XML in the instruction or packed beside it.
pub fn of_endnote(text: &str) -> Vec<String> {
    let starts = text.match_indices("<electronic-resource-num>");
    let number = |(at, start): (usize, &str)| {
        let rest = &text[at + start.len()..];
        let inside = &rest[..rest.find("</electronic-resource-num>")?];
        let mut plain = String::new();
        for (index, piece) in inside.split('<').enumerate() {
            plain += if index == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) };
        }
        let plain = plain.trim();
        (!plain.is_empty()).then(|| address_of_doi(plain))
    };
    let mut found: Vec<String> = starts.filter_map(number).collect();
    found.dedup();
    found
}

/// What is packed beside an instruction, or in a tag of Mendeley.
pub fn unpacked(packed: &str) -> String {
    let packed: Vec<u8> = packed.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let bytes = GeneralPurpose::new(&STANDARD, config).decode(packed).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace('\0', "")
}

/// Reads the works that Word keeps in a part of its own (ISO/IEC 29500-1, 22.6); other parts have none.
///
/// # Errors
/// It is not XML.
pub fn read_works(part: &Part, works: &mut Works) -> Result<(), WordFault> {
    if !part.text.contains("Sources") {
        return Ok(());
    }
    let mut xml = Xml::of(part);
    let (mut tag, mut doi, mut url) = (String::new(), String::new(), String::new());
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "Source" => (tag, doi, url) = Default::default(),
            "Tag" => tag = xml.words()?,
            "DOI" => doi = xml.words()?,
            "URL" => url = xml.words()?,
            _ => continue,
        }
        let target = if doi.is_empty() { url.clone() } else { address_of_doi(&doi) };
        if !tag.is_empty() && !target.is_empty() {
            works.insert(tag.clone(), target);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lead_to_the_works_and_pages_that_they_name() {
        let mut works = Works::default();
        works.insert("Smi20".to_owned(), "https://doi.org/10.1/a".to_owned());
        works.insert("Lee21".to_owned(), "https://example.org/".to_owned());
        let cite = "<EndNote><Cite><record><electronic-resource-num><style face=\"normal\">10.1000/en</style>\
                    </electronic-resource-num></record></Cite></EndNote>";
        for (instruction, targets) in [
            (" HYPERLINK \"https://a.example/b\" \\o \"tip\" ", vec!["https://a.example/b"]),
            ("HYPERLINK \\l \"prices\"", vec!["#prices"]),
            ("HYPERLINK \"https://a.example/\" \\l \"prices\"", vec!["https://a.example/#prices"]),
            ("HYPERLINK https://a.example/", vec!["https://a.example/"]),
            ("CITATION Smi20 \\l 1033 \\m Lee21", vec!["https://doi.org/10.1/a", "https://example.org/"]),
            (
                "ADDIN ZOTERO_ITEM CSL_CITATION {\"citationItems\":[{\"itemData\":{\"DOI\":\"10.1000/z\"}},\
                 {\"itemData\":{\"PMID\":\"12345\"}}]}",
                vec!["https://doi.org/10.1000/z", "https://pubmed.ncbi.nlm.nih.gov/12345/"],
            ),
            (&format!("ADDIN EN.CITE {cite}"), vec!["https://doi.org/10.1000/en"]),
            ("ADDIN CSL_CITATION {broken", vec![]),
            ("PAGE \\* MERGEFORMAT", vec![]),
        ] {
            assert_eq!(meaning(instruction, &works).targets, targets, "{instruction}");
        }
        assert!(meaning(" TOC \\o \"1-3\" ", &works).is_contents);
    }
}
