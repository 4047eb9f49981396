//! Which braces of a text make pairs, where code in braces has no end.

use super::javascript::Code;

/// The pairs of braces in the code that was read, so that no code is read twice.
#[derive(Debug, Default)]
pub struct Braces {
    /// Where each opens, and one past where it closes, in code that has no end.
    pairs: Vec<(usize, usize)>,
    /// Up to here all pairs are known.
    known_until: usize,
}

impl Braces {
    /// The end of the code that an opening brace begins; `None` if it is not closed.
    pub fn end_of(&mut self, text: &str, at: usize) -> Option<usize> {
        if at >= self.known_until {
            let mut code = Code::new(text, at);
            while let Some(end) = code.step() {
                if code.is_outside() {
                    return Some(end);
                }
            }
            // All pairs up to the end are known now; this brace is in none.
            self.pairs = code.pairs;
            self.pairs.sort_unstable();
            self.known_until = text.len();
        }
        let index = self.pairs.binary_search_by_key(&at, |(open, _)| *open).ok()?;
        Some(self.pairs[index].1)
    }
}
