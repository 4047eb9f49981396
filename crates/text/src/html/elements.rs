//! What each element of HTML does to the text in it.

use crate::block::BlockKind;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The text goes on through it.
    Inline,
    /// The text goes on through it, and nothing is drawn between the words.
    Emphasis,
    /// Begins a block, and nothing more.
    Block,
    /// Begins a block of a kind.
    Kind(BlockKind),
    /// A list with numbers.
    NumberedList,
    /// A list without numbers.
    List,
    /// Is not shown as words, and separates the words around it.
    Object,
    /// Is not shown.
    Hidden,
    /// A line break.
    Break,
    /// A picture.
    Picture,
    /// A link.
    Link,
    /// A superscript.
    Superscript,
    /// Facts about the page.
    Meta,
}

/// What an element does, by its name.
pub fn role(name: &[u8]) -> Role {
    match name {
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Kind(BlockKind::Heading),
        b"li" | b"dd" => Role::Kind(BlockKind::ListItem),
        b"td" | b"th" => Role::Kind(BlockKind::TableCell),
        b"blockquote" => Role::Kind(BlockKind::Quote),
        b"figcaption" | b"caption" => Role::Kind(BlockKind::Caption),
        b"title" => Role::Kind(BlockKind::Title),
        b"ol" => Role::NumberedList,
        b"ul" | b"menu" => Role::List,
        b"p" | b"div" | b"section" | b"article" | b"header" | b"footer" | b"main" | b"aside" | b"nav"
        | b"figure" | b"table" | b"tr" | b"thead" | b"tbody" | b"tfoot" | b"dl" | b"dt" | b"form"
        | b"fieldset" | b"legend" | b"label" | b"button" | b"details" | b"summary" | b"address"
        | b"hgroup" | b"hr" | b"body" | b"head" | b"html" | b"center" | b"dialog" | b"search" => Role::Block,
        b"code" | b"kbd" | b"samp" | b"var" | b"svg" | b"math" | b"object" | b"canvas" | b"audio"
        | b"video" | b"iframe" => Role::Object,
        b"script" | b"style" | b"template" | b"noscript" | b"pre" | b"textarea" | b"select" | b"datalist"
        | b"xmp" | b"noembed" | b"noframes" => Role::Hidden,
        b"b" | b"strong" | b"em" | b"i" | b"u" => Role::Emphasis,
        b"br" => Role::Break,
        b"img" => Role::Picture,
        b"a" => Role::Link,
        b"sup" => Role::Superscript,
        b"meta" => Role::Meta,
        _ => Role::Inline,
    }
}

/// Whether an element has no end tag, so that nothing can be hidden in it.
pub fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}
