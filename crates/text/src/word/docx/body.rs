//! Goes through a part of a Word document that holds text: the body, notes, headers, footers, and the boxes in them.
//!
//! What a paragraph is, `paragraph` says; the properties of runs and paragraphs are read by `properties`, links
//! and notes by `links`.

mod links;
mod pictures;
mod properties;

use std::ops::Range;

use claimlint_base::marks::MarkKind;
use claimlint_base::parts::Story;

use super::open_fields::OpenFields;
use super::paragraph::{Paragraph, Standing};
use super::relationships::Relationships;
use super::run::{Control, Run};
use super::shared::Shared;
use crate::word::changes::Changes;
use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Tag, Xml};

/// Word allows no text box in another; what others wrote is read so deep.
const DEEPEST_BOX: usize = 3;

/// An element that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Other,
    Paragraph,
    Run,
    /// The words of a run.
    Text,
    Instruction,
    /// What is packed beside an instruction.
    Data,
    Cell,
    Note,
    /// What is not in the text, as changes are taken.
    Out,
    /// A link, and whether it leads anywhere.
    Link(bool),
    Field,
    /// Several forms of one thing, and whether one was read.
    Alternatives(bool),
    /// The content of a control: whether it is a table of contents, and how many links it has opened.
    Content(bool, usize),
}

/// Reads a part.
pub struct Body<'p> {
    xml: Xml<'p>,
    links: &'p Relationships,
    shared: &'p mut Shared,
    standing: Standing,
    frames: Vec<Frame>,
    /// How many open elements are not in the text.
    out: usize,
    cells: usize,
    contents: usize,
    /// How many links are open.
    linked: usize,
    paragraph: Paragraph,
    /// Whether the line of the paragraph has begun.
    has_begun: bool,
    /// Whether the end of the paragraph before was taken out, so that its line goes on.
    goes_on: bool,
    run: Run,
    /// Whether a superscript is open.
    is_raised: bool,
    /// The words of the text element that is open, and whether white space at their ends counts.
    words: Vec<(Range<usize>, Option<char>)>,
    keeps_space: bool,
    fields: OpenFields,
    control: Control,
    /// The text boxes that are anchored in the paragraph.
    boxes: Vec<Range<usize>>,
    depth: usize,
}

