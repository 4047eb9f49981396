//! Reads the elements of JSX: their text, and the attributes that are published, in the order in which a page shows them.
//!
//! What is not an element is code: nothing of it is read but the comments to claimlint and the title and description that a page exports.
//! Elements in attributes come after the element that they are in, so that no sentence is broken. `content` adds the text.

mod apart;
mod content;

use std::collections::VecDeque;
use std::ops::Range;

use tree_sitter::Node;

use super::objects::Objects;
use super::props::{self, Prop};
use super::spacing::{has_words, leads_closely};
use super::strings::{Literal, operator};
use super::walk::{Visitor, walk};
use super::{minified, sourced, syntax, tags};
use crate::block::{BlockKind, Furniture};
use crate::builder::Builder;
use crate::html::{Attributes, HtmlReader, Selector, is_name_of_file, is_void};
use crate::metadata;
use crate::parts::Aside;
use crate::published::Keys;

/// Reads the whole source. `skip` names the elements that are not read, `keys` the published keys of metadata, and `own` the attributes
/// that the house publishes besides ours.
pub fn read(builder: &mut Builder, skip: &[Selector], keys: &Keys, own: &[String]) {
    let source = builder.source();
    if minified::is_minified(source) {
        return;
    }
    let tree = match syntax::parse(source) {
        Ok(tree) => tree,
        Err(message) => return builder.leave_unread(message, 0),
    };
    builder.add_sourced(sourced::read(source, &tree));
    let mut reader = Reader {
        builder,
        source,
        html: HtmlReader::new(skip),
        skip,
        keys,
        own,
        places: Vec::new(),
        elements: Vec::new(),
        shown: Vec::new(),
        tags: 0,
        apart: VecDeque::new(),
        objects: Objects::default(),
        taken: Vec::new(),
        line_break: None,
        last: None,
        has_fault: false,
        read_up_to: 0,
    };
    walk(&tree, &mut reader);
    reader.builder.close();
}

/// What a node is that is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Code, whose value is not shown.
    Code,
    /// An expression whose value is shown.
    Shown,
    /// A choice whose value is shown: `a ? b : c`.
    Ternary,
    /// One that shows its right side or nothing: `a && b`.
    And,
    /// One that shows either side: `a || b`.
    Or,
    /// Code in an expression whose value is shown, and not known.
    Unknown,
    /// An element.
    Element,
    /// The tag that begins an element.
    Tag,
    /// What could not be read.
    Fault,
}

/// What is put off until no element is open.
enum Apart<'t> {
    /// An element in an attribute.
    Node(Node<'t>),
    /// The texts of an object.
    Texts(Vec<Prop>),
}

/// An open element.
struct Element {
    /// Its name in HTML; `None` where it has none.
    name: Option<Vec<u8>>,
    /// Up to where its content is read.
    at: usize,
    /// Whether there are words right in it.
    has_words: bool,
    /// Whether it is all tag, as one that closes itself, and one whose first tag could not be read.
    is_tag: bool,
}

struct Reader<'b, 's, 't> {
    builder: &'b mut Builder<'s>,
    source: &'s str,
    html: HtmlReader<'b>,
    skip: &'b [Selector],
    keys: &'b Keys,
    own: &'b [String],
    /// What the nodes are that are open, innermost last.
    places: Vec<Place>,
    elements: Vec<Element>,
    /// For each expression that is shown, and each element in one, whether an element was found in it.
    shown: Vec<bool>,
    /// How many tags are open: elements in them are put off.
    tags: usize,
    apart: VecDeque<Apart<'t>>,
    objects: Objects,
    /// Where the comments in the tag begin that belong to its attributes.
    taken: Vec<usize>,
    /// A line end between elements, which is a space where a word follows.
    line_break: Option<Range<usize>>,
    /// The last sign of the text.
    last: Option<char>,
    has_fault: bool,
    /// Up to where the objects are read that describe the page.
    read_up_to: usize,
}

