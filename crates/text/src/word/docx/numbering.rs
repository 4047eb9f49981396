//! The numbers of items in the lists of a Word document, which stand in none of its texts.

use rustc_hash::FxHashMap;

use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Tag, Xml};

/// So many levels has a list (ISO/IEC 29500-1, 17.9.6).
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Copy)]
struct Level {
    /// Whether its items have numbers, or letters.
    is_numbered: bool,
    /// The number of the first.
    first: u64,
}

/// A list that paragraphs belong to.
#[derive(Debug, Default)]
struct List {
    /// The list in which its numbers are counted.
    counted_in: String,
    /// The first numbers that it has for itself.
    own_first: [Option<u64>; LEVELS],
    /// Whether an item of it was met.
    is_met: bool,
}

/// All lists of a document, and how far they are counted.
#[derive(Default)]
pub struct Numbering {
    levels: FxHashMap<String, [Level; LEVELS]>,
    lists: FxHashMap<String, List>,
    counted: FxHashMap<String, [Option<u64>; LEVELS]>,
}

impl Numbering {
    /// Reads the part with the lists.
    ///
    /// # Errors
    /// It is not XML.
    pub fn read(part: &Part) -> Result<Numbering, WordFault> {
        let mut numbering = Numbering::default();
        let mut xml = Xml::of(part);
        let (mut shape, mut list, mut level) = (String::new(), None::<String>, 0);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "abstractNum" => {
                    (shape, list) = (tag.value("abstractNumId").unwrap_or_default(), None);
                    let none = Level { is_numbered: false, first: 1 };
                    numbering.levels.insert(shape.clone(), [none; LEVELS]);
                }
                "num" => {
                    let id = tag.value("numId").unwrap_or_default();
                    numbering.lists.insert(id.clone(), List::default());
                    list = Some(id);
                }
                "lvl" | "lvlOverride" => {
                    level = number(&tag, "ilvl").unwrap_or(0).min(LEVELS as u64 - 1) as usize;
                }
                name => numbering.say(name, &tag, &shape, list.as_deref(), level),
            }
        }
        Ok(numbering)
    }

    fn say(&mut self, name: &str, tag: &Tag<'_>, shape: &str, list: Option<&str>, level: usize) {
        match list {
            Some(list) => {
                let Some(list) = self.lists.get_mut(list) else { return };
                match name {
                    "abstractNumId" => list.counted_in = tag.value("val").unwrap_or_default(),
                    "startOverride" => list.own_first[level] = number(tag, "val"),
                    _ => {}
                }
            }
            None => {
                let Some(levels) = self.levels.get_mut(shape) else { return };
                match name {
                    "start" => levels[level].first = number(tag, "val").unwrap_or(1),
                    "numFmt" => {
                        levels[level].is_numbered = !(tag.has("val", "bullet") || tag.has("val", "none"));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether a paragraph of a list is an item: 0 takes it out of the list of its style.
    pub fn is_list(list: &str) -> bool {
        list != "0"
    }

    /// Counts an item of a list; its number, where the list has numbers.
    pub fn count(&mut self, list: &str, level: usize) -> Option<u64> {
        let level = level.min(LEVELS - 1);
        let list = self.lists.get_mut(list)?;
        let levels = self.levels.get(&list.counted_in)?;
        let counted = self.counted.entry(list.counted_in.clone()).or_default();
        let own_first = list.own_first[level].filter(|_| !list.is_met);
        list.is_met = true;
        let number = match (own_first, counted[level]) {
            (Some(first), _) => first,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => levels[level].first,
        };
        counted[level] = Some(number);
        counted[level + 1..].fill(None);
        levels[level].is_numbered.then_some(number)
    }
}

fn number(tag: &Tag<'_>, name: &str) -> Option<u64> {
    tag.value(name)?.parse().ok()
}
