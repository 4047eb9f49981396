//! Takes out of a text of OpenDocument what claimlint wrote into it: comments that nobody answered or settled, and changes that
//! nobody accepted, refused or wrote into.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::shared::CONTENT;
use super::structure::Comment;
use crate::word::container::{Container, Part};
use crate::word::fault::WordFault;
use crate::word::write::edits::{Edits, Rank};
use crate::word::write::notes::AUTHOR;
use crate::word::xml::{Node, Xml};

/// The parts that change, with their texts, and how many comments the text can still hold.
///
/// # Errors
/// It cannot be unpacked, or is not XML.
pub fn clean(container: &mut Container) -> Result<(Vec<(String, String)>, usize), WordFault> {
    let content = container.part(CONTENT)?.ok_or(WordFault::NoDocument)?;
    let mut edits = Edits::default();
    let marks = Marks::read(&content)?;
    let gone = marks.gone();
    gone.iter().for_each(|range| edits.remove(range.clone()));
    marks.take_back(&content, &gone, &mut edits);
    let is_changed = !edits.is_empty();
    let parts = is_changed.then(|| (content.name.clone(), edits.apply(&content.text)));
    Ok((parts.into_iter().collect(), usize::MAX))
}

/// A change of ours in the list of changes.
struct OwnChange {
    range: Range<usize>,
    /// What was taken out: the bytes of the words; `None` for what was put in.
    taken_out: Option<Range<usize>>,
}

/// All marks of comments and changes in a text.
#[derive(Default)]
struct Marks {
    /// Our comments, by their names.
    comments: Vec<(Option<String>, Range<usize>)>,
    /// The names of comments that were answered.
    answered: FxHashSet<String>,
    /// Where comments end, with their names.
    ends: Vec<(String, Range<usize>)>,
    /// Our changes, by their names.
    changes: FxHashMap<String, OwnChange>,
    /// The marks of changes in the text: what they are, their names and bytes.
    changed: Vec<(&'static str, String, Range<usize>)>,
    /// Whether something stands in the list as ours that we did not write so.
    is_touched: bool,
}

impl Marks {
    fn read(content: &Part) -> Result<Marks, WordFault> {
        let mut marks = Marks::default();
        let mut xml = Xml::of(content);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "annotation" => {
                    marks.answered.extend(tag.value("parent-name"));
                    let inside = xml.skip()?;
                    let is_own = Comment::read(content, inside)?.creator == AUTHOR;
                    let is_kept = tag.has("resolved", "true") || tag.place("parent-name").is_some();
                    if is_own && !is_kept {
                        marks.comments.push((tag.value("name"), tag.range.start..xml.at()));
                    }
                }
                "annotation-end" => {
                    xml.skip()?;
                    marks.ends.push((tag.value("name").unwrap_or_default(), tag.range.start..xml.at()));
                }
                "changed-region" => {
                    let inside = xml.skip()?;
                    let id = tag.value("id").unwrap_or_default();
                    marks.read_change(content, id, tag.range.start..xml.at(), inside)?;
                }
                name @ ("change" | "change-start" | "change-end") => {
                    let name = match name {
                        "change" => "change",
                        "change-start" => "change-start",
                        _ => "change-end",
                    };
                    xml.skip()?;
                    let id = tag.value("change-id").unwrap_or_default();
                    marks.changed.push((name, id, tag.range.start..xml.at()));
                }
                _ => {}
            }
        }
        Ok(marks)
    }

    fn read_change(
        &mut self,
        content: &Part,
        id: String,
        range: Range<usize>,
        inside: Range<usize>,
    ) -> Result<(), WordFault> {
        let mut xml = Xml::within(content, inside);
        let (mut is_own, mut paragraphs, mut taken_out, mut is_put_in) = (false, 0, None, false);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "insertion" => is_put_in = true,
                "change-info" => is_own |= xml.words()?.starts_with(AUTHOR),
                "p" | "h" => {
                    paragraphs += 1;
                    taken_out = Some(xml.skip()?);
                }
                _ => {}
            }
        }
        if !is_own {
            return Ok(());
        }
        let is_as_written = if is_put_in { paragraphs == 0 } else { paragraphs == 1 };
        self.is_touched |= !is_as_written;
        self.changes.insert(id, OwnChange { range, taken_out });
        Ok(())
    }

    /// Our comments that go, and where they end.
    fn gone(&self) -> Vec<Range<usize>> {
        let is_gone = |name: &Option<String>| name.as_ref().is_none_or(|name| !self.answered.contains(name));
        let comments = self.comments.iter().filter(|(name, _)| is_gone(name));
        let names: FxHashSet<&String> = comments.clone().filter_map(|(name, _)| name.as_ref()).collect();
        let ends = self.ends.iter().filter(|(name, _)| names.contains(name)).map(|(_, range)| range.clone());
        comments.map(|(_, range)| range.clone()).chain(ends).collect()
    }

    /// Takes back our changes; all stay where somebody wrote into one of them.
    fn take_back(&self, content: &Part, gone: &[Range<usize>], edits: &mut Edits) {
        let own: Vec<_> = self.changed.iter().filter(|(_, id, _)| self.changes.contains_key(id)).collect();
        let mut put_in = Vec::new();
        for pair in own.windows(2) {
            if let [("change-start", id, start), ("change-end", other, end)] = pair
                && id == other
            {
                put_in.push((id, start.start..end.end, start.end..end.start));
            }
        }
        // Word processors move the marks of our comments into them.
        let is_word = |at: usize| !gone.iter().any(|range| range.contains(&at));
        let is_plain = put_in.iter().all(|(_, _, inside)| {
            let words = content.text.get(inside.clone()).unwrap_or_default();
            words.match_indices('<').all(|(at, _)| !is_word(inside.start + at))
        });
        let starts = own.iter().filter(|(name, ..)| *name == "change-start").count();
        let places = own.iter().filter(|(name, ..)| *name == "change").count();
        let is_whole = put_in.len() == starts && starts + places == self.changes.len();
        if self.is_touched || !is_plain || !is_whole {
            return;
        }
        for (_, all, _) in put_in {
            edits.remove(all);
        }
        for (name, id, place) in &own {
            let change = self.changes.get(id).filter(|_| *name == "change");
            if let Some(words) = change.and_then(|change| change.taken_out.clone()) {
                edits.insert(place.start, Rank::Start, &content.text[words]);
                edits.remove(place.clone());
            }
        }
        let mut ranges: Vec<_> = self.changes.values().map(|change| change.range.clone()).collect();
        ranges.sort_by_key(|range| range.start);
        ranges.into_iter().for_each(|range| edits.remove(range));
    }
}
