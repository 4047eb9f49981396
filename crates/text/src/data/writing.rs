//! How a text must be written for its place in a file, so that the file says the text and is otherwise the same.

use crate::fold::OBJECT;

/// How a place writes its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A string of JSON between these quotation marks.
    Json { quote: char },
    /// A cell between quotation marks.
    QuotedCell,
    /// A cell without quotation marks; this sign parts the cells.
    BareCell { delimiter: u8 },
    /// A string between quotation marks with the escapes of C.
    Quoted,
    /// A string of TOML between single quotation marks, or a scalar of YAML of several lines: nothing can be escaped.
    Literal,
    /// A scalar of YAML between single quotation marks.
    SingleQuoted,
    /// A scalar of YAML without quotation marks.
    Bare,
    /// A text of XML.
    Xml,
    /// What XML passes on as it is.
    Cdata,
    /// A string of Android.
    Android,
    /// Line ends are written as `\n`.
    EscapedLines,
    /// A literal of JavaScript between these quotation marks; `None` for several with different ones.
    Script { quote: Option<char> },
    /// The file itself.
    AsItIs,
    /// A place that is not written to.
    Never,
}

impl Writing {
    /// The text as it is written there; `None` where it cannot be, or only with more changed around it.
    pub fn encode(self, text: &str) -> Option<String> {
        let has_control = text.chars().any(char::is_control);
        match self {
            Writing::Json { quote } => Some(escaped(text, quote)),
            Writing::Quoted => Some(escaped(text, '"')).filter(|_| !text.chars().any(is_odd)),
            Writing::QuotedCell => Some(text.replace('"', "\"\"")),
            Writing::BareCell { delimiter } => {
                let is_plain = !text.contains([char::from(delimiter), '"', '\n', '\r']);
                is_plain.then(|| text.to_owned())
            }
            Writing::SingleQuoted => (!has_control).then(|| text.replace('\'', "''")),
            Writing::Literal => (!has_control && !text.contains('\'') && text.trim() == text || text == " ")
                .then(|| text.to_owned()),
            Writing::Bare => is_plain_words(text).then(|| text.to_owned()),
            Writing::Xml => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                (!text.chars().any(is_odd)).then_some(text)
            }
            Writing::Cdata => (!text.contains(['<', '>', ']']) && !text.chars().any(is_odd))
                .then(|| text.to_owned())
                .or_else(|| (!text.contains("]]>") && !text.ends_with(']')).then(|| text.to_owned()))
                .filter(|text| !text.chars().any(is_odd)),
            Writing::Android => (!has_control && !text.starts_with(['@', '?'])).then(|| {
                text.chars().fold(String::new(), |mut written, sign| {
                    if matches!(sign, '\'' | '"' | '\\') {
                        written.push('\\');
                    }
                    written.push(sign);
                    written
                })
            }),
            Writing::EscapedLines => (!text.contains('\\')).then(|| text.replace('\n', "\\n")),
            Writing::Script { quote } => scripted(text, quote),
            Writing::AsItIs => Some(text.to_owned()),
            Writing::Never => None,
        }
    }
}

/// A sign that a text of XML cannot have, nor most programs.
fn is_odd(sign: char) -> bool {
    sign.is_control() && !matches!(sign, '\n' | '\t' | '\r')
}

/// Words that YAML reads as they are, wherever they go in.
fn is_plain_words(text: &str) -> bool {
    let is_plain =
        |sign: char| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '.' | ',' | '\'' | '\u{2019}');
    text.chars().all(is_plain)
        && !text.starts_with(['-', '.', ',', '\''])
        && !text.contains("  ")
        && (text == " " || text.trim() == text)
}

/// A text in a literal of JavaScript. What is not known there cannot be written.
fn scripted(text: &str, quote: Option<char>) -> Option<String> {
    if text.contains(OBJECT) {
        return None;
    }
    let Some(quote) = quote else {
        // A backslash before any quotation mark is right between all of them.
        let written = escaped(text, '"').replace('\'', "\\'").replace('`', "\\`");
        return Some(written.replace("${", "\\${"));
    };
    let written = escaped(text, quote);
    Some(if quote == '`' { written.replace("${", "\\${") } else { written })
}

fn escaped(text: &str, quote: char) -> String {
    let mut written = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            sign if sign == quote => written.extend(['\\', quote]),
            sign if (sign as u32) < 0x20 => written.push_str(&format!("\\u{:04x}", sign as u32)),
            sign => written.push(sign),
        }
    }
    written
}
