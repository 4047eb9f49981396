//! The texts that a component shows by its attributes: `<Callout title="…">`. Components have a capital.

use super::attributes::Attributes;
use super::references::pieces_with_references;
use crate::block::BlockKind;
use crate::builder::Builder;

/// Adds the texts of a component whose tag begins at a byte.
pub fn read(builder: &mut Builder, attributes: &Attributes, start: usize) {
    let is_component = builder.source()[start + 1..].starts_with(|first: char| first.is_ascii_uppercase());
    if !is_component {
        return;
    }
    for attribute in attributes.iter() {
        let kind = match attribute.name.as_slice() {
            b"title" | b"description" | b"caption" | b"subtitle" | b"heading" => BlockKind::Caption,
            b"alt" => BlockKind::AltText,
            _ => continue,
        };
        builder.aside(kind, pieces_with_references(builder.shown(), attribute.range.clone()));
    }
}
