//! Goes through JSON, token by token: whole exports of 100 MB, files that are cut off, and the looser forms that people write (JSONC,
//! JSON5, a record on each line).
//!
//! A parser that builds a tree stops at the first fault and takes many times the file's memory; this one goes on, and keeps only what is
//! open.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use memchr::{memchr, memchr2, memchr3, memmem};
use rustc_hash::{FxHashSet, FxHasher};

use super::bounds::DEEPEST;
use super::collector::Collector;
use super::escapes::{Dialect, backslashed};
use super::writing::Writing;

/// Reads a file of JSON, or data that a text holds. Several values one after the other are records.
pub fn read(text: &str, collector: &mut Collector<'_>) {
    Reader::new(text, 0..text.len(), collector).read(None);
}

/// Reads a file with a record on each line.
pub fn read_lines(text: &str, collector: &mut Collector<'_>) {
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let range = start..start + line.len();
        start = range.end;
        if !line.trim().is_empty() {
            Reader::new(text, range, collector).read(Some(&format!("line {}", index + 1)));
        }
    }
}

/// What comes next in a list or an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Key,
    Colon,
    Value,
    Comma,
}

/// An open list or object.
struct Frame {
    is_object: bool,
    next: Next,
    /// The number of items so far.
    items: usize,
    /// Whether the collector was led to the value that is being read.
    has_step: bool,
    /// The keys so far, as numbers.
    keys: FxHashSet<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Open(bool),
    Close(bool),
    Comma,
    Colon,
    Text { quote: char, is_closed: bool },
    Word,
}

struct Reader<'r, 'c> {
    text: &'r str,
    at: usize,
    end: usize,
    frames: Vec<Frame>,
    /// How many lists and objects are open that are too deep to be read.
    beyond: usize,
    collector: &'r mut Collector<'c>,
    /// How many scopes of the collector were open before.
    base: usize,
    is_out_of_step: bool,
}

impl<'r, 'c> Reader<'r, 'c> {
    fn new(text: &'r str, range: Range<usize>, collector: &'r mut Collector<'c>) -> Reader<'r, 'c> {
        let (frames, base) = (Vec::new(), collector.depth());
        let (at, end) = (range.start, range.end);
        Reader { text, at, end, frames, beyond: 0, collector, base, is_out_of_step: false }
    }

    fn read(mut self, fallback: Option<&str>) {
        while let Some((token, range)) = self.token() {
            if self.beyond > 0 {
                match token {
                    Token::Open(_) => self.beyond += 1,
                    Token::Close(_) => self.beyond -= 1,
                    _ => {}
                }
                continue;
            }
            match token {
                Token::Open(is_object) => self.open(is_object, &range, fallback),
                Token::Close(is_object) => self.close(is_object, range.start),
                Token::Comma => self.comma(range.start),
                Token::Colon => self.colon(range.start),
                Token::Text { quote, is_closed } => self.string(range, quote, is_closed),
                Token::Word => self.word(range),
            }
        }
        if !self.frames.is_empty() || self.beyond > 0 {
            let open = self.frames.len() + self.beyond;
            self.collector.fault(
                format!("it ends here with lists or objects still open ({open}), so it may have been cut off; what is there was read"),
                self.end,
            );
        }
        while let Some(frame) = self.frames.pop() {
            if frame.has_step {
                self.collector.back();
            }
            self.collector.leave();
        }
        while self.collector.depth() > self.base {
            self.collector.leave();
        }
    }

