//! The part of a Word document that holds what comments say, and how the package leads to it.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::document::Document;
use super::structure::{Structure, WORD, prefix_of};
use crate::word::container::{Container, Part};
use crate::word::fault::WordFault;
use crate::word::write::edits::append;
use crate::word::write::notes::{AUTHOR, INITIALS, escaped};
use crate::word::xml::{Node, Tag, Xml};

/// The kind of the relationship that leads to the part.
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

/// What the part is.
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// A comment of ours.
pub struct OwnComment {
    /// Its id.
    pub id: String,
    /// All of it.
    pub range: Range<usize>,
    /// The names of its paragraphs, by which answers refer to it.
    pub paragraph_ids: Vec<String>,
    /// The words of its paragraphs.
    paragraphs: Vec<String>,
}

/// A comment of ours that stays.
struct Kept {
    paragraphs: Vec<String>,
    /// Where in the body it begins.
    at: Option<usize>,
    /// Whether a note was found that says the same.
    is_met: bool,
}

/// The comments of a document.
pub struct Comments {
    part: Option<Part>,
    /// Whether the body leads to the part.
    is_related: bool,
    name: String,
    kept: Vec<Kept>,
    added: Vec<(u32, Vec<String>)>,
}

impl Comments {
    /// Reads the comments of a document.
    ///
    /// # Errors
    /// Their part is not XML.
    pub fn read(container: &mut Container, document: &Document) -> Result<Comments, WordFault> {
        let related = document.links.of_kind("comments").next().map(str::to_owned);
        let part = match &related {
            Some(name) => container.part(name)?,
            None => None,
        };
        let own = part.as_ref().map_or_else(|| Ok(Vec::new()), own_comments)?;
        let starts = if own.is_empty() { FxHashMap::default() } else { starts(&document.main)? };
        let kept = own.into_iter().map(|one| {
            let at = starts.get(&one.id).copied();
            Kept { paragraphs: one.paragraphs, at, is_met: false }
        });
        Ok(Comments {
            kept: kept.collect(),
            part,
            is_related: related.is_some(),
            name: related.unwrap_or_else(|| free_name(container, &document.main.name)),
            added: Vec::new(),
        })
    }

    /// How many comments of ours are there already.
    pub fn kept(&self) -> usize {
        self.kept.len()
    }

    /// Whether one of ours is there that says the same at the same place.
    pub fn has_kept(&mut self, said: &[String], at: usize, structure: &Structure) -> bool {
        let is_here = |kept: &Kept| kept.at.is_some_and(|own| !structure.has_words_between(own, at));
        let found =
            self.kept.iter_mut().find(|kept| !kept.is_met && kept.paragraphs == said && is_here(kept));
        found.is_some_and(|kept| {
            kept.is_met = true;
            true
        })
    }

    /// Adds a comment.
    pub fn add(&mut self, id: u32, said: &[String]) {
        self.added.push((id, said.to_vec()));
    }

    /// The parts that change: that of the comments, and what leads to it.
    ///
    /// # Errors
    /// One of them cannot be unpacked or is not XML.
    pub fn parts(
        &self,
        container: &mut Container,
        document: &Document,
        prefix: &str,
    ) -> Result<Vec<(String, String)>, WordFault> {
        let mut parts = Vec::new();
        if self.added.is_empty() {
            return Ok(parts);
        }
        if let Some(part) = &self.part {
            let own = root_prefix(part)?;
            let markup: String = self.added.iter().map(|(id, said)| comment(&own, *id, said)).collect();
            parts.push((part.name.clone(), append(part, |_| markup)?));
            return Ok(parts);
        }
        let markup: String = self.added.iter().map(|(id, said)| comment(prefix, *id, said)).collect();
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{prefix}:comments xmlns:{prefix}=\"{WORD}\">{markup}</{prefix}:comments>"
        );
        parts.push((self.name.clone(), text));
        if !self.is_related {
            parts.push(self.relationships(container, &document.main.name)?);
        }
        parts.extend(self.content_types(container)?);
        Ok(parts)
    }

    fn relationships(&self, container: &mut Container, main: &str) -> Result<(String, String), WordFault> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let target = self.name.rsplit('/').next().unwrap_or(&self.name);
        let relationship = |prefix: &str, id: &str| {
            format!("<{prefix}Relationship Id=\"{id}\" Type=\"{KIND}\" Target=\"{target}\"/>")
        };
        let Some(part) = container.part(&name)? else {
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                 xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
                relationship("", "rIdClaimlint")
            );
            return Ok((name, text));
        };
        let mut id = "rIdClaimlint".to_owned();
        while part.text.contains(&format!("\"{id}\"")) {
            id.push('1');
        }
        Ok((name, append(&part, |prefix| relationship(prefix, &id))?))
    }

    fn content_types(&self, container: &mut Container) -> Result<Option<(String, String)>, WordFault> {
        let Some(part) = container.part("[Content_Types].xml")? else { return Ok(None) };
        let name = format!("/{}", self.name);
        let mut xml = Xml::of(&part);
        while let Some(node) = xml.next()? {
            if let Node::Start(tag) = node
                && tag.value("PartName").is_some_and(|own| own.eq_ignore_ascii_case(&name))
            {
                return Ok(None);
            }
        }
        let name = escaped(&name);
        let text = append(&part, |prefix| {
            format!("<{prefix}Override PartName=\"{name}\" ContentType=\"{CONTENT}\"/>")
        })?;
        Ok(Some((part.name.clone(), text)))
    }
}

