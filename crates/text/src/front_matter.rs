//! Reads the front matter of a page: what search results and shared links show of it.
//!
//! It is YAML between `---` lines, TOML between `+++` lines, or a JSON object, at the top of Markdown, MDX, HTML and plain text. Which
//! keys are published is for `published`; the others are for the site generator and are not read. `yaml`
//! and `toml` find the values in their languages, `values` adds them to the document.

mod toml;
mod values;
mod yaml;

use std::collections::VecDeque;
use std::ops::Range;

use crate::builder::Builder;
use crate::json;
use crate::published::Keys;

/// The languages of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
    Json,
}

/// The front matter of a page.
#[derive(Debug, Clone)]
pub struct FrontMatter {
    language: Language,
    /// All its bytes, with the lines around it.
    pub whole: Range<usize>,
    /// What is between them.
    inner: Range<usize>,
}

impl FrontMatter {
    /// The front matter at the top of a page; `None` if there is none, or it has no end.
    pub fn find(text: &str) -> Option<FrontMatter> {
        if text.starts_with('{') {
            let end = end_of_object(text).filter(|_| begins_object(text))?;
            let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
            let ends_line = text[end..line_end].trim().is_empty();
            return ends_line.then_some(FrontMatter {
                language: Language::Json,
                whole: 0..line_end,
                inner: 0..end,
            });
        }
        let first = text.split_inclusive('\n').next()?;
        let (fence, language) = fence(first)?;
        let mut start = first.len();
        for line in text[first.len()..].split_inclusive('\n') {
            let bare = line.trim_end();
            // `---`, an empty line and words are not front matter, but words between two rules.
            if start == first.len() && bare.is_empty() {
                return None;
            }
            if is_end(bare, fence) {
                let (inner, whole) = (first.len()..start, 0..start + line.len());
                return Some(FrontMatter { language, whole, inner });
            }
            start += line.len();
        }
        None
    }

    /// Whether it is YAML whose lines are keys with their values, and nothing that could be prose.
    pub fn is_only_settings(&self, text: &str) -> bool {
        let is_key = |line: &str| {
            let key = line.split_once(':').map(|(key, _)| key);
            key.is_some_and(|key| {
                !key.is_empty()
                    && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
            })
        };
        let mut lines = text[self.inner.clone()].lines().filter(|line| !line.trim().is_empty());
        self.language == Language::Yaml && lines.all(|line| line.starts_with([' ', '-', '#']) || is_key(line))
    }

    /// Reads the values of published keys.
    pub fn read(&self, builder: &mut Builder, keys: &Keys) {
        let mut comments = comments(builder.source(), self.inner.clone());
        match self.language {
            Language::Yaml => yaml::read(builder, self.inner.clone(), keys, &mut comments),
            Language::Toml => toml::read(builder, self.inner.clone(), keys, &mut comments),
            Language::Json => {
                comments.clear();
                if let Err((message, at)) = json::read_front_matter(builder, self.inner.clone(), keys)
                    && builder.gaps_in(&self.inner).is_empty()
                {
                    builder.leave_unread(format!("the front matter is not valid JSON: {message}"), at);
                }
            }
        }
        comments.into_iter().for_each(|comment| builder.comment(comment));
    }
}

fn fence(line: &str) -> Option<(&'static str, Language)> {
    match line.trim_end() {
        "---" => Some(("---", Language::Yaml)),
        "+++" => Some(("+++", Language::Toml)),
        _ => None,
    }
}

/// Whether a text begins with an object of JSON rather than with an expression.
fn begins_object(text: &str) -> bool {
    let inside = text[1..].trim_start();
    let name = inside.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    name.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// One past the brace that closes the one at the start.
fn end_of_object(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string && depth == 1 => return Some(at + 1),
            b'}' if !in_string => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The contents of the comment lines, which begin with `#` in both languages. They are taken one by one as the values after
/// them are read.
fn comments(source: &str, range: Range<usize>) -> VecDeque<Range<usize>> {
    let mut at = range.start;
    let lines = source[range].split_inclusive('\n').filter_map(|line| {
        let start = at;
        at += line.len();
        let content = line.trim_start().strip_prefix('#')?;
        Some(start + line.len() - content.len()..at)
    });
    lines.collect()
}

/// Reports front matter without an end: it would be checked as prose, and the page would not build.
pub fn report_unclosed(builder: &mut Builder) {
    let text = builder.source();
    if begins_with_brace(text) {
        return builder
            .leave_unread("the front matter that begins here is not closed; end it with }".to_owned(), 0);
    }
    let mut lines = text.lines().map(str::trim_end);
    let Some((fence, _)) = lines.next().and_then(fence) else { return };
    let second = lines.next().unwrap_or_default();
    let key = second.split([':', '=']).next().unwrap_or_default().trim();
    let is_key = key.len() < second.trim().len()
        && !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    if is_key && !is_end(second, fence) && !lines.any(|line| is_end(line, fence)) {
        builder
            .leave_unread(format!("the front matter that begins here is not closed; end it with {fence}"), 0);
    }
}

/// Whether a text begins with an object of JSON that has no end.
fn begins_with_brace(text: &str) -> bool {
    text.starts_with('{') && begins_object(text) && end_of_object(text).is_none()
}

/// Whether a line ends the front matter that a fence opened.
fn is_end(line: &str, fence: &str) -> bool {
    line == fence || (fence == "---" && line == "...")
}
