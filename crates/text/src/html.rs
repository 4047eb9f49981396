//! Reads HTML: what a visitor sees, the page's title and description, and the texts that are read in place of pictures.
//!
//! `reader` goes through the tokens, `elements` knows what each element does to the text, `hiding` which is not read, `furniture`
//! which belongs to the site, `paragraphs` where they are in a page without tags for them, `references` decodes character
//! references, `markers` knows a superscript that leads to a note, `pictures` a text that is only the name of a file, `inside`
//! where an element ends, `properties` the texts that a component shows, and `meta` reads the head. Markdown hands its HTML to the
//! reader, too, and JSX its elements.

mod attributes;
mod elements;
mod faults;
mod furniture;
mod hiding;
mod inside;
mod markers;
mod meta;
mod paragraphs;
mod pictures;
mod properties;
mod reader;
mod references;
mod selectors;
mod skipped;

pub use attributes::Attributes;
pub use elements::{Role, is_void, role};
pub use markers::{LONGEST_MARKER, is_note_marker};
pub use pictures::is_name_of_file;
pub use reader::{HtmlReader, read};
pub use references::{pieces_with_references, text_with_references};
pub use selectors::{NoSelector, Selector};
