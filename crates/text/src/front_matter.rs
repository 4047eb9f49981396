//! Reads the front matter of a page: what search results and shared links show of it.
//!
//! It is YAML between `---` lines, TOML between `+++` lines, or a JSON object, at the top of Markdown, MDX, HTML and plain text. Which
//! keys are published is for `published`; the others are for the site generator and are not read.

use std::collections::VecDeque;
use std::ops::Range;
use std::str::Chars;

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use crate::block::BlockKind;
use crate::builder::Builder;
use crate::json;
use crate::parts::Piece;
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
            Language::Yaml => read_yaml(builder, self.inner.clone(), keys, &mut comments),
            Language::Toml => read_toml(builder, self.inner.clone(), keys, &mut comments),
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

/// A mapping or a list that is open in YAML.
enum Open {
    Mapping { key: Option<String> },
    List,
}

fn read_yaml(builder: &mut Builder, range: Range<usize>, keys: &Keys, comments: &mut VecDeque<Range<usize>>) {
    let text = &with_values_joined(&builder.source()[range.clone()]);
    let mut places = Places { text, characters: 0, byte: 0 };
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            // What a template writes into it is not known.
            Err(_) if !builder.gaps_in(&range).is_empty() => return,
            Err(error) => {
                let at = range.start + places.byte_of(error.marker().index());
                builder.leave_unread(format!("the front matter is not valid YAML: {}", error.info()), at);
                return;
            }
        };
        match event {
            Event::MappingStart(..) => open.push(Open::Mapping { key: None }),
            Event::SequenceStart(..) => open.push(Open::List),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                end_value(&mut open);
            }
            Event::Scalar(value, style, ..) => {
                if let Some(Open::Mapping { key: key @ None }) = open.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                if let Some(kind) = kind_of_value(&open, keys, &value) {
                    let (start, end) = (places.byte_of(span.start.index()), places.byte_of(span.end.index()));
                    let raw = range.start + start..range.start + end;
                    take_before(builder, comments, raw.start);
                    add(builder, kind, &value, raw, style == ScalarStyle::Plain);
                }
                end_value(&mut open);
            }
            Event::Alias(_) => end_value(&mut open),
            _ => {}
        }
    }
}

/// The text with each quoted value on one line, of the same length. YAML wants the lines of a value further in than its key (1.2.2,
/// 7.3); libyaml, by which Jekyll reads, does not.
fn with_values_joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut open = None;
    for line in text.split_inclusive('\n') {
        let mut rest = if open.is_some() { line } else { quoted_value(line).unwrap_or_default() }.chars();
        open = open.or_else(|| rest.next());
        open = open.filter(|quote| !is_closed(&mut rest, *quote));
        let end = line.trim_end_matches(['\n', '\r']).len();
        joined.push_str(&line[..end]);
        match open {
            Some(_) => joined.extend(line[end..].chars().map(|_| ' ')),
            None => joined.push_str(&line[end..]),
        }
    }
    joined
}

/// Whether a quoted value ends in the signs that follow.
fn is_closed(rest: &mut Chars<'_>, quote: char) -> bool {
    while let Some(sign) = rest.next() {
        if sign == '\\' && quote == '"' {
            rest.next();
        } else if sign == quote && !(quote == '\'' && rest.as_str().starts_with('\'')) {
            return true;
        } else if sign == quote {
            // Two of them are one in the value.
            rest.next();
        }
    }
    false
}

/// The value of a key from its quotation mark on: `title: "…`.
fn quoted_value(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(": ")?;
    let is_key = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let value = value.trim_start();
    (is_key && value.starts_with(['"', '\''])).then_some(value)
}

/// A value is complete: a key comes next.
fn end_value(open: &mut [Open]) {
    if let Some(Open::Mapping { key }) = open.last_mut() {
        *key = None;
    }
}

/// The kind of block that a value becomes, or one in a list of values.
fn kind_of_value(open: &[Open], keys: &Keys, value: &str) -> Option<BlockKind> {
    let mut path: Vec<String> = Vec::new();
    for one in open {
        match one {
            Open::Mapping { key } => path.push(key.clone()?),
            Open::List => {}
        }
    }
    let key = path.pop()?;
    keys.kind(&path, &key, value)
}

/// Turns the characters that the parser counts into bytes. Each place is searched from the one before it.
struct Places<'t> {
    text: &'t str,
    characters: usize,
    byte: usize,
}

