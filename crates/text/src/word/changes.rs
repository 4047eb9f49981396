//! What becomes of changes that a document keeps track of, as a run wants it.

/// What becomes of changes that a document keeps track of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Changes {
    /// The text is read as if all were accepted.
    #[default]
    Accepted,
    /// The text is read as it was before them.
    Rejected,
}
