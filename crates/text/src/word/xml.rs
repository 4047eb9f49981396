//! Goes through the elements and texts of a part, each with its bytes.
//!
//! Names are compared without their prefix: what the text of a document needs has the same names in both forms of Office Open
//! XML (ISO/IEC 29500, transitional and strict), whatever prefixes a program chose.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::container::Part;
use super::fault::{WordFault, on_one_line};

/// Tables in tables in tables have far fewer elements in each other.
const DEEPEST: usize = 500;

/// A start tag.
pub struct Tag<'x> {
    start: BytesStart<'x>,
    text: &'x str,
    /// Its bytes in the part.
    pub range: Range<usize>,
}

/// What comes next in a part.
pub enum Node<'x> {
    /// An element begins.
    Start(Tag<'x>),
    /// An element ends.
    End,
    /// Text that stands in the part as it is.
    Text(Range<usize>),
    /// A sign that the part writes as a reference, `&amp;`.
    Sign(char, Range<usize>),
}

/// Reads a part.
pub struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    part: &'x Part,
    /// The bytes before what is read.
    base: usize,
    depth: usize,
}

impl<'x> Xml<'x> {
    /// Reads a whole part.
    pub fn of(part: &'x Part) -> Xml<'x> {
        let base = if part.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Xml::within(part, base..part.text.len())
    }

    /// Reads some bytes of a part, which are whole elements.
    pub fn within(part: &'x Part, range: Range<usize>) -> Xml<'x> {
        let base = range.start;
        let mut reader = Reader::from_str(part.text.get(range).unwrap_or_default());
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, part, base, depth: 0 }
    }

    /// The part.
    pub fn part(&self) -> &'x Part {
        self.part
    }

    /// What comes next; `None` at the end.
    ///
    /// # Errors
    /// It is not XML, declares a document type, or has too many elements in each other.
    pub fn next(&mut self) -> Result<Option<Node<'x>>, WordFault> {
        loop {
            let start = self.at();
            let event = self.reader.read_event().map_err(|error| self.fault(&error.to_string()))?;
            let range = start..self.at();
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        let (part, at) = (self.part.name.clone(), range.start);
                        return Err(WordFault::Deep { part, at, most: DEEPEST });
                    }
                    Node::Start(Tag { start, text: &self.part.text, range })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End
                }
                Event::Text(_) => Node::Text(range),
                Event::CData(_) => Node::Text(range.start + "<![CDATA[".len()..range.end - "]]>".len()),
                Event::GeneralRef(_) => {
                    let raw = self.part.text.get(range.start + 1..range.end - 1).unwrap_or_default();
                    let sign = sign_of(raw).ok_or_else(|| self.fault(&format!("unknown entity `{raw}`")))?;
                    Node::Sign(sign, range)
                }
                Event::DocType(_) => {
                    return Err(WordFault::DocumentType { part: self.part.name.clone() });
                }
                Event::Eof if self.depth > 0 => return Err(self.fault("it ends inside an element")),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// Passes over the rest of the element that has begun last, and returns the bytes between its tags.
    ///
    /// # Errors
    /// Those of [`Xml::next`].
    pub fn skip(&mut self) -> Result<Range<usize>, WordFault> {
        let (start, outside) = (self.at(), self.outside());
        let mut end = start;
        while self.depth > outside {
            end = self.at();
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(start..end)
    }

    /// How deep the element stands that has begun last, for [`Xml::tag_inside`].
    pub fn outside(&self) -> usize {
        self.depth.saturating_sub(1)
    }

    /// The next element that begins inside the one that stood this deep; `None` once that one has ended.
    ///
    /// # Errors
    /// Those of [`Xml::next`].
    pub fn tag_inside(&mut self, outside: usize) -> Result<Option<Tag<'x>>, WordFault> {
        while self.depth > outside {
            match self.next()? {
                Some(Node::Start(tag)) => return Ok(Some(tag)),
                Some(_) => {}
                None => break,
            }
        }
        Ok(None)
    }

    /// The text of the element that has begun last, with all that is in it.
    ///
    /// # Errors
    /// Those of [`Xml::next`].
    pub fn words(&mut self) -> Result<String, WordFault> {
        let mut words = String::new();
        let outside = self.outside();
        while self.depth > outside {
            match self.next()? {
                Some(Node::Text(range)) => words += self.part.text.get(range).unwrap_or_default(),
                Some(Node::Sign(sign, _)) => words.push(sign),
                Some(_) => {}
                None => break,
            }
        }
        Ok(words)
    }

    /// The byte after what was read last.
    pub fn at(&self) -> usize {
        self.base + self.reader.buffer_position() as usize
    }

    fn fault(&self, reason: &str) -> WordFault {
        let at = self.base + self.reader.error_position() as usize;
        WordFault::Xml { part: self.part.name.clone(), at, reason: on_one_line(reason) }
    }
}

