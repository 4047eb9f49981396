//! Takes what the readers of data meet, and passes on the texts that are copy, each with the name of its record.
//!
//! What names a record may come after its texts, so these wait until the record ends; but never more than some megabytes.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::bounds::{DEEPEST, UNDECODED};
use super::fields::Fields;
use super::keys::{Step, shown};
use super::kind::TextKind;
use super::places::{Decoded, Layer, Places};
use super::rich::RichText;
use super::writing::Writing;
use crate::document::UnreadPart;
use crate::format::Format;
use crate::published::Keys;

/// Texts wait for the name of their record until they have this many bytes together.
const MOST_WAITING: usize = 4 << 20;

/// A longer name of a record is cut, in characters.
const LONGEST_NAME: usize = 80;

/// No more faults of a file are told.
pub const MOST_FAULTS: usize = 100;

/// A text of a file of data that is copy.
#[derive(Debug, Clone)]
pub struct Field {
    /// What names its record: `Handle=vitamin-c-serum`. `None` where the file is one record.
    pub record: Option<String>,
    /// Its key in the record: `variants[2].body_html`.
    pub key: String,
    /// The format in which it is read.
    pub format: Format,
    /// The text as it is meant, without what the file writes it in.
    pub text: String,
    /// Where it stands in the file.
    pub places: Places,
}

impl Field {
    /// Whether others wrote the text, as far as its keys or its list say so: `reviews[2].text`, or a list named `testimonials`.
    pub fn is_of_others(&self) -> bool {
        let names = |words: &str| words.split(['.', '[', ']', ' ', '=']).any(Keys::is_of_others);
        names(&self.key)
            || self.record.as_deref().is_some_and(|record| !record.contains('=') && names(record))
    }
}

/// What takes the fields of a file, and what is wrong in it.
pub trait Sink {
    /// Takes a field. The fields come in the order of the file.
    fn field(&mut self, field: Field);
    /// Takes a fault.
    fn fault(&mut self, fault: UnreadPart);
}

/// Takes nothing.
pub struct Nobody;

impl Sink for Nobody {
    fn field(&mut self, _: Field) {}
    fn fault(&mut self, _: UnreadPart) {}
}

/// An open list or object.
struct Scope {
    /// How many steps lead to it.
    depth: usize,
    /// How many fields came before it, ever.
    before: usize,
    /// Its values for the keys that name a record.
    names: Vec<Option<String>>,
    /// What it is called without one.
    fallback: Option<String>,
}

/// Reads a text into a collector.
pub type Reader = fn(&str, &mut Collector<'_>);

/// Collects the fields of a file.
pub struct Collector<'c> {
    fields: &'c Fields,
    within: Reader,
    sink: &'c mut dyn Sink,
    path: Vec<Step>,
    scopes: Vec<Scope>,
    waiting: VecDeque<Field>,
    waiting_bytes: usize,
    /// How many fields went to the sink.
    passed: usize,
    /// The layers around data within a text, the innermost first.
    around: Vec<Arc<Layer>>,
    rich: Option<RichText>,
    faults: usize,
    digest: Option<Vec<u64>>,
}

