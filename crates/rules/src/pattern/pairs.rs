//! Which letters follow each other in a sentence: whoever looks for a literal sees at a glance that most sentences cannot have it.

/// The pairs of bytes that a text has: for each first one a bit for each second one, where signs and figures share theirs with
/// letters.
#[derive(Debug)]
pub(super) struct Pairs([u32; LETTERS]);

/// The five lower bits of a letter of ASCII are its own.
const LETTERS: usize = 32;

impl Pairs {
    /// Those of a text.
    pub fn of(text: &[u8]) -> Pairs {
        let mut pairs = Pairs([0; LETTERS]);
        for pair in text.windows(2) {
            pairs.0[usize::from(pair[0]) % LETTERS] |= 1 << (pair[1] % LETTERS as u8);
        }
        pairs
    }

    /// Whether the text may have a literal, as far as its pairs tell.
    pub fn may_have(&self, literal: &[u8]) -> bool {
        let has = |pair: &[u8]| self.0[usize::from(pair[0]) % LETTERS] & 1 << (pair[1] % LETTERS as u8) != 0;
        literal.windows(2).all(has)
    }
}
