//! A range of bytes, and nothing more.
//!
//! Which text the bytes belong to (the decoded file, or the folded text of a document) is known to whoever holds the span.
//! Turning bytes into lines and columns is the work of [`crate::source`].

use std::ops::Range;

/// A half-open range of byte offsets, `start..end`, with `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// A span from `start` to `end`, in bytes; `None` where `end` lies before `start`.
    pub fn new(start: usize, end: usize) -> Option<Span> {
        (start <= end).then_some(Span { start, end })
    }

    /// The empty span at one offset, in bytes.
    pub fn at(offset: usize) -> Span {
        Span { start: offset, end: offset }
    }

    /// The span of a range that is known to be in order, such as one from a parser.
    ///
    /// A range out of order becomes the empty span at its end.
    pub fn of(range: Range<usize>) -> Span {
        Span { start: range.start.min(range.end), end: range.end }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same part of a text that began at byte `from` and now begins at byte `to`.
    pub fn moved(self, from: usize, to: usize) -> Span {
        Span { start: self.start + to - from, end: self.end + to - from }
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_cannot_end_before_it_starts() {
        assert_eq!(Span::new(3, 2), None);
        assert_eq!(Span::of(std::ops::Range { start: 3, end: 2 }), Span::at(2));
    }

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        let (left, right) = (Span::of(0..3), Span::of(3..5));
        assert!(!left.overlaps(right));
        assert!(left.overlaps(Span::of(2..4)));
        assert_eq!(left.join(right), Span::of(0..5));
    }
}
