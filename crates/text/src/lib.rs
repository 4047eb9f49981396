//! The readable text of one file, folded so that plain patterns match it, and the way back to the file.
//!
//! A [`Document`] is one text: markup gone, character references decoded, white space single, quotes straight. It knows the
//! source bytes of every stretch of its text. The readers (`plain`, `markdown`, `html`, `word`) build it through
//! `builder::Builder`; what the words mean is for the crates above.

mod address;
mod block;
mod builder;
mod code;
pub mod comments;
pub mod data;
mod document;
mod fold;
mod format;
mod front_matter;
mod html;
mod ids;
mod inline;
mod json;
mod language;
mod markdown;
mod metadata;
mod not_text;
mod offsets;
mod parts;
mod plain;
mod published;
mod read;
mod reading;
mod redirect;
mod sentences;
mod software;
mod word;

pub use address::is_site_or_file;
pub use block::{Block, BlockKind, Furniture};
pub use comments::{CommentLine, Directive};
pub use document::{Document, UnreadPart};
pub use fold::{OBJECT, fold};
pub use format::{Format, Formats};
pub use html::{NoSelector, Selector};
pub use ids::{BlockId, SentenceId};
pub use inline::{Anchor, Link, Marker};
pub use published::{KEYS_OF_COPY, Keys};
pub use reading::Reading;
pub use word::{
    Annotated, Change, Changes, Cleaned, Note, WordFault, annotated, cleaned, open as open_document,
};
