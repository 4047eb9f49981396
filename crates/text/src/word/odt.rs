//! Reads documents of OpenDocument (ISO/IEC 26300), as LibreOffice writes them: which parts are read, and in which order.
//!
//! `body` goes through the text, and `styles` reads what it rests on.

mod body;
mod lists;
mod shared;
mod styles;
mod tracked;

use claimlint_base::parts::{LineKind, Story};
use claimlint_base::source::Source;

use self::body::Body;
use self::shared::Shared;
use self::styles::Styles;
use self::tracked::Tracked;
use super::changes::Changes;
use super::container::Container;
use super::draft::Draft;
use super::fault::WordFault;
use super::notes::Notes;
use super::properties;

/// What the type of a text begins with.
const TEXT: &str = "application/vnd.oasis.opendocument.text";

/// Whether it is a text of OpenDocument.
///
/// # Errors
/// What says so cannot be unpacked; it is something else of OpenDocument, or has a password.
pub fn is_text(container: &mut Container) -> Result<bool, WordFault> {
    let kind = container.part("mimetype")?.map(|part| part.text);
    let has = |name: &str| container.names().any(|own| own == name);
    let is_own = match &kind {
        Some(kind) if kind.starts_with("application/vnd.oasis.opendocument.") => true,
        _ => has("content.xml") && !has("[Content_Types].xml"),
    };
    if !is_own {
        return Ok(false);
    }
    if kind.is_some_and(|kind| !kind.trim().starts_with(TEXT)) {
        return Err(WordFault::NoDocument);
    }
    let manifest = container.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|part| part.text.contains("encryption-data")) {
        return Err(WordFault::Password);
    }
    Ok(true)
}

/// Reads it.
///
/// # Errors
/// A part cannot be unpacked, or is not XML.
pub fn read(container: &mut Container, changes: Changes) -> Result<Source, WordFault> {
    let Some(content) = container.part("content.xml")? else { return Err(WordFault::NoDocument) };
    let page = container.part("styles.xml")?;
    let mut styles = Styles::default();
    for part in page.iter().chain([&content]) {
        styles.read(part)?;
    }
    let mut shared = Shared {
        draft: Draft::new(),
        styles,
        notes: Notes::default(),
        later: Vec::new(),
        tracked: Tracked::default(),
        changes,
    };
    shared.draft.begin_part(&content.name);
    Body::of(&content, Story::Body, &mut shared).read()?;
    for note in std::mem::take(&mut shared.later) {
        Body::of_note(&content, note, &mut shared).read()?;
    }
    if let Some(page) = &page {
        shared.draft.begin_part(&page.name);
        Body::of(page, Story::Header, &mut shared).read()?;
    }
    if let Some(part) = container.part("meta.xml")? {
        let published = [("title", LineKind::Title), ("description", LineKind::Description)];
        properties::read(&part, &published, &mut shared.draft)?;
    }
    Ok(shared.draft.finish())
}
