//! Names for the blocks and sentences of a document, so that nobody takes one for the other, or for a byte.

use std::ops::Range;

/// Defines a type that names one of a document's things by its place in their order. A file has at most `u32::MAX` bytes,
/// and so no more blocks or sentences.
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

            /// The one behind it, whether the document has it or not.
            pub fn next(self) -> $name {
                $name(self.0.saturating_add(1))
            }

            /// The one so many places before it, or the first of the document.
            pub fn back(self, places: usize) -> $name {
                $name::new(self.index().saturating_sub(places))
            }

            /// All of a range, in order.
            pub fn each(range: Range<$name>) -> impl DoubleEndedIterator<Item = $name> + ExactSizeIterator + Clone {
                (range.start.index()..range.end.index()).map($name::new)
            }
        }
    };
}

id! {
    /// Names a block of a document. By default the first.
    BlockId
}

id! {
    /// Names a sentence of a document, counted through all its blocks. By default the first.
    SentenceId
}
