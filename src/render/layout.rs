//! How text is laid out for a terminal.

use textwrap::{Options, WordSplitter};

/// How text is laid out for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns to wrap at.
    pub width: usize,
    /// Whether to write colours.
    pub color: bool,
}

/// Narrower than this nothing can be laid out.
pub const NARROWEST: usize = 40;

/// Wrapping that cuts no word and no address.
pub fn whole_words<'o>(width: usize) -> Options<'o> {
    Options::new(width).break_words(false).word_splitter(WordSplitter::NoHyphenation)
}
