//! Ids for the blocks and sentences of a document, so that one is never taken for the other, or for a byte.

use std::ops::Range;

/// Defines an id: the place of a block or sentence in the order of the document. A file has at most `u32::MAX` bytes, and
/// so no more blocks or sentences than that.
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn new(index: usize) -> $name {
                $name(index as u32)
            }

            /// Its place in the order of the document, from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The next id, even if the document has none.
            pub fn next(self) -> $name {
                $name(self.0.saturating_add(1))
            }

            /// The id this many places back, or the first of the document.
            pub fn back(self, places: usize) -> $name {
                $name::new(self.index().saturating_sub(places))
            }

            /// All ids of a range, in order.
            pub fn each(range: Range<$name>) -> impl DoubleEndedIterator<Item = $name> + ExactSizeIterator + Clone {
                (range.start.index()..range.end.index()).map($name::new)
            }
        }
    };
}

id! {
    /// The id of a block of a document. By default the first.
    BlockId
}

id! {
    /// The id of a sentence of a document, counted through all its blocks. By default the first.
    SentenceId
}
