//! Code in Markdown and raw elements of HTML, in which signs of templates mean something else or nothing.

use std::ops::Range;

use claimlint_base::source::floor_boundary;

/// The end of the code of Markdown that begins at a backtick or tilde: a fenced block, or code in a line.
pub fn end_of_markdown_code(text: &str, at: usize) -> Option<usize> {
    let sign = text.as_bytes()[at];
    let length = run(text, at, sign);
    if length >= 3 && begins_line(text, at) {
        return Some(end_of_fence(text, at, length));
    }
    if sign != b'`' {
        return Some(at + length);
    }
    // Code in a line ends with as many backticks, in the same paragraph.
    let mut from = at + length;
    let limit = floor_boundary(text, from + LONGEST_CODE);
    while let Some(found) = text[from.min(limit)..limit].find(['`', '\n']) {
        let place = from + found;
        if text.as_bytes()[place] == b'\n' {
            let next = text[place + 1..].split('\n').next().unwrap_or_default();
            if next.trim().is_empty() {
                break;
            }
            from = place + 1;
            continue;
        }
        let closing = run(text, place, b'`');
        if closing == length {
            return Some(place + closing);
        }
        from = place + closing;
    }
    Some(at + length)
}

/// No code in a line is longer, in bytes.
const LONGEST_CODE: usize = 10_000;

fn run(text: &str, at: usize, sign: u8) -> usize {
    text[at..].bytes().take_while(|byte| *byte == sign).count()
}

/// Whether only white space, signs of quotations and markers of lists are before a byte on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.len() < 100
        && line
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9'))
}

/// The end of a fenced block, after the line that closes it. Without one, everything is code.
fn end_of_fence(text: &str, at: usize, length: usize) -> usize {
    let sign = text.as_bytes()[at];
    let mut line_start = at;
    while let Some(end) = text[line_start..].find('\n') {
        line_start += end + 1;
        let line = text[line_start..].split('\n').next().unwrap_or_default();
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let closing = bare.bytes().take_while(|byte| *byte == sign).count();
        if closing >= length && bare[closing..].trim().is_empty() {
            return line_start + line.len();
        }
    }
    text.len()
}

/// The elements whose content is not text, and comments: what begins and what ends them.
const RAW: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<textarea", "</textarea"),
    ("<pre", "</pre"),
    ("<code", "</code"),
];

/// The signs that end the raw element or comment that begins at a byte; `None` if none begins there.
pub fn end_sign_of_raw_element(text: &str, at: usize) -> Option<&'static str> {
    RAW.iter().find(|(open, _)| starts_with_name(&text[at..], open)).map(|(_, close)| *close)
}

/// Whether a raw element is a script or a style sheet, which no reader of Markdown sees. Structured data is published.
pub fn is_script_or_style(element: &str) -> bool {
    let tag = element.split('>').next().unwrap_or_default();
    ["<script", "<style"].iter().any(|name| starts_with_name(element, name)) && !tag.contains("ld+json")
}

fn starts_with_name(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && text[name.len()..].bytes().next().is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// Where some signs come next, in capitals or small letters.
pub fn find_without_case(text: &str, range: Range<usize>, sign: &str) -> Option<usize> {
    let bytes = &text.as_bytes()[range.clone()];
    let first = sign.as_bytes()[0];
    memchr::memchr_iter(first, bytes)
        .find(|at| {
            bytes.get(*at..*at + sign.len()).is_some_and(|found| found.eq_ignore_ascii_case(sign.as_bytes()))
        })
        .map(|at| range.start + at)
}
