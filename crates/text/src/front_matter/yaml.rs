//! Front matter in YAML: its published values, and the places of their characters.

use std::collections::VecDeque;
use std::ops::Range;
use std::str::Chars;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::values::{add, take_before};
use crate::block::BlockKind;
use crate::builder::Builder;
use crate::published::Keys;

/// A mapping or a list that is open in YAML.
enum Open {
    Mapping { key: Option<String> },
    List,
}

pub(super) fn read(
    builder: &mut Builder,
    range: Range<usize>,
    keys: &Keys,
    comments: &mut VecDeque<Range<usize>>,
) {
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