impl<'t> Visitor<'t> for Reader<'_, '_, 't> {
    fn enter(&mut self, node: Node<'t>, field: Option<&'static str>) -> bool {
        let kind = node.kind();
        self.tell(node);
        let parent = self.places.last().copied().unwrap_or(Place::Code);
        let place = match kind {
            "comment" => {
                self.content_before(node, parent);
                if !self.taken.contains(&node.start_byte()) {
                    self.builder.comment(syntax::inside_comment(self.source, node));
                }
                None
            }
            _ if syntax::is_element(kind) => self.element(node, parent),
            _ => match parent {
                Place::Element => self.in_element(node),
                Place::Shown | Place::Ternary | Place::And | Place::Or => self.branch(node, field, parent),
                Place::Fault => self.in_fault(node),
                Place::Unknown | Place::Code | Place::Tag if self.take_data(node) => None,
                Place::Unknown => Some(Place::Unknown),
                Place::Code | Place::Tag => {
                    self.module(node);
                    Some(if syntax::is_fault(node) { Place::Fault } else { Place::Code })
                }
            },
        };
        // A node that is missing has nothing in it.
        let place = place.filter(|_| node.child_count() > 0 || syntax::is_element(kind));
        if let Some(place) = place {
            self.tags += usize::from(place == Place::Tag);
            self.places.push(place);
            self.objects.enter(self.source, node);
        }
        place.is_some()
    }

    fn leave(&mut self, node: Node<'t>) {
        self.objects.leave(node);
        match self.places.pop() {
            Some(Place::Tag) => self.tags -= 1,
            Some(Place::Element) => self.end_element(node),
            Some(Place::Fault) if self.elements.is_empty() => {
                // What began in it has no end that is known.
                self.builder.close();
                self.html = HtmlReader::new(self.skip);
            }
            Some(Place::Unknown) if self.places.last() != Some(&Place::Unknown) => {
                let has_element = self.shown.pop().unwrap_or_default();
                if !has_element && !self.html.is_hiding() {
                    self.object(node.byte_range());
                }
            }
            _ => {}
        }
    }

    fn next_apart(&mut self) -> Option<Node<'t>> {
        self.next_put_off()
    }
}

impl<'t> Reader<'_, '_, 't> {
    /// Tells the first fault.
    fn tell(&mut self, node: Node<'_>) {
        if !self.has_fault && syntax::is_fault(node) {
            self.has_fault = true;
            self.builder.leave_unread(syntax::FAULT, node.start_byte());
        }
    }

    /// Takes the title and description that code exports for the page.
    fn module(&mut self, node: Node<'_>) {
        let is_object = node.kind() == "export_statement"
            && node.child_by_field_name("declaration").is_some_and(|one| one.kind() == "lexical_declaration");
        if is_object && self.elements.is_empty() && metadata::read(self.builder, node.byte_range(), self.keys)
        {
            self.read_up_to = node.end_byte();
        }
    }

    /// Begins an element, or puts it off.
    fn element(&mut self, node: Node<'t>, parent: Place) -> Option<Place> {
        if self.tags > 0 {
            self.apart.push_back(Apart::Node(node));
            return None;
        }
        self.content_before(node, parent);
        if parent != Place::Element {
            if self.shown.last() == Some(&true) {
                self.separate(node);
            }
            self.shown.last_mut().iter_mut().for_each(|found| **found = true);
        }
        let is_in_text = self.elements.last().is_some_and(|element| element.has_words);
        let tag = node.child_by_field_name("open_tag").unwrap_or(node);
        let name = tags::name_of(self.source, tag, is_in_text);
        if let Some(name) = &name {
            self.begin(tag, name);
        }
        let is_tag = tag.id() == node.id();
        let has_words = !is_tag && has_words(self.source, node);
        let at = if is_tag { node.end_byte() } else { tag.end_byte() };
        self.elements.push(Element { name, at, has_words, is_tag });
        self.shown.push(false);
        self.tags += usize::from(is_tag);
        Some(Place::Element)
    }

    /// Begins an element of HTML, and takes the texts of its attributes.
    fn begin(&mut self, tag: Node<'_>, name: &[u8]) {
        if let Some(place) = self.line_break.take().filter(|_| !self.last.is_some_and(leads_closely)) {
            self.builder.white_space(place);
        }
        let attributes = tags::structure(self.source, tag);
        let texts = self.texts_of(tag, &attributes);
        let is_read = self.html.begin(self.builder, name, attributes, tag.byte_range());
        for aside in texts.into_iter().filter(|_| is_read) {
            self.builder.add_aside(aside);
        }
        if is_void(name) {
            self.last = None;
        }
    }

