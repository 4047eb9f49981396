//! The attributes of JSX whose texts are published, and what each becomes.

use tree_sitter::Node;

use super::strings::{alternatives, inside};
use crate::block::BlockKind;
use crate::html::pieces_with_references;
use crate::parts::Piece;

/// Attributes that are shown beside what an element holds.
const SHOWN: &[&str] = &["title", "description", "heading", "subtitle", "caption"];

/// Attributes that name what a reader clicks on or fills in.
const LABELS: &[&str] = &["label", "aria-label", "placeholder"];

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
}

/// The texts that an attribute may have; none for one that is not published. `own` are the names that the house publishes besides ours.
pub fn texts(source: &str, name: &str, value: Node<'_>, own: &[String]) -> Vec<Prop> {
    let (kind, is_label) = match name {
        "alt" => (BlockKind::AltText, false),
        _ if SHOWN.contains(&name) || own.iter().any(|own| own.eq_ignore_ascii_case(name)) => {
            (BlockKind::Caption, false)
        }
        _ if LABELS.contains(&name) => (BlockKind::Caption, true),
        _ => return Vec::new(),
    };
    let prop = |text: &str, pieces| Prop { kind, is_label, text: text.to_owned(), pieces };
    let mut props: Vec<Prop> = match value.kind() {
        "string" => inside(source, value)
            .map(|range| {
                prop(&htmlize::unescape(&source[range.clone()]), pieces_with_references(source, range))
            })
            .into_iter()
            .collect(),
        _ => alternatives(source, value).iter().map(|one| prop(&one.decoded.text, one.pieces())).collect(),
    };
    props.retain(|prop| !is_key(&prop.text));
    props
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
