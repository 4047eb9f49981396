//! What a citation by author and year names. How one is read is for `author_year`.

use std::ops::Range;

use super::dates::PaperDate;
use super::kinds::Certainty;

/// A citation by author and year.
#[derive(Debug, PartialEq, Eq)]
pub struct AuthorYear<'t> {
    /// Its bytes, brackets among them.
    pub range: Range<usize>,
    /// The papers: several, if one pair of brackets names them.
    pub papers: Vec<AuthoredPaper<'t>>,
}

/// A paper by its first author and its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredPaper<'t> {
    /// The surname of its first author; several words, if the author has several names.
    pub author: &'t str,
    /// When it came out.
    pub date: PaperDate,
    /// The bytes from the author to the date.
    pub range: Range<usize>,
    /// How sure it is that this is a paper by a person.
    pub certainty: Certainty,
}
