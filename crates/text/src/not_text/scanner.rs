//! Goes through a source once and finds what is not prose in it.
//!
//! Each kind of code has its own file beside this one. Here is only the order in which they are asked, and that what lies in
//! code of Markdown or in a script means nothing.

use std::ops::Range;

use claimlint_base::source::floor_boundary;
use regex::Regex;

use super::delimiters::{ALL, Delimiters, GO_COMMENT_END, Kind, WITH_CODE};
use super::found::{Gap, NotText, Shown};
use super::scan::Scan;
use super::{braced, braces, brackets, code, directives, javascript, marks, php, script};
use crate::format::Format;

/// Finds what is not prose in a text from a byte on, and what the user's patterns match. Before that byte is front
/// matter, in which only delimiters of templates mean anything.
pub fn find(text: &str, from: usize, format: Format, patterns: &[Regex]) -> NotText {
    let scan = Scan::new(text, format, from);
    let mut scanner = Scanner { scan, without_end: Vec::new(), unpaired: Vec::new() };
    // Code has no templates in it, and braces of its own.
    if format != Format::Jsx {
        scanner.go_through(0..from, true);
        scanner.go_through(from..text.len(), false);
    }
    let mut found = scanner.scan.found;
    let matches = patterns.iter().flat_map(|pattern| pattern.find_iter(text));
    let matches = matches.filter(|found| !found.is_empty());
    found.gaps.extend(matches.map(|found| Gap { range: found.range(), shown: Shown::Unknown }));
    found.gaps = joined(found.gaps);
    found.comments.sort_by_key(|comment| comment.start);
    found
}

/// Gaps that overlap or touch are one.
fn joined(mut gaps: Vec<Gap>) -> Vec<Gap> {
    gaps.sort_by_key(|gap| (gap.range.start, usize::MAX - gap.range.end));
    let mut joined: Vec<Gap> = Vec::with_capacity(gaps.len());
    for gap in gaps {
        match joined.last_mut() {
            Some(last) if gap.range.end <= last.range.end => {}
            Some(last) if gap.range.start < last.range.end || last.touches(&gap) => last.take(&gap),
            _ => joined.push(gap),
        }
    }
    joined
}

/// Goes through a source.
struct Scanner<'t> {
    scan: Scan<'t>,
    /// The signs that end a raw element and do not come any more.
    without_end: Vec<&'static str>,
    /// The tags with code that are not ended any more.
    unpaired: Vec<(&'static str, &'static str)>,
}

