//! The paragraphs and runs of a Word document's body in which a comment can begin and end, each with its bytes.
//!
//! What stands in pictures, text boxes, formulas, and forms of which a program chooses one, is no place for a comment: it goes to
//! the paragraph around.

use std::ops::Range;

use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Tag, Xml};

/// The namespace of the markup of Word documents.
pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What begins text that stands in a part as it is.
pub const RAW: &str = "<![CDATA[";

/// What ends it.
pub const RAW_END: &str = "]]>";

/// A paragraph.
pub struct Paragraph {
    /// All of it.
    pub range: Range<usize>,
    /// What is in it, after its properties.
    pub inside: Range<usize>,
    /// Whether it is one tag, `<w:p/>`.
    pub is_one_tag: bool,
    /// Whether it has words.
    pub has_words: bool,
}

/// A run.
pub struct Run {
    /// All of it.
    pub range: Range<usize>,
    /// Its start tag.
    pub tag: Range<usize>,
    /// Its properties, with their tags.
    pub properties: Range<usize>,
    /// What is in it besides.
    pub children: Vec<Child>,
    /// The index of its paragraph.
    pub paragraph: usize,
    /// Whether somebody proposed to put it in, or to take it out.
    pub is_change: bool,
    /// The indices of the wrappers right around it, the innermost last.
    pub wrappers: Vec<usize>,
}

/// An element around runs in which some programs do not look for comments.
pub struct Wrapper {
    /// All of it.
    pub range: Range<usize>,
    /// Its start tag, and its properties.
    pub opening: Range<usize>,
    /// Whether two of them one after the other are as good as one: it only says what kind of thing its words name.
    pub can_be_split: bool,
}

/// An element in a run.
pub struct Child {
    /// All of it.
    pub range: Range<usize>,
    /// Its words, if it has any.
    pub words: Option<Words>,
    /// Whether it has other elements in it.
    pub has_more: bool,
}

/// The words of a run, `<w:t>`.
#[derive(Clone)]
pub struct Words {
    /// Its start tag.
    pub tag: Range<usize>,
    /// What is between its tags.
    pub inside: Range<usize>,
    /// Whether white space at their ends counts.
    pub keeps_space: bool,
    /// Whether they are those of a text that is taken out already.
    pub is_out: bool,
    /// The stretches in `<![CDATA[`.
    pub raw: Vec<Range<usize>>,
}

/// The places for comments in a part.
pub struct Structure {
    /// The prefix of the names of Word.
    pub prefix: String,
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The runs, in order.
    pub runs: Vec<Run>,
    /// The wrappers, in order of their start tags.
    pub wrappers: Vec<Wrapper>,
    /// How many comments begin in it.
    pub comments: usize,
}

impl Structure {
    /// Reads a part.
    ///
    /// # Errors
    /// It is not XML, or in the strict form.
    pub fn of(part: &Part) -> Result<Structure, WordFault> {
        let mut walk = Walk::of(part);
        let mut xml = Xml::of(part);
        let mut prefix = None;
        loop {
            let before = xml.at();
            let Some(node) = xml.next()? else { break };
            match node {
                Node::Start(tag) => {
                    if prefix.is_none() {
                        prefix = Some(prefix_of(&tag, &part.name)?);
                    }
                    walk.start(&tag);
                }
                Node::End => walk.end(before, xml.at()),
                Node::Text(range) => walk.text(range),
                Node::Sign(..) => walk.sign(),
            }
        }
        let Walk { paragraphs, runs, wrappers, comments, .. } = walk;
        Ok(Structure { prefix: prefix.unwrap_or_default(), paragraphs, runs, wrappers, comments })
    }

    /// The run that a byte is in.
    pub fn run_at(&self, at: usize) -> Option<usize> {
        let after = self.runs.partition_point(|run| run.range.start <= at);
        after.checked_sub(1).filter(|index| at < self.runs[*index].range.end)
    }

