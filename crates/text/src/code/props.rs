//! The attributes of JSX whose texts are published, and what each becomes.

use std::ops::Range;

use claimlint_data::words::keys;
use tree_sitter::Node;

use super::strings::{alternatives, inside};
use crate::block::{BlockKind, Furniture};
use crate::builder::Builder;
use crate::html::{HtmlReader, pieces_with_references};
use crate::parts::Piece;

/// A text of an attribute.
pub struct Prop {
    /// What it becomes.
    pub kind: BlockKind,
    /// Whether it names what a reader clicks on.
    pub is_label: bool,
    /// The text, as far as it is known.
    pub text: String,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// Where it is, if it is written as HTML.
    pub markup: Option<Range<usize>>,
}

impl Prop {
    /// Adds it as a block of its own; `is_hidden` says that it lies where readers see no text.
    pub fn add_to(self, builder: &mut Builder, is_hidden: bool) {
        if let Some(markup) = self.markup {
            builder.close();
            let mut reader = HtmlReader::new(&[]);
            reader.feed(builder, markup);
            reader.finish(builder);
            return builder.close();
        }
        builder.open(self.kind);
        builder.belongs_to_site(self.is_label.then_some(Furniture::Navigation));
        match is_hidden {
            true => builder.verbatim_pieces(self.pieces),
            false => builder.pieces(self.pieces),
        }
        builder.close();
    }
}

/// Whether an attribute holds a text that is shown for its own sake. `own` are the names that the house publishes besides ours.
pub fn is_published(name: &str, own: &[String]) -> bool {
    keys::SHOWN.contains(name) || own.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// The texts that an attribute may have; none for one that is not published.
pub fn texts_of(source: &str, name: &str, value: Node<'_>, own: &[String]) -> Vec<Prop> {
    let (kind, is_label) = match name {
        "alt" => (BlockKind::AltText, false),
        _ if is_published(name, own) => (BlockKind::Caption, false),
        _ if keys::LABELS.contains(name) => (BlockKind::Caption, true),
        _ => return Vec::new(),
    };
    // A string right in a tag is written as in HTML.
    match inside(source, value).filter(|_| value.kind() == "string") {
        Some(range) => Vec::from_iter(with_references(source, kind, is_label, range)),
        None => texts(source, kind, is_label, value),
    }
}

/// A text that is written as in HTML.
pub fn with_references(source: &str, kind: BlockKind, is_label: bool, range: Range<usize>) -> Option<Prop> {
    let text = htmlize::unescape(&source[range.clone()]).into_owned();
    let pieces = pieces_with_references(source, range);
    (!is_key(&text)).then_some(Prop { kind, is_label, text, pieces, markup: None })
}

/// The texts that an expression may be.
pub fn texts(source: &str, kind: BlockKind, is_label: bool, value: Node<'_>) -> Vec<Prop> {
    let literals = alternatives(source, value).into_iter();
    let props = literals.map(|one| Prop {
        kind,
        is_label,
        pieces: one.pieces(),
        text: one.decoded.text,
        markup: None,
    });
    props.filter(|prop| !is_key(&prop.text)).collect()
}

/// Whether a text is a name for programs and no words: `home.hero.title`, `productCard`, `/img/hero.jpg`.
fn is_key(text: &str) -> bool {
    let text = text.trim();
    let has_sign = text.trim_end_matches(['.', ':']).contains(['.', '_', '/', ':', '#', '{', '=']);
    let mut pairs = text.chars().zip(text.chars().skip(1));
    let mut has_hump = || pairs.any(|(one, next)| one.is_lowercase() && next.is_uppercase());
    let is_one_word = !text.contains(char::is_whitespace);
    text.is_empty() || is_one_word && (has_sign || text.starts_with(char::is_lowercase) && has_hump())
}
