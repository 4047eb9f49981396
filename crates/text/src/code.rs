//! Reads code in which copy is written: JavaScript and TypeScript with JSX.
//!
//! `syntax` makes a tree of it, `walk` goes through the tree, `jsx` reads the elements, with what `tags` and `props` know about their names
//! and attributes and `spacing` about white space, and `records` about what components show of lists; `strings` decodes literals, and `minified` knows what a program wrote. What elements
//! mean is for the reader of HTML; which texts of lists and objects are copy is for `data`.

mod jsx;
mod minified;
mod props;
mod records;
mod spacing;
pub mod strings;
pub mod syntax;
mod tags;
pub mod walk;

pub use jsx::read;
pub use minified::is_minified;
