//! Reads code in which copy is written: JavaScript and TypeScript with JSX.
//!
//! `syntax` makes a tree of it, `walk` goes through the tree, `jsx` reads the elements, with what `tags` and `props` know about their names
//! and attributes and `spacing` about white space; `objects` reads what components are given as data. `sourced` knows which data list their sources. `strings` decodes literals, and
//! `minified` knows what a program wrote. What elements mean is for the reader of HTML; lists and objects whose copy the house names are
//! for `data`.

mod jsx;
mod minified;
mod objects;
mod props;
pub mod sourced;
mod spacing;
pub mod strings;
pub mod syntax;
mod tags;
pub mod walk;

pub use jsx::read;
pub use minified::is_minified;
pub use objects::read as read_objects;
