//! Reads the copy out of files of data: exports of shops and of content systems, catalogues of messages, feeds.
//!
//! A reader for each format goes through a file, and hands every text to the `collector`, with the way to each of its bytes
//! (`places`). `keys` and `fields` say which of them are copy; `presets` know what well-known programs write. How the text of one is
//! read (as plain text, Markdown or HTML) and checked is for others: each text is a page of its own.

mod bounds;
mod collector;
pub(crate) mod escapes;
mod fields;
mod format;
mod json;
mod keys;
mod kind;
mod messages;
pub(crate) mod places;
mod presets;
mod rich;
mod script;
mod settings_file;
mod table;
mod writing;
mod xml;
mod xml_text;
mod yaml;

pub use bounds::UNDECODED;
pub use collector::{Field, Sink};
pub use fields::Fields;
pub use format::DataFormat;
pub use keys::{KeyPath, NoKeyPath};
pub use kind::{NoSuchKind, TextKind};
pub use places::Places;
pub use presets::{Preset, preset_names};

use self::collector::Collector;

/// Reads the fields of a file, in its order. What cannot be read is told, with its place, and the rest is read.
pub fn read(text: &str, format: DataFormat, fields: &Fields, sink: &mut dyn Sink) {
    let mut collector = Collector::new(fields, json::read, sink);
    read_into(text, format, &mut collector);
    collector.finish();
}

/// A number for each text and value of a file with its keys, in order: two files with the same numbers say the same.
pub fn digest(text: &str, format: DataFormat) -> Vec<u64> {
    let fields = Fields::default();
    let mut sink = collector::Nobody;
    let mut collector = Collector::of_all(&fields, json::read, &mut sink);
    read_into(text, format, &mut collector);
    collector.finish()
}

fn read_into(text: &str, format: DataFormat, collector: &mut Collector<'_>) {
    match format {
        DataFormat::Json => json::read(text, collector),
        DataFormat::JsonLines => json::read_lines(text, collector),
        DataFormat::Csv => table::read(text, None, collector),
        DataFormat::Tsv => table::read(text, Some(b'\t'), collector),
        DataFormat::Yaml => yaml::read(text, collector),
        DataFormat::Toml => settings_file::read(text, collector),
        DataFormat::Po => messages::read_po(text, collector),
        DataFormat::Strings => messages::read_strings(text, collector),
        DataFormat::Xml => xml::read(text, collector),
        DataFormat::Script => script::read(text, collector),
    }
}
