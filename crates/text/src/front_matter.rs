//! Reads the front matter of Markdown: the `title`, `description` and `summary` that search results show.
//!
//! It is YAML between `---` lines or TOML between `+++` lines. The other keys are for the site generator and are not read.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::MetadataBlockKind;
use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::DeTable;

use crate::block::BlockKind;
use crate::builder::{Builder, Piece};

/// The kind of block that the text of a key becomes; `None` for keys that are not published.
fn published(key: &str) -> Option<BlockKind> {
    match key {
        "title" => Some(BlockKind::Title),
        "description" | "summary" => Some(BlockKind::Description),
        _ => None,
    }
}

/// Reads the front matter in `range`, which includes its fences.
pub fn read(builder: &mut Builder, kind: MetadataBlockKind, range: Range<usize>) {
    let whole = &builder.source()[range.clone()];
    let start = range.start + whole.find('\n').map_or(whole.len(), |end| end + 1);
    let end = range.start + whole.trim_end().rfind('\n').map_or(0, |end| end + 1);
    let inner = start..end.max(start);
    let mut comments = comments(builder.source(), inner.clone());
    match kind {
        MetadataBlockKind::YamlStyle => read_yaml(builder, inner, &mut comments),
        MetadataBlockKind::PlusesStyle => read_toml(builder, inner, &mut comments),
    }
    comments.into_iter().for_each(|comment| builder.comment(comment));
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
    let mut lines = builder.source().lines().map(str::trim_end);
    let Some(fence) = lines.next().filter(|line| matches!(*line, "---" | "+++")) else { return };
    let second = lines.next().unwrap_or_default();
    let key = second.split([':', '=']).next().unwrap_or_default().trim();
    let is_key = key.len() < second.trim().len()
        && !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    if is_key && !is_end(second, fence) && !lines.any(|line| is_end(line, fence)) {
        builder.leave_unread(
            format!("the front matter that begins here is never closed; end it with {fence}"),
            0,
        );
    }
}

/// Whether a line ends the front matter that a fence opened.
fn is_end(line: &str, fence: &str) -> bool {
    line == fence || (fence == "---" && line == "...")
}

fn read_yaml(builder: &mut Builder, range: Range<usize>, comments: &mut VecDeque<Range<usize>>) {
    let text = &builder.source()[range.clone()];
    let mut places = Places { text, characters: 0, byte: 0 };
    let mut depth = 0;
    let mut key: Option<String> = None;
    let mut expects_key = true;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = range.start + places.byte_of(error.marker().index());
                builder.leave_unread(format!("the front matter is no valid YAML: {}", error.info()), at);
                return;
            }
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                expects_key = depth == 1;
            }
            Event::Scalar(value, style, ..) if depth == 1 => {
                if !expects_key && let Some(kind) = key.take().as_deref().and_then(published) {
                    let (start, end) = (places.byte_of(span.start.index()), places.byte_of(span.end.index()));
                    let raw = range.start + start..range.start + end;
                    take_before(builder, comments, raw.start);
                    add(builder, kind, &value, raw, style == ScalarStyle::Plain);
                } else if expects_key {
                    key = Some(value.into_owned());
                }
                expects_key = !expects_key;
            }
            Event::Alias(_) if depth == 1 => expects_key = !expects_key,
            _ => {}
        }
    }
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

fn read_toml(builder: &mut Builder, range: Range<usize>, comments: &mut VecDeque<Range<usize>>) {
    let text = &builder.source()[range.clone()];
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = range.start + error.span().map_or(0, |span| span.start);
            builder.leave_unread(format!("the front matter is no valid TOML: {}", error.message()), at);
            return;
        }
    };
    let mut fields: Vec<(BlockKind, &str, Range<usize>)> = table
        .iter()
        .filter_map(|(key, value)| {
            let span = value.span();
            let raw = range.start + span.start..range.start + span.end;
            Some((published(key.get_ref())?, value.get_ref().as_str()?, raw))
        })
        .collect();
    fields.sort_by_key(|(_, _, raw)| raw.start);
    for (kind, value, raw) in fields {
        take_before(builder, comments, raw.start);
        add(builder, kind, value, raw, false);
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
    builder.open(kind);
    let pieces = align(value, &builder.source()[raw.clone()], raw.start, plain)
        .unwrap_or_else(|| vec![Piece::Decoded(value.to_owned(), raw)]);
    builder.pieces(pieces);
    builder.close();
}

/// Finds the characters of a decoded value in its raw form, and passes over quotes, indents and line folds. `None` if the
/// raw form writes a character otherwise, as an escape does.
fn align(value: &str, raw: &str, base: usize, plain: bool) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut at =
        if plain { 0 } else { raw.len() - raw.trim_start_matches(['"', '\'', '>', '|', '-', '+']).len() };
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
