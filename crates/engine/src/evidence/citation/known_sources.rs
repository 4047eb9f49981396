//! What is known about sources, apart from what a document says.

use claimlint_text::Document;

use super::bibliography::{Bibliography, Work};
use super::identifiers::Identifier;
use super::keys;
use super::kinds::{Citation, CitationKind};
use super::sources::Sites;

/// What is known about sources, apart from what a document says. It is the same for all documents of a run.
#[derive(Debug, Clone, Default)]
pub struct KnownSources {
    /// Which sites are your own, and how reliable others are.
    pub sites: Sites,
    /// The papers that the house keeps; `None` if it has no file of them.
    pub bibliography: Option<Bibliography>,
}

impl KnownSources {
    /// The entry of the bibliography that a citation names by its key.
    pub fn work(&self, document: &Document, citation: &Citation) -> Option<&Work> {
        let bibliography = self.bibliography.as_ref().filter(|_| citation.kind == CitationKind::Key)?;
        keys::named(document.words_of(citation.span), bibliography)
    }

    /// The entry of the bibliography that has one of some identifiers.
    pub(crate) fn identified<'i>(
        &self,
        identifiers: impl IntoIterator<Item = &'i Identifier>,
    ) -> Option<&Work> {
        let bibliography = self.bibliography.as_ref()?;
        identifiers.into_iter().find_map(|identifier| bibliography.identified(identifier))
    }
}
