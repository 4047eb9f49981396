//! Reads Word documents (ISO/IEC 29500, transitional or strict): which parts are read, and in which order.
//!
//! `body` reads the parts that hold text, `paragraph` knows what a paragraph is, `fields` what fields mean, `styles`, `numbering`
//! and `relationships` read what the text rests on.

mod body;
mod fields;
mod numbering;
mod open_fields;
mod paragraph;
mod relationships;
mod run;
mod shared;
mod styles;

use claimlint_base::parts::{LineKind, Story};
use claimlint_base::source::Source;

use self::body::Body;
use self::fields::Works;
use self::numbering::Numbering;
pub use self::relationships::Relationships;
use self::shared::Shared;
use self::styles::Styles;
use super::changes::Changes;
use super::container::{Container, Part};
use super::draft::Draft;
use super::fault::WordFault;
use super::notes::Notes;
use super::properties;

/// The name of the part that holds the text, if it is a Word document.
///
/// # Errors
/// What names it cannot be unpacked, or is not XML.
pub fn main_part(container: &mut Container) -> Result<Option<String>, WordFault> {
    let package = Relationships::of(container, "")?;
    let main = package.of_kind("officeDocument").next().map(str::to_owned);
    Ok(main.filter(|name| container.names().any(|own| own == name)))
}

/// Reads the document whose text is in a part of this name.
///
/// # Errors
/// A part cannot be unpacked, or is not XML; it holds macros.
pub fn read(container: &mut Container, main: &str, changes: Changes) -> Result<Source, WordFault> {
    if container.part("[Content_Types].xml")?.is_some_and(|part| part.text.contains("macroEnabled")) {
        return Err(WordFault::Macros);
    }
    let Some(text) = container.part(main)? else { return Err(WordFault::NoDocument) };
    if !text.text.contains("wordprocessingml") {
        return Err(WordFault::NoDocument);
    }
    let links = Relationships::of(container, main)?;
    let mut shared = Shared {
        draft: Draft::new(),
        styles: one(container, &links, "styles")?
            .map_or_else(|| Ok(Styles::default()), |part| Styles::read(&part))?,
        numbering: one(container, &links, "numbering")?
            .map_or_else(|| Ok(Numbering::default()), |part| Numbering::read(&part))?,
        works: Works::default(),
        notes: Notes::default(),
        changes,
    };
    for name in links.of_kind("customXml") {
        if let Some(part) = container.part(name)? {
            fields::read_works(&part, &mut shared.works)?;
        }
    }
    shared.draft.begin_part(&text.name);
    Body::of(&text, &links, Story::Body, &mut shared).read()?;
    for (kind, story) in [("footnotes", Story::Footnote), ("endnotes", Story::Endnote)] {
        if let Some(part) = one(container, &links, kind)? {
            read_part(container, &part, story, &mut shared)?;
        }
    }
    for (kind, story) in [("header", Story::Header), ("footer", Story::Footer)] {
        read_repeated(container, &links, kind, story, &mut shared)?;
    }
    let package = Relationships::of(container, "")?;
    if let Some(part) = one(container, &package, "core-properties")? {
        let published = [("title", LineKind::Title), ("description", LineKind::Description)];
        properties::read(&part, &published, &mut shared.draft)?;
    }
    Ok(shared.draft.finish())
}

fn read_part(
    container: &mut Container,
    part: &Part,
    story: Story,
    shared: &mut Shared,
) -> Result<(), WordFault> {
    let links = Relationships::of(container, &part.name)?;
    shared.draft.begin_part(&part.name);
    Body::of(part, &links, story, shared).read()
}

/// Reads headers or footers. Those of first, even and odd pages often say the same, which is read once.
fn read_repeated(
    container: &mut Container,
    links: &Relationships,
    kind: &str,
    story: Story,
    shared: &mut Shared,
) -> Result<(), WordFault> {
    let mut known: Vec<String> = Vec::new();
    for name in links.of_kind(kind).take(MOST_HEADERS) {
        let Some(part) = container.part(name)? else { continue };
        let before = shared.draft.place();
        read_part(container, &part, story, shared)?;
        let said = shared.draft.since(&before).to_owned();
        if known.contains(&said) {
            shared.draft.go_back(&before);
        } else {
            known.push(said);
        }
    }
    Ok(())
}

/// A document with more headers repeats them.
const MOST_HEADERS: usize = 100;

/// The first part of a kind.
fn one(container: &mut Container, links: &Relationships, kind: &str) -> Result<Option<Part>, WordFault> {
    match links.of_kind(kind).next() {
        Some(name) => container.part(name),
        None => Ok(None),
    }
}
