//! The copy that components keep in lists of objects and show one by one: `const benefits = [{ title: "…", description: "…" }]`.
//!
//! Only keys that nearly every house shows are read. What a customer says and what leads to another page is not the copy of this one.

use tree_sitter::Node;

use super::strings::{Literal, inside};
use crate::block::BlockKind;
use crate::parts::Piece;

/// Keys whose texts are shown.
const SHOWN: &[&str] = &[
    "title",
    "heading",
    "headline",
    "subtitle",
    "subheading",
    "subheadline",
    "subtext",
    "description",
    "desc",
    "text",
    "body",
    "content",
    "copy",
    "detail",
    "details",
    "summary",
    "tagline",
    "blurb",
    "caption",
    "question",
    "answer",
    "q",
    "a",
    "benefit",
    "highlight",
    "intro",
];

/// Keys of lists whose texts are shown.
const LISTS: &[&str] = &[
    "benefits",
    "features",
    "points",
    "items",
    "bullets",
    "highlights",
    "details",
    "list",
    "includes",
    "included",
    "advantages",
    "results",
    "paragraphs",
    "description",
    "body",
    "content",
];

/// Keys of what a customer says.
const OF_CUSTOMERS: &[&str] = &[
    "rating",
    "stars",
    "author",
    "reviewer",
    "quote",
    "review",
    "testimonial",
    "customer",
    "patient",
    "client",
    "avatar",
    "initials",
    "initial",
    "verified",
];

/// Keys of what somebody says, where a name stands beside them.
const SAID: &[&str] = &["text", "content", "message", "comment", "body"];

/// Keys of the pages of a blog.
const OF_PAGES: &[&str] = &["excerpt", "date", "publishedAt", "readTime", "author"];

/// What code holds is a list or an object, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Neither.
    Other,
    /// A list, and whether its own texts are shown.
    List { is_shown: bool },
    /// An object in a list whose texts may be shown.
    Record,
    /// A key of such an object, and whether lists under it are shown.
    Pair { is_list: bool },
    /// What customers say, with all that is in it.
    Foreign,
}

impl Held {
    /// What a node is in what it is in. A list that stands among elements, `{["…"].map(…)}`, is shown.
    pub fn of(source: &str, node: Node<'_>, outer: Held, is_among_elements: bool) -> Held {
        match (node.kind(), outer) {
            (_, Held::Foreign) => Held::Foreign,
            ("variable_declarator" | "pair", _) if is_of_customers(source, node) => Held::Foreign,
            ("array", Held::Other) => Held::List { is_shown: is_among_elements },
            ("array", _) => Held::List { is_shown: outer == Held::Pair { is_list: true } },
            ("object", Held::List { .. }) if is_own(source, node) => Held::Record,
            ("pair", Held::Record) => {
                Held::Pair { is_list: key_of(source, node).is_some_and(|key| LISTS.contains(&key)) }
            }
            (
                "as_expression" | "satisfies_expression" | "parenthesized_expression",
                Held::List { .. } | Held::Pair { .. },
            ) => outer,
            _ => Held::Other,
        }
    }
}

/// The text of a node that a page shows, if it is one.
pub fn text_of(source: &str, node: Node<'_>, outer: Held) -> Option<(BlockKind, Vec<Piece>)> {
    let value = match (node.kind(), outer) {
        ("pair", Held::Record) => {
            let key = key_of(source, node)?;
            SHOWN.contains(&key).then(|| node.child_by_field_name("value"))??
        }
        ("string" | "template_string", Held::List { is_shown: true }) => node,
        _ => return None,
    };
    let literal = Literal::of(source, value)?;
    let text = literal.decoded.text.trim();
    let kind = if text.ends_with(['.', '!', '?']) { BlockKind::Paragraph } else { BlockKind::Caption };
    is_prose(text).then(|| (kind, literal.pieces()))
}

/// Whether the name of a constant or key says that customers speak: `const testimonials = …`, `reviews: …`.
fn is_of_customers(source: &str, node: Node<'_>) -> bool {
    let name = node.child_by_field_name("name").and_then(|name| source.get(name.byte_range()));
    let name = name.or_else(|| key_of(source, node)).unwrap_or_default().to_lowercase();
    ["testimonial", "review", "quote"].iter().any(|word| name.contains(word))
}

/// The name of a key.
fn key_of<'s>(source: &'s str, pair: Node<'_>) -> Option<&'s str> {
    let key = pair.child_by_field_name("key")?;
    match key.kind() {
        "property_identifier" => source.get(key.byte_range()),
        "string" => source.get(inside(source, key)?),
        _ => None,
    }
}

/// Whether an object is the house's own copy: no customer speaks, and it is no page of a blog.
fn is_own(source: &str, object: Node<'_>) -> bool {
    let mut cursor = object.walk();
    let keys: Vec<&str> =
        object.named_children(&mut cursor).filter_map(|pair| key_of(source, pair)).collect();
    let has = |names: &[&str]| keys.iter().any(|key| names.contains(key));
    let is_said = has(&["name"]) && has(SAID);
    !(has(OF_CUSTOMERS) || has(OF_PAGES) || is_said)
}

/// Whether a text is words for readers, and no classes or keys: it begins with a capital, and has several words of letters.
fn is_prose(text: &str) -> bool {
    let first = text.chars().find(|sign| sign.is_alphanumeric());
    let is_word = |word: &str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        !word.is_empty()
            && word.chars().all(|sign| sign.is_alphabetic() || matches!(sign, '\'' | '\u{2019}' | '-'))
    };
    let (all, words) = text
        .split_whitespace()
        .fold((0, 0), |(all, words), word| (all + 1, words + usize::from(is_word(word))));
    first.is_some_and(|first| first.is_uppercase() || first.is_numeric()) && words >= 2 && words * 2 > all
}
