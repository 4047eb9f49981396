//! Takes out of a Word document what claimlint wrote into it: comments that nobody answered or settled, and changes that nobody
//! accepted, refused or wrote into.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::comments::{OwnComment, is_ours, own_comments};
use super::document::{Document, MOST_COMMENTS};
use super::structure::Structure;
use crate::word::container::{Container, Part};
use crate::word::fault::WordFault;
use crate::word::write::edits::Edits;
use crate::word::xml::{Node, Xml};

/// The parts that change, with their texts, and how many comments the document can still hold.
///
/// # Errors
/// It cannot be unpacked, or is in the strict form.
pub fn clean(container: &mut Container) -> Result<(Vec<(String, String)>, usize), WordFault> {
    let document = Document::open(container)?;
    let mut parts = Vec::new();
    let removed = clean_comments(container, &document, &mut parts)?;
    let mut edits = Edits::default();
    if !removed.is_empty() {
        remove_anchors(&document.main, &removed, &mut edits)?;
    }
    take_back(&document.main, &removed, &mut edits)?;
    let structure = Structure::of(&document.main)?;
    let comments = structure.comments.saturating_sub(removed.len());
    if !edits.is_empty() {
        parts.push((document.main.name.clone(), edits.apply(&document.main.text)));
    }
    Ok((parts, MOST_COMMENTS.saturating_sub(comments)))
}

/// Removes our comments from all parts that know comments, and returns their ids.
fn clean_comments(
    container: &mut Container,
    document: &Document,
    parts: &mut Vec<(String, String)>,
) -> Result<FxHashSet<String>, WordFault> {
    let mut part = |kind: &str| match document.links.of_kind(kind).next() {
        Some(name) => container.part(name),
        None => Ok(None),
    };
    let Some(comments) = part("comments")? else { return Ok(FxHashSet::default()) };
    let mut own = own_comments(&comments)?;
    let extended = part("commentsExtended")?;
    if let Some(extended) = &extended {
        let talked_about = talked_about(extended)?;
        own.retain(|one| !one.paragraph_ids.iter().any(|id| talked_about.contains(id)));
    }
    if own.is_empty() {
        return Ok(FxHashSet::default());
    }
    let mut edits = Edits::default();
    own.iter().for_each(|one| edits.remove(one.range.clone()));
    parts.push((comments.name.clone(), edits.apply(&comments.text)));
    let names: FxHashSet<String> = own.iter().flat_map(|one| one.paragraph_ids.iter().cloned()).collect();
    if !names.is_empty() {
        let mut durable = FxHashSet::default();
        for (part, key) in [(extended, "paraId"), (part("commentsIds")?, "paraId")] {
            durable.extend(forget(part, key, &names, parts)?);
        }
        forget(part("commentsExtensible")?, "durableId", &durable, parts)?;
    }
    Ok(own.into_iter().map(|OwnComment { id, .. }| id).collect())
}

/// The paragraphs of comments that were answered or settled, or are answers.
fn talked_about(extended: &Part) -> Result<FxHashSet<String>, WordFault> {
    let mut ids = FxHashSet::default();
    let mut xml = Xml::of(extended);
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        let parent = tag.value("paraIdParent");
        let is_settled = tag.value("done").is_some_and(|done| matches!(done.as_str(), "1" | "true"));
        if parent.is_some() || is_settled {
            ids.extend(tag.value("paraId"));
        }
        ids.extend(parent);
    }
    Ok(ids)
}

/// Removes from a part the elements that say something about comments which are gone; returns their lasting names.
fn forget(
    part: Option<Part>,
    key: &str,
    gone: &FxHashSet<String>,
    parts: &mut Vec<(String, String)>,
) -> Result<Vec<String>, WordFault> {
    let (mut edits, mut durable) = (Edits::default(), Vec::new());
    let Some(part) = part else { return Ok(durable) };
    let mut xml = Xml::of(&part);
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        if tag.value(key).is_some_and(|id| gone.contains(&id)) {
            durable.extend(tag.value("durableId"));
            xml.skip()?;
            edits.remove(tag.range.start..xml.at());
        }
    }
    if !edits.is_empty() {
        parts.push((part.name.clone(), edits.apply(&part.text)));
    }
    Ok(durable)
}

