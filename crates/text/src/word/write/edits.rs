//! Changes to the text of a part: what is put in where, and what is taken out.

use std::ops::Range;

use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Xml};

/// In which order texts are put in at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// An element of one tag is opened.
    Opened,
    /// A comment on a whole paragraph begins.
    ParagraphStart,
    /// What stands before is closed.
    Close,
    /// A change ends, and what it puts in follows.
    ChangeEnd,
    /// What is around runs is closed.
    Leave,
    /// A comment ends.
    End,
    /// A comment begins.
    Start,
    /// What is around runs is opened again.
    Enter,
    /// A change begins.
    ChangeStart,
    /// What follows is opened again.
    Open,
    /// A comment on a whole paragraph ends.
    ParagraphEnd,
    /// An element of one tag is closed.
    Closed,
}

/// Changes to a part.
#[derive(Default)]
pub struct Edits {
    insertions: Vec<(usize, Rank, String)>,
    removals: Vec<Range<usize>>,
}

impl Edits {
    /// Puts a text in.
    pub fn insert(&mut self, at: usize, rank: Rank, text: impl Into<String>) {
        self.insertions.push((at, rank, text.into()));
    }

    /// Takes some bytes out.
    pub fn remove(&mut self, range: Range<usize>) {
        self.removals.push(range);
    }

    /// Whether something is put in within some bytes, or taken out of them.
    pub fn touch(&self, bytes: &Range<usize>) -> bool {
        let is_within = |at: usize| bytes.start < at && at < bytes.end;
        self.insertions.iter().any(|(at, ..)| is_within(*at))
            || self.removals.iter().any(|removal| removal.start < bytes.end && bytes.start < removal.end)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.insertions.is_empty() && self.removals.is_empty()
    }

    /// The text with the changes made.
    pub fn apply(mut self, text: &str) -> String {
        self.insertions.sort_by_key(|(at, rank, _)| (*at, *rank));
        self.removals.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let more: usize = self.insertions.iter().map(|(_, _, text)| text.len()).sum();
        let mut changed = String::with_capacity(text.len() + more);
        let mut removals = self.removals.into_iter().peekable();
        let mut done = 0;
        let mut copy = |to: usize, changed: &mut String| {
            while let Some(removal) = removals.next_if(|removal| removal.start < to) {
                if removal.start > done {
                    changed.push_str(text.get(done..removal.start).unwrap_or_default());
                }
                done = done.max(removal.end);
            }
            if to > done {
                changed.push_str(text.get(done..to).unwrap_or_default());
                done = to;
            }
        };
        for (at, _, inserted) in &self.insertions {
            copy(*at, &mut changed);
            changed.push_str(inserted);
        }
        copy(text.len(), &mut changed);
        changed
    }
}

/// Puts a text in at the end of the root element of a part, which gets the prefix of that element.
///
/// # Errors
/// It is not XML.
pub fn append(part: &Part, text: impl FnOnce(&str) -> String) -> Result<String, WordFault> {
    let mut xml = Xml::of(part);
    let mut edits = Edits::default();
    while let Some(node) = xml.next()? {
        let Node::Start(root) = node else { continue };
        let prefix = root.whole_name().strip_suffix(root.name()).unwrap_or_default();
        let end = xml.skip()?.end;
        if part.text[root.range.clone()].ends_with("/>") {
            open_one_tag(&mut edits, &root.range, root.whole_name());
            edits.insert(end - "/>".len(), Rank::Start, text(prefix));
        } else {
            edits.insert(end, Rank::Start, text(prefix));
        }
        break;
    }
    Ok(edits.apply(&part.text))
}

/// Makes two tags of one: "<w:p/>" becomes "<w:p></w:p>".
pub fn open_one_tag(edits: &mut Edits, tag: &Range<usize>, name: &str) {
    edits.insert(tag.end - "/>".len(), Rank::Opened, ">");
    edits.insert(tag.end - "/>".len(), Rank::Closed, "<");
    edits.insert(tag.end - ">".len(), Rank::Opened, name);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_in_by_place_and_rank_and_what_is_taken_out_is_gone() {
        let mut edits = Edits::default();
        edits.insert(3, Rank::Start, "<");
        edits.insert(3, Rank::End, ">");
        edits.insert(6, Rank::End, "]");
        edits.remove(4..5);
        edits.remove(0..1);
        assert_eq!(edits.apply("abcdef"), "bc><df]");
    }
}