impl Scanner<'_> {
    fn go_through(&mut self, range: Range<usize>, is_front_matter: bool) {
        let bytes = self.scan.text.as_bytes();
        let is_mdx = self.scan.format == Format::Mdx;
        let mut at = range.start;
        while let Some(found) = bytes[at..range.end].iter().position(|byte| may_begin(*byte, is_mdx)) {
            at += found;
            let end = if is_front_matter { self.delimited(at) } else { self.construct(at) };
            at = end.unwrap_or(at + 1).min(range.end).max(at + 1);
        }
    }

    /// Takes what begins at a byte, and returns its end.
    fn construct(&mut self, at: usize) -> Option<usize> {
        let bytes = self.scan.text.as_bytes();
        // In a script and a comment, braces and brackets are its own.
        if at < self.scan.quiet_until {
            return self.delimited(at);
        }
        let is_markdown = matches!(self.scan.format, Format::Markdown | Format::Mdx);
        match bytes[at] {
            b'\\' => Some(at + 1 + self.scan.text[at + 1..].chars().next().map_or(0, char::len_utf8))
                .filter(|_| is_markdown),
            b'`' | b'~' if is_markdown => code::end_of_markdown_code(self.scan.text, at),
            b'`' if self.scan.format == Format::Plain => {
                let end = code::end_of_markdown_code(self.scan.text, at)?;
                let is_code = self.scan.text[at..end].trim_matches('`').len() > 1;
                if is_code { self.scan.gap(at..end, Shown::Unknown) } else { Some(end) }
            }
            b'i' | b'e' if self.scan.format == Format::Mdx => script::module(&mut self.scan, at),
            b'{' if self.scan.format == Format::Mdx => script::expression(&mut self.scan, at),
            b'{' if self.scan.format == Format::Braced => braced::expression(&mut self.scan, at),
            b'[' | b'%' | b'*' | b'@' if self.scan.format == Format::Braced => None,
            b'{' => self.delimited(at).or_else(|| braces::placeholder(&mut self.scan, at)),
            b'}' if self.scan.open_blocks > 0 => {
                self.scan.open_blocks -= 1;
                self.scan.gap(at..at + 1, Shown::Tag)
            }
            b'<' => match self.delimited(at) {
                Some(end) => Some(end),
                None => self.raw_element(at),
            },
            b'[' => {
                brackets::wiki_link(&mut self.scan, at).or_else(|| brackets::shortcode(&mut self.scan, at))
            }
            b'!' if is_markdown && self.scan.text[at..].starts_with("![[") => {
                brackets::wiki_link(&mut self.scan, at + 1).inspect(|_| {
                    self.scan.gap(at..at + 1, Shown::Unknown);
                })
            }
            b'@' if self.scan.format == Format::Html => directives::directive(&mut self.scan, at),
            b':' => marks::emoji(&mut self.scan, at),
            b'%' => {
                self.delimited(at).or_else(|| marks::placeholder_between_percent_signs(&mut self.scan, at))
            }
            b'*' => self.delimited(at),
            b'$' | b'#' if bytes.get(at + 1) == Some(&b'{') => braces::with_sign(&mut self.scan, at),
            _ => None,
        }
    }

    /// Nothing that is left open in a script or a comment is a fault. In Markdown, an empty line ends the HTML around a
    /// script, but not the script itself: all of it is taken here.
    fn raw_element(&mut self, at: usize) -> Option<usize> {
        let close = code::end_sign_of_raw_element(self.scan.text, at)?;
        if self.without_end.contains(&close) {
            return None;
        }
        let Some(end) = code::find_without_case(self.scan.text, at..self.scan.text.len(), close) else {
            self.without_end.push(close);
            return None;
        };
        let is_markdown = matches!(self.scan.format, Format::Markdown | Format::Mdx);
        if is_markdown && at >= self.scan.quiet_until && code::is_script_or_style(&self.scan.text[at..end]) {
            let end = self.scan.text[end..].find('>').map_or(end, |closed| end + closed + 1);
            return self.scan.gap(at..end, Shown::Nothing);
        }
        self.scan.quiet_until = end;
        None
    }

    /// Takes code between delimiters.
    fn delimited(&mut self, at: usize) -> Option<usize> {
        let rest = &self.scan.text[at..];
        let delimiters = ALL.iter().find(|one| rest.starts_with(one.open) && begins_code(one, rest))?;
        let inside = at + delimiters.open.len();
        let Some(close) = self.close_of(delimiters, inside) else {
            return self.never_closed(delimiters, at);
        };
        let mut end = close + delimiters.close.len();
        if delimiters.close == GO_COMMENT_END {
            end = past_braces(self.scan.text, end);
        }
        if delimiters.kind == Kind::Comment {
            if self.scan.gap(at..end, Shown::Nothing).is_some() {
                self.scan.found.comments.push(inside..close);
            }
            return Some(end);
        }
        if delimiters.open == "<?"
            && let Some(comment) = php::only_comment(self.scan.text, inside..close)
        {
            self.scan.found.comments.push(comment);
            return self.scan.gap(at..end, Shown::Nothing).or(Some(end));
        }
        if delimiters.kind == Kind::Tag
            && let Some(name) = first_word(&self.scan.text[inside..close])
            && let Some(name) = WITH_CODE.iter().find(|with_code| **with_code == name)
        {
            return self.paired(delimiters, at, inside..close, name);
        }
        let shown = if delimiters.kind == Kind::Tag { Shown::Tag } else { Shown::Unknown };
        self.scan.gap(at..end, shown).or(Some(end))
    }

    /// Takes a tag with code, up to the tag that ends it.
    fn paired(
        &mut self,
        delimiters: &'static Delimiters,
        at: usize,
        tag: Range<usize>,
        name: &'static str,
    ) -> Option<usize> {
        let start = tag.end + delimiters.close.len();
        // `{{< highlight go />}}` has no end.
        if self.scan.text[tag].trim_end().ends_with('/') || self.unpaired.contains(&(delimiters.open, name)) {
            return self.scan.gap(at..start, Shown::Tag);
        }
        let mut from = start;
        while let Some(found) = self.scan.text[from..].find(delimiters.open) {
            let open = from + found;
            from = open + delimiters.open.len();
            if !ends(&self.scan.text[from..], name) {
                continue;
            }
            let close = self.scan.text[from..].find(delimiters.close).map(|close| from + close)?;
            let end = close + delimiters.close.len();
            if self.scan.gap(at..end, Shown::Nothing).is_some() && name == "comment" {
                self.scan.found.comments.push(start..open);
            }
            return Some(end);
        }
        self.unpaired.push((delimiters.open, name));
        // Hugo has shortcodes of the same names that have no end.
        if delimiters.open == "{%" && at >= self.scan.quiet_until {
            self.scan.unclosed(&self.scan.text[at..start], at);
        }
        self.scan.gap(at..start, Shown::Tag)
    }

    /// Where the signs that close some code are. They come before the next code of the same kind opens; those in a string
    /// close nothing.
    fn close_of(&mut self, delimiters: &Delimiters, inside: usize) -> Option<usize> {
        let (open, close) = (delimiters.open, delimiters.close);
        let first = self.scan.next(close, inside)?;
        if delimiters.kind == Kind::Comment {
            return Some(first);
        }
        if open.starts_with("<?") && !self.scan.has_odd_php {
            match php::end_of_code(&self.scan.text[inside..]) {
                php::End::At(end) => return Some(inside + end),
                php::End::OfFile => return None,
                php::End::Unknown => self.scan.has_odd_php = true,
            }
        }
        let before_next =
            self.scan.text[inside..first].find(open).map(|next| &self.scan.text[inside..inside + next]);
        if before_next.is_some_and(|code| javascript::open_string(code).is_none()) {
            // Nothing of the kind is in itself: this one is not closed.
            return None;
        }
        let code = &self.scan.text[inside..first];
        let end = first + close.len();
        // The last of three braces closes: `{{{a}}}`, `{{ {a: 1}}}`.
        if close == "}}" && self.scan.text[end..].starts_with('}') && braces_are_open(code) {
            return Some(first + 1);
        }
        if code.len() > LONGEST_LINE || code.contains('\n') || javascript::open_string(code).is_none() {
            return Some(first);
        }
        let line = floor_boundary(self.scan.text, end + LONGEST_LINE);
        let line = self.scan.text[end..line].split('\n').next().unwrap_or_default();
        let again = line.find(close).map(|at| end + at);
        Some(
            again
                .filter(|again| javascript::open_string(&self.scan.text[inside..*again]).is_none())
                .unwrap_or(first),
        )
    }

    fn never_closed(&mut self, delimiters: &Delimiters, at: usize) -> Option<usize> {
        // `{#name}` is an attribute of Markdown, the others may be anything.
        if at < self.scan.quiet_until || matches!(delimiters.open, "{#" | "*|" | "%%[" | "%%=") {
            return None;
        }
        let is_first = !self.scan.found.unclosed.iter().any(|other| other.sign == delimiters.open);
        if is_first && delimiters.open.starts_with("<?") && !php::goes_on_as_markup(&self.scan.text[at..]) {
            // PHP at the end of a file need not be closed.
            return self.scan.gap(at..self.scan.text.len(), Shown::Nothing);
        }
        self.scan.unclosed(delimiters.open, at);
        self.scan.gap(at..at + delimiters.open.len(), Shown::Unknown)
    }
}

