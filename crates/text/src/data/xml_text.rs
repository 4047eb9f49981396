//! Decodes the text of an element of XML, with the place of each of its signs: as it stands, as references, as CDATA, and with other
//! elements in it.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;

use super::collector::Collector;
use super::escapes::{Dialect, escape};
use super::places::Decoded;
use super::writing::Writing;
use crate::fold::OBJECT;

/// What elements in a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inline {
    /// Markup that draws nothing: what is in it is text.
    Passed,
    /// Markup and placeholders: what stands for something is an object.
    Objects,
    /// Markup of HTML that belongs to the text as it stands.
    Raw,
    /// Something else, which is not text.
    Apart,
}

/// The text of an element.
pub struct Part {
    /// The text.
    pub decoded: Decoded,
    /// How it is written there.
    pub writing: Writing,
}

/// Reads the text of the element that has begun, up to its end.
pub fn text_of(
    reader: &mut Reader<&[u8]>,
    text: &str,
    inline: Inline,
    name: &str,
    collector: &mut Collector<'_>,
) -> Part {
    let begin = reader.buffer_position() as usize;
    let mut part = Part { decoded: Decoded::default(), writing: Writing::Xml };
    let (mut depth, mut hidden, mut has_elements) = (0_usize, 0_usize, false);
    let mut cut = begin;
    loop {
        let start = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                collector.fault(format!("this is not valid XML: {error}"), start);
                if reader.buffer_position() as usize <= start {
                    break;
                }
                continue;
            }
        };
        let range = start..reader.buffer_position() as usize;
        match event {
            Event::Start(tag) => {
                has_elements = true;
                depth += 1;
                let hides = match inline {
                    Inline::Passed => local(tag.name().as_ref()) == "g",
                    Inline::Objects => {
                        !matches!(local(tag.name().as_ref()), "g" | "mrk" | "pc" | "sc" | "ec")
                    }
                    Inline::Apart => true,
                    Inline::Raw => false,
                };
                if hidden > 0 {
                    hidden += 1;
                } else if hides {
                    hidden = 1;
                    if inline != Inline::Apart {
                        part.decoded.sign(OBJECT, range);
                    }
                }
            }
            Event::End(tag) => {
                if depth == 0 || tag.name().as_ref() == name {
                    cut = start;
                    break;
                }
                depth -= 1;
                hidden = hidden.saturating_sub(1);
            }
            Event::Eof => {
                cut = start;
                break;
            }
            _ if hidden > 0 => {}
            Event::Text(_) => lines(text, range, &mut part.decoded),
            Event::CData(_) => {
                let inside = range.start + "<![CDATA[".len()..range.end.saturating_sub("]]>".len());
                part.decoded.same(text, inside);
                part.writing = Writing::Cdata;
            }
            Event::GeneralRef(_) => {
                let raw = text.get(range.start + 1..range.end.saturating_sub(1)).unwrap_or_default();
                match sign_of(raw) {
                    Some(sign) => part.decoded.sign(&sign, range),
                    None => part.decoded.same(text, range),
                }
            }
            _ => {}
        }
    }
    if has_elements && inline == Inline::Raw {
        part.decoded = Decoded::default();
        part.decoded.same(text, begin..cut);
        part.writing = Writing::Never;
    }
    part
}

/// Adds text as it stands. XML reads the line ends of Windows as plain ones, and so does every reader of text.
fn lines(text: &str, range: Range<usize>, decoded: &mut Decoded) {
    decoded.same(text, range);
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// What a reference means, without `&` and `;`: those of XML, and those of HTML that feeds have nevertheless.
fn sign_of(raw: &str) -> Option<String> {
    if let Some(number) = raw.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16),
            None => number.parse(),
        };
        return char::from_u32(number.ok()?).map(String::from);
    }
    if let Some(sign) = resolve_xml_entity(raw) {
        return Some(sign.to_owned());
    }
    let reference = format!("&{raw};");
    let decoded = htmlize::unescape(reference.as_str());
    (decoded != reference.as_str()).then(|| decoded.into_owned())
}

/// The text of a string of Android: escapes by a backslash, quotation marks that keep white space and are not shown.
pub fn android(source: &str) -> Decoded {
    let mut decoded = Decoded::default();
    let mut at = 0;
    while let Some(found) = source.get(at..).and_then(|rest| rest.find(['\\', '"'])) {
        decoded.same(source, at..at + found);
        at += found;
        if source[at..].starts_with('"') {
            at += 1;
        } else {
            at = escape(source, at, source.len(), Dialect::Json, &mut decoded);
        }
    }
    decoded.same(source, at..source.len());
    decoded
}
