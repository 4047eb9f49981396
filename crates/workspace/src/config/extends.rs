//! The value of `extends` as it is typed: the files that a configuration builds on. They are read by `layers`.

use std::borrow::Cow;
use std::fmt::Formatter;

use claimlint_rules::file::Texts;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use toml::Spanned;

/// The value as it is typed: a path, or a list of paths. Code that serde derives for such a choice would lose the places.
#[derive(Debug)]
pub enum ExtendsEntry {
    /// One file.
    One(String),
    /// Several, later ones on top.
    Several(Texts),
}

/// The names of the files, with their places.
pub fn names(entry: &Spanned<ExtendsEntry>) -> Vec<(&str, std::ops::Range<usize>)> {
    match entry.get_ref() {
        ExtendsEntry::One(name) => vec![(name, entry.span())],
        ExtendsEntry::Several(names) => {
            names.iter().map(|name| (name.get_ref().as_str(), name.span())).collect()
        }
    }
}

impl<'de> Deserialize<'de> for ExtendsEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ExtendsEntry, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = ExtendsEntry;

            fn expecting(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a path, or a list of paths")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<ExtendsEntry, E> {
                Ok(ExtendsEntry::One(name.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, names: A) -> Result<ExtendsEntry, A::Error> {
                Texts::deserialize(SeqAccessDeserializer::new(names)).map(ExtendsEntry::Several)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for ExtendsEntry {
    fn schema_name() -> Cow<'static, str> {
        "ExtendsEntry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<String>();
        let several = generator.subschema_for::<Vec<String>>();
        json_schema!({ "description": "A path, or a list of paths.", "anyOf": [one, several] })
    }
}
