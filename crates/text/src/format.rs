//! The formats that are read.

use std::path::Path;

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
}

impl Format {
    /// The format that a file's extension names, in any case; `None` where the extension is not ours.
    pub fn of_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" => Some(Format::Markdown),
            "mdx" => Some(Format::Mdx),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}
