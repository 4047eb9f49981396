//! Where the parts of a Word document and its links lead: `_rels/NAME.rels` (ISO/IEC 29500-2, 8.3).

use rustc_hash::FxHashMap;

use crate::word::container::Container;
use crate::word::fault::WordFault;
use crate::word::xml::{Node, Xml};

/// One of them.
pub struct Relationship {
    /// The last word of its kind: `hyperlink`, `footnotes`.
    pub kind: String,
    /// Where it leads: an address, or the name of a part.
    pub target: String,
}

/// Those of a part, by their ids.
#[derive(Default)]
pub struct Relationships {
    by_id: FxHashMap<String, Relationship>,
    /// The ids in the order of the part.
    order: Vec<String>,
}

impl Relationships {
    /// Reads those of a part; none for a part that has none. The name of the package itself is empty.
    ///
    /// # Errors
    /// They cannot be unpacked, or are not XML.
    pub fn of(container: &mut Container, name: &str) -> Result<Relationships, WordFault> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut all = Relationships::default();
        let Some(part) = container.part(&format!("{folder}{slash}_rels/{file}.rels"))? else {
            return Ok(all);
        };
        let mut xml = Xml::of(&part);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            let (Some(id), Some(kind), Some(target)) =
                (tag.value("Id"), tag.value("Type"), tag.value("Target"))
            else {
                continue;
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let is_outside = tag.has("TargetMode", "External");
            let target = if is_outside { target } else { within(folder, &target) };
            all.order.push(id.clone());
            all.by_id.insert(id, Relationship { kind, target });
        }
        Ok(all)
    }

    /// Where the one with this id leads.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|one| one.target.as_str())
    }

    /// Where those of a kind lead, in order.
    pub fn of_kind<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        let all = self.order.iter().filter_map(|id| self.by_id.get(id));
        all.filter(move |one| one.kind == kind).map(|one| one.target.as_str())
    }
}

/// The name of a part that another names from its folder.
fn within(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in target.split('/') {
        match piece {
            ".." => _ = path.pop(),
            "." => {}
            piece => path.push(piece),
        }
    }
    path.join("/")
}
