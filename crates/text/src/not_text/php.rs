//! Where PHP ends: at its own sign, outside of its strings, or at the end of the file, unless markup follows it.

use std::ops::Range;

/// How some code ends.
pub enum End {
    /// At the signs that are here.
    At(usize),
    /// With the file: nothing is left open.
    OfFile,
    /// A string or a comment is never closed, so that nobody can tell.
    Unknown,
}

/// Where the signs that end some code are, which begins after those that open it. Strings and long comments may have the same signs in
/// them, a comment of one line may not.
pub fn end_of_code(code: &str) -> End {
    let bytes = code.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let length = match byte {
            b'?' if rest.starts_with(b"?>") => return End::At(at),
            b'"' | b'\'' => end_of_string(rest),
            b'#' => Some(length_of_comment(&code[at..])),
            b'/' if rest.starts_with(b"//") => Some(length_of_comment(&code[at..])),
            b'/' if rest.starts_with(b"/*") => code[at..].find("*/").map(|end| end + 2),
            b'<' if rest.starts_with(b"<<<") => Some(length_of_heredoc(&code[at..])),
            _ => Some(1),
        };
        let Some(length) = length else { return End::Unknown };
        at += length;
    }
    End::OfFile
}

/// The content of the comment, if that is all there is in some code, which begins after `<?`.
pub fn only_comment(text: &str, inside: Range<usize>) -> Option<Range<usize>> {
    let whole = text.get(inside.clone())?;
    let code = whole.strip_prefix("php").unwrap_or(whole).trim();
    let content = match code.strip_prefix("/*") {
        Some(rest) => rest.strip_suffix("*/").filter(|content| !content.contains("*/")),
        None => {
            let line = code.strip_prefix("//").or_else(|| code.strip_prefix('#'));
            line.filter(|content| !content.contains('\n') && !content.starts_with('['))
        }
    }?;
    let start = inside.start + whole.find(content)?;
    Some(start..start + content.len())
}

/// The length of a comment on one line, up to the signs that end the code.
fn length_of_comment(rest: &str) -> usize {
    let line = &rest[..length_of_line(rest.as_bytes())];
    line.find("?>").unwrap_or(line.len())
}

/// Whether a line after some PHP begins with a tag of HTML, outside of its strings and comments: the closing `?>` was
/// forgotten. At the end of a file it need not be there.
pub fn goes_on_as_markup(code: &str) -> bool {
    let bytes = code.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        at += match byte {
            b'"' | b'\'' => length_of_string(rest),
            b'#' => length_of_line(rest),
            b'/' if rest.starts_with(b"//") => length_of_line(rest),
            b'/' if rest.starts_with(b"/*") => code[at..].find("*/").map_or(rest.len(), |end| end + 2),
            b'<' if rest.starts_with(b"<<<") => length_of_heredoc(&code[at..]),
            b'\n' if begins_with_tag(&code[at + 1..]) => return true,
            _ => 1,
        };
    }
    false
}

/// The length of a string, which may have line ends in it. One that is never closed goes to the end.
fn length_of_string(rest: &[u8]) -> usize {
    end_of_string(rest).unwrap_or(rest.len())
}

/// One past the mark that closes a string.
fn end_of_string(rest: &[u8]) -> Option<usize> {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 1,
            _ if *byte == rest[0] => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The length of a line, without its end.
fn length_of_line(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// The length of `<<<NAME … NAME`.
fn length_of_heredoc(rest: &str) -> usize {
    let name = rest[3..].trim_start_matches([' ', '"', '\'']);
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let name = &name[..length];
    if name.is_empty() {
        return 3;
    }
    let start = rest.len() - rest[3..].len() + length;
    let end = rest[start..]
        .match_indices('\n')
        .find(|(at, _)| rest[start + at + 1..].trim_start().starts_with(name));
    end.map_or(rest.len(), |(at, _)| start + at + 1)
}

fn begins_with_tag(line: &str) -> bool {
    let tag = line.trim_start_matches([' ', '\t']).strip_prefix('<').unwrap_or_default();
    tag.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphabetic())
}
