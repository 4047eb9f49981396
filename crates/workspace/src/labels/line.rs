//! Reads one line of a file of labels: an object with known keys, each value with its place in the file.
//!
//! Everything wrong with the line is reported at once. Whether the document is there and has the words is for whoever
//! reads the documents.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use claimlint_base::source::floor_boundary;
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_rules::Category;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::family::{MEASURED, TypoClass};

/// The keys of a label.
const KEYS: [&str; 7] = ["doc", "family", "quote", "nth", "sure", "class", "note"];

/// The family of a line that says that a document has no flaw.
const NO_FLAW: &str = "none";

/// What is shown where a line is no label.
const EXAMPLE: &str =
    r#"a label is an object on a line of its own: {"doc": "peel.md", "family": "typo", "quote": "benfits"}"#;

/// A value, and the bytes of the file that say it.
#[derive(Debug, Clone)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub range: Range<usize>,
}

/// What a line says.
#[derive(Debug)]
pub struct Entry {
    /// The document it is about.
    pub doc: At<String>,
    /// What is marked in it; `None` for "there is nothing".
    pub flaw: Option<Flaw>,
}

/// Words that are marked.
#[derive(Debug)]
pub struct Flaw {
    /// What they are; `None` where the line names no family that is known.
    pub category: Option<Category>,
    /// The words, exactly as the file has them.
    pub quote: At<String>,
    /// Which occurrence of the words is meant, from 1.
    pub nth: At<usize>,
    /// Whether any careful editor would mark them.
    pub is_sure: bool,
    /// What kind of typo it is.
    pub class: Option<TypoClass>,
}

/// Reads the line at some bytes of a file. What is wrong with it is added to the faults, and the rest is returned, so that
/// it can be looked up at the same time.
pub fn read(source: &Arc<TomlSource>, at: Range<usize>, faults: &mut Vec<Fault>) -> Option<Entry> {
    let text = source.text.get(at.clone())?;
    match serde_json::from_str::<Fields<'_>>(text) {
        Ok(fields) => Line { source, fields: &fields.0, at, faults }.entry(),
        Err(error) => {
            faults.push(not_json(source, at.start, text, &error));
            None
        }
    }
}

/// The keys and values of an object, as the file has them and in its order.
struct Fields<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'t> Deserialize<'t> for Fields<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Fields<'t>, D::Error> {
        struct OfObject;

        impl<'t> Visitor<'t> for OfObject {
            type Value = Fields<'t>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Fields<'t>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(OfObject)
    }
}

/// What is wrong with a line that is no object of JSON.
fn not_json(source: &Arc<TomlSource>, start: usize, text: &str, error: &serde_json::Error) -> Fault {
    // Columns of this parser are bytes, from 1. At the end of a line, the sign before is shown.
    let from = floor_boundary(text, error.column().saturating_sub(1).min(text.len().saturating_sub(1)));
    let length = text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let message = error.to_string();
    let what = message.rfind(" at line ").map_or(message.as_str(), |at| &message[..at]);
    let form = if error.is_data() { "this is not a label" } else { "this is not JSON" };
    Fault::at(source, start + from..start + from + length, format!("{form}: {what}")).help(EXAMPLE)
}

/// A line whose fields are read one by one.
struct Line<'l> {
    source: &'l Arc<TomlSource>,
    fields: &'l [(&'l RawValue, &'l RawValue)],
    at: Range<usize>,
    faults: &'l mut Vec<Fault>,
}