    /// The paragraph that a byte is in.
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.range.start <= at);
        after.checked_sub(1).filter(|index| at < self.paragraphs[*index].range.end)
    }

    /// Whether words stand between two places.
    pub fn has_words_between(&self, one: usize, other: usize) -> bool {
        let (from, to) = (one.min(other), one.max(other));
        let first = self.runs.partition_point(|run| run.range.end <= from);
        let runs = self.runs[first..].iter().take_while(|run| run.range.start < to);
        let words = runs.flat_map(|run| &run.children).filter_map(|child| child.words.as_ref());
        words.into_iter().any(|words| words.inside.start.max(from) < words.inside.end.min(to))
    }

    /// The first paragraph with words, or else the first.
    pub fn first_paragraph(&self) -> Option<usize> {
        let first = self.paragraphs.iter().position(|paragraph| paragraph.has_words);
        first.or_else(|| (!self.paragraphs.is_empty()).then_some(0))
    }
}

/// The prefix of the names of Word in a part, by its root element.
///
/// # Errors
/// There is none, or only that of the strict form.
pub fn prefix_of(root: &Tag<'_>, part: &str) -> Result<String, WordFault> {
    let own = root.prefix_of(WORD).filter(|prefix| !prefix.is_empty());
    own.ok_or_else(|| match root.prefix_of("http://purl.oclc.org/ooxml/wordprocessingml/main") {
        Some(_) => WordFault::Strict,
        None => WordFault::Names { part: part.to_owned() },
    })
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// One that holds paragraphs or runs.
    Around,
    /// The wrapper with this index.
    Wrapper(usize),
    Change,
    Paragraph,
    Run,
    Properties,
    Child,
    /// Words right in a run.
    Words,
    /// Anything in which no comment can begin.
    Closed,
}

struct Walk<'p> {
    part: &'p str,
    open: Vec<(Open, usize)>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    wrappers: Vec<Wrapper>,
    comments: usize,
}

