//! Reads XML that holds copy: feeds (RSS, Atom, product feeds), exports of WordPress, XLIFF, strings of Android, plurals of iOS.
//!
//! The first element says which of them a file is. How the text of an element is decoded is for `xml_text`.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::bounds::DEEPEST;
use super::collector::Collector;
use super::writing::Writing;
use super::xml_text::{Inline, Part, android, text_of};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Feed,
    Xliff,
    Android,
    PropertyList,
    Other,
}

impl Kind {
    fn of(root: &str) -> Kind {
        match local(root) {
            "rss" | "feed" | "RDF" => Kind::Feed,
            "xliff" => Kind::Xliff,
            "resources" => Kind::Android,
            "plist" => Kind::PropertyList,
            _ => Kind::Other,
        }
    }

    /// Whether an element is a record. In other files, each in the first is one.
    fn is_record(self, name: &str, depth: usize) -> bool {
        match self {
            Kind::Feed => matches!(name, "item" | "entry"),
            Kind::Xliff => matches!(name, "trans-unit" | "unit"),
            Kind::Android => depth == 1,
            Kind::PropertyList => false,
            Kind::Other => depth == 1,
        }
    }

    /// Whether the element of a record is itself the first key.
    fn keeps_record_name(self) -> bool {
        self == Kind::Android
    }

    fn inline(self) -> Inline {
        match self {
            Kind::Android => Inline::Passed,
            Kind::Xliff => Inline::Objects,
            _ => Inline::Raw,
        }
    }
}

/// An open element.
struct Element {
    name: String,
    is_record: bool,
    has_step: bool,
    /// Whether the collector knows of it.
    is_entered: bool,
}

