//! How a text is written where a fix puts it: an apostrophe in a quoted attribute or in YAML, a sign that would be
//! markup.
//!
//! A document does not remember how a stretch of it was written. So the ways are tried in order, and the first
//! whose result reads as it was meant is taken.

use claimlint_text::Format;

/// A way to write a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As it is; in HTML with references for the signs that begin markup.
    Plain,
    /// With references for quotes as well, for the values of attributes.
    Quoted,
    /// With references for the signs of HTML, for HTML in Markdown.
    References,
    /// With quotes of one stroke doubled, for YAML.
    Doubled,
    /// With a backslash before quotes and backslashes, for YAML and TOML.
    Escaped,
    /// With a backslash before what begins markup in Markdown.
    Markdown,
    /// With a backslash before all that ends a literal of JavaScript.
    Literal,
}

/// All ways, the plainest first. A string of code may be read with references, and is code all the same.
pub const WAYS: &[Way] =
    &[Way::Plain, Way::References, Way::Literal, Way::Quoted, Way::Doubled, Way::Escaped, Way::Markdown];

impl Way {
    /// The text written this way.
    pub fn write(self, text: &str, format: Format) -> String {
        match self {
            Way::Plain if format.is_html() => references(text),
            Way::Plain => text.to_owned(),
            _ if format == Format::Plain => text.to_owned(),
            Way::Literal if !matches!(format, Format::Jsx | Format::Vue | Format::Braced) => text.to_owned(),
            Way::Literal => before_each(text, &['"', '\'', '`', '\\', '$']),
            Way::References => references(text),
            Way::Quoted => references(text).replace('"', "&quot;").replace('\'', "&#39;"),
            Way::Doubled => text.replace('\'', "''"),
            Way::Escaped => before_each(text, &['"', '\\']),
            Way::Markdown => before_each(text, &['\\', '`', '*', '_', '[', ']', '<', '>', '~', '|', '&']),
        }
    }
}

fn references(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn before_each(text: &str, signs: &[char]) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        if signs.contains(&character) {
            written.push('\\');
        }
        written.push(character);
    }
    written
}

/// The text with curly apostrophes where the file around it writes them so.
pub fn with_own_apostrophes(file: &str, text: &str) -> String {
    const CURLY: &str = "\u{2019}";
    if !text.contains('\'') || !file.contains(CURLY) {
        return text.to_owned();
    }
    let inside = |apostrophe: &str| {
        let letter = |side: Option<char>| side.is_some_and(char::is_alphabetic);
        let places = file.match_indices(apostrophe);
        places
            .filter(|(at, found)| {
                letter(file[..*at].chars().next_back()) && letter(file[at + found.len()..].chars().next())
            })
            .count()
    };
    if inside(CURLY) > inside("'") { text.replace('\'', CURLY) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markup_are_written_for_the_place() {
        assert_eq!(Way::Plain.write("A & B's", Format::Html), "A &amp; B's");
        assert_eq!(Way::Quoted.write("A & B's", Format::Html), "A &amp; B&#39;s");
        assert_eq!(Way::Doubled.write("skin's", Format::Markdown), "skin''s");
        assert_eq!(Way::Escaped.write("a \"b\"", Format::Markdown), "a \\\"b\\\"");
        assert_eq!(Way::Plain.write("A & B's", Format::Plain), "A & B's");
    }

    #[test]
    fn apostrophes_are_those_of_the_file() {
        assert_eq!(with_own_apostrophes("It\u{2019}s ours", "skin's"), "skin\u{2019}s");
        assert_eq!(with_own_apostrophes("It's ours, \u{2018}we\u{2019} say", "skin's"), "skin's");
        assert_eq!(with_own_apostrophes("None here", "skin's"), "skin's");
    }
}