/// Whether something may begin with a byte that is not prose. In MDX that may be a letter, of `import` and `export`.
fn may_begin(byte: u8, is_mdx: bool) -> bool {
    match byte {
        b'{' | b'<' | b'[' | b'@' | b':' | b'*' | b'%' | b'$' | b'#' | b'`' | b'~' | b'}' | b'\\' | b'!' => {
            true
        }
        b'i' | b'e' => is_mdx,
        _ => false,
    }
}

/// No longer line, in bytes, is searched for the end of a string.
const LONGEST_LINE: usize = 1000;

/// Whether signs that also have another meaning begin code here.
fn begins_code(delimiters: &Delimiters, rest: &str) -> bool {
    let next = rest[delimiters.open.len()..].chars().next();
    match delimiters.open {
        // "<?if (…)": PHP may open without its name, and its first word may follow at once.
        "<?" => next.is_some_and(|next| next.is_whitespace() || next.is_ascii_alphabetic() || next == '$'),
        "<%" => next.is_some_and(|next| {
            next.is_whitespace() || next.is_alphabetic() || matches!(next, '-' | '@' | '!' | '%')
        }),
        "<#" => next.is_some_and(char::is_whitespace),
        "{#" => next.is_some_and(char::is_whitespace) || ends_on_line(rest, "#}"),
        "*|" => next.is_some_and(|next| next.is_ascii_uppercase()),
        _ => true,
    }
}

/// One past the braces that follow a comment of Go, or where they are not.
fn past_braces(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches([' ', '\t', '\n', '\r', '-']);
    rest.strip_prefix("}}").map_or(at, |after| text.len() - after.len())
}

/// Whether some signs come on the same line, and near.
fn ends_on_line(rest: &str, signs: &str) -> bool {
    let near = &rest[..floor_boundary(rest, LONGEST_LINE)];
    near.split('\n').next().is_some_and(|line| line.contains(signs))
}

/// Whether a tag ends another: `endcomment`, `/comment`, `/ comment`.
fn ends(tag: &str, name: &str) -> bool {
    let tag = tag.trim_start_matches(['-', '~']).trim_start();
    match tag.strip_prefix('/') {
        Some(after) => first_word(after.trim_start()) == Some(name),
        None => first_word(tag).and_then(|word| word.strip_prefix("end")) == Some(name),
    }
}

/// The first word of a tag that ends no other.
fn first_word(tag: &str) -> Option<&str> {
    let tag = tag.trim_start_matches(['-', '~']).trim_start();
    let length =
        tag.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let word = tag[..length].trim_end_matches('-');
    (!word.is_empty()).then_some(word)
}

fn braces_are_open(code: &str) -> bool {
    code.bytes().filter(|byte| *byte == b'{').count() > code.bytes().filter(|byte| *byte == b'}').count()
}
