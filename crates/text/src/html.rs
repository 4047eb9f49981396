//! Reads HTML: what a visitor sees, the page's title and description, and the texts that are read in place of pictures.
//!
//! `reader` goes through the tokens, `elements` knows what each element does to the text, `references` decodes character
//! references. Markdown hands its HTML to the reader, too.

mod elements;
mod reader;
mod references;

pub use reader::{HtmlReader, read};
