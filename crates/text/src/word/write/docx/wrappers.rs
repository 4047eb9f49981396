//! Keeps the marks of comments out of smart tags, custom XML and fields: Word knows them there, and LibreOffice does not.
//!
//! At the end of such an element a mark goes outside. Within, the element is closed before the mark and opened again after it,
//! where that says the same; what is in a field stays in it.

use std::collections::BTreeMap;

use super::structure::{Structure, name_in};
use crate::word::container::Part;
use crate::word::write::edits::{Edits, Rank};

/// The elements around runs, and where they are split.
pub struct Wrappers<'p> {
    part: &'p Part,
    structure: &'p Structure,
    /// The wrappers that are split at a byte, the innermost first.
    splits: BTreeMap<usize, Vec<usize>>,
}

impl<'p> Wrappers<'p> {
    /// Those of a part, none of them split yet.
    pub fn of(part: &'p Part, structure: &'p Structure) -> Wrappers<'p> {
        Wrappers { part, structure, splits: BTreeMap::new() }
    }

    /// Where the mark of a comment goes that ends or begins at a byte.
    pub fn outside(&mut self, at: usize, is_end: bool) -> usize {
        let structure = self.structure;
        let byte = if is_end { at.saturating_sub(1) } else { at };
        let Some(index) = structure.run_at(byte) else { return at };
        let run = &structure.runs[index];
        let is_between = at == if is_end { run.range.end } else { run.range.start };
        let (mut at, mut splits) = (at, Vec::new());
        for number in run.wrappers.iter().rev() {
            let wrapper = &structure.wrappers[*number];
            // The run beyond the mark.
            let other = if is_end { structure.runs.get(index + 1) } else { structure.runs[..index].last() };
            let is_last = other.is_none_or(|other| !wrapper.range.contains(&other.range.start));
            if is_between && is_last {
                at = if is_end { wrapper.range.end } else { wrapper.range.start };
            } else if wrapper.can_be_split {
                splits.push(*number);
            } else {
                break;
            }
        }
        let known = self.splits.entry(at).or_default();
        if known.len() < splits.len() {
            *known = splits;
        }
        at
    }

    /// Puts in what the splits close and open.
    pub fn finish(&mut self, edits: &mut Edits) {
        for (at, wrappers) in std::mem::take(&mut self.splits) {
            for number in &wrappers {
                let opening = &self.part.text[self.structure.wrappers[*number].opening.clone()];
                edits.insert(at, Rank::Leave, format!("</{}>", name_in(opening)));
            }
            for number in wrappers.iter().rev() {
                let opening = &self.part.text[self.structure.wrappers[*number].opening.clone()];
                edits.insert(at, Rank::Enter, opening);
            }
        }
    }
}
