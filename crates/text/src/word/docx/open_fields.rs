//! The fields of a Word document that are open at a place: instructions are not text, and what they lead to is.

use claimlint_base::marks::MarkKind;

use super::fields::{Works, meaning, of_endnote, unpacked};
use crate::word::draft::Draft;

/// A field that is open.
#[derive(Default)]
struct Field {
    instruction: String,
    /// What is packed beside the instruction.
    data: String,
    /// Whether the words that it shows have begun.
    is_shown: bool,
    /// How many links it has opened.
    links: usize,
    is_contents: bool,
}

/// Those that are open, innermost last.
#[derive(Default)]
pub struct OpenFields {
    open: Vec<Field>,
    /// How many of them are still at their instruction.
    instructions: usize,
    /// How many of them are tables of contents.
    contents: usize,
    /// How many links they have opened.
    links: usize,
}

/// What an instruction leads to may have so many bytes; a citation of many works has some thousands.
const LONGEST_INSTRUCTION: usize = 1 << 20;

impl OpenFields {
    /// Whether text at the place is an instruction, and not shown.
    pub fn hide(&self) -> bool {
        self.instructions > 0
    }

    /// Whether the place is in a table of contents.
    pub fn are_contents(&self) -> bool {
        self.contents > 0
    }

    /// Whether one of them is a link.
    pub fn are_link(&self) -> bool {
        self.links > 0
    }

    /// Whether the innermost field is a table of contents whose words have not begun.
    pub fn begins_contents(&self) -> bool {
        self.open.last().is_some_and(|field| {
            !field.is_shown && meaning(&field.instruction, &Works::default()).is_contents
        })
    }

    /// A field begins.
    pub fn begin(&mut self) {
        self.open.push(Field::default());
        self.instructions += 1;
    }

    /// A part of an instruction.
    pub fn instruct(&mut self, text: &str) {
        let field = self.open.last_mut().filter(|field| !field.is_shown);
        if let Some(field) = field.filter(|field| field.instruction.len() < LONGEST_INSTRUCTION) {
            field.instruction += text;
        }
    }

    /// What is packed beside the innermost instruction.
    pub fn pack(&mut self, data: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.is_shown) {
            field.data += data;
        }
    }

    /// The instruction ends, and the words that the field shows begin.
    pub fn show(&mut self, works: &Works, draft: &mut Draft, may_link: bool) {
        let is_inside = self.are_link() || !may_link;
        let Some(field) = self.open.last_mut().filter(|field| !field.is_shown) else { return };
        field.is_shown = true;
        self.instructions -= 1;
        let mut meaning = meaning(&field.instruction, works);
        if meaning.targets.is_empty() && !field.data.is_empty() {
            meaning.targets = of_endnote(&unpacked(&field.data));
        }
        field.is_contents = meaning.is_contents;
        self.contents += usize::from(meaning.is_contents);
        // A link in a link is none. An instruction in another is not shown, nor is what it leads to.
        if is_inside || self.instructions > 0 {
            return;
        }
        field.links = meaning.targets.len();
        self.links += field.links;
        meaning.targets.into_iter().for_each(|target| draft.mark(MarkKind::LinkStart(target)));
    }

    /// The innermost field ends.
    pub fn end(&mut self, draft: &mut Draft) {
        let Some(field) = self.open.pop() else { return };
        self.instructions -= usize::from(!field.is_shown);
        self.contents -= usize::from(field.is_contents);
        self.links -= field.links;
        // EndNote packs the citation into a field in the instruction of the one that shows it.
        if let Some(around) = self.open.last_mut().filter(|around| !around.is_shown && around.data.is_empty())
        {
            around.data = field.data;
        }
        (0..field.links).for_each(|_| draft.mark(MarkKind::LinkEnd));
    }

    /// All fields end: the part does, and some were left open.
    pub fn end_all(&mut self, draft: &mut Draft) {
        while !self.open.is_empty() {
            self.end(draft);
        }
    }
}
