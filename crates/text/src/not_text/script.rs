//! The code of MDX: imports, exports and expressions in braces. How far a piece of it goes is for `javascript`.

use std::ops::Range;

use super::found::Shown;
use super::javascript::Code;
use super::scan::Scan;

/// Takes an expression in braces.
pub fn expression(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let Some(end) = scan.braces.end_of(scan.text, at) else {
        scan.unclosed("{", at);
        return scan.gap(at..at + 1, Shown::Unknown);
    };
    let inside = at + 1..end - 1;
    if let Some(content) = comment(scan.text, inside.clone()) {
        scan.found.comments.push(content);
        return scan.gap(at..end, Shown::Nothing);
    }
    let shown = match string(scan.text, inside) {
        Some(words) => Shown::Words { start: words.start, end: words.end },
        None => Shown::Unknown,
    };
    scan.gap(at..end, shown)
}

/// Takes imports and exports, up to the empty line after them. One in the code itself ends nothing.
pub fn module(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text;
    let begins =
        ["import ", "export ", "import{", "import\t"].iter().any(|word| text[at..].starts_with(word));
    if !begins || !is_after_empty_line(text, at) {
        return None;
    }
    let word = text[at..].split_whitespace().next().unwrap_or_default();
    // Where one has no end, the next is not searched to the end again.
    let is_doubtful = scan.found.unclosed.iter().any(|other| other.sign == word);
    let mut code = Code::new(text, at);
    let mut first_gap = None;
    while let Some(line_end) = code.next_line() {
        let next = text[line_end..].split_inclusive('\n').next().unwrap_or_default();
        if !next.trim().is_empty() {
            continue;
        }
        if code.is_outside() {
            scan.found.modules.push(at..line_end);
            return scan.gap(at..line_end, Shown::Nothing);
        }
        first_gap = first_gap.or(Some(line_end));
        if is_doubtful {
            break;
        }
    }
    let end = if code.is_outside() { text.len() } else { first_gap.unwrap_or(text.len()) };
    if !code.is_outside() {
        scan.unclosed(word, at);
    }
    scan.found.modules.push(at..end);
    scan.gap(at..end, Shown::Nothing)
}

fn is_after_empty_line(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix('\n') else { return at == 0 };
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    // The front matter ends right before it.
    line.is_empty() || matches!(line, "---" | "+++")
}

/// The content of the comment, if that is all there is in some braces.
pub fn comment(text: &str, inside: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[inside.clone()];
    let open = whole.trim_start().strip_prefix("/*")?;
    let content = open.trim_end().strip_suffix("*/")?;
    let start = inside.start + whole.len() - open.len();
    (!content.contains("*/")).then_some(start..start + content.len())
}

/// The words of the string, if that is all there is in some braces.
pub fn string(text: &str, inside: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[inside.clone()];
    let trimmed = whole.trim();
    let quote = trimmed.chars().next().filter(|first| matches!(first, '"' | '\'' | '`'))?;
    let words = trimmed.strip_prefix(quote)?.strip_suffix(quote)?;
    // A string with an escape or an expression is code.
    let is_plain = !words.contains([quote, '\\', '\n']) && !words.contains("${");
    let start = inside.start + whole.len() - whole.trim_start().len() + 1;
    is_plain.then_some(start..start + words.len())
}
