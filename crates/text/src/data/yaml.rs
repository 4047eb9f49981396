//! Reads YAML, with the place of each sign of a value in whatever style it is written.

use std::ops::Range;

use rustc_hash::FxHashSet;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::bounds::DEEPEST;
use super::collector::Collector;
use super::escapes::{Dialect, escape};
use super::places::Decoded;
use super::writing::Writing;

/// After so many faults, the rest of a file is not read.
const MOST_STARTS: usize = 50;

/// Reads a file. After a fault, it goes on with the next line that begins a key at the margin.
pub fn read(text: &str, collector: &mut Collector<'_>) {
    let mut start = 0;
    for _ in 0..MOST_STARTS {
        let Some(fault) = read_from(text, start, collector) else { return };
        let Some(next) = next_key(text, fault.max(start)) else { return };
        start = next;
    }
}

/// The next line at the margin that can begin a key.
fn next_key(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mut line = at + rest.find('\n')? + 1;
    for one in text.get(line..)?.split_inclusive('\n') {
        if one.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '"' | '\'' | '_'))
            && one.contains(':')
        {
            return Some(line);
        }
        line += one.len();
    }
    None
}

enum Open {
    Mapping { has_key: bool, keys: FxHashSet<String> },
    List { items: usize, has_step: bool },
}

/// Reads from a byte on; returns where it failed.
fn read_from(text: &str, start: usize, collector: &mut Collector<'_>) -> Option<usize> {
    let part = text.get(start..)?;
    let mut reader = Reader { text: part, characters: 0, byte: 0, open: Vec::new(), collector, base: start };
    let mut failed = None;
    for event in Parser::new_from_str(part) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = start + reader.byte_of(error.marker().index());
                reader.collector.fault(format!("this is not valid YAML: {}", error.info()), at);
                failed = Some(at);
                break;
            }
        };
        match event {
            Event::MappingStart(..) => {
                reader.enter(true);
                reader.open.push(Open::Mapping { has_key: false, keys: FxHashSet::default() });
            }
            Event::SequenceStart(..) => {
                reader.enter(false);
                reader.open.push(Open::List { items: 0, has_step: false });
            }
            Event::MappingEnd | Event::SequenceEnd => reader.leave(),
            Event::Scalar(value, style, ..) => {
                let range = reader.byte_of(span.start.index())..reader.byte_of(span.end.index());
                reader.scalar(&value, style, range);
            }
            Event::Alias(_) => {
                reader.begin_value(false);
                reader.end_value();
            }
            _ => {}
        }
        if reader.open.len() > DEEPEST {
            let at = start + reader.byte;
            let message = format!(
                "lists and keys are more than {DEEPEST} deep in each other here; the rest was not read"
            );
            reader.collector.fault(message, at);
            break;
        }
    }
    while !reader.open.is_empty() {
        reader.leave();
    }
    failed
}

struct Reader<'r, 'c> {
    text: &'r str,
    /// A place, in characters and in bytes, from which the next is counted.
    characters: usize,
    byte: usize,
    open: Vec<Open>,
    collector: &'r mut Collector<'c>,
    base: usize,
}

impl Reader<'_, '_> {
    /// The byte of a place that the parser counts in characters.
    fn byte_of(&mut self, characters: usize) -> usize {
        if characters < self.characters {
            // A few characters back: the parser names keys after their values begin.
            let back = self.characters - characters;
            let before = self.text.get(..self.byte).unwrap_or_default();
            let found = before.char_indices().rev().nth(back - 1);
            self.byte = found.map_or(0, |(at, _)| at);
        } else {
            let rest = self.text.get(self.byte..).unwrap_or_default();
            let next = rest.char_indices().nth(characters - self.characters);
            self.byte = next.map_or(self.text.len(), |(at, _)| self.byte + at);
        }
        self.characters = characters;
        self.byte
    }

    fn begin_value(&mut self, is_mapping: bool) {
        let is_top = self.open.len() == 1;
        if let Some(Open::List { items, has_step }) = self.open.last_mut() {
            *has_step = !(is_top && is_mapping);
            if *has_step {
                self.collector.item(*items);
            }
            *items += 1;
        }
    }

    fn end_value(&mut self) {
        match self.open.last_mut() {
            Some(Open::Mapping { has_key, .. }) if *has_key => {
                *has_key = false;
                self.collector.back();
            }
            Some(Open::List { has_step, .. }) if *has_step => {
                *has_step = false;
                self.collector.back();
            }
            // A list or a mapping as a key.
            Some(Open::Mapping { has_key, .. }) => {
                *has_key = true;
                self.collector.key("?");
            }
            _ => {}
        }
    }

    fn enter(&mut self, is_mapping: bool) {
        self.begin_value(is_mapping);
        let number = match self.open.as_slice() {
            [Open::List { items, has_step: false }] => Some(format!("item {items}")),
            _ => None,
        };
        self.collector.enter(number);
    }

