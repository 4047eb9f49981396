//! Blanks out the code of MDX, so that what is left reads as Markdown.
//!
//! Imports, exports and expressions in braces are replaced by as many spaces, and line ends are kept, so that every byte of
//! text keeps its offset. JSX tags stay, because Markdown reads them as HTML. Of the code, only the comments are read: some
//! are for claimlint.

use std::ops::Range;

/// A copy of `text` without its code, of the same length in bytes, and the contents of the comments in braces.
pub fn blank_code(text: &str) -> (String, Vec<Range<usize>>) {
    let mut blanked = Vec::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut in_module_code = false;
    let mut depth = 0usize;
    let mut opened = 0;
    let mut comments = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if depth == 0 && !in_module_code {
            if let Some(open) = fence {
                fence = if trimmed.starts_with(open) { None } else { fence };
                blanked.extend(line.bytes());
                continue;
            }
            if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
                fence = Some(if trimmed.starts_with('`') { "```" } else { "~~~" });
                blanked.extend(line.bytes());
                continue;
            }
            in_module_code = line.starts_with("import ") || line.starts_with("export ");
        }
        if in_module_code {
            // Module code ends at an empty line, as in MDX itself.
            in_module_code = !trimmed.is_empty();
            blanked.extend(line.bytes().map(blank));
            continue;
        }
        for byte in line.bytes() {
            if byte == b'{' {
                opened = if depth == 0 { blanked.len() } else { opened };
                depth += 1;
            }
            blanked.push(if depth > 0 { blank(byte) } else { byte });
            if byte == b'}' && depth > 0 {
                depth -= 1;
                comments.extend(comment(text, opened..blanked.len()).filter(|_| depth == 0));
            }
        }
    }
    // Characters are kept or blanked as a whole, so this is still UTF-8.
    (String::from_utf8(blanked).unwrap_or_else(|_| text.to_owned()), comments)
}

/// The content of the comment, if an expression in braces is one.
fn comment(text: &str, braces: Range<usize>) -> Option<Range<usize>> {
    let whole = text.get(braces.clone())?;
    let open = whole.strip_prefix('{')?.trim_start().strip_prefix("/*")?;
    let content = open.strip_suffix('}')?.trim_end().strip_suffix("*/")?;
    let start = braces.start + whole.len() - open.len();
    Some(start..start + content.len())
}

fn blank(byte: u8) -> u8 {
    if matches!(byte, b'\n' | b'\r') { byte } else { b' ' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_blanked_and_every_offset_stays() {
        let text = "import X from 'x'\n\n# Glow {props.name}\n\n{/* é */}<X a={{b: 1}}>Firm skin</X>\n";
        let (blanked, comments) = blank_code(text);
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked.find("Firm skin"), text.find("Firm skin"));
        assert_eq!(comments.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), [" \u{e9} "]);
        assert!(!blanked.contains("import") && !blanked.contains("props") && !blanked.contains('é'));
    }

    #[test]
    fn braces_in_fenced_code_are_left_to_markdown() {
        let text = "```\n{ never closed\n```\nFirm skin\n";
        assert_eq!(blank_code(text), (text.to_owned(), Vec::new()));
    }
}
