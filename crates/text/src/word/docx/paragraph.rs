//! What a paragraph of a Word document is: by its style, its place in a list, and where it stands.

use claimlint_base::parts::{LineKind, Story};

use super::numbering::Numbering;
use super::styles::{Style, Styles, heading_of_level};
use crate::word::draft::Head;
use crate::word::xml::Tag;

/// What the properties of a paragraph say.
#[derive(Default)]
pub struct Paragraph {
    style: Style,
    purpose: Option<LineKind>,
    list: Option<String>,
    level: Option<usize>,
    /// Whether its end was taken out, so that the next paragraph goes on.
    pub runs_on: bool,
}

/// Where a paragraph stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What it stands in.
    pub story: Story,
    /// Whether it is in a table.
    pub is_in_table: bool,
    /// Whether it is in a table of contents.
    pub is_in_contents: bool,
    /// The label of the note it is in.
    pub label: Option<Box<str>>,
}

impl Paragraph {
    /// Reads one of its properties.
    pub fn read(&mut self, tag: &Tag<'_>, styles: &Styles) {
        match tag.name() {
            "pStyle" => self.style = styles.of(&tag.value("val").unwrap_or_default()),
            "outlineLvl" => self.purpose = heading_of_level(tag),
            "numId" => self.list = tag.value("val"),
            "ilvl" => self.level = tag.value("val").and_then(|level| level.parse().ok()),
            _ => {}
        }
    }

    /// The style that its text has where it has no other.
    pub fn style(&self) -> &Style {
        &self.style
    }

    /// What the line is that it becomes. Items of lists are counted.
    pub fn head(&self, standing: &Standing, numbering: &mut Numbering) -> Head {
        let list = self.list.as_ref().or(self.style.list.as_ref()).filter(|list| Numbering::is_list(list));
        let level = self.level.or(self.style.level).unwrap_or(0);
        // A paragraph whose end was taken out is no item of its own.
        let counted = list.filter(|_| !self.runs_on);
        let number = counted.and_then(|list| numbering.count(list, level));
        let kind = match self.purpose.or(self.style.purpose) {
            _ if standing.label.is_some() => LineKind::Note,
            _ if standing.is_in_contents => LineKind::Contents,
            Some(LineKind::Contents) => LineKind::Contents,
            _ if standing.is_in_table => LineKind::TableCell,
            Some(kind) => kind,
            None if list.is_some() => LineKind::ListItem,
            None => LineKind::Paragraph,
        };
        let number = number.filter(|_| kind == LineKind::ListItem);
        Head { kind, story: standing.story, number, label: standing.label.clone() }
    }
}