    fn leave(&mut self) {
        match self.open.pop() {
            Some(Open::Mapping { has_key: true, .. } | Open::List { has_step: true, .. }) => {
                self.collector.back();
            }
            None => return,
            _ => {}
        }
        self.collector.leave();
        self.end_value();
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, range: Range<usize>) {
        if let Some(Open::Mapping { has_key: has_key @ false, keys }) = self.open.last_mut() {
            *has_key = true;
            let is_new = keys.insert(value.to_owned());
            self.collector.key(value);
            if !is_new {
                let key: String = value.chars().take(40).collect();
                let message =
                    format!("the key `{key}` is there twice, and programs take the last or fail; remove one");
                self.collector.fault(message, self.base + range.start);
            }
            return;
        }
        self.begin_value(false);
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let at = self.base + range.start;
        let whole = || Decoded::whole(value, at..at + raw.len());
        let is_text = style != ScalarStyle::Plain || value.contains(' ') || value.parse::<f64>().is_err();
        if !is_text {
            self.collector.scalar(value);
        } else {
            match decoded(value, style, raw, at) {
                Some(decoded) => self.collector.text(|| decoded, writing(style)),
                None => self.collector.text(whole, Writing::Never),
            }
        }
        self.end_value();
    }
}

fn writing(style: ScalarStyle) -> Writing {
    match style {
        ScalarStyle::Plain => Writing::Bare,
        ScalarStyle::SingleQuoted => Writing::SingleQuoted,
        ScalarStyle::DoubleQuoted => Writing::Json { quote: '"' },
        _ => Writing::Literal,
    }
}

/// A value with the place of each of its signs; `None` where the two do not agree.
fn decoded(value: &str, style: ScalarStyle, raw: &str, base: usize) -> Option<Decoded> {
    let decoded = match style {
        ScalarStyle::Plain => flow(raw, 0..raw.len(), style, base),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            flow(raw, 1..raw.len().saturating_sub(1).max(1), style, base)
        }
        _ => block(value, raw, base)?,
    };
    (decoded.text == value).then_some(decoded)
}

/// The inside of a scalar that may go over several lines, which are folded.
fn flow(raw: &str, inside: Range<usize>, style: ScalarStyle, base: usize) -> Decoded {
    let mut decoded = Decoded::default();
    let mut at = inside.start;
    while let Some(rest) = raw.get(at..inside.end).filter(|rest| !rest.is_empty()) {
        let is_white = |sign: char| matches!(sign, ' ' | '\t' | '\n' | '\r');
        let white = rest.len() - rest.trim_start_matches(is_white).len();
        if white > 0 {
            match rest[..white].contains('\n') {
                true => decoded.sign(&fold_of(&rest[..white]), base + at..base + at + white),
                false => decoded.same_text(&rest[..white], base + at),
            }
            at += white;
        } else if style == ScalarStyle::DoubleQuoted && rest.starts_with('\\') {
            let mut one = Decoded::default();
            let end = escape(raw, at, inside.end, Dialect::Yaml, &mut one);
            if one.text.is_empty() {
                // A line end that does not count, with the white space after it.
                let after = raw.get(end..inside.end).unwrap_or_default();
                at = end + (after.len() - after.trim_start_matches([' ', '\t']).len());
            } else {
                decoded.sign(&one.text, base + at..base + end);
                at = end;
            }
        } else if style == ScalarStyle::SingleQuoted && rest.starts_with("''") {
            decoded.sign("'", base + at..base + at + 2);
            at += 2;
        } else {
            let is_end = |sign: char| is_white(sign) || matches!(sign, '\\' | '\'');
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let length = rest[first..].find(is_end).map_or(rest.len(), |length| first + length);
            decoded.same_text(&rest[..length], base + at);
            at += length;
        }
    }
    decoded
}

/// What folding makes of white space with line ends: the line ends but the first, or a space.
fn fold_of(white: &str) -> String {
    match white.matches('\n').count() {
        1 => " ".to_owned(),
        lines => "\n".repeat(lines - 1),
    }
}

/// The lines of a block, each further in than its key. White space of the value stands for that of the file.
fn block(value: &str, raw: &str, base: usize) -> Option<Decoded> {
    let mut decoded = Decoded::default();
    // The line that begins a block may belong to it or not.
    let mut at = if raw.starts_with(['|', '>']) { raw.find('\n').unwrap_or(raw.len()) } else { 0 };
    let mut rest = value;
    while !rest.is_empty() {
        let (white, own) = (white_at(rest), white_at(&raw[at..]));
        match raw[at..at + own] == rest[..white] {
            true => decoded.same_text(&rest[..white], base + at),
            false => decoded.sign(&rest[..white], base + at..base + at + own),
        }
        (rest, at) = (&rest[white..], at + own);
        let words = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if !raw[at..].starts_with(&rest[..words]) {
            return None;
        }
        decoded.same_text(&rest[..words], base + at);
        (rest, at) = (&rest[words..], at + words);
    }
    Some(decoded)
}

fn white_at(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
