//! Finds what is not prose in a file: template expressions and tags, shortcodes, placeholders, code of MDX, wiki links,
//! attribute lists, names of emoji, and what the user says.
//!
//! This is the one notion of "not text". The readers see a copy of the source in which every such stretch is overwritten, so
//! that no brace or quote in it means anything to Markdown or HTML, and the builder puts one gap in its place. So neither a
//! rule nor a fix ever meets it. What an element hides is for the reader of HTML; addresses are words of the text, and are for
//! `addresses`.

mod braced;
mod braces;
mod brackets;
mod code;
mod delimiters;
mod directives;
mod found;
mod javascript;
mod marks;
mod pairs;
mod php;
mod scan;
mod scanner;
mod script;

#[cfg(test)]
mod tests;

pub use found::{Gap, NotText, Shown};
pub use scanner::find;
