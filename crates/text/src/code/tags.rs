//! What the tags of JSX are in HTML: components by their names, attributes by those that HTML has for them.

use tree_sitter::Node;

use super::strings::{Literal, alternatives, inside};
use super::syntax::wrapped;
use crate::html::{Attributes, Role, is_void, role};

/// The attributes that say what an element is, with their names in HTML.
const STRUCTURE: &[(&str, &[u8])] = &[
    ("className", b"class"),
    ("class", b"class"),
    ("id", b"id"),
    ("href", b"href"),
    ("to", b"href"),
    ("src", b"src"),
    ("hidden", b"hidden"),
    ("aria-hidden", b"aria-hidden"),
    ("lang", b"lang"),
    ("translate", b"translate"),
    ("role", b"role"),
    ("itemProp", b"itemprop"),
    ("name", b"name"),
    ("property", b"property"),
    ("content", b"content"),
    ("start", b"start"),
    ("data-footnote-backref", b"data-footnote-backref"),
];

/// How the names of components end that are like an element, and its name.
const ENDINGS: &[(&str, &str)] = &[
    ("Link", "a"),
    ("Anchor", "a"),
    ("Heading", "h2"),
    ("Headline", "h2"),
    ("Title", "h2"),
    ("Button", "button"),
    ("Label", "label"),
    ("Quote", "blockquote"),
    ("Testimonial", "blockquote"),
    ("ListItem", "li"),
    ("Code", "code"),
    ("CodeBlock", "code"),
    ("Highlighter", "code"),
    ("Script", "script"),
    ("Caption", "figcaption"),
];

/// How the names of components begin that are like an element, and its name.
const BEGINNINGS: &[(&str, &str)] = &[("Nav", "nav"), ("Breadcrumb", "nav"), ("Helmet", "head")];

/// The element of HTML that a tag is like; `None` for a tag without a name, which only holds others. Where its name says nothing, a
/// component in a line of text is a part of the line, and any other a block.
pub fn name_of(source: &str, tag: Node<'_>, is_in_text: bool) -> Option<Vec<u8>> {
    let name = tag.child_by_field_name("name")?;
    let whole = source.get(name.byte_range())?;
    let last = whole.rsplit('.').next().unwrap_or(whole);
    if last.starts_with(|first: char| first.is_lowercase()) {
        return Some(last.to_ascii_lowercase().into_bytes());
    }
    let is_empty = tag.kind() == "jsx_self_closing_element";
    let is_picture = is_empty && ["Image", "Img", "Picture"].iter().any(|ending| last.ends_with(ending));
    let ends = ENDINGS.iter().find(|(ending, _)| last.ends_with(ending));
    let begins = BEGINNINGS.iter().find(|(beginning, _)| last.starts_with(beginning));
    if is_picture {
        return Some(b"img".to_vec());
    }
    if let Some((_, element)) = ends.or(begins) {
        return Some(element.as_bytes().to_vec());
    }
    let small = last.to_ascii_lowercase().into_bytes();
    let is_known = !matches!(role(&small), Role::Inline | Role::Meta) && small != b"template";
    if is_known && (is_empty || !is_void(&small)) {
        return Some(small);
    }
    Some(if is_in_text { b"span".to_vec() } else { b"div".to_vec() })
}

/// An attribute: its name, and its value, where it has one.
pub fn parts<'s, 't>(source: &'s str, attribute: Node<'t>) -> Option<(&'s str, Option<Node<'t>>)> {
    let mut cursor = attribute.walk();
    let mut children = attribute.named_children(&mut cursor).filter(|child| child.kind() != "comment");
    let name = source.get(children.next()?.byte_range())?;
    Some((name, children.next()))
}

/// The attributes of a tag that say what it is, as HTML has them. What is only known when the program runs is left out.
pub fn structure(source: &str, tag: Node<'_>) -> Attributes {
    let mut attributes = Attributes::default();
    let mut cursor = tag.walk();
    for child in tag.named_children(&mut cursor).filter(|child| child.kind() == "jsx_attribute") {
        let Some((name, value)) = parts(source, child) else { continue };
        let Some((_, name)) = STRUCTURE.iter().find(|(own, _)| *own == name) else { continue };
        let Some(value) = value else {
            attributes.add(name);
            attributes.set_value(b"true", child.end_byte()..child.end_byte());
            continue;
        };
        if let Some((text, range)) = known_value(source, value, name == b"class") {
            attributes.add(name);
            attributes.set_value(text.as_bytes(), range);
        }
    }
    attributes
}

/// What is known of a value. Of classes, those that a function puts together as well: `cn("nav", isOpen && "open")`.
fn known_value(source: &str, value: Node<'_>, is_class: bool) -> Option<(String, std::ops::Range<usize>)> {
    if value.kind() == "string" {
        let range = inside(source, value)?;
        return Some((htmlize::unescape(source.get(range.clone())?).into_owned(), range));
    }
    let mut value = value;
    while let Some(inside) = wrapped(value) {
        value = inside;
    }
    let range = inside(source, value).unwrap_or_else(|| value.byte_range());
    if is_class {
        let mut texts = alternatives(source, value);
        if let Some(arguments) = value.child_by_field_name("arguments") {
            let mut cursor = arguments.walk();
            let more = arguments.named_children(&mut cursor).flat_map(|one| alternatives(source, one));
            texts.extend(more);
        }
        let texts: Vec<&str> = texts.iter().map(|one| one.decoded.text.as_str()).collect();
        return Some((texts.join(" "), range));
    }
    match value.kind() {
        "true" | "number" => Some((source.get(value.byte_range())?.to_owned(), range)),
        _ => {
            let text = Literal::of(source, value)?.decoded.text;
            (!text.contains(crate::fold::OBJECT)).then_some((text, range))
        }
    }
}