    /// The next token; comments and white space are passed over.
    fn token(&mut self) -> Option<(Token, Range<usize>)> {
        let bytes = self.text.as_bytes().get(..self.end)?;
        loop {
            let start = self.at;
            let byte = *bytes.get(start)?;
            self.at += 1;
            let token = match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0xB | 0xC => continue,
                b'{' | b'[' => Token::Open(byte == b'{'),
                b'}' | b']' => Token::Close(byte == b'}'),
                b',' => Token::Comma,
                b':' => Token::Colon,
                b'"' | b'\'' => {
                    let (end, is_closed) = end_of_string(bytes, self.at, byte);
                    self.at = end;
                    Token::Text { quote: char::from(byte), is_closed }
                }
                b'/' if bytes.get(self.at) == Some(&b'/') => {
                    self.at = memchr(b'\n', &bytes[start..]).map_or(self.end, |length| start + length);
                    continue;
                }
                b'/' if bytes.get(self.at) == Some(&b'*') => {
                    let close = memmem::find(&bytes[start + 2..], b"*/");
                    if close.is_none() {
                        self.collector.fault("the comment that begins here is not closed", start);
                    }
                    self.at = close.map_or(self.end, |length| start + 2 + length + 2);
                    continue;
                }
                _ => {
                    let is_end = |byte: &u8| b" \t\r\n,:{}[]\"'/".contains(byte);
                    let length = bytes[self.at..].iter().position(is_end);
                    self.at = length.map_or(self.end, |length| self.at + length);
                    // White space and the byte order mark of other files.
                    if self.text[start..self.at]
                        .chars()
                        .all(|sign| sign.is_whitespace() || sign == '\u{FEFF}')
                    {
                        continue;
                    }
                    Token::Word
                }
            };
            return Some((token, start..self.at));
        }
    }

    /// A fault in what follows what; only the first of several in a row is told.
    fn out_of_step(&mut self, message: &str, at: usize) {
        if !self.is_out_of_step {
            self.collector.fault(message, at);
        }
        self.is_out_of_step = true;
    }

    /// Goes to the value that begins here. What is missing before it is told.
    fn begin_value(&mut self, is_object: bool, at: usize) {
        let is_top = self.frames.len() == 1;
        let Some(frame) = self.frames.last_mut() else { return };
        let missing = match (frame.is_object, frame.next) {
            (true, Next::Key | Next::Comma) => Some("a key with a colon is missing before this"),
            (true, Next::Colon) => Some("a colon is missing before this"),
            (false, Next::Comma) => Some("a comma is missing before this"),
            (_, Next::Value) | (false, _) => None,
        };
        if !frame.is_object {
            if frame.has_step {
                self.collector.back();
            }
            // An object in a list at the top is a record, and its keys are those of the record.
            frame.has_step = !is_top || !is_object;
            if frame.has_step {
                self.collector.item(frame.items);
            }
            frame.items += 1;
        }
        match missing {
            Some(missing) => self.out_of_step(missing, at),
            None => self.is_out_of_step = false,
        }
    }

    /// Goes back from a value.
    fn end_value(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        if std::mem::take(&mut frame.has_step) {
            self.collector.back();
        }
        frame.next = Next::Comma;
    }

    fn open(&mut self, is_object: bool, range: &Range<usize>, fallback: Option<&str>) {
        if self.frames.len() >= DEEPEST {
            self.beyond = 1;
            let message = format!(
                "lists and objects are nested more than {DEEPEST} deep here; anything deeper was not read"
            );
            return self.collector.fault(message, range.start);
        }
        self.begin_value(is_object, range.start);
        let number = match self.frames.as_slice() {
            [list] if !list.is_object && is_object => Some(format!("item {}", list.items)),
            _ => None,
        };
        let of_file = fallback.map(str::to_owned).filter(|_| self.frames.is_empty());
        self.collector.enter(of_file.or(number));
        let next = if is_object { Next::Key } else { Next::Value };
        self.frames.push(Frame { is_object, next, items: 0, has_step: false, keys: FxHashSet::default() });
    }

    fn close(&mut self, is_object: bool, at: usize) {
        let depth = self.frames.iter().rposition(|frame| frame.is_object == is_object);
        let Some(depth) = depth else {
            return self.out_of_step("there is nothing here for this to close", at);
        };
        if depth + 1 < self.frames.len() {
            self.out_of_step("something is still open before this", at);
        }
        while self.frames.len() > depth
            && let Some(frame) = self.frames.pop()
        {
            if frame.has_step {
                self.collector.back();
            }
            self.collector.leave();
        }
        self.end_value();
    }

    fn comma(&mut self, at: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        let is_right = frame.next == Next::Comma;
        frame.next = if frame.is_object { Next::Key } else { Next::Value };
        if std::mem::take(&mut frame.has_step) {
            self.collector.back();
        }
        if !is_right {
            self.out_of_step("there is nothing before this comma", at);
        }
    }

    fn colon(&mut self, at: usize) {
        match self.frames.last_mut() {
            Some(frame) if frame.next == Next::Colon => frame.next = Next::Value,
            _ => self.out_of_step("there is no key before this colon", at),
        }
    }

    fn string(&mut self, range: Range<usize>, quote: char, is_closed: bool) {
        let inside = range.start + 1..range.end - usize::from(is_closed);
        if !is_closed {
            self.collector.fault(
                "the string that begins here is not closed before the end of its line, and was not checked",
                range.start,
            );
        }
        if self.takes_key() {
            let key = backslashed(self.text, inside, Dialect::Json);
            return self.key(&key.text, range.start);
        }
        self.begin_value(false, range.start);
        let text = self.text;
        if is_closed {
            self.collector.text(|| backslashed(text, inside, Dialect::Json), Writing::Json { quote });
        }
        self.end_value();
    }

    fn word(&mut self, range: Range<usize>) {
        let word = self.text.get(range.clone()).unwrap_or_default();
        if self.takes_key() {
            return self.key(word, range.start);
        }
        self.begin_value(false, range.start);
        let is_value = matches!(word, "true" | "false" | "null" | "NaN" | "undefined")
            || word
                .trim_start_matches(['-', '+', '.'])
                .starts_with(|first: char| first.is_ascii_digit() || first == 'I');
        if is_value {
            if word != "null" {
                self.collector.scalar(word);
            }
        } else {
            self.out_of_step("this is neither a string in quotation marks nor a number", range.start);
        }
        self.end_value();
    }

    fn takes_key(&self) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| frame.is_object && matches!(frame.next, Next::Key | Next::Comma))
    }

    fn key(&mut self, key: &str, at: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        let is_missing = frame.next == Next::Comma;
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        let is_new = frame.keys.insert(hasher.finish());
        frame.next = Next::Colon;
        if std::mem::replace(&mut frame.has_step, true) {
            self.collector.back();
        }
        self.collector.key(key);
        if is_missing {
            self.out_of_step("a comma is missing before this key", at);
        } else if !is_new {
            let key: String = key.chars().take(40).collect();
            self.collector.fault(
                format!("the key `{key}` is in this object twice, and programs take the last; remove one"),
                at,
            );
        }
    }
}

/// The end of a string that begins before this byte, and whether it is closed. A line end that is not escaped ends it: JSON allows
/// none, and so one quotation mark too few spoils one line.
fn end_of_string(bytes: &[u8], mut at: usize, quote: u8) -> (usize, bool) {
    while let Some(found) = memchr3(quote, b'\\', b'\n', &bytes[at.min(bytes.len())..]) {
        let here = at + found;
        match bytes[here] {
            b'\\' if bytes.get(here + 1) == Some(&b'\r') && bytes.get(here + 2) == Some(&b'\n') => {
                at = here + 3;
            }
            b'\\' => at = here + 2,
            b'\n' => return (here, false),
            _ => return (here + 1, true),
        }
    }
    let line_end = memchr2(b'\r', b'\n', &bytes[at.min(bytes.len())..]);
    (line_end.map_or(bytes.len(), |length| at + length), false)
}
