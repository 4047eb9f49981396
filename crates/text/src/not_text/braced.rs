//! Code in braces, as pages of Svelte and Astro have it: expressions, blocks, and in Astro the markup in expressions.
//!
//! `{items.map((item) => <li>{item.name}</li>)}` is code, markup and code. How far a piece of code goes is found as in `javascript`;
//! here it also ends where an element begins.

use super::found::Shown;
use super::javascript::Code;
use super::scan::Scan;
use super::script;

/// A stretch of code.
struct Stretch {
    start: usize,
    end: usize,
    /// Whether it is a whole expression, and not what is around markup.
    is_expression: bool,
}

/// What is open, from the outside in.
enum Open {
    /// Code, from its brace on; how many braces are open in it.
    Code { braces: usize },
    /// Markup in code, and how many elements are open in it.
    Markup { elements: usize },
}

/// Takes an expression with all that is in it, and returns its end.
pub fn expression(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text;
    // Where one has no end, the next is not searched to the end again.
    let is_doubtful = scan.found.unclosed.iter().any(|other| other.sign == "{");
    let found = if is_doubtful { None } else { taken(text, at) };
    let Some((end, codes)) = found else {
        scan.unclosed("{", at);
        return scan.gap(at..at + 1, Shown::Unknown);
    };
    if let [_] = codes.as_slice() {
        let inside = at + 1..end - 1;
        if let Some(content) = script::comment(text, inside.clone()) {
            scan.found.comments.push(content);
            return scan.gap(at..end, Shown::Nothing);
        }
        let shown = match script::string(text, inside) {
            Some(words) => Shown::Words { start: words.start, end: words.end },
            None if text[at + 1..].starts_with(['#', ':', '/', '@']) => Shown::Tag,
            None => Shown::Unknown,
        };
        return scan.gap(at..end, shown);
    }
    for code in codes {
        scan.gap(code.start..code.end, if code.is_expression { Shown::Unknown } else { Shown::Tag });
    }
    Some(end)
}

/// The end of an expression, and the stretches of code in it, each with whether it is an expression by itself; `None` where it has no
/// end.
fn taken(text: &str, at: usize) -> Option<(usize, Vec<Stretch>)> {
    let bytes = text.as_bytes();
    let mut open = vec![Open::Code { braces: 0 }];
    let mut codes = Vec::new();
    // Where the code begins that is being read, and whether markup was in it.
    let (mut start, mut is_whole) = (at, true);
    let mut here = at + 1;
    while let Some(&byte) = bytes.get(here) {
        match open.last_mut()? {
            Open::Code { braces } => match byte {
                b'{' => *braces += 1,
                b'}' if *braces > 0 => *braces -= 1,
                b'}' => {
                    here += 1;
                    codes.push(Stretch { start, end: here, is_expression: is_whole });
                    open.pop();
                    if open.is_empty() {
                        return Some((here, codes));
                    }
                    continue;
                }
                b'"' | b'\'' | b'`' | b'/' => {
                    here = end_of_literal(text, here)?;
                    continue;
                }
                b'<' if begins_element(text, start, here) => {
                    codes.push(Stretch { start, end: here, is_expression: false });
                    open.push(Open::Markup { elements: 0 });
                    continue;
                }
                _ => {}
            },
            Open::Markup { elements } => match byte {
                b'<' if text[here..].starts_with("<!--") => {
                    here += text[here..].find("-->")? + 3;
                    continue;
                }
                b'<' => {
                    let (end, is_empty) = tag(text, here, &mut codes)?;
                    match bytes.get(here + 1) {
                        Some(b'/') => *elements = elements.saturating_sub(1),
                        _ => *elements += usize::from(!is_empty),
                    }
                    here = end;
                    if *elements == 0 {
                        open.pop();
                        (start, is_whole) = (here, false);
                    }
                    continue;
                }
                b'{' => {
                    (start, is_whole) = (here, true);
                    open.push(Open::Code { braces: 0 });
                }
                _ => {}
            },
        }
        here += 1;
    }
    None
}

/// One past a string, a template or a comment, or past the sign that begins none; `None` for a template without an end.
fn end_of_literal(text: &str, at: usize) -> Option<usize> {
    let mut code = Code::new(text, at);
    let mut end = code.step()?;
    while !code.is_outside() {
        end = code.step()?;
    }
    Some(end)
}

/// Whether an element begins at a sign in code: a name or nothing follows it, and what is before it is no value to be compared.
fn begins_element(text: &str, start: usize, at: usize) -> bool {
    let next = text[at + 1..].chars().next();
    let before = text[start + 1..at.max(start + 1)].trim_end();
    let is_after_word =
        before.ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '$' | ')' | ']'));
    next.is_some_and(|next| next.is_ascii_alphabetic() || next == '>')
        && (!is_after_word || before.ends_with("return"))
}

/// The end of a tag, and whether nothing is in its element. Code in its attributes is added.
fn tag(text: &str, at: usize, codes: &mut Vec<Stretch>) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut here = at + 1;
    loop {
        match bytes.get(here)? {
            b'"' | b'\'' => {
                let quote = bytes[here];
                here += 1 + memchr::memchr(quote, bytes.get(here + 1..)?)? + 1;
            }
            b'{' => {
                let mut code = Code::new(text, here);
                let mut end = code.step()?;
                while !code.is_outside() {
                    end = code.step()?;
                }
                codes.push(Stretch { start: here, end, is_expression: true });
                here = end;
            }
            b'>' => break,
            _ => here += 1,
        }
    }
    let name = &text[at + 1..];
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_empty = bytes[here - 1] == b'/' || VOID.contains(&name[..length].to_ascii_lowercase().as_str());
    Some((here + 1, is_empty))
}

/// The elements that have no end tag.
const VOID: &[&str] =
    &["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