impl<'p> Body<'p> {
    /// A reader of a whole part.
    pub fn of(part: &'p Part, links: &'p Relationships, story: Story, shared: &'p mut Shared) -> Body<'p> {
        let standing = Standing { story, is_in_table: false, is_in_contents: false, label: None };
        Body::over(Xml::of(part), links, standing, shared, 0)
    }

    fn over(
        xml: Xml<'p>,
        links: &'p Relationships,
        standing: Standing,
        shared: &'p mut Shared,
        depth: usize,
    ) -> Body<'p> {
        Body {
            xml,
            links,
            shared,
            standing,
            frames: Vec::new(),
            out: 0,
            cells: 0,
            contents: 0,
            linked: 0,
            paragraph: Paragraph::default(),
            has_begun: false,
            goes_on: false,
            run: Run::default(),
            is_raised: false,
            words: Vec::new(),
            keeps_space: false,
            fields: OpenFields::default(),
            control: Control::default(),
            boxes: Vec::new(),
            depth,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// It is not XML.
    pub fn read(mut self) -> Result<(), WordFault> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Start(tag) => self.start(&tag)?,
                Node::End => self.end()?,
                Node::Text(range) => self.characters(range, None),
                Node::Sign(sign, range) => self.characters(range, Some(sign)),
            }
        }
        self.fields.end_all(&mut self.shared.draft);
        self.end_line()
    }

    fn start(&mut self, tag: &Tag<'p>) -> Result<(), WordFault> {
        let is_original = self.shared.changes == Changes::Rejected;
        let frame = match tag.name() {
            "pPr" if self.frames.last() == Some(&Frame::Paragraph) => return self.paragraph_properties(),
            "rPr" if self.frames.last() == Some(&Frame::Run) => return self.run_properties(),
            "sdtPr" => return self.control_properties(),
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "r" => {
                self.run = Run::of(self.paragraph.style());
                Frame::Run
            }
            "t" | "delText" => {
                self.words.clear();
                self.keeps_space = tag.has("space", "preserve");
                Frame::Text
            }
            "instrText" | "delInstrText" => Frame::Instruction,
            "fldData" => Frame::Data,
            "tc" => {
                self.cells += 1;
                Frame::Cell
            }
            "del" | "moveFrom" if !is_original => self.leave(),
            "ins" | "moveTo" if is_original => self.leave(),
            "hyperlink" => self.link(tag),
            "fldChar" => {
                self.field(tag);
                Frame::Other
            }
            "fldSimple" => {
                self.lower();
                self.begin_line();
                self.fields.begin();
                self.fields.instruct(&tag.value("instr").unwrap_or_default());
                self.show_field();
                Frame::Field
            }
            "footnoteReference" | "endnoteReference" => {
                self.note_reference(tag);
                Frame::Other
            }
            "footnote" | "endnote" => match self.label_of(tag) {
                Some(label) => {
                    self.standing.label = Some(label);
                    Frame::Note
                }
                None => return self.skip(),
            },
            "AlternateContent" => Frame::Alternatives(false),
            "Choice" | "Fallback" => match self.frames.last_mut() {
                Some(Frame::Alternatives(is_read)) if !*is_read => {
                    *is_read = true;
                    Frame::Other
                }
                _ => return self.skip(),
            },
            "sdtContent" if self.control.is_placeholder => return self.skip(),
            "sdtContent" => self.content(),
            "txbxContent" => {
                let inside = self.xml.skip()?;
                if self.is_shown() && self.depth < DEEPEST_BOX {
                    self.boxes.push(inside);
                }
                return Ok(());
            }
            "oMath" | "oMathPara" => {
                self.picture(tag);
                return self.skip();
            }
            // The pronunciation above a word, and settings of the page.
            "rt" | "sectPr" | "tblPr" | "trPr" | "tcPr" => return self.skip(),
            name if self.frames.last() == Some(&Frame::Run) && self.sign(name, tag) => Frame::Other,
            name => {
                self.shape(name, tag);
                Frame::Other
            }
        };
        self.frames.push(frame);
        Ok(())
    }

    fn end(&mut self) -> Result<(), WordFault> {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.end_paragraph()?,
            Some(Frame::Text) => self.flush(),
            Some(Frame::Run) => self.run = Run::default(),
            // No paragraph goes on in another cell, or another note.
            Some(Frame::Cell) => {
                self.end_line()?;
                self.cells -= 1;
            }
            Some(Frame::Out) => self.out -= 1,
            Some(Frame::Note) => {
                self.end_line()?;
                self.standing.label = None;
            }
            Some(Frame::Link(true)) => self.end_links(1),
            Some(Frame::Field) => {
                self.lower();
                self.fields.end(&mut self.shared.draft);
            }
            Some(Frame::Content(is_contents, links)) => {
                self.contents -= usize::from(is_contents);
                self.end_links(links);
            }
            Some(
                Frame::Other | Frame::Instruction | Frame::Data | Frame::Link(false) | Frame::Alternatives(_),
            )
            | None => {}
        }
        Ok(())
    }

    fn characters(&mut self, range: Range<usize>, sign: Option<char>) {
        let raw = self.xml.part().text.get(range.clone()).unwrap_or_default();
        let mut space = [0; 4];
        let text: &str = sign.map_or(raw, |sign| sign.encode_utf8(&mut space));
        match self.frames.last() {
            Some(Frame::Text) => self.words.push((range, sign)),
            Some(Frame::Instruction) => self.fields.instruct(text),
            Some(Frame::Data) => self.fields.pack(text),
            _ => {}
        }
    }

    /// Whether what stands here is in the text.
    fn is_shown(&self) -> bool {
        self.out == 0 && !self.run.is_hidden && !self.fields.hide()
    }

    fn leave(&mut self) -> Frame {
        self.out += 1;
        Frame::Out
    }

    fn skip(&mut self) -> Result<(), WordFault> {
        self.xml.skip()?;
        Ok(())
    }

    fn begin_paragraph(&mut self) {
        self.paragraph = Paragraph::default();
        self.has_begun = false;
    }

    /// Begins the line of the paragraph, now that its properties are known.
    fn begin_line(&mut self) {
        if self.has_begun {
            return;
        }
        self.has_begun = true;
        self.standing.is_in_table = self.cells > 0;
        self.standing.is_in_contents = self.contents > 0 || self.fields.are_contents();
        let head = self.paragraph.head(&self.standing, &mut self.shared.numbering);
        // Of paragraphs that became one, the last says what it is.
        match self.goes_on {
            true => self.shared.draft.change_line(head),
            false => self.shared.draft.begin_line(head),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), WordFault> {
        self.begin_line();
        self.lower();
        self.goes_on = self.paragraph.runs_on;
        if self.goes_on { Ok(()) } else { self.end_line() }
    }

    fn end_line(&mut self) -> Result<(), WordFault> {
        self.goes_on = false;
        self.shared.draft.end_line();
        self.read_boxes()
    }

    fn read_boxes(&mut self) -> Result<(), WordFault> {
        let part = self.xml.part();
        for range in std::mem::take(&mut self.boxes) {
            let mut standing = self.standing.clone();
            if standing.story == Story::Body {
                standing.story = Story::TextBox;
            }
            let xml = Xml::within(part, range);
            Body::over(xml, self.links, standing, self.shared, self.depth + 1).read()?;
        }
        Ok(())
    }

    /// Adds the words of a text element. Without `xml:space="preserve"`, white space at their ends is none.
    fn flush(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        if !self.is_shown() {
            return;
        }
        let part = self.xml.part();
        if !self.keeps_space {
            let is_space = |sign: char| matches!(sign, ' ' | '\t' | '\n' | '\r');
            if let Some((range, None)) = words.first_mut() {
                range.start = range.end - part.text[range.clone()].trim_start_matches(is_space).len();
            }
            if let Some((range, None)) = words.last_mut() {
                range.end = range.start + part.text[range.clone()].trim_end_matches(is_space).len();
            }
        }
        self.begin_line();
        self.raise();
        for (range, sign) in words.drain(..) {
            match sign {
                None => self.shared.draft.text(&part.text, range),
                Some(sign) => self.shared.draft.sign(sign.encode_utf8(&mut [0; 4]), range),
            }
        }
        self.words = words;
    }

    /// Begins or ends a superscript, as the run has it.
    fn raise(&mut self) {
        if self.run.is_raised == self.is_raised {
            return;
        }
        let kind = if self.is_raised { MarkKind::SuperscriptEnd } else { MarkKind::SuperscriptStart };
        self.shared.draft.mark(kind);
        self.is_raised = !self.is_raised;
    }

    /// Ends a superscript.
    fn lower(&mut self) {
        if self.is_raised {
            self.shared.draft.mark(MarkKind::SuperscriptEnd);
            self.is_raised = false;
        }
    }
}