impl Places<'_> {
    fn byte_of(&mut self, characters: usize) -> usize {
        if characters < self.characters {
            (self.characters, self.byte) = (0, 0);
        }
        let next = self.text[self.byte..].char_indices().nth(characters - self.characters);
        self.byte = next.map_or(self.text.len(), |(at, _)| self.byte + at);
        self.characters = characters;
        self.byte
    }
}

/// A published value of TOML with its bytes.
struct Field<'v> {
    kind: BlockKind,
    value: &'v str,
    raw: Range<usize>,
}

fn read_toml(builder: &mut Builder, range: Range<usize>, keys: &Keys, comments: &mut VecDeque<Range<usize>>) {
    let text = &builder.source()[range.clone()];
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(_) if !builder.gaps_in(&range).is_empty() => return,
        Err(error) => {
            let at = range.start + error.span().map_or(0, |span| span.start);
            builder.leave_unread(format!("the front matter is not valid TOML: {}", error.message()), at);
            return;
        }
    };
    let mut fields = Vec::new();
    fields_of(&table, keys, &mut Vec::new(), &mut fields);
    fields.sort_by_key(|field| field.raw.start);
    for Field { kind, value, raw } in fields {
        let raw = range.start + raw.start..range.start + raw.end;
        take_before(builder, comments, raw.start);
        add(builder, kind, value, raw, false);
    }
}

fn fields_of<'v>(table: &'v DeTable<'_>, keys: &Keys, path: &mut Vec<String>, fields: &mut Vec<Field<'v>>) {
    for (key, value) in table {
        let name = key.get_ref();
        let mut take = |one: &'v toml::Spanned<DeValue<'_>>| {
            if let Some(text) = one.get_ref().as_str()
                && let Some(kind) = keys.kind(path, name, text)
            {
                fields.push(Field { kind, value: text, raw: one.span() });
            }
        };
        let (tables, values) = match value.get_ref() {
            DeValue::Array(values) => values.iter().partition(|value| value.get_ref().as_table().is_some()),
            DeValue::Table(_) => (vec![value], Vec::new()),
            _ => (Vec::new(), vec![value]),
        };
        values.into_iter().for_each(&mut take);
        for table in tables.into_iter().filter_map(|table| table.get_ref().as_table()) {
            path.push(name.to_string());
            fields_of(table, keys, path, fields);
            path.pop();
        }
    }
}

/// Takes the comments before a byte of the source.
fn take_before(builder: &mut Builder, comments: &mut VecDeque<Range<usize>>, at: usize) {
    while comments.front().is_some_and(|comment| comment.end <= at) {
        comments.pop_front().into_iter().for_each(|comment| builder.comment(comment));
    }
}

/// Adds a value as a block, with each character mapped to where the source writes it.
fn add(builder: &mut Builder, kind: BlockKind, value: &str, raw: Range<usize>, plain: bool) {
    if is_code(value) {
        return;
    }
    builder.open(kind);
    let pieces = align(value, &builder.source()[raw.clone()], raw.start, plain)
        .unwrap_or_else(|| vec![Piece::Decoded(value.to_owned(), raw)]);
    builder.pieces(pieces);
    builder.close();
}

/// Whether a value is a style sheet or a script, as tools make descriptions of the beginning of a page.
fn is_code(value: &str) -> bool {
    value.contains("!important")
        || value.contains('{') && value.contains([';', '=', ':']) && !value.contains("{{")
}

/// How many bytes there are before the characters of a value that has a sign for its style: a quotation mark, or the line that begins a
/// block (`>-`, `|2`), in which a mark belongs to the value.
fn before_value(raw: &str) -> usize {
    match raw.bytes().next() {
        Some(b'|' | b'>') => raw.find('\n').unwrap_or(raw.len()),
        Some(b'"' | b'\'') => 1,
        _ => 0,
    }
}

/// Finds the characters of a decoded value in its raw form, and passes over quotes, indents and line folds. `None` if the
/// raw form writes a character otherwise, as an escape does.
fn align(value: &str, raw: &str, base: usize, plain: bool) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut at = if plain { 0 } else { before_value(raw) };
    for character in value.chars() {
        let rest = &raw[at..];
        if character.is_whitespace() {
            let run = rest.len() - rest.trim_start().len();
            if run > 0 {
                pieces.push(Piece::Source(base + at..base + at + run));
            }
            at += run;
            continue;
        }
        at += rest.len() - rest.trim_start().len();
        if !raw[at..].starts_with(character) {
            return None;
        }
        let end = at + character.len_utf8();
        match pieces.last_mut() {
            Some(Piece::Source(last)) if last.end == base + at => last.end = base + end,
            _ => pieces.push(Piece::Source(base + at..base + end)),
        }
        at = end;
    }
    Some(pieces)
}