impl Line<'_> {
    fn entry(mut self) -> Option<Entry> {
        self.refuse_other_keys();
        let doc = self.text("doc");
        let family = self.text("family");
        let family = family.and_then(|name| self.family(&name));
        let quote = self.text_of_flaw("quote", family);
        let nth = self.value("nth", "`nth` is a whole number, 1 or more");
        let is_sure = self.value("sure", "`sure` is true or false");
        let class = self.class(family);
        self.value::<String>("note", "`note` is a string");
        if let Some(zero) = nth.as_ref().filter(|nth| nth.value == 0) {
            self.fault(zero.range.clone(), "`nth` is a whole number, 1 or more");
        }
        let flaw = quote.map(|quote| {
            let nth = nth.unwrap_or_else(|| At { value: 1, range: quote.range.clone() });
            let is_sure = is_sure.is_none_or(|sure| sure.value);
            Flaw { category: family.flatten(), quote, nth, is_sure, class }
        });
        Some(Entry { doc: doc?, flaw })
    }

    /// Keys that no label has, and keys that are there twice.
    fn refuse_other_keys(&mut self) {
        for (index, (key, _)) in self.fields.iter().enumerate() {
            let Ok(name) = serde_json::from_str::<String>(key.get()) else { continue };
            let place = self.place(key);
            if !KEYS.contains(&name.as_str()) {
                let message = format!("unknown key `{name}`, expected one of {}", listed(KEYS.into_iter()));
                self.faults.push(Fault::at(self.source, place, message).suggest(&name, KEYS.into_iter()));
            } else if self.fields[..index].iter().any(|(other, _)| is_key(other, &name)) {
                self.fault(place, format!("`{name}` appears twice"));
            }
        }
    }

    fn raw(&self, key: &str) -> Option<&RawValue> {
        self.fields.iter().find(|(name, _)| is_key(name, key)).map(|(_, value)| *value)
    }

    /// The bytes of a part of the line.
    fn place(&self, part: &RawValue) -> Range<usize> {
        // A part lies in the text, so its address says where it begins.
        let start = (part.get().as_ptr() as usize).saturating_sub(self.source.text.as_ptr() as usize);
        start..start + part.get().len()
    }

    /// The value of a key that may be missing.
    fn value<T: DeserializeOwned>(&mut self, key: &str, wanted: &str) -> Option<At<T>> {
        let raw = self.raw(key)?;
        let range = self.place(raw);
        match serde_json::from_str(raw.get()) {
            Ok(value) => Some(At { value, range }),
            Err(_) => {
                self.fault(range, wanted);
                None
            }
        }
    }

    /// The text of a key that must be there.
    fn text(&mut self, key: &str) -> Option<At<String>> {
        if self.raw(key).is_none() {
            self.fault(self.at.clone(), format!("this label has no `{key}`"));
            return None;
        }
        let text: At<String> = self.value(key, &format!("`{key}` is a string"))?;
        if text.value.is_empty() {
            self.fault(text.range, format!("`{key}` is empty"));
            return None;
        }
        Some(text)
    }

    /// The same, where the line is about a flaw.
    fn text_of_flaw(&mut self, key: &str, family: Option<Option<Category>>) -> Option<At<String>> {
        match family {
            Some(None) => None,
            // What is not there is not missed where nobody knows whether it must be.
            None if self.raw(key).is_none() => None,
            _ => self.text(key),
        }
    }

    /// The category that a family names; `None` inside for "there is nothing".
    fn family(&mut self, name: &At<String>) -> Option<Option<Category>> {
        if name.value == NO_FLAW {
            return Some(None);
        }
        let found = MEASURED.into_iter().find(|category| category.name() == name.value);
        if found.is_none() {
            let known = || MEASURED.into_iter().map(Category::name).chain([NO_FLAW]);
            let message = format!("unknown family `{}`, expected one of {}", name.value, listed(known()));
            let fault = Fault::at(self.source, name.range.clone(), message);
            self.faults.push(fault.suggest(&name.value, known()));
        }
        found.map(Some)
    }

    fn class(&mut self, family: Option<Option<Category>>) -> Option<TypoClass> {
        let class: At<String> = self.value("class", "`class` is a string")?;
        let found = TypoClass::ALL.iter().copied().find(|one| one.name() == class.value);
        if found.is_none() {
            let known = || TypoClass::ALL.iter().map(|one| one.name());
            let message = format!("unknown class `{}`, expected one of {}", class.value, listed(known()));
            let fault = Fault::at(self.source, class.range.clone(), message);
            self.faults.push(fault.suggest(&class.value, known()));
        } else if family.is_some_and(|family| family != Some(Category::Typo)) {
            self.fault(
                class.range,
                "`class` says what kind of typo it is, and this label is of another family",
            );
        }
        found
    }

    fn fault(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.faults.push(Fault::at(self.source, range, message));
    }
}

fn is_key(raw: &RawValue, key: &str) -> bool {
    serde_json::from_str::<String>(raw.get()).is_ok_and(|name| name == key)
}

/// "`doc`, `family`"
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
