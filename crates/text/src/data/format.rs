//! The formats of files of data, and which files have them.

use std::path::Path;

/// How a file of data is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFormat {
    /// JSON, with the comments and commas of JSONC and the strings of JSON5.
    Json,
    /// A record of JSON on each line.
    JsonLines,
    /// Comma-separated values; semicolons and tabs are found out.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// A catalogue of gettext.
    Po,
    /// XML: feeds, exports of WordPress, XLIFF, strings of Android, plurals of iOS. Its first element says which.
    Xml,
    /// A catalogue of iOS and macOS.
    Strings,
    /// The lists and objects of JavaScript and TypeScript.
    Script,
}

impl DataFormat {
    /// All names of formats, as a configuration has them.
    pub const ALL: &'static [(&'static str, DataFormat)] = &[
        ("json", DataFormat::Json),
        ("jsonc", DataFormat::Json),
        ("json5", DataFormat::Json),
        ("jsonl", DataFormat::JsonLines),
        ("ndjson", DataFormat::JsonLines),
        ("csv", DataFormat::Csv),
        ("tsv", DataFormat::Tsv),
        ("yaml", DataFormat::Yaml),
        ("yml", DataFormat::Yaml),
        ("toml", DataFormat::Toml),
        ("po", DataFormat::Po),
        ("pot", DataFormat::Po),
        ("xml", DataFormat::Xml),
        ("rss", DataFormat::Xml),
        ("atom", DataFormat::Xml),
        ("wxr", DataFormat::Xml),
        ("xliff", DataFormat::Xml),
        ("xlf", DataFormat::Xml),
        ("stringsdict", DataFormat::Xml),
        ("android", DataFormat::Xml),
        ("strings", DataFormat::Strings),
        ("js", DataFormat::Script),
        ("mjs", DataFormat::Script),
        ("cjs", DataFormat::Script),
        ("jsx", DataFormat::Script),
        ("ts", DataFormat::Script),
        ("mts", DataFormat::Script),
        ("cts", DataFormat::Script),
        ("tsx", DataFormat::Script),
    ];

    /// The format of this name.
    pub fn of_name(name: &str) -> Option<DataFormat> {
        DataFormat::ALL.iter().find(|(own, _)| *own == name).map(|(_, format)| *format)
    }

    /// The format that the ending of a file names, in any case.
    pub fn of_path(path: &Path) -> Option<DataFormat> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        DataFormat::of_name(&ending)
    }

    /// Its first name.
    pub fn name(self) -> &'static str {
        DataFormat::ALL.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }
}
