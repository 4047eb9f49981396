//! How a house writes its pages: what is not text in them, what more is published, and how plain text writes comments.

use regex::Regex;

use crate::comments::CommentLine;
use crate::html::Selector;
use crate::published::Keys;

/// How files are to be read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// How plain text writes comments to claimlint.
    pub comments: CommentLine,
    /// What they match is not text.
    pub ignore: Vec<Regex>,
    /// The elements of HTML that are not read.
    pub skip: Vec<Selector>,
    /// The keys of front matter whose values are published.
    pub keys: Keys,
    /// The attributes of JSX whose texts are published, besides ours.
    pub attributes: Vec<String>,
}
