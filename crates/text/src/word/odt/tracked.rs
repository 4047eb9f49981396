//! What is known about the changes of a text of OpenDocument.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

/// What is known about the changes of a text.
#[derive(Default)]
pub struct Tracked {
    /// Where the text lies that was taken out, by the change.
    pub taken_out: FxHashMap<String, Range<usize>>,
    /// The changes that put text in.
    pub put_in: FxHashSet<String>,
    /// How many changes are open whose text is not read.
    pub open: usize,
}

impl Tracked {
    /// Whether text at the place is not read.
    pub fn hide(&self) -> bool {
        self.open > 0
    }
}