    /// The texts of the attributes of a tag, each with the comments right before it.
    fn texts_of(&mut self, tag: Node<'_>, attributes: &Attributes) -> Vec<Aside> {
        self.taken.clear();
        let (mut asides, mut comments) = (Vec::new(), Vec::new());
        let mut cursor = tag.walk();
        for child in tag.named_children(&mut cursor) {
            if child.kind() == "comment" {
                comments.push(child);
                continue;
            }
            let before = std::mem::take(&mut comments);
            let Some((name, Some(value))) =
                tags::parts(self.source, child).filter(|_| child.kind() == "jsx_attribute")
            else {
                continue;
            };
            let texts = props::texts_of(self.source, name, value, self.own).into_iter();
            let is_name =
                |kind: BlockKind, text: &str| kind == BlockKind::AltText && is_name_of_file(attributes, text);
            for prop in texts.filter(|prop| !is_name(prop.kind, &prop.text)) {
                self.taken.extend(before.iter().map(Node::start_byte));
                let furniture = prop.is_label.then_some(Furniture::Navigation);
                let comments =
                    before.iter().map(|comment| syntax::inside_comment(self.source, *comment)).collect();
                asides.push(Aside { kind: prop.kind, furniture, comments, pieces: prop.pieces });
            }
        }
        asides
    }

    fn end_element(&mut self, node: Node<'_>) {
        let end = node
            .child_by_field_name("close_tag")
            .map_or(node.end_byte()..node.end_byte(), |tag| tag.byte_range());
        self.content_up_to(end.start);
        let Some(element) = self.elements.pop() else { return };
        self.shown.pop();
        self.tags -= usize::from(element.is_tag);
        if let Some(name) = element.name.filter(|name| !is_void(name)) {
            self.html.end_tag(self.builder, &name, end);
        }
        if self.elements.is_empty() {
            self.builder.close();
            self.line_break = None;
            self.last = None;
        }
    }

    /// What is right in an element besides elements.
    fn in_element(&mut self, node: Node<'t>) -> Option<Place> {
        match node.kind() {
            "jsx_text" => None,
            "jsx_opening_element" => Some(Place::Tag),
            _ if self.tags > 0 => Some(Place::Code),
            kind => {
                self.content_before(node, Place::Element);
                match kind {
                    "jsx_expression" => Some(Place::Shown),
                    _ if syntax::is_fault(node) => Some(Place::Fault),
                    _ => None,
                }
            }
        }
    }

    /// A part of an expression whose value is shown.
    fn branch(&mut self, node: Node<'t>, field: Option<&'static str>, parent: Place) -> Option<Place> {
        let is_type = node.kind().contains("type");
        if !node.is_named() || is_type || matches!(node.kind(), "undefined" | "null" | "true" | "false") {
            return None;
        }
        match (parent, field) {
            (Place::Ternary, Some("condition")) | (Place::And, Some("left")) => return Some(Place::Code),
            (Place::Ternary, Some("alternative")) | (Place::Or, Some("right")) => self.separate(node),
            _ => {}
        }
        if let Some(literal) = Literal::of(self.source, node) {
            let has_words = literal.decoded.text.contains(char::is_alphanumeric);
            if has_words || parent == Place::Shown {
                self.pieces(literal.pieces(), &literal.decoded.text);
            } else if !self.html.is_hiding() {
                // A sign that is shown under a condition, as between the items of a list, belongs to neither side.
                self.object(node.byte_range());
            }
            return None;
        }
        if syntax::wrapped(node).is_some() {
            return Some(Place::Shown);
        }
        match (node.kind(), operator(node)) {
            ("ternary_expression", _) => return Some(Place::Ternary),
            ("binary_expression", Some("&&")) => return Some(Place::And),
            ("binary_expression", Some("||" | "??")) => return Some(Place::Or),
            _ => {}
        }
        if node.child_count() == 0 {
            if !self.html.is_hiding() {
                self.object(node.byte_range());
            }
            return None;
        }
        self.shown.push(false);
        Some(Place::Unknown)
    }

    /// What is in a part that could not be read: tags there have lost the tags that belong to them.
    fn in_fault(&mut self, node: Node<'t>) -> Option<Place> {
        match node.kind() {
            "jsx_text" => {
                self.run(node.byte_range());
                None
            }
            "jsx_opening_element" => {
                if let Some(name) =
                    tags::name_of(self.source, node, false).filter(|_| self.elements.is_empty())
                {
                    self.begin(node, &name);
                }
                Some(Place::Tag)
            }
            "jsx_closing_element" => {
                if let Some(name) =
                    tags::name_of(self.source, node, false).filter(|_| self.elements.is_empty())
                {
                    self.html.end_tag(self.builder, &name, node.byte_range());
                }
                None
            }
            _ if syntax::is_fault(node) => Some(Place::Fault),
            _ => Some(Place::Code),
        }
    }
}
