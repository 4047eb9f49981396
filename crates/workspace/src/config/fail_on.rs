//! `fail-on`: the least severity of a finding that fails a run, for all categories or for each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};
use std::sync::Arc;

use claimlint_base::named_enum;
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_rules::{Category, Severity};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use toml::Spanned;

/// The key of a table for the categories that it does not name.
pub const DEFAULT: &str = "default";

named_enum! {
    /// The lowest severity that fails a run.
    pub enum FailOn {
        /// Any finding.
        Note = "note",
        /// Warnings and errors.
        Warning = "warning",
        /// Errors only.
        Error = "error",
        /// No finding fails a run.
        Never = "never",
    }
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            FailOn::Note => true,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Error => severity >= Severity::Error,
            FailOn::Never => false,
        }
    }
}

/// What fails a run in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailLevels {
    /// For the categories that have no level of their own.
    pub default: FailOn,
    /// For those that have one.
    pub categories: BTreeMap<Category, FailOn>,
}

impl Default for FailLevels {
    fn default() -> FailLevels {
        FailLevels::from(FailOn::Warning)
    }
}

impl From<FailOn> for FailLevels {
    /// One level for all categories.
    fn from(default: FailOn) -> FailLevels {
        FailLevels { default, categories: BTreeMap::new() }
    }
}

impl FailLevels {
    /// Whether a finding fails the run.
    pub fn fails(&self, category: Category, severity: Severity) -> bool {
        self.categories.get(&category).unwrap_or(&self.default).fails(severity)
    }
}

impl Display for FailLevels {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.default)?;
        self.categories.iter().try_for_each(|(category, level)| write!(formatter, ", {category} {level}"))
    }
}

/// The value as it is typed: one level, or a table of them. Code that serde derives for such a choice would lose the
/// places.
#[derive(Debug)]
pub enum FailOnEntry {
    /// One for all categories.
    Level(FailOn),
    /// By category, and `default`.
    Table(BTreeMap<Spanned<String>, FailOn>),
}

impl FailOnEntry {
    /// Puts what is said on top of what held before: one level replaces all, a table those that it names.
    pub fn apply(&self, levels: &mut FailLevels) {
        match self {
            FailOnEntry::Level(level) => *levels = FailLevels::from(*level),
            FailOnEntry::Table(table) => {
                for (name, level) in table {
                    if name.get_ref() == DEFAULT {
                        levels.default = *level;
                    } else if let Some(category) = category(name.get_ref()) {
                        levels.categories.insert(category, *level);
                    }
                }
            }
        }
    }

    /// The keys of a table, which name the categories it decides about; none for one level, which decides about all.
    pub fn keys(&self) -> impl Iterator<Item = &Spanned<String>> {
        match self {
            FailOnEntry::Level(_) => None,
            FailOnEntry::Table(table) => Some(table.keys()),
        }
        .into_iter()
        .flatten()
    }
}

/// The keys that a table may have.
fn keys_of_tables() -> impl Iterator<Item = &'static str> {
    Category::ALL.iter().map(|category| category.name()).chain([DEFAULT])
}

fn category(name: &str) -> Option<Category> {
    Category::ALL.iter().copied().find(|category| category.name() == name)
}

/// What is wrong in a value.
pub fn faults(entry: &FailOnEntry, source: &Arc<TomlSource>) -> Vec<Fault> {
    let known: Vec<&str> = keys_of_tables().collect();
    let mut faults = Vec::new();
    for key in entry.keys() {
        let (span, key) = (key.span(), key.get_ref().as_str());
        if !known.contains(&key) {
            let mut fault = Fault::at(source, span, format!("there is no category `{key}`"));
            fault = fault.suggest(key, known.iter().copied());
            if fault.help.is_none() {
                fault = fault.help(format!("the categories are {}", known.join(", ")));
            }
            faults.push(fault);
        }
    }
    faults
}

impl<'de> Deserialize<'de> for FailOnEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FailOnEntry, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = FailOnEntry;

            fn expecting(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a severity, or a table of severities by category")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<FailOnEntry, E> {
                FailOn::deserialize(StrDeserializer::new(text)).map(FailOnEntry::Level)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FailOnEntry, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(FailOnEntry::Table)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for FailOnEntry {
    fn schema_name() -> Cow<'static, str> {
        "FailOnEntry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<FailOn>();
        let properties: serde_json::Map<String, serde_json::Value> =
            keys_of_tables().map(|key| (key.to_owned(), level.clone().to_value())).collect();
        json_schema!({
            "description": "One severity, or a table of severities by category.",
            "anyOf": [level, {"type": "object", "properties": properties, "additionalProperties": false}]
        })
    }
}
