//! How well a claim is sourced: what citations give and what rules ask for.

use crate::named_enum;

named_enum! {
    /// The best that a citation within reach does for a claim, weakest first. The order is what `needs` in a rule
    /// compares by.
    pub enum Grade {
        /// A citation that leads nowhere: a marker without an entry.
        Broken = "broken",
        /// No citation.
        None = "none",
        /// A body or person is named, and nothing else.
        Named = "named",
        /// A journal, a year or both, but nothing that leads to the paper.
        Partial = "partial",
        /// A reader can find it, but it is an author and year without an entry, or a page of low credibility.
        Weak = "weak",
        /// An identifier, a link or a reference entry.
        Traceable = "traceable",
    }
}

named_enum! {
    /// Where a citation may be, to belong to a claim.
    pub enum Reach {
        /// In the sentence of the claim.
        Sentence = "sentence",
        /// In its sentence or the next one.
        NextSentence = "sentence+1",
        /// In its sentence, in neighbours that go on about the same study, or at the end of the paragraph where no
        /// other study comes between.
        Study = "study",
        /// Anywhere in the paragraph.
        Paragraph = "paragraph",
    }
}
