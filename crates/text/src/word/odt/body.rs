//! Goes through the text of a document of OpenDocument: the body, its notes and boxes, headers and footers.

mod changes;
mod lines;

use std::ops::Range;

use claimlint_base::marks::MarkKind;
use claimlint_base::parts::{LineKind, Story};

use super::lists::ListLevel;
use super::shared::{LaterNote, Shared};
use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Tag, Xml};

/// Boxes in boxes are read so deep.
const DEEPEST_BOX: usize = 3;

/// An element that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Other,
    /// A paragraph, and whether it is hidden.
    Paragraph(bool),
    /// Words in a line, and whether they are hidden or raised.
    Words {
        is_hidden: bool,
        is_raised: bool,
    },
    Link(bool),
    List,
    Cell,
    Contents,
    Header,
    Drawing,
}

/// Reads a text.
pub struct Body<'p> {
    xml: Xml<'p>,
    shared: &'p mut Shared,
    story: Story,
    label: Option<Box<str>>,
    frames: Vec<Frame>,
    /// How many paragraphs are open: text outside of them is none.
    paragraphs: usize,
    hidden: usize,
    raised: usize,
    cells: usize,
    contents: usize,
    linked: usize,
    lists: Vec<ListLevel>,
    /// The works that are cited where the text stands: the name of the mark, and how many links it has opened.
    cited: Vec<(String, usize)>,
    boxes: Vec<Range<usize>>,
    depth: usize,
}

