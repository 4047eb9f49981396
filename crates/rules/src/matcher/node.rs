//! The numbers by which the parts of the matcher name nodes and phrases.

/// A node of the trie.
pub(super) type Node = u32;

/// The node at which every phrase begins. No step leads to it.
pub(super) const ROOT: Node = 0;

/// The number a phrase was added under.
pub type PhraseId = u32;