/// Reads a file.
pub fn read(text: &str, collector: &mut Collector<'_>) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let mut state = State {
        kind: None,
        open: Vec::new(),
        in_record: 0,
        languages: (true, true),
        keys: Vec::new(),
        collector,
    };
    let mut beyond = 0;
    loop {
        let start = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = reader.error_position() as usize;
                state.collector.fault(format!("this is not valid XML: {error}"), at.min(text.len()));
                // What is between here and the next tag is passed over.
                if reader.buffer_position() as usize <= start {
                    break;
                }
                continue;
            }
        };
        match event {
            Event::Start(_) if beyond > 0 => beyond += 1,
            Event::End(_) if beyond > 0 => beyond -= 1,
            Event::Start(tag) => {
                if state.open.len() >= DEEPEST {
                    let message = format!(
                        "elements are nested more than {DEEPEST} deep here; anything deeper was not read"
                    );
                    state.collector.fault(message, start);
                    beyond = 1;
                    continue;
                }
                state.begin(&tag);
                if state.takes_text() {
                    let part =
                        text_of(&mut reader, text, state.inline(), tag.name().as_ref(), state.collector);
                    state.text(part);
                    state.end(None);
                }
            }
            Event::End(tag) => state.end(Some(tag.name().as_ref())),
            Event::DocType(_)
                if text.get(start..).is_some_and(|rest| {
                    rest.split('>').next().is_some_and(|head| head.contains("ENTITY"))
                }) =>
            {
                state.collector.fault("this file declares entities, which are not read", start);
                break;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !state.open.is_empty() {
        let open = state.open.len();
        state.collector.fault(
            format!("it ends here with elements still open ({open}), so it may have been cut off; what is there was read"),
            text.len(),
        );
    }
    while !state.open.is_empty() {
        state.end(None);
    }
}

struct State<'s, 'c> {
    kind: Option<Kind>,
    open: Vec<Element>,
    /// How many records are open.
    in_record: usize,
    /// Whether the source and the target of XLIFF are English.
    languages: (bool, bool),
    /// The last key of each open dictionary of a property list.
    keys: Vec<Option<String>>,
    collector: &'s mut Collector<'c>,
}

impl State<'_, '_> {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name().as_ref().to_owned();
        let kind = *self.kind.get_or_insert_with(|| Kind::of(&name));
        if kind == Kind::Xliff {
            self.note_languages(tag);
        }
        let depth = self.open.len();
        let is_record = self.in_record == 0 && kind.is_record(local(&name), depth);
        let has_step = self.steps(kind, &name, depth, is_record);
        let is_entered = is_record || kind == Kind::PropertyList && name == "dict";
        if is_record {
            self.in_record += 1;
            self.collector.enter(None);
            self.name_by_attributes(tag);
        } else if is_entered {
            self.collector.enter(None);
            self.keys.push(None);
        }
        self.open.push(Element { name, is_record, has_step, is_entered });
    }

    /// Goes to the key of an element; returns whether it is one.
    fn steps(&mut self, kind: Kind, name: &str, depth: usize, is_record: bool) -> bool {
        if kind == Kind::PropertyList {
            let key = self.keys.last_mut().and_then(Option::take);
            return match key.filter(|_| name != "key") {
                Some(key) => {
                    self.collector.key(&key);
                    true
                }
                None => false,
            };
        }
        let is_step = match is_record {
            true => kind.keeps_record_name(),
            // Groups in files, and what records lie in, are no keys.
            false => depth > 0 && (self.in_record > 0 || kind != Kind::Xliff && name != "channel"),
        };
        if is_step {
            self.collector.key(name);
        }
        is_step
    }

    fn end(&mut self, name: Option<&str>) {
        if let Some(name) = name {
            // An element that is not closed ends with the one around it.
            if !self.open.iter().any(|element| element.name == name) {
                return;
            }
            while self.open.last().is_some_and(|element| element.name != name) {
                self.end(None);
            }
        }
        let Some(element) = self.open.pop() else { return };
        if element.is_entered {
            self.collector.leave();
        }
        if element.is_record {
            self.in_record -= 1;
        } else if element.is_entered {
            self.keys.pop();
        }
        if element.has_step {
            self.collector.back();
        }
    }

    fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::Other)
    }

    fn inline(&self) -> Inline {
        match self.kind().inline() {
            Inline::Raw if !self.collector.wants_html() => Inline::Apart,
            inline => inline,
        }
    }

    /// Whether the text of the element that has begun is wanted, with all that is in it.
    fn takes_text(&self) -> bool {
        let Some(element) = self.open.last() else { return false };
        match self.kind() {
            Kind::PropertyList => matches!(element.name.as_str(), "key" | "string"),
            Kind::Xliff => match element.name.as_str() {
                "source" => self.languages.0 && self.collector.wants(),
                "target" => self.languages.1 && self.collector.wants(),
                _ => false,
            },
            Kind::Android => matches!(element.name.as_str(), "string" | "item") && self.collector.wants(),
            Kind::Feed | Kind::Other => {
                element.has_step && (self.collector.wants() || is_name(&element.name))
            }
        }
    }

    fn text(&mut self, part: Part) {
        let is_key = self.open.last().is_some_and(|element| element.name == "key");
        if self.kind() == Kind::PropertyList && is_key {
            if let Some(key) = self.keys.last_mut() {
                *key = Some(part.decoded.text);
            }
            return;
        }
        let Part { decoded, writing } = part;
        if self.kind() == Kind::Android {
            return self.collector.layered(|| {
                let inner = android(&decoded.text);
                let layers = vec![inner.layer(Writing::Android), decoded.layer(writing)];
                (inner, Writing::Android, layers)
            });
        }
        self.collector.text(|| decoded, writing);
    }

    fn name_by_attributes(&mut self, tag: &BytesStart<'_>) {
        for name in ["name", "resname", "id"] {
            let mut attributes = tag.attributes();
            let found = attributes.with_checks(false).flatten().find(|one| local(one.key.as_ref()) == name);
            if let Some(value) = found {
                self.collector.key(&format!("@{name}"));
                self.collector.scalar(&value.value);
                self.collector.back();
            }
        }
    }

    fn note_languages(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value = attribute.value.to_lowercase();
            match local(attribute.key.as_ref()) {
                "source-language" | "srcLang" => self.languages.0 = value.starts_with("en"),
                "target-language" | "trgLang" => self.languages.1 = value.starts_with("en"),
                _ => {}
            }
        }
    }
}

/// Whether an element may name a record.
fn is_name(name: &str) -> bool {
    matches!(
        local(name),
        "id" | "guid" | "post_name" | "post_id" | "link" | "sku" | "title" | "handle" | "slug" | "name"
    )
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}
