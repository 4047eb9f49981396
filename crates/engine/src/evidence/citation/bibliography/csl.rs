//! Reads CSL-JSON, as Zotero and similar tools export it: a list of items, or an object that has one under `items`.
//!
//! The fields are those of the Citation Style Language 1.0.2. Exporters write numbers as text and text as numbers, so both
//! are read.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::entries::{ReadEntries, plain, year};
use super::work::Work;

/// An item. Other fields are ignored.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: TextOrNumber,
    #[serde(default)]
    title: TextOrNumber,
    #[serde(default)]
    author: Vec<Name>,
    issued: Option<Issued>,
    #[serde(default)]
    container_title: TextOrNumber,
    #[serde(rename = "DOI", default)]
    doi: TextOrNumber,
    #[serde(rename = "PMID", default)]
    pmid: TextOrNumber,
    #[serde(rename = "URL", default)]
    url: TextOrNumber,
    #[serde(default)]
    note: TextOrNumber,
}

/// A field with text or a number.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged, expecting = "write a string or a number here")]
enum TextOrNumber {
    Words(String),
    Number(serde_json::Number),
    #[default]
    Nothing,
}

impl TextOrNumber {
    fn plain(&self) -> String {
        match self {
            TextOrNumber::Words(words) => plain(words),
            TextOrNumber::Number(number) => number.to_string(),
            TextOrNumber::Nothing => String::new(),
        }
    }
}

/// A person, or a body under `literal`.
#[derive(Debug, Deserialize)]
struct Name {
    #[serde(default)]
    family: String,
    #[serde(default)]
    literal: String,
}

impl Name {
    fn plain(&self) -> String {
        plain(if self.family.is_empty() { &self.literal } else { &self.family })
    }
}

/// A date: its parts from the year to the day, or text.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    #[serde(default)]
    date_parts: Vec<Vec<TextOrNumber>>,
    #[serde(default)]
    raw: String,
    #[serde(default)]
    literal: String,
}

impl Issued {
    fn year(&self) -> Option<u16> {
        let first = self.date_parts.first().and_then(|parts| parts.first());
        let of_parts = first.and_then(|part| year(&part.plain()));
        of_parts.or_else(|| year(&self.raw)).or_else(|| year(&self.literal))
    }
}

/// An object with a list of items.
#[derive(Deserialize)]
struct Library<'t> {
    #[serde(borrow)]
    items: Vec<&'t RawValue>,
}

/// Reads a file. The places of entries and faults are bytes of the text.
pub fn read(text: &str) -> ReadEntries {
    let mut read = ReadEntries::default();
    let items = match items(text) {
        Ok(items) => items,
        Err(error) => {
            let at = offset(text, &error);
            read.faults.push((at, format!("{}; the file was skipped", what(&error))));
            return read;
        }
    };
    for item in items {
        // An item is a part of the text, so its address says where it begins.
        let start = (item.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        match serde_json::from_str::<Item>(item.get()) {
            Ok(item) => read.works.push((start, work(&item))),
            Err(error) => {
                let at = start + offset(item.get(), &error);
                read.faults.push((at, format!("{}; this entry was skipped", what(&error))));
            }
        }
    }
    read
}

/// The items, each as the text has it.
fn items(text: &str) -> Result<Vec<&RawValue>, serde_json::Error> {
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map(|library: Library<'_>| library.items)
    } else {
        serde_json::from_str(text)
    }
}

/// The byte of a text at which something is wrong. Here, columns are bytes.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    line + error.column().saturating_sub(1)
}

/// What is wrong, without the place, which is shown apart.
fn what(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.rfind(" at line ").map_or(message.as_str(), |at| &message[..at]);
    let form = if error.is_data() { "CSL-JSON" } else { "JSON" };
    format!("this is not {form}: {what}")
}

/// What an item says.
fn work(item: &Item) -> Work {
    let url = item.url.plain();
    let mut work = Work {
        key: item.id.plain(),
        title: item.title.plain(),
        authors: item.author.iter().map(Name::plain).filter(|name| !name.is_empty()).collect(),
        year: item.issued.as_ref().and_then(Issued::year),
        journal: item.container_title.plain(),
        url: (!url.is_empty()).then(|| url.clone()),
        ..Work::default()
    };
    work.identify(&item.doi.plain(), &item.pmid.plain(), &[&url, &item.note.plain()]);
    work
}

#[cfg(test)]
mod tests {
    use super::*;

    const MUD: &str = r#"{"id": "mud16", "type": "article-journal", "title": "Blue  mud", "author": [{"family": "Quillfarth", "given": "I."}, {"literal": "Wexcombe Skin Council"}], "issued": {"date-parts": [["2016", 2]]}, "container-title": "J Wexcombe Skin", "DOI": "10.5555/Mud", "note": "PMID: 1234567"}"#;

    #[test]
    fn an_item_is_read_from_a_list_and_from_an_object() {
        for text in [format!("[{MUD}]"), format!("\n{{\"items\": [{MUD}]}}")] {
            let read = read(&text);
            assert_eq!(read.faults, []);
            let (at, work) = &read.works[0];
            assert!(text[*at..].starts_with("{\"id\""));
            assert_eq!(
                work.reference(),
                "Quillfarth, Wexcombe Skin Council. Blue mud. J Wexcombe Skin. 2016. https://doi.org/10.5555/mud"
            );
            assert_eq!(work.pmid.as_deref(), Some("1234567"));
        }
    }

    #[test]
    fn items_around_a_broken_one_are_read_and_a_broken_file_is_not() {
        let text = format!(
            "[\n{MUD},\n {{\"title\": \"No key\"}},\n {{\"id\": 7, \"issued\": {{\"raw\": \"March 2019\"}}}},\n {{\"id\": \"x\",\n  \"author\": \"Corrow\"}}]"
        );
        let found = read(&text);
        let keys: Vec<&str> = found.works.iter().map(|(_, work)| work.key.as_str()).collect();
        assert_eq!(keys, ["mud16", "7"]);
        assert_eq!(found.works[1].1.year, Some(2019));
        assert!(found.faults[0].1.contains("missing field `id`"), "{:?}", found.faults);
        assert!(text[..found.faults[1].0].ends_with("\"Corrow"), "{:?}", found.faults);
        for text in ["", "[", "7", "[{\"id\": }]", "{\"id\": \"x\"}"] {
            let found = read(text);
            assert_eq!((found.works.len(), found.faults.len()), (0, 1), "{text}");
        }
    }
}
