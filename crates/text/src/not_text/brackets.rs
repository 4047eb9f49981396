//! Square brackets that are not prose: wiki links, and the shortcodes of WordPress.

use claimlint_base::source::floor_boundary;

use super::found::Shown;
use super::scan::Scan;
use crate::format::Format;

/// No wiki link and no shortcode is longer, in bytes.
const LONGEST: usize = 2000;

/// Takes `[[page]]`, and of `[[page|words]]` what is not the words. `[[1]]` is the marker of a source.
pub fn wiki_link(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text;
    let inside = text[at..].strip_prefix("[[")?;
    let near = &inside[..floor_boundary(inside, LONGEST)];
    let length = near.find(['[', ']', '\n'])?;
    let target = &near[..length];
    let end = at + 2 + length;
    let is_marker = !target.chars().any(char::is_alphabetic) || text[end..].starts_with("](");
    if is_marker || !text[end..].starts_with("]]") || text[end + 2..].starts_with('(') {
        return None;
    }
    match target.find('|') {
        Some(bar) => {
            scan.gap(at..at + 2 + bar + 1, Shown::Nothing)?;
            scan.gap(end..end + 2, Shown::Nothing)
        }
        None => scan.gap(at..end + 2, Shown::Unknown),
    }
}

/// Takes a shortcode: `[gallery ids="1,2"]`, `[/caption]`, `[caption]` where it is closed somewhere, `[contact_form]`.
pub fn shortcode(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text;
    let rest = &text[at + 1..];
    let is_end = rest.starts_with('/');
    let from = usize::from(is_end);
    let length = rest[from..]
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        .take(LONGEST)
        .count();
    let name = &rest[from..from + length];
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return None;
    }
    let after = &rest[from + length..];
    let near = &after[..floor_boundary(after, LONGEST)];
    let close = end_of_attributes(near)?;
    let attributes = &near[..close];
    let end = at + 1 + from + length + close + 1;
    // A link of Markdown: `[text](…)`, `[text][…]`, `[text]: …`.
    let is_link = text[end..].starts_with(['(', '[', ':']) && scan.format != Format::Html;
    let is_bare = attributes.trim().is_empty() || attributes.trim() == "/";
    let is_one = is_end && is_bare
        || has_attribute(attributes)
        || attributes.trim_end().ends_with('/')
        || is_bare && (name.contains('_') || is_closed_somewhere(scan, name));
    if is_link && !has_attribute(attributes) || !is_one {
        return None;
    }
    scan.gap(at..end, Shown::Tag)
}

/// Where the attributes of a shortcode end, on its line or not: at the bracket outside of strings.
fn end_of_attributes(near: &str) -> Option<usize> {
    let mut quote = None;
    for (at, sign) in near.char_indices() {
        match quote {
            Some(open) if sign == open => quote = None,
            Some(_) => {}
            None if sign == ']' => return Some(at),
            None if sign == '[' => return None,
            None if matches!(sign, '"' | '\u{201D}') && near[..at].ends_with('=') => quote = Some(sign),
            None if sign == '\'' && near[..at].ends_with('=') => quote = Some(sign),
            None => {}
        }
    }
    None
}

/// Whether there is a `name="value"` or `name=value`.
fn has_attribute(attributes: &str) -> bool {
    attributes.starts_with(char::is_whitespace)
        && attributes.split_whitespace().any(|part| {
            part.split_once('=').is_some_and(|(name, value)| {
                !value.is_empty()
                    && !name.is_empty()
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            })
        })
}

/// Whether a shortcode of this name is closed anywhere in the text.
fn is_closed_somewhere<'t>(scan: &mut Scan<'t>, name: &str) -> bool {
    let text: &'t str = scan.text;
    let closed = scan.shortcodes.get_or_insert_with(|| {
        let mut names: Vec<&'t str> = Vec::new();
        for part in text.split("[/").skip(1) {
            let name = part.split(']').next().filter(|_| part.contains(']')).unwrap_or_default();
            if name.len() < LONGEST && !names.contains(&name) && names.len() < MOST_NAMES {
                names.push(name);
            }
        }
        names
    });
    closed.contains(&name)
}

/// No page has more different shortcodes.
const MOST_NAMES: usize = 200;
