//! The elements of a page's head that search results and shared links show.

use super::attributes::Attributes;
use super::references::text_with_references;
use crate::block::BlockKind;
use crate::builder::Builder;

/// Titles and descriptions that search results and shared links show.
pub fn read(builder: &mut Builder, attributes: &Attributes) {
    let name = attributes.value(b"name").or_else(|| attributes.value(b"property"));
    let name = name.unwrap_or_default();
    let kind = match name.to_ascii_lowercase().as_str() {
        "description" | "og:description" | "twitter:description" => BlockKind::Description,
        "title" | "og:title" | "twitter:title" => BlockKind::Title,
        "og:image:alt" | "twitter:image:alt" => BlockKind::AltText,
        _ => return,
    };
    if let Some(content) = attributes.get(b"content") {
        builder.open(kind);
        text_with_references(builder, content.range.clone());
        builder.close();
    }
}
