//! How a text of a file of data is read.

use thiserror::Error;

use crate::format::Format;

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// In this format.
    Of(Format),
    /// As HTML where it has tags, otherwise as plain text.
    Auto,
    /// The blocks and spans of Sanity.
    PortableText,
    /// The nodes of Contentful.
    RichText,
    /// Not at all.
    Skip,
}

/// There is no such way to read a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no format `{name}` for a text")]
pub struct NoSuchKind {
    /// What was named.
    pub name: String,
}

impl TextKind {
    /// All, with their names.
    pub const ALL: &'static [(&'static str, TextKind)] = &[
        ("plain", TextKind::Of(Format::Plain)),
        ("markdown", TextKind::Of(Format::Markdown)),
        ("html", TextKind::Of(Format::Html)),
        ("auto", TextKind::Auto),
        ("portable-text", TextKind::PortableText),
        ("rich-text", TextKind::RichText),
        ("skip", TextKind::Skip),
    ];

    /// The way of this name.
    ///
    /// # Errors
    /// There is none.
    pub fn of_name(name: &str) -> Result<TextKind, NoSuchKind> {
        let found = TextKind::ALL.iter().find(|(own, _)| *own == name);
        found.map(|(_, kind)| *kind).ok_or_else(|| NoSuchKind { name: name.to_owned() })
    }

    /// The format in which a text is read.
    pub fn format_of(self, text: &str) -> Format {
        match self {
            TextKind::Of(format) => format,
            TextKind::Auto if has_tags(text) => Format::Html,
            TextKind::Auto | TextKind::PortableText | TextKind::RichText | TextKind::Skip => Format::Plain,
        }
    }

    /// Whether the text is in pieces, in lists of blocks.
    pub fn is_of_blocks(self) -> bool {
        matches!(self, TextKind::PortableText | TextKind::RichText)
    }
}

/// Whether a text has a tag of HTML: `<` and a letter, or `</`, and `>` somewhere after it.
fn has_tags(text: &str) -> bool {
    let is_tag = |(at, _): (usize, &str)| {
        let rest = &text[at + 1..];
        let begins = rest.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphanumeric());
        begins && rest.bytes().take(LONGEST_TAG).any(|byte| byte == b'>')
    };
    text.match_indices('<').any(is_tag)
}

/// No tag of a text that is only looked at is longer, in bytes.
const LONGEST_TAG: usize = 400;
