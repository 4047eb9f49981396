//! What the styles of a Word document say about its text: which are headings, hidden, numbered.

use claimlint_base::parts::LineKind;
use rustc_hash::FxHashMap;

use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Tag, Xml};

/// Styles rest on others; no document has longer chains.
const LONGEST_CHAIN: usize = 30;

/// What a style says, with what it rests on.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// What its paragraphs are.
    pub purpose: Option<LineKind>,
    /// Whether its text is hidden.
    pub is_hidden: Option<bool>,
    /// Whether its text is raised.
    pub is_raised: Option<bool>,
    /// The list that it belongs to, by its id, and the level.
    pub list: Option<String>,
    /// The level in the list, from 0.
    pub level: Option<usize>,
    /// What it rests on.
    based_on: Option<String>,
}

/// The styles of a document by their ids.
#[derive(Default)]
pub struct Styles {
    by_id: FxHashMap<String, Style>,
}

impl Styles {
    /// Reads the part with the styles.
    ///
    /// # Errors
    /// It is not XML.
    pub fn read(part: &Part) -> Result<Styles, WordFault> {
        let mut styles = Styles::default();
        let mut xml = Xml::of(part);
        let mut open: Option<(String, Style)> = None;
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            if tag.name() == "style" {
                styles.add(open.take());
                let id = tag.value("styleId").unwrap_or_default();
                let purpose = purpose_of(&id);
                open = Some((id, Style { purpose, ..Style::default() }));
            } else if let Some((_, style)) = &mut open {
                style.read(&tag);
            }
        }
        styles.add(open);
        styles.rest_on_each_other();
        Ok(styles)
    }

    /// The style with this id; one that says nothing where there is none.
    pub fn of(&self, id: &str) -> Style {
        let known = self.by_id.get(id).cloned();
        known.unwrap_or_else(|| Style { purpose: purpose_of(id), ..Style::default() })
    }

    fn add(&mut self, style: Option<(String, Style)>) {
        self.by_id.extend(style);
    }

    /// Gives each style what it does not say itself.
    fn rest_on_each_other(&mut self) {
        let whole = |style: &Style| {
            let mut whole = style.clone();
            let mut below = style.based_on.as_ref();
            for _ in 0..LONGEST_CHAIN {
                let Some(base) = below.and_then(|id| self.by_id.get(id)) else { break };
                whole.purpose = whole.purpose.or(base.purpose);
                whole.is_hidden = whole.is_hidden.or(base.is_hidden);
                whole.is_raised = whole.is_raised.or(base.is_raised);
                whole.list = whole.list.or_else(|| base.list.clone());
                whole.level = whole.level.or(base.level);
                below = base.based_on.as_ref();
            }
            whole
        };
        let all: FxHashMap<String, Style> =
            self.by_id.iter().map(|(id, style)| (id.clone(), whole(style))).collect();
        self.by_id = all;
    }
}

impl Style {
    fn read(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            // Its name is the same in all languages; its id is not.
            "name" => {
                let name = tag.value("val").unwrap_or_default();
                self.purpose = purpose_of(&name).or(self.purpose);
            }
            "basedOn" => self.based_on = tag.value("val"),
            "outlineLvl" => self.purpose = self.purpose.or(heading_of_level(tag)),
            "vanish" => self.is_hidden = Some(tag.is_on()),
            "vertAlign" => self.is_raised = Some(tag.has("val", "superscript")),
            "numId" => self.list = tag.value("val"),
            "ilvl" => self.level = tag.value("val").and_then(|level| level.parse().ok()),
            _ => {}
        }
    }
}

/// A heading, if a paragraph has one of the levels of an outline (ISO/IEC 29500-1, 17.3.1.20: 9 is none).
pub fn heading_of_level(tag: &Tag<'_>) -> Option<LineKind> {
    let level: usize = tag.value("val")?.parse().ok()?;
    (level < 9).then_some(LineKind::Heading)
}

/// What the paragraphs of a style are, by its name or its id.
fn purpose_of(name: &str) -> Option<LineKind> {
    let name: String = name.to_ascii_lowercase().split([' ', '_']).collect();
    let is_numbered = |start: &str| {
        name.strip_prefix(start).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    match name.as_str() {
        "title" | "subtitle" => Some(LineKind::Heading),
        "quote" | "intensequote" | "blocktext" | "quotations" => Some(LineKind::Quote),
        "caption" => Some(LineKind::Caption),
        _ if is_numbered("heading") => Some(LineKind::Heading),
        _ if is_numbered("toc") => Some(LineKind::Contents),
        _ => None,
    }
}
