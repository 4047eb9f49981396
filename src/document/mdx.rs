//! Blanks out the code of MDX, so that what is left reads as Markdown.
//!
//! Imports, exports and expressions in braces are replaced by spaces of equal length, line ends kept: every byte of
//! text keeps its offset. JSX tags stay, since Markdown reads them as HTML.

/// A copy of `text`, of the same length in bytes, without its code.
pub fn blank_code(text: &str) -> String {
    let mut blanked = Vec::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut in_module_code = false;
    let mut depth = 0usize;
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
            // Module code ends at an empty line, as MDX itself has it.
            in_module_code = !trimmed.is_empty();
            blanked.extend(line.bytes().map(blank));
            continue;
        }
        for byte in line.bytes() {
            depth += usize::from(byte == b'{');
            blanked.push(if depth > 0 { blank(byte) } else { byte });
            depth = depth.saturating_sub(usize::from(byte == b'}'));
        }
    }
    // Whole characters are kept or blanked byte by byte, so this is UTF-8 as before.
    String::from_utf8(blanked).unwrap_or_else(|_| text.to_owned())
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
        let blanked = blank_code(text);
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked.find("Firm skin"), text.find("Firm skin"));
        assert!(!blanked.contains("import") && !blanked.contains("props") && !blanked.contains('é'));
    }

    #[test]
    fn braces_in_fenced_code_are_left_to_markdown() {
        let text = "```\n{ never closed\n```\nFirm skin\n";
        assert_eq!(blank_code(text), text);
    }
}
