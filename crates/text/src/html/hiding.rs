//! Whether an element is read: whether it is shown, in English, and wanted.

use super::attributes::Attributes;
use super::selectors::Selector;
use crate::builder::Builder;

/// The classes of links that lead back from a note: those of Hugo and GitHub, Pandoc, kramdown and markdown-it.
const WAYS_BACK: &[&str] = &[
    "footnote-backref",
    "data-footnote-backref",
    "footnote-back",
    "reversefootnote",
    "footnote-return",
    "footnote-back-link",
];

/// How the classes of elements begin whose text is the name of a picture: those of Google's icon fonts.
const PICTURES: [&str; 2] = ["material-icons", "material-symbols"];

/// The classes and ids of elements for what readers of the page write: those of WordPress, Drupal and Facebook.
const COMMENTS: &[&str] = &[
    "commentlist",
    "comment-list",
    "comment-body",
    "comment-content",
    "comment-text",
    "comments-area",
    "comments-list",
    "fb-comment",
    "fb-comments",
];

/// Words in the names of elements that open when a reader asks for them: answers, panels of tabs, the rest of a text, its notes.
const FOLDS: &[&str] = &[
    "accordion",
    "answer",
    "answers",
    "bibliography",
    "citations",
    "collapse",
    "collapsed",
    "collapsible",
    "content",
    "details",
    "expand",
    "expandable",
    "faq",
    "faqs",
    "fold",
    "footnote",
    "footnotes",
    "more",
    "pane",
    "panel",
    "references",
    "sources",
    "spoiler",
    "tabpanel",
    "toggle",
];

/// Words in the names of those that open for something else: forms, messages of the shop, menus.
const NO_FOLDS: &[&str] = &[
    "cart",
    "cookie",
    "dialog",
    "dropdown",
    "error",
    "form",
    "loader",
    "loading",
    "menu",
    "modal",
    "nav",
    "newsletter",
    "offcanvas",
    "overlay",
    "popover",
    "popup",
    "search",
    "success",
    "tooltip",
    "video",
];

/// Why the text in an element is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It is not shown, or readers of the page wrote it, or the user says so.
    Hidden,
    /// It is shown, but is a name or code that nobody translates, or a picture.
    Untranslated,
    /// It is a link from a note back to the text, as the makers of pages mark it, and no part of the note.
    WayBack,
    /// It is in another language, with this tag (BCP 47).
    Language(String),
}

/// Why the text in an element is not read; `None` where it is.
pub fn unread(builder: &Builder, name: &[u8], attributes: &Attributes, skip: &[Selector]) -> Option<Unread> {
    // A line ends there, whoever is told of it.
    if name != b"br" && is_hidden(attributes) && !is_folded(name, attributes)
        || is_comment(name, attributes)
        || skip.iter().any(|selector| selector.matches(name, attributes))
    {
        return Some(Unread::Hidden);
    }
    let translate =
        attributes.value(b"translate").is_some_and(|value| value.trim().eq_ignore_ascii_case("no"));
    let is_picture = |class: &str| PICTURES.iter().any(|font| class.starts_with(font));
    if translate && name != b"html"
        || attributes.classes().any(|class| class == "notranslate" || is_picture(class)) && !is_page(name)
    {
        return Some(Unread::Untranslated);
    }
    if name == b"a" && is_way_back(attributes) {
        return Some(Unread::WayBack);
    }
    other_language(builder, attributes).map(Unread::Language)
}

fn is_way_back(attributes: &Attributes) -> bool {
    attributes.value(b"role") == Some("doc-backlink")
        || attributes.get(b"data-footnote-backref").is_some()
        || attributes.classes().any(|class| WAYS_BACK.contains(&class))
}

/// Whether an element holds the whole page. Some sites forbid browsers to translate it, which says nothing about its
/// text.
fn is_page(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body")
}

/// Whether an element holds what readers of the page write, which is no copy of the house.
fn is_comment(name: &[u8], attributes: &Attributes) -> bool {
    let is_section = attributes.value(b"id") == Some("comments")
        && matches!(name, b"div" | b"section" | b"aside" | b"ol" | b"ul");
    is_section || attributes.classes().any(|class| COMMENTS.contains(&class)) && !is_page(name)
}

/// Whether what is not shown is shown when a reader asks for it: the answer below a question, the panel behind a tab. The names
/// that sites give such elements say so.
fn is_folded(name: &[u8], attributes: &Attributes) -> bool {
    let names: Vec<String> = attributes
        .classes()
        .chain([b"id".as_slice(), b"role"].into_iter().filter_map(|key| attributes.value(key)))
        .flat_map(|name| name.split(['-', '_']))
        .map(str::to_ascii_lowercase)
        .collect();
    let has = |words: &[&str]| names.iter().any(|name| words.contains(&name.as_str()));
    matches!(name, b"div" | b"section" | b"article" | b"p" | b"dd" | b"li" | b"ul" | b"td")
        && has(FOLDS)
        && !has(NO_FOLDS)
}

fn is_hidden(attributes: &Attributes) -> bool {
    let style = attributes.value(b"style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    attributes.get(b"hidden").is_some()
        || attributes.value(b"aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// The language of an element, if it names one that is not English. What a template writes there is not known.
fn other_language(builder: &Builder, attributes: &Attributes) -> Option<String> {
    let attribute = attributes.get(b"lang").or_else(|| attributes.get(b"xml:lang"))?;
    if !builder.gaps_in(&attribute.range).is_empty() {
        return None;
    }
    let tag = attribute.value.trim().to_ascii_lowercase();
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    // A private or unknown language says nothing.
    let is_language = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    let says_nothing = matches!(primary, "en" | "eng" | "und" | "mul" | "mis" | "zxx");
    (is_language && !says_nothing).then_some(tag)
}
