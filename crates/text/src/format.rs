//! The formats that are read, and which files have them.

use std::collections::BTreeMap;
use std::path::Path;

use crate::word::Changes;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Paragraphs of plain text.
    Plain,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// Markdown with JSX and expressions in braces.
    Mdx,
    /// HTML or XHTML.
    Html,
    /// A document of a word processor, of Word or OpenDocument, whose text [`open_document`](crate::open_document) takes out of
    /// its parts, with its changes accepted or not.
    Word(Changes),
    /// A file of data, whose copy [`data::read`](crate::data::read) takes out of it. As a page by itself it has no text.
    Data,
}

impl Format {
    /// All formats with their names, as a configuration has them.
    pub const ALL: &'static [(&'static str, Format)] = &[
        ("plain", Format::Plain),
        ("markdown", Format::Markdown),
        ("mdx", Format::Mdx),
        ("html", Format::Html),
        ("word", Format::Word(Changes::Accepted)),
    ];

    /// The format of this name.
    pub fn of_name(name: &str) -> Option<Format> {
        Format::ALL.iter().find(|(own, _)| *own == name).map(|(_, format)| *format)
    }

    /// The format that a file's extension names, in any case; `None` where the extension is not ours.
    pub fn of_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "qmd" => Some(Format::Markdown),
            "mdx" => Some(Format::Mdx),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "docx" | "odt" => Some(Format::Word(Changes::Accepted)),
            _ => None,
        }
    }
}

/// Which files have which format: by our extensions, and by those that a house has given a format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formats {
    own: BTreeMap<String, Format>,
}

impl Formats {
    /// Ours and those of a house: extensions in small letters, without the stop before them.
    pub fn with(own: BTreeMap<String, Format>) -> Formats {
        Formats { own }
    }

    /// Those of a house that add to ours, without those that take the place of one.
    #[must_use]
    pub fn added(&self) -> Formats {
        let is_added = |ending: &str| Format::of_path(Path::new(&format!("page.{ending}"))).is_none();
        let own = self.own.iter().filter(|(ending, _)| is_added(ending));
        Formats { own: own.map(|(ending, format)| (ending.clone(), *format)).collect() }
    }

    /// The format of a file; `None` where its extension has none. Of several endings, the longest counts: `page.blade.php`.
    pub fn of_path(&self, path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let endings = name.match_indices('.').map(|(at, _)| &name[at + 1..]);
        let own = endings.filter(|_| !self.own.is_empty()).find_map(|ending| self.own.get(ending).copied());
        own.or_else(|| Format::of_path(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_gives_extensions_a_format_and_the_longest_counts() {
        let own = [("liquid", Format::Html), ("blade.php", Format::Html), ("md", Format::Mdx)];
        let formats = Formats::with(own.map(|(name, format)| (name.to_owned(), format)).into());
        for (name, format) in [
            ("a/page.Liquid", Some(Format::Html)),
            ("home.blade.php", Some(Format::Html)),
            ("home.php", None),
            ("post.md", Some(Format::Mdx)),
            ("post.txt", Some(Format::Plain)),
        ] {
            assert_eq!(formats.of_path(Path::new(name)), format, "{name}");
        }
    }
}
