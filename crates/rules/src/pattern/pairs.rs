//! Which letters follow each other in a sentence: whoever looks for a literal sees at a glance that most sentences cannot have it.

/// A number of bits: one for each pair of letters, where signs and figures share theirs with letters.
const BITS: usize = 1 << 10;

/// The pairs of bytes that a text has.
#[derive(Debug)]
pub(super) struct Pairs([u64; BITS / 64]);

impl Pairs {
    /// Those of a text.
    pub fn of(text: &[u8]) -> Pairs {
        let mut pairs = Pairs([0; BITS / 64]);
        for pair in text.windows(2) {
            let place = place_of(pair);
            pairs.0[place / 64] |= 1 << (place % 64);
        }
        pairs
    }

    /// Whether the text may have a literal, as far as its pairs tell.
    pub fn may_have(&self, literal: &[u8]) -> bool {
        literal.windows(2).all(|pair| {
            let place = place_of(pair);
            self.0[place / 64] & (1 << (place % 64)) != 0
        })
    }
}

/// The five lower bits of a letter of ASCII are its own.
fn place_of(pair: &[u8]) -> usize {
    usize::from(pair[0] % 32) * 32 + usize::from(pair[1] % 32)
}
