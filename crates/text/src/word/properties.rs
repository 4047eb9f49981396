//! Reads what a document says about itself: its title and description, which are published with it.

use claimlint_base::parts::{LineKind, Story};

use super::container::Part;
use super::draft::{Draft, Head};
use super::fault::WordFault;
use super::xml::{Node, Xml};

/// Reads the elements of these names, each as a line of its kind.
///
/// # Errors
/// It is not XML.
pub fn read(part: &Part, published: &[(&str, LineKind)], draft: &mut Draft) -> Result<(), WordFault> {
    draft.begin_part(&part.name);
    let mut xml = Xml::of(part);
    let mut is_open = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => {
                let kind = published.iter().find(|(name, _)| *name == tag.name()).map(|(_, kind)| *kind);
                is_open = kind.is_some();
                if let Some(kind) = kind {
                    draft.begin_line(Head { kind, story: Story::Properties, number: None, label: None });
                }
            }
            Node::Text(range) if is_open => draft.text(&part.text, range),
            Node::Sign(sign, range) if is_open => draft.sign(sign.encode_utf8(&mut [0; 4]), range),
            Node::End => is_open = false,
            Node::Text(_) | Node::Sign(..) => {}
        }
    }
    draft.end_line();
    Ok(())
}