impl<'c> Collector<'c> {
    /// One that passes on fields. `within` reads the data that a text holds.
    pub fn new(fields: &'c Fields, within: Reader, sink: &'c mut dyn Sink) -> Collector<'c> {
        Collector {
            fields,
            within,
            sink,
            path: Vec::new(),
            scopes: Vec::new(),
            waiting: VecDeque::new(),
            waiting_bytes: 0,
            passed: 0,
            around: Vec::new(),
            rich: None,
            faults: 0,
            digest: None,
        }
    }

    /// One that only makes a number of each value.
    pub fn of_all(fields: &'c Fields, within: Reader, sink: &'c mut dyn Sink) -> Collector<'c> {
        Collector { digest: Some(Vec::new()), ..Collector::new(fields, within, sink) }
    }

    /// Passes on what waits; returns the numbers of all values, where they are wanted.
    pub fn finish(mut self) -> Vec<u64> {
        while !self.scopes.is_empty() {
            self.leave();
        }
        self.pass(true);
        self.digest.unwrap_or_default()
    }

    /// Goes to the value of a key.
    pub fn key(&mut self, key: &str) {
        self.path.push(Step::Key(key.to_owned()));
    }

    /// Goes to an item of a list.
    pub fn item(&mut self, number: usize) {
        self.path.push(Step::Item(number));
    }

    /// Goes back from the value of a key or an item.
    pub fn back(&mut self) {
        self.path.pop();
    }

    /// How many lists and objects are open.
    pub fn depth(&self) -> usize {
        self.scopes.len()
    }

    /// Whether the value here is copy, and read as HTML.
    pub fn wants_html(&self) -> bool {
        let is_html = |kind: TextKind| kind.format_of("<p>") == Format::Html;
        self.digest.is_none() && self.fields.kind_of(&self.path).is_some_and(is_html)
    }

    /// Whether the value here is copy.
    pub fn wants(&self) -> bool {
        self.digest.is_some() || self.fields.kind_of(&self.path).is_some()
    }

    /// Whether line ends are written as `\n` in cells.
    pub fn has_escaped_lines(&self) -> bool {
        self.fields.has_escaped_lines
    }

    /// A list or an object begins. `fallback` names a record that has no name of its own.
    pub fn enter(&mut self, fallback: Option<String>) {
        let before = self.passed + self.waiting.len();
        self.scopes.push(Scope { depth: self.path.len(), before, names: Vec::new(), fallback });
        if let Some(rich) = &mut self.rich {
            return rich.enter(&self.path);
        }
        if self.digest.is_none()
            && let Some(kind) = self.fields.kind_of(&self.path).filter(|kind| kind.is_of_blocks())
        {
            self.rich = Some(RichText::new(kind, self.path.len(), self.scopes.len()));
        }
    }

    /// A list or an object ends.
    pub fn leave(&mut self) {
        if self.rich.as_ref().is_some_and(|rich| rich.opened == self.scopes.len()) {
            if let Some(rich) = self.rich.take() {
                let (depth, (text, layer)) = (rich.depth, rich.finish());
                let key = shown(self.path.get(..depth).unwrap_or_default());
                self.wait(key, Format::Plain, text, vec![layer]);
            }
        } else if let Some(rich) = &mut self.rich {
            rich.leave();
        }
        let Some(scope) = self.scopes.pop() else { return };
        let mut names = scope.names.into_iter().flatten();
        let name = match self.fields.shows_all_names() {
            true => Some(names.collect::<Vec<String>>().join(", ")).filter(|name| !name.is_empty()),
            false => names.next(),
        };
        if let Some(name) = name.or(scope.fallback) {
            let first = scope.before.saturating_sub(self.passed);
            for field in self.waiting.iter_mut().skip(first).filter(|field| field.record.is_none()) {
                field.record = Some(name.clone());
            }
        }
        self.pass(self.scopes.is_empty());
    }

    /// A value that is not text, as it is written: it may name a record.
    pub fn scalar(&mut self, raw: &str) {
        self.note(raw);
        self.name(raw);
    }

    /// A text that was decoded right from the source, which is that of the file or of the text around it.
    pub fn text(&mut self, decode: impl FnOnce() -> Decoded, writing: Writing) {
        self.layered(|| {
            let decoded = decode();
            let layer = decoded.layer(writing);
            (decoded, writing, vec![layer])
        });
    }

    /// Passes on the whole file as a page, besides the texts in it.
    pub fn page(&mut self, text: &str, format: Format) {
        if self.digest.is_none() {
            let mut whole = Decoded::default();
            whole.same_text(text, 0);
            let places = Places { layers: vec![whole.layer(Writing::AsItIs)] };
            self.pass(true);
            self.passed += 1;
            let (key, text) = (String::new(), text.to_owned());
            self.sink.field(Field { record: None, key, format, text, places });
        }
    }

    /// The same for a text that was decoded through several layers, the innermost first.
    pub fn layered(&mut self, decode: impl FnOnce() -> (Decoded, Writing, Vec<Arc<Layer>>)) {
        let kind = self.fields.kind_of(&self.path);
        let opens = self.fields.opens(&self.path);
        let names = self.fields.name_at(&self.path).next().is_some();
        if kind.is_none() && !opens && !names && self.digest.is_none() && self.rich.is_none() {
            return;
        }
        let (decoded, writing, layers) = decode();
        self.note(&decoded.text);
        self.name(&decoded.text);
        if let Some(rich) = &mut self.rich {
            return rich.text(&self.path, &decoded, writing);
        }
        if opens {
            self.open(&decoded.text, &layers);
        }
        if let Some(kind) = kind {
            let key = shown(&self.path);
            let format = kind.format_of(&decoded.text);
            self.wait(key, format, decoded.text, layers);
        }
    }

    /// Reads the data that a text holds.
    fn open(&mut self, text: &str, layers: &[Arc<Layer>]) {
        let around = std::mem::take(&mut self.around);
        self.around = layers.iter().chain(&around).cloned().collect();
        self.path.push(Step::Inside);
        let open = self.scopes.len();
        if self.around.len() < DEEPEST {
            (self.within)(text, self);
        }
        while self.scopes.len() > open {
            self.leave();
        }
        self.path.pop();
        self.around = around;
    }

    /// Tells what is wrong at a byte of the source.
    pub fn fault(&mut self, message: impl Into<String>, at: usize) {
        self.faults += 1;
        if self.faults > MOST_FAULTS {
            return;
        }
        let places = Places { layers: self.around.clone() };
        let at = places.span(claimlint_base::span::Span::at(at)).start();
        let message = match self.faults {
            MOST_FAULTS => format!("{}; further faults in this file are not listed", message.into()),
            _ => message.into(),
        };
        self.sink.fault(UnreadPart { message, at });
    }

    fn wait(&mut self, key: String, format: Format, text: String, mut layers: Vec<Arc<Layer>>) {
        if text.trim().is_empty() {
            return;
        }
        layers.extend(self.around.iter().cloned());
        let places = Places { layers };
        if let Some(at) = text.find(UNDECODED) {
            let range: Range<usize> = at..at + UNDECODED.len_utf8();
            let at = places.span(claimlint_base::span::Span::of(range)).start();
            self.faults += 1;
            if self.faults <= MOST_FAULTS {
                let message = format!(
                    "a byte in `{key}` is not in the encoding of the rest, so this text was not checked; save the file as UTF-8"
                );
                self.sink.fault(UnreadPart { message, at });
            }
            return;
        }
        self.waiting_bytes += text.len();
        self.waiting.push_back(Field { record: None, key, format, text, places });
        if self.scopes.is_empty() || self.waiting_bytes > MOST_WAITING {
            self.pass(true);
        }
    }

    /// Passes on the fields that need not wait; all, where the record has ended or waited too long.
    fn pass(&mut self, all: bool) {
        let all = all || self.waiting_bytes > MOST_WAITING;
        if all {
            self.name_by_open_scopes();
        }
        while self.waiting.front().is_some_and(|field| all || field.record.is_some())
            && let Some(field) = self.waiting.pop_front()
        {
            self.waiting_bytes = self.waiting_bytes.saturating_sub(field.text.len());
            self.passed += 1;
            self.sink.field(field);
        }
    }

    /// Names waiting fields by what is known about records that have not ended.
    fn name_by_open_scopes(&mut self) {
        for scope in self.scopes.iter().rev() {
            let Some(name) = scope.names.iter().flatten().next().or(scope.fallback.as_ref()) else {
                continue;
            };
            let first = scope.before.saturating_sub(self.passed);
            for field in self.waiting.iter_mut().skip(first).filter(|field| field.record.is_none()) {
                field.record = Some(name.clone());
            }
        }
    }

    /// Makes a number of a value.
    fn note(&mut self, value: &str) {
        let Some(digest) = &mut self.digest else { return };
        let mut hasher = FxHasher::default();
        shown(&self.path).hash(&mut hasher);
        self.scopes.len().hash(&mut hasher);
        value.hash(&mut hasher);
        digest.push(hasher.finish());
    }

    /// Takes a value that may name a record.
    fn name(&mut self, value: &str) {
        if self.digest.is_some() || self.rich.is_some() || value.trim().is_empty() {
            return;
        }
        for (index, steps) in self.fields.name_at(&self.path) {
            let depth = self.path.len() - steps;
            let Some(scope) = self.scopes.iter_mut().rev().find(|scope| scope.depth == depth) else {
                continue;
            };
            scope.names.resize(self.fields.names(), None);
            let key = shown(&self.path[depth..]);
            let value: String = value.trim().chars().take(LONGEST_NAME).collect();
            if let Some(place @ None) = scope.names.get_mut(index) {
                *place = Some(format!("{}={value}", key.trim_start_matches('@')));
            }
        }
    }
}
