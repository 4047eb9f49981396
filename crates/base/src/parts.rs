//! The text of a file that is made of several parts, as a document of a word processor is: what each line of the text is, and
//! where in which part each stretch of it stands.
//!
//! A line is a paragraph. How parts are read is for the crate `claimlint-text`; what is marked within the lines is in
//! [`marks`](crate::marks).

use crate::marks::Mark;

/// What a line of the text is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum LineKind {
    Heading,
    Paragraph,
    ListItem,
    TableCell,
    Quote,
    Caption,
    /// The text of a footnote or endnote.
    Note,
    /// A line of a table of contents.
    Contents,
    /// The title among the properties of the document.
    Title,
    /// The description among the properties of the document.
    Description,
    /// The text that is read in place of a picture.
    AltText,
}

/// What a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Story {
    Body,
    TextBox,
    Footnote,
    Endnote,
    Header,
    Footer,
    /// What is known about the document: title, description.
    Properties,
}

/// A line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// What it stands in.
    pub story: Story,
    /// The number of an item in a numbered list.
    pub number: Option<u64>,
    /// The label of a note.
    pub label: Option<Box<str>>,
    /// The heading above it: the index of its line.
    pub heading: Option<u32>,
}

/// A stretch of the text that came from one stretch of a part. Offsets and lengths are in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins in the text.
    pub text: u32,
    /// Its length in the text.
    pub length: u32,
    /// The index of the part.
    pub part: u32,
    /// Where it begins in the part.
    pub start: u32,
    /// Its length in the part: that of the text where both are the same, byte for byte; otherwise the stretch stands for it as
    /// a whole.
    pub part_length: u32,
    /// Whether both are the same.
    pub is_same: bool,
}

/// Where the text of a file stands in its parts, and what its lines are.
#[derive(Debug, Default)]
pub struct Parts {
    /// The names of the parts, as the file has them.
    pub names: Vec<String>,
    /// The lines of the text.
    pub lines: Vec<Line>,
    /// The stretches of the text, in order. Line ends are in none.
    pub stretches: Vec<Stretch>,
    /// What is marked in the text, in order.
    pub marks: Vec<Mark>,
}

impl Parts {
    /// The part, by its index, and the byte in it that a byte of the text came from. What stands for something as a whole is at
    /// its start.
    pub fn start(&self, offset: usize) -> (usize, usize) {
        start_in(&self.stretches, offset)
    }

    /// The same for the end of a stretch of the text: the byte after the last that it came from.
    pub fn end(&self, offset: usize) -> (usize, usize) {
        end_in(&self.stretches, offset)
    }

    /// The name of a part.
    pub fn name(&self, part: usize) -> &str {
        self.names.get(part).map_or("", String::as_str)
    }
}

/// The part, by its index, and the byte in it that a byte of the text of these stretches came from. What stands for something as
/// a whole is at its start.
pub fn start_in(stretches: &[Stretch], offset: usize) -> (usize, usize) {
    let after = stretches.partition_point(|stretch| stretch.text as usize <= offset);
    let Some(stretch) = after.checked_sub(1).and_then(|index| stretches.get(index)) else {
        return stretches.first().map_or((0, 0), |first| (first.part as usize, first.start as usize));
    };
    let within = offset - stretch.text as usize;
    let at = if within >= stretch.length as usize {
        // A line end: the place is the end of what is before it.
        stretch.start + stretch.part_length
    } else if stretch.is_same {
        stretch.start + within as u32
    } else {
        stretch.start
    };
    (stretch.part as usize, at as usize)
}

/// The same for the end of a stretch of the text: the byte after the last that it came from.
pub fn end_in(stretches: &[Stretch], offset: usize) -> (usize, usize) {
    let after = stretches.partition_point(|stretch| (stretch.text as usize) < offset);
    let Some(stretch) = after.checked_sub(1).and_then(|index| stretches.get(index)) else {
        return start_in(stretches, offset);
    };
    let within = (offset - stretch.text as usize).min(stretch.length as usize);
    let length = if stretch.is_same { within as u32 } else { stretch.part_length };
    (stretch.part as usize, (stretch.start + length) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_between_two_runs_is_the_end_of_one_and_the_start_of_the_other() {
        let stretch = |text, length, start, part_length, is_same| Stretch {
            text,
            length,
            part: 0,
            start,
            part_length,
            is_same,
        };
        // `<t>gua</t><t>r&amp;d</t>`
        let stretches = vec![
            stretch(0, 3, 3, 3, true),
            stretch(3, 1, 13, 1, true),
            stretch(4, 1, 14, 5, false),
            stretch(5, 1, 19, 1, true),
        ];
        let parts = Parts { names: vec!["a.xml".to_owned()], stretches, ..Parts::default() };
        assert_eq!((parts.end(3), parts.start(3)), ((0, 6), (0, 13)));
        assert_eq!((parts.start(4), parts.end(5)), ((0, 14), (0, 19)));
        assert_eq!((parts.start(1), parts.end(2)), ((0, 4), (0, 5)));
        assert_eq!((parts.end(6), parts.start(6)), ((0, 20), (0, 20)));
    }
}
