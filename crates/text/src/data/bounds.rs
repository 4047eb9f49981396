//! Bounds that the readers of data share, and what stands for a byte that is not text.

/// No file has more open lists and objects in each other.
pub const DEEPEST: usize = 128;

/// Stands in a text for a byte that could not be decoded.
pub const UNDECODED: char = '\u{1A}';