/// The comments of ours in a part.
///
/// # Errors
/// It is not XML.
pub fn own_comments(part: &Part) -> Result<Vec<OwnComment>, WordFault> {
    let mut own = Vec::new();
    let mut xml = Xml::of(part);
    let mut is_own = false;
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        match tag.name() {
            "comment" => {
                is_own = is_ours(&tag);
                if is_own {
                    let end = end_of(part, &tag)?;
                    own.push(OwnComment {
                        id: tag.value("id").unwrap_or_default(),
                        range: tag.range.start..end,
                        paragraph_ids: Vec::new(),
                        paragraphs: Vec::new(),
                    });
                }
            }
            "p" if is_own => {
                if let Some(comment) = own.last_mut() {
                    comment.paragraph_ids.extend(tag.value("paraId"));
                    comment.paragraphs.push(String::new());
                }
            }
            "t" if is_own => {
                let words = xml.words()?;
                if let Some(paragraph) = own.last_mut().and_then(|comment| comment.paragraphs.last_mut()) {
                    *paragraph += &words;
                }
            }
            _ => {}
        }
    }
    Ok(own)
}

/// Whether an element is from us.
pub fn is_ours(tag: &Tag<'_>) -> bool {
    tag.has("author", AUTHOR)
}

/// Where the element ends that begins with a tag.
///
/// # Errors
/// It is not XML.
pub fn end_of(part: &Part, tag: &Tag<'_>) -> Result<usize, WordFault> {
    let mut xml = Xml::within(part, tag.range.start..part.text.len());
    xml.next()?;
    xml.skip()?;
    Ok(xml.at())
}

/// Where in the body comments begin, by their ids.
fn starts(main: &Part) -> Result<FxHashMap<String, usize>, WordFault> {
    let mut starts = FxHashMap::default();
    let mut xml = Xml::of(main);
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        if tag.name() == "commentRangeStart" {
            starts.insert(tag.value("id").unwrap_or_default(), tag.range.end);
        }
    }
    Ok(starts)
}

fn root_prefix(part: &Part) -> Result<String, WordFault> {
    let mut xml = Xml::of(part);
    while let Some(node) = xml.next()? {
        if let Node::Start(root) = node {
            return prefix_of(&root, &part.name);
        }
    }
    Err(WordFault::Names { part: part.name.clone() })
}

/// A name for the part that no other has.
fn free_name(container: &Container, main: &str) -> String {
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let names: BTreeSet<String> = container.names().map(str::to_ascii_lowercase).collect();
    let mut number = String::new();
    loop {
        let name = format!("{folder}comments{number}.xml");
        if !names.contains(&name.to_ascii_lowercase()) {
            return name;
        }
        number.push('1');
    }
}

/// The markup of a comment. Its first paragraph stands out.
fn comment(prefix: &str, id: u32, said: &[String]) -> String {
    let mut markup = format!(
        "<{prefix}:comment {prefix}:id=\"{id}\" {prefix}:author=\"{AUTHOR}\" {prefix}:initials=\"{INITIALS}\">"
    );
    for (index, paragraph) in said.iter().enumerate() {
        let (reference, properties) = match index {
            0 => (
                format!("<{prefix}:r><{prefix}:annotationRef/></{prefix}:r>"),
                format!("<{prefix}:rPr><{prefix}:b/></{prefix}:rPr>"),
            ),
            _ => (String::new(), String::new()),
        };
        let text = escaped(paragraph);
        markup += &format!(
            "<{prefix}:p>{reference}<{prefix}:r>{properties}<{prefix}:t xml:space=\"preserve\">{text}</{prefix}:t></{prefix}:r></{prefix}:p>"
        );
    }
    markup + &format!("</{prefix}:comment>")
}
