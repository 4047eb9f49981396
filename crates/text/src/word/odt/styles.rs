//! What the styles of a text of OpenDocument say about it: which are headings, hidden, raised, and which lists have numbers.

use claimlint_base::parts::LineKind;
use rustc_hash::FxHashMap;

use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Tag, Xml};

/// Styles rest on others; no document has longer chains.
const LONGEST_CHAIN: usize = 30;

#[derive(Debug, Default)]
struct Style {
    purpose: Option<LineKind>,
    is_hidden: Option<bool>,
    is_raised: Option<bool>,
    parent: Option<String>,
}

/// The styles of a text, by whether they are for words in a line and by their names.
#[derive(Default)]
pub struct Styles {
    by_name: FxHashMap<(bool, String), Style>,
    /// The first number of each level of a list, where it has numbers.
    lists: FxHashMap<(String, usize), u64>,
}

impl Styles {
    /// Adds the styles of a part.
    ///
    /// # Errors
    /// It is not XML.
    pub fn read(&mut self, part: &Part) -> Result<(), WordFault> {
        let mut xml = Xml::of(part);
        let (mut style, mut list) = ((false, String::new()), String::new());
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                // The text itself has no styles.
                "body" => _ = xml.skip()?,
                "style" => {
                    style = (tag.has("family", "text"), tag.value("name").unwrap_or_default());
                    let parent = tag.value("parent-style-name");
                    let purpose = purpose_of(&style.1);
                    self.by_name.insert(style.clone(), Style { purpose, parent, ..Style::default() });
                }
                "text-properties" => {
                    if let Some(style) = self.by_name.get_mut(&style) {
                        style.read(&tag);
                    }
                }
                "list-style" => list = tag.value("name").unwrap_or_default(),
                "list-level-style-number" => {
                    let number = |name: &str| tag.value(name).and_then(|number| number.parse::<u64>().ok());
                    let has_numbers = tag.value("num-format").is_some_and(|format| !format.is_empty());
                    if let Some(level) = number("level").filter(|_| has_numbers) {
                        let first = number("start-value").unwrap_or(1);
                        self.lists.insert((list.clone(), level as usize), first);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What the paragraphs of a style are.
    pub fn purpose(&self, name: &str) -> Option<LineKind> {
        self.said(false, name, |style| style.purpose)
    }

    /// Whether the text of a style is hidden.
    pub fn is_hidden(&self, is_in_line: bool, name: &str) -> bool {
        self.said(is_in_line, name, |style| style.is_hidden).unwrap_or(false)
    }

    /// Whether the text of a style in a line is raised; `None` where it says nothing.
    pub fn is_raised(&self, name: &str) -> Option<bool> {
        self.said(true, name, |style| style.is_raised)
    }

    /// The first number of the items of a list at a level, from 1, where they have numbers.
    pub fn first_number(&self, list: &str, level: usize) -> Option<u64> {
        self.lists.get(&(list.to_owned(), level)).copied()
    }

    fn said<T>(&self, is_in_line: bool, name: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut name = name.to_owned();
        for _ in 0..LONGEST_CHAIN {
            let style = self.by_name.get(&(is_in_line, name))?;
            if let Some(said) = what(style) {
                return Some(said);
            }
            name = style.parent.clone()?;
        }
        None
    }
}

impl Style {
    fn read(&mut self, tag: &Tag<'_>) {
        self.is_hidden = tag.value("display").map(|display| display == "none").or(self.is_hidden);
        self.is_raised =
            tag.value("text-position").map(|place| place.starts_with("super")).or(self.is_raised);
    }
}

fn purpose_of(name: &str) -> Option<LineKind> {
    match name {
        "Title" | "Subtitle" => Some(LineKind::Heading),
        "Quotations" => Some(LineKind::Quote),
        "Caption" | "Illustration" | "Table" | "Figure" | "Drawing" => Some(LineKind::Caption),
        _ => None,
    }
}