impl<'p> Walk<'p> {
    fn of(part: &'p Part) -> Walk<'p> {
        Walk {
            part: &part.text,
            open: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            wrappers: Vec::new(),
            comments: 0,
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        self.comments += usize::from(name == "commentRangeStart");
        let outer = self.open.last().map(|(open, _)| *open);
        let is_in_paragraph = self.open.iter().any(|(open, _)| *open == Open::Paragraph);
        let open = match outer {
            None => Open::Around,
            Some(Open::Around | Open::Wrapper(_) | Open::Change | Open::Paragraph) => match name {
                "p" if !is_in_paragraph => {
                    let is_one_tag = self.part[tag.range.clone()].ends_with("/>");
                    let inside = tag.range.end..tag.range.end;
                    let range = tag.range.clone();
                    self.paragraphs.push(Paragraph { range, inside, is_one_tag, has_words: false });
                    Open::Paragraph
                }
                "r" if is_in_paragraph => {
                    self.runs.push(Run {
                        range: tag.range.clone(),
                        tag: tag.range.clone(),
                        properties: tag.range.end..tag.range.end,
                        children: Vec::new(),
                        paragraph: self.paragraphs.len().saturating_sub(1),
                        is_change: self.open.iter().any(|(open, _)| *open == Open::Change),
                        wrappers: self.wrappers_here(),
                    });
                    Open::Run
                }
                "ins" | "del" | "moveFrom" | "moveTo" => Open::Change,
                "smartTag" | "customXml" | "fldSimple" if is_in_paragraph => {
                    self.wrappers.push(Wrapper {
                        range: tag.range.clone(),
                        opening: tag.range.clone(),
                        can_be_split: name != "fldSimple",
                    });
                    Open::Wrapper(self.wrappers.len() - 1)
                }
                "hyperlink" | "sdt" | "sdtContent" | "dir" | "bdo" if is_in_paragraph => Open::Around,
                "body" | "tbl" | "tr" | "tc" | "sdt" | "sdtContent" | "customXml" if !is_in_paragraph => {
                    Open::Around
                }
                _ => Open::Closed,
            },
            Some(Open::Run) => match (name, self.runs.last_mut()) {
                ("rPr", Some(run)) if run.children.is_empty() => {
                    run.properties = tag.range.clone();
                    Open::Properties
                }
                (_, Some(run)) => {
                    let is_words = matches!(name, "t" | "delText");
                    let words = is_words.then(|| Words {
                        tag: tag.range.clone(),
                        inside: tag.range.end..tag.range.end,
                        keeps_space: tag.has("space", "preserve"),
                        is_out: name == "delText",
                        raw: Vec::new(),
                    });
                    run.children.push(Child { range: tag.range.clone(), words, has_more: false });
                    if is_words { Open::Words } else { Open::Child }
                }
                (_, None) => Open::Closed,
            },
            Some(Open::Child | Open::Words) => {
                if let Some(child) = self.runs.last_mut().and_then(|run| run.children.last_mut()) {
                    child.has_more = true;
                }
                Open::Closed
            }
            Some(Open::Properties | Open::Closed) => Open::Closed,
        };
        self.open.push((open, tag.range.start));
    }

    /// The wrappers that are open right around what comes next.
    fn wrappers_here(&self) -> Vec<usize> {
        let open = self.open.iter().rev().map_while(|(open, _)| match open {
            Open::Wrapper(index) => Some(*index),
            _ => None,
        });
        let mut wrappers: Vec<usize> = open.collect();
        wrappers.reverse();
        wrappers
    }

    fn end(&mut self, before: usize, after: usize) {
        let open = self.open.pop().map(|(open, _)| open);
        match (open, self.runs.last_mut()) {
            (Some(Open::Paragraph), _) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.range.end = after;
                    paragraph.inside.end = before;
                }
            }
            (Some(Open::Wrapper(index)), _) => {
                if let Some(wrapper) = self.wrappers.get_mut(index) {
                    wrapper.range.end = after;
                }
            }
            (Some(Open::Run), Some(run)) => run.range.end = after,
            (Some(Open::Properties), Some(run)) => run.properties.end = after,
            (Some(Open::Child | Open::Words), Some(run)) => {
                if let Some(child) = run.children.last_mut() {
                    child.range.end = after;
                    if let Some(words) = &mut child.words {
                        words.inside.end = before;
                    }
                }
            }
            (Some(Open::Closed), _) if self.open.last().is_some_and(|(open, _)| *open == Open::Paragraph) => {
                // The properties of a paragraph come first in it.
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && is_named(&self.part[paragraph.inside.start..after], &["pPr"])
                {
                    paragraph.inside.start = after;
                }
            }
            (Some(Open::Closed), _) => {
                if let Some((Open::Wrapper(index), _)) = self.open.last()
                    && let Some(wrapper) = self.wrappers.get_mut(*index)
                    && is_named(&self.part[wrapper.opening.end..after], &["smartTagPr", "customXmlPr"])
                {
                    wrapper.opening.end = after;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if self.open.last().is_none_or(|(open, _)| *open != Open::Words) {
            return;
        }
        let is_raw = self.part[..range.start].ends_with(RAW);
        if let Some(words) = self.words().filter(|_| is_raw) {
            words.raw.push(range);
        }
        self.sign();
    }

    fn sign(&mut self) {
        if self.open.last().is_some_and(|(open, _)| *open == Open::Words)
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.has_words = true;
        }
    }

    fn words(&mut self) -> Option<&mut Words> {
        self.runs.last_mut()?.children.last_mut()?.words.as_mut()
    }
}

/// Whether some markup begins with an element of one of these names.
fn is_named(markup: &str, names: &[&str]) -> bool {
    name_in(markup.trim_start()).rsplit(':').next().is_some_and(|name| names.contains(&name))
}

/// The name in a tag.
pub fn name_in(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split(|sign: char| sign.is_whitespace() || matches!(sign, '>' | '/')).next().unwrap_or_default()
}
