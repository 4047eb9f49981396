//! The lists of a text of OpenDocument that are open at a place.

/// A list that is open.
pub struct ListLevel {
    /// The style, which says whether it has numbers.
    pub style: String,
    /// The number of the next item.
    pub next: Option<u64>,
    /// The number of the item that has begun and has no text yet.
    pub number: Option<u64>,
}
