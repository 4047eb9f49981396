//! Finds many literals in a sentence at once.
//!
//! A bit for each beginning of a literal turns nearly every place of a text away. This takes a fraction of the time that an automaton
//! takes to be made, which is longer than a page takes to check, and is faster to run.

/// How many bytes are the beginning of a literal. Shorter ones lie by their first byte alone.
const FIRST: usize = 3;

/// There are two to the power of so many places for literals by their beginnings.
const PLACES: u32 = 10;

/// The same for the bits of beginnings.
const BITS: u32 = 15;

/// The same for the bits of the first two bytes of shorter literals.
const SHORT_BITS: u32 = 16;

/// Literals to be found, each with whoever looks for it.
#[derive(Debug, Default)]
pub(super) struct Literals {
    /// Those of at least three bytes, by the places of their beginnings.
    long: Places,
    /// Which beginnings these have.
    long_bits: Vec<u64>,
    /// The others, by their first byte.
    short: Places,
    /// Which two bytes these begin with; where one is a byte alone, any may follow it.
    short_bits: Vec<u64>,
}

/// Literals by place.
#[derive(Debug, Default)]
struct Places {
    /// Where the literals of each place begin. They end where those of the next one begin.
    starts: Vec<u32>,
    literals: Vec<Literal>,
}

#[derive(Debug)]
struct Literal {
    bytes: Box<[u8]>,
    /// The number of whoever looks for it.
    owner: u32,
}

impl Literals {
    /// Prepares to find literals, each for the owner that is named with it.
    pub fn new<'l>(literals: impl Iterator<Item = (&'l [u8], u32)>) -> Literals {
        let literals = literals.map(|(bytes, owner)| Literal { bytes: bytes.into(), owner });
        let (long, short): (Vec<Literal>, Vec<Literal>) =
            literals.partition(|literal| literal.bytes.len() >= FIRST);
        let (mut long_bits, mut short_bits) = (vec![0; 1 << (BITS - 6)], vec![0; 1 << (SHORT_BITS - 6)]);
        long.iter().for_each(|literal| set(&mut long_bits, place_of(&literal.bytes, BITS)));
        for literal in &short {
            match *literal.bytes {
                [first, second] => set(&mut short_bits, pair_of(first, second)),
                [first] => (0..=u8::MAX).for_each(|second| set(&mut short_bits, pair_of(first, second))),
                _ => {}
            }
        }
        Literals {
            long: Places::new(long, 1 << PLACES, |bytes| place_of(bytes, PLACES)),
            long_bits,
            short: Places::new(short, 1 << 8, |bytes| usize::from(bytes[0])),
            short_bits,
        }
    }

    /// Passes on the owners of each literal that a text has, once or several times.
    pub fn find(&self, text: &[u8], mut found: impl FnMut(u32)) {
        if self.long.literals.is_empty() && self.short.literals.is_empty() {
            return;
        }
        for (at, first) in text.windows(FIRST).enumerate() {
            let may_begin = has(&self.long_bits, place_of(first, BITS))
                || has(&self.short_bits, pair_of(first[0], first[1]));
            if may_begin {
                self.find_first(&text[at..], &mut found);
            }
        }
        let end = text.len().saturating_sub(FIRST - 1);
        (end..text.len()).for_each(|at| self.find_first(&text[at..], &mut found));
    }

    /// Passes on the owners of each literal with which a text begins.
    pub fn find_first(&self, text: &[u8], mut found: impl FnMut(u32)) {
        if let Some(byte) = text.first() {
            self.short.find(usize::from(*byte), text, &mut found);
        }
        if text.len() >= FIRST {
            self.long.find(place_of(text, PLACES), text, &mut found);
        }
    }
}

impl Places {
    fn new(mut literals: Vec<Literal>, count: usize, place: impl Fn(&[u8]) -> usize) -> Places {
        literals.sort_by_cached_key(|literal| place(&literal.bytes));
        let mut starts = vec![0; count + 1];
        literals.iter().for_each(|literal| starts[place(&literal.bytes) + 1] += 1);
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Places { starts, literals }
    }

    /// Passes on the owners of the literals of a place with which a text begins.
    fn find(&self, place: usize, text: &[u8], found: &mut impl FnMut(u32)) {
        let (start, end) = (self.starts[place], self.starts[place + 1]);
        for literal in &self.literals[start as usize..end as usize] {
            if text.starts_with(&literal.bytes) {
                found(literal.owner);
            }
        }
    }
}

/// The place of what begins with three bytes, among two to the power of `bits`.
#[inline]
fn place_of(text: &[u8], bits: u32) -> usize {
    let first = u32::from_le_bytes([text[0], text[1], text[2], 0]);
    (first.wrapping_mul(0x9E37_79B1) >> (u32::BITS - bits)) as usize
}

/// The place of two bytes.
#[inline]
fn pair_of(first: u8, second: u8) -> usize {
    usize::from(u16::from_le_bytes([first, second]))
}

fn set(bits: &mut [u64], place: usize) {
    bits[place / 64] |= 1 << (place % 64);
}

#[inline]
fn has(bits: &[u64], place: usize) -> bool {
    bits[place / 64] & (1 << (place % 64)) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, is_first: bool) -> Vec<u32> {
        let literals = ["%", "no", "fold", "folded", "times", "%"];
        let literals = literals.iter().zip(0..).map(|(literal, owner)| (literal.as_bytes(), owner));
        let (literals, mut found) = (Literals::new(literals), Vec::new());
        match is_first {
            true => literals.find_first(text.as_bytes(), |owner| found.push(owner)),
            false => literals.find(text.as_bytes(), |owner| found.push(owner)),
        }
        found.sort_unstable();
        found
    }

    #[test]
    fn every_literal_is_found_wherever_it_is() {
        assert_eq!(found("unfolded", false), [2, 3]);
        assert_eq!(found("3 times, 5%", false), [0, 4, 5]);
        assert_eq!(found("no", false), [1]);
        assert_eq!(found("fol", false), []);
        assert_eq!(found("", false), []);
    }

    #[test]
    fn at_the_beginning_no_other_place_counts() {
        assert_eq!(found("folded twice, 5%", true), [2, 3]);
        assert_eq!(found("unfolded", true), []);
        assert_eq!(found("n", true), []);
    }
}