impl<'x> Tag<'x> {
    /// Its name, without a prefix.
    pub fn name(&self) -> &'x str {
        without_prefix(self.whole_name())
    }

    /// Its name as the part has it.
    pub fn whole_name(&self) -> &'x str {
        let name = self.text.get(self.range.start + 1..).unwrap_or_default();
        name.get(..self.start.name().as_ref().len()).unwrap_or_default()
    }

    /// The namespaces that it names, each after its prefix.
    pub fn namespaces(&self) -> Vec<(String, String)> {
        let mut attributes = self.start.attributes();
        let own = attributes.with_checks(false).flatten();
        let prefixed = own.filter_map(|one| {
            let prefix = one.key.as_ref().strip_prefix("xmlns:")?;
            Some((prefix.to_owned(), one.value.into_owned()))
        });
        prefixed.collect()
    }

    /// The prefix that it gives to a namespace; empty where names without one are in it.
    pub fn prefix_of(&self, namespace: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut own = attributes.with_checks(false).flatten();
        let found = own.find(|one| one.key.as_ref().starts_with("xmlns") && *one.value == *namespace)?;
        Some(found.key.as_ref().strip_prefix("xmlns:").unwrap_or_default().to_owned())
    }

    /// The bytes of the value of an attribute, which is named without its prefix.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        // To compare each name with all others would take the square of the time.
        let mut attributes = self.start.attributes();
        let mut own = attributes.with_checks(false).flatten();
        let found = own.find(|attribute| without_prefix(attribute.key.as_ref()) == name)?;
        let Cow::Borrowed(value) = found.value else { return None };
        let start = (value.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        Some(start..start + value.len())
    }

    /// The value of an attribute, which is named without its prefix.
    pub fn value(&self, name: &str) -> Option<String> {
        let place = self.place(name)?;
        let pieces = pieces(self.text, place);
        Some(
            pieces
                .map(|(range, sign)| sign.map_or_else(|| self.text[range].to_owned(), String::from))
                .collect(),
        )
    }

    /// Whether an attribute has a value; the element itself is there.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.place(name).is_some_and(|place| self.text.get(place) == Some(value))
    }

    /// Whether a property is on, as Word writes it: without a value it is.
    pub fn is_on(&self) -> bool {
        !self
            .place("val")
            .is_some_and(|place| matches!(self.text.get(place), Some("0" | "false" | "off" | "none")))
    }
}

fn without_prefix(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, name)| name)
}

/// The pieces of a value of an attribute: stretches that stand as they are, and signs that are written as references.
pub fn pieces(text: &str, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Option<char>)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..range.end).filter(|rest| !rest.is_empty())?;
        let start = at;
        let reference = rest.strip_prefix('&').and_then(|rest| {
            // Without a bound, each of many signs would be looked for in all that follows.
            let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
            rest.get(..end)
        });
        if let Some((raw, sign)) = reference.and_then(|raw| Some((raw, sign_of(raw)?))) {
            at += raw.len() + "&;".len();
            return Some((start..at, Some(sign)));
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        at += rest[first..].find('&').map_or(rest.len(), |next| next + first);
        Some((start..at, None))
    })
}

/// No reference is longer, in bytes.
const LONGEST_REFERENCE: usize = 16;

/// The sign that a reference means, without `&` and `;`.
fn sign_of(raw: &str) -> Option<char> {
    let number = match raw.strip_prefix('#') {
        None => return resolve_xml_entity(raw)?.chars().next(),
        Some(number) => match number.strip_prefix('x') {
            Some(number) => u32::from_str_radix(number, 16),
            None => number.parse(),
        },
    };
    char::from_u32(number.ok()?)
}
