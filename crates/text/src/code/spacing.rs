//! The white space of JSX: lines are trimmed, empty lines are nothing, and what is left is joined by one space. And whether an element
//! has words right in it, so that white space in it counts.

use std::ops::Range;

use tree_sitter::Node;

/// The lines of a stretch of text as it is shown: each trimmed where a line end is, without those that are empty.
pub struct Lines {
    /// The lines, as bytes of the source.
    pub shown: Vec<Range<usize>>,
    /// Whether the stretch begins with a line end that is not shown.
    pub breaks_before: bool,
    /// Whether it ends with one.
    pub breaks_after: bool,
}

/// Cuts a stretch of the source into its lines.
pub fn lines(source: &str, range: Range<usize>) -> Lines {
    let text = source.get(range.clone()).unwrap_or_default();
    let count = text.split('\n').count();
    let mut lines = Lines { shown: Vec::new(), breaks_before: false, breaks_after: false };
    let mut at = range.start;
    for (index, line) in text.split('\n').enumerate() {
        let (mut start, mut end) = (at, at + line.len());
        at = end + 1;
        if index > 0 {
            start += line.len() - line.trim_start_matches(is_blank).len();
        }
        if index + 1 < count {
            end -= line.len() - line.trim_end_matches(is_blank).len();
        }
        if start < end {
            lines.breaks_before |= lines.shown.is_empty() && index > 0;
            lines.breaks_after = index + 1 < count;
            lines.shown.push(start..end);
        }
    }
    if lines.shown.is_empty() {
        (lines.breaks_before, lines.breaks_after) = (count > 1, count > 1);
    }
    lines
}

fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\r')
}

/// Whether a sign stands right after a word: a line end before it is no space for a reader.
pub fn follows_closely(sign: char) -> bool {
    matches!(
        sign,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '%'
            | '\u{2019}'
            | '\u{201D}'
            | '\u{2026}'
            | '\''
            | '"'
    )
}

/// Whether a word stands right after a sign.
pub fn leads_closely(sign: char) -> bool {
    matches!(sign, '(' | '[' | '\u{2018}' | '\u{201C}' | '"' | '#' | '/')
}

/// Whether there are words right in an element: text, a string, or a value that may be one.
pub fn has_words(source: &str, node: Node<'_>) -> bool {
    let text = |node: Node<'_>| source.get(node.byte_range()).unwrap_or_default();
    let mut cursor = node.walk();
    node.children(&mut cursor).any(|child| match child.kind() {
        "jsx_text" => !text(child).trim().is_empty(),
        "jsx_expression" => child.named_child(0).is_some_and(|inside| match inside.kind() {
            "template_string" | "identifier" | "member_expression" => true,
            "string" => text(inside).contains(char::is_alphanumeric),
            _ => false,
        }),
        _ => false,
    })
}
