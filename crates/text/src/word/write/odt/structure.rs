//! The paragraphs of a text of OpenDocument in which a comment can stand, and what in them is closed to comments: pictures and
//! boxes, notes, and signs and fields that have elements of their own.

use std::ops::Range;

use crate::word::container::Part;
use crate::word::fault::WordFault;
use crate::word::write::notes::AUTHOR;
use crate::word::xml::{Node, Tag, Xml};

/// What begins text that stands in a part as it is.
const RAW: &str = "<![CDATA[";

/// What ends it.
const RAW_END: &str = "]]>";

/// A paragraph.
pub struct Paragraph {
    /// All of it.
    pub range: Range<usize>,
    /// What is between its tags.
    pub inside: Range<usize>,
    /// Whether it is one tag.
    pub is_one_tag: bool,
    /// Whether it has words.
    pub has_words: bool,
}

/// What a closed element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A sign, a field, or words in `<![CDATA[`: a comment stands around it.
    Atom,
    /// A picture or a box: a comment stands on the paragraph.
    Frame,
    /// A footnote or an endnote, where its reference is.
    Note,
    /// Somebody's comment, or a mark of one.
    Comment,
}

/// An element that no comment can begin in.
pub struct Closed {
    /// All of it.
    pub range: Range<usize>,
    /// Where its start tag ends.
    pub tag_end: usize,
    /// What it is.
    pub kind: Kind,
}

/// The places for comments in a text.
#[derive(Default)]
pub struct Structure {
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The closed elements in them, in order.
    pub closed: Vec<Closed>,
    /// Our comments that stay, where they begin, and what they say.
    pub kept: Vec<(usize, Vec<String>)>,
    /// Where the list of changes can be put, and whether it is there already.
    pub changes: Option<(usize, bool)>,
    /// The tag that begins the list of changes, where it is one tag.
    pub changes_tag: Option<Range<usize>>,
    /// The prefixes that are known everywhere, with what they stand for.
    known: Vec<(String, String)>,
}

impl Structure {
    /// Reads the part with the text.
    ///
    /// # Errors
    /// It is not XML.
    pub fn of(part: &Part) -> Result<Structure, WordFault> {
        let mut structure = Structure::default();
        let mut xml = Xml::of(part);
        let mut open: Vec<bool> = Vec::new();
        let mut is_in_text = false;
        loop {
            let before = xml.at();
            let Some(node) = xml.next()? else { break };
            match node {
                Node::Start(tag) => {
                    let is_in_paragraph = open.contains(&true);
                    if open.is_empty() {
                        structure.known = tag.namespaces();
                    }
                    let mut is_paragraph = false;
                    match tag.name() {
                        "text" if !is_in_text => {
                            is_in_text = true;
                            structure.changes =
                                Some((tag.range.end, false)).filter(|_| !is_one_tag(part, &tag));
                        }
                        "forms" if !is_in_paragraph => {
                            xml.skip()?;
                            if let Some((at, false)) = &mut structure.changes {
                                *at = xml.at();
                            }
                            continue;
                        }
                        "tracked-changes" => {
                            let inside = xml.skip()?;
                            let is_one = is_one_tag(part, &tag);
                            structure.changes =
                                Some((if is_one { tag.range.end - 2 } else { inside.end }, true));
                            structure.changes_tag = is_one.then(|| tag.range.clone());
                            continue;
                        }
                        "p" | "h" if is_in_text && !is_in_paragraph => {
                            is_paragraph = true;
                            let (range, end) = (tag.range.clone(), tag.range.end);
                            let is_one_tag = is_one_tag(part, &tag);
                            let paragraph =
                                Paragraph { range, inside: end..end, is_one_tag, has_words: false };
                            structure.paragraphs.push(paragraph);
                        }
                        "span" | "a" | "meta" | "ruby" | "ruby-base" => {}
                        // A box that is tied to a page is no place for a comment.
                        name if is_in_paragraph || kind_of(name) == Kind::Frame => {
                            let kind = kind_of(name);
                            let inside = xml.skip()?;
                            if kind == Kind::Comment && name == "annotation" {
                                structure.keep(part, &tag, inside)?;
                            }
                            let range = tag.range.start..xml.at();
                            structure.closed.push(Closed { range, tag_end: tag.range.end, kind });
                            continue;
                        }
                        _ => {}
                    }
                    open.push(is_paragraph);
                }
                Node::End => {
                    if open.pop() == Some(true)
                        && let Some(paragraph) = structure.paragraphs.last_mut()
                    {
                        paragraph.range.end = xml.at();
                        paragraph.inside.end = before;
                    }
                }
                Node::Text(range) => {
                    structure.has_words(&open);
                    if part.text[..range.start].ends_with(RAW) {
                        // What is put in would be words there.
                        let range = range.start - RAW.len()..range.end + RAW_END.len();
                        structure.closed.push(Closed { tag_end: range.start, range, kind: Kind::Atom });
                    }
                }
                Node::Sign(..) => structure.has_words(&open),
            }
        }
        Ok(structure)
    }