impl<'p> Body<'p> {
    /// A reader of a whole part.
    pub fn of(part: &'p Part, story: Story, shared: &'p mut Shared) -> Body<'p> {
        Body::over(Xml::of(part), story, None, shared, 0)
    }

    /// A reader of a note.
    pub fn of_note(part: &'p Part, note: LaterNote, shared: &'p mut Shared) -> Body<'p> {
        let label = Some(note.label.into_boxed_str());
        Body::over(Xml::within(part, note.inside), note.story, label, shared, 0)
    }

    fn over(
        xml: Xml<'p>,
        story: Story,
        label: Option<Box<str>>,
        shared: &'p mut Shared,
        depth: usize,
    ) -> Body<'p> {
        Body {
            xml,
            shared,
            story,
            label,
            frames: Vec::new(),
            paragraphs: 0,
            hidden: 0,
            raised: 0,
            cells: 0,
            contents: 0,
            linked: 0,
            lists: Vec::new(),
            cited: Vec::new(),
            boxes: Vec::new(),
            depth,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// It is not XML.
    pub fn read(mut self) -> Result<(), WordFault> {
        self.read_nodes()?;
        self.shared.draft.end_line();
        self.read_boxes()
    }

    fn read_nodes(&mut self) -> Result<(), WordFault> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Start(tag) => self.start(&tag)?,
                Node::End => self.end()?,
                Node::Text(range) if self.is_shown() => {
                    let part = self.xml.part();
                    self.shared.draft.text(&part.text, range);
                }
                Node::Sign(sign, range) if self.is_shown() => {
                    self.shared.draft.sign(sign.encode_utf8(&mut [0; 4]), range);
                }
                Node::Text(_) | Node::Sign(..) => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'p>) -> Result<(), WordFault> {
        let frame = match tag.name() {
            // What is not text, and comments.
            "automatic-styles" | "styles" | "font-face-decls" | "scripts" | "annotation" | "hidden-text"
            | "sequence-decls" | "variable-decls" | "user-field-decls" | "forms" => return self.skip(),
            "section" if tag.has("display", "none") => return self.skip(),
            "tracked-changes" => return self.tracked_changes(),
            "p" | "h" => {
                let style = tag.value("style-name").unwrap_or_default();
                let is_hidden = self.shared.styles.is_hidden(false, &style);
                self.begin_paragraph(tag);
                self.hidden += usize::from(is_hidden);
                Frame::Paragraph(is_hidden)
            }
            "span" => self.words(tag),
            "a" => self.link(tag),
            "note" => return self.note(tag),
            "list" => {
                self.begin_list(tag);
                Frame::List
            }
            "list-item" => {
                self.count_item(tag);
                Frame::Other
            }
            "table-cell" => {
                self.cells += 1;
                Frame::Cell
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                self.contents += 1;
                Frame::Contents
            }
            // Templates for the entries of an index.
            name if name.ends_with("-source") => return self.skip(),
            "header" | "header-left" | "header-first" if self.paragraphs == 0 => {
                self.story = Story::Header;
                Frame::Header
            }
            "footer" | "footer-left" | "footer-first" if self.paragraphs == 0 => {
                self.story = Story::Footer;
                Frame::Header
            }
            "text-box" => {
                let inside = self.xml.skip()?;
                if self.is_shown() && self.depth < DEEPEST_BOX {
                    self.boxes.push(inside);
                }
                return Ok(());
            }
            "title" | "desc" if self.frames.last() == Some(&Frame::Drawing) => return self.text_of_picture(),
            "frame" | "custom-shape" | "rect" | "ellipse" | "path" | "polygon" | "g" => {
                self.sign(tag.name(), tag);
                Frame::Drawing
            }
            "change-start" | "change-end" | "change" => {
                self.pass_change(tag)?;
                Frame::Other
            }
            name => {
                self.sign(name, tag);
                Frame::Other
            }
        };
        self.frames.push(frame);
        Ok(())
    }

    fn end(&mut self) -> Result<(), WordFault> {
        match self.frames.pop() {
            Some(Frame::Paragraph(is_hidden)) => {
                self.hidden -= usize::from(is_hidden);
                self.paragraphs -= 1;
                if self.paragraphs == 0 {
                    self.end_cited(0);
                    self.shared.draft.end_line();
                    return self.read_boxes();
                }
            }
            Some(Frame::Words { is_hidden, is_raised }) => {
                self.hidden -= usize::from(is_hidden);
                if is_raised {
                    self.raised -= 1;
                    self.shared.draft.mark(MarkKind::SuperscriptEnd);
                }
            }
            Some(Frame::Link(true)) => {
                self.linked -= 1;
                self.shared.draft.mark(MarkKind::LinkEnd);
            }
            Some(Frame::List) => _ = self.lists.pop(),
            Some(Frame::Cell) => self.cells -= 1,
            Some(Frame::Contents) => self.contents -= 1,
            Some(Frame::Header | Frame::Drawing | Frame::Other | Frame::Link(false)) | None => {}
        }
        Ok(())
    }

    /// Whether text that stands here is read.
    fn is_shown(&self) -> bool {
        self.paragraphs > 0 && self.hidden == 0 && !self.shared.tracked.hide()
    }

    fn skip(&mut self) -> Result<(), WordFault> {
        self.xml.skip()?;
        Ok(())
    }

    fn words(&mut self, tag: &Tag<'_>) -> Frame {
        let style = tag.value("style-name").unwrap_or_default();
        let is_hidden = self.shared.styles.is_hidden(true, &style);
        let is_raised = self.raised == 0 && self.shared.styles.is_raised(&style) == Some(true);
        self.hidden += usize::from(is_hidden);
        if is_raised {
            self.raised += 1;
            self.shared.draft.mark(MarkKind::SuperscriptStart);
        }
        Frame::Words { is_hidden, is_raised }
    }

    fn link(&mut self, tag: &Tag<'_>) -> Frame {
        let target =
            tag.value("href").filter(|_| self.is_shown() && self.linked == 0 && self.cited.is_empty());
        Frame::Link(target.is_some_and(|target| {
            self.linked += 1;
            self.shared.draft.mark(MarkKind::LinkStart(target));
            true
        }))
    }

    /// A note stands in the text where its reference is, and is read after the body.
    fn note(&mut self, tag: &Tag<'_>) -> Result<(), WordFault> {
        let is_endnote = tag.has("note-class", "endnote");
        let range = tag.range.clone();
        let inside = self.xml.skip()?;
        if self.is_shown() {
            let label = self.shared.notes.refer(is_endnote, &range.start.to_string());
            self.shared.draft.note(&label, range);
            let story = if is_endnote { Story::Endnote } else { Story::Footnote };
            self.shared.later.push(LaterNote { label, story, inside });
        }
        Ok(())
    }

    fn read_boxes(&mut self) -> Result<(), WordFault> {
        let part = self.xml.part();
        for range in std::mem::take(&mut self.boxes) {
            let story = if self.story == Story::Body { Story::TextBox } else { self.story };
            let xml = Xml::within(part, range);
            Body::over(xml, story, self.label.clone(), self.shared, self.depth + 1).read()?;
        }
        Ok(())
    }

    fn text_of_picture(&mut self) -> Result<(), WordFault> {
        let inside = self.xml.skip()?;
        let part = self.xml.part();
        let place = crate::word::pictures::written(&part.text, inside);
        if let Some(place) = place.filter(|_| self.is_shown()) {
            self.shared.draft.aside(LineKind::AltText, &part.text, place);
        }
        Ok(())
    }
}