/// Removes the marks of comments from the body.
fn remove_anchors(main: &Part, gone: &FxHashSet<String>, edits: &mut Edits) -> Result<(), WordFault> {
    /// A run that is open.
    struct Open {
        start: usize,
        /// How many elements it has besides properties and references that go.
        others: usize,
        references: Vec<Range<usize>>,
    }
    let mut runs: Vec<Open> = Vec::new();
    // For each open element, whether it is a run.
    let mut open: Vec<bool> = Vec::new();
    let mut xml = Xml::of(main);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => {
                let is_in_run = open.last() == Some(&true);
                let is_gone = || tag.value("id").is_some_and(|id| gone.contains(&id));
                match (tag.name(), runs.last_mut()) {
                    ("commentRangeStart" | "commentRangeEnd", _) if is_gone() => {
                        xml.skip()?;
                        edits.remove(tag.range.start..xml.at());
                        continue;
                    }
                    ("commentReference", Some(run)) if is_in_run && is_gone() => {
                        xml.skip()?;
                        run.references.push(tag.range.start..xml.at());
                        continue;
                    }
                    ("rPr", _) => {}
                    (_, Some(run)) if is_in_run => run.others += 1,
                    _ => {}
                }
                let is_run = tag.name() == "r";
                if is_run {
                    runs.push(Open { start: tag.range.start, others: 0, references: Vec::new() });
                }
                open.push(is_run);
            }
            Node::End => {
                if open.pop() == Some(true)
                    && let Some(run) = runs.pop()
                {
                    match run.others {
                        0 if !run.references.is_empty() => edits.remove(run.start..xml.at()),
                        _ => run.references.into_iter().for_each(|reference| edits.remove(reference)),
                    }
                }
            }
            Node::Text(_) | Node::Sign(..) => {}
        }
    }
    Ok(())
}

/// A change of ours in the body.
struct OwnChange {
    is_put_in: bool,
    tag: Range<usize>,
    end_tag: Range<usize>,
    /// Where "delText" is said in it.
    out: Vec<usize>,
}

/// Takes back the changes that we proposed. Those of a paragraph stay where somebody wrote into one of them.
fn take_back(main: &Part, gone: &FxHashSet<String>, edits: &mut Edits) -> Result<(), WordFault> {
    let mut xml = Xml::of(main);
    let mut changes: Vec<OwnChange> = Vec::new();
    let (mut depth, mut paragraphs, mut is_touched) = (0_usize, Vec::new(), false);
    let mut properties: Option<usize> = None;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => {
                depth += 1;
                let name = tag.name();
                if name == "p" && paragraphs.is_empty() {
                    is_touched = false;
                }
                if name == "p" {
                    paragraphs.push(depth);
                }
                // The end of a paragraph, or a row, that somebody put in or took out.
                if matches!(name, "rPr" | "pPr" | "trPr" | "tcPr") {
                    properties = properties.or(Some(depth));
                }
                if properties.is_none() && matches!(name, "ins" | "del") && is_ours(&tag) {
                    let is_put_in = name == "ins";
                    let (inside, out) = read_change(&mut xml, is_put_in, gone)?;
                    depth -= 1;
                    match inside {
                        Some(end_tag) => changes.push(OwnChange { is_put_in, tag: tag.range, end_tag, out }),
                        None => is_touched = true,
                    }
                }
            }
            Node::End => {
                if properties == Some(depth) {
                    properties = None;
                }
                if paragraphs.last() == Some(&depth) {
                    paragraphs.pop();
                    if paragraphs.is_empty() {
                        let own = changes.drain(..);
                        own.filter(|_| !is_touched).for_each(|change| change.take_back(edits));
                    }
                }
                depth -= 1;
            }
            Node::Text(_) | Node::Sign(..) => {}
        }
    }
    Ok(())
}

impl OwnChange {
    fn take_back(self, edits: &mut Edits) {
        if self.is_put_in {
            edits.remove(self.tag.start..self.end_tag.end);
            return;
        }
        edits.remove(self.tag);
        edits.remove(self.end_tag);
        // "delText" becomes "t".
        self.out.into_iter().for_each(|at| edits.remove(at..at + "delTex".len()));
    }
}

/// Reads a change to its end. Returns the bytes of its end tag, if it holds no more than we put there, and where "delText" is said.
fn read_change(
    xml: &mut Xml<'_>,
    is_put_in: bool,
    gone: &FxHashSet<String>,
) -> Result<(Option<Range<usize>>, Vec<usize>), WordFault> {
    let (mut is_own, mut out) = (true, Vec::new());
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut properties: Option<usize> = None;
    loop {
        let before = xml.at();
        match xml.next()? {
            Some(Node::Start(tag)) => {
                let name = tag.name();
                let start = tag.range.start + "<".len() + tag.whole_name().len().saturating_sub(name.len());
                let is_out = name == "delText";
                if name == "rPr" {
                    properties = properties.or(Some(open.len()));
                }
                let is_words = if is_put_in { name == "t" } else { is_out };
                // Word processors move the marks of our comments into it.
                let is_mark =
                    name.starts_with("comment") && tag.value("id").is_some_and(|id| gone.contains(&id));
                let is_ours = is_words || is_mark || matches!(name, "r" | "lastRenderedPageBreak");
                is_own &= properties.is_some() || is_ours;
                out.extend(is_out.then_some(start));
                open.push(is_out.then_some(tag.whole_name().len().saturating_sub(name.len())));
            }
            Some(Node::End) => {
                let Some(ended) = open.pop() else {
                    let end_tag = before..xml.at();
                    let is_whole = !end_tag.is_empty();
                    return Ok(((is_own && is_whole).then_some(end_tag), out));
                };
                if properties == Some(open.len()) {
                    properties = None;
                }
                // A tag that ends itself has no end tag.
                if let Some(prefix) = ended.filter(|_| before < xml.at()) {
                    out.push(before + "</".len() + prefix);
                }
            }
            Some(_) => {}
            None => return Ok((None, out)),
        }
    }
}