    /// The paragraph that a byte is in.
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.range.start <= at);
        after.checked_sub(1).filter(|index| at < self.paragraphs[*index].range.end)
    }

    /// The closed element that a byte is in.
    pub fn closed_at(&self, at: usize) -> Option<&Closed> {
        let after = self.closed.partition_point(|closed| closed.range.start <= at);
        self.closed[..after].last().filter(|closed| at < closed.range.end)
    }

    /// The first paragraph with words, or else the first.
    pub fn first_paragraph(&self) -> Option<usize> {
        let first = self.paragraphs.iter().position(|paragraph| paragraph.has_words);
        first.or_else(|| (!self.paragraphs.is_empty()).then_some(0))
    }

    /// Whether no words stand between two places.
    pub fn is_bare(&self, part: &str, range: Range<usize>) -> bool {
        let mut at = range.start;
        while at < range.end {
            if let Some(closed) = self.closed_at(at).filter(|closed| closed.kind == Kind::Comment) {
                at = closed.range.end;
                continue;
            }
            let rest = &part[at..range.end];
            if !rest.starts_with('<') {
                return false;
            }
            let Some(end) = rest.find('>') else { return true };
            at += end + 1;
        }
        true
    }

    /// The declarations of those namespaces that are not known under their usual names.
    pub fn missing(&self, wanted: &[(&str, &str)]) -> String {
        let is_known = |(prefix, name): &(&str, &str)| {
            self.known.iter().any(|(own, means)| own == prefix && means == name)
        };
        let missing = wanted.iter().filter(|one| !is_known(one));
        missing.map(|(prefix, name)| format!(" xmlns:{prefix}=\"{name}\"")).collect()
    }

    fn has_words(&mut self, open: &[bool]) {
        if open.contains(&true)
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.has_words = true;
        }
    }

    /// Remembers a comment of ours.
    fn keep(&mut self, part: &Part, tag: &Tag<'_>, inside: Range<usize>) -> Result<(), WordFault> {
        let comment = Comment::read(part, inside)?;
        if comment.creator == AUTHOR {
            self.kept.push((tag.range.start, comment.paragraphs));
        }
        Ok(())
    }
}

/// What a comment says.
#[derive(Default)]
pub struct Comment {
    /// Who it is from.
    pub creator: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

impl Comment {
    /// Reads what is between the tags of a comment.
    ///
    /// # Errors
    /// It is not XML.
    pub fn read(part: &Part, inside: Range<usize>) -> Result<Comment, WordFault> {
        let mut comment = Comment::default();
        let mut xml = Xml::within(part, inside);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "creator" => comment.creator = xml.words()?,
                "p" => comment.paragraphs.push(xml.words()?),
                _ => {}
            }
        }
        Ok(comment)
    }
}

fn kind_of(name: &str) -> Kind {
    match name {
        "note" => Kind::Note,
        "annotation" | "annotation-end" => Kind::Comment,
        "frame" | "custom-shape" | "rect" | "ellipse" | "path" | "polygon" | "g" | "line" | "polyline"
        | "connector" | "caption" | "circle" | "measure" | "control" | "page-thumbnail" => Kind::Frame,
        _ => Kind::Atom,
    }
}

fn is_one_tag(part: &Part, tag: &Tag<'_>) -> bool {
    part.text[tag.range.clone()].ends_with("/>")
}

/// The name in a tag.
pub fn name_in(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split(|sign: char| sign.is_whitespace() || matches!(sign, '>' | '/')).next().unwrap_or_default()
}
